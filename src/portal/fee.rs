//! What an office asks to be paid for a dossier (contract 4.8, PaymentRequest).

use portal_api::PaymentRequest;

pub use portal_api::PaymentRequestState as FeeState;

/// Something that is to be paid, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// One by one: name and amount in đồng.
    pub items: Vec<(String, u64)>,
    /// Sum in đồng.
    pub total: u64,
    /// Until when (RFC 3339).
    pub due_by: Option<String>,
    /// How it stands.
    pub state: FeeState,
    /// The payment that is under way, or by which it was paid.
    pub payment: Option<String>,
}

/// All of them, in order.
pub(super) fn fees(wire: Vec<PaymentRequest>) -> Vec<Fee> {
    let fee = |request: PaymentRequest| Fee {
        id: request.payment_request_id.to_string(),
        title: request.title.to_string(),
        items: request
            .items
            .into_iter()
            .map(|item| (item.name.to_string(), item.amount.0))
            .collect(),
        total: request.total.0,
        due_by: request.due_by.map(|at| at.to_string()),
        state: request.state,
        payment: request.payment_id.map(|id| id.to_string()),
    };
    wire.into_iter().map(fee).collect()
}

//! Operation 35: whether there is something to pay, and the order for it.

use portal_api::{
    Action, Fault, FaultCode, PaymentMethod, PaymentOrder, PaymentRequestState, PaymentState,
    PaymentSubjectKind, ProblemKind,
};

use super::state::{asked, is_live};
use super::store::{self, Stored};
use crate::dossiers;
use crate::lookups::payable;
use crate::problem::{Failure, body_fault};
use crate::random;
use crate::session::login::is_local;
use crate::state::AppState;
use crate::words::of_contract;

/// Minutes in which gateway and bank are paid; days at the counter.
const MINUTES: i64 = 15;
const DAYS_AT_COUNTER: i64 = 3;

/// Orders a payment.
///
/// # Errors
/// 409 `payment-not-open`, `payment-in-progress`, `figures-changed`; 422; 404 for a dossier of somebody else.
pub(super) async fn place(
    state: &AppState,
    person: &str,
    order: PaymentOrder,
) -> Result<Stored, Failure> {
    let faults = faults(&order);
    if !faults.is_empty() {
        return Err(Failure::invalid(faults));
    }
    let due = due(state, person, &order).await?;
    let not_open = || Failure::new(ProblemKind::PaymentNotOpen);
    let due = due.filter(|due| *due > 0).ok_or_else(not_open)?;
    for other in store::of_subject(&state.db, &order.subject).await? {
        let other = asked(state, other).await?;
        if is_live(other.state) {
            let kind = ProblemKind::PaymentInProgress;
            return Err(Failure::conflict(kind, other.id));
        }
        if other.state == PaymentState::Succeeded {
            return Err(not_open());
        }
    }
    if order.amount.0 != due {
        return Err(Failure::conflict(ProblemKind::FiguresChanged, due));
    }
    let now = state.clock.unix();
    let life = match order.method {
        PaymentMethod::Counter => DAYS_AT_COUNTER * 86_400,
        PaymentMethod::Vietqr | PaymentMethod::NationalGateway => MINUTES * 60,
    };
    let stored = Stored {
        id: random::code(),
        person: person.to_owned(),
        subject: order.subject,
        // A transfer or a visit may come at any moment; the gateway is waited for once it was opened.
        state: match order.method {
            PaymentMethod::NationalGateway => PaymentState::Created,
            PaymentMethod::Vietqr | PaymentMethod::Counter => PaymentState::Pending,
        },
        amount: order.amount,
        method: order.method,
        payer: order.payer,
        delivery: order.delivery,
        return_to: order.return_to.to_string(),
        code: code(order.method),
        secret: random::secret(),
        gateway: None,
        ended: None,
        changed_at: now,
        created_at: state.clock.instant().to_string(),
        expires_at: now + life,
        receipt: None,
        receipt_file_id: None,
        receipt_document_id: None,
    };
    let mut transaction = state.db.begin_with("BEGIN IMMEDIATE").await?;
    let live: Option<String> = sqlx::query_scalar("SELECT id FROM payment WHERE kind = ? AND ref = ? AND state IN ('created', 'pending', 'unknown', 'succeeded') AND id NOT IN (SELECT id FROM payment WHERE expires_at <= ? AND state <> 'succeeded')")
        .bind(of_contract(stored.subject.kind)?)
        .bind(store::key(&stored.subject))
        .bind(now)
        .fetch_optional(&mut *transaction)
        .await?;
    if let Some(other) = live {
        return Err(Failure::conflict(ProblemKind::PaymentInProgress, other));
    }
    store::insert(&mut transaction, &stored).await?;
    transaction.commit().await?;
    Ok(stored)
}

fn faults(order: &PaymentOrder) -> Vec<Fault> {
    let mut faults = Vec::new();
    let subject = &order.subject;
    if subject.kind == PaymentSubjectKind::Dossier && subject.payment_request_id.is_none() {
        let at = "/subject/paymentRequestId";
        faults.push(body_fault(at, FaultCode::Required));
    }
    if order.payer.full_name.trim().is_empty() {
        faults.push(body_fault("/payer/fullName", FaultCode::Required));
    }
    if !is_local(&order.return_to) || order.return_to.contains('#') {
        faults.push(body_fault("/returnTo", FaultCode::Pattern));
    }
    faults
}

/// What is to be paid now, in đồng; none when there is nothing, or not from this person.
async fn due(state: &AppState, person: &str, order: &PaymentOrder) -> Result<Option<u64>, Failure> {
    let subject = &order.subject;
    if subject.kind != PaymentSubjectKind::Dossier {
        return payable(state, person, subject.kind, &subject.r#ref).await;
    }
    let row = dossiers::find(state, person, &subject.r#ref).await?;
    let request = { row.payments.iter() }
        .find(|one| Some(&one.payment_request_id) == subject.payment_request_id.as_ref())
        .ok_or_else(Failure::not_found)?;
    let open =
        request.state == PaymentRequestState::Open && row.state.actions().contains(&Action::Pay);
    Ok(open.then_some(request.total.0))
}

/// The gateway's is a secret of its address, the bank's stands in the transfer, the counter's is said aloud.
fn code(method: PaymentMethod) -> String {
    let figures = || {
        format!(
            "{:010}",
            u64::from_be_bytes(random::bytes()) % 10_000_000_000
        )
    };
    match method {
        PaymentMethod::NationalGateway => random::code(),
        PaymentMethod::Vietqr => format!("MC{}", figures()),
        PaymentMethod::Counter => format!("Q-{}", figures()),
    }
}

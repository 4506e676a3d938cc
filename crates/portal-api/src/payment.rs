//! Payments: operations 35 and 36 (contract 4.9).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{
    Address, Code, Delivery, Email, Id, Instant, PersonalId, Phone, Receipt, Text, Uri, Vnd,
};

/// What is to be paid for a dossier (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentRequest {
    /// The request.
    pub payment_request_id: Id,
    /// What it is for.
    pub title: Text<300>,
    /// One by one.
    #[serde(default)]
    pub items: Vec<PaymentItem>,
    /// Sum.
    pub total: Vnd,
    /// Due by.
    pub due_by: Option<Instant>,
    /// Before what.
    pub timing: PaymentTiming,
    /// State.
    pub state: PaymentRequestState,
    /// The payment.
    pub payment_id: Option<Id>,
}

/// One item of a [`PaymentRequest`] (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentItem {
    /// Code of the fee.
    pub fee_code: Option<Code>,
    /// Name.
    pub name: Text<300>,
    /// Kind of fee, by code.
    pub kind: Code,
    /// Amount.
    pub amount: Vnd,
}

/// Before what a payment is due (4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PaymentTiming {
    /// Before the dossier is accepted.
    BeforeAcceptance,
    /// Before the result is handed out.
    BeforeResult,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// State of a [`PaymentRequest`] (4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PaymentRequestState {
    /// To be paid.
    Open,
    /// A payment is under way.
    Pending,
    /// Paid.
    Paid,
    /// Paid back.
    Refunded,
    /// No longer asked for.
    Cancelled,
    /// Let off.
    Waived,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// What a payment is for (4.9). The `ref` of all but `dossier` comes from the
/// look-up of that name.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentSubject {
    /// Kind.
    pub kind: PaymentSubjectKind,
    /// Dossier code, or reference of the look-up.
    pub r#ref: Code,
    /// Of `dossier`: the request that is paid.
    pub payment_request_id: Option<Id>,
}

/// Kind of a [`PaymentSubject`] (4.9). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PaymentSubjectKind {
    /// Fees of a dossier.
    Dossier,
    /// A traffic fine.
    Violation,
    /// Health-insurance contribution.
    Contribution,
    /// Exam fee.
    Exam,
    /// Electricity.
    Electricity,
}

/// Way to pay (4.9). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PaymentMethod {
    /// Bank transfer by VietQR.
    Vietqr,
    /// The national payment gateway.
    NationalGateway,
    /// At the counter.
    Counter,
}

/// Body of operation 35 (4.9).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentOrder {
    /// What is paid.
    pub subject: PaymentSubject,
    /// Amount as it was shown.
    pub amount: Vnd,
    /// Way to pay.
    pub method: PaymentMethod,
    /// Who pays.
    pub payer: Payer,
    /// Delivery of papers that are held.
    pub delivery: Option<Delivery>,
    /// Where the gateway's way back ends; a path of this origin.
    pub return_to: Uri,
}

/// Who pays (4.9).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payer {
    /// Full name.
    pub full_name: Text<100>,
    /// Identity number.
    pub personal_id: Option<PersonalId>,
    /// Address.
    pub address: Option<Address>,
    /// Phone.
    pub phone: Option<Phone>,
    /// E-mail.
    pub email: Option<Email>,
}

/// A payment, operations 35 and 36 (4.9). Only operation 36 is to be trusted.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payment {
    /// The payment.
    pub payment_id: Id,
    /// What is paid.
    pub subject: PaymentSubject,
    /// State.
    pub state: PaymentState,
    /// Amount.
    pub amount: Vnd,
    /// Way to pay.
    pub method: PaymentMethod,
    /// What its receipt names beside the amount, once there is one.
    pub about: Option<PaymentAbout>,
    /// Of the gateway: where to go.
    pub redirect_url: Option<Uri>,
    /// Of VietQR: what to show.
    pub vietqr: Option<VietQr>,
    /// Of the counter: what to say there.
    pub counter_code: Option<Text<30>>,
    /// Receipt.
    pub receipt: Option<Receipt>,
    /// Its file among the person's own (operation 43).
    pub receipt_file_id: Option<Id>,
    /// Its file in the dossier (operation 31).
    pub receipt_document_id: Option<Id>,
    /// Why it failed.
    pub failure: Option<PaymentFailure>,
    /// Seconds to wait before asking again.
    pub poll_after: u32,
    /// Until when it can be paid.
    pub expires_at: Instant,
}

/// What the receipt of a [`Payment`] names beside the amount, in the language of the request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentAbout {
    /// What kind of money it is. That of a dossier may be a contribution or the fee of an exam.
    pub kind: PaymentSubjectKind,
    /// One by one: of a fine its decision, what was done, by whom and with which vehicle; who paid.
    #[serde(default)]
    pub rows: Vec<PaymentRow>,
}

/// One line of [`PaymentAbout`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentRow {
    /// Name.
    pub name: Text<100>,
    /// Value.
    pub value: Text<1000>,
}

/// State of a [`Payment`] (4.9). `Unknown` is asked again, never taken as failed
/// nor charged twice; `Failed` and `Expired` may still turn `Succeeded`. A newer
/// value reads as `Unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PaymentState {
    /// Made.
    Created,
    /// Under way.
    Pending,
    /// Paid.
    Succeeded,
    /// Did not work.
    Failed,
    /// Not paid in time.
    Expired,
    /// Given up.
    Cancelled,
    /// Paid back.
    Refunded,
    /// Nobody can say yet.
    #[serde(other)]
    Unknown,
}

/// A VietQR transfer (4.9). The payload is checked before it is shown.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VietQr {
    /// EMV payload, ASCII, at most 512.
    #[cfg_attr(feature = "openapi", schema(max_length = 512))]
    pub payload: String,
    /// The bank's number, 6 digits.
    pub bank_bin: String,
    /// Account.
    pub account_number: Text<19>,
    /// Its holder.
    pub account_name: Text<100>,
    /// Text of the transfer, ASCII, at most 25.
    #[cfg_attr(feature = "openapi", schema(max_length = 25))]
    pub memo: String,
    /// Until when it can be paid.
    pub expires_at: Instant,
}

/// Why a payment failed (4.9).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentFailure {
    /// The gateway's code.
    pub code: Code,
    /// In words.
    pub detail: Text<500>,
}

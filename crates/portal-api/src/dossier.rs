//! Dossiers: operations 28 to 34 and 45 (contract 4.8).

mod life;
mod request;
mod state;

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{
    Agency, Answers, Assistance, Code, CodeName, ConfirmationRole, ConfirmationState, Date,
    Delivery, FormVersion, Id, Instant, Masked, PaymentRequest, Receipt, SignatureReport, Subject,
    Text,
};

pub use life::{
    Actor, Part, PartResult, Supplement, SupplementFee, SupplementItem, SupplementState,
    TimelineItem,
};
pub use request::{
    BankAccount, Channel, Declaration, Submission, SubmissionRequest, SubmissionState,
    SupplementRequest, TrackingProof, TrackingRequest, WithdrawalRequest,
};
pub use state::{Action, DossierState, StateCode};

/// A dossier as its person sees it, operation 30 (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dossier {
    /// What tracking shows too.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub tracked: TrackedDossier,
    /// Whom it is for.
    pub applicant: Applicant,
    /// How the results reach the person.
    #[serde(default)]
    pub deliveries: Vec<Delivery>,
    /// What was or is to be paid.
    #[serde(default)]
    pub payments: Vec<PaymentRequest>,
    /// Confirmations by others.
    #[serde(default)]
    pub confirmations: Vec<DossierConfirmation>,
    /// Help that was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assisted_by: Vec<Assistance>,
    /// Receipt.
    pub receipt: Option<Receipt>,
    /// What was sent; only when asked for.
    pub content: Option<DossierContent>,
}

/// A dossier as operation 34 shows it to whoever knows code and proof: without
/// anything about the person, money or what was sent (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrackedDossier {
    /// Its code.
    pub dossier_code: Code,
    /// Codes it has elsewhere; all of them open it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_codes: Vec<Code>,
    /// Procedure.
    pub procedure: CodeName,
    /// Number among the essential services, 1 to 25.
    pub essential_id: Option<u8>,
    /// Case.
    pub case: Option<CodeName>,
    /// What it is about, without personal data.
    pub title: Text<1000>,
    /// The office in charge.
    pub agency: Agency,
    /// State.
    pub state: DossierState,
    /// State in the office's own words.
    pub detail_state: Option<Text<200>>,
    /// How it came in.
    pub channel: IntakeChannel,
    /// When it was submitted.
    pub submitted_at: Instant,
    /// When it was accepted.
    pub received_at: Option<Instant>,
    /// When it is due.
    pub due_at: Option<Instant>,
    /// New date, after a delay.
    pub new_due_at: Option<Instant>,
    /// When work on it ended.
    pub finished_at: Option<Instant>,
    /// When the result was handed out.
    pub returned_at: Option<Instant>,
    /// When it was refused.
    pub refused_at: Option<Instant>,
    /// Whether it is late.
    pub overdue: bool,
    /// One part per agency, of linked services only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Appointment (6.1).
    pub appointment: Option<DossierAppointment>,
    /// What happened, oldest first.
    #[serde(default)]
    pub timeline: Vec<TimelineItem>,
    /// What was asked for in addition.
    #[serde(default)]
    pub supplements: Vec<Supplement>,
    /// Papers made about it.
    #[serde(default)]
    pub documents: Vec<DossierDocument>,
    /// Whether the national portal knows it.
    pub sync: Option<Sync>,
    /// What the person can do now.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// The person's rating (6.3).
    pub rating: Option<GivenRating>,
}

/// A dossier in a list, operation 29 (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierSummary {
    /// Its code.
    pub dossier_code: Code,
    /// Procedure.
    pub procedure: CodeName,
    /// The office in charge.
    pub agency: Agency,
    /// State.
    pub state: DossierState,
    /// When it was submitted.
    pub submitted_at: Instant,
    /// When it is due.
    pub due_at: Option<Instant>,
    /// Whether it is late.
    pub overdue: bool,
    /// What the person can do now.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// Whom a dossier is for (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applicant {
    /// Person or organisation.
    pub kind: ApplicantKind,
    /// Name.
    pub name: Text<300>,
    /// Identity number, masked.
    pub masked_id: Option<Masked>,
}

/// Kind of an [`Applicant`] (4.8, section 7: national `LoaiDoiTuong`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ApplicantKind {
    /// A person.
    Person,
    /// An enterprise.
    Enterprise,
    /// A state agency.
    StateAgency,
    /// Any other. A newer value reads as this.
    #[serde(other)]
    Other,
}

/// How a dossier came in (4.8). `kiosk` counts as online (section 11, row 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum IntakeChannel {
    /// At the counter.
    Counter,
    /// Online.
    Online,
    /// By post.
    Post,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Appointment of a dossier (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierAppointment {
    /// The appointment.
    pub appointment_id: Id,
    /// When.
    pub start: Instant,
    /// Where.
    pub agency: Agency,
    /// Number to call.
    pub ticket_code: Code,
}

/// A paper of a dossier (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierDocument {
    /// The document.
    pub document_id: Id,
    /// What it is.
    pub kind: DocumentKind,
    /// Title.
    pub title: Text<500>,
    /// Number on it.
    pub number: Option<Text<100>>,
    /// Day of issue.
    pub issued_on: Option<Date>,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size: Option<u64>,
    /// What a check of its signatures found.
    pub signature: Option<SignatureReport>,
    /// The prior result it has become.
    pub result_id: Option<Id>,
    /// Of `submitted`: how it came in.
    pub submitted: Option<SubmittedDocument>,
}

/// What a [`DossierDocument`] is (4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DocumentKind {
    /// Receipt.
    Receipt,
    /// Appointment slip.
    AppointmentSlip,
    /// Request for a supplement.
    SupplementSlip,
    /// Refusal.
    Refusal,
    /// Apology for a delay.
    Apology,
    /// Receipt of a payment.
    PaymentReceipt,
    /// Result.
    Result,
    /// Sent in by the person.
    Submitted,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// How a paper came in, for the reuse marks of the national sync (4.8, 9.1 row 4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubmittedDocument {
    /// The paper.
    pub document_code: Code,
    /// Whether it was digitised.
    pub digitised: bool,
    /// Whether it was reused.
    pub reused: Reused,
    /// Whether it came from the national warehouse.
    pub from_national_warehouse: bool,
    /// Result that replaced it.
    pub replaced_by: Option<Code>,
}

/// Whether a paper was reused (4.8, section 7: national `DuocTaiSuDung` 0, 1, 2). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Reused {
    /// No.
    No,
    /// The same paper, from before.
    Reused,
    /// A result stands in its place.
    ReplacedByResult,
}

/// A confirmation by another person, as a dossier shows it (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierConfirmation {
    /// Role of who was asked.
    pub role: ConfirmationRole,
    /// Name.
    pub name: Text<100>,
    /// State.
    pub state: ConfirmationState,
    /// When it was answered.
    pub answered_at: Option<Instant>,
}

/// What was sent (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierContent {
    /// Version of the form.
    pub form_version: FormVersion,
    /// The others whose records were read, each with what entitled to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// The answers, with their origins and papers.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub answers: Answers,
}

/// Whether the national portal knows a dossier (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sync {
    /// State.
    pub national_portal: SyncState,
    /// Since when.
    pub at: Option<Instant>,
}

/// State of a [`Sync`] (4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SyncState {
    /// Not yet.
    Pending,
    /// Yes.
    Done,
    /// It was refused there.
    Failed,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// The rating that was given (4.8, 6.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GivenRating {
    /// 1 to 5.
    pub score: u8,
    /// When.
    pub at: Instant,
}

//! Drafts: operations 17 to 22 (contract 4.6).

mod check;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;

use crate::{
    Assistance, Attachment, Code, Delivery, FormVersion, Id, Instant, Pointer, ProvId, Provenance,
    Subject, Text,
};

pub use check::{
    CheckAnswer, ConfirmationNeed, Duplicate, FeeDue, FeeItem, Fees, Figures, Needs, Processing,
    TermUnit,
};

/// A draft as operations 18 and 19 answer it (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    /// The draft.
    pub draft_id: Id,
    /// What lists carry too.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub frame: DraftFrame,
    /// What was answered.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub answers: Answers,
    /// The request for a supplement that this draft answers.
    pub supplement_for: Option<SupplementFor>,
    /// When it was begun.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Until when it is kept.
    pub expires_at: Instant,
    /// What the person must know before going on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// A draft in a list, operation 17: without what was answered (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftSummary {
    /// The draft.
    pub draft_id: Id,
    /// What it is about and how far it is.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub frame: DraftFrame,
    /// The request for a supplement that this draft answers.
    pub supplement_for: Option<SupplementFor>,
    /// When it was begun.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Until when it is kept.
    pub expires_at: Instant,
    /// What the person must know before going on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// The writable members: body of operation 20, a full replacement (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftContent {
    /// What it is about and how far it is.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub frame: DraftFrame,
    /// What was answered.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub answers: Answers,
}

/// What a draft is about and how far it is: the writable members that lists
/// carry too (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftFrame {
    /// Procedure; it follows the case.
    pub procedure_code: Code,
    /// Case, once its questions are answered.
    pub case_code: Option<Code>,
    /// The form.
    pub form_id: Code,
    /// Its version.
    pub form_version: FormVersion,
    /// Receiving office.
    pub agency_code: Option<Code>,
    /// Commune that sets the office.
    pub commune_code: Option<Code>,
    /// Whom the dossier is for.
    pub applicant: Subject,
    /// The others whose records were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// Answers of operation 16 that were used.
    #[serde(default)]
    pub prefill_ids: Vec<Id>,
    /// Consents.
    #[serde(default)]
    pub consent_ids: Vec<Id>,
    /// Confirmations by others (4.12).
    #[serde(default)]
    pub confirmation_ids: Vec<Id>,
    /// Notes of sources that were out; the office asks them itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verify_later: Vec<Text<500>>,
    /// How the results reach the person.
    #[serde(default)]
    pub deliveries: Vec<Delivery>,
    /// Ways to tell news about this dossier.
    #[serde(default)]
    pub notify: Notify,
    /// Appointment (6.1).
    pub appointment_id: Option<Id>,
    /// Help that was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assisted_by: Vec<Assistance>,
    /// How far it is.
    pub progress: Progress,
    /// One line for lists; no personal number.
    pub summary: Option<Text<300>>,
}

/// What was answered, with its origins and papers. Drafts and the content of a
/// dossier share it (4.6, 4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answers {
    /// The answers, free form by `formId`; at most 256 KiB.
    #[serde(default)]
    pub data: Map<String, Value>,
    /// One stable key per row, in order, by pointer of the list (decisions 2).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub row_keys: BTreeMap<Pointer, Vec<Id>>,
    /// Where each answer comes from.
    #[serde(default)]
    pub origins: BTreeMap<Pointer, Origin>,
    /// What codes that the person read on the device say otherwise, as long as the person has not decided. What other
    /// sources say is asked again, and not kept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub undecided: BTreeMap<Pointer, Vec<OtherValue>>,
    /// Values that the person says are wrong at their source; by the code of a paper, the record that would spare it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub disputes: BTreeMap<Pointer, Dispute>,
    /// Provenance of the values taken from sources.
    #[serde(default)]
    pub provenance: BTreeMap<ProvId, Provenance>,
    /// Papers, at most 60.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// Where an answer comes from (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// How it came about.
    pub origin: OriginKind,
    /// Its provenance, of `auto` and `override`.
    pub prov: Option<ProvId>,
    /// What the source said, of `override`.
    pub original: Option<Value>,
    /// What other sources said and the person did not choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherValue>,
}

/// How an answer came about (4.6). Closed: it must survive a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OriginKind {
    /// Filled from a source.
    Auto,
    /// Filled from a source and changed by the person.
    Override,
    /// Typed.
    Manual,
}

/// What another source said (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OtherValue {
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub prov: ProvId,
}

/// A value that the person says is wrong at its source (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dispute {
    /// The value's provenance.
    pub prov: ProvId,
    /// What is wrong, in the person's words.
    pub note: Text<1000>,
    /// Whether a correction was asked for.
    pub correction: Correction,
    /// When.
    pub at: Instant,
}

/// Whether a correction at the source was asked for (4.6). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Correction {
    /// No.
    None,
    /// Yes.
    Asked,
}

/// Ways to tell news about one dossier (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Notify {
    /// Text message.
    pub sms: bool,
    /// E-mail.
    pub email: bool,
    /// Zalo.
    pub zalo: bool,
}

/// How far a draft is (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Progress {
    /// The step.
    pub step: Code,
    /// The question.
    pub pointer: Option<Pointer>,
    /// 0 to 100.
    #[cfg_attr(feature = "openapi", schema(maximum = 100))]
    pub percent: u8,
}

/// The request for a supplement that a draft answers (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplementFor {
    /// The dossier.
    pub dossier_code: Code,
    /// The request.
    pub request_id: Id,
}

/// Something the person must know before going on with a draft (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// What it is.
    pub code: Code,
    /// In words.
    pub text: Text<1000>,
}

/// Body of operation 18 (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftRequest {
    /// Procedure.
    pub procedure_code: Code,
    /// Case.
    pub case_code: Option<Code>,
    /// The form's version.
    pub form_version: FormVersion,
    /// Receiving office.
    pub agency_code: Option<Code>,
    /// To answer a request for a supplement: the draft comes filled with the
    /// dossier's data, limited to what was asked.
    pub supplement_for: Option<SupplementFor>,
}

/// Answer of operation 20 (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftSaved {
    /// When it was saved.
    pub updated_at: Instant,
    /// Until when it is kept.
    pub expires_at: Instant,
}

//! Confirmation by another person: operations 47 to 50 (contract 4.12).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;

use crate::{
    Code, CodeName, Date, Id, Instant, Masked, OtpProof, PersonalId, Pointer, Sha256, SourceId,
    Text,
};

/// Body of operation 47 (4.12).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationRequest {
    /// The draft.
    pub draft_id: Id,
    /// Its ETag.
    pub draft_etag: String,
    /// What for.
    pub purpose: ConfirmationPurpose,
    /// Role of who is asked.
    pub role: ConfirmationRole,
    /// Who is asked.
    pub person: AskedPerson,
    /// By which way.
    pub channel: ConfirmationChannel,
    /// Answers that the confirmation covers.
    #[serde(default)]
    pub covers: Vec<Pointer>,
    /// Sources to read, with `share-data`.
    pub scopes: Option<Vec<SourceId>>,
    /// Until when to answer.
    pub due_by: Option<Date>,
}

/// Who is asked: by the handle of operation 9, or by number and name (4.12).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedPerson {
    /// Handle of a person shown by operation 9.
    pub r#ref: Option<Id>,
    /// Identity number; without `ref`.
    pub personal_id: Option<PersonalId>,
    /// Full name; without `ref`.
    pub full_name: Option<Text<100>>,
}

/// What a confirmation is for (4.12). Closed: the person must understand what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConfirmationPurpose {
    /// To agree.
    Agree,
    /// To let records be read.
    ShareData,
    /// To declare something.
    Declare,
}

/// Role of who is asked (4.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConfirmationRole {
    /// Head of the household.
    Head,
    /// Owner of the dwelling.
    Owner,
    /// Relative.
    Relative,
    /// Spouse.
    Spouse,
    /// Parent.
    Parent,
    /// Guardian.
    Guardian,
    /// Who held the contract before.
    PreviousHolder,
    /// Who is represented.
    Represented,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Way of a confirmation (4.12). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConfirmationChannel {
    /// VNeID.
    Vneid,
    /// Code to the phone that the source holds, never to a typed one.
    Phone,
}

/// A confirmation, operations 47 to 50; lists leave `shown` out (4.12).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Confirmation {
    /// The confirmation.
    pub confirmation_id: Id,
    /// What for.
    pub purpose: ConfirmationPurpose,
    /// Role of who is asked.
    pub role: ConfirmationRole,
    /// Procedure.
    pub procedure: CodeName,
    /// Name of who asked.
    pub asked_by: Text<100>,
    /// Who is asked.
    pub person: MaskedPerson,
    /// By which way.
    pub channel: ConfirmationChannel,
    /// What is confirmed, in words.
    pub statement: Text<4000>,
    /// Its version.
    pub text_version: Code,
    /// Answers it covers.
    #[serde(default)]
    pub covers: Vec<Pointer>,
    /// Their values; only for who is asked.
    pub shown: Option<Map<String, Value>>,
    /// SHA-256 of the covered values.
    pub covers_sha256: Sha256,
    /// Sources to read.
    pub scopes: Option<Vec<SourceId>>,
    /// State.
    pub state: ConfirmationState,
    /// Why it was refused.
    pub reason: Option<Text<500>>,
    /// When it was asked for.
    pub requested_at: Instant,
    /// Until when to answer.
    pub due_by: Date,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
}

/// A person shown by name and masked number (4.12).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MaskedPerson {
    /// Full name.
    pub full_name: Text<100>,
    /// Identity number, masked.
    pub masked_id: Masked,
}

/// State of a [`Confirmation`] (4.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConfirmationState {
    /// To be answered.
    Waiting,
    /// Agreed.
    Agreed,
    /// Refused.
    Refused,
    /// Not answered in time.
    Expired,
    /// A covered value was changed.
    Void,
    /// Agreed to, of `share-data`, and taken back.
    Withdrawn,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Body of operation 50 (4.12).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationAnswer {
    /// The decision.
    pub decision: Decision,
    /// SHA-256 of the values that were seen.
    pub covers_sha256: Sha256,
    /// Why.
    pub reason: Option<Text<500>>,
    /// One-time code, when who asked answers for who is asked.
    pub otp: Option<OtpProof>,
}

/// Decision of who is asked (4.12). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Decision {
    /// Agrees.
    Agree,
    /// Refuses.
    Refuse,
    /// Takes back what was agreed to, of `share-data` only: `coversSha256` is not compared.
    Withdraw,
}

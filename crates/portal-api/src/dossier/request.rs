//! What is sent about dossiers: operations 28, 32 to 34, and 45 (contract 4.8).

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Figures, Id, OtpProof, Problem, Receipt, Text};

/// Body of operation 28 (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubmissionRequest {
    /// The draft.
    pub draft_id: Id,
    /// Its ETag when the figures were shown.
    pub draft_etag: String,
    /// The figures the person saw.
    pub shown: Figures,
    /// What the person declared.
    pub declaration: Declaration,
    /// Signature (6.2).
    pub signing_request_id: Option<Id>,
    /// One-time code, purpose `submit` or `step-up`.
    pub otp: Option<OtpProof>,
    /// From where.
    pub channel: Channel,
}

/// What the person declared (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Declaration {
    /// Must be true.
    pub accepted: bool,
    /// Version of the text that the person read.
    pub text_version: Code,
}

/// From where a dossier is submitted (4.8). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Channel {
    /// The person's own device.
    Online,
    /// A kiosk.
    Kiosk,
}

/// Body of operation 32 (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplementRequest {
    /// The request that is answered.
    pub request_id: Id,
    /// The draft with the answer.
    pub draft_id: Id,
    /// Its ETag.
    pub draft_etag: String,
    /// A word to the office.
    pub note: Option<Text<1000>>,
}

/// Body of operation 33 (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WithdrawalRequest {
    /// Why.
    pub reason: Text<500>,
    /// Where paid fees go back to.
    pub refund: Option<BankAccount>,
    /// One-time code, purpose `step-up`, where the level asks for it (2.2).
    pub otp: Option<OtpProof>,
}

/// A bank account (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankAccount {
    /// Holder.
    pub account_name: Text<100>,
    /// Number.
    pub account_number: Text<19>,
    /// The bank's number, 6 digits.
    pub bank_bin: String,
}

/// Body of operation 34 (4.8). A wrong code and a wrong proof get the same 404.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrackingRequest {
    /// The dossier.
    pub dossier_code: Code,
    /// What shows that one may ask.
    pub proof: TrackingProof,
}

/// What shows that one may ask about a dossier (4.8). Its debug form hides it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TrackingProof {
    /// Last 6 digits of the applicant's identity number.
    #[serde(rename_all = "camelCase")]
    IdSuffix {
        /// The digits.
        value: String,
    },
    /// One-time code, purpose `tracking`.
    #[serde(rename_all = "camelCase")]
    Otp {
        /// The code's id.
        otp_id: Id,
        /// The digits.
        value: String,
    },
    /// The token of the receipt.
    #[serde(rename_all = "camelCase")]
    Receipt {
        /// The token.
        value: String,
    },
}

impl fmt::Debug for TrackingProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IdSuffix { .. } => "IdSuffix(…)",
            Self::Otp { .. } => "Otp(…)",
            Self::Receipt { .. } => "Receipt(…)",
        })
    }
}

/// Answer of operation 45: what became of a request, by its Idempotency-Key (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Submission {
    /// How far it is.
    pub state: SubmissionState,
    /// Seconds to wait before asking again, of `running`.
    pub poll_after: Option<u32>,
    /// The dossier, of `done`.
    pub dossier_code: Option<Code>,
    /// The payment, of `done`.
    pub payment_id: Option<Id>,
    /// The receipt, of `done`.
    pub receipt: Option<Receipt>,
    /// Refused for good, nothing was filed; the next try takes a new key.
    pub problem: Option<Box<Problem>>,
}

/// How far a [`Submission`] is (4.8). Closed: sending again hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SubmissionState {
    /// Nothing arrived: send again with the same key.
    Unknown,
    /// Being worked on.
    Running,
    /// Finished, for good or ill.
    Done,
}

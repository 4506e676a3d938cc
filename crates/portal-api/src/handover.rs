//! Hand-over between a kiosk and a phone or second screen (contract 6.4). A
//! hand-over is one-time, short, and bound to both screens.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;

use crate::{Code, FormVersion, Id, Instant, Pointer, Sha256};

/// Body of a new hand-over (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandoverRequest {
    /// What for.
    pub purpose: HandoverPurpose,
    /// The draft.
    pub draft_id: Option<Id>,
    /// Papers to photograph, of `files`.
    pub document_codes: Option<Vec<Code>>,
    /// What is taken home, encrypted, base64, at most 256 KiB.
    pub sealed: Option<String>,
}

/// What a hand-over is for (6.4). Closed: rights hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HandoverPurpose {
    /// Uploading files from the phone.
    Files,
    /// Confirming what a helper entered.
    Confirm,
    /// Taking the draft home.
    TakeHome,
}

/// A hand-over (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Handover {
    /// The hand-over.
    pub handover_id: Id,
    /// What for.
    pub purpose: HandoverPurpose,
    /// State.
    pub state: HandoverState,
    /// Until when it lasts.
    pub expires_at: Instant,
    /// Papers to photograph.
    pub document_codes: Option<Vec<Code>>,
    /// What is taken home; only once bound.
    pub sealed: Option<String>,
    /// What is to be confirmed; only once bound.
    pub view: Option<HandoverView>,
    /// Seconds to wait before asking again.
    pub poll_after: u32,
}

/// State of a [`Handover`] (6.4). A newer value reads as `Ended`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HandoverState {
    /// Waits for the other screen.
    Waiting,
    /// The other screen is there, not yet bound.
    Claimed,
    /// Both screens are bound.
    Bound,
    /// Finished.
    Done,
    /// The citizen refused.
    Refused,
    /// Over.
    #[serde(other)]
    Ended,
}

/// What is to be confirmed on the other screen (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandoverView {
    /// Procedure.
    pub procedure_code: Code,
    /// Case.
    pub case_code: Code,
    /// The form.
    pub form_version: FormVersion,
    /// The answers.
    pub data: Map<String, Value>,
    /// Answers that the helper changed.
    #[serde(default)]
    pub changed: Vec<Pointer>,
    /// SHA-256 of the data.
    pub data_sha256: Sha256,
}

/// Answer of a new hand-over (6.4). The token goes into the fragment of an address only.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandoverCreated {
    /// The hand-over.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub handover: Handover,
    /// One-time token, for 2 minutes.
    pub token: String,
}

/// Body of the claim by the other screen (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandoverClaim {
    /// The token.
    pub token: String,
}

/// Answer of the claim; the token is then used up (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandoverClaimed {
    /// The hand-over.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub handover: Handover,
    /// 4 digits to type on the kiosk.
    pub pair_code: String,
}

/// Body of the binding, typed on the kiosk; 3 tries (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandoverBinding {
    /// 4 digits that the other screen shows.
    pub pair_code: String,
}

/// Body of the citizen's answer (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandoverAnswer {
    /// The decision.
    pub decision: HandoverDecision,
    /// SHA-256 of the data that were seen.
    pub data_sha256: Sha256,
}

/// Decision on a hand-over (6.4). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HandoverDecision {
    /// Confirms.
    Confirm,
    /// Refuses.
    Refuse,
}

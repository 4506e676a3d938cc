//! What happens to a dossier: parts, timeline, supplements (contract 4.8).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Agency, Code, CodeName, Date, DossierState, Id, Instant, Pointer, Text, Vnd};

/// One agency's part of a linked service (4.8). A part that is refused or late
/// leaves the others alone.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Part {
    /// The part.
    pub part_id: Id,
    /// Its procedure.
    pub procedure: CodeName,
    /// The office in charge.
    pub agency: Agency,
    /// Its own code.
    pub dossier_code: Option<Code>,
    /// State.
    pub state: DossierState,
    /// When it is due.
    pub due_at: Option<Instant>,
    /// Its result.
    pub result: Option<PartResult>,
}

/// Result of a [`Part`] (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartResult {
    /// Code of the result.
    pub result_code: Code,
    /// The document.
    pub document_id: Option<Id>,
    /// The prior result it has become.
    pub result_id: Option<Id>,
    /// Number on it.
    pub number: Option<Text<100>>,
    /// Day of issue.
    pub issued_on: Option<Date>,
}

/// One thing that happened (4.8). Names of officers are not returned.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineItem {
    /// The item.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// The part it concerns.
    pub part_id: Option<Id>,
    /// State after it, 1 to 10 (8.1).
    pub state: u8,
    /// What happened.
    pub title: Text<200>,
    /// More about it.
    pub note: Option<Text<1000>>,
    /// The unit in charge.
    pub unit: Option<Text<200>>,
    /// Who did it.
    pub by: Actor,
    /// Until when the next step is due.
    pub due_by: Option<Instant>,
    /// Documents it produced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub document_ids: Vec<Id>,
}

/// Who did something (4.8). A newer value reads as `System`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Actor {
    /// The citizen.
    Citizen,
    /// An officer.
    Officer,
    /// The system.
    #[serde(other)]
    System,
}

/// A request for more papers or answers (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Supplement {
    /// The request.
    pub request_id: Id,
    /// The part it concerns.
    pub part_id: Option<Id>,
    /// When it was made.
    pub requested_at: Instant,
    /// Until when to answer.
    pub due_by: Option<Date>,
    /// Why.
    pub reason: Text<2000>,
    /// What is asked for.
    #[serde(default)]
    pub items: Vec<SupplementItem>,
    /// Fees to add.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<SupplementFee>,
    /// State.
    pub state: SupplementState,
    /// The slip.
    pub document_id: Option<Id>,
}

/// One thing that is asked for (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplementItem {
    /// The paper.
    pub document_code: Option<Code>,
    /// The answer.
    pub pointer: Option<Pointer>,
    /// In words.
    pub text: Text<1000>,
}

/// A fee that a [`Supplement`] adds (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplementFee {
    /// Name.
    pub name: Text<300>,
    /// Amount.
    pub amount: Vnd,
}

/// State of a [`Supplement`] (4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SupplementState {
    /// To be answered.
    Open,
    /// Answered.
    Answered,
    /// The answer was accepted.
    Accepted,
    /// Not answered in time.
    Expired,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

//! Look-up `violation` (contract 4.5).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Agency, Code, Date, Id, Instant, Masked, Text, Vnd};

/// Request: by what the violations are found (4.5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ViolationRequest {
    /// By the number of the decision.
    #[serde(rename_all = "camelCase")]
    Decision {
        /// Its number.
        decision_no: Text<100>,
    },
    /// By the record that was drawn up.
    #[serde(rename_all = "camelCase")]
    Record {
        /// Its number.
        record_no: Text<100>,
        /// Name of the offender.
        offender_name: Text<100>,
        /// Its date.
        date: Date,
        /// Province where it was drawn up.
        province: Code,
    },
    /// By the plate.
    #[serde(rename_all = "camelCase")]
    Plate {
        /// The plate.
        plate: Text<20>,
        /// Kind of vehicle.
        vehicle_kind: Code,
        /// Day of the violation.
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<Date>,
    },
    /// Those of the person signed in; S2.
    Me,
}

/// Answer (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViolationAnswer {
    /// The violations found.
    pub items: Vec<Violation>,
}

/// One violation (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Violation {
    /// Reference for operation 35; only when it can be paid.
    pub r#ref: Option<Id>,
    /// Number of the decision.
    pub decision_no: Option<Text<100>>,
    /// Its date.
    pub decided_on: Option<Date>,
    /// Who decided or recorded.
    pub agency: Agency,
    /// Offender: all words but the first as initials.
    pub offender: Text<100>,
    /// The offender's number.
    pub offender_id: Option<Masked>,
    /// What was done.
    pub violation: Text<1000>,
    /// When.
    pub at: Instant,
    /// Where.
    pub place: Text<500>,
    /// Further sanctions.
    pub sanctions: Option<Text<1000>>,
    /// Whether papers are held.
    pub papers_held: bool,
    /// The fine.
    pub amount: Vnd,
    /// Surcharge for being late.
    pub late_amount: Option<Vnd>,
    /// What is to be paid.
    pub total: Vnd,
    /// Treasury account.
    pub account: Option<Text<100>>,
    /// Due on.
    pub due_on: Option<Date>,
    /// State.
    pub state: ViolationState,
}

/// State of a [`Violation`] (4.5). A newer value reads as `Unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ViolationState {
    /// To be paid.
    Unpaid,
    /// Paid.
    Paid,
    /// No decision yet.
    NotDecided,
    /// Nothing is known.
    #[serde(other)]
    Unknown,
}

//! Look-ups `electricity-customer`, `plate-choice` and `person-match` (contract 4.5).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{
    Address, Code, CodeName, CodeValue, Date, Id, Instant, Masked, PartialDate, PersonalId, Text,
    Vnd,
};

/// Request of `electricity-customer` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ElectricityRequest {
    /// Customer code.
    pub customer_code: Code,
}

/// Answer of `electricity-customer` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ElectricityAnswer {
    /// Reference for operation 35.
    pub r#ref: Option<Id>,
    /// Holder: all words but the first as initials.
    pub holder: Text<100>,
    /// Where the electricity is used.
    pub address: Address,
    /// The company.
    pub company: CodeName,
    /// Meter points.
    #[serde(default)]
    pub meter_points: Vec<Code>,
    /// Purpose of use.
    pub purpose: CodeValue,
    /// Whether the contract runs.
    pub active: bool,
    /// Debt.
    pub debt: Vnd,
    /// As of.
    pub debt_as_of: Date,
    /// Phone of the holder.
    pub phone: Option<Masked>,
}

/// Request of `plate-choice` (4.5). With `draw` one number is held for the
/// draft, the same however often it is asked.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlateChoiceRequest {
    /// The draft.
    pub draft_id: Id,
    /// Whether to draw a number.
    pub draw: bool,
}

/// Answer of `plate-choice` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlateChoiceAnswer {
    /// Plates the person keeps from earlier vehicles.
    #[serde(default)]
    pub held: Vec<HeldPlate>,
    /// Plates won at auction.
    #[serde(default)]
    pub auctioned: Vec<HeldPlate>,
    /// The number that was drawn.
    pub drawn: Option<DrawnPlate>,
}

/// A plate the person may use (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldPlate {
    /// The plate.
    pub plate: Text<20>,
    /// Until when.
    pub until: Option<Date>,
}

/// A plate that was drawn (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrawnPlate {
    /// The plate.
    pub plate: Text<20>,
    /// Until when it is held.
    pub held_until: Instant,
}

/// Request of `person-match` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonMatchRequest {
    /// Identity number.
    pub personal_id: PersonalId,
    /// Full name.
    pub full_name: Text<100>,
    /// Birth date.
    pub birth_date: PartialDate,
}

/// Answer of `person-match` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonMatchAnswer {
    /// Whether they belong together.
    pub outcome: MatchOutcome,
}

/// Outcome of `person-match` (4.5). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MatchOutcome {
    /// They belong together.
    Match,
    /// They do not.
    Mismatch,
}

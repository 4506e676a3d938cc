//! Look-ups `health-card` and `contribution` (contract 4.5).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Agency, CodeValue, Date, Id, Masked, PartialDate, Text, Vnd};

/// Request of `health-card` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthCardRequest {
    /// Number of the card.
    pub number: Text<20>,
    /// Birth date of the holder.
    pub birth_date: Option<PartialDate>,
}

/// Answer of `health-card` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthCardAnswer {
    /// Holder: all words but the first as initials.
    pub holder: Text<100>,
    /// Number of the card.
    pub number: Masked,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Day from which five years in a row are reached.
    pub five_years_from: Option<Date>,
    /// Group of insured persons.
    pub group: CodeValue,
    /// Facility of first care.
    pub facility: CodeValue,
    /// Insurance office.
    pub agency: Agency,
    /// Percent that the state pays.
    pub support_rate: Option<u8>,
}

/// Request of `contribution` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContributionRequest {
    /// The members to insure, in order.
    pub members: Vec<ContributionMember>,
}

/// A member to insure (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContributionMember {
    /// Insurance number.
    pub number: Text<20>,
    /// Months.
    pub months: u8,
}

/// Answer of `contribution` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContributionAnswer {
    /// Reference for operation 35.
    pub r#ref: Id,
    /// One item per member.
    #[serde(default)]
    pub items: Vec<ContributionItem>,
    /// What is to be paid.
    pub total: Vnd,
    /// Until when these figures hold.
    pub valid_until: Date,
}

/// Contribution of one member (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContributionItem {
    /// Insurance number.
    pub number: Masked,
    /// Place in the household, which sets the rate.
    pub order: u8,
    /// Percent of the contribution.
    pub rate: f64,
    /// Amount.
    pub amount: Vnd,
}

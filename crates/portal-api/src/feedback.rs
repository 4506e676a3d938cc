//! Feedback and indicators, optional profiles (contract 6.3).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Text};

/// Body of a rating; once per dossier, editable for 24 hours (6.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingRequest {
    /// 1 to 5.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5))]
    pub score: u8,
    /// Whether the person liked it.
    pub liked: bool,
    /// By aspect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aspects: Vec<AspectScore>,
    /// In words.
    pub comment: Option<Text<1000>>,
}

/// Score of one aspect (6.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AspectScore {
    /// The aspect.
    pub code: Code,
    /// 1 to 5.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5))]
    pub score: u8,
}

/// Service indicators of an agency (6.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Indicators {
    /// Month, `YYYY-MM`.
    pub period: crate::PartialDate,
    /// The agency.
    pub agency: Code,
    /// Version of the formulas.
    pub formula_version: Text<40>,
    /// The indicators.
    #[serde(default)]
    pub items: Vec<Indicator>,
}

/// One indicator (6.3). Ids: `dossier-sync`, `on-time`, `online-procedures`,
/// `online-procedures-used`, `online-submission`, `online-payment`,
/// `electronic-result`, `digitised`, `reused`, `warehouse-linked`,
/// `population-data-used`, `satisfaction`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Indicator {
    /// Which one.
    pub id: Code,
    /// Name.
    pub name: Text<300>,
    /// What was counted.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
    /// 0 to 100, two decimals; absent when the denominator is 0.
    pub value: Option<f64>,
    /// Value from which the score is full.
    pub full_score_at: Option<f64>,
    /// Whether more is better.
    pub higher_is_better: bool,
}

//! Codes with names, agencies and addresses (contract section 3, decisions 4).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Country, Text};

/// A code and its name (3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeName {
    /// The code.
    pub code: Code,
    /// Its name.
    pub name: Text<300>,
}

/// A code answer in `data` and in facts, with the list it was taken from (3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeValue {
    /// The code.
    pub code: Code,
    /// Its name when it was chosen.
    pub name: Text<300>,
    /// The list.
    pub list: Code,
    /// The list's version.
    pub version: Text<40>,
}

/// An office that receives, decides or issues (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agency {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: Text<300>,
    /// Its place in the state.
    pub level: AgencyLevel,
    /// The administrative unit it serves.
    pub admin_unit_code: Option<Code>,
}

/// Level of an [`Agency`] (3). A newer value reads as `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AgencyLevel {
    /// A province's.
    Province,
    /// A commune's.
    Commune,
    /// A ministry's.
    Ministry,
    /// Any other.
    #[serde(other)]
    Other,
}

/// An address of today, or one as it was written before 2025-07-01 (3, decisions 4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Address {
    /// Country.
    pub country: Country,
    /// Province, by its code of today.
    pub province: Option<Code>,
    /// Commune, by its code of today.
    pub commune: Option<Code>,
    /// House, street, hamlet.
    pub detail: Option<Text<300>>,
    /// The whole in one line.
    pub text: Text<500>,
    /// Whether the units are those of today.
    pub vintage: Vintage,
    /// As written before 2025-07-01.
    pub legacy: Option<LegacyAddress>,
}

/// Which administrative units an [`Address`] names (3).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Vintage {
    /// Those of today: province and commune.
    #[default]
    Current,
    /// Those before 2025-07-01: province, district and commune.
    Legacy,
}

/// An address as it was written before 2025-07-01; codes where known (3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegacyAddress {
    /// The whole in one line.
    pub text: Text<500>,
    /// Province of then.
    pub province: Option<Code>,
    /// District of then.
    pub district: Option<Code>,
    /// Commune of then.
    pub commune: Option<Code>,
}

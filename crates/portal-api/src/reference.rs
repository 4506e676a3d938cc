//! Reference data and state of sources: operations 7, 8 and 41 (contract 4.2).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Date, Instant, SourceId, Text};

/// An administrative unit, operation 7 (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminUnit {
    /// Code.
    pub code: Code,
    /// Name without its kind.
    pub name: Text<300>,
    /// Name with its kind.
    pub full_name: Text<300>,
    /// Level.
    pub level: UnitLevel,
    /// The unit above.
    pub parent_code: Option<Code>,
    /// First day.
    pub valid_from: Date,
    /// Last day; absent while it exists.
    pub valid_to: Option<Date>,
    /// Units that took its place; several after a split: the app must ask.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_by: Vec<Code>,
    /// Units whose place it took.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<Code>,
}

/// Level of an [`AdminUnit`] (4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UnitLevel {
    /// Province or city under the centre.
    Province,
    /// Commune, ward or special zone.
    Commune,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Answer of operation 8: an open list (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeList {
    /// The list.
    pub list_id: Code,
    /// Its version.
    pub version: Text<40>,
    /// Its entries.
    #[serde(default)]
    pub items: Vec<CodeListItem>,
    /// For the next page; absent on the last.
    pub next_cursor: Option<String>,
}

/// An entry of a [`CodeList`] (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeListItem {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: Text<300>,
    /// English name.
    pub name_en: Option<Text<300>>,
    /// The entry above.
    pub parent: Option<Code>,
    /// Place in the list; absent: by name.
    pub order: Option<u32>,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// State of a source or a part of the portal, operation 41 (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceState {
    /// A [`SourceId`], or `sign-in`, `payment`, `signing`, `messages`.
    pub source: SourceId,
    /// Its name.
    pub name: Text<200>,
    /// Its state.
    pub state: Availability,
    /// Since when.
    pub since: Instant,
    /// When it is expected back.
    pub expected_until: Option<Instant>,
    /// What the citizen can still do.
    pub meaning: Text<500>,
    /// Procedures that are touched; absent: all.
    pub procedures: Option<Vec<Code>>,
}

/// Availability of a source (4.2). A newer value reads as `Unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Availability {
    /// Works.
    Up,
    /// Works slowly.
    Slow,
    /// Is out.
    Down,
    /// This portal is not connected to it.
    NotConnected,
    /// Nothing is known.
    #[serde(other)]
    Unknown,
}

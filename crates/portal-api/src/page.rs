//! One page of a list (contract 2.3).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// One page of a list (2.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Opaque, for the next page; absent on the last.
    pub next_cursor: Option<String>,
    /// How many there are in all, where the server knows.
    pub total: Option<u64>,
}

/// An answer that has items and no pages.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Items<T> {
    /// The items.
    pub items: Vec<T>,
}

/// "Accepted, ask again": the body of a 202 (4.8).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PollAfter {
    /// Seconds to wait before asking.
    pub poll_after: u32,
}

//! Where each answer comes from: the store behind the ledger (decision 22; contract 4.6, `origins`).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How one answer came to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Filled, changed, or typed.
    #[serde(rename = "origin")]
    pub how: How,
    /// Key of the provenance of the filled value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prov: Option<String>,
    /// What was filled before the citizen changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Value>,
    /// What other sources said and the citizen did not choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Other>,
}

/// How an answer came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Filled from a fact and left so.
    Auto,
    /// Filled, then changed by the citizen.
    Override,
    /// Typed.
    Manual,
}

/// A value that was not chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Other {
    /// What it says.
    pub value: Value,
    /// Key of its provenance.
    pub prov: String,
}

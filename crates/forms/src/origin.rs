//! Where each answer comes from: the store behind the ledger (decision 22; contract 4.6, `origins`).

use crate::place::RowKey;
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
    /// What was filled before the citizen changed it. Of a list: keys of the rows that the citizen took out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Value>,
    /// What other sources said and the citizen did not choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Other>,
}

impl Origin {
    /// The origin of a list once the citizen took out a row that a record brought: its key is noted, and nothing that
    /// stood in it. `prov` is the key of the record's provenance.
    #[must_use]
    pub fn without_row(list: Option<Self>, row: &RowKey, prov: Option<String>) -> Self {
        let mut origin = list.unwrap_or(Self {
            how: How::Override,
            prov,
            original: None,
            others: Vec::new(),
        });
        if !origin.lacks_row(row) {
            let keys = origin.original.take();
            let mut keys = match keys {
                Some(Value::Array(keys)) => keys,
                _ => Vec::new(),
            };
            keys.push(row.0.as_str().into());
            origin.original = Some(Value::Array(keys));
        }
        origin
    }

    /// Whether the citizen took this row out of the list whose origin this is.
    #[must_use]
    pub fn lacks_row(&self, row: &RowKey) -> bool {
        let keys = self.original.as_ref().and_then(Value::as_array);
        keys.is_some_and(|keys| keys.iter().any(|key| key.as_str() == Some(&row.0)))
    }
}

/// What the citizen says is wrong at its source (contract 4.6, `disputes`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Key of the provenance of what is wrong.
    pub prov: String,
    /// What is wrong, in the citizen's words, for the office.
    pub note: String,
    /// The citizen has asked whoever keeps the source to correct it.
    pub asked: bool,
    /// When it was said (RFC 3339).
    pub at: String,
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

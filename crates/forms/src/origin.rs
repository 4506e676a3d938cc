//! Where each answer comes from: the store behind the ledger (decision 22; contract 4.6, `origins`).

use crate::place::RowKey;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

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

impl Origin {
    /// Forgets these records, by the keys of their provenance. Gives whether the answer stays: what the citizen changed
    /// or typed does, and nothing is kept of what had stood there; what was filled goes.
    #[must_use]
    pub fn forget(&mut self, lost: &BTreeSet<String>) -> bool {
        self.others.retain(|other| !lost.contains(&other.prov));
        if !self.prov.as_ref().is_some_and(|prov| lost.contains(prov)) {
            return true;
        }
        if self.how == How::Auto {
            return false;
        }
        self.how = How::Manual;
        self.prov = None;
        self.original = None;
        true
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_records_that_are_forgotten_only_what_the_citizen_typed_stays() {
        let lost = BTreeSet::from(["p1".to_owned()]);
        let origin = |how: How, prov: &str| Origin {
            how,
            prov: Some(prov.to_owned()),
            original: Some("1990".into()),
            others: vec![Other {
                value: "1991".into(),
                prov: "p1".to_owned(),
            }],
        };
        assert!(!origin(How::Auto, "p1").forget(&lost));
        let mut changed = origin(How::Override, "p1");
        assert!(changed.forget(&lost));
        let typed = Origin {
            how: How::Manual,
            prov: None,
            original: None,
            others: Vec::new(),
        };
        assert_eq!(changed, typed);
        let mut of_other = origin(How::Override, "p2");
        assert!(of_other.forget(&lost));
        let kept = Origin {
            others: Vec::new(),
            ..origin(How::Override, "p2")
        };
        assert_eq!(of_other, kept);
    }
}

//! Registers that are asked while the form is filled (contract, operation 44).

use super::step::{is_always, is_never, never};
use crate::condition::{Condition, Expr};
use crate::place::FieldId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Before the id of a look-up, in its key.
const ASKED: &str = "lookup-";

/// A look-up: what the citizen gives is sent to a register, and its answer becomes facts, as if a source had been read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lookup {
    /// The contract's look-up: `electricity-customer`, `violation` …
    pub id: String,
    /// Which of several look-ups of this id: of the mother, of the father …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Offered only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
    /// The field under which its button stands.
    pub after: FieldId,
    /// The button.
    pub text: String,
    /// Member of the request ← expression over the answers. `members/number` makes a list: one entry per row of the
    /// list whose columns it reads, and a single one where no columns are read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub request: BTreeMap<String, Expr>,
    /// Only rows in which this holds make an entry.
    #[serde(default, skip_serializing_if = "is_always")]
    pub that: Condition,
    /// Members that may be left out; without one of the others nothing can be asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub optional: Vec<String>,
    /// Member of the answer that holds alternatives of which the citizen picks one (`items`); `gives` then speaks of
    /// that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose: Option<String>,
    /// The source whose facts the answer is.
    pub source: String,
    /// Its name in `sources.csv`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_name: String,
    /// Its short name there, for origin marks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// Record kind of `facts.csv`.
    pub record: String,
    /// Attribute of that record ← member of the answer, `/` between nested ones, a number for an entry of a list.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gives: BTreeMap<String, String>,
    /// What is said when the register holds nothing under the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub none: Option<String>,
    /// Sending needs its answer then.
    #[serde(default = "never", skip_serializing_if = "is_never")]
    pub needed: Condition,
}

impl Lookup {
    /// The name by which its facts go: their subject (beside the subject kinds of contract 3.1, for the register speaks
    /// of whatever was asked for) and the key of their provenance.
    pub fn key(&self) -> String {
        match &self.of {
            Some(of) => [ASKED, &self.id, ".", of].concat(),
            None => [ASKED, &self.id].concat(),
        }
    }

    /// Whether a key of provenance, or a subject, is that of a look-up.
    pub fn is_key(key: &str) -> bool {
        key.starts_with(ASKED)
    }
}

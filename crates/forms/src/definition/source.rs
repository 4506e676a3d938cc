//! Where answers may come from, and whose records fill whom.

use crate::condition::Condition;
use crate::kind::is_false;
use crate::place::FieldId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// "In this form the `role` is the `is` of records about `of`, when …" (README of the services, columns of fields).
///
/// Example: the `mother` is the `person` of records about `self` when the requester is the mother;
/// the `father` is then the `spouse` of those same records. A fact of concept `person.x` (or `residence.x`) fills `mother.x`.
///
/// Where a service has a rule for a pair of roles (of the form, of the record), the rules alone decide. Where it has
/// none, the same role is enough; but `person` and `residence`, the holder of a record, then mean only the person who
/// asks (subject `self`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleRule {
    /// Role of the fields filled: first part of their concept.
    pub role: String,
    /// Role inside the record: `person`, `spouse`, `father`, `husband` …
    pub is: String,
    /// About whom the record must be: a subject kind (`self`, `child`, `spouse` …; contract 3.1).
    pub of: String,
    /// Only these record kinds; none: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<String>,
    /// When it is so.
    #[serde(default)]
    pub when: Condition,
}

/// A source that the service asks (contract 4.5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceUse {
    /// Id of `sources.csv`.
    pub id: String,
    /// Its name there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its short name there, for origin marks: "Dân cư".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// When to ask it.
    #[serde(default)]
    pub when: Condition,
    /// Subject kinds to ask it about: the person who files, unless it is said.
    #[serde(default = "own")]
    pub about: Vec<String>,
    /// Attributes wanted, `record.attribute`.
    pub want: Vec<String>,
    /// Key ← field whose answer it is (`notice_code` ← `birth_notice_code`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keys: BTreeMap<String, FieldId>,
}

/// A source of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceRef {
    /// Id of `sources.csv`.
    pub id: String,
    /// `record.attribute` where the concept alone does not find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What the record's value means here: `{ valid: true }`; `*` stands for any other value, an empty text for nothing.
    /// Empty: as it is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub means: BTreeMap<String, Value>,
}

/// Who keeps a source and how what it says is put right; of every source that the service reads (`registers.csv`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Id of `sources.csv`.
    pub source: String,
    /// Who keeps it.
    pub owner: String,
    /// How a wrong entry is corrected.
    pub correct: String,
    /// By what rule nothing that it says is handed in again.
    pub ground: String,
    /// Not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

fn own() -> Vec<String> {
    vec!["self".to_owned()]
}

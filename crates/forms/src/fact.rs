//! Facts: what the state already knows, apart from answers (decisions 19 and 20).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The source of what the citizen answered in an earlier dossier of theirs (`sources.csv`).
pub const PRIOR_DOSSIER: &str = "prior-dossier";

/// One attribute of one record, as a source gave it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Record kind of `facts.csv`: `population`, `birth_notice` …
    pub record: String,
    /// Attribute without its record: `full_name`, `members[].full_name`.
    pub attribute: String,
    /// Concept of the attribute by `facts.csv`: `person.full_name`.
    pub concept: String,
    /// Which record of that kind (handle of the source).
    pub record_id: String,
    /// Row inside the record, for attributes of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Subject kind that the record is about: `self`, `child` … (contract 3.1).
    pub subject: String,
    /// What it says.
    pub value: FactValue,
    /// Where it came from.
    pub provenance: Provenance,
}

impl Fact {
    /// Whether `cited`, a `record.attribute`, names this attribute.
    pub fn is(&self, cited: &str) -> bool {
        cited
            .strip_prefix(self.record.as_str())
            .and_then(|rest| rest.strip_prefix('.'))
            .is_some_and(|attribute| attribute == self.attribute)
    }
}

/// A value in its shape, or what the source wrote instead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactValue {
    /// In its shape by `facts.csv` and decision 4.
    Value(Value),
    /// As the source wrote it: shown, asked to check, never cut (contract 3).
    Raw(String),
}

/// Where a value came from (contract 3, Provenance; the members that the engine and the ledger use).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Key in the draft's provenance map.
    pub id: String,
    /// Id of `sources.csv`.
    pub source: String,
    /// Name of the source as shown.
    pub source_name: String,
    /// Prior result that it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_id: Option<String>,
    /// Number of the record or paper, as the source writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Name of the office that issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Day of issue (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<String>,
    /// Last day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    /// When it was read (RFC 3339).
    pub retrieved_at: String,
    /// Subject kind that the record is about, where that is known: it is told beside the provenance, never in it.
    #[serde(skip)]
    pub about: Option<String>,
    /// The source is the authority for this value (`verified`), or agreed with what was typed.
    #[serde(default)]
    pub verified: bool,
}

impl Provenance {
    /// Whether both were read from the same record, perhaps at different times: then their keys differ.
    pub fn is_of_record(&self, other: &Self) -> bool {
        let record = |one: &Self| {
            (
                one.source.clone(),
                one.result_id.clone(),
                one.number.clone(),
                one.issuer.clone(),
                one.issued_on.clone(),
            )
        };
        self.id == other.id || record(self) == record(other)
    }
}

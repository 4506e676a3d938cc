//! What is wrong with an answer: the contract's closed list of codes (contract 2.5). Texts live in `locales/`.

use crate::place::Pointer;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// One thing that is wrong, at one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// Where, relative to `data`.
    pub pointer: Pointer,
    /// What.
    pub code: FaultCode,
    /// Figures and names that its text needs: `max`, `rule`, `documentCode` …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, Value>,
}

/// The closed list of fault codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the contract's")]
pub enum FaultCode {
    Required,
    TooShort,
    TooLong,
    TooMany,
    Pattern,
    NotANumber,
    NotADate,
    AfterToday,
    BeforeMin,
    AfterMax,
    NotInList,
    NotUnique,
    Checksum,
    SumMismatch,
    CrossField,
    UnitUnknown,
    ConflictOpen,
    DocumentRequired,
    DocumentUnreadable,
    DocumentExpired,
    SignatureRequired,
    SignatureInvalid,
    MismatchWithSource,
    NotEligible,
    Other,
}

impl Fault {
    /// A fault without figures.
    pub fn new(pointer: Pointer, code: FaultCode) -> Self {
        Self { pointer, code, params: BTreeMap::new() }
    }

    /// The same with one more figure.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

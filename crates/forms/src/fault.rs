//! What is wrong with an answer: the contract's closed list of codes (contract 2.5). Texts live in `locales/`.

use crate::place::Pointer;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// One thing that is wrong, at one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// Where, relative to what `within` says.
    pub pointer: Pointer,
    /// What.
    pub code: FaultCode,
    /// Figures and names that its text needs: `max`, `rule`, `documentCode` …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, Value>,
    /// What the pointer is relative to.
    #[serde(rename = "in", default, skip_serializing_if = "Within::is_data")]
    pub within: Within,
}

/// What the pointer of a fault is relative to (contract 2.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// The `data` tree.
    #[default]
    Data,
    /// The request body, or the draft.
    Body,
}

impl Within {
    /// Whether it is the `data` tree, which goes without saying.
    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature that serde asks for"
    )]
    fn is_data(&self) -> bool {
        *self == Self::Data
    }
}

macro_rules! fault_codes {
    ($($name:ident)+) => {
        /// The closed list of fault codes (contract 2.5). A test holds it equal to the contract's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs, reason = "the names are the contract's")]
        pub enum FaultCode {
            $($name,)+
        }

        impl FaultCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)+];
        }
    };
}

fault_codes! {
    Required
    TooShort
    TooLong
    TooMany
    Pattern
    NotANumber
    NotADate
    AfterToday
    BeforeMin
    AfterMax
    NotInList
    NotUnique
    Checksum
    SumMismatch
    CrossField
    UnitUnknown
    ConflictOpen
    DocumentRequired
    DocumentUnreadable
    DocumentExpired
    SignatureRequired
    SignatureInvalid
    MismatchWithSource
    NotEligible
    Other
}

impl Fault {
    /// A fault without figures.
    pub fn new(pointer: Pointer, code: FaultCode) -> Self {
        Self {
            pointer,
            code,
            params: BTreeMap::new(),
            within: Within::Data,
        }
    }

    /// A fault of the request body: a paper, a signature.
    pub fn in_body(pointer: Pointer, code: FaultCode) -> Self {
        Self {
            within: Within::Body,
            ..Self::new(pointer, code)
        }
    }

    /// The same with one more figure.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

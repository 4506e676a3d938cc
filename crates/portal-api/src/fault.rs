//! What is wrong with an answer or a request, machine-readable (contract 2.5).

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use crate::Pointer;

/// One thing that is wrong, and where (2.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fault {
    /// Where: relative to `data`, or to the request body or draft with [`FaultPlace::Body`].
    pub pointer: Pointer,
    /// What is wrong.
    pub code: FaultCode,
    /// Values for the message: limits, document codes, counts.
    pub params: Option<BTreeMap<String, Value>>,
    /// Ready sentence in the language of the request.
    pub detail: Option<String>,
    /// What the pointer is relative to; absent means `data`.
    pub r#in: Option<FaultPlace>,
}

/// What the pointer of a [`Fault`] is relative to when it is not `data` (2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FaultPlace {
    /// The request body or the draft.
    Body,
}

macro_rules! fault_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// The closed list of fault codes (2.5). The engine uses the same list;
        /// a code newer than this crate reads as [`FaultCode::Other`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum FaultCode {
            $($(#[$doc])* $name,)+
            /// Anything else; the detail says what.
            #[serde(other)]
            Other,
        }

        impl FaultCode {
            /// Every code, in the order of the contract.
            pub const ALL: &[Self] = &[$(Self::$name,)+ Self::Other];

            /// The code as the wire has it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                    Self::Other => "other",
                }
            }
        }
    };
}

fault_codes! {
    /// An answer is missing, or a list has too few rows.
    Required = "required",
    /// Shorter than allowed.
    TooShort = "too-short",
    /// Longer than allowed.
    TooLong = "too-long",
    /// More rows than allowed.
    TooMany = "too-many",
    /// Not of the required form.
    Pattern = "pattern",
    /// Not a number.
    NotANumber = "not-a-number",
    /// Not a date of the calendar.
    NotADate = "not-a-date",
    /// Lies in the future.
    AfterToday = "after-today",
    /// Below or before the least value.
    BeforeMin = "before-min",
    /// Above or after the greatest value.
    AfterMax = "after-max",
    /// Not one of the list.
    NotInList = "not-in-list",
    /// Given twice.
    NotUnique = "not-unique",
    /// The check digit is wrong.
    Checksum = "checksum",
    /// The parts do not add up.
    SumMismatch = "sum-mismatch",
    /// Two answers contradict each other.
    CrossField = "cross-field",
    /// No such administrative unit.
    UnitUnknown = "unit-unknown",
    /// Two sources differ and nobody has decided.
    ConflictOpen = "conflict-open",
    /// A paper is missing.
    DocumentRequired = "document-required",
    /// A paper cannot be read.
    DocumentUnreadable = "document-unreadable",
    /// A paper has run out.
    DocumentExpired = "document-expired",
    /// A signature is missing.
    SignatureRequired = "signature-required",
    /// A signature does not hold.
    SignatureInvalid = "signature-invalid",
    /// Marked as taken from a source that says otherwise.
    MismatchWithSource = "mismatch-with-source",
    /// The person does not meet the conditions.
    NotEligible = "not-eligible",
}

impl fmt::Display for FaultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

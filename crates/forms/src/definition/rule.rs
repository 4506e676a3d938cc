//! Checks across fields.

use super::step::is_always;
use crate::condition::Condition;
use crate::fault::FaultCode;
use crate::kind::is_false;
use crate::place::FieldId;
use serde::{Deserialize, Serialize};

/// A check across fields; one whose `at` names columns of a list is judged in every row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Unique in the service.
    pub id: String,
    /// Checked only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
    /// What must hold. While an answer that decides it is missing or not shown, the rule is silent; what is known only
    /// as a span must satisfy it as a whole.
    pub holds: Condition,
    /// Where the message stands; the first gets the error link.
    pub at: Vec<FieldId>,
    /// Blocks, or only warns.
    #[serde(default)]
    pub level: Level,
    /// Fault code sent: `cross-field`, `not-eligible`, …
    #[serde(default = "cross_field")]
    pub code: FaultCode,
    /// What is wrong and how to mend it.
    pub text: String,
    /// A way on: the id of another service ("08"), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub see: Option<String>,
    /// Not confirmed by a source: always a warning.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

/// Whether a rule blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Cannot be sent.
    #[default]
    Error,
    /// Is told, can be sent.
    Warning,
}

fn cross_field() -> FaultCode {
    FaultCode::CrossField
}

//! A one-time code that proves who sends (contract, operation 51).

use super::step::is_always;
use crate::condition::Condition;
use serde::{Deserialize, Serialize};

/// Sending needs a code that the portal sends to the phone of whoever files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OneTimeCode {
    /// Needed only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
}

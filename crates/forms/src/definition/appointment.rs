//! A day and time at the office (contract, profile 6.1).

use super::step::{is_always, is_never, never};
use crate::condition::Condition;
use crate::place::FieldId;
use serde::{Deserialize, Serialize};

/// The citizen books a time while filling the form; date and slot are then answers like others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appointment {
    /// Offered only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
    /// Sending needs it then, where the portal offers times at all.
    #[serde(default = "never", skip_serializing_if = "is_never")]
    pub needed: Condition,
    /// The field that holds the day; the choice of times stands there.
    pub date: FieldId,
    /// The field that holds the slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<FieldId>,
    /// The field that says at which office.
    pub at: FieldId,
}

//! Other people whose agreement a dossier needs (contract, operations 47 to 50).

use super::step::is_always;
use crate::condition::Condition;
use crate::kind::is_false;
use crate::place::FieldId;
use serde::{Deserialize, Serialize};

/// Somebody else is asked through the portal to agree. It must be asked for before sending; the office begins when it
/// is answered. What was refused, or changed since, must be asked for again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Unique in the service.
    pub id: String,
    /// Role of who is asked, as in the contract: `head`, `owner`, `relative`, `spouse`, `parent`, `guardian`,
    /// `previous-holder`, `represented`.
    pub role: String,
    /// What for, as in the contract: `agree`, `share-data`, `declare`.
    pub purpose: String,
    /// What people read: whose agreement it is.
    pub name: String,
    /// Asked only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
    /// Every row of this list is asked; without it there is one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<FieldId>,
    /// Only rows in which this holds.
    #[serde(default, skip_serializing_if = "is_always")]
    pub that: Condition,
    /// The field with the name of who is asked.
    pub full_name: FieldId,
    /// The field with the number. A row without an answer there (an organisation) is not asked.
    pub personal_id: FieldId,
    /// The answers that are agreed to. A change of one makes the agreement void.
    pub covers: Vec<FieldId>,
    /// What is agreed to, in words.
    pub statement: String,
    /// Not confirmed by a source: offered, never demanded.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

impl Confirmation {
    /// Whether it lets records about who is asked be read, so that they fill the form: asked for while it is filled in.
    pub fn shares(&self) -> bool {
        self.purpose == "share-data"
    }
}

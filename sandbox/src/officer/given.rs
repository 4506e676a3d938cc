//! What an officer is given to do, as a form or a command says it, and why it is not done.

use portal_api::{ConfirmationRole, StateCode};
use serde::Deserialize;
use serde_json::Value;

use crate::problem::Failure;

/// Something an officer does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Takes the dossier in: 1 → 2.
    Accept,
    /// Refuses it, with the reason: 1 → 3, and 2 or 4 → 8.
    Refuse(String),
    /// Notes that somebody confirmed on paper or before the officer.
    Confirm(ConfirmationRole, String),
    /// Issues the results of the case, once its fees are paid: 2 or 4 → 9.
    Issue,
    /// Waits for what is to be paid: 2 or 4 → 6.
    AskPayment,
    /// Lets another register answer now what an issued result waits for.
    Answer,
    /// Puts a part of a linked service into any state.
    Move(StateCode),
}

/// A form's or command's members.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Given {
    /// `accept`, `refuse`, `confirm`, `issue`, `ask-payment`, `answer`, `move`.
    pub act: String,
    /// Of `refuse`.
    pub reason: String,
    /// Of `confirm`: a role of the contract (4.12).
    pub role: String,
    /// Of `confirm`.
    pub name: String,
    /// Part of a linked service, by its id or the definition's; empty: whatever part allows it.
    pub part: String,
    /// Of `move`: national code, 1 to 10.
    pub state: String,
}

/// Why it was not done.
#[derive(Debug)]
pub enum Refusal {
    /// No dossier of this code.
    NoDossier,
    /// Its state does not allow it.
    WrongState,
    /// A refusal without reason.
    NoReason,
    /// A confirmation without role or name, or no such act.
    NoName,
    /// The case issues nothing.
    NoResult,
    /// A fee that comes before the result is not paid.
    Unpaid,
    /// Something is broken.
    Failed(Failure),
}

impl Refusal {
    /// Key of its words.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoDossier => "no-dossier",
            Self::WrongState => "wrong-state",
            Self::NoReason => "no-reason",
            Self::NoName => "no-name",
            Self::NoResult => "no-result",
            Self::Unpaid => "unpaid",
            Self::Failed(_) => "failed",
        }
    }
}

impl<E: Into<Failure>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Act {
    /// Reads what was given.
    ///
    /// # Errors
    /// When something is missing.
    pub fn of(given: Given) -> Result<Self, Refusal> {
        let (reason, name) = (given.reason.trim(), given.name.trim());
        match given.act.as_str() {
            "accept" => Ok(Self::Accept),
            "issue" => Ok(Self::Issue),
            "ask-payment" => Ok(Self::AskPayment),
            "answer" => Ok(Self::Answer),
            "move" => { given.state.parse().ok() }
                .and_then(StateCode::from_code)
                .map(Self::Move)
                .ok_or(Refusal::WrongState),
            "refuse" if reason.is_empty() => Err(Refusal::NoReason),
            "refuse" => Ok(Self::Refuse(reason.to_owned())),
            _ => {
                let role = serde_json::from_value(Value::from(given.role))
                    .unwrap_or(ConfirmationRole::Unrecognised);
                if name.is_empty() || role == ConfirmationRole::Unrecognised {
                    return Err(Refusal::NoName);
                }
                Ok(Self::Confirm(role, name.to_owned()))
            }
        }
    }
}

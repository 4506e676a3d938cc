//! A source that was asked, and how it goes.

use crate::portal::records::{GivenState, Wanted};
use crate::portal::{Problem, ProblemKind};

/// A source that was asked. What it is called is not kept: the language may change meanwhile
/// ([`crate::form::words::asked_name`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// What it was asked.
    pub wanted: Wanted,
    /// How it goes.
    pub state: AskState,
    /// What did not come of what was asked for, as `record.attribute`.
    pub absent: Vec<String>,
}

impl Asked {
    /// Whether it is this source that was asked, and about such a person.
    #[must_use]
    pub fn is_of(&self, wanted: &Wanted) -> bool {
        self.wanted.source == wanted.source && self.wanted.about == wanted.about
    }

    /// Whether the registers' own link did not do.
    #[must_use]
    pub fn needs_more(&self) -> bool {
        self.wanted.basis.is_some() || self.state == AskState::Done(GivenState::NotProved)
    }
}

/// How asking a source goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskState {
    /// It has not answered yet.
    Waiting,
    /// The same, and the person does not wait for it any longer.
    Left,
    /// It has answered, or failed.
    Done(GivenState),
    /// The person did not agree, or took it back.
    Refused,
    /// The session ended meanwhile.
    SignedOut,
    /// The form has a newer version than the one that is open: asking again does not help, reloading does.
    Old,
}

impl AskState {
    /// What became of a source that could not be asked.
    pub(super) fn after(problem: &Problem) -> Self {
        match problem {
            Problem::ConsentNeeded(_) => Self::Refused,
            Problem::SignedOut | Problem::StepUp => Self::SignedOut,
            Problem::Conflict(ProblemKind::FormVersionChanged, _) => Self::Old,
            _ => Self::Done(GivenState::Out),
        }
    }
}

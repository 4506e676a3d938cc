//! A source that was asked, and how it goes.

use crate::form::wanted::Need;
use crate::portal::consents::Agreed;
use crate::portal::records::{GivenState, Refusal, Wanted};
use crate::portal::{Problem, ProblemKind};
use forms::fact::{Fact, PRIOR_DOSSIER};
use forms::merge::Voice;
use std::collections::BTreeSet;

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
    /// Why what was brought does not entitle to it.
    pub refusal: Option<Refusal>,
}

impl Asked {
    /// Whether it is this source that was asked, and about such a person.
    #[must_use]
    pub fn is_of(&self, wanted: &Wanted) -> bool {
        self.wanted.source == wanted.source && self.wanted.about == wanted.about
    }

    /// Whether it is this source that says a fact, about such a person.
    #[must_use]
    pub fn says(&self, fact: &Fact) -> bool {
        fact.provenance.source == self.wanted.source && fact.subject == self.wanted.about
    }

    /// The source and whom it is asked about, as the engine knows them.
    #[must_use]
    pub fn voice(&self) -> Voice {
        Voice::of(&self.wanted.source, &self.wanted.about)
    }
}

/// Whether the same person is first asked about as of another kind: a ward is no child.
#[must_use]
pub fn waits(all: &[Asked], need: &Need) -> bool {
    need.after.iter().any(|kind| {
        let is_none = |asked: &Asked| {
            let wanted = &asked.wanted;
            wanted.source == need.wanted.source
                && wanted.about == *kind
                && wanted.keys == need.wanted.keys
                && asked.state == AskState::Done(GivenState::NotProved)
        };
        !all.iter().any(is_none)
    })
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

/// The sources that the consents of a draft let the form read: not what they let a paper be used again from.
pub(super) fn still_agreed(held: Vec<Agreed>, consents: &[String]) -> BTreeSet<String> {
    let ours = held
        .into_iter()
        .filter(|one| consents.contains(&one.id) && !one.is_for_papers);
    ours.map(|one| one.source).collect()
}

/// Where the consents cannot be read: the server refuses what was refused when it is asked. Nothing refuses to list a
/// person's own dossiers, so they are left out.
pub(super) fn asking_for_itself(mut all: BTreeSet<String>) -> BTreeSet<String> {
    all.remove(PRIOR_DOSSIER);
    all
}

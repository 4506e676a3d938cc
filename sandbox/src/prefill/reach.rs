//! The records that a request may read.

use std::borrow::Cow;

use portal_api::SourceId;

use crate::persons::{Person, Record, handle};
use crate::registers::Settled;

/// The records that a request may read.
pub(super) struct Reach<'a>(pub(super) Vec<Reached<'a>>);

/// One of them.
pub struct Reached<'a> {
    /// The record.
    pub record: Cow<'a, Record>,
    /// The prior result it stands on, where a warehouse gives it.
    pub result: Option<String>,
}

impl<'a> Reach<'a> {
    /// Those that a source holds.
    pub(super) fn of<'b>(&'b self, source: &'b str) -> impl Iterator<Item = &'b Reached<'a>> {
        self.0
            .iter()
            .filter(move |reached| reached.record.sources.iter().any(|one| one == source))
    }

    /// The same records as their registers have them now.
    pub(super) fn now(mut self, settled: &Settled) -> Self {
        for reached in &mut self.0 {
            let changed = match settled.now(&reached.record) {
                Cow::Owned(changed) => Some(changed),
                Cow::Borrowed(_) => None,
            };
            if let Some(changed) = changed {
                reached.record = Cow::Owned(changed);
            }
        }
        self
    }

    /// The records that somebody agreed to share, from the sources that they agreed to.
    pub(super) fn shared(person: &'a Person, scopes: &[SourceId]) -> Self {
        let agreed = |record: &&'a Record| {
            record
                .sources
                .iter()
                .any(|source| scopes.iter().any(|scope| *scope == *source.as_str()))
        };
        let mut reach = Self::own(person.records.iter().filter(agreed));
        for reached in &mut reach.0 {
            let mut cut = reached.record.as_ref().clone();
            cut.sources
                .retain(|source| scopes.iter().any(|scope| *scope == *source.as_str()));
            reached.record = Cow::Owned(cut);
        }
        reach
    }

    pub(super) fn own(records: impl IntoIterator<Item = &'a Record>) -> Self {
        Self(
            records
                .into_iter()
                .map(|record| Reached {
                    result: record
                        .result
                        .as_ref()
                        .map(|_| handle(&["result", &record.handle])),
                    record: Cow::Borrowed(record),
                })
                .collect(),
        )
    }
}

//! What is read of a filling: its answers, and the case that they choose.

use super::Filling;
use forms::answers::{Answers, Reader};
use forms::case::choose;
use forms::definition::Case;
use forms::lists::NoLists;
use forms::place::{FieldId, Place, RowKey};
use forms::route::{StepView, route};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::PoisonError;
use vietnam::CivilDate;

impl Filling {
    /// The case that the answers choose.
    #[must_use]
    pub fn case(&self) -> Option<Case> {
        let service = self.service();
        choose(&service, self).chosen().cloned()
    }

    /// What `look` finds in the steps as they stand, and in the ids of those that were seen. Depends on what the sources
    /// said.
    pub fn on_the_way<T>(&self, look: impl FnOnce(&[StepView<'_>], &BTreeSet<String>) -> T) -> T {
        let (service, plain) = (self.service(), self.plain());
        self.background().with(|known| {
            let open = known.open();
            let views = route(&service, &plain, &NoLists, known.known(&open));
            self.seen().with(|seen| look(&views, seen))
        })
    }

    /// All answers as a plain map, without depending on them.
    #[must_use]
    pub fn plain(&self) -> Answers {
        let answers = self
            .0
            .answers
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        let values = answers
            .iter()
            .filter_map(|(place, signal)| Some((place.clone(), signal.get_untracked()?)))
            .collect();
        drop(answers);
        let rows = self.0.rows.read().unwrap_or_else(PoisonError::into_inner);
        let rows = rows
            .iter()
            .map(|(list, signal)| (list.clone(), signal.get_untracked()))
            .collect();
        Answers {
            today: self.0.today,
            values,
            rows,
        }
    }
}

impl Reader for Filling {
    fn answer(&self, place: &Place) -> Option<Value> {
        self.signal(place).get()
    }

    fn rows(&self, list: &FieldId) -> Vec<RowKey> {
        self.rows_signal(list).get()
    }

    fn today(&self) -> CivilDate {
        self.0.today
    }
}

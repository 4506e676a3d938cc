//! What the sources said becomes answers: merged as one batch, again whenever a source answers or the case changes.

use super::{Background, Filling};
use forms::merge::{Merged, merge};
use forms::origin::How;
use forms::place::Place;
use leptos::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Filling {
    /// Merges what the sources said into the answers, as one batch. Values that were filled and are not proposed any
    /// more (another case, another role) go, where their source has answered.
    pub fn refill(&self) {
        let service = untrack(|| self.service());
        let mut answers = self.plain();
        let (loose, origins) = self.background().with_untracked(|known| {
            let loose = self.loose(known);
            let mut origins = known.origins.clone();
            origins.retain(|place, _| !loose.contains(place));
            (loose, origins)
        });
        answers.values.retain(|place, _| !loose.contains(place));
        let merged = self
            .background()
            .with_untracked(|known| merge(&service, &answers, &origins, &known.facts));
        self.apply(merged, &loose);
    }

    /// The same, once any source has answered.
    pub fn refill_if_known(&self) {
        if self
            .background()
            .with_untracked(|known| !known.facts.is_empty())
        {
            self.refill();
        }
    }

    /// Answers that stand only because a source said so, and whose source has answered since.
    fn loose(&self, known: &Background) -> BTreeSet<Place> {
        let here: BTreeSet<&str> = known
            .facts
            .iter()
            .map(|fact| fact.provenance.source.as_str())
            .collect();
        let filled = known
            .origins
            .iter()
            .filter(|(_, origin)| origin.how == How::Auto && origin.others.is_empty());
        filled
            .filter(|(_, origin)| {
                let source = origin
                    .prov
                    .as_ref()
                    .and_then(|key| known.provenance.get(key));
                source.is_some_and(|source| here.contains(source.source.as_str()))
            })
            .map(|(place, _)| place.clone())
            .collect()
    }

    /// Takes over what a merge proposes. `gone` lists answers that stay only where they are proposed again.
    fn apply(&self, merged: Merged, gone: &BTreeSet<Place>) {
        for (list, keys) in merged.rows {
            let signal = self.rows_signal(&list);
            if signal.with_untracked(|rows| *rows != keys) {
                signal.set(keys);
            }
        }
        let mut values: BTreeMap<Place, Option<Value>> =
            gone.iter().map(|place| (place.clone(), None)).collect();
        for conflict in &merged.conflicts {
            values.insert(conflict.place.clone(), conflict.typed.clone());
        }
        self.background().update(|known| {
            known.origins.retain(|place, _| !gone.contains(place));
            for fill in merged.fills {
                known
                    .provenance
                    .insert(fill.provenance.id.clone(), fill.provenance);
                known.origins.insert(fill.place.clone(), fill.origin);
                values.insert(fill.place, Some(fill.value));
            }
            known.conflicts = merged.conflicts;
            known.unread = merged.unread;
        });
        for (place, value) in values {
            let signal = self.signal(&place);
            if signal.with_untracked(|known| *known != value) {
                signal.set(value);
            }
        }
        self.touch();
    }
}

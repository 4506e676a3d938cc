//! What the sources said becomes answers: merged as one batch, again whenever a source answers or the case changes.

use super::sources::Sources;
use super::{Background, Filling};
use forms::merge::{Before, Fill, Merged, merge};
use forms::origin::Origin;
use forms::place::Place;
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

impl Filling {
    /// Merges what the sources said into the answers, as one batch. Values that were filled and that nothing says any
    /// more (another case, another role) go, where their source has answered or is not asked any more.
    pub fn refill(&self) {
        let service = untrack(|| self.service());
        let answers = self.plain();
        let answered = self.sources().with_untracked(Sources::answered);
        let merged = self.background().with_untracked(|known| {
            let before = Before {
                origins: &known.origins,
                provenance: &known.provenance,
                answered: &answered,
            };
            merge(&service, &answers, before, &known.facts)
        });
        self.apply(merged);
    }

    /// The same, once anything was filled or can be.
    pub fn refill_if_known(&self) {
        if self
            .background()
            .with_untracked(|known| !known.facts.is_empty() || !known.origins.is_empty())
        {
            self.refill();
        }
    }

    /// Takes over what a merge proposes. What only comes again, as an older answer of the same source said it, changes
    /// nothing that a draft keeps: else a second tab would save, and outdate the first, by being opened.
    fn apply(&self, merged: Merged) {
        let gone = merged.withdrawn;
        let mut is_news = !gone.is_empty();
        for (list, keys) in merged.rows {
            let signal = self.rows_signal(&list);
            if signal.with_untracked(|rows| *rows != keys) {
                signal.set(keys);
                is_news = true;
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
                is_news |= !says_the_same(known, &fill);
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
                is_news = true;
            }
        }
        if is_news {
            self.touch();
        }
    }
}

/// Whether the same source said the same of this place before.
fn says_the_same(known: &Background, fill: &Fill) -> bool {
    let said = |origin: &Origin| {
        let provenance = known.provenance.get(origin.prov.as_ref()?)?;
        Some((
            origin.how,
            provenance.source.clone(),
            provenance.result_id.clone(),
        ))
    };
    let (new, source) = (&fill.origin, &fill.provenance);
    known.origins.get(&fill.place).and_then(said)
        == Some((new.how, source.source.clone(), source.result_id.clone()))
}

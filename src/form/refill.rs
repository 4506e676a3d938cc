//! What the sources said becomes answers: merged as one batch, again whenever a source answers or the case changes.

use super::lookups::spoken;
use super::sources::Sources;
use super::{Filling, former};
use crate::portal::draft::{Attached, AttachedBy};
use forms::merge::{Before, Merged, Voice, merge};
use forms::origin::{How, Origin};
use forms::place::Place;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Filling {
    /// Merges what the sources said into the answers, as one batch. Values that were filled and that nothing says any
    /// more (another case, another role) go, where their source has answered or is not asked any more.
    pub fn refill(&self) {
        let service = untrack(|| self.service());
        let answers = self.plain();
        let mut answered = self.sources().with_untracked(Sources::answered);
        let looked = self.looked();
        let looked = looked.with_untracked(|lookups| spoken(lookups, &service));
        answered.extend(looked.into_iter().map(Voice::of_lookup));
        let former = former::looked();
        let mut merged = self.background().with_untracked(|known| {
            let before = Before {
                former: &former,
                origins: &known.origins,
                provenance: &known.provenance,
                answered: &answered,
            };
            merge(&service, &answers, before, &known.facts)
        });
        // Where an old address is yet to be looked up, sources may not differ at all.
        let mut unsure = Vec::new();
        merged.conflicts.retain(|conflict| {
            let texts = former::unsure(conflict);
            let is_sure = texts.is_empty();
            unsure.extend(texts);
            is_sure
        });
        self.apply(merged);
        if !unsure.is_empty() {
            let filling = self.clone();
            spawn_local(async move {
                former::look_up(unsure).await;
                filling.refill();
            });
        }
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

    /// Takes over what a merge proposes.
    fn apply(&self, merged: Merged) {
        let gone = merged.withdrawn;
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
        self.touch_by_itself();
    }

    /// Notes the draft as it was opened, with the papers that records spared. Until the person does something nothing is
    /// saved, whatever the sources say anew: else a second tab would outdate the first by being opened.
    pub(super) fn opened(&self, spared: Vec<Attached>) {
        let mut opened = self.essence();
        opened.spared = spared.into_iter().map(|one| one.document).collect();
        self.resuming(Some(opened));
    }

    /// The person goes on with a draft as it was opened: where what was filled since differs from it, there is something
    /// to save.
    pub fn goes_on(&self) {
        if self.is_resuming() && self.resuming(None) != Some(self.essence()) {
            self.touch();
        }
    }

    /// What a draft keeps of its answers, without the marks that every answer of a source has anew.
    fn essence(&self) -> Essence {
        let answers = self.background().with_untracked(|known| {
            let said = |(place, origin): (&Place, &Origin)| {
                let source = origin.prov.as_ref().and_then(|id| known.provenance.get(id));
                let source = source.map(|by| (by.source.clone(), by.result_id.clone()));
                let value = self.signal(place).get_untracked();
                (place.clone(), (origin.how, source, value))
            };
            known.origins.iter().map(said).collect()
        });
        let attached = self.attachments(&self.plain()).into_iter();
        let spared = attached.filter(|one| matches!(one.by, AttachedBy::Record(_)));
        Essence {
            answers,
            spared: spared.map(|one| one.document).collect(),
        }
    }
}

/// What a draft keeps, as far as sources decide about it.
#[derive(PartialEq)]
pub(super) struct Essence {
    answers: BTreeMap<Place, Answered>,
    /// Papers that records spare.
    spared: BTreeSet<String>,
}

/// How an answer came to be, the source and its result, the answer.
type Answered = (How, Option<(String, Option<String>)>, Option<Value>);

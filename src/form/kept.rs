//! What a dossier or draft keeps, read with the service's definition: answers and where they come from.

use super::supply::supply;
use crate::portal::draft::Saved;
use forms::answers::{Answers, Reader};
use forms::definition::Service;
use forms::fact::Provenance;
use forms::ledger::Attached;
use forms::origin::{Dispute, Origin};
use forms::place::{Place, Pointer, RowKey};
use forms::route::Known;
use forms::send;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vietnam::CivilDate;

/// Answers and what stands beside them.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The answers.
    pub answers: Answers,
    /// How each came to be.
    pub origins: BTreeMap<Place, Origin>,
    /// Where from, by key.
    pub provenance: BTreeMap<String, Provenance>,
    /// What the person says is wrong at its source.
    pub disputes: BTreeMap<Place, Dispute>,
    /// What is attached.
    pub attached: Vec<Attached>,
    open: BTreeSet<Place>,
}

impl Kept {
    /// Reads it as of a day.
    #[must_use]
    pub fn of(service: &Service, saved: Saved, day: CivilDate) -> Self {
        let keys = saved.row_keys.iter();
        let keys: BTreeMap<Pointer, Vec<RowKey>> = keys
            .map(|(list, keys)| {
                let keys = keys.iter().cloned().map(RowKey).collect();
                (Pointer::new(list), keys)
            })
            .collect();
        let answers = send::from_data(service, &Value::Object(saved.data), day, &keys);
        let origins = by_place(service, &answers, saved.origins, send::place);
        let disputes = by_place(service, &answers, saved.disputes, send::disputed);
        let provenance = saved.provenance.into_iter();
        let provenance = provenance.map(|(key, proof)| (key, proof.shown().clone()));
        let paper = |one: &crate::portal::draft::Attached| Attached {
            document: one.document.clone(),
            supply: supply(&one.by),
            label: one.label.clone(),
            prov: one.by.prov().map(str::to_owned),
        };
        Self {
            origins,
            disputes,
            provenance: provenance.collect(),
            attached: saved.attached.iter().map(paper).collect(),
            open: BTreeSet::new(),
            answers,
        }
    }

    /// As the engine asks it.
    #[must_use]
    pub fn known(&self) -> Known<'_> {
        Known {
            origins: &self.origins,
            provenance: &self.provenance,
            conflicts: &self.open,
        }
    }
}

fn by_place<T>(
    service: &Service,
    answers: &Answers,
    beside: BTreeMap<String, T>,
    place: fn(&Service, &dyn Reader, &Pointer) -> Option<Place>,
) -> BTreeMap<Place, T> {
    let placed = beside.into_iter().filter_map(|(pointer, one)| {
        Some((place(service, answers, &Pointer::new(&pointer))?, one))
    });
    placed.collect()
}

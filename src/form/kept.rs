//! What a dossier or draft keeps, read with the service's definition: answers and where they come from.

use super::supply::supply;
use crate::portal::Proof;
use crate::portal::draft::{AttachedBy, Saved};
use crate::portal::subject::{Basis, SELF, Who};
use forms::answers::{Answers, Reader};
use forms::definition::Service;
use forms::fact::Provenance;
use forms::ledger::Attached;
use forms::origin::{Dispute, Origin};
use forms::place::{Place, Pointer, RowKey};
use forms::route::Known;
use forms::send;
use forms::whose::part;
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
    /// The others whose records were read.
    pub seen: Vec<Seen>,
    open: BTreeSet<Place>,
}

/// Whom a record is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Who files.
    pub is_own: bool,
    /// Their name, as the form has it, or as whoever chose them did.
    pub name: Option<String>,
    /// Title of the page of the form that is about them.
    pub part: Option<String>,
}

/// Somebody whose records were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Who, and on what basis.
    pub who: Who,
    /// Number of the authorisation that it is, or document code of the paper.
    pub by: Option<String>,
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
        let seen = { saved.subjects.into_iter() }.map(|who| Seen {
            by: by(&who, &saved.provenance, &saved.attached),
            who,
        });
        let seen = seen.collect();
        let provenance = saved.provenance.into_iter();
        let provenance = provenance.map(|(key, proof)| {
            let about = proof.about().map(str::to_owned);
            let shown = proof.shown().clone();
            (key, Provenance { about, ..shown })
        });
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
            seen,
            open: BTreeSet::new(),
            answers,
        }
    }

    /// Whom the record of a source is about, by their part of the form. `None`: nobody was named.
    #[must_use]
    pub fn whose(&self, service: &Service, source: &Provenance) -> Option<Whose> {
        let about = source.about.as_deref()?;
        let part = part(service, &self.answers, &source.source, about);
        let mut seen = self.seen.iter();
        let seen = || seen.find(|one| one.who.about == about)?.who.name.clone();
        Some(Whose {
            is_own: about == SELF,
            part: part.as_ref().map(|part| part.title.to_owned()),
            name: part.map(|part| part.name).or_else(seen),
        })
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

fn by(
    who: &Who,
    proofs: &BTreeMap<String, Proof>,
    attached: &[crate::portal::draft::Attached],
) -> Option<String> {
    match who.basis.as_ref()? {
        Basis::Record(id) => {
            let mut proofs = proofs.values();
            let proof = proofs.find(|proof| proof.record_id() == Some(id))?;
            proof.shown().number.clone()
        }
        Basis::Upload(id) => {
            let is_it = |by: &AttachedBy| matches!(by, AttachedBy::Upload(one) | AttachedBy::OwnFile(one) if one == id);
            let mut attached = attached.iter();
            let paper = attached.find(|one| is_it(&one.by))?;
            Some(paper.document.clone())
        }
        _ => None,
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

//! Between a filling and its draft: answers by pointer, faults and all.

use super::Filling;
use super::background::{Background, Told};
use crate::portal::Proof;
use crate::portal::draft::{Attached, AttachedBy, Head, Saved};
use crate::portal::subject::{Basis, Who};
use forms::answers::{Answers, Reader};
use forms::definition::Service;
use forms::fact::Fact;
use forms::merge::abouts;
use forms::origin::{How, Origin, Other};
use forms::place::{Place, Pointer, RowKey};
use forms::scan::{self, CodeKind};
use forms::send;
use leptos::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Filling {
    /// Everything that the draft keeps, as it stands now.
    #[must_use]
    pub fn snapshot(&self) -> Saved {
        let service = untrack(|| self.service());
        let answers = self.plain();
        let data = match send::to_draft(&service, &answers) {
            Value::Object(data) => data,
            _ => serde_json::Map::new(),
        };
        let keys = send::row_keys(&service, &answers).into_iter();
        let row_keys = keys
            .map(|(list, keys)| {
                (
                    list.as_str().to_owned(),
                    keys.into_iter().map(|key| key.0).collect(),
                )
            })
            .collect();
        let attached = self.attachments(&answers);
        let sources = self.sources().get_untracked();
        let subjects = self.subjects();
        let (origins, undecided, disputes, provenance) =
            self.background().with_untracked(|known| {
                let origins = by_pointer(&answers, &known.origins);
                let disputes = by_pointer(&answers, &known.disputes);
                let undecided = undecided(known, &answers);
                let mut used = used(&known.origins);
                used.extend(undecided.values().flatten().map(|one| one.prov.as_str()));
                used.extend(known.disputes.values().map(|dispute| dispute.prov.as_str()));
                used.extend(attached.iter().filter_map(|one| one.by.prov()));
                used.extend(entitling(&subjects, &known.proofs));
                let kept = known
                    .proofs
                    .iter()
                    .filter(|(id, _)| used.contains(id.as_str()));
                (
                    origins,
                    by_pointer(&answers, &undecided),
                    disputes,
                    kept.map(|(id, proof)| (id.clone(), proof.clone()))
                        .collect(),
                )
            });
        Saved {
            head: self.head().get_untracked(),
            data,
            row_keys,
            origins,
            undecided,
            disputes,
            provenance,
            attached,
            later: sources.notes(),
            prefill_ids: sources.answers.into_values().collect(),
            consent_ids: sources.consents,
            agreement_ids: self.agreements().with_untracked(|asked| asked.ids.clone()),
            appointment_id: self.appointment().get_untracked(),
            applicant: self.applicant(),
            subjects,
            notices: Vec::new(),
        }
    }

    /// Takes over a draft.
    pub fn restore(&self, saved: Saved) {
        let service = untrack(|| self.service());
        let (answers, origins) = read(&service, self.today(), &saved);
        let disputes = { saved.disputes.iter() }.filter_map(|(pointer, dispute)| {
            let place = send::disputed(&service, &answers, &Pointer::new(pointer))?;
            Some((place, dispute.clone()))
        });
        let disputes = disputes.collect();
        // Of whom each record is does not travel with the draft: the answers as they were saved tell it.
        let proofs = saved.provenance.iter();
        let shown = proofs.map(|(id, proof)| (id.clone(), proof.shown().clone()));
        let abouts = abouts(&service, &answers, &origins, &shown.collect());
        let said_before: BTreeMap<Place, Vec<Other>> = { saved.undecided.into_iter() }
            .filter_map(|(pointer, others)| {
                Some((
                    send::place(&service, &answers, &Pointer::new(&pointer))?,
                    others,
                ))
            })
            .collect();
        let facts = said_again(
            &service,
            &answers,
            &origins,
            &said_before,
            &saved.provenance,
        );
        let is_asked = said_before
            .keys()
            .any(|place| answers.answer(place).is_some());
        for (list, keys) in answers.rows {
            self.rows_signal(&list).set(keys);
        }
        for (place, value) in answers.values {
            self.signal(&place).set(Some(value));
        }
        self.background().update(|known| {
            known.prove(saved.provenance);
            known.are_about(abouts);
            known.origins = origins;
            known.facts.extend(facts);
            known.said_before = said_before;
            known.disputes = disputes;
            known.notices = saved.notices.into_iter().map(Told::Said).collect();
        });
        self.sources().update(|sources| {
            sources.keep_answers(saved.prefill_ids);
            sources.consents = saved.consent_ids;
            sources.keep_notes(saved.later);
            sources.remember(saved.subjects);
        });
        self.agreements()
            .update(|asked| asked.ids = saved.agreement_ids);
        self.appointment().set(saved.appointment_id);
        self.uploads().restore(&saved.attached);
        // Which record spares a paper is worked out anew, once its source has answered again.
        let (spared, attached): (Vec<Attached>, Vec<Attached>) =
            { saved.attached.into_iter() }.partition(|one| matches!(one.by, AttachedBy::Record(_)));
        self.attached().set(attached);
        self.opened(spared);
        self.head().set(Head {
            form_id: service.form_id.clone(),
            form_version: service.form_version.clone(),
            ..saved.head
        });
        // What is typed differs from what a code says: that need not wait for any source.
        if is_asked {
            self.refill();
        }
    }
}

/// What codes say otherwise than what stands at their places, or than other sources, as long as the person has not
/// decided. What was so when the draft was opened stays so until the sources have spoken again.
fn undecided(known: &Background, answers: &Answers) -> BTreeMap<Place, Vec<Other>> {
    let is_decided = |place: &Place, other: &Other| {
        let origin = known.origins.get(place);
        let is_known = |origin: &Origin| origin.others.iter().any(|one| one.value == other.value);
        origin.is_some_and(is_known) || answers.answer(place).as_ref() == Some(&other.value)
    };
    let before = known.said_before.iter().map(|(place, others)| {
        let mut others = others.clone();
        others.retain(|other| !is_decided(place, other));
        (place.clone(), others)
    });
    let open = known.conflicts.iter().map(|conflict| {
        let by_code = { conflict.candidates.iter() }
            .filter(|said| CodeKind::of_source(&said.provenance.source).is_some());
        let others = by_code.map(|said| Other {
            value: said.value.clone(),
            prov: said.provenance.id.clone(),
        });
        (conflict.place.clone(), others.collect())
    });
    let all = before.chain(open);
    all.filter(|(_, others): &(Place, Vec<Other>)| !others.is_empty())
        .collect()
}

/// What codes said in an earlier visit: what they filled and nobody changed, and what is not decided.
fn said_again(
    service: &Service,
    answers: &Answers,
    origins: &BTreeMap<Place, Origin>,
    said_before: &BTreeMap<Place, Vec<Other>>,
    proofs: &BTreeMap<String, Proof>,
) -> Vec<Fact> {
    let filled = origins.iter().filter_map(|(place, origin)| {
        let prov = origin.prov.as_ref().filter(|_| origin.how == How::Auto)?;
        Some((place, answers.answer(place)?, prov))
    });
    let open = said_before.iter().flat_map(|(place, others)| {
        let others = others.iter();
        others.map(move |other| (place, other.value.clone(), &other.prov))
    });
    let mut facts: Vec<Fact> = Vec::new();
    for (place, value, prov) in filled.chain(open) {
        let Some(by) = proofs.get(prov) else {
            continue;
        };
        for fact in scan::said_again(service, answers, place, &value, by.shown()) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
    }
    facts
}

/// The answers and origins of a draft.
fn read(
    service: &Service,
    today: vietnam::CivilDate,
    saved: &Saved,
) -> (Answers, BTreeMap<Place, Origin>) {
    let keys = saved.row_keys.iter();
    let row_keys: BTreeMap<Pointer, Vec<RowKey>> = keys
        .map(|(list, keys)| {
            (
                Pointer::new(list),
                keys.iter().cloned().map(RowKey).collect(),
            )
        })
        .collect();
    let answers = send::from_data(
        service,
        &Value::Object(saved.data.clone()),
        today,
        &row_keys,
    );
    let origins = saved.origins.iter().filter_map(|(pointer, origin)| {
        Some((
            send::place(service, &answers, &Pointer::new(pointer))?,
            origin.clone(),
        ))
    });
    let origins = origins.collect();
    (answers, origins)
}

/// What stands beside answers, by their pointers.
fn by_pointer<T: Clone>(answers: &Answers, beside: &BTreeMap<Place, T>) -> BTreeMap<String, T> {
    let pair = |(place, one): (&Place, &T)| {
        let pointer = send::pointer(answers, place);
        (pointer.as_str().to_owned(), one.clone())
    };
    let is_there = |place: &Place| match (place.field.list(), &place.row) {
        (Some(list), Some(row)) => answers
            .rows
            .get(&list)
            .is_some_and(|rows| rows.contains(row)),
        _ => true,
    };
    let there = beside.iter().filter(|(place, _)| is_there(place));
    there.map(pair).collect()
}

/// Keys of the provenance of records by which others' were read.
fn entitling<'a>(
    subjects: &[Who],
    proofs: &'a BTreeMap<String, Proof>,
) -> impl Iterator<Item = &'a str> {
    let records: Vec<&str> = { subjects.iter() }
        .filter_map(|who| match &who.basis {
            Some(Basis::Record(id)) => Some(id.as_str()),
            _ => None,
        })
        .collect();
    let named = proofs.iter().filter(move |(_, proof)| {
        let id = proof.record_id();
        id.is_some_and(|id| records.contains(&id))
    });
    named.map(|(key, _)| key.as_str())
}

/// Keys of the provenance that origins name.
fn used(origins: &BTreeMap<Place, Origin>) -> BTreeSet<&str> {
    origins
        .values()
        .flat_map(|origin| {
            let others = origin.others.iter().map(|other| other.prov.as_str());
            origin.prov.as_deref().into_iter().chain(others)
        })
        .collect()
}

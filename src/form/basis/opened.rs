//! What a file has opened: whose records were read by it, and which answers go with it.

use super::standing::told;
use super::{file, on, ways};
use crate::form::Filling;
use crate::form::former;
use crate::form::sources::{AskState, Asked, Sources};
use crate::form::words::short_name;
use crate::portal::draft::Attached;
use crate::portal::records::GivenState;
use crate::portal::subject::Basis;
use forms::definition::Service;
use forms::merge::{Before, merge};
use forms::origin::How;
use forms::place::Place;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What rests on a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Name of whose records were read by it, as far as it is known.
    pub whom: Option<String>,
    /// Short names of the sources.
    pub sources: Vec<String>,
    /// Labels of the answers that go with it.
    pub goes: Vec<String>,
    /// Something else entitles to the same: nothing goes then.
    pub has_other: bool,
}

/// What rests on a file that is attached, by its id; none: no records were read by it. Follows what is known.
#[must_use]
pub fn opened(filling: &Filling, id: &str) -> Option<Opened> {
    filling.attached().with(|_| ());
    let basis = Basis::Upload(id.to_owned());
    let of_file: Vec<Asked> = filling.sources().with(|sources| {
        let asked = sources.asked.iter();
        let of_file = asked.filter(|asked| {
            asked.wanted.basis.as_ref() == Some(&basis)
                && asked.state == AskState::Done(GivenState::Here)
        });
        of_file.cloned().collect()
    });
    if of_file.is_empty() {
        return None;
    }
    let has_other = of_file
        .iter()
        .all(|asked| has_other(filling, asked, &basis));
    let goes = if has_other {
        Vec::new()
    } else {
        goes(filling, &of_file)
    };
    let whom = of_file.iter().find_map(|asked| {
        let named = asked.wanted.keys.get("full_name").cloned();
        let known = filling.background();
        named.or_else(|| known.with(|known| told(&known.facts, &asked.wanted.about)))
    });
    let service = filling.service();
    let names = of_file.iter();
    let names = names.map(|asked| short_name(&service, &asked.wanted.source));
    Some(Opened {
        whom,
        sources: names.map(str::to_owned).collect(),
        goes,
        has_other,
    })
}

impl Opened {
    /// What rests on the files of a paper: on the first by which records were read.
    #[must_use]
    pub fn of_paper(filling: &Filling, code: &str) -> Option<Self> {
        let attached: Vec<Attached> = filling.attached().get();
        let files = attached.iter().filter(|one| one.document == code);
        let mut ids = files.filter_map(|one| file(&one.by));
        ids.find_map(|id| opened(filling, id))
    }
}

/// Whether something else that was not refused entitles to the same.
fn has_other(filling: &Filling, asked: &Asked, basis: &Basis) -> bool {
    let ways = ways(filling, &asked.wanted);
    let sources = filling.sources();
    sources.with_untracked(|sources| {
        let mut others = ways.iter().filter(|way| *way != basis);
        others.any(|way| !sources.unproved.contains(&on(&asked.wanted, way)))
    })
}

/// Labels of the answers that go once these sources say nothing more: as the engine withdraws them.
fn goes(filling: &Filling, asked: &[Asked]) -> Vec<String> {
    let service = filling.service();
    let mut answered = filling.sources().with_untracked(Sources::answered);
    answered.extend(asked.iter().map(Asked::voice));
    let answers = filling.plain();
    let former = former::looked();
    let withdrawn = filling.background().with(|known| {
        let stays = { known.facts.iter() }.filter(|fact| {
            let mut gone = asked.iter();
            !gone.any(|asked| asked.says(fact))
        });
        let facts: Vec<_> = stays.cloned().collect();
        let before = Before {
            former: &former,
            origins: &known.origins,
            provenance: &known.provenance,
            answered: &answered,
        };
        merge(&service, &answers, before, &facts).withdrawn
    });
    labels(&service, &withdrawn)
}

/// Labels of what sources, by their ids, filled about somebody.
pub(super) fn filled(filling: &Filling, about: &str, sources: &[String]) -> Vec<String> {
    let service = filling.service();
    let places: BTreeSet<Place> = filling.background().with(|known| {
        let facts = known.facts.iter().filter(|fact| fact.subject == about);
        let facts = facts.filter(|fact| sources.contains(&fact.provenance.source));
        let keys: BTreeSet<&str> = facts.map(|fact| fact.provenance.id.as_str()).collect();
        let filled = known.origins.iter().filter(|(_, origin)| {
            let by = origin.prov.as_deref();
            origin.how == How::Auto && by.is_some_and(|by| keys.contains(by))
        });
        filled.map(|(place, _)| place.clone()).collect()
    });
    labels(&service, &places)
}

/// Labels of the fields of these places, each once, in the order of the form.
fn labels(service: &Service, places: &BTreeSet<Place>) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for field in service.fields() {
        let mut here = places.iter();
        if here.any(|place| place.field == field.id) && !labels.contains(&field.label) {
            labels.push(field.label.clone());
        }
    }
    labels
}

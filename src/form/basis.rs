//! What entitles the person to see another's records: a register, that person's agreement, an authorisation in VNeID, a
//! paper that was sent, or a prior result. And whom the dossier is for (contract 3.1, 4.6).

mod opened;
mod standing;

use super::Filling;
use super::agreements::{AUTHORISED, shared};
use super::sources::{AskState, Sources};
use super::wanted::{Chosen, needs};
use crate::portal::draft::{Attached, AttachedBy};
use crate::portal::records::{GivenState, Wanted};
use crate::portal::subject::{Basis, SELF, Who};
use forms::answers::Reader;
use forms::definition::{Paper, Service};
use forms::eval::Scope;
use forms::mandate::Mandate;
use forms::whose;
use leptos::prelude::*;
use vietnam::CivilDate;

pub use opened::{Opened, opened};
pub use standing::{Refused, Standing, standings};

/// Subject kinds, and the record kinds of prior results that link the person with them.
const RESULTS: [(&str, &[&str]); 5] = [
    ("child", &["birth_certificate", "parent_recognition"]),
    ("parent", &["birth_certificate"]),
    ("spouse", &["marriage_certificate"]),
    ("ward", &["guardianship"]),
    ("deceased", &["death_extract"]),
];

/// Record kinds of prior results that link the person with somebody.
fn records(about: &str) -> &'static [&'static str] {
    let mut kinds = RESULTS.iter();
    kinds
        .find(|(kind, _)| *kind == about)
        .map_or(&[], |(_, records)| records)
}

/// What entitles the person to ask this. What did once stays, as long as it is there; of the rest the first that was not
/// refused.
#[must_use]
pub fn basis(filling: &Filling, wanted: &Wanted) -> Option<Basis> {
    if wanted.about == SELF {
        return None;
    }
    if let Some(id) = shared(filling, wanted) {
        return Some(Basis::Agreement(id));
    }
    let ways = ways(filling, wanted);
    filling
        .sources()
        .with_untracked(|sources| chosen(sources, wanted, &ways))
}

/// The one of these ways that is to be tried, or that does already. None: the registers' own link, or nothing at all.
fn chosen(sources: &Sources, wanted: &Wanted, ways: &[Basis]) -> Option<Basis> {
    let does = |way: &&Basis| {
        let mut asked = sources.asked.iter();
        asked.any(|asked| {
            asked.wanted == on(wanted, way) && asked.state == AskState::Done(GivenState::Here)
        })
    };
    let is_open = |way: &&Basis| !sources.unproved.contains(&on(wanted, way));
    let first = { ways.iter() }
        .find(does)
        .or_else(|| ways.iter().find(is_open));
    // Where nothing does, the last stays as it was refused: nothing is asked again.
    first
        .or_else(|| ways.last())
        .filter(|way| **way != Basis::Link)
        .cloned()
}

/// What is wanted, asked on such a basis.
fn on(wanted: &Wanted, way: &Basis) -> Wanted {
    Wanted {
        basis: (*way != Basis::Link).then(|| way.clone()),
        ..wanted.clone()
    }
}

/// Everything that might entitle the person to ask this, in the order in which it is tried: what a register says, then
/// what was brought.
fn ways(filling: &Filling, wanted: &Wanted) -> Vec<Basis> {
    let service = untrack(|| filling.service());
    let attached = filling.attached().get_untracked();
    let told = filling
        .background()
        .with_untracked(|known| Mandate::all(&known.facts));
    let mut ways = if wanted.about == AUTHORISED {
        given(&told, wanted, filling.today())
    } else {
        vec![Basis::Link]
    };
    ways.extend(sent(&service, &filling.plain(), &attached, &wanted.about));
    let chosen = filling
        .sources()
        .with_untracked(|sources| sources.bases.get(&wanted.about).cloned());
    // What a draft says of an authorisation counts until VNeID has told it itself.
    let is_told = |way: &Basis| {
        let mut told = told.iter();
        told.any(|mandate| *way == Basis::Record(mandate.record_id.clone()))
    };
    ways.extend(chosen.filter(|way| !is_told(way)));
    ways
}

/// Authorisations in VNeID by which this person may be asked about. Who is named by none of the keys, the source knows.
fn given(told: &[Mandate], wanted: &Wanted, today: CivilDate) -> Vec<Basis> {
    let does = |mandate: &&Mandate| mandate.holds(today) && may_be_of(mandate, wanted);
    let given = told.iter().filter(does);
    given
        .map(|mandate| Basis::Record(mandate.record_id.clone()))
        .collect()
}

fn may_be_of(mandate: &Mandate, wanted: &Wanted) -> bool {
    let key = |name: &str| wanted.keys.get(name).map(String::as_str);
    let (name, number) = (key("full_name"), key("personal_id"));
    (name.is_none() && number.is_none()) || mandate.is_of(name, number)
}

/// Papers that belong to the dossier now and a file of which entitles to see the records of such a person.
fn papers<'a>(
    service: &'a Service,
    reader: &'a dyn Reader,
    about: &'a str,
) -> impl Iterator<Item = &'a Paper> {
    let scope = Scope::new(service, reader);
    service.papers.iter().filter(move |paper| {
        paper.proves.iter().any(|kind| kind == about) && scope.holds(&paper.when)
    })
}

/// Such files that were sent.
fn sent(service: &Service, reader: &dyn Reader, attached: &[Attached], about: &str) -> Vec<Basis> {
    let files = papers(service, reader, about).flat_map(|paper| {
        let of_paper = attached.iter().filter(|one| one.document == paper.code);
        of_paper.filter_map(|one| file(&one.by).map(|id| Basis::Upload(id.to_owned())))
    });
    files.collect()
}

/// Id of the file that is attached.
fn file(by: &AttachedBy) -> Option<&str> {
    match by {
        AttachedBy::Upload(id) | AttachedBy::OwnFile(id) => Some(id),
        _ => None,
    }
}

/// The person chose a prior result that links them with somebody: the sources are asked again with it.
pub fn choose(filling: &Filling, about: &str, result: &str) {
    filling.sources().update(|sources| {
        let basis = Basis::Result(result.to_owned());
        sources.bases.insert(about.to_owned(), basis);
    });
    filling.touch_now();
    super::sources::look(filling);
}

impl Filling {
    /// Whom the dossier is for.
    #[must_use]
    pub fn applicant(&self) -> Who {
        let (service, reader) = (untrack(|| self.service()), self.plain());
        let kinds = whose::filed_for(&service, &reader);
        let known = self
            .sources()
            .with_untracked(|sources| subjects(sources, &service, &reader));
        let proved = known
            .into_iter()
            .find(|who| kinds.contains(&who.about.as_str()));
        let (Some(kind), Some(named)) = (kinds.first(), whose::named(&service, &reader)) else {
            return Who::own();
        };
        let base = proved.unwrap_or_else(|| Who {
            about: (*kind).to_owned(),
            ..Who::default()
        });
        Who {
            name: named.name.or(base.name),
            personal_id: named.personal_id.or(base.personal_id),
            birth_date: named.birth_date.or(base.birth_date),
            tax_code: named.tax_code.or(base.tax_code),
            ..base
        }
    }

    /// The others whose records were read.
    #[must_use]
    pub fn subjects(&self) -> Vec<Who> {
        let (service, reader) = (untrack(|| self.service()), self.plain());
        self.sources()
            .with_untracked(|sources| subjects(sources, &service, &reader))
    }
}

/// Those whose records were read, each subject kind once, as long as the answers call for them. Of a draft that was
/// opened, before its sources have answered, those it names.
fn subjects(sources: &Sources, service: &Service, reader: &dyn Reader) -> Vec<Who> {
    let mut all: Vec<Who> = Vec::new();
    for need in needs(service, reader, &sources.chosen) {
        let about = &need.wanted.about;
        if about == SELF || all.iter().any(|who| who.about == *about) {
            continue;
        }
        let mut asked = sources
            .asked
            .iter()
            .filter(|asked| asked.wanted.about == *about);
        let is_asked = asked.clone().next().is_some();
        let read = asked.find(|asked| asked.state == AskState::Done(GivenState::Here));
        let before = || sources.remembered.iter().find(|who| who.about == *about);
        let known = read.map(|asked| Who::of(&asked.wanted));
        let known = known.or_else(|| before().filter(|_| !is_asked).cloned());
        all.extend(known);
    }
    all
}

impl Sources {
    /// Takes over those of a draft whose records were read: who was chosen by name, and what entitled to it.
    pub fn remember(&mut self, subjects: Vec<Who>) {
        for who in &subjects {
            if let (Some(handle), Some(name)) = (&who.handle, &who.name) {
                let chosen = Chosen {
                    handle: handle.clone(),
                    full_name: name.clone(),
                    birth_date: who.birth_date.clone(),
                };
                self.chosen.insert(who.about.clone(), chosen);
            }
            if let Some(basis @ (Basis::Result(_) | Basis::Record(_))) = &who.basis {
                self.bases.insert(who.about.clone(), basis.clone());
            }
        }
        self.remembered = subjects;
    }
}

#[cfg(test)]
mod tests;

//! What entitles the person to see another's records: a register, that person's agreement, a paper that was sent, or a
//! prior result. And whom the dossier is for (contract 3.1, 4.6).

use super::Filling;
use super::agreements::{AUTHORISED, shared};
use super::sources::{AskState, Asked, Sources};
use super::wanted::{Chosen, needs};
use super::words::asked_name;
use crate::portal::draft::{Attached, AttachedBy};
use crate::portal::records::{GivenState, Wanted};
use crate::portal::subject::{Basis, SELF, Who};
use forms::answers::Reader;
use forms::definition::{Confirmation, Paper, Service};
use forms::eval::Scope;
use forms::whose;
use leptos::prelude::*;

/// Subject kinds, and the record kinds of prior results that link the person with them.
const RESULTS: [(&str, &[&str]); 5] = [
    ("child", &["birth_certificate", "parent_recognition"]),
    ("parent", &["birth_certificate"]),
    ("spouse", &["marriage_certificate"]),
    ("ward", &["guardianship"]),
    ("deceased", &["death_extract"]),
];

/// Somebody whose records may be read as soon as something entitles to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unproved {
    /// Subject kind.
    pub about: String,
    /// Names of the sources.
    pub sources: Vec<String>,
    /// Papers of this dossier, a file of which entitles to it: codes.
    pub papers: Vec<String>,
    /// Record kinds of prior results that do.
    pub records: &'static [&'static str],
    /// The form asks that person to agree.
    pub may_agree: bool,
    /// What was brought does not do.
    pub was_refused: bool,
}

/// Record kinds of prior results that link the person with somebody.
fn records(about: &str) -> &'static [&'static str] {
    let mut kinds = RESULTS.iter();
    kinds
        .find(|(kind, _)| *kind == about)
        .map_or(&[], |(_, records)| records)
}

/// What entitles the person to ask this. Where a register may link the two, that is tried first.
#[must_use]
pub fn basis(filling: &Filling, wanted: &Wanted) -> Option<Basis> {
    if wanted.about == SELF {
        return None;
    }
    if let Some(id) = shared(filling, wanted) {
        return Some(Basis::Agreement(id));
    }
    let (is_linked, chosen) = filling.sources().with_untracked(|sources| {
        let mut asked = sources.asked.iter();
        let before = asked.find(|asked| asked.is_of(wanted));
        let is_refused = before.is_some_and(Asked::needs_more);
        let may_be_linked = wanted.about != AUTHORISED && !is_refused;
        (may_be_linked, sources.bases.get(&wanted.about).cloned())
    });
    if is_linked {
        return None;
    }
    let service = untrack(|| filling.service());
    let attached = filling.attached().get_untracked();
    sent(&service, &filling.plain(), &attached, &wanted.about).or(chosen)
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

/// The first such file that was sent.
fn sent(
    service: &Service,
    reader: &dyn Reader,
    attached: &[Attached],
    about: &str,
) -> Option<Basis> {
    papers(service, reader, about).find_map(|paper| {
        let mut files = attached.iter().filter(|one| one.document == paper.code);
        files.find_map(|one| match &one.by {
            AttachedBy::Upload(id) | AttachedBy::OwnFile(id) => Some(Basis::Upload(id.clone())),
            _ => None,
        })
    })
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

/// Those whose records may not be read yet, each subject kind once; follows the answers.
#[must_use]
pub fn unproved(filling: &Filling) -> Vec<Unproved> {
    let service = filling.service();
    let attached = filling.attached().get();
    filling.agreements().with(|_| ());
    let sources = filling.sources().get();
    let mut all: Vec<Unproved> = Vec::new();
    for need in needs(&service, filling, &sources.chosen) {
        let wanted = &need.wanted;
        let mut asked = sources.asked.iter();
        let asked = asked.find(|asked| asked.is_of(wanted));
        let is_refused =
            asked.is_some_and(|asked| asked.state == AskState::Done(GivenState::NotProved));
        let is_open = wanted.about == AUTHORISED
            && asked.is_none()
            && need.ready
            && sources.agreed.contains(&wanted.source)
            && shared(filling, wanted).is_none();
        if !is_refused && !is_open {
            continue;
        }
        let was_refused = is_refused && asked.is_some_and(|asked| asked.wanted.basis.is_some());
        let name = asked_name(&service, &wanted.source).to_owned();
        let known = all.iter_mut().find(|one| one.about == wanted.about);
        if let Some(known) = known {
            known.sources.push(name);
            known.was_refused |= was_refused;
            continue;
        }
        let papers = papers(&service, filling, &wanted.about);
        all.push(Unproved {
            about: wanted.about.clone(),
            sources: vec![name],
            papers: papers.map(|paper| paper.code.clone()).collect(),
            records: records(&wanted.about),
            may_agree: wanted.about == AUTHORISED
                && service.confirmations.iter().any(Confirmation::shares),
            was_refused,
        });
    }
    // While a file is on its way to the source, nothing is missing.
    all.retain(|one| {
        let is_sent = sent(&service, filling, &attached, &one.about).is_some();
        one.was_refused || !is_sent
    });
    all
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
            if let Some(basis @ Basis::Result(_)) = &who.basis {
                self.bases.insert(who.about.clone(), basis.clone());
            }
        }
        self.remembered = subjects;
    }
}

#[cfg(test)]
mod tests;

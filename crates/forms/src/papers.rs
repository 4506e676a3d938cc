//! Papers of the dossier: not needed, covered by a prior result, to be supplied, or to be shown later.

mod given;
mod held;
mod principal;
mod short;

use crate::answers::Reader;
use crate::definition::{Paper, PaperHow, Replacement, Service};
use crate::eval::Scope;
use crate::fact::{Fact, FactValue, Provenance};
use crate::merge::Wants;
use std::collections::BTreeMap;
use vietnam::CivilDate;

pub(crate) use given::files as given_files;
pub use held::{Held, Unfit, are_alike, unfit};
use held::{covering, is_valid, open};
use principal::is_theirs;
pub use short::{Short, short};

/// The records that the citizen says are wrong, each with the document code of the paper that it would spare.
pub type Wrong<'a> = [(&'a str, &'a Provenance)];

/// Papers given, by document code.
pub type Supplied = BTreeMap<String, Supply>;

/// How a paper was given, or why it is not (`Attachment.kind` of the contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supply {
    /// A file was uploaded.
    Upload,
    /// A file that the citizen sent with an earlier dossier.
    OwnFile,
    /// A prior result is reused.
    Result,
    /// A record replaces it.
    Record,
    /// The citizen brings it later.
    Later,
    /// Not needed, for a reason that the office reads.
    NotNeeded,
}

/// A paper of this dossier and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperView<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// How it stands.
    pub state: PaperState<'a>,
    /// The record that makes it unnecessary, also where something was supplied before the record came. One that the
    /// citizen says is wrong does not.
    pub replaced_by: Option<&'a Provenance>,
}

impl PaperView<'_> {
    /// Whether the person was spared it: it would have had to be handed in, and a record, a prior result or a file of
    /// an earlier dossier stands for it.
    pub fn is_spared(&self) -> bool {
        self.paper.is_demanded()
            && matches!(
                self.state,
                PaperState::NotNeeded(_) | PaperState::Supplied(Supply::Result | Supply::OwnFile)
            )
    }
}

/// How a paper stands.
#[derive(Clone, Debug, PartialEq)]
pub enum PaperState<'a> {
    /// A verified, still valid record replaces it.
    NotNeeded(&'a Provenance),
    /// These prior results cover it, the newest first: one is chosen.
    Covered(Vec<&'a Held>),
    /// It must be supplied.
    ToSupply,
    /// It may be supplied.
    Optional,
    /// It was given, or its absence explained.
    Supplied(Supply),
    /// The citizen brings it later.
    Later,
    /// It is shown or handed over at the counter.
    InPerson,
    /// It is made from the answers.
    FromAnswers,
    /// Its file is given in a question.
    GivenInQuestion,
    /// It is never asked: told so, where no record can be named that replaces it.
    NeverAsked,
}

/// The papers that belong to the dossier now, in the definition's order. A record that the citizen says is `wrong`
/// spares nothing.
pub fn papers<'a>(
    service: &'a Service,
    reader: &dyn Reader,
    facts: &'a [Fact],
    results: &'a [Held],
    supplied: &Supplied,
    wrong: &Wrong<'_>,
) -> Vec<PaperView<'a>> {
    let scope = Scope::new(service, reader);
    let today = reader.today();
    // A record of somebody who is not meant any more stays known, and says nothing of this dossier.
    let wants = Wants::new(service, scope);
    let meant: Vec<&Fact> = facts.iter().filter(|fact| wants.count(fact)).collect();
    let wanted = service
        .papers
        .iter()
        .filter(|paper| scope.holds(&paper.when));
    let replacing = |paper: &'a Paper| {
        let records = paper.replaced_by.iter();
        let some_time = records.filter(|_| scope.holds(&paper.replaced_when));
        some_time
            .filter(|by| scope.holds(&by.when))
            .collect::<Vec<_>>()
    };
    wanted
        .map(|paper| {
            let supply = supplied.get(&paper.code).copied();
            let is_wrong = |by: &Provenance| {
                { wrong.iter() }.any(|(code, one)| *code == paper.code && one.is_of_record(by))
            };
            let is_theirs = |fact: &Fact| is_theirs(scope, paper, fact, &meant);
            let replaced_by = replaced_by(&replacing(paper), &meant, is_theirs, today);
            // A paper that is wanted of each of several is spared where records speak of all of them.
            let open = open(scope, paper, &meant);
            let is_open = open.as_ref().is_some_and(|open| !open.is_empty());
            let replaced_by = replaced_by.filter(|by| !is_wrong(by) && !is_open);
            let is_given = || given::is_given(scope, paper);
            PaperView {
                paper,
                state: state(paper, replaced_by, supply, is_given, || {
                    covering(results, paper, scope, open.as_deref())
                }),
                replaced_by,
            }
        })
        .collect()
}

/// What the papers that need nothing more of the citizen count as when the dossier is sent: a record for those that
/// one replaces, beside what was supplied.
pub fn settled(views: &[PaperView<'_>], supplied: &Supplied) -> Supplied {
    let by_record = views
        .iter()
        .filter(|view| matches!(view.state, PaperState::NotNeeded(_)));
    let mut all: Supplied = by_record
        .map(|view| (view.paper.code.clone(), Supply::Record))
        .collect();
    all.extend(
        supplied
            .iter()
            .map(|(code, supply)| (code.clone(), *supply)),
    );
    all
}

fn state<'a>(
    paper: &Paper,
    replaced_by: Option<&'a Provenance>,
    supply: Option<Supply>,
    is_given: impl FnOnce() -> bool,
    covering: impl FnOnce() -> Vec<&'a Held>,
) -> PaperState<'a> {
    match (paper.how, supply) {
        (PaperHow::FromAnswers, _) if paper.given_in.is_empty() => return PaperState::FromAnswers,
        (PaperHow::FromAnswers, _) => {
            let by = replaced_by.filter(|_| !is_given());
            return by.map_or(PaperState::GivenInQuestion, PaperState::NotNeeded);
        }
        (PaperHow::NeverAsked, _) => {
            return replaced_by.map_or(PaperState::NeverAsked, PaperState::NotNeeded);
        }
        (_, Some(Supply::Later)) => return PaperState::Later,
        // A record spares a paper only as long as a fact speaks for it.
        (_, Some(supply)) if supply != Supply::Record => return PaperState::Supplied(supply),
        _ => {}
    }
    if let Some(by) = replaced_by {
        return PaperState::NotNeeded(by);
    }
    if paper.how == PaperHow::InPerson {
        return PaperState::InPerson;
    }
    let covering = covering();
    if !covering.is_empty() {
        PaperState::Covered(covering)
    } else if paper.optional {
        PaperState::Optional
    } else {
        PaperState::ToSupply
    }
}

/// The record that replaces the paper: it says what it must of who is meant, is verified and still valid; the kind that the definition
/// names first, then the newest, so that the order of arrival does not matter.
fn replaced_by<'a>(
    replacements: &[&Replacement],
    facts: &[&'a Fact],
    is_theirs: impl Fn(&Fact) -> bool,
    today: CivilDate,
) -> Option<&'a Provenance> {
    replacements.iter().find_map(|replacement| {
        let of_kind = facts
            .iter()
            .filter(|fact| fact.record == replacement.record && says(fact, replacement, facts))
            .filter(|fact| is_theirs(fact))
            .map(|fact| &fact.provenance);
        of_kind
            .filter(|by| by.verified && is_valid(by.valid_until.as_deref(), today))
            .max_by(|a, b| (&a.issued_on, &a.id).cmp(&(&b.issued_on, &b.id)))
    })
}

/// Whether the record of a fact says what it must to replace a paper.
fn says(of: &Fact, replacement: &Replacement, facts: &[&Fact]) -> bool {
    let is_said = |(attribute, value): (&String, &String)| {
        facts.iter().any(|fact| {
            fact.record == of.record
                && fact.record_id == of.record_id
                && fact.attribute == *attribute
                && matches!(&fact.value, FactValue::Value(said) if said.as_str() == Some(value))
        })
    };
    replacement.says.iter().all(is_said)
}

//! How it stands with the records of each other person: what would entitle to them, what is asked with what was brought,
//! what came of it.

use super::opened::filled;
use super::{basis, may_be_of, papers, records};
use crate::form::Filling;
use crate::form::agreements::AUTHORISED;
use crate::form::sources::{AskState, Asked, Sources, waits};
use crate::form::wanted::needs;
use crate::form::words::short_name;
use crate::portal::records::{GivenState, Refusal, Wanted};
use crate::portal::subject::{Basis, SELF};
use forms::answers::Reader;
use forms::definition::Confirmation;
use forms::fact::{Fact, FactValue};
use forms::mandate::{AUTHORISATION, Mandate};
use leptos::prelude::*;

/// Attributes by which a record names whom it is about.
const NAMES: [&str; 2] = ["full_name", "holder_name"];

/// Somebody whose records may be read as soon as something entitles to it, or by what the person brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Subject kind.
    pub about: String,
    /// Their name, as far as it is known.
    pub whom: Option<String>,
    /// Names of the sources to which nothing entitles.
    pub closed: Vec<String>,
    /// Papers of this dossier, a file of which would: codes.
    pub papers: Vec<String>,
    /// Record kinds of prior results that would.
    pub records: &'static [&'static str],
    /// The form asks that person to agree.
    pub may_agree: bool,
    /// What was brought and does not do, and why in the server's words.
    pub refused: Option<Refused>,
    /// Authorisations in VNeID that do not do: over, or somebody else's.
    pub unfit: Vec<Mandate>,
    /// What was brought and is asked with, or does.
    pub basis: Option<Basis>,
    /// The authorisation in VNeID that it is.
    pub mandate: Option<Mandate>,
    /// Names of the sources that are asked with it once the person goes on.
    pub planned: Vec<String>,
    /// Names of the sources that are asked with it.
    pub asking: Vec<String>,
    /// Sources that are out.
    pub out: Vec<Asked>,
    /// Names of those that hold nothing.
    pub empty: Vec<String>,
    /// Ids of those that answered.
    pub read: Vec<String>,
    /// Labels of what they filled.
    pub filled: Vec<String>,
}

impl Standing {
    /// Whom a prior result must be about that shows what they are to the person: of a child, a ward and the dead, them.
    /// None: not known, or it is about others too.
    #[must_use]
    pub fn holder(&self) -> Option<&str> {
        let is_theirs = ["child", "ward", "deceased"].contains(&self.about.as_str());
        self.whom.as_deref().filter(|_| is_theirs)
    }
}

/// What was brought and does not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What it is.
    pub basis: Basis,
    /// Why.
    pub why: Option<Refusal>,
}

/// Each subject kind once; follows the answers.
#[must_use]
pub fn standings(filling: &Filling) -> Vec<Standing> {
    let service = filling.service();
    filling.attached().with(|_| ());
    filling.agreements().with(|_| ());
    let sources = filling.sources().get();
    let facts = filling.background().with(|known| known.facts.clone());
    let given = Mandate::all(&facts);
    let mut all: Vec<Standing> = Vec::new();
    for need in needs(&service, filling, &sources.chosen) {
        let wanted = &need.wanted;
        if wanted.about == SELF || is_read_as_another(&sources, wanted) {
            continue;
        }
        let mut asked = sources.asked.iter();
        let asked = asked.find(|asked| asked.is_of(wanted));
        // What was asked in other words says nothing of who is meant now.
        let asked = asked.filter(|asked| is_of_now(asked, wanted));
        let is_next = asked.is_none()
            && need.ready
            && sources.agreed.contains(&wanted.source)
            && !waits(&sources.asked, &need);
        let basis = is_next.then(|| basis(filling, wanted)).flatten();
        let is_open =
            is_next && basis.is_none() && wanted.about == AUTHORISED && !is_awaited(&sources);
        let at = all.iter().position(|one| one.about == wanted.about);
        let at = at.unwrap_or_else(|| {
            all.push(Standing {
                about: wanted.about.clone(),
                ..Standing::default()
            });
            all.len() - 1
        });
        let Some(one) = all.get_mut(at) else { continue };
        let name = short_name(&service, &wanted.source);
        if is_open {
            one.closed.push(name.to_owned());
        } else if let Some(asked) = asked {
            note(one, asked, name);
        } else if let Some(basis) = basis.filter(is_brought) {
            one.planned.push(name.to_owned());
            one.basis = Some(basis);
        }
        let named = wanted.keys.get("full_name").cloned();
        one.whom = one.whom.take().or(named);
        if wanted.about == AUTHORISED && !one.closed.is_empty() {
            one.unfit = unfit(filling, wanted, &given);
        }
    }
    for one in &mut all {
        finish(filling, one, &facts, &given);
    }
    all.retain(|one| !one.closed.is_empty() || one.basis.is_some());
    all
}

/// What became of a source that was asked. By a register's link and by an agreement nothing was brought: then only what
/// does not do is told.
fn note(one: &mut Standing, asked: &Asked, name: &str) {
    let brought = asked.wanted.basis.clone().filter(is_brought);
    if asked.state == AskState::Done(GivenState::NotProved) {
        one.closed.push(name.to_owned());
        let refused = brought.map(|basis| Refused {
            basis,
            why: asked.refusal.clone(),
        });
        one.refused = refused.or_else(|| one.refused.take());
        return;
    }
    let Some(basis) = brought else { return };
    match asked.state {
        AskState::Waiting | AskState::Left => one.asking.push(name.to_owned()),
        AskState::Done(GivenState::Here) => one.read.push(asked.wanted.source.clone()),
        AskState::Done(GivenState::NotHeld) => one.empty.push(name.to_owned()),
        AskState::Done(GivenState::Out) => one.out.push(asked.clone()),
        _ => return,
    }
    one.basis = Some(basis);
}

/// Whether the records of the person meant were read as those of another kind of relative, or are being: a ward is no
/// child.
fn is_read_as_another(sources: &Sources, wanted: &Wanted) -> bool {
    let who = |one: &Wanted| {
        let key = |name: &str| one.keys.get(name).cloned();
        key("personal_id").zip(key("full_name"))
    };
    let meant = who(wanted);
    let mut read = { sources.asked.iter() }
        .filter(|asked| {
            let known = [
                AskState::Waiting,
                AskState::Left,
                AskState::Done(GivenState::Here),
            ];
            known.contains(&asked.state)
        })
        .map(|asked| &asked.wanted);
    meant.is_some() && read.any(|one| one.about != wanted.about && who(one) == meant)
}

/// Whether it was asked about the one who is meant now.
fn is_of_now(asked: &Asked, wanted: &Wanted) -> bool {
    asked.wanted.keys == wanted.keys && asked.wanted.person == wanted.person
}

/// Whether the person brought it, or a register has it that they can point to.
fn is_brought(basis: &Basis) -> bool {
    matches!(
        basis,
        Basis::Upload(_) | Basis::Result(_) | Basis::Record(_)
    )
}

fn finish(filling: &Filling, one: &mut Standing, facts: &[Fact], given: &[Mandate]) {
    let service = filling.service();
    let papers = papers(&service, filling, &one.about);
    one.papers = papers.map(|paper| paper.code.clone()).collect();
    one.records = records(&one.about);
    one.may_agree =
        one.about == AUTHORISED && service.confirmations.iter().any(Confirmation::shares);
    let is_it = |basis: &Basis| {
        let mut given = given.iter();
        given.find(|mandate| *basis == Basis::Record(mandate.record_id.clone()))
    };
    one.mandate = one.basis.as_ref().and_then(is_it).cloned();
    let by_mandate = one.mandate.as_ref().and_then(|one| one.principal.clone());
    one.whom = { one.whom.take() }
        .or(by_mandate)
        .or_else(|| told(facts, &one.about));
    one.filled = filled(filling, &one.about, &one.read);
}

/// Authorisations of the person's own that are over, or of somebody who is not meant.
fn unfit(filling: &Filling, wanted: &Wanted, given: &[Mandate]) -> Vec<Mandate> {
    let today = filling.today();
    let does = |mandate: &&Mandate| mandate.holds(today) && may_be_of(mandate, wanted);
    given
        .iter()
        .filter(|mandate| !does(mandate))
        .cloned()
        .collect()
}

/// Whether VNeID is still asked for the person's authorisations: one may do.
fn is_awaited(sources: &Sources) -> bool {
    let is_mandate = |cited: &String| cited.split('.').next() == Some(AUTHORISATION);
    sources.asked.iter().any(|asked| {
        asked.wanted.about == SELF
            && asked.state == AskState::Waiting
            && asked.wanted.attributes.keys().any(is_mandate)
    })
}

/// The name by which the records about them name them.
pub(super) fn told(facts: &[Fact], about: &str) -> Option<String> {
    let names = facts.iter().filter(|fact| {
        fact.subject == about && fact.row.is_none() && NAMES.contains(&fact.attribute.as_str())
    });
    let mut names = names.filter_map(|fact| match &fact.value {
        FactValue::Value(value) => value.as_str().map(str::to_owned),
        FactValue::Raw(_) => None,
    });
    names.next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn asked(basis: Option<Basis>, state: GivenState) -> Asked {
        Asked {
            wanted: Wanted {
                source: "population".into(),
                about: AUTHORISED.into(),
                attributes: BTreeMap::new(),
                keys: BTreeMap::from([("full_name".into(), "Mẫu An".into())]),
                person: None,
                basis,
            },
            state: AskState::Done(state),
            absent: Vec::new(),
            refusal: Some(Refusal {
                words: "hết hạn".into(),
                language: "vi",
            }),
        }
    }

    fn noted(asked: &Asked) -> Standing {
        let mut one = Standing::default();
        note(&mut one, asked, "Dân cư");
        one
    }

    #[test]
    fn what_was_brought_is_told_of_and_why_it_does_not_do() {
        let paper = Some(Basis::Upload("u1".into()));
        let read = noted(&asked(paper.clone(), GivenState::Here));
        assert_eq!((&read.basis, read.read.len()), (&paper, 1));
        assert!(read.closed.is_empty() && read.refused.is_none());
        let refused = noted(&asked(paper, GivenState::NotProved));
        assert_eq!((refused.closed.len(), &refused.basis), (1, &None));
        let why = refused.refused.and_then(|refused| refused.why);
        assert_eq!(why.map(|why| why.words).as_deref(), Some("hết hạn"));
    }

    #[test]
    fn nothing_was_brought_where_a_register_or_the_person_says_so() {
        for basis in [None, Some(Basis::Agreement("c1".into()))] {
            let read = noted(&asked(basis, GivenState::Here));
            assert_eq!(read, Standing::default());
        }
        let unlinked = noted(&asked(None, GivenState::NotProved));
        assert_eq!((unlinked.closed.len(), unlinked.refused), (1, None));
    }

    #[test]
    fn what_was_asked_of_somebody_else_says_nothing_now() {
        let asked = asked(None, GivenState::Here);
        let mut wanted = asked.wanted.clone();
        assert!(is_of_now(&asked, &wanted));
        wanted.keys.insert("full_name".into(), "Mẫu Bình".into());
        assert!(!is_of_now(&asked, &wanted));
    }

    #[test]
    fn who_was_read_as_a_ward_need_not_be_shown_to_be_a_child() {
        let of = |about: &str, number: &str, state| {
            let mut asked = asked(None, state);
            asked.wanted.about = about.into();
            let keys = &mut asked.wanted.keys;
            keys.insert("personal_id".into(), number.into());
            asked
        };
        let child = of("child", "089211999067", GivenState::NotProved).wanted;
        let mut sources = Sources::default();
        assert!(!is_read_as_another(&sources, &child));
        for (number, state, is_read) in [
            ("089211999067", GivenState::NotProved, false),
            ("089211999068", GivenState::Here, false),
            ("089211999067", GivenState::Here, true),
        ] {
            sources.asked = vec![of("ward", number, state)];
            let found = is_read_as_another(&sources, &child);
            assert_eq!(found, is_read, "{number} {state:?}");
        }
    }
}

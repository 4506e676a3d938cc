//! What the sources of a service tell when they are asked as the app asks them.

use super::person::Held;
use crate::answers::Answers;
use crate::asks::{Ask, asks};
use crate::definition::Service;
use crate::fact::Fact;
use crate::merge::{Before, Merged, merge};
use std::collections::{BTreeMap, BTreeSet};

/// Who asks themselves are asked about at once; about anybody else a source is asked when all its keys are answered.
pub const SELF: &str = "self";

/// The facts that the service asks for, in rounds: what one source fills may be what another waits for.
pub fn told(service: &Service, request: &Answers, held: &[Held]) -> Vec<Fact> {
    let mut told: Vec<Fact> = Vec::new();
    loop {
        let answers = with_fills(service, request, &told);
        let asked = asks(service, &answers);
        let given = held
            .iter()
            .filter(|one| asked.iter().any(|ask| tells(ask, one)));
        let given: Vec<Fact> = given.map(|one| one.fact.clone()).collect();
        if given.len() <= told.len() {
            return told;
        }
        told = given;
    }
}

fn tells(ask: &Ask<'_>, held: &Held) -> bool {
    let fact = &held.fact;
    let key = ask.keys.get("personal_id").and_then(|key| key.as_str());
    let same = key
        .zip(held.number.as_deref())
        .is_none_or(|(key, number)| key == number);
    ask.source.id == fact.provenance.source
        && ask.source.about.contains(&fact.subject)
        && (fact.subject == SELF || ask.waits_for.is_empty() && same)
        && ask.source.want.iter().any(|cited| fact.is(cited))
}

/// The answers with what facts fill.
pub fn with_fills(service: &Service, request: &Answers, facts: &[Fact]) -> Answers {
    filled(request, &merged(service, request, facts))
}

pub(super) fn merged(service: &Service, request: &Answers, facts: &[Fact]) -> Merged {
    let before = Before {
        origins: &BTreeMap::new(),
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    merge(service, request, before, facts)
}

pub(super) fn filled(request: &Answers, merged: &Merged) -> Answers {
    let mut filled = request.clone();
    for fill in &merged.fills {
        filled.values.insert(fill.place.clone(), fill.value.clone());
    }
    filled.rows.extend(merged.rows.iter().cloned());
    filled
}

//! What the sources of a service tell when they are asked as the app asks them.

use super::person::Held;
use crate::answers::Answers;
use crate::asks::{Ask, asks};
use crate::definition::Service;
use crate::fact::{Fact, FactValue};
use crate::merge::{Before, Merged, merge};
use serde_json::Value;
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
            .filter(|one| asked.iter().any(|ask| tells(ask, one, held)));
        let given: Vec<Fact> = given.map(|one| one.fact.clone()).collect();
        if given.len() <= told.len() {
            return told;
        }
        told = given;
    }
}

fn tells(ask: &Ask<'_>, held: &Held, all: &[Held]) -> bool {
    let fact = &held.fact;
    let key = ask.keys.get("personal_id").and_then(|key| key.as_str());
    let same = key
        .zip(held.number())
        .is_none_or(|(key, number)| key == number);
    ask.source.id == fact.provenance.source
        && ask.source.about.contains(&fact.subject)
        && (fact.subject == SELF || ask.waits_for.is_empty() && same)
        && ask.source.want.iter().any(|cited| fact.is(cited))
        && ask
            .keys
            .iter()
            .all(|(key, value)| is_found(fact, key, value, all))
}

/// Keys that are attributes of a record must be what it holds: a notice's code, a plate, a child's number.
fn is_found(fact: &Fact, key: &str, asked: &Value, all: &[Held]) -> bool {
    let attribute = match (fact.record.as_str(), key) {
        (_, "personal_id" | "full_name") => return true,
        ("birth_notice", "notice_code") => "code",
        (_, key) => key,
    };
    let mut same_record = all.iter().map(|one| &one.fact);
    let held =
        same_record.find(|one| one.record_id == fact.record_id && one.attribute == attribute);
    match held.map(|held| &held.value) {
        Some(FactValue::Value(Value::String(held))) => {
            asked.as_str().is_none_or(|asked| asked == held)
        }
        _ => true,
    }
}

/// The answers with what facts fill.
pub fn with_fills(service: &Service, request: &Answers, facts: &[Fact]) -> Answers {
    filled(request, &merged(service, request, facts))
}

pub(super) fn merged(service: &Service, request: &Answers, facts: &[Fact]) -> Merged {
    let before = Before {
        former: &(),
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

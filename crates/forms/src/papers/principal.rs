//! Whose authorisation it is: one that somebody else gave does not show that the person may act for who is named.

use crate::definition::Paper;
use crate::eval::Scope;
use crate::fact::Fact;
use crate::mandate::{AUTHORISATION, Mandate};
use serde_json::Value;

/// Whether the record of a fact may replace a paper that opens somebody's records, by whom it names. Everything may that
/// is no authorisation; an authorisation may as long as nobody is named.
pub(super) fn is_theirs(scope: Scope<'_>, paper: &Paper, fact: &Fact, facts: &[&Fact]) -> bool {
    if fact.record != AUTHORISATION {
        return true;
    }
    let named = named(scope, paper);
    let of_record = facts.iter().filter(|one| one.record_id == fact.record_id);
    let given = Mandate::all(of_record.copied());
    named.is_empty()
        || given.iter().any(|mandate| {
            let mut named = named.iter();
            named.any(|(name, number)| mandate.is_of(name.as_deref(), number.as_deref()))
        })
}

/// Name and number of those whose records the paper opens, as the keys of their sources are answered.
fn named(scope: Scope<'_>, paper: &Paper) -> Vec<(Option<String>, Option<String>)> {
    let sources = scope.service().sources.iter().filter(|used| {
        used.about.iter().any(|kind| paper.proves.contains(kind)) && scope.holds(&used.when)
    });
    let named = sources.map(|used| {
        let answer = |key: &str| match scope.answer(used.keys.get(key)?) {
            Some(Value::String(text)) if !text.is_empty() => Some(text),
            _ => None,
        };
        (answer("full_name"), answer("personal_id"))
    });
    named
        .filter(|(name, number)| name.is_some() || number.is_some())
        .collect()
}

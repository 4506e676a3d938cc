//! Which facts count, and which answers that facts filled before still stand, given the sources that are wanted now.

use super::Before;
use crate::definition::{Lookup, Service, SourceUse};
use crate::eval::Scope;
use crate::fact::Fact;
use crate::origin::How;
use crate::place::Place;
use crate::scan::is_read_here;
use std::collections::BTreeSet;

/// What the sources named by the service are asked, as the answers stand now.
pub(crate) struct Wants<'a> {
    service: &'a Service,
    holding: Vec<&'a SourceUse>,
    /// Keys of the look-ups that are offered now.
    looked_up: BTreeSet<String>,
}

impl<'a> Wants<'a> {
    pub(crate) fn new(service: &'a Service, scope: Scope<'_>) -> Self {
        let holding = service.sources.iter();
        Self {
            service,
            holding: holding.filter(|used| scope.holds(&used.when)).collect(),
            looked_up: service
                .lookups
                .iter()
                .filter(|lookup| scope.holds(&lookup.when))
                .map(Lookup::key)
                .collect(),
        }
    }

    /// Whether a fact is wanted, of whom it speaks of. What comes by a source that the service does not name (the
    /// code on the card, an earlier dossier) was given by the person and always counts.
    pub(crate) fn count(&self, fact: &Fact) -> bool {
        if Lookup::is_key(&fact.subject) {
            return self.looked_up.contains(&fact.subject);
        }
        let source = fact.provenance.source.as_str();
        let mut of_source = self.holding.iter().filter(|used| used.id == source);
        !self.names(source)
            || of_source.any(|used| {
                used.about.contains(&fact.subject) && used.want.iter().any(|cited| fact.is(cited))
            })
    }

    /// Whether the service names the source, and never asks it as the answers stand now. A look-up speaks for itself.
    fn leaves_out(&self, source: &str) -> bool {
        if Lookup::is_key(source) {
            return !self.looked_up.contains(source);
        }
        self.names(source) && self.holding.iter().all(|used| used.id != source)
    }

    fn names(&self, source: &str) -> bool {
        self.service.sources.iter().any(|used| used.id == source)
    }
}

/// Answers that stand only as long as their source says so: filled, not decided, of a source that has answered or is
/// no longer asked. A source that has not answered yet (a draft that was just opened) leaves its answers standing.
pub(super) fn loose(before: Before<'_>, wants: &Wants<'_>, facts: &[&Fact]) -> BTreeSet<Place> {
    let spoke = spoke(before, facts);
    let filled = before
        .origins
        .iter()
        .filter(|(_, origin)| origin.how == How::Auto && origin.others.is_empty());
    filled
        .filter(|(place, _)| {
            before
                .source(place)
                .is_some_and(|source| spoke.contains(source) || wants.leaves_out(source))
        })
        .map(|(place, _)| place.clone())
        .collect()
}

/// The same for an answer that the person chose among what sources said: it goes once none of the facts that `count`
/// here comes by its source.
pub(super) fn is_forsaken<'f>(
    before: Before<'_>,
    wants: &Wants<'_>,
    facts: &[&Fact],
    place: &Place,
    mut count: impl Iterator<Item = &'f Fact>,
) -> bool {
    let is_chosen = before
        .origins
        .get(place)
        .is_some_and(|origin| origin.how == How::Auto && !origin.others.is_empty());
    let Some(source) = before.source(place).filter(|_| is_chosen) else {
        return false;
    };
    (wants.leaves_out(source) || spoke(before, facts).contains(source))
        && count.all(|fact| speaker(fact) != source)
}

/// Who has spoken. What the person reads themselves (the code on a card) says nothing of what was read before: a second
/// card takes nothing back that the first has filled.
fn spoke<'a>(before: Before<'a>, facts: &[&'a Fact]) -> BTreeSet<&'a str> {
    let by_facts = facts
        .iter()
        .map(|fact| speaker(fact))
        .filter(|source| !is_read_here(source));
    let answered = before.answered.iter().map(String::as_str);
    by_facts.chain(answered).collect()
}

/// Who says a fact: its source, or the look-up that gave it. A look-up is made when the person wants it, so what it
/// filled does not go when the same source answers to something else.
fn speaker(fact: &Fact) -> &str {
    if Lookup::is_key(&fact.subject) {
        &fact.subject
    } else {
        &fact.provenance.source
    }
}

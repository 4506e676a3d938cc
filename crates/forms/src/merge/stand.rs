//! Which facts count, and which answers that facts filled before still stand, given the sources that are wanted now.

use super::about::blank;
use super::whose::{roles, source_of};
use super::{Before, Voice};
use crate::definition::{Field, Lookup, RoleRule, Service, SourceRef, SourceUse};
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
    /// The rules of roles, each with whether it holds.
    roles: Vec<(&'a RoleRule, bool)>,
    /// Keys of the look-ups that are offered now.
    looked_up: BTreeSet<String>,
}

impl<'a> Wants<'a> {
    pub(crate) fn new(service: &'a Service, scope: Scope<'_>) -> Self {
        let holding = service.sources.iter();
        Self {
            service,
            roles: roles(service, scope),
            holding: holding.filter(|used| scope.holds(&used.when)).collect(),
            looked_up: service
                .lookups
                .iter()
                .filter(|lookup| scope.holds(&lookup.when))
                .map(Lookup::key)
                .collect(),
        }
    }

    /// Whatever the answers.
    #[cfg(feature = "author")]
    pub(crate) fn ever(service: &'a Service) -> Self {
        Self {
            service,
            holding: service.sources.iter().collect(),
            roles: service.roles.iter().map(|rule| (rule, true)).collect(),
            looked_up: service.lookups.iter().map(Lookup::key).collect(),
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

    /// Whether the service names the source, and never asks it about this subject (where none is known, about anybody) as
    /// the answers stand now. A look-up speaks for itself.
    fn leaves_out(&self, source: &str, about: Option<&str>) -> bool {
        if Lookup::is_key(source) {
            return !self.looked_up.contains(source);
        }
        let is_of = |used: &&SourceUse| {
            used.id == source && about.is_none_or(|about| used.about.iter().any(|one| one == about))
        };
        self.names(source) && !self.holding.iter().any(is_of)
    }

    /// Whose records of a source may fill a place, as the answers stand.
    pub(crate) fn may_fill(&self, place: &Place, source: &str) -> BTreeSet<String> {
        let Some(field) = self.service.field(&place.field) else {
            return BTreeSet::new();
        };
        let of_source = self.holding.iter().filter(|used| used.id == source);
        let pairs = of_source.flat_map(|used| used.about.iter().map(move |about| (*used, about)));
        let fills = |(used, about): &(&SourceUse, &String)| {
            let mut wanted = used.want.iter();
            wanted.any(|cited| self.by(field, source, about, cited).is_some())
        };
        { pairs.filter(fills) }
            .map(|(_, about)| about.clone())
            .collect()
    }

    /// By which of its sources an attribute of a record fills a field, as the answers stand.
    pub(crate) fn by<'f>(
        &self,
        field: &'f Field,
        source: &str,
        about: &str,
        cited: &str,
    ) -> Option<&'f SourceRef> {
        let mut fact = blank(self.service, source, about, cited)?;
        fact.row = cited.contains("[].").then_some(0);
        source_of(field, &fact, &self.roles).map(|(_, by)| by)
    }

    fn names(&self, source: &str) -> bool {
        self.service.sources.iter().any(|used| used.id == source)
    }
}

/// Answers that stand only as long as their source says so: filled, not decided, of a source that has answered about
/// whom they are, or is no longer asked about them. A source that has not answered yet (a draft that was just opened)
/// leaves its answers standing.
pub(super) fn loose(before: Before<'_>, wants: &Wants<'_>, facts: &[&Fact]) -> BTreeSet<Place> {
    let spoke = spoke(before, facts);
    let filled = before
        .origins
        .iter()
        .filter(|(_, origin)| origin.how == How::Auto && origin.others.is_empty());
    let is_loose = |place: &Place| {
        let source = before.source(place);
        source.is_some_and(|source| is_over(before, wants, &spoke, place, source))
    };
    filled
        .map(|(place, _)| place)
        .filter(|place| is_loose(place))
        .cloned()
        .collect()
}

/// Whether what filled a place is not asked any more, or has spoken since.
fn is_over(
    before: Before<'_>,
    wants: &Wants<'_>,
    spoke: &BTreeSet<(&str, &str)>,
    place: &Place,
    source: &str,
) -> bool {
    let about = before.about(place);
    if wants.leaves_out(source, about) {
        return true;
    }
    if let (Some(about), false) = (about, Lookup::is_key(source)) {
        return spoke.contains(&(source, about));
    }
    // Whose record it was nobody knows any more: all whose it can be must have been spoken of.
    let has_spoken = spoke.iter().any(|(by, _)| *by == source);
    let may_fill = wants.may_fill(place, source);
    has_spoken && { may_fill.iter() }.all(|about| spoke.contains(&(source, about.as_str())))
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
    is_over(before, wants, &spoke(before, facts), place, source)
        && count.all(|fact| speaker(fact) != source)
}

/// Who has spoken. What the person reads themselves (the code on a card) says nothing of what was read before: a second
/// card takes nothing back that the first has filled.
fn spoke<'a>(before: Before<'a>, facts: &[&'a Fact]) -> BTreeSet<(&'a str, &'a str)> {
    let by_facts = facts
        .iter()
        .map(|fact| (speaker(fact), fact.subject.as_str()))
        .filter(|(source, _)| !is_read_here(source));
    let answered = before.answered.iter().map(Voice::pair);
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

//! One round of a merge: every shown field gets what its sources say.

mod list;

use super::fit::{Fit, fit};
use super::layer::Layer;
use super::remind::reminded;
use super::rows::Cell;
use super::settle::{Outcome, grouped, settle};
use super::stand::{Wants, is_forsaken, loose};
use super::whose::{roles, source_of};
use super::{Before, Candidate, Conflict, Fill, Merged, Unread};
use crate::answers::Reader;
use crate::definition::{Field, RoleRule, Service, SourceRef};
use crate::eval::Scope;
use crate::fact::{Fact, Provenance};
use crate::origin::{How, Origin};
use crate::place::Place;
use crate::value::canonical;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What a round reads, and what it found so far.
pub(super) struct Round<'a> {
    service: &'a Service,
    /// The answers before the merge.
    reader: &'a dyn Reader,
    before: Before<'a>,
    /// The answers as the rounds before left them: what is shown.
    scope: Scope<'a>,
    facts: &'a [&'a Fact],
    wants: Wants<'a>,
    /// Filled answers that stand only where they are filled again.
    loose: BTreeSet<Place>,
    roles: Vec<(&'a RoleRule, bool)>,
    merged: Merged,
}

impl<'a> Round<'a> {
    pub(super) fn new(
        service: &'a Service,
        reader: &'a dyn Reader,
        layer: &'a Layer<'a>,
        before: Before<'a>,
        facts: &'a [&'a Fact],
    ) -> Self {
        let scope = Scope::new(service, layer);
        let wants = Wants::new(service, scope);
        Self {
            service,
            reader,
            before,
            scope,
            facts,
            loose: loose(before, &wants, facts),
            wants,
            roles: roles(service, scope),
            merged: Merged::default(),
        }
    }

    pub(super) fn run(mut self) -> Merged {
        for field in self.service.fields().filter(|field| !field.id.is_column()) {
            if field.id.is_list() {
                self.list(field);
            } else {
                let cells = self.cells(field);
                self.place(self.scope, field, cells);
            }
        }
        let filled: BTreeSet<&Place> = self.merged.fills.iter().map(|fill| &fill.place).collect();
        self.loose.retain(|place| !filled.contains(place));
        self.merged.withdrawn = self.loose;
        self.merged
    }

    /// What was typed or decided, or filled and still stands.
    fn standing(&self, place: &Place) -> Option<Value> {
        if self.loose.contains(place) {
            return None;
        }
        self.reader.answer(place)
    }

    /// The facts that count for a field, with the rank of their source.
    fn cells(&self, field: &'a Field) -> Vec<Cell<'a>> {
        let facts = self.facts.iter().copied();
        facts
            .filter(|fact| self.wants.count(fact))
            .filter_map(|fact| {
                source_of(field, fact, &self.roles)
                    .map(|(rank, source)| (field, rank, source, fact))
            })
            .collect()
    }

    fn place(&mut self, scope: Scope<'_>, field: &Field, mut cells: Vec<Cell<'_>>) {
        if field.is_worked_out() || !scope.is_shown(field) {
            return;
        }
        let place = scope.place(&field.id);
        let count = cells.iter().map(|(.., fact)| *fact);
        if is_forsaken(self.before, &self.wants, self.facts, &place, count) {
            self.loose.insert(place.clone());
        }
        cells.sort_by_key(|(_, rank, _, fact)| (*rank, Reverse(fact.provenance.issued_on.clone())));
        let mut ranked = Vec::new();
        for (_, _, source, fact) in cells {
            self.read(field, &place, source, fact, &mut ranked);
        }
        let current = self
            .standing(&place)
            .and_then(|value| canonical(&field.kind, &value));
        if ranked.is_empty() && current.is_none() {
            ranked.extend(reminded(self.service, self.scope, field, self.facts));
        }
        if ranked.is_empty() {
            return;
        }
        let origin = self.before.origins.get(&place);
        match settle(
            &field.kind,
            grouped(&field.kind, ranked, self.before.former),
            current,
            origin.filter(|_| !self.loose.contains(&place)),
            self.before.former,
        ) {
            Outcome::Leave => {}
            Outcome::Fill(candidate) => {
                let Candidate { value, provenance } = *candidate;
                let prov = Some(provenance.id.clone());
                let origin = Origin {
                    how: How::Auto,
                    prov,
                    original: None,
                    others: Vec::new(),
                };
                self.merged.fills.push(Fill {
                    place,
                    value,
                    origin,
                    provenance,
                });
            }
            Outcome::Ask { candidates, typed } => {
                // As it was typed, not in its canonical spelling.
                let typed = typed.and_then(|_| self.standing(&place));
                self.merged.conflicts.push(Conflict {
                    place,
                    candidates,
                    typed,
                });
            }
        }
    }

    fn read(
        &mut self,
        field: &Field,
        place: &Place,
        source: &SourceRef,
        fact: &Fact,
        ranked: &mut Vec<Candidate>,
    ) {
        let provenance = || Provenance {
            about: Some(fact.subject.clone()),
            ..fact.provenance.clone()
        };
        match fit(field, source, &fact.value) {
            Fit::Blank => {}
            Fit::Value(value) => ranked.push(Candidate {
                value,
                provenance: provenance(),
            }),
            Fit::Unread(text) => {
                self.merged.unread.push(Unread {
                    place: place.clone(),
                    text,
                    provenance: provenance(),
                });
            }
        }
    }
}

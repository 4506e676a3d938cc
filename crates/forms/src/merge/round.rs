//! One round of a merge: every shown field gets what its sources say.

use super::fit::{Fit, fit};
use super::layer::Layer;
use super::rows::{Cell, Known, of_records};
use super::settle::{Outcome, grouped, settle};
use super::whose::source_of;
use super::{Candidate, Conflict, Fill, Merged, Unread};
use crate::answers::Reader;
use crate::definition::{Field, RoleRule, Service, SourceRef};
use crate::eval::Scope;
use crate::fact::Fact;
use crate::origin::{How, Origin};
use crate::place::{Place, RowKey};
use crate::value::canonical;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a round reads, and what it found so far.
pub(super) struct Round<'a> {
    service: &'a Service,
    /// The answers before the merge: what was typed.
    before: &'a dyn Reader,
    /// The answers as the rounds before left them: what is shown.
    scope: Scope<'a>,
    origins: &'a BTreeMap<Place, Origin>,
    facts: &'a [&'a Fact],
    roles: Vec<(&'a RoleRule, bool)>,
    merged: Merged,
}

impl<'a> Round<'a> {
    pub(super) fn new(
        service: &'a Service,
        before: &'a dyn Reader,
        layer: &'a Layer<'a>,
        origins: &'a BTreeMap<Place, Origin>,
        facts: &'a [&'a Fact],
    ) -> Self {
        let scope = Scope::new(service, layer);
        let roles = service
            .roles
            .iter()
            .map(|rule| (rule, scope.holds(&rule.when)))
            .collect();
        Self {
            service,
            before,
            scope,
            origins,
            facts,
            roles,
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
        self.merged
    }

    /// The facts for a field, with the rank of their source.
    fn cells(&self, field: &'a Field) -> Vec<Cell<'a>> {
        let facts = self.facts.iter().copied();
        facts
            .filter_map(|fact| {
                source_of(field, fact, &self.roles)
                    .map(|(rank, source)| (field, rank, source, fact))
            })
            .collect()
    }

    fn list(&mut self, list: &'a Field) {
        if !self.scope.is_shown(list) {
            return;
        }
        let cells: Vec<Cell<'a>> = self
            .service
            .columns(&list.id)
            .flat_map(|column| self.cells(column))
            .collect();
        let had = self.before.rows(&list.id);
        let mut known = Known::new(self.service, list, &had, |place| self.before.answer(place));
        let mut rows: BTreeMap<RowKey, Vec<Cell<'a>>> = BTreeMap::new();
        for record in of_records(cells) {
            if had.contains(&record.key) || !self.was_removed(&record.key) {
                let key = known.same_or_new(&record.key, |column| value_of(column, &record.cells));
                rows.entry(key).or_default().extend(record.cells);
            }
        }
        let keys = known.keys();
        for key in &keys {
            let cells = rows.remove(key).unwrap_or_default();
            for column in self.service.columns(&list.id) {
                let of_column = cells
                    .iter()
                    .filter(|cell| cell.0.id == column.id)
                    .copied()
                    .collect();
                self.place(self.scope.in_row(&list.id, key), column, of_column);
            }
        }
        if keys != had {
            self.merged.rows.push((list.id.clone(), keys));
        }
    }

    /// The citizen took the row away: it is gone, but something of it was filled once.
    fn was_removed(&self, key: &RowKey) -> bool {
        self.origins
            .keys()
            .any(|place| place.row.as_ref() == Some(key))
    }

    fn place(&mut self, scope: Scope<'_>, field: &Field, mut cells: Vec<Cell<'_>>) {
        if cells.is_empty() || field.is_worked_out() || !scope.is_shown(field) {
            return;
        }
        let place = scope.place(&field.id);
        cells.sort_by_key(|(_, rank, _, fact)| (*rank, Reverse(fact.provenance.issued_on.clone())));
        let mut ranked = Vec::new();
        for (_, _, source, fact) in cells {
            self.read(field, &place, source, fact, &mut ranked);
        }
        let current = self
            .before
            .answer(&place)
            .and_then(|value| canonical(&field.kind, &value));
        match settle(
            &field.kind,
            grouped(&field.kind, ranked),
            current,
            self.origins.get(&place),
        ) {
            Outcome::Leave => {}
            Outcome::Fill(Candidate { value, provenance }) => {
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
        let provenance = || fact.provenance.clone();
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

/// What the cells of one row say in a column.
fn value_of(column: &Field, cells: &[Cell<'_>]) -> Option<serde_json::Value> {
    cells
        .iter()
        .filter(|cell| cell.0.id == column.id)
        .find_map(
            |(_, _, source, fact)| match fit(column, source, &fact.value) {
                Fit::Value(value) => Some(value),
                Fit::Blank | Fit::Unread(_) => None,
            },
        )
}

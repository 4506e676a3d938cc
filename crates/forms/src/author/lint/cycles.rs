//! Answers that would wait for themselves: cycles among "shown" and "computed", and a "required" that reads its own answer.

use super::Lint;
use super::mention::fields_of;
use super::walk::Logic;
use crate::definition::{Field, Service};
use crate::place::FieldId;
use std::collections::BTreeSet;

pub(super) fn check(lint: &mut Lint<'_>) {
    let mut reported: BTreeSet<BTreeSet<FieldId>> = BTreeSet::new();
    for (pointer, place, field) in lint.fields() {
        if fields_of(Logic::Condition(&field.required)).contains(&&field.id) {
            let pointer = format!("{pointer}/required");
            lint.tell(
                &pointer,
                format!("{place} required"),
                "whether it is required depends on its own answer",
                "let it depend on another field",
            );
        }
        let Some(cycle) = cycle_through(lint.service, field) else {
            continue;
        };
        if reported.insert(cycle.iter().cloned().collect()) {
            let way: Vec<&str> = cycle.iter().map(FieldId::as_str).collect();
            lint.tell(
                &pointer,
                &place,
                format!("its answer waits for itself: {}", way.join(" → ")),
                "break the chain of shown and computed",
            );
        }
    }
}

/// What an answer waits for: the fields behind "shown" and "computed", and the list around a column.
fn waits_for(field: &Field) -> Vec<FieldId> {
    let computed = field
        .computed
        .as_ref()
        .map(|expr| fields_of(Logic::Expr(expr)));
    let shown = fields_of(Logic::Condition(&field.shown));
    shown
        .into_iter()
        .chain(computed.into_iter().flatten())
        .cloned()
        .chain(field.id.list())
        .collect()
}

/// A way from a field back to itself.
fn cycle_through(service: &Service, start: &Field) -> Option<Vec<FieldId>> {
    let mut seen = BTreeSet::new();
    let mut ways: Vec<Vec<FieldId>> = vec![vec![start.id.clone()]];
    while let Some(way) = ways.pop() {
        let Some(field) = way.last().and_then(|id| service.field(id)) else {
            continue;
        };
        for next in waits_for(field) {
            let mut longer = way.clone();
            longer.push(next.clone());
            if next == start.id {
                return Some(longer);
            }
            if seen.insert(next) {
                ways.push(longer);
            }
        }
    }
    None
}

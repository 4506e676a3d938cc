//! Taking answers along to another service. They are kept on the page only, never in a store that is not encrypted: a
//! reload loses them, and the draft that they came from still has them.

use super::Filling;
use crate::draft::tab;
use crate::portal::site;
use forms::definition::{Service, StepKind};
use forms::handover::{Handed, hand_over};
use forms::place::{FieldId, Place, RowKey};
use leptos::prelude::*;
use serde_json::{Map, Value};
use std::cell::RefCell;

thread_local! {
    static HANDED: RefCell<Option<(String, Handed)>> = const { RefCell::new(None) };
}

/// Takes the answers along to the service of this number; gives its slug. None: there is no such service, or its
/// definition could not be had.
pub async fn take_along(filling: &Filling, service: &str) -> Option<String> {
    let slug = site::slug(service).await.ok()?;
    let to = site::service(&slug).await.ok()?;
    let from = untrack(|| filling.service());
    let handed = hand_over(&from, &filling.plain(), &to);
    tab::keep_case(&slug, &case_answers(&to, &handed));
    HANDED.set(Some((slug.clone(), handed)));
    Some(slug)
}

/// Gives a new filling of a service what was taken along to it, once.
pub fn give(filling: &Filling) {
    let slug = untrack(|| filling.service()).slug.clone();
    let taken = HANDED.with_borrow_mut(|handed| handed.take_if(|(to, _)| *to == slug));
    let Some((_, handed)) = taken else { return };
    for (field, value) in handed.values {
        let place = Place::from(field);
        if filling.signal(&place).with_untracked(Option::is_none) {
            filling.set_answer(&place, Some(value));
        }
    }
    for (list, rows) in handed.lists {
        for cells in rows {
            filling.add_row(&list);
            let added = filling
                .rows_signal(&list)
                .with_untracked(|rows| rows.last().cloned());
            for (column, value) in cells {
                set_cell(filling, column, added.as_ref(), value);
            }
        }
    }
}

fn set_cell(filling: &Filling, column: FieldId, row: Option<&RowKey>, value: Value) {
    if let Some(row) = row {
        filling.set_answer(&Place::in_row(column, row.clone()), Some(value));
    }
}

/// Of what was taken along, the answers to case questions: the tab keeps them.
fn case_answers(service: &Service, handed: &Handed) -> Map<String, Value> {
    let steps = service
        .steps
        .iter()
        .filter(|step| step.kind == StepKind::Case);
    let asked: Vec<&FieldId> = steps
        .flat_map(|step| &step.fields)
        .map(|field| &field.id)
        .collect();
    let values = handed.values.iter().filter(|(id, _)| asked.contains(&id));
    values
        .map(|(id, value)| (id.as_str().to_owned(), value.clone()))
        .collect()
}

//! JSON Schema (2020-12) of what is sent for a service or one of its cases (decision 13). It never rejects what the
//! engine accepts; every answer that is missing, misshapen, too short, too long or not in its list is an error of it
//! too. What it cannot say stands beside it under `x-not-in-schema`. Ages are those of the day it is made for.

mod compare;
mod condition;
mod dates;
#[cfg(test)]
mod generated;
mod kind;
mod required;
mod unsaid;

pub use unsaid::Unsaid;

use crate::definition::{Case, Field, Service};
use crate::kind::Kind;
use crate::place::FieldId;
use condition::Writer;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use vietnam::CivilDate;

/// List → its codes, for lists whose codes are all known. Units are not among them: who exists is not the schema's.
pub type Codes = BTreeMap<String, BTreeSet<String>>;

/// The schema of a service's data, of one case where it is given.
pub fn export(service: &Service, case: Option<&Case>, codes: &Codes, today: CivilDate) -> Value {
    let writer = Writer { service, today };
    let mut rules = Vec::new();
    let mut unsaid = unsaid::of(service);
    if let Some(case) = case {
        match writer.condition(&case.when, None) {
            Some(when) => rules.push(when),
            None => unsaid.push(Unsaid::new("", "the case's own condition")),
        }
    }
    for field in service.fields() {
        match required::rules(&writer, field) {
            Some(more) => rules.extend(more),
            None => unsaid.push(Unsaid::new(&required::pointer(&field.id), required::UNSAID)),
        }
    }
    let mut made = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{}@{}{}", service.form_id, service.form_version, case.map_or_else(String::new, |case| format!("/{}", case.code))),
        "title": case.map_or(&service.name, |case| &case.name),
        "type": "object",
        "properties": properties(service, codes),
        "x-ages-on": today.to_string(),
        "x-not-in-schema": unsaid,
    });
    if let (Some(members), false) = (made.as_object_mut(), rules.is_empty()) {
        members.insert("allOf".to_owned(), rules.into());
    }
    made
}

fn properties(service: &Service, codes: &Codes) -> Value {
    let fields = service.fields().filter(|field| !field.id.is_column());
    fields
        .map(|field| (field.id.leaf().to_owned(), property(service, field, codes)))
        .collect::<Map<_, _>>()
        .into()
}

fn property(service: &Service, field: &Field, codes: &Codes) -> Value {
    let mut made = match &field.kind {
        Kind::GroupList(limits) => rows(service, &field.id, (limits.min, limits.max), codes),
        kind => kind::answer(kind, codes),
    };
    if let Some(members) = made.as_object_mut() {
        members.insert("title".to_owned(), field.label.as_str().into());
        if !field.items.is_empty() {
            members.insert("x-items".to_owned(), json!(field.items));
        }
    }
    made
}

/// A list that is sent has at least one row.
fn rows(
    service: &Service,
    list: &FieldId,
    (min, max): (Option<usize>, Option<usize>),
    codes: &Codes,
) -> Value {
    let columns = service.columns(list);
    let properties: Map<String, Value> = columns
        .map(|column| {
            (
                column.id.leaf().to_owned(),
                property(service, column, codes),
            )
        })
        .collect();
    let mut made = json!({
        "type": "array",
        "minItems": min.unwrap_or_default().max(1),
        "items": { "type": "object", "properties": properties },
    });
    if let (Some(members), Some(max)) = (made.as_object_mut(), max) {
        members.insert("maxItems".to_owned(), max.into());
    }
    made
}

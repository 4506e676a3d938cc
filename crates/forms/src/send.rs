//! Between answers and the `data` tree of the wire (decisions 1, 2): hidden dropped, rows by index.

use crate::answers::{Answers, Reader};
use crate::definition::Service;
use crate::eval::Scope;
use crate::place::{FieldId, Place, Pointer, RowKey};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use vietnam::CivilDate;

/// The tree that is sent: what is shown, cleaned, computed values included. A list without rows is left out.
pub fn to_data(service: &Service, reader: &dyn Reader) -> Value {
    let scope = Scope::new(service, reader);
    tree(service, reader, |field, row| match (field.list(), row) {
        (Some(list), Some(row)) => scope.in_row(&list, row).answer(field),
        _ if field.is_list() => service
            .field(field)
            .filter(|list| scope.is_shown(list))
            .map(|_| Value::Null),
        _ => scope.answer(field),
    })
}

/// The tree that a draft keeps: everything as typed, hidden answers and faults included, nothing computed.
pub fn to_draft(service: &Service, reader: &dyn Reader) -> Value {
    tree(service, reader, |field, row| {
        if field.is_list() {
            return Some(Value::Null);
        }
        reader.answer(&Place {
            field: field.clone(),
            row: row.cloned(),
        })
    })
}

/// Row keys of every list, as a draft keeps them beside the data.
pub fn row_keys(service: &Service, reader: &dyn Reader) -> BTreeMap<Pointer, Vec<RowKey>> {
    let lists = service.fields().filter(|field| field.id.is_list());
    lists
        .map(|list| (Pointer::of(&list.id), reader.rows(&list.id)))
        .filter(|(_, rows)| !rows.is_empty())
        .collect()
}

/// Reads a tree back: a sent one, or a draft's. Rows without a key of their own get one; members that the service
/// does not have are left out. A list that is no array stays as a value at the list's place, to be refused.
pub fn from_data(
    service: &Service,
    data: &Value,
    today: CivilDate,
    row_keys: &BTreeMap<Pointer, Vec<RowKey>>,
) -> Answers {
    let mut answers = Answers {
        today,
        values: BTreeMap::new(),
        rows: BTreeMap::new(),
    };
    for field in service.fields().filter(|field| !field.id.is_column()) {
        let Some(value) = data.get(field.id.leaf()).filter(|value| !value.is_null()) else {
            continue;
        };
        match value.as_array().filter(|_| field.id.is_list()) {
            Some(entries) => {
                let given = row_keys
                    .get(&Pointer::of(&field.id))
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                let keys = keys_for(entries.len(), given);
                for (key, entry) in keys.iter().zip(entries) {
                    read_row(service, &field.id, key, entry, &mut answers);
                }
                answers.rows.insert(field.id.clone(), keys);
            }
            None => {
                answers
                    .values
                    .insert(Place::from(field.id.clone()), value.clone());
            }
        }
    }
    answers
}

/// The pointer of a place; a row that is gone points at its list.
pub fn pointer(reader: &dyn Reader, place: &Place) -> Pointer {
    match (place.field.list(), &place.row) {
        (Some(list), Some(row)) => match reader.rows(&list).iter().position(|known| known == row) {
            Some(index) => Pointer::cell(&place.field, index),
            None => Pointer::of(&list),
        },
        (Some(list), None) => Pointer::of(&list),
        (None, _) => Pointer::of(&place.field),
    }
}

/// The place that a pointer names; parts inside an answer (`/address/detail`) mean the answer, a whole row its list.
pub fn place(service: &Service, reader: &dyn Reader, pointer: &Pointer) -> Option<Place> {
    let mut parts = pointer.as_str().strip_prefix('/')?.split('/');
    let name = parts.next()?;
    let field = FieldId::new(name);
    if service.field(&field).is_some() && !field.is_list() && !field.is_column() {
        return Some(Place::from(field));
    }
    let list = FieldId::new([name, "[]"].concat());
    service.field(&list)?;
    let (Some(index), Some(column)) = (parts.next(), parts.next()) else {
        return Some(Place::from(list));
    };
    let row = reader
        .rows(&list)
        .get(index.parse::<usize>().ok()?)?
        .clone();
    let column = FieldId::new([list.as_str(), ".", column].concat());
    service
        .field(&column)
        .map(|field| Place::in_row(field.id.clone(), row))
}

/// The place of what a pointer says is wrong: an answer, or a paper by its document code.
pub fn disputed(service: &Service, reader: &dyn Reader, pointer: &Pointer) -> Option<Place> {
    let paper = { service.papers.iter() }
        .map(|paper| Place::of(paper.code.as_str()))
        .find(|place| Pointer::of(&place.field) == *pointer);
    paper.or_else(|| place(service, reader, pointer))
}

/// Builds a tree. `value` gives each answer; for a list any value means that it belongs to the tree.
fn tree(
    service: &Service,
    reader: &dyn Reader,
    value: impl Fn(&FieldId, Option<&RowKey>) -> Option<Value>,
) -> Value {
    let mut data = Map::new();
    for field in service.fields().filter(|field| !field.id.is_column()) {
        let Some(answer) = value(&field.id, None) else {
            continue;
        };
        if !field.id.is_list() {
            data.insert(field.id.leaf().to_owned(), answer);
            continue;
        }
        let rows: Vec<Value> = reader
            .rows(&field.id)
            .iter()
            .map(|row| {
                let columns = service.columns(&field.id);
                let cell =
                    |column: &FieldId| Some((column.leaf().to_owned(), value(column, Some(row))?));
                Value::Object(columns.filter_map(|column| cell(&column.id)).collect())
            })
            .collect();
        if !rows.is_empty() {
            data.insert(field.id.leaf().to_owned(), Value::Array(rows));
        }
    }
    Value::Object(data)
}

fn read_row(service: &Service, list: &FieldId, key: &RowKey, entry: &Value, answers: &mut Answers) {
    for column in service.columns(list) {
        if let Some(value) = entry.get(column.id.leaf()).filter(|value| !value.is_null()) {
            answers
                .values
                .insert(Place::in_row(column.id.clone(), key.clone()), value.clone());
        }
    }
}

/// One key for each row: the given ones as long as each stands once, then new ones.
fn keys_for(rows: usize, given: &[RowKey]) -> Vec<RowKey> {
    let mut keys: Vec<RowKey> = Vec::with_capacity(rows);
    for at in 0..rows {
        let key = given.get(at).filter(|key| !keys.contains(key)).cloned();
        let key = key.unwrap_or_else(|| RowKey::new_beside(given.iter().chain(&keys)));
        keys.push(key);
    }
    keys
}

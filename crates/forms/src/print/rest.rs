//! What no form has a place for: first what has an official number, in the order of the numbers, then the rest in the
//! order of the definition, then what the definition does not know.

use super::model::{Entry, Line, Table};
use super::sheet::{is_number, number};
use super::source::Source;
use crate::definition::{Field, LayoutRow};
use crate::place::{FieldId, Pointer};
use serde_json::Value;
use std::collections::BTreeSet;

/// Lines of everything that is not placed.
pub(super) fn lines(
    source: &Source<'_>,
    forms: &[String],
    placed: &BTreeSet<Pointer>,
) -> Vec<Line> {
    let rest = Rest {
        source,
        forms,
        placed,
    };
    let outside = source.service.fields();
    let mut fields: Vec<&Field> = outside.filter(|field| !field.id.is_column()).collect();
    fields.sort_by_cached_key(|field| rest.rank(field));
    let mut lines: Vec<Line> = Vec::new();
    for field in fields {
        if field.id.is_list() && source.data.get(field.id.leaf()).is_none_or(Value::is_array) {
            lines.extend(rest.table(field).map(Line::Table));
            continue;
        }
        let pointer = Pointer::of(&field.id);
        if source.answer(field, None).is_some() && !placed.contains(&pointer) {
            let how = LayoutRow::of(field.id.clone());
            let entry = source.entry(
                field,
                &how,
                number(rest.item(field).map(|(_, item)| item)),
                None,
            );
            lines.push(Line::Entries(vec![entry]));
        }
    }
    lines.extend(rest.strays().map(|entry| Line::Entries(vec![entry])));
    lines
}

struct Rest<'a> {
    source: &'a Source<'a>,
    forms: &'a [String],
    placed: &'a BTreeSet<Pointer>,
}

/// A part of a number: `14.1` is 14, then 1; a word comes before numbers.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Word(String),
    Number(u64),
}

impl Rest<'_> {
    /// The first form of the case on which the field has a number.
    fn item<'f>(&self, field: &'f Field) -> Option<(usize, &'f str)> {
        let of_form = |form: &String| field.items.get(form).filter(|item| *item != "E");
        let mut forms = self.forms.iter().enumerate();
        forms.find_map(|(at, form)| Some((at, of_form(form)?.as_str())))
    }

    /// Numbered ones first, by form and number.
    fn rank(&self, field: &Field) -> (bool, usize, Vec<Piece>) {
        match self.item(field) {
            Some((form, item)) => (false, form, pieces(item)),
            None => (true, 0, Vec::new()),
        }
    }

    /// The columns that have no place elsewhere and were answered in any row; none where nothing is left.
    fn table(&self, list: &Field) -> Option<Table> {
        let rows = self.source.rows(&list.id);
        let is_left = |field: &&Field| {
            (0..rows).any(|row| {
                let pointer = Pointer::cell(&field.id, row);
                self.source.answer(field, Some(row)).is_some() && !self.placed.contains(&pointer)
            })
        };
        let columns: Vec<&Field> = self
            .source
            .service
            .columns(&list.id)
            .filter(is_left)
            .collect();
        let cells = |row: usize| {
            let cell = |field: &&Field| {
                let how = LayoutRow::of(field.id.clone());
                self.source.entry(field, &how, String::new(), Some(row))
            };
            columns.iter().map(cell).collect()
        };
        (!columns.is_empty()).then(|| Table {
            item: number(self.item(list).map(|(_, item)| item)),
            label: list.label.clone(),
            head: columns.iter().map(|field| field.label.clone()).collect(),
            numbered: columns.iter().any(|field| is_number(field)),
            rows: (0..rows).map(cells).collect(),
        })
    }

    /// Members that the definition does not have, also in rows: an older or newer form sent them.
    fn strays(&self) -> impl Iterator<Item = Entry> {
        let mut found = Vec::new();
        let members = self.source.data.as_object().into_iter().flatten();
        for (name, value) in members.filter(|(_, value)| !value.is_null()) {
            let list = FieldId::new([name, "[]"].concat());
            match (
                self.knows(&FieldId::new(name.as_str())),
                self.knows(&list),
                value,
            ) {
                (true, ..) | (_, true, Value::Null) => {}
                (_, true, Value::Array(rows)) => self.strays_of(&list, rows, &mut found),
                (_, true, _) => {}
                _ => {
                    let pointer = Pointer::new(["/", name].concat());
                    found.push(self.source.stray(pointer, name, value));
                }
            }
        }
        found.into_iter()
    }

    fn strays_of(&self, list: &FieldId, rows: &[Value], found: &mut Vec<Entry>) {
        for (at, row) in rows.iter().enumerate() {
            let cells = row.as_object().into_iter().flatten();
            for (name, value) in cells.filter(|(_, value)| !value.is_null()) {
                let column = FieldId::new([list.as_str(), ".", name].concat());
                if !self.knows(&column) {
                    found.push(self.source.stray(Pointer::cell(&column, at), name, value));
                }
            }
        }
    }

    fn knows(&self, id: &FieldId) -> bool {
        self.source.service.field(id).is_some()
    }
}

fn pieces(item: &str) -> Vec<Piece> {
    let mut made = Vec::new();
    for part in item.split(|c: char| !c.is_alphanumeric()) {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let is_digit = first.is_ascii_digit();
            let end = rest
                .find(|c: char| c.is_ascii_digit() != is_digit)
                .unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            made.push(if is_digit {
                Piece::Number(run.parse().unwrap_or(u64::MAX))
            } else {
                Piece::Word(run.to_owned())
            });
            rest = after;
        }
    }
    made
}

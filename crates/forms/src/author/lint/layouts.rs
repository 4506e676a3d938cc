//! The official forms in print: what they name is there, and every answer with a number on a form has one place on it.

use super::Lint;
use super::references::known;
use super::walk::kind_name;
use crate::author::finding::did_you_mean;
use crate::definition::{Field, Layout, LayoutRow};
use crate::kind::Kind;
use crate::place::FieldId;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(lint: &mut Lint<'_>) {
    let service = lint.service;
    for (i, layout) in service.layouts.iter().enumerate() {
        Inspection {
            lint,
            layout,
            pointer: format!("/layouts/{i}"),
            place: format!("print {}", layout.id),
            placed: BTreeMap::new(),
        }
        .all();
    }
    numbers_on_no_form(lint);
}

/// A number on a form that no case prints, where some form is printed: else the numbers are the order of the record.
/// `-` stands for what is no form.
fn numbers_on_no_form(lint: &mut Lint<'_>) {
    let cases = lint.service.cases.iter();
    let forms: BTreeSet<&str> = cases
        .flat_map(|case| &case.forms)
        .map(String::as_str)
        .collect();
    if forms.is_empty() {
        return;
    }
    for (pointer, place, field) in lint.fields() {
        let strange = field.items.keys().map(String::as_str);
        for form in strange.filter(|form| *form != "-" && !forms.contains(form)) {
            let remedy = "name it in `forms` of the cases that print it, or leave the number out";
            let remedy = did_you_mean(form, forms.iter().copied(), remedy);
            let what = format!("no case has the form `{form}`");
            lint.tell(
                &format!("{pointer}/items"),
                format!("{place} items"),
                what,
                remedy,
            );
        }
    }
}

struct Inspection<'l, 'a> {
    lint: &'l mut Lint<'a>,
    layout: &'a Layout,
    pointer: String,
    place: String,
    /// Fields that have a place, with where it is.
    placed: BTreeMap<&'a FieldId, String>,
}

impl<'a> Inspection<'_, 'a> {
    fn all(&mut self) {
        self.is_a_form();
        if let Some(to) = &self.layout.to {
            let pointer = format!("{}/to", self.pointer);
            self.put(to, &pointer);
        }
        for (j, block) in self.layout.blocks.iter().enumerate() {
            for (k, row) in block.rows.iter().enumerate() {
                let pointer = format!("{}/blocks/{j}/rows/{k}", self.pointer);
                self.row(row, &pointer, false);
            }
        }
        for (j, signature) in self.layout.signatures.iter().enumerate() {
            let pointer = format!("{}/signatures/{j}", self.pointer);
            if let Some(name) = &signature.name {
                known(self.lint, &format!("{pointer}/name"), &self.place, name);
            }
            for (k, row) in signature.rows.iter().enumerate() {
                self.row(row, &format!("{pointer}/rows/{k}"), true);
            }
            let lists: BTreeSet<Option<FieldId>> =
                signature.rows.iter().map(|row| row.field.list()).collect();
            if lists.len() > 1 {
                self.tell(
                    &pointer,
                    "the rows of a signature are of different lists",
                    "name columns of one list, or fields outside lists",
                );
            }
        }
        self.nothing_is_missing();
    }

    /// Some case prints it.
    fn is_a_form(&mut self) {
        let cases = &self.lint.service.cases;
        let forms: BTreeSet<&str> = cases
            .iter()
            .flat_map(|case| &case.forms)
            .map(String::as_str)
            .collect();
        if !forms.contains(self.layout.id.as_str()) {
            let remedy = did_you_mean(
                &self.layout.id,
                forms.iter().copied(),
                "name it in `forms` of the cases that print it",
            );
            let pointer = self.pointer.clone();
            self.tell(&pointer, "no case has this form", remedy);
        }
    }

    fn row(&mut self, row: &'a LayoutRow, pointer: &str, signed: bool) {
        let Some(field) = self.put(&row.field, pointer) else {
            return;
        };
        if field.id.is_column() && !signed {
            let list = field.id.list().map(|list| list.to_string());
            let remedy = format!("name the list `{}`", list.unwrap_or_default());
            self.tell(pointer, format!("`{}` is a column", field.id), remedy);
        }
        if field.id.is_list() && signed {
            self.tell(
                pointer,
                "a list cannot be signed",
                "name its columns: one signature for each row",
            );
        }
        self.suits(row, field, pointer);
        for (at, column) in row.columns.iter().enumerate() {
            let pointer = format!("{pointer}/columns/{at}");
            if !column.field.is_column_of(&row.field) {
                let what = format!("`{}` is no column of `{}`", column.field, row.field);
                self.tell(&pointer, what, "name columns of this list");
            } else if let Some(field) = self.put(&column.field, &pointer) {
                self.suits(column, field, &pointer);
            }
        }
        if field.id.is_list() && row.columns.is_empty() {
            let columns = self.lint.service.columns(&row.field);
            let numbered: Vec<&FieldId> = columns
                .filter(|column| self.has_number(column))
                .map(|column| &column.id)
                .collect();
            if numbered.is_empty() {
                let what = format!("no column of `{}` has a number on this form", field.id);
                self.tell(pointer, what, "name its columns: columns = [ … ]");
            }
            for id in numbered {
                self.put(id, pointer);
            }
        }
    }

    /// Ways of writing that its kind cannot be written in.
    fn suits(&mut self, row: &LayoutRow, field: &Field, pointer: &str) {
        let kind = &field.kind;
        let wrong = [
            (
                row.capitals,
                "capitals",
                matches!(kind, Kind::Text(_) | Kind::PersonName(_)),
            ),
            (
                row.words,
                "words",
                matches!(kind, Kind::Date(_) | Kind::PartialDate(_)),
            ),
            (
                row.boxes,
                "boxes",
                matches!(kind, Kind::OneOf(_) | Kind::SeveralOf(_) | Kind::YesNo),
            ),
            (!row.columns.is_empty(), "columns", field.id.is_list()),
        ];
        for (_, word, _) in wrong.iter().filter(|(asked, _, suits)| *asked && !suits) {
            let what = format!("`{}` ({}) takes no `{word}`", field.id, kind_name(kind));
            self.tell(pointer, what, "leave it out");
        }
    }

    /// Gives a field its place; none where there is no such field.
    fn put(&mut self, id: &'a FieldId, pointer: &str) -> Option<&'a Field> {
        let field = known(self.lint, pointer, &self.place, id)?;
        if let Some(earlier) = self.placed.insert(id, pointer.to_owned()) {
            let line = self.lint.source.line(&earlier);
            self.tell(
                pointer,
                format!("`{id}` has its place already in line {line}"),
                "an answer stands on a form once; under a signature it is repeated by `name`",
            );
        }
        Some(field)
    }

    fn nothing_is_missing(&mut self) {
        let service = self.lint.service;
        let has_column = |list: &FieldId| self.placed.keys().any(|id| id.is_column_of(list));
        let missing: Vec<&FieldId> = service
            .fields()
            .filter(|field| self.has_number(field) && !self.placed.contains_key(&field.id))
            .map(|field| &field.id)
            .filter(|id| !(id.is_list() && has_column(id)))
            .collect();
        let pointer = self.pointer.clone();
        for id in missing {
            self.tell(
                &pointer,
                format!("`{id}` has a number on this form and no place on it"),
                "name it in a block, a signature, or as `to`",
            );
        }
    }

    fn has_number(&self, field: &Field) -> bool {
        let item = field.items.get(&self.layout.id);
        item.is_some_and(|item| item != "E")
    }

    fn tell(&mut self, pointer: &str, what: impl Into<String>, remedy: impl Into<String>) {
        self.lint.tell(pointer, self.place.clone(), what, remedy);
    }
}

//! An official form, filled in as its layout says.

use super::model::{Block, Entry, Line, Sheet, Signature, Table};
use super::source::Source;
use crate::condition::{Condition, Expr};
use crate::definition::{Field, Layout, LayoutBlock, LayoutRow, LayoutSignature};
use crate::place::{FieldId, Pointer};
use std::collections::BTreeSet;

/// Fills a form in, and notes what it has a place for.
pub(super) fn filled(
    source: &Source<'_>,
    layout: &Layout,
    placed: &mut BTreeSet<Pointer>,
) -> Sheet {
    let form = Form { source, layout };
    let to = layout.to.as_ref().and_then(|id| {
        let field = source.service.field(id)?;
        Some(source.entry(
            field,
            &LayoutRow::of(id.clone()),
            form.item(field, None),
            None,
        ))
    });
    let made = Sheet {
        official: layout.official,
        title: layout.title.clone(),
        number: layout.number.clone(),
        law: layout.law.clone(),
        to,
        blocks: layout
            .blocks
            .iter()
            .filter_map(|block| form.block(block))
            .collect(),
        signatures: layout
            .signatures
            .iter()
            .flat_map(|signature| form.signatures(signature))
            .collect(),
        notes: paragraphs(layout.note.as_deref()),
    };
    let answered = made.entries().filter(|entry| !entry.written.is_blank());
    placed.extend(answered.map(|entry| entry.pointer.clone()));
    made
}

/// A sheet that is no official form: everything in one block.
pub(super) fn record(title: &str, lines: Vec<Line>) -> Sheet {
    let block = Block {
        lines,
        ..Block::default()
    };
    Sheet {
        title: title.to_owned(),
        blocks: vec![block],
        ..Sheet::default()
    }
}

/// A number as it is printed: `6` as "6.", `(6)` and `a)` as they are, a word not at all.
pub(super) fn number(item: Option<&str>) -> String {
    let item = item.unwrap_or_default();
    let is_marked = item.starts_with(['(', '[']) || item.ends_with(')');
    if !is_marked && !item.bytes().any(|byte| byte.is_ascii_digit()) {
        return String::new();
    }
    let is_bare = item.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    let dot = if is_bare && !item.ends_with('.') {
        "."
    } else {
        ""
    };
    [item, dot].concat()
}

fn paragraphs(text: Option<&str>) -> Vec<String> {
    let lines = text.unwrap_or_default().lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

struct Form<'a> {
    source: &'a Source<'a>,
    layout: &'a Layout,
}

impl Form<'_> {
    /// The number of a field here, as it is printed.
    fn item(&self, field: &Field, own: Option<&str>) -> String {
        let of_field = field.items.get(&self.layout.id).map(String::as_str);
        number(own.or(of_field.filter(|item| *item != "E")))
    }

    /// A block; none where it does not stand. What is no official form leaves out what was not answered.
    fn block(&self, block: &LayoutBlock) -> Option<Block> {
        if !self.source.holds(&block.when) {
            return None;
        }
        let mut lines: Vec<Line> = Vec::new();
        let mut last = String::new();
        for row in &block.rows {
            let Some(field) = self.source.service.field(&row.field) else {
                continue;
            };
            let item = self.item(field, row.item.as_deref());
            if field.id.is_list() {
                let table = self.table(field, row, item);
                if self.layout.official || !table.rows.is_empty() {
                    lines.push(Line::Table(table));
                }
                last.clear();
                continue;
            }
            let shown = if item == last { "" } else { &item };
            let entry = self.source.entry(field, row, shown.to_owned(), None);
            if !self.layout.official && entry.written.is_blank() {
                continue;
            }
            last = item;
            match lines.last_mut() {
                Some(Line::Entries(entries)) if row.beside => entries.push(entry),
                _ => lines.push(Line::Entries(vec![entry])),
            }
        }
        let text = paragraphs(block.text.as_deref());
        let is_empty = lines.is_empty() && text.is_empty();
        (!is_empty).then(|| Block {
            heading: block.heading.clone(),
            text,
            lines,
        })
    }

    fn table(&self, list: &Field, row: &LayoutRow, item: String) -> Table {
        let columns = self.columns(&list.id, row);
        let cells = |at: usize| {
            let cell = |(field, how): &(&Field, LayoutRow)| {
                self.source.entry(field, how, String::new(), Some(at))
            };
            columns.iter().map(cell).collect()
        };
        Table {
            item,
            label: row.label.as_ref().unwrap_or(&list.label).clone(),
            head: columns
                .iter()
                .map(|(field, how)| name(field, how))
                .collect(),
            numbered: columns.iter().any(|(field, _)| is_number(field)),
            rows: (0..self.source.rows(&list.id)).map(cells).collect(),
        }
    }

    /// The columns that are named, else those with a number on this form.
    fn columns(&self, list: &FieldId, row: &LayoutRow) -> Vec<(&Field, LayoutRow)> {
        let service = self.source.service;
        if !row.columns.is_empty() {
            let named = row.columns.iter();
            return named
                .filter_map(|how| Some((service.field(&how.field)?, how.clone())))
                .collect();
        }
        let has_number = |field: &&Field| {
            let item = field.items.get(&self.layout.id);
            item.is_some_and(|item| item != "E")
        };
        service
            .fields()
            .filter(|field| field.id.is_column_of(list))
            .filter(has_number)
            .map(|field| (field, LayoutRow::of(field.id.clone())))
            .collect()
    }

    /// A place to sign; for columns of a list one for each row, or one where there is none.
    fn signatures(&self, signature: &LayoutSignature) -> Vec<Signature> {
        if !self.source.holds(&signature.when) {
            return Vec::new();
        }
        let Some(list) = signature.list() else {
            return vec![self.signature(signature, None)];
        };
        match self.source.rows(&list) {
            0 => vec![self.signature(signature, None)],
            rows => (0..rows)
                .map(|row| self.signature(signature, Some(row)))
                .collect(),
        }
    }

    fn signature(&self, signature: &LayoutSignature, row: Option<usize>) -> Signature {
        let service = self.source.service;
        let written = |how: &LayoutRow| -> Option<Entry> {
            let field = service.field(&how.field)?;
            let entry = self.source.entry(field, how, String::new(), row);
            // Of a person's and an organisation's columns only those that were answered.
            let is_left_out = field.id.is_column() && row.is_some() && entry.written.is_blank();
            (!is_left_out).then_some(entry)
        };
        let name = signature.name.as_ref().and_then(|id| service.field(id));
        let name = name.map(|field| {
            let entry =
                self.source
                    .entry(field, &LayoutRow::of(field.id.clone()), String::new(), row);
            entry.written
        });
        Signature {
            title: signature.title.clone(),
            note: signature.note.clone(),
            name: match name {
                Some(super::Written::Lines(lines)) => lines,
                _ => Vec::new(),
            },
            entries: signature.rows.iter().filter_map(written).collect(),
        }
    }
}

/// Whether a column is the number of its row.
pub(super) fn is_number(field: &Field) -> bool {
    let rank = match &field.computed {
        Some(Expr::Rank(list, that)) => Some((list, that.as_ref())),
        _ => None,
    };
    rank.is_some_and(|(list, that)| field.id.is_column_of(list) && *that == Condition::Always)
}

fn name(field: &Field, how: &LayoutRow) -> String {
    how.label.as_ref().unwrap_or(&field.label).clone()
}

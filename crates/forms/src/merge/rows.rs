//! Rows that records bring to a list, each with a key that is the same in whatever order they arrive.

use super::whose::split;
use crate::compare::same;
use crate::definition::{Field, Service, SourceRef};
use crate::fact::Fact;
use crate::kind::Kind;
use crate::place::{FieldId, Place, RowKey};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A fact for a column, with the rank of its source.
pub(super) type Cell<'a> = (&'a Field, usize, &'a SourceRef, &'a Fact);

/// One row of one record.
pub(super) struct RecordRow<'a> {
    /// Its key.
    pub(super) key: RowKey,
    /// What it says.
    pub(super) cells: Vec<Cell<'a>>,
}

/// Cells by the row of the record that they stand in; rows of better sources first, those of one record together.
pub(super) fn of_records<'a>(mut cells: Vec<Cell<'a>>) -> Vec<RecordRow<'a>> {
    keep_own_parts(&mut cells);
    let mut rows: Vec<RecordRow<'a>> = Vec::new();
    for cell in cells {
        let fact = cell.3;
        let key = RowKey::of_record(&fact.record, &fact.record_id, fact.row.unwrap_or_default());
        match rows.iter_mut().find(|row| row.key == key) {
            Some(row) => row.cells.push(cell),
            None => rows.push(RecordRow {
                key,
                cells: vec![cell],
            }),
        }
    }
    let best = |row: &RecordRow<'_>| row.cells.iter().map(|(_, rank, ..)| *rank).min();
    let record = |row: &RecordRow<'_>| {
        let first = row.cells.first();
        first.map(|cell| cell.3.record.clone())
    };
    rows.sort_by_cached_key(|row| (best(row), record(row)));
    rows
}

/// One record may name the same people twice, as all holders and as co-holders: of such a record only the part counts
/// that names them as the list does.
fn keep_own_parts(cells: &mut Vec<Cell<'_>>) {
    let is_own = |(field, _, _, fact): &Cell<'_>| split(&field.concept).0 == split(&fact.concept).0;
    let record = |fact: &Fact| (fact.record.clone(), fact.record_id.clone());
    let part = |fact: &Fact| {
        let name = fact.attribute.split("[]").next();
        name.map(str::to_owned)
    };
    let mut own: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| is_own(cell)) {
        own.entry(record(cell.3)).or_default().insert(part(cell.3));
    }
    cells.retain(|(.., fact)| {
        { own.get(&record(fact)) }.is_none_or(|parts| parts.contains(&part(fact)))
    });
}

/// Rows that a list has, by what may stand in it only once.
pub(super) struct Known<'a> {
    /// Columns whose values together may stand only once.
    keys: Vec<Vec<&'a Field>>,
    rows: Vec<(RowKey, Vec<Cells>)>,
}

/// The values of such columns in one row.
type Cells = Vec<Option<Value>>;

impl<'a> Known<'a> {
    /// The rows that are there, with their answers.
    pub(super) fn new(
        service: &'a Service,
        list: &Field,
        rows: &[RowKey],
        answer: impl Fn(&Place) -> Option<Value>,
    ) -> Self {
        let unique: &[Vec<FieldId>] = match &list.kind {
            Kind::GroupList(limits) => &limits.unique,
            _ => &[],
        };
        let fields = |columns: &Vec<FieldId>| {
            let columns = columns.iter();
            columns
                .filter_map(|column| service.field(column))
                .collect::<Vec<&Field>>()
        };
        let keys: Vec<Vec<&Field>> = unique.iter().map(fields).collect();
        let known = |row: &RowKey| {
            let cell = |column: &Field| answer(&Place::in_row(column.id.clone(), row.clone()));
            (row.clone(), cells(&keys, cell))
        };
        Self {
            rows: rows.iter().map(known).collect(),
            keys,
        }
    }

    /// The row that is the same as one of a record; where there is none it is added under the record's key.
    pub(super) fn same_or_new(
        &mut self,
        key: &RowKey,
        value: impl Fn(&Field) -> Option<Value>,
    ) -> RowKey {
        if self.rows.iter().any(|(known, _)| known == key) {
            return key.clone();
        }
        let cells = cells(&self.keys, value);
        let agrees = |known: &[Cells]| {
            let mut pairs = self.keys.iter().zip(known.iter().zip(&cells));
            pairs.any(|(columns, (known, new))| agree(columns, known, new))
        };
        if let Some((known, _)) = self.rows.iter().find(|(_, known)| agrees(known)) {
            return known.clone();
        }
        self.rows.push((key.clone(), cells));
        key.clone()
    }

    /// The keys in order.
    pub(super) fn keys(self) -> Vec<RowKey> {
        self.rows.into_iter().map(|(key, _)| key).collect()
    }
}

fn cells(keys: &[Vec<&Field>], value: impl Fn(&Field) -> Option<Value>) -> Vec<Cells> {
    let of = |columns: &Vec<&Field>| columns.iter().map(|column| value(column)).collect();
    keys.iter().map(of).collect()
}

/// Whether two rows are known to say the same in all of some columns.
fn agree(columns: &[&Field], a: &[Option<Value>], b: &[Option<Value>]) -> bool {
    let mut pairs = columns.iter().zip(a.iter().zip(b));
    !columns.is_empty()
        && pairs.all(|(column, pair)| match pair {
            (Some(a), Some(b)) => same(&column.kind, a, b),
            _ => false,
        })
}

//! One round of a merge, for a list: which rows it has, and what stands in them.

use super::super::fit::{Fit, fit};
use super::super::rows::{Cell, Known, of_records};
use super::Round;
use crate::compare::same;
use crate::definition::Field;
use crate::kind::Kind;
use crate::place::{Place, RowKey};
use serde_json::Value;
use std::collections::BTreeMap;

impl<'a> Round<'a> {
    /// The rows of a list, and their cells.
    pub(super) fn list(&mut self, list: &'a Field) {
        if !self.scope.is_shown(list) {
            return;
        }
        let cells: Vec<Cell<'a>> = self
            .service
            .columns(&list.id)
            .flat_map(|column| self.cells(column))
            .collect();
        let had = self.reader.rows(&list.id);
        let mut records = of_records(cells);
        records.retain(|record| !self.is_excepted(list, &record.cells));
        let kept = had.iter().filter(|row| self.is_kept(list, row)).cloned();
        let kept: Vec<RowKey> = kept.collect();
        let mut known = Known::new(self.service, list, &kept, |place| {
            let said = || {
                let mut records = records.iter();
                let record = records.find(|record| Some(&record.key) == place.row.as_ref())?;
                value_of(self.service.field(&place.field)?, &record.cells)
            };
            self.standing(place).or_else(said)
        });
        let mut rows: BTreeMap<RowKey, Vec<Cell<'a>>> = BTreeMap::new();
        for record in records {
            if had.contains(&record.key) || !self.was_removed(list, &record.key) {
                let key = known.same_or_new(&record.key, |column| value_of(column, &record.cells));
                rows.entry(key).or_default().extend(record.cells);
            }
        }
        // Rows stay where they stood, and new ones come after them. Until somebody has touched one, they stand as the
        // records do: the same in whatever order those arrive.
        let mut keys = known.keys();
        if !kept.is_empty() {
            keys.sort_by_key(|key| had.iter().position(|row| row == key).unwrap_or(had.len()));
        }
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

    /// Whether a row of a record is one that the list is not about.
    fn is_excepted(&self, list: &Field, cells: &[Cell<'_>]) -> bool {
        let Kind::GroupList(limits) = &list.kind else {
            return false;
        };
        limits.except.iter().any(|(column, other)| {
            self.service.field(column).is_some_and(|column| {
                let pair = value_of(column, cells).zip(self.scope.answer(other));
                pair.is_some_and(|(cell, answer)| same(&column.kind, &cell, &answer))
            })
        })
    }

    /// A row that stays whatever records say: the citizen's own, or a record's with something in it that still stands.
    /// All others come anew of the records, so that a person whom two of them name stands once in whatever order they
    /// arrive.
    fn is_kept(&self, list: &Field, row: &RowKey) -> bool {
        let mut columns = self.service.columns(&list.id);
        !row.is_of_record()
            || columns.any(|column| {
                let place = Place::in_row(column.id.clone(), row.clone());
                self.standing(&place).is_some()
            })
    }

    /// The citizen took the row away.
    fn was_removed(&self, list: &Field, key: &RowKey) -> bool {
        let origin = self.before.origins.get(&Place::from(list.id.clone()));
        origin.is_some_and(|origin| origin.lacks_row(key))
    }
}

/// What the cells of one row say in a column.
fn value_of(column: &Field, cells: &[Cell<'_>]) -> Option<Value> {
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

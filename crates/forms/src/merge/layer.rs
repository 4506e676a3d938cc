//! Answers as they would be after a merge.

use super::Merged;
use crate::answers::Reader;
use crate::place::{FieldId, Place, RowKey};
use serde_json::Value;
use std::collections::BTreeMap;
use vietnam::CivilDate;

/// A reader under what a merge proposes: fills stand, what is withdrawn is gone,
/// conflicts without a typed value leave their place empty.
pub(super) struct Layer<'a> {
    under: &'a dyn Reader,
    values: BTreeMap<&'a Place, Option<&'a Value>>,
    rows: BTreeMap<&'a FieldId, &'a [RowKey]>,
}

impl<'a> Layer<'a> {
    pub(super) fn over(under: &'a dyn Reader, merged: &'a Merged) -> Self {
        let withdrawn = merged.withdrawn.iter().map(|place| (place, None));
        let fills = merged
            .fills
            .iter()
            .map(|fill| (&fill.place, Some(&fill.value)));
        let open = merged
            .conflicts
            .iter()
            .map(|conflict| (&conflict.place, conflict.typed.as_ref()));
        Self {
            under,
            values: withdrawn.chain(fills).chain(open).collect(),
            rows: merged
                .rows
                .iter()
                .map(|(list, rows)| (list, rows.as_slice()))
                .collect(),
        }
    }
}

impl Reader for Layer<'_> {
    fn answer(&self, place: &Place) -> Option<Value> {
        match self.values.get(place) {
            Some(value) => value.cloned(),
            None => self.under.answer(place),
        }
    }

    fn rows(&self, list: &FieldId) -> Vec<RowKey> {
        match self.rows.get(list) {
            Some(rows) => rows.to_vec(),
            None => self.under.rows(list),
        }
    }

    fn today(&self) -> CivilDate {
        self.under.today()
    }
}

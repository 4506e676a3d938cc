//! The answers so far, as typed, and the reading side that the whole engine works on.

use crate::place::{FieldId, Place, RowKey};
use serde_json::Value;
use std::collections::BTreeMap;
use vietnam::CivilDate;

/// What the engine reads. The app reads through signals, so that a view depends on just what it used;
/// the server reads an [`Answers`].
pub trait Reader {
    /// The answer at a place, as typed or filled; none when there is none. Computed fields are asked for like others:
    /// the engine falls back to the definition where this gives none. The place of a list itself has an answer only
    /// where something other than rows came in, to be refused.
    fn answer(&self, place: &Place) -> Option<Value>;

    /// The rows of a list, in order.
    fn rows(&self, list: &FieldId) -> Vec<RowKey>;

    /// The evaluation date (contract 2.3): the server's, never read from a clock here.
    fn today(&self) -> CivilDate;
}

/// Answers held as a plain map.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The evaluation date.
    pub today: CivilDate,
    /// Values by place.
    pub values: BTreeMap<Place, Value>,
    /// Rows of each list, in order.
    pub rows: BTreeMap<FieldId, Vec<RowKey>>,
}

impl Reader for Answers {
    fn answer(&self, place: &Place) -> Option<Value> {
        self.values.get(place).cloned()
    }

    fn rows(&self, list: &FieldId) -> Vec<RowKey> {
        self.rows.get(list).cloned().unwrap_or_default()
    }

    fn today(&self) -> CivilDate {
        self.today
    }
}

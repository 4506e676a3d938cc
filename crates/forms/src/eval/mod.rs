//! Evaluation of conditions and expressions against a reader (decision 9). Lazy: only what decides is read.

use crate::answers::Reader;
use crate::condition::{Condition, Expr};
use crate::definition::{Field, Service};
use crate::place::{FieldId, Place, RowKey};
use serde_json::Value;

/// Where evaluation stands: a service, its answers, and inside a list the row.
pub struct Scope<'a> {
    service: &'a Service,
    reader: &'a dyn Reader,
    row: Option<(&'a FieldId, &'a RowKey)>,
}

impl<'a> Scope<'a> {
    /// Outside lists.
    pub fn new(service: &'a Service, reader: &'a dyn Reader) -> Self {
        Self {
            service,
            reader,
            row: None,
        }
    }

    /// Inside one row of a list: its columns mean that row.
    pub fn in_row<'b>(&'b self, list: &'b FieldId, row: &'b RowKey) -> Scope<'b> {
        Scope {
            service: self.service,
            reader: self.reader,
            row: Some((list, row)),
        }
    }

    /// Whether the condition holds. Unknown makes comparisons false.
    pub fn holds(&self, condition: &Condition) -> bool {
        let _ = (condition, self.row, self.reader);
        false
    }

    /// The value of an expression, if all that it needs is known.
    pub fn value(&self, expr: &Expr) -> Option<Value> {
        let _ = expr;
        None
    }

    /// The answer that counts, cleaned: none when the field is not shown; typed or filled, else computed.
    pub fn answer(&self, field: &FieldId) -> Option<Value> {
        let _ = field;
        None
    }

    /// Whether the field is shown.
    pub fn is_shown(&self, field: &Field) -> bool {
        self.holds(&field.shown)
    }

    /// Whether the field is shown and must be answered.
    pub fn is_required(&self, field: &Field) -> bool {
        self.is_shown(field) && self.holds(&field.required)
    }

    /// The place of a field in this scope: the row's cell for a column of the row's list.
    pub fn place(&self, field: &FieldId) -> Place {
        Place::from(field.clone())
    }
}

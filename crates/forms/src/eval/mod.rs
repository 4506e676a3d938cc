//! Evaluation of conditions and expressions against a reader (decision 9). Lazy: only what decides is read.
//!
//! A column of the list whose row a [`Scope`] stands in means that row. A definition that goes round in circles
//! (which the linter refuses) yields "unknown", never a hang: every question has a limit of depth and of work.

mod expr;
mod run;
mod span;

use crate::answers::Reader;
use crate::condition::{Condition, Expr};
use crate::definition::{Field, Service};
use crate::place::{FieldId, Place, RowKey};
use crate::value::canonical;
use run::Run;
use serde_json::Value;
use vietnam::CivilDate;

/// Where evaluation stands: a service, its answers, and inside a list the row.
#[derive(Clone, Copy)]
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

    /// Runs with the scope in which a place is evaluated: inside its row, where it is a cell.
    pub fn at<T>(
        service: &Service,
        reader: &dyn Reader,
        place: &Place,
        run: impl FnOnce(Scope<'_>) -> T,
    ) -> T {
        let scope = Scope::new(service, reader);
        match (place.field.list(), &place.row) {
            (Some(list), Some(row)) => run(scope.in_row(&list, row)),
            _ => run(scope),
        }
    }

    /// Inside one row of a list: its columns mean that row.
    pub fn in_row<'b>(self, list: &'b FieldId, row: &'b RowKey) -> Scope<'b>
    where
        'a: 'b,
    {
        Scope {
            row: Some((list, row)),
            ..self
        }
    }

    /// The service that is evaluated.
    pub fn service(self) -> &'a Service {
        self.service
    }

    /// The answers that are read.
    pub fn reader(self) -> &'a dyn Reader {
        self.reader
    }

    /// Whether the condition holds. Unknown makes comparisons false.
    pub fn holds(self, condition: &Condition) -> bool {
        Run::with(self, |run| run.truth(condition, Some(false))) == Some(true)
    }

    /// Whether the condition holds, where what is unknown stays unknown: `None` when an answer that decides is missing
    /// or not shown. Rules across fields are judged so: they speak only when they know.
    pub fn judges(self, condition: &Condition) -> Option<bool> {
        Run::with(self, |run| run.truth(condition, None))
    }

    /// The value of an expression, if all that it needs is known. An interval (the age of one born in 1960) is none.
    pub fn value(self, expr: &Expr) -> Option<Value> {
        Run::with(self, |run| run.term(expr)).and_then(span::Term::value)
    }

    /// What a field that is worked out comes to, whatever was given for it; none while it is not known.
    pub(crate) fn computed(self, field: &Field) -> Option<Value> {
        canonical(&field.kind, &self.value(field.computed.as_ref()?)?)
    }

    /// The first and last day that an expression may mean.
    pub(crate) fn days(self, expr: &Expr) -> Option<(CivilDate, CivilDate)> {
        Run::with(self, |run| run.term(expr))?.days()
    }

    /// The least and greatest number that an expression may mean.
    pub(crate) fn number(self, expr: &Expr) -> Option<(i64, i64)> {
        Run::with(self, |run| run.term(expr))?.number()
    }

    /// The answer that counts, cleaned: none when the field is not shown; typed or filled, else computed.
    /// A read-only field without sources is always the computed value. Lists have no answer of their own.
    pub fn answer(self, field: &FieldId) -> Option<Value> {
        Run::with(self, |run| run.answer(field))
    }

    /// Whether the field is shown; a column only where its list is.
    pub fn is_shown(self, field: &Field) -> bool {
        Run::with(self, |run| run.is_shown(field))
    }

    /// Whether the field is shown and must be answered.
    pub fn is_required(self, field: &Field) -> bool {
        self.is_shown(field) && self.holds(&field.required)
    }

    /// The place of a field in this scope: the row's cell for a column of the row's list.
    pub fn place(self, field: &FieldId) -> Place {
        match self.row {
            Some((list, row)) if field.is_column_of(list) => {
                Place::in_row(field.clone(), row.clone())
            }
            _ => Place::from(field.clone()),
        }
    }
}

//! One question's evaluation: conditions and answers, with its trail and its limits.

use super::Scope;
use super::expr::is_true_of;
use crate::condition::Condition;
use crate::definition::Field;
use crate::place::{FieldId, RowKey};
use crate::value::canonical;
use serde_json::Value;
use std::cell::Cell;

/// Deepest nesting of conditions, expressions and fields that ask for each other.
const DEPTH: u16 = 120;

/// Most steps for one question.
const STEPS: u32 = 200_000;

/// Evaluation of one question, at one point of it.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) scope: Scope<'a>,
    left: &'a Cell<u32>,
    trail: Option<&'a Trail<'a>>,
    depth: u16,
}

/// What is being asked for further up.
struct Trail<'a> {
    ask: Ask,
    field: &'a FieldId,
    row: Option<&'a RowKey>,
    up: Option<&'a Trail<'a>>,
}

/// What can be asked of a field.
#[derive(Clone, Copy, PartialEq)]
enum Ask {
    Shown,
    Answer,
}

impl<'a> Run<'a> {
    /// Asks one question.
    pub(super) fn with<T>(scope: Scope<'_>, ask: impl FnOnce(Run<'_>) -> T) -> T {
        let left = Cell::new(STEPS);
        ask(Run {
            scope,
            left: &left,
            trail: None,
            depth: 0,
        })
    }

    /// The same point, inside a row.
    pub(super) fn in_row<'b>(self, list: &'b FieldId, row: &'b RowKey) -> Run<'b>
    where
        'a: 'b,
    {
        Run {
            scope: self.scope.in_row(list, row),
            ..self
        }
    }

    /// One level deeper; none at the limits.
    pub(super) fn deeper(self) -> Option<Self> {
        let left = self.left.get().checked_sub(1)?;
        self.left.set(left);
        (self.depth < DEPTH).then_some(Self {
            depth: self.depth + 1,
            ..self
        })
    }

    /// Whether a condition holds. `unknown` is what a comparison with something unknown comes to.
    pub(super) fn truth(self, condition: &Condition, unknown: Option<bool>) -> Option<bool> {
        let Some(run) = self.deeper() else {
            return unknown;
        };
        match condition {
            Condition::Always => Some(true),
            Condition::Never => Some(false),
            Condition::All(parts) => {
                decide(false, parts.iter().map(|part| run.truth(part, unknown)))
            }
            Condition::Any(parts) => {
                decide(true, parts.iter().map(|part| run.truth(part, unknown)))
            }
            Condition::Not(part) => run.truth(part, unknown).map(|holds| !holds),
            Condition::Answered(field) => Some(run.is_answered(field)),
            Condition::Compare(left, comparison, right) => {
                match (run.term(left), run.term(right)) {
                    (Some(left), Some(right)) => Some(left.stands(*comparison, &right)),
                    _ => unknown,
                }
            }
            Condition::In(left, values) => match run.term(left) {
                Some(left) => Some(values.iter().any(|value| is_true_of(&left, value))),
                None => unknown,
            },
            Condition::AnyRow(list, part) => run.rows(list, true, part, unknown),
            Condition::EveryRow(list, part) => run.rows(list, false, part, unknown),
        }
    }

    /// The answer that counts.
    pub(super) fn answer(self, id: &FieldId) -> Option<Value> {
        let field = self.scope.service.field(id)?;
        let place = self.scope.place(id);
        if id.is_list() || (id.is_column() && place.row.is_none()) {
            return None;
        }
        let trail = self.on_trail(Ask::Answer, &field.id)?;
        let run = Run {
            trail: Some(&trail),
            ..self.deeper()?
        };
        if !run.is_shown(field) {
            return None;
        }
        let given = if field.is_worked_out() {
            None
        } else {
            self.scope.reader.answer(&place)
        };
        given
            .and_then(|value| canonical(&field.kind, &value))
            .or_else(|| {
                let computed = run.term(field.computed.as_ref()?)?.value()?;
                canonical(&field.kind, &computed)
            })
    }

    /// Whether the field is shown.
    pub(super) fn is_shown(self, field: &Field) -> bool {
        let Some(trail) = self.on_trail(Ask::Shown, &field.id) else {
            return false;
        };
        let Some(deeper) = self.deeper() else {
            return false;
        };
        let run = Run {
            trail: Some(&trail),
            ..deeper
        };
        let list_is_shown = || match field.id.list() {
            Some(list) => run
                .scope
                .service
                .field(&list)
                .is_some_and(|list| run.is_shown(list)),
            None => true,
        };
        run.truth(&field.shown, Some(false)) == Some(true) && list_is_shown()
    }

    /// The rows of a list; none when it is not shown.
    pub(super) fn rows_of(self, list: &FieldId) -> Option<Vec<RowKey>> {
        let field = self.scope.service.field(list)?;
        self.is_shown(field).then(|| self.scope.reader.rows(list))
    }

    fn is_answered(self, field: &FieldId) -> bool {
        if field.is_list() {
            self.rows_of(field).is_some_and(|rows| !rows.is_empty())
        } else {
            self.answer(field).is_some()
        }
    }

    fn rows(
        self,
        list: &FieldId,
        any: bool,
        part: &Condition,
        unknown: Option<bool>,
    ) -> Option<bool> {
        let Some(rows) = self.rows_of(list) else {
            return unknown;
        };
        decide(
            any,
            rows.iter()
                .map(|row| self.in_row(list, row).truth(part, unknown)),
        )
    }

    /// A new mark on the trail; none where the same is being asked for already.
    fn on_trail<'b>(self, ask: Ask, field: &'b FieldId) -> Option<Trail<'b>>
    where
        'a: 'b,
    {
        let row = self
            .scope
            .row
            .filter(|(list, _)| field.is_column_of(list))
            .map(|(_, row)| row);
        let mut up = self.trail;
        while let Some(mark) = up {
            if mark.ask == ask && mark.field == field && mark.row == row {
                return None;
            }
            up = mark.up;
        }
        Some(Trail {
            ask,
            field,
            row,
            up: self.trail,
        })
    }
}

/// Joins truths: stops at the first that decides; unknown when none does and one is unknown.
fn decide(decides: bool, truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut joined = Some(!decides);
    for truth in truths {
        match truth {
            Some(truth) if truth == decides => return Some(decides),
            Some(_) => {}
            None => joined = None,
        }
    }
    joined
}

//! What conditions and expressions depend on, so that a screen redraws only what changed and a linter finds cycles.

use crate::condition::{Condition, Expr};
use crate::definition::Field;
use crate::place::FieldId;
use std::collections::BTreeSet;

impl Condition {
    /// Every field that it may read; columns as columns, lists as lists.
    pub fn reads(&self) -> BTreeSet<FieldId> {
        let mut found = BTreeSet::new();
        condition(self, &mut found);
        found
    }
}

impl Expr {
    /// Every field that it may read.
    pub fn reads(&self) -> BTreeSet<FieldId> {
        let mut found = BTreeSet::new();
        expr(self, &mut found);
        found
    }
}

impl Field {
    /// Every field that decides whether it is shown or required, or that its computed value needs.
    pub fn reads(&self) -> BTreeSet<FieldId> {
        let mut found = BTreeSet::new();
        condition(&self.shown, &mut found);
        condition(&self.required, &mut found);
        if let Some(computed) = &self.computed {
            expr(computed, &mut found);
        }
        found
    }
}

fn condition(of: &Condition, found: &mut BTreeSet<FieldId>) {
    match of {
        Condition::Always | Condition::Never => {}
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| condition(part, found));
        }
        Condition::Not(part) => condition(part, found),
        Condition::Answered(field) => {
            found.insert(field.clone());
        }
        Condition::Compare(left, _, right) => {
            expr(left, found);
            expr(right, found);
        }
        Condition::In(left, _) => expr(left, found),
        Condition::AnyRow(list, part) | Condition::EveryRow(list, part) => {
            found.insert(list.clone());
            condition(part, found);
        }
    }
}

fn expr(of: &Expr, found: &mut BTreeSet<FieldId>) {
    match of {
        Expr::Value(_) | Expr::Today => {}
        Expr::Field(field) | Expr::Part(field, _) | Expr::Count(field) | Expr::Sum(field) => {
            found.insert(field.clone());
        }
        Expr::Plus(parts) | Expr::Times(parts) | Expr::First(parts) => {
            parts.iter().for_each(|part| expr(part, found));
        }
        Expr::CountThat(list, part) | Expr::Rank(list, part) => {
            found.insert(list.clone());
            condition(part, found);
        }
        Expr::Minus(a, b)
        | Expr::Divide(a, b)
        | Expr::DaysBetween(a, b)
        | Expr::MonthsBetween(a, b)
        | Expr::YearsBetween(a, b)
        | Expr::WorkingDaysBetween(a, b)
        | Expr::AddDays(a, b)
        | Expr::AddMonths(a, b) => {
            expr(a, found);
            expr(b, found);
        }
        Expr::Table { key, .. } => expr(key, found),
        Expr::If(when, a, b) => {
            condition(when, found);
            expr(a, found);
            expr(b, found);
        }
        Expr::Text(pieces) => pieces
            .iter()
            .filter_map(|piece| piece.value.as_ref())
            .for_each(|part| expr(part, found)),
        Expr::DateInWords(date) => expr(date, found),
    }
}

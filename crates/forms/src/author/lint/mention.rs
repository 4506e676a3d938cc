//! What conditions and expressions speak of: fields, parts, rows, tables, fixed values.

use super::walk::Logic;
use crate::condition::{Condition, Expr};
use crate::place::FieldId;
use serde_json::Value;

/// What a condition or expression speaks of.
pub(super) enum Mention<'a> {
    /// The answer of a field.
    Field(&'a FieldId),
    /// A part of a composite answer.
    Part(&'a FieldId, &'a str),
    /// The rows of a list.
    Rows(&'a FieldId),
    /// A column of a table of the definition.
    Table(&'a str, &'a str),
    /// A field, or the part of one, beside a fixed value.
    Beside(&'a Expr, &'a Value),
    /// Two expressions that are compared, none of them fixed.
    Pair(&'a Expr, &'a Expr),
}

/// Tells everything that is mentioned.
pub(super) fn mentions<'a>(logic: Logic<'a>, tell: &mut dyn FnMut(Mention<'a>)) {
    match logic {
        Logic::Condition(condition) => in_condition(condition, tell),
        Logic::Expr(expr) => in_expr(expr, tell),
    }
}

/// The fields whose answers or rows a condition or expression reads.
pub(super) fn fields_of(logic: Logic<'_>) -> Vec<&FieldId> {
    let mut found = Vec::new();
    mentions(logic, &mut |mention| match mention {
        Mention::Field(id) | Mention::Part(id, _) | Mention::Rows(id) => found.push(id),
        Mention::Table(..) | Mention::Beside(..) | Mention::Pair(..) => {}
    });
    found
}

fn in_condition<'a>(condition: &'a Condition, tell: &mut dyn FnMut(Mention<'a>)) {
    match condition {
        Condition::Always | Condition::Never => {}
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| in_condition(part, tell));
        }
        Condition::Not(inner) => in_condition(inner, tell),
        Condition::Answered(id) => tell(Mention::Field(id)),
        Condition::Compare(left, _, right) => {
            in_expr(left, tell);
            in_expr(right, tell);
            match (left, right) {
                (side, Expr::Value(value)) | (Expr::Value(value), side) => {
                    tell(Mention::Beside(side, value));
                }
                _ => tell(Mention::Pair(left, right)),
            }
        }
        Condition::In(left, values) => {
            in_expr(left, tell);
            values
                .iter()
                .for_each(|value| tell(Mention::Beside(left, value)));
        }
        Condition::AnyRow(list, inner) | Condition::EveryRow(list, inner) => {
            tell(Mention::Rows(list));
            in_condition(inner, tell);
        }
    }
}

fn in_expr<'a>(expr: &'a Expr, tell: &mut dyn FnMut(Mention<'a>)) {
    match expr {
        Expr::Value(_) | Expr::Today => {}
        Expr::Field(id) | Expr::Sum(id) => tell(Mention::Field(id)),
        Expr::Part(id, part) => tell(Mention::Part(id, part)),
        Expr::Count(id) => tell(Mention::Rows(id)),
        Expr::Plus(parts) | Expr::Times(parts) | Expr::First(parts) => {
            parts.iter().for_each(|part| in_expr(part, tell));
        }
        Expr::CountThat(list, part) | Expr::Rank(list, part) => {
            tell(Mention::Rows(list));
            in_condition(part, tell);
        }
        Expr::Minus(a, b)
        | Expr::Divide(a, b)
        | Expr::DaysBetween(a, b)
        | Expr::MonthsBetween(a, b)
        | Expr::YearsBetween(a, b)
        | Expr::WorkingDaysBetween(a, b)
        | Expr::AddDays(a, b)
        | Expr::AddMonths(a, b) => {
            in_expr(a, tell);
            in_expr(b, tell);
        }
        Expr::Table { table, key, column } => {
            tell(Mention::Table(table, column));
            in_expr(key, tell);
        }
        Expr::If(when, then, otherwise) => {
            in_condition(when, tell);
            in_expr(then, tell);
            in_expr(otherwise, tell);
        }
        Expr::Text(pieces) => pieces
            .iter()
            .filter_map(|piece| piece.value.as_ref())
            .for_each(|value| in_expr(value, tell)),
        Expr::DateInWords(date) => in_expr(date, tell),
    }
}

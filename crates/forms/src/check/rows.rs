//! Rows of a list: how many, and what may stand only once.

use super::Verdict;
use crate::compare::same;
use crate::definition::Field;
use crate::eval::Scope;
use crate::fault::FaultCode;
use crate::kind::{Kind, RowLimits};
use crate::place::{FieldId, Place, Pointer};
use crate::send::pointer;
use crate::shape::Wrong;
use serde_json::Value;

/// Judges the list as a whole; its cells are judged one by one.
pub(super) fn check(scope: Scope<'_>, field: &Field, verdict: &mut Verdict) {
    let list = &field.id;
    let Kind::GroupList(limits) = &field.kind else {
        return;
    };
    if scope.reader().answer(&Place::from(list.clone())).is_some() {
        verdict.error(Pointer::of(list), Wrong::new(FaultCode::Pattern));
        return;
    }
    let rows = scope.reader().rows(list).len();
    let least = limits
        .min
        .unwrap_or_default()
        .max(usize::from(scope.holds(&field.required)));
    if rows < least {
        verdict.error(
            Pointer::of(list),
            Wrong::new(FaultCode::Required).with("min", least),
        );
    }
    if let Some(most) = limits.max.filter(|most| rows > *most) {
        verdict.error(
            Pointer::of(list),
            Wrong::new(FaultCode::TooMany).with("max", most),
        );
    }
    unique(scope, list, limits, verdict);
    if let Some(periods) = &limits.periods {
        super::periods::check(scope, list, periods, verdict);
    }
}

/// The later of two rows that say the same gets the fault, in the last of the columns.
fn unique(scope: Scope<'_>, list: &FieldId, limits: &RowLimits, verdict: &mut Verdict) {
    for columns in &limits.unique {
        let columns = columns.iter();
        let fields: Vec<&Field> = columns
            .filter_map(|column| scope.service().field(column))
            .collect();
        let Some(last) = fields.last() else {
            continue;
        };
        let mut seen: Vec<Vec<Value>> = Vec::new();
        for row in scope.reader().rows(list) {
            let inside = scope.in_row(list, &row);
            let values = fields.iter().map(|field| inside.answer(&field.id));
            let Some(values) = values.collect::<Option<Vec<Value>>>() else {
                continue;
            };
            let is_same = |before: &Vec<Value>| {
                let mut pairs = fields.iter().zip(before.iter().zip(&values));
                pairs.all(|(field, (before, value))| same(&field.kind, before, value))
            };
            if seen.iter().any(is_same) {
                let place = Place::in_row(last.id.clone(), row);
                verdict.error(
                    pointer(scope.reader(), &place),
                    Wrong::new(FaultCode::NotUnique),
                );
            } else {
                seen.push(values);
            }
        }
    }
}

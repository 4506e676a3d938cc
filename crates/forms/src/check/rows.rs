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
}

/// The later of two rows that say the same gets the fault.
fn unique(scope: Scope<'_>, list: &FieldId, limits: &RowLimits, verdict: &mut Verdict) {
    for column in limits
        .unique
        .iter()
        .filter_map(|column| scope.service().field(column))
    {
        let mut seen: Vec<Value> = Vec::new();
        for row in scope.reader().rows(list) {
            let Some(value) = scope.in_row(list, &row).answer(&column.id) else {
                continue;
            };
            if seen.iter().any(|before| same(&column.kind, before, &value)) {
                let place = Place::in_row(column.id.clone(), row);
                verdict.error(
                    pointer(scope.reader(), &place),
                    Wrong::new(FaultCode::NotUnique),
                );
            } else {
                seen.push(value);
            }
        }
    }
}

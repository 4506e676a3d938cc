//! Bounds of dates. A partial date breaks a bound only when all of it lies beyond.

use crate::condition::Expr;
use crate::eval::Scope;
use crate::fault::FaultCode;
use crate::kind::DateLimits;
use crate::shape::Wrong;
use serde_json::Value;
use vietnam::{CivilDate, PartialDate};

/// Judges a date, partial date, or the day of a date with time.
pub(super) fn check(scope: Scope<'_>, limits: &DateLimits, answer: &Value) -> Option<Wrong> {
    let text = answer.as_str()?;
    let date = PartialDate::parse_iso(text.split_once('T').map_or(text, |(day, _)| day)).ok()?;
    if !date.is_full()
        && limits
            .full_when
            .as_ref()
            .is_some_and(|when| scope.holds(when))
    {
        return Some(Wrong::new(FaultCode::NotADate).with("part", "day"));
    }
    let late = limits
        .not_after
        .as_ref()
        .and_then(|bound| too_late(scope, bound, date));
    late.or_else(|| too_early(scope, limits.not_before.as_ref()?, date))
}

/// A paper is not issued in the future.
pub(super) fn issued(scope: Scope<'_>, issued_on: &str) -> Option<Wrong> {
    let day = CivilDate::parse_iso(issued_on).ok()?;
    (day > scope.reader().today())
        .then(|| Wrong::new(FaultCode::AfterToday).with("part", "issued_on"))
}

fn too_late(scope: Scope<'_>, bound: &Expr, date: PartialDate) -> Option<Wrong> {
    let (_, last) = scope.days(bound)?;
    if date.earliest() <= last {
        return None;
    }
    Some(match bound {
        Expr::Today => Wrong::new(FaultCode::AfterToday),
        _ => Wrong::new(FaultCode::AfterMax).with("max", last.to_string()),
    })
}

fn too_early(scope: Scope<'_>, bound: &Expr, date: PartialDate) -> Option<Wrong> {
    let (first, _) = scope.days(bound)?;
    (date.latest() < first).then(|| Wrong::new(FaultCode::BeforeMin).with("min", first.to_string()))
}

//! Beyond the bounds of dates and numbers.

use super::{Trial, broken};
use forms::condition::Expr;
use forms::eval::Scope;
use forms::fault::FaultCode;
use forms::kind::{DateLimits, NumberLimits};
use vietnam::CivilDate;
use vietnam::date::add_days;

/// The day after the last one, and the day before the first one that is taken.
pub(super) fn dates(
    scope: Scope<'_>,
    limits: &DateLimits,
    clock: &str,
    mut all: Vec<Trial>,
) -> Vec<Trial> {
    let day = |bound: &Expr| CivilDate::parse_iso(scope.value(bound)?.as_str()?.get(..10)?).ok();
    let beyond = |day: CivilDate, by: i64| format!("{}{clock}", add_days(day, by));
    let late = limits.not_after.as_ref();
    if let Some(bound) = late {
        let code = match bound {
            Expr::Today => FaultCode::AfterToday,
            _ => FaultCode::AfterMax,
        };
        all.push(match day(bound) {
            Some(last) => broken("too late", beyond(last, 1), code),
            None => Trial::NotNow("too late"),
        });
    }
    if let Some(bound) = &limits.not_before {
        let first = day(bound).filter(|first| late.and_then(day).is_none_or(|last| *first <= last));
        all.push(match first {
            Some(first) => broken("too early", beyond(first, -1), FaultCode::BeforeMin),
            None => Trial::NotNow("too early"),
        });
    }
    all
}

pub(super) fn numbers(scope: Scope<'_>, limits: &NumberLimits, is_money: bool) -> Vec<Trial> {
    let mut all = vec![
        broken("no number", "mười", FaultCode::NotANumber),
        broken("fraction", 1.5, FaultCode::NotANumber),
    ];
    let value = |bound: &Expr| scope.value(bound)?.as_i64();
    let least = limits
        .min
        .as_ref()
        .map(|bound| ("too little", value(bound)));
    let least = least.or(is_money.then_some(("too little", Some(0))));
    let most = limits.max.as_ref().map(|bound| ("too much", value(bound)));
    let most = most.or(is_money.then_some(("too much", Some(999_999_999_999))));
    let mut beyond = |bound: Option<(&'static str, Option<i64>)>, by: i64, code| {
        all.extend(bound.map(|(what, bound)| match bound {
            Some(bound) => broken(what, bound + by, code),
            None => Trial::NotNow(what),
        }));
    };
    beyond(least, -1, FaultCode::BeforeMin);
    beyond(most, 1, FaultCode::AfterMax);
    all
}

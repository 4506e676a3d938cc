//! Bounds of numbers and money.

use crate::eval::Scope;
use crate::fault::FaultCode;
use crate::kind::NumberLimits;
use crate::shape::Wrong;
use serde_json::Value;

/// Greatest amount of money (contract 2.4, Vnd); the least is nothing.
const MOST_MONEY: i64 = 999_999_999_999;

/// Judges an amount of money: the bounds of the field, then those of the contract.
pub(super) fn money(scope: Scope<'_>, limits: &NumberLimits, answer: &Value) -> Option<Wrong> {
    check(scope, limits, answer).or_else(|| outside(answer.as_i64()?, Some(0), Some(MOST_MONEY)))
}

/// Judges a whole number. A bound that is not known yet does not bind.
pub(super) fn check(scope: Scope<'_>, limits: &NumberLimits, answer: &Value) -> Option<Wrong> {
    let number = answer.as_i64()?;
    let least = limits
        .min
        .as_ref()
        .and_then(|bound| scope.number(bound))
        .map(|(low, _)| low);
    let most = limits
        .max
        .as_ref()
        .and_then(|bound| scope.number(bound))
        .map(|(_, high)| high);
    outside(number, least, most)
}

fn outside(number: i64, least: Option<i64>, most: Option<i64>) -> Option<Wrong> {
    match (least, most) {
        (Some(least), _) if number < least => {
            Some(Wrong::new(FaultCode::BeforeMin).with("min", least))
        }
        (_, Some(most)) if number > most => Some(Wrong::new(FaultCode::AfterMax).with("max", most)),
        _ => None,
    }
}

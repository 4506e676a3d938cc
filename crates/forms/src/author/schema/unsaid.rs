//! What no schema can say, told beside it: the day, other answers, units, uniqueness.

use super::required::pointer;
use crate::condition::{Condition, Expr};
use crate::definition::{Level, Service};
use crate::kind::{Choices, DateLimits, Kind, NumberLimits};
use serde::Serialize;

/// One thing that only the engine judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unsaid {
    /// Where: `/child_birth_date`, `/members/*/full_name`; empty for the whole.
    pub pointer: String,
    /// What: `not_after`, `unit`, `required`, the text of a rule …
    pub what: String,
}

impl Unsaid {
    /// At a pointer.
    pub(super) fn new(pointer: &str, what: impl Into<String>) -> Self {
        Self {
            pointer: pointer.to_owned(),
            what: what.into(),
        }
    }

    /// Whether the schema cannot say when this place must be answered: the one gap that decision 13 would not want.
    pub fn is_requirement(&self) -> bool {
        self.what == super::required::UNSAID
    }
}

/// Everything of a service but conditions that have no schema.
pub(super) fn of(service: &Service) -> Vec<Unsaid> {
    let mut found = Vec::new();
    for field in service.fields() {
        let at = pointer(&field.id);
        found.extend(
            of_kind(&field.kind)
                .into_iter()
                .map(|what| Unsaid::new(&at, what)),
        );
        if field.is_worked_out() {
            found.push(Unsaid::new(&at, "its value is worked out by the engine"));
        }
    }
    for rule in service
        .rules
        .iter()
        .filter(|rule| rule.level == Level::Error && !rule.unconfirmed)
    {
        let at = rule.at.first().map(pointer).unwrap_or_default();
        found.push(Unsaid::new(&at, rule.text.clone()));
    }
    found
}

fn of_kind(kind: &Kind) -> Vec<&'static str> {
    let mut found = Vec::new();
    match kind {
        Kind::Date(limits) | Kind::PartialDate(limits) | Kind::DateTime(limits) => {
            let DateLimits {
                not_before,
                not_after,
                full_when,
            } = limits;
            found.push("29 February is a day of leap years only");
            found.extend(not_before.as_ref().map(|_| "not_before"));
            found.extend(not_after.as_ref().map(|_| "not_after"));
            found.extend(full_when.as_ref().map(|_| "full_when"));
        }
        Kind::Number(NumberLimits { min, max }) | Kind::Money(NumberLimits { min, max }) => {
            let moves = |bound: &Option<Expr>| !matches!(bound, None | Some(Expr::Value(_)));
            found.extend(moves(min).then_some("min"));
            found.extend(moves(max).then_some("max"));
        }
        Kind::OneOf(Choices { options, .. }) | Kind::SeveralOf(Choices { options, .. })
            if options
                .iter()
                .any(|option| option.when != Condition::Always) =>
        {
            found.push("some options are offered under conditions only");
        }
        Kind::Unit(_) | Kind::Address(_) => found.push("unit"),
        Kind::IdentityPaper(_) => found.push("issued_on is not after today"),
        Kind::GroupList(limits) => {
            found.extend((!limits.unique.is_empty()).then_some("unique"));
            found.extend(limits.periods.as_ref().map(|_| "periods"));
        }
        _ => {}
    }
    found
}

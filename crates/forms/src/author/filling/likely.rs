//! Answers that a comparison may tell apart: its fixed values, what it reads elsewhere, what lies near those.

use super::search::{At, Search};
use super::value;
use crate::author::samples::{moved, options};
use crate::condition::Condition;
use crate::kind::Kind;
use crate::place::{FieldId, Place};
use crate::shape::choice_word;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use vietnam::CivilDate;

impl Search<'_> {
    /// Answers of a place that a comparison may tell apart: the fixed values of the comparison, what other fields of it
    /// answer, days and numbers near those, then the usual ones.
    pub(super) fn likely(
        &self,
        place: &Place,
        at: &At,
        beside: &BTreeSet<FieldId>,
        fixed: &[Value],
    ) -> Vec<Value> {
        let Some(field) = self.service.field(&place.field) else {
            return Vec::new();
        };
        let usual = self.values(field, place);
        let others = beside.iter().filter(|id| **id != place.field);
        let others: Vec<Value> = others
            .filter_map(|id| self.ask(at, |scope| scope.answer(id)))
            .collect();
        let numbers = || fixed.iter().filter_map(Value::as_i64);
        let mut found: Vec<Value> = Vec::new();
        match &field.kind {
            Kind::Number(_) | Kind::Money(_) => {
                let near = others.iter().filter_map(Value::as_i64).chain(numbers());
                found.extend(near.flat_map(|n| [n, n + 1, n - 1]).map(Value::from));
            }
            Kind::Date(_) | Kind::PartialDate(_) | Kind::DateTime(_) => {
                let today = self.answers.today;
                let said = others
                    .iter()
                    .chain(fixed)
                    .filter_map(|value| CivilDate::parse_iso(value.as_str()?.get(..10)?).ok());
                let from: Vec<CivilDate> = said.chain([today]).collect();
                let days = from.iter().flat_map(|from| around(*from, numbers()));
                let clock = if matches!(field.kind, Kind::DateTime(_)) {
                    "T08:30"
                } else {
                    ""
                };
                found.extend(days.map(|day| format!("{day}{clock}").into()));
            }
            Kind::Lookup(_)
            | Kind::OneOf(_)
            | Kind::SeveralOf(_)
            | Kind::Unit(_)
            | Kind::Address(_)
            | Kind::IdentityPaper(_) => {
                let words: Vec<&str> = fixed.iter().chain(&others).filter_map(word).collect();
                let fits = |value: &&Value| {
                    let parts = value.as_object().into_iter().flat_map(|map| map.values());
                    parts
                        .chain([*value])
                        .filter_map(Value::as_str)
                        .any(|part| words.contains(&part))
                };
                // An option that is not offered yet is offered when the rest is mended.
                let all = match &field.kind {
                    Kind::OneOf(choices) => options(choices),
                    Kind::Lookup(list) => value::listed(self.stock, list),
                    _ => usual.clone(),
                };
                found.extend(all.into_iter().filter(|value| fits(&value)));
            }
            Kind::YesNo | Kind::Statement => {}
            _ => {
                let same = others.iter().filter(|other| other.is_string());
                found.extend(same.cloned());
                found.extend(fixed.iter().filter(|value| value.is_string()).cloned());
            }
        }
        found.extend(usual);
        if let Kind::SeveralOf(_) = field.kind {
            found.extend(
                fixed
                    .iter()
                    .filter(|value| value.is_string())
                    .map(|value| json!([value])),
            );
        }
        found
    }
}

/// Days that lie about so many days, months or years from a day.
fn around(from: CivilDate, numbers: impl Iterator<Item = i64>) -> Vec<CivilDate> {
    let mut days: Vec<CivilDate> = [0, 1, -1].map(|by| moved(from, 0, by)).to_vec();
    for number in numbers.filter(|number| (-2_000..=2_000).contains(number)) {
        for number in [number, -number] {
            days.extend([0, 1, -1].map(|by| moved(from, 0, number + by)));
            days.extend([0, 1, -1].map(|by| moved(from, number, by)));
            if number.abs() <= 120 {
                days.extend([0, 1, -1].map(|by| moved(from, 12 * number, by)));
            }
        }
    }
    days
}

/// The word that stands for a value among options and codes.
fn word(value: &Value) -> Option<&str> {
    choice_word(value)
        .or_else(|| value.get("commune")?.as_str())
        .or_else(|| value.get("code")?.as_str())
}

/// Every fixed value in a condition: those it compares with, wherever they stand.
pub(super) fn fixed(condition: &Condition) -> Vec<Value> {
    fn gather(value: &Value, found: &mut Vec<Value>) {
        match value {
            Value::Array(entries) => entries.iter().for_each(|entry| gather(entry, found)),
            Value::Object(members) => members.values().for_each(|member| gather(member, found)),
            Value::Null => {}
            plain => found.push(plain.clone()),
        }
    }
    let mut found = Vec::new();
    gather(
        &serde_json::to_value(condition).unwrap_or_default(),
        &mut found,
    );
    found
}

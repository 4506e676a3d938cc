//! When two values mean the same: spelling is folded, nothing else.

use crate::kind::Kind;
use crate::value::{Address, canonical};
use serde_json::{Map, Value};
use vietnam::PartialDate;
use vietnam::text::same_text;

/// Whether two values of a kind mean the same: `Hoà` = `Hòa`, `+84 900 000 001` = `0900000001`; a year is not a date.
pub fn same(kind: &Kind, a: &Value, b: &Value) -> bool {
    match (canonical(kind, a), canonical(kind, b)) {
        (Some(a), Some(b)) => match (kind, &a, &b) {
            (Kind::SeveralOf(_) | Kind::File(_), Value::Array(a), Value::Array(b)) => {
                same_set(a, b)
            }
            (Kind::IdentityPaper(_), Value::Object(a), Value::Object(b)) => same_paper(a, b),
            (Kind::Date(_) | Kind::PartialDate(_), Value::String(a), Value::String(b)) => {
                same_date(a, b)
            }
            _ => same_value(&a, &b),
        },
        (a, b) => a == b,
    }
}

/// Whether two values of unknown kind mean the same: codes by code, choices by value, addresses by unit or text.
pub(crate) fn same_value(a: &Value, b: &Value) -> bool {
    if a == b {
        return true;
    }
    match (a, b) {
        (Value::String(a), Value::String(b)) => same_text(a, b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b))
        }
        (Value::Object(a), Value::Object(b)) => same_object(a, b),
        (Value::Object(map), plain) | (plain, Value::Object(map)) => {
            word(map).is_some_and(|word| word.is_string() && same_value(word, plain))
        }
        _ => false,
    }
}

fn same_object(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    if let (Some(a_word), Some(b_word)) = (word(a), word(b)) {
        return same_value(a_word, b_word)
            && same_member(a, b, "text")
            && same_member(a, b, "quantity");
    }
    if a.contains_key("text") && b.contains_key("text") {
        return same_address(a, b);
    }
    a.len() == b.len()
        && a.iter()
            .all(|(name, a)| b.get(name).is_some_and(|b| same_value(a, b)))
}

/// Both name their commune of today: it and the detail decide, so an old address whose new commune is known is the same
/// as the new one. Otherwise the text does, the one of before 01/07/2025 included.
fn same_address(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    let (a, b) = (Address::of_map(a), Address::of_map(b));
    if a.country != b.country {
        return false;
    }
    if let (Some(a_commune), Some(b_commune)) = (a.commune, b.commune) {
        return a_commune == b_commune
            && same_text(a.detail.unwrap_or_default(), b.detail.unwrap_or_default());
    }
    a.texts().any(|a| b.texts().any(|b| same_text(a, b)))
}

/// However it is written; what cannot be read as a date is text.
fn same_date(a: &str, b: &str) -> bool {
    match (PartialDate::read(a), PartialDate::read(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => same_text(a, b),
    }
}

/// Type and number decide; what only one of them says is no difference.
fn same_paper(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    ["type", "number"]
        .iter()
        .all(|name| same_member(a, b, name))
        && ["issued_on", "issued_by", "name"].iter().all(|name| {
            !(a.contains_key(*name) && b.contains_key(*name)) || same_member(a, b, name)
        })
}

fn same_set(a: &[Value], b: &[Value]) -> bool {
    a.len() == b.len()
        && a.iter().all(|a| b.iter().any(|b| same_value(a, b)))
        && b.iter().all(|b| a.iter().any(|a| same_value(a, b)))
}

fn same_member(a: &Map<String, Value>, b: &Map<String, Value>, name: &str) -> bool {
    match (a.get(name), b.get(name)) {
        (Some(a), Some(b)) => same_value(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// The word by which a code or choice goes.
fn word(map: &Map<String, Value>) -> Option<&Value> {
    map.get("code").or_else(|| map.get("value"))
}

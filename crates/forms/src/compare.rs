//! When two values mean the same: spelling is folded, and names of one place; nothing else.

use crate::kind::Kind;
use crate::value::{Address, Vintage, canonical};
use serde_json::{Map, Value};
use vietnam::PartialDate;
use vietnam::address::{Former, same_address_text};
use vietnam::text::same_text;

/// Whether two values of a kind mean the same: `Hoà` = `Hòa`, `+84 900 000 001` = `0900000001`, `P. 1, Q. 3` =
/// `Phường 1, Quận 3`; a year is not a date.
pub fn same(kind: &Kind, a: &Value, b: &Value) -> bool {
    same_place(kind, a, b, &())
}

/// The same, where an address of before 01/07/2025 also means its commune of today, as far as `former` is certain of it.
pub fn same_place(kind: &Kind, a: &Value, b: &Value, former: &dyn Former) -> bool {
    match (canonical(kind, a), canonical(kind, b)) {
        (Some(a), Some(b)) if a == b => true,
        (Some(a), Some(b)) => match (kind, &a, &b) {
            (Kind::SeveralOf(_) | Kind::File(_), Value::Array(a), Value::Array(b)) => {
                same_set(a, b)
            }
            (Kind::Address(_), Value::Object(a), Value::Object(b)) if have_text(a, b) => {
                same_address(a, b, former)
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
    if have_text(a, b) {
        return same_address(a, b, &());
    }
    a.len() == b.len()
        && a.iter()
            .all(|(name, a)| b.get(name).is_some_and(|b| same_value(a, b)))
}

fn have_text(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    a.contains_key("text") && b.contains_key("text")
}

/// Both name their commune of today: it and the detail decide, so an old address whose new commune is known is the same
/// as the new one. Otherwise the text does, the one of before 01/07/2025 included, or what that certainly is today.
fn same_address(a: &Map<String, Value>, b: &Map<String, Value>, former: &dyn Former) -> bool {
    let (a, b) = (Address::of_map(a), Address::of_map(b));
    if a.country != b.country {
        return false;
    }
    if let (Some(a), Some(b)) = (named(&a), named(&b)) {
        return is_one(&a, &b);
    }
    { a.texts() }.any(|a| b.texts().any(|b| same_address_text(a, b))) || {
        today(&a, former).zip(today(&b, former))
    }
    .is_some_and(|(a, b)| is_one(&a, &b))
}

/// Commune of today, and detail.
type Spot = (String, String);

fn is_one((a_commune, a_detail): &Spot, (b_commune, b_detail): &Spot) -> bool {
    a_commune == b_commune && same_address_text(a_detail, b_detail)
}

fn named(address: &Address<'_>) -> Option<Spot> {
    let detail = address.detail.unwrap_or_default();
    Some((address.commune?.to_owned(), detail.to_owned()))
}

/// What an address is today: as it says itself, or, written before, as is certain of it.
fn today(address: &Address<'_>, former: &dyn Former) -> Option<Spot> {
    named(address).or_else(|| {
        let mut texts = { address.texts() }.filter(|_| address.vintage == Vintage::Legacy);
        let now = texts.find_map(|text| former.today(text))?;
        Some((now.commune.as_str().to_owned(), now.detail))
    })
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

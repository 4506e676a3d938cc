//! A fact's value in the shape of a field's kind, or the text of what the field cannot hold.

use crate::definition::{Field, SourceRef};
use crate::fact::FactValue;
use crate::kind::{AddressLimits, Kind, UnitLevel};
use crate::lists::unit::{COMMUNES, PROVINCES};
use crate::shape;
use crate::value::{Address, Code, Vintage, canonical, show_any};
use serde_json::{Value, json};
use vietnam::{Language, PartialDate};

/// What a fact comes to in a field.
#[derive(PartialEq)]
pub(crate) enum Fit {
    /// It says nothing.
    Blank,
    /// The value, canonical.
    Value(Value),
    /// What the source wrote.
    Unread(String),
}

/// Fits a fact into a field. Nothing is cut or guessed: what does not fit stays text.
pub(crate) fn fit(field: &Field, source: &SourceRef, fact: &FactValue) -> Fit {
    let wrote = match fact {
        FactValue::Value(value) => value,
        FactValue::Raw(text) if text.trim().is_empty() => return Fit::Blank,
        FactValue::Raw(text) => return Fit::Unread(text.clone()),
    };
    let Some(said) = canonical(&field.kind, wrote) else {
        return Fit::Blank;
    };
    let meant = if source.means.is_empty() {
        Some(said.clone())
    } else {
        means(source, &said)
    };
    if meant.as_ref().is_some_and(says_nothing) {
        return Fit::Blank;
    }
    let fitting = meant
        .and_then(|value| canonical(&field.kind, &reshaped(&field.kind, value)))
        .filter(|value| {
            shape::fault(&field.kind, value).is_none() || waits_for_unit(&field.kind, value)
        });
    match fitting {
        Some(value) => Fit::Value(value),
        None => Fit::Unread(show_any(wrote, Language::Vi)),
    }
}

/// An address of before 01/07/2025 where a unit of today is asked: it is kept as it was written, and the question stays
/// open until the unit is chosen.
fn waits_for_unit(kind: &Kind, value: &Value) -> bool {
    let Kind::Address(limits) = kind else {
        return false;
    };
    let of_then = AddressLimits {
        legacy: true,
        ..limits.clone()
    };
    let is_old = Address::of(value).is_some_and(|address| address.vintage == Vintage::Legacy);
    is_old && shape::fault(&Kind::Address(of_then), value).is_none()
}

/// What a source's value comes to in a field; none where the field cannot hold it. The server compares what was sent as
/// filled in with it (contract 4.5).
pub fn taken(field: &Field, source: &SourceRef, value: &Value) -> Option<Value> {
    match fit(field, source, &FactValue::Value(value.clone())) {
        Fit::Value(value) => Some(value),
        Fit::Blank | Fit::Unread(_) => None,
    }
}

/// What the record's value means in this field.
fn means(source: &SourceRef, said: &Value) -> Option<Value> {
    let word = match said {
        Value::String(text) => text.clone(),
        Value::Object(map) => map
            .get("code")
            .or_else(|| map.get("value"))?
            .as_str()?
            .to_owned(),
        other => other.to_string(),
    };
    source
        .means
        .get(&word)
        .or_else(|| source.means.get("*"))
        .cloned()
}

/// A definition says of a record's value that it tells nothing about the field.
fn says_nothing(meant: &Value) -> bool {
    meant.as_str() == Some("")
}

/// The same in the type of the kind: numbers as text, a date in its one form, a code as the option of its name, one entry as a list of one.
fn reshaped(kind: &Kind, value: Value) -> Value {
    match (kind, value) {
        (Kind::Text(_) | Kind::Code(_) | Kind::PersonalId | Kind::Plate, Value::Number(number)) => {
            number.to_string().into()
        }
        (Kind::Date(_) | Kind::PartialDate(_), Value::String(text)) => PartialDate::read(&text)
            .map_or(text, |date| date.to_string())
            .into(),
        (Kind::OneOf(_), Value::Object(map)) => match map.get("code") {
            Some(code) => code.clone(),
            None => Value::Object(map),
        },
        (Kind::SeveralOf(_), word @ Value::String(_)) => Value::Array(vec![word]),
        (Kind::Text(_), Value::Object(map))
            if map.contains_key("code") || map.contains_key("text") =>
        {
            show_any(&Value::Object(map), Language::Vi).into()
        }
        (Kind::Address(limits), value) if limits.province_only => {
            province_of(&value).unwrap_or(value)
        }
        (Kind::Unit(level), value) => unit(*level, &value).unwrap_or(value),
        (_, value) => value,
    }
}

/// An address of today without what lies below its province.
fn province_of(value: &Value) -> Option<Value> {
    let address = Address::of(value)?;
    address.commune.or(address.detail)?;
    if !address.is_home() || address.vintage != Vintage::Current {
        return None;
    }
    let name = address.text.rsplit(',').next()?.trim();
    Some(
        json!({ "country": address.country, "province": address.province?, "text": name, "vintage": "current" }),
    )
}

/// The unit in which an address of today lies; its name is that in the address's text, which ends with commune and
/// province.
fn unit(level: UnitLevel, value: &Value) -> Option<Value> {
    let address = Address::of(value)?;
    if Code::of(value).is_some() || !address.is_home() || address.vintage != Vintage::Current {
        return None;
    }
    let (list, code, from_end) = match level {
        UnitLevel::Commune => (COMMUNES, address.commune?, 1),
        UnitLevel::Province => (PROVINCES, address.province?, 0),
        UnitLevel::Authority => return None,
    };
    let name = address.text.rsplit(',').nth(from_end)?.trim();
    Some(json!({ "code": code, "name": name, "list": list, "province": address.province }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::AddressLimits;

    #[test]
    fn an_address_of_today_gives_its_units() {
        let address = json!({
            "country": "VN", "province": "01", "commune": "00235", "detail": "Số 51",
            "text": "Số 51, ngõ Mẫu, Phường Đống Đa, Thành phố Hà Nội", "vintage": "current",
        });
        let commune = reshaped(&Kind::Unit(UnitLevel::Commune), address.clone());
        assert_eq!(
            commune,
            json!({ "code": "00235", "name": "Phường Đống Đa", "list": "communes", "province": "01" })
        );
        let province = reshaped(&Kind::Unit(UnitLevel::Province), address.clone());
        assert_eq!(province["name"], "Thành phố Hà Nội");
        let office = Kind::Unit(UnitLevel::Authority);
        assert_eq!(reshaped(&office, address.clone()), address);
    }

    #[test]
    fn of_an_address_only_the_province_is_taken_where_more_is_not_asked() {
        let kind = Kind::Address(AddressLimits {
            province_only: true,
            ..AddressLimits::default()
        });
        let address = json!({
            "country": "VN", "province": "01", "commune": "00235", "text": "Phường Đống Đa, Thành phố Hà Nội", "vintage": "current",
        });
        let province = json!({ "country": "VN", "province": "01", "text": "Thành phố Hà Nội", "vintage": "current" });
        assert_eq!(reshaped(&kind, address), province);
        assert_eq!(reshaped(&kind, province.clone()), province);
    }

    #[test]
    fn old_addresses_and_units_stay_as_they_are() {
        let kind = Kind::Unit(UnitLevel::Commune);
        let old =
            json!({ "province": "01", "commune": "00235", "text": "a, b, c", "vintage": "legacy" });
        assert_eq!(reshaped(&kind, old.clone()), old);
        let unit = json!({ "code": "00235", "name": "Phường Đống Đa", "province": "01" });
        assert_eq!(reshaped(&kind, unit.clone()), unit);
    }
}

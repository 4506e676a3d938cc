//! A value as people read it.

use super::{Address, Code, FileRef, IdentityPaper, Typed};
use crate::kind::{Choices, Kind};
use serde_json::{Map, Value};
use vietnam::money::Vnd;
use vietnam::{Language, PartialDate};

/// The value as people read it: `05/03/1960`, `1.234.567 ₫`, the label of a choice, the text of an address.
/// What does not fit its kind is shown as it is.
pub fn show(kind: &Kind, value: &Value, language: Language) -> String {
    match (kind, value) {
        (Kind::Money(_), Value::Number(amount)) => match amount.as_u64().and_then(Vnd::new) {
            Some(amount) => amount.shown(),
            None => amount.to_string(),
        },
        (Kind::OneOf(choices), _) => choice(choices, value),
        (Kind::SeveralOf(choices), Value::Array(entries)) => {
            joined(entries.iter().map(|entry| choice(choices, entry)))
        }
        (Kind::IdentityPaper(_), Value::Object(map)) => {
            let paper = IdentityPaper::of_map(map);
            joined(
                [paper.name.unwrap_or_default(), paper.number]
                    .into_iter()
                    .map(str::to_owned),
            )
        }
        (Kind::Text(_) | Kind::PersonName(_) | Kind::Code(_), Value::String(text)) => text.clone(),
        _ => show_any(value, language),
    }
}

/// The same where the kind is not known: dates by their shape, codes by name, addresses and files by their text.
pub fn show_any(value: &Value, language: Language) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(holds) => yes_no(*holds, language).to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => moment(text, language),
        Value::Array(entries) => joined(entries.iter().map(|entry| show_any(entry, language))),
        Value::Object(map) => object(value, map),
    }
}

fn object(value: &Value, map: &Map<String, Value>) -> String {
    if let Some(code) = Code::of(value) {
        return code
            .text
            .unwrap_or(if code.name.is_empty() {
                code.code
            } else {
                code.name
            })
            .to_owned();
    }
    if let Some(file) = FileRef::of(value) {
        return file.name.to_owned();
    }
    if let Some(number) = map.get("number").and_then(Value::as_str) {
        return number.to_owned();
    }
    let address = Address::of_map(map);
    address
        .texts()
        .next()
        .or(address.detail)
        .or(Typed::of(value).map(|typed| typed.text))
        .unwrap_or_default()
        .to_owned()
}

/// The label, with what was written beside it and how many.
fn choice(choices: &Choices, entry: &Value) -> String {
    let label = |word: &str| {
        let option = choices.options.iter().find(|option| option.value == word);
        option.map_or_else(|| word.to_owned(), |option| option.label.clone())
    };
    match entry {
        Value::String(word) => label(word),
        Value::Object(map) => {
            let word = map
                .get("value")
                .and_then(Value::as_str)
                .map(label)
                .unwrap_or_default();
            let beside = match (map.get("text").and_then(Value::as_str), map.get("quantity")) {
                (Some(text), _) => text.to_owned(),
                (None, Some(quantity)) => quantity.to_string(),
                (None, None) => return word,
            };
            [word, beside].join(": ")
        }
        _ => String::new(),
    }
}

/// A date, or a date and time, as people here write them; any other text as it is.
fn moment(text: &str, language: Language) -> String {
    let date = || Some(PartialDate::parse_iso(text).ok()?.shown());
    let shown = vietnam::moment::shown(text, language).or_else(date);
    shown.unwrap_or_else(|| text.to_owned())
}

fn yes_no(holds: bool, language: Language) -> &'static str {
    match (language, holds) {
        (Language::Vi, true) => "Có",
        (Language::Vi, false) => "Không",
        (Language::En, true) => "Yes",
        (Language::En, false) => "No",
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::Condition;
    use crate::definition::Choice;
    use crate::kind::{AddressLimits, DateLimits, ListRef, NumberLimits, TextLimits};
    use serde_json::json;

    #[track_caller]
    fn check(kind: &Kind, value: &Value, vi: &str) {
        assert_eq!(show(kind, value, Language::Vi), vi);
    }

    #[test]
    fn values_read_as_people_write_them() {
        check(
            &Kind::Date(DateLimits::default()),
            &json!("1960-03-05"),
            "05/03/1960",
        );
        check(
            &Kind::PartialDate(DateLimits::default()),
            &json!("1960-03"),
            "03/1960",
        );
        check(
            &Kind::DateTime(DateLimits::default()),
            &json!("2026-11-25T08:30"),
            "08:30 ngày 25/11/2026",
        );
        let lost = json!("2026-11-14T18:00:00+07:00");
        let shown = [Language::Vi, Language::En].map(|language| show_any(&lost, language));
        assert_eq!(shown, ["18:00 ngày 14/11/2026", "18:00 on 14/11/2026"]);
        check(
            &Kind::Money(NumberLimits::default()),
            &json!(1_234_567),
            &Vnd::new(1_234_567).unwrap().shown(),
        );
        check(&Kind::Text(TextLimits::default()), &json!("1960"), "1960");
        check(&Kind::YesNo, &json!(true), "Có");
        assert_eq!(show(&Kind::YesNo, &json!(false), Language::En), "No");
    }

    #[test]
    fn choices_show_their_label() {
        let option = |value: &str, label: &str| Choice {
            value: value.into(),
            label: label.into(),
            hint: None,
            when: Condition::Always,
        };
        let choices = Choices {
            options: vec![option("male", "Nam"), option("other", "Khác")],
            ..Choices::default()
        };
        check(&Kind::OneOf(choices.clone()), &json!("male"), "Nam");
        check(
            &Kind::OneOf(choices.clone()),
            &json!({"value": "other", "text": "ông"}),
            "Khác: ông",
        );
        check(
            &Kind::SeveralOf(choices),
            &json!(["male", {"value": "other", "quantity": 2}]),
            "Nam, Khác: 2",
        );
    }

    #[test]
    fn composite_answers_show_their_text() {
        let list = ListRef {
            list: "countries".into(),
            only: vec![],
            other: None,
            open: false,
            most: None,
        };
        check(
            &Kind::Lookup(list.clone()),
            &json!({"code": "VN", "name": "Việt Nam"}),
            "Việt Nam",
        );
        check(
            &Kind::IdentityPaper(list),
            &json!({"type": "passport", "number": "C123"}),
            "C123",
        );
        check(
            &Kind::Address(AddressLimits::default()),
            &json!({"country": "VN", "text": "Xã A"}),
            "Xã A",
        );
    }
}

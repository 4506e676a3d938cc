//! Answers as they count and are sent: cleaned and NFC, in the one spelling of their kind. Blank ones are none.

use crate::kind::Kind;
use serde_json::{Map, Value};
use vietnam::personal_id::PersonalId;
use vietnam::phone::Phone;
use vietnam::text::clean;

/// Deepest nesting of an answer's shape.
const DEPTH: u8 = 5;

/// The answer as it counts: none when it is blank. What does not fit its kind stays as it was typed, cleaned.
///
/// This is what checks judge, what conditions read and what is sent, so that browser and server see the same.
/// Applying it twice changes nothing.
pub fn canonical(kind: &Kind, value: &Value) -> Option<Value> {
    match (kind, value) {
        (Kind::Statement, Value::Bool(false)) => None,
        (Kind::Text(limits), Value::String(text)) if limits.lines => lines(text).map(Value::from),
        (_, Value::String(text)) => Some(text_of(kind, clean(text)))
            .filter(|text| !text.is_empty())
            .map(Value::from),
        (Kind::Address(_), Value::Object(map)) => {
            let map = members(map, DEPTH)?;
            map.keys()
                .any(|name| !matches!(name.as_str(), "country" | "vintage"))
                .then_some(Value::Object(map))
        }
        _ => any(value, DEPTH),
    }
}

/// Digits as digits, codes in capitals.
fn text_of(kind: &Kind, text: String) -> String {
    let read = match kind {
        Kind::PersonalId => PersonalId::parse(&text)
            .ok()
            .map(|id| id.as_str().to_owned()),
        Kind::Phone { foreign } => {
            let phone = if *foreign {
                Phone::parse_any(&text)
            } else {
                Phone::parse(&text)
            };
            phone.ok().map(|phone| phone.as_str().to_owned())
        }
        Kind::Plate => Some(capitals(
            text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '–')),
        )),
        Kind::Code(shape) if !shape.shapes.is_empty() => Some(capitals(text.chars())),
        _ => None,
    };
    read.unwrap_or(text)
}

/// Upper case of the letters that codes have.
pub(crate) fn capitals(text: impl Iterator<Item = char>) -> String {
    text.map(|c| {
        if c == 'đ' {
            'Đ'
        } else {
            c.to_ascii_uppercase()
        }
    })
    .collect()
}

/// Each line cleaned; blank lines stay only between others.
fn lines(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text.split('\n').map(clean).collect();
    let joined = lines.join("\n");
    let joined = joined.trim_matches('\n');
    (!joined.is_empty()).then(|| joined.to_owned())
}

/// Texts inside composite answers are cleaned, blank members and entries left out.
fn any(value: &Value, depth: u8) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Null => None,
        Value::String(text) => Some(clean(text))
            .filter(|text| !text.is_empty())
            .map(Value::from),
        Value::Array(entries) => {
            let entries: Vec<Value> = entries
                .iter()
                .filter_map(|entry| any(entry, depth))
                .collect();
            (!entries.is_empty()).then_some(Value::Array(entries))
        }
        Value::Object(map) => members(map, depth).map(Value::Object),
        Value::Bool(_) | Value::Number(_) => Some(value.clone()),
    }
}

fn members(map: &Map<String, Value>, depth: u8) -> Option<Map<String, Value>> {
    let kept: Map<String, Value> = map
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), any(value, depth)?)))
        .collect();
    (!kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{AddressLimits, CodeShape, ShapePiece, TextLimits};
    use serde_json::json;

    #[track_caller]
    fn check(kind: &Kind, typed: &Value, expected: &Value) {
        let once = canonical(kind, typed);
        assert_eq!(once.clone().unwrap_or_default(), *expected);
        assert_eq!(once.as_ref().and_then(|value| canonical(kind, value)), once);
    }

    #[test]
    fn blank_is_no_answer() {
        for blank in [
            json!(null),
            json!(""),
            json!(" \u{a0}"),
            json!([]),
            json!({}),
            json!([" "]),
            json!({"a": ""}),
        ] {
            check(&Kind::Text(TextLimits::default()), &blank, &json!(null));
        }
        check(&Kind::Statement, &json!(false), &json!(null));
        check(
            &Kind::Address(AddressLimits::default()),
            &json!({"country": "VN", "detail": " "}),
            &json!(null),
        );
        check(&Kind::YesNo, &json!(false), &json!(false));
    }

    #[test]
    fn spelling_is_one() {
        check(
            &Kind::PersonalId,
            &json!("001 099 000 001"),
            &json!("001099000001"),
        );
        check(
            &Kind::Phone { foreign: false },
            &json!("+84 900 000 001"),
            &json!("0900000001"),
        );
        check(&Kind::Plate, &json!("29-b1 123.45"), &json!("29B112345"));
        let code = Kind::Code(CodeShape {
            shapes: vec![vec![ShapePiece::Letters(2, 2)]],
            ..CodeShape::default()
        });
        check(&code, &json!(" qđ "), &json!("QĐ"));
        check(
            &Kind::PersonName(TextLimits::default()),
            &json!("Nguye\u{302}\u{303}n  Văn"),
            &json!("Nguyễn Văn"),
        );
    }

    #[test]
    fn what_cannot_be_read_stays_as_typed() {
        check(&Kind::PersonalId, &json!("12 34"), &json!("12 34"));
        check(
            &Kind::Phone { foreign: false },
            &json!("0900-abc-001"),
            &json!("0900-abc-001"),
        );
        check(&Kind::YesNo, &json!(" maybe "), &json!("maybe"));
    }

    #[test]
    fn lines_stay_lines() {
        let kind = Kind::Text(TextLimits {
            lines: true,
            ..TextLimits::default()
        });
        check(
            &kind,
            &json!("\n một  hai\r\n\r\nba \n"),
            &json!("một hai\n\nba"),
        );
    }
}

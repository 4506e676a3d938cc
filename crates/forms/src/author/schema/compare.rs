//! Comparisons of one answer with a fixed value, as schemas of that answer.

use super::dates::{before, from};
use crate::condition::Comparison;
use crate::kind::Kind;
use serde_json::{Value, json};
use vietnam::CivilDate;
use vietnam::date::add_days;

/// The member is there and so.
pub(super) fn has(leaf: &str, so: &Value) -> Value {
    if *so == json!(true) {
        return json!({ "required": [leaf] });
    }
    json!({ "required": [leaf], "properties": { leaf: so } })
}

pub(super) fn mirrored(how: Comparison) -> Comparison {
    match how {
        Comparison::Under => Comparison::Over,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Over => Comparison::Under,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

pub(super) fn equal(how: Comparison, means: Value) -> Option<Value> {
    match how {
        Comparison::Is => Some(means),
        Comparison::IsNot => Some(json!({ "not": means })),
        _ => None,
    }
}

pub(super) fn number(how: Comparison, number: i64) -> Option<Value> {
    Some(match how {
        Comparison::Is => json!({ "const": number }),
        Comparison::IsNot => json!({ "not": { "const": number } }),
        Comparison::Under => json!({ "type": "integer", "exclusiveMaximum": number }),
        Comparison::AtMost => json!({ "type": "integer", "maximum": number }),
        Comparison::Over => json!({ "type": "integer", "exclusiveMinimum": number }),
        Comparison::AtLeast => json!({ "type": "integer", "minimum": number }),
    })
}

/// A date that matches.
pub(super) fn dated(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

pub(super) fn date(how: Comparison, day: CivilDate) -> Option<Value> {
    let next = add_days(day, 1);
    Some(match how {
        Comparison::Is => json!({ "allOf": [dated(&from(day)), dated(&before(next))] }),
        Comparison::IsNot => json!({ "anyOf": [dated(&before(day)), dated(&from(next))] }),
        Comparison::Under => dated(&before(day)),
        Comparison::AtMost => dated(&before(next)),
        Comparison::Over => dated(&from(next)),
        Comparison::AtLeast => dated(&from(day)),
    })
}

/// What means the same as a fixed value: a code by its code, a choice by its word, several by any of them.
pub(super) fn means(kind: &Kind, fixed: &Value) -> Option<Value> {
    let scalar = match (kind, fixed) {
        // Another spelling is not one of the options.
        (Kind::OneOf(_) | Kind::SeveralOf(_), Value::String(_)) => json!({ "const": fixed }),
        (_, Value::String(text)) => same_text(text)?,
        (_, Value::Bool(_) | Value::Number(_)) => json!({ "const": fixed }),
        _ => return None,
    };
    let by = |name: &str| json!({ "type": "object", "required": [name], "properties": { name: scalar } });
    Some(match kind {
        Kind::OneOf(_) => json!({ "anyOf": [scalar, by("value")] }),
        Kind::SeveralOf(_) => {
            json!({ "type": "array", "contains": { "anyOf": [scalar, by("value")] } })
        }
        Kind::Lookup(_) | Kind::Unit(_) => json!({ "anyOf": [scalar, by("code")] }),
        Kind::OrderedList(_) => json!({ "type": "array", "contains": by("code") }),
        _ => scalar,
    })
}

pub(super) fn part_stands(
    kind: &Kind,
    part: &str,
    how: Comparison,
    fixed: &Value,
) -> Option<Value> {
    if let (Kind::Date(_) | Kind::PartialDate(_), "year") = (kind, part) {
        let year = i32::try_from(fixed.as_i64()?).ok()?;
        let since = |year: i32| Some(dated(&from(CivilDate::new(year, 1, 1).ok()?)));
        let until = |year: i32| Some(dated(&before(CivilDate::new(year, 1, 1).ok()?)));
        return Some(match how {
            Comparison::Is => json!({ "allOf": [since(year)?, until(year + 1)?] }),
            Comparison::IsNot => json!({ "anyOf": [until(year)?, since(year + 1)?] }),
            Comparison::Under => until(year)?,
            Comparison::AtMost => until(year + 1)?,
            Comparison::Over => since(year + 1)?,
            Comparison::AtLeast => since(year)?,
        });
    }
    let scalar = match fixed {
        Value::String(text) => same_text(text)?,
        _ => json!({ "const": fixed }),
    };
    let by_part =
        |so: &Value| json!({ "type": "object", "required": [part], "properties": { part: so } });
    let so = equal(how, scalar)?;
    Some(match part {
        // A plain answer is its own code and value.
        "code" | "value" => json!({ "anyOf": [{ "type": "string", "allOf": [so] }, by_part(&so)] }),
        _ => by_part(&so),
    })
}

/// A text that means the same: letters in either case. With other letters than a–z no schema says it.
fn same_text(text: &str) -> Option<Value> {
    if !text.is_ascii() || text.contains(char::is_whitespace) {
        return None;
    }
    let folded: String = text
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' => format!(
                "[{}{}]",
                letter.to_ascii_uppercase(),
                letter.to_ascii_lowercase()
            ),
            '0'..='9' | '_' => letter.to_string(),
            sign => format!("\\{sign}"),
        })
        .collect();
    Some(json!({ "type": "string", "pattern": format!("^{folded}$") }))
}

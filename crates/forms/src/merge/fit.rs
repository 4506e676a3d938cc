//! A fact's value in the shape of a field's kind, or the text of what the field cannot hold.

use crate::definition::{Field, SourceRef};
use crate::fact::FactValue;
use crate::kind::Kind;
use crate::shape;
use crate::value::{canonical, show_any};
use serde_json::Value;
use vietnam::Language;

/// What a fact comes to in a field.
pub(super) enum Fit {
    /// It says nothing.
    Blank,
    /// The value, canonical.
    Value(Value),
    /// What the source wrote.
    Unread(String),
}

/// Fits a fact into a field. Nothing is cut or guessed: what does not fit stays text.
pub(super) fn fit(field: &Field, source: &SourceRef, fact: &FactValue) -> Fit {
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
    let fitting = meant
        .and_then(|value| canonical(&field.kind, &reshaped(&field.kind, value)))
        .filter(|value| shape::fault(&field.kind, value).is_none());
    match fitting {
        Some(value) => Fit::Value(value),
        None => Fit::Unread(show_any(wrote, Language::Vi)),
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

/// The same in the type of the kind: numbers as text, a code as the option of its name, one entry as a list of one.
fn reshaped(kind: &Kind, value: Value) -> Value {
    match (kind, value) {
        (Kind::Text(_) | Kind::Code(_) | Kind::PersonalId | Kind::Plate, Value::Number(number)) => {
            number.to_string().into()
        }
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
        (_, value) => value,
    }
}

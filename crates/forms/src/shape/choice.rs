//! Answers out of a short list.

use super::Wrong;
use crate::fault::FaultCode;
use crate::kind::Choices;
use serde_json::Value;

/// Most characters of the text beside "other".
pub const OTHER_TEXT_MAX: usize = 200;

/// One option, or `{ value, text }` where it is the one beside which a text is written.
pub(super) fn one_of(choices: &Choices, answer: &Value) -> Option<Wrong> {
    entry(choices, answer, false)
}

/// At least one option, none twice; each with its quantity where the field asks for it.
pub(super) fn several_of(choices: &Choices, answer: &Value) -> Option<Wrong> {
    let Some(entries) = answer.as_array() else {
        return Some(Wrong::misshapen());
    };
    if let Some(wrong) = entries
        .iter()
        .find_map(|each| entry(choices, each, choices.quantity))
    {
        return Some(wrong);
    }
    if choices.most.is_some_and(|most| entries.len() > most) {
        return Some(Wrong::new(FaultCode::TooMany).with("max", choices.most.unwrap_or_default()));
    }
    let twice = entries.iter().enumerate().any(|(at, each)| {
        entries
            .iter()
            .take(at)
            .any(|before| word(before) == word(each))
    });
    twice.then(|| Wrong::new(FaultCode::NotUnique))
}

/// The option that an entry chooses: the entry itself, or its `value`.
pub(crate) fn word(entry: &Value) -> Option<&str> {
    entry.as_str().or_else(|| entry.get("value")?.as_str())
}

fn entry(choices: &Choices, entry: &Value, quantity: bool) -> Option<Wrong> {
    let Some(word) = word(entry) else {
        return Some(Wrong::misshapen());
    };
    if !choices.options.iter().any(|option| option.value == word) {
        return Some(Wrong::new(FaultCode::NotInList));
    }
    let many = entry.get("quantity").and_then(Value::as_i64);
    if quantity && many.is_none_or(|many| many < 1) {
        return Some(Wrong::missing("quantity"));
    }
    if choices.other.as_deref() == Some(word) {
        beside(entry)
    } else {
        None
    }
}

/// The text beside "other" is needed and short.
pub(super) fn beside(entry: &Value) -> Option<Wrong> {
    match entry.get("text").and_then(Value::as_str) {
        None => Some(Wrong::missing("text")),
        Some(text) => too_long(text, "text", OTHER_TEXT_MAX),
    }
}

/// A part that is longer than it may be.
pub(super) fn too_long(text: &str, part: &'static str, most: usize) -> Option<Wrong> {
    (text.chars().count() > most).then(|| {
        Wrong::new(FaultCode::TooLong)
            .with("part", part)
            .with("max", most)
    })
}

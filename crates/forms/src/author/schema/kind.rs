//! One answer's schema: what [`crate::shape`] judges, in the words of JSON Schema.

use super::{Codes, dates};
use crate::condition::Expr;
use crate::kind::{AddressLimits, Choices, FileLimits, Kind, ListRef, NumberLimits};
use crate::lists::unit::COUNTRIES;
use crate::shape::{
    ADDRESS_TEXT_MAX, DETAIL_MAX, OTHER_TEXT_MAX, PAPER_NAME_MAX, PAPER_NUMBER_MAX, text_lengths,
    text_pattern,
};
use serde_json::{Map, Value, json};

/// The schema of a kind's answer as it is sent. Rows of lists are made elsewhere.
pub(super) fn answer(kind: &Kind, codes: &Codes) -> Value {
    match kind {
        Kind::Text(_)
        | Kind::PersonName(_)
        | Kind::PersonalId
        | Kind::Phone { .. }
        | Kind::Email
        | Kind::Plate
        | Kind::Code(_)
        | Kind::Time => text(kind),
        Kind::Date(_) => json!({ "type": "string", "pattern": format!("^{}$", dates::DATE) }),
        Kind::PartialDate(_) => {
            let pattern = format!("^([0-9]{{4}}(-(0[1-9]|1[0-2]))?|{})$", dates::DATE);
            json!({ "type": "string", "pattern": pattern })
        }
        Kind::DateTime(_) => {
            json!({ "type": "string", "pattern": format!("^{}T{}$", dates::DATE, dates::TIME) })
        }
        Kind::YesNo => json!({ "type": "boolean" }),
        Kind::Statement => json!({ "const": true }),
        Kind::Number(limits) | Kind::Money(limits) => number(limits),
        Kind::OneOf(choices) => choice(choices, false),
        Kind::SeveralOf(choices) => several(choice(choices, choices.quantity), choices.most),
        Kind::Lookup(list) => lookup(list, codes),
        Kind::OrderedList(list) => several(lookup(list, codes), list.most),
        Kind::Unit(_) => {
            json!({ "type": "object", "required": ["code"], "properties": { "code": filled() } })
        }
        Kind::Address(limits) => address(limits, codes),
        Kind::IdentityPaper(list) => identity_paper(list, codes),
        Kind::File(limits) => files(limits),
        Kind::GroupList(_) => json!({ "type": "array" }),
    }
}

/// A text that is not blank.
fn filled() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

/// A part that has a limit where it is a text.
fn at_most(most: usize) -> Value {
    json!({ "maxLength": most })
}

fn text(kind: &Kind) -> Value {
    let mut made = Map::from_iter([("type".to_owned(), json!("string"))]);
    if let Some((least, most)) = text_lengths(kind) {
        made.insert("minLength".to_owned(), least.into());
        made.insert("maxLength".to_owned(), most.into());
    }
    if let Some(pattern) = text_pattern(kind) {
        made.insert("pattern".to_owned(), pattern.into());
    }
    Value::Object(made)
}

/// Fixed bounds only; others are told beside the schema.
fn number(limits: &NumberLimits) -> Value {
    let mut made = Map::from_iter([("type".to_owned(), json!("integer"))]);
    for (name, bound) in [("minimum", &limits.min), ("maximum", &limits.max)] {
        if let Some(Expr::Value(Value::Number(bound))) = bound {
            made.insert(name.to_owned(), bound.clone().into());
        }
    }
    Value::Object(made)
}

fn several(entry: Value, most: Option<usize>) -> Value {
    let mut made = Map::from_iter([
        ("type".to_owned(), json!("array")),
        ("items".to_owned(), entry),
    ]);
    if let Some(most) = most {
        made.insert("maxItems".to_owned(), most.into());
    }
    Value::Object(made)
}

/// A word, or an object with that word as its `value`.
fn choice(choices: &Choices, quantity: bool) -> Value {
    let other = choices.other.as_deref();
    let values = choices.options.iter().map(|option| option.value.as_str());
    let plain: Vec<&str> = values.filter(|value| Some(*value) != other).collect();
    let mut ways = Vec::new();
    if !quantity {
        ways.push(json!({ "type": "string", "enum": plain }));
    }
    ways.push(json!({ "type": "object", "required": ["value"], "properties": { "value": { "type": "string", "enum": plain } } }));
    if let Some(other) = other {
        ways.push(json!({
            "type": "object",
            "required": ["value", "text"],
            "properties": { "value": { "const": other }, "text": beside() },
        }));
    }
    let mut made = Map::from_iter([("anyOf".to_owned(), Value::Array(ways))]);
    if quantity {
        made.insert("required".to_owned(), json!(["quantity"]));
        made.insert(
            "properties".to_owned(),
            json!({ "quantity": { "type": "integer", "minimum": 1 } }),
        );
    }
    Value::Object(made)
}

/// The text beside "other".
fn beside() -> Value {
    json!({ "type": "string", "maxLength": OTHER_TEXT_MAX })
}

/// A code, one of the list where the list is known, one of the allowed where only some are.
fn code(list: &ListRef, codes: &Codes) -> Value {
    let mut made = filled();
    let members = made.as_object_mut();
    let known = codes.get(&list.list);
    let allowed: Option<Vec<&str>> = match (known, list.only.is_empty()) {
        (None, true) => None,
        (Some(known), true) => Some(known.iter().map(String::as_str).collect()),
        (known, false) => {
            let only = list
                .only
                .iter()
                .filter(|code| known.is_none_or(|known| known.contains(*code)));
            Some(only.map(String::as_str).collect())
        }
    };
    if let (Some(members), Some(allowed)) = (members, allowed) {
        members.insert("enum".to_owned(), json!(allowed));
    }
    made
}

fn lookup(list: &ListRef, codes: &Codes) -> Value {
    let mut made = json!({ "type": "object", "required": ["code"], "properties": { "code": code(list, codes) } });
    if let (Some(other), Some(members)) = (&list.other, made.as_object_mut()) {
        members.insert(
            "if".to_owned(),
            json!({ "properties": { "code": { "const": other } } }),
        );
        members.insert(
            "then".to_owned(),
            json!({ "required": ["text"], "properties": { "text": beside() } }),
        );
    }
    made
}

fn address(limits: &AddressLimits, codes: &Codes) -> Value {
    let text = json!({ "required": ["text"], "properties": { "text": filled() } });
    let old = json!({ "required": ["legacy"], "properties": { "legacy": { "type": "object", "required": ["text"], "properties": { "text": filled() } } } });
    let has_text = json!({ "anyOf": [text, old] });
    let has = |part: &str| json!({ "required": [part], "properties": { part: filled() } });
    let mut units = vec![has("province")];
    units.extend((!limits.province_only).then(|| has("commune")));
    units.extend(limits.detail.then(|| has("detail")));
    let today = json!({ "allOf": units });
    let home = if limits.legacy {
        let legacy = json!({ "allOf": [has_text, { "required": ["vintage"], "properties": { "vintage": { "const": "legacy" } } }] });
        json!({ "anyOf": [today, legacy] })
    } else {
        today
    };
    let country = match codes.get(COUNTRIES) {
        Some(known) => json!({ "properties": { "country": { "enum": known } } }),
        None => json!(true),
    };
    let abroad = if limits.abroad {
        json!({ "allOf": [country, { "anyOf": [has_text, has("detail")] }] })
    } else {
        json!(false)
    };
    json!({
        "type": "object",
        "properties": {
            "detail": at_most(DETAIL_MAX),
            "text": at_most(ADDRESS_TEXT_MAX),
            "legacy": { "properties": { "text": at_most(ADDRESS_TEXT_MAX) } },
            "typed": false,
        },
        "if": { "required": ["country"], "properties": { "country": { "type": "string", "not": { "const": "VN" } } } },
        "then": abroad,
        "else": home,
    })
}

fn identity_paper(list: &ListRef, codes: &Codes) -> Value {
    let mut made = json!({
        "type": "object",
        "required": ["type", "number"],
        "properties": {
            "type": code(list, codes),
            "number": { "type": "string", "minLength": 1, "maxLength": PAPER_NUMBER_MAX },
            "issued_on": { "if": { "type": "string" }, "then": { "pattern": format!("^{}$", dates::DATE) } },
            "issued_by": at_most(PAPER_NAME_MAX),
            "name": at_most(PAPER_NAME_MAX),
        },
    });
    if let (Some(other), Some(members)) = (&list.other, made.as_object_mut()) {
        members.insert(
            "if".to_owned(),
            json!({ "properties": { "type": { "const": other } } }),
        );
        members.insert(
            "then".to_owned(),
            json!({ "required": ["name"], "properties": { "name": filled() } }),
        );
    }
    made
}

fn files(limits: &FileLimits) -> Value {
    let way = |name: &str| json!({ "required": [name], "properties": { name: filled() } });
    several(
        json!({ "type": "object", "anyOf": [way("uploadId"), way("resultId")] }),
        limits.most,
    )
}

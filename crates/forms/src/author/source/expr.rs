//! Expressions as authors write them, made into the engine's.

use super::super::compile::LANGUAGES;
use super::super::finding::did_you_mean;
use super::condition;
use super::reader::Reader;
use super::tree::{Content, Entry, Node};
use serde_json::{Map, Value, json};

/// Expressions over a list of others: the author's word, the engine's, and how many there must be.
const OVER: [(&str, &str, Option<usize>); 11] = [
    ("plus", "plus", None),
    ("minus", "minus", Some(2)),
    ("times", "times", None),
    ("divide", "divide", Some(2)),
    ("days", "days-between", Some(2)),
    ("months", "months-between", Some(2)),
    ("years", "years-between", Some(2)),
    ("working_days", "working-days-between", Some(2)),
    ("add_days", "add-days", Some(2)),
    ("add_months", "add-months", Some(2)),
    ("first", "first", None),
];

/// Reads an expression. A bare value stands for itself, but for `"today"`.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Option<Value> {
    match &node.content {
        Content::Text(word) if word == "today" => Some("today".into()),
        Content::Text(_) | Content::Int(_) | Content::Flag(_) => {
            reader.scalar(node).map(|value| json!({ "value": value }))
        }
        Content::Table(entries) => table(reader, node, entries),
        _ => {
            reader.expected(node, "an expression: a value, { field = \"…\" }, …");
            None
        }
    }
}

fn table(reader: &mut Reader<'_>, node: &Node, entries: &[Entry]) -> Option<Value> {
    let get = |key: &str| node.get(key);
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    let only = |allowed: &[&str]| keys.iter().all(|key| allowed.contains(key));
    for (word, name, count) in OVER {
        if let (Some(list), true) = (get(word), only(&[word])) {
            return over(reader, list, word, name, count);
        }
    }
    if let (Some(value), true) = (get("value"), only(&["value"])) {
        return reader.scalar(value).map(|value| json!({ "value": value }));
    }
    if let (Some(id), Some(part), true) = (get("field"), get("part"), only(&["field", "part"])) {
        let id = condition::field(reader, id)?;
        return condition::field(reader, part).map(|part| json!({ "part": [id, part] }));
    }
    for (word, name) in [("count", "count-that"), ("rank", "rank")] {
        if let (Some(list), Some(that), true) = (get(word), get("that"), only(&[word, "that"])) {
            let list = condition::field(reader, list)?;
            return condition::read(reader, that).map(|that| json!({ name: [list, that] }));
        }
    }
    if let (Some(list), true) = (get("rank"), only(&["rank"])) {
        return condition::field(reader, list).map(|list| json!({ "rank": [list, "always"] }));
    }
    for word in ["field", "count", "sum"] {
        if let (Some(id), true) = (get(word), only(&[word])) {
            return condition::field(reader, id).map(|id| json!({ word: id }));
        }
    }
    if let (Some(table), Some(key), Some(column), true) = (
        get("table"),
        get("key"),
        get("column"),
        only(&["table", "key", "column"]),
    ) {
        let (table, column) = (
            condition::field(reader, table)?,
            condition::field(reader, column)?,
        );
        return read(reader, key)
            .map(|key| json!({ "table": { "table": table, "key": key, "column": column } }));
    }
    if let (Some(when), Some(then), true) = (get("if"), get("then"), only(&["if", "then", "else"]))
    {
        let (when, then) = (condition::read(reader, when)?, read(reader, then)?);
        let otherwise = match get("else") {
            Some(otherwise) => read(reader, otherwise)?,
            None => json!({ "first": [] }),
        };
        return Some(json!({ "if": [when, then, otherwise] }));
    }
    if let (Some(code), Some(list), true) = (get("code"), get("list"), only(&["code", "list"])) {
        let (code, list) = (
            condition::field(reader, code)?,
            condition::field(reader, list)?,
        );
        return Some(json!({ "value": { "code": code, "list": list } }));
    }
    if let (Some(pieces), true) = (get("text"), only(&["text"])) {
        return reader
            .list(pieces, piece)
            .map(|pieces| json!({ "text": pieces }));
    }
    if let (Some(date), true) = (get("date_in_words"), only(&["date_in_words"])) {
        return read(reader, date).map(|date| json!({ "date-in-words": date }));
    }
    let known = OVER.iter().map(|(word, ..)| *word).chain([
        "value",
        "field",
        "part",
        "count",
        "rank",
        "that",
        "sum",
        "table",
        "key",
        "column",
        "if",
        "then",
        "else",
        "text",
        "date_in_words",
        "code",
        "list",
    ]);
    let strange = entries
        .iter()
        .find(|entry| !known.clone().any(|word| word == entry.key));
    let otherwise = "docs/authoring.md shows every form of an expression";
    match strange {
        Some(entry) => reader.wrong(
            entry.line,
            format!("an expression has no `{}`", entry.key),
            did_you_mean(&entry.key, known, otherwise),
        ),
        None => reader.wrong(
            node.line,
            format!("`{}` make no expression", keys.join("`, `")),
            otherwise,
        ),
    }
    None
}

fn over(
    reader: &mut Reader<'_>,
    list: &Node,
    word: &str,
    name: &str,
    count: Option<usize>,
) -> Option<Value> {
    let Value::Array(parts) = reader.list(list, read)? else {
        return None;
    };
    match (count, parts.len()) {
        (Some(wanted), found) if wanted != found => {
            reader.wrong(
                list.line,
                format!("`{word}` holds {found}"),
                format!("`{word}` takes {wanted}"),
            );
            None
        }
        (None, 0) => {
            reader.wrong(
                list.line,
                format!("`{word}` is empty"),
                "give at least one expression",
            );
            None
        }
        _ => Some(json!({ name: parts })),
    }
}

/// A piece of a composed text. What stands around the value may be a bare text where it holds no word.
fn piece(reader: &mut Reader<'_>, node: &Node) -> Option<Value> {
    let Content::Table(entries) = &node.content else {
        reader.expected(node, "a piece: { before = …, value = …, after = … }");
        return None;
    };
    let mut made = Map::new();
    for entry in entries {
        let value = match entry.key.as_str() {
            "value" => read(reader, &entry.node)?,
            "before" | "after" => around(reader, &entry.node)?,
            other => {
                let remedy = did_you_mean(
                    other,
                    ["value", "before", "after"],
                    "a piece has value, before and after",
                );
                reader.wrong(entry.line, format!("a piece has no `{other}`"), remedy);
                return None;
            }
        };
        made.insert(entry.key.clone(), value);
    }
    Some(Value::Object(made))
}

fn around(reader: &mut Reader<'_>, node: &Node) -> Option<Value> {
    match node.text() {
        Some(text) if !text.chars().any(char::is_alphabetic) => Some(
            LANGUAGES
                .iter()
                .map(|language| ((*language).to_owned(), Value::from(text)))
                .collect::<Map<_, _>>()
                .into(),
        ),
        _ => reader.texts(node),
    }
}

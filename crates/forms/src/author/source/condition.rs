//! Conditions as authors write them, made into the engine's.

use super::super::finding::did_you_mean;
use super::expr;
use super::reader::Reader;
use super::tree::{Content, Entry, Node};
use serde_json::{Value, json};

/// How two sides may be compared: the author's word and the engine's.
const COMPARISONS: [(&str, &str); 6] = [
    ("is", "is"),
    ("is_not", "is-not"),
    ("under", "under"),
    ("at_most", "at-most"),
    ("over", "over"),
    ("at_least", "at-least"),
];

/// Every key of a condition, for "did you mean".
const KEYS: [&str; 18] = [
    "field",
    "part",
    "age",
    "left",
    "is",
    "is_not",
    "under",
    "at_most",
    "over",
    "at_least",
    "in",
    "answered",
    "all",
    "any",
    "not",
    "any_row",
    "every_row",
    "that",
];

/// Reads a condition; true stands for always, false for never.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Option<Value> {
    match &node.content {
        Content::Flag(flag) => Some(if *flag { "always" } else { "never" }.into()),
        Content::Text(word) if word == "always" || word == "never" => Some(word.as_str().into()),
        Content::Table(entries) => table(reader, node, entries),
        _ => {
            reader.expected(
                node,
                "a condition: { field = \"…\", is = … }, \"always\" or \"never\"",
            );
            None
        }
    }
}

fn table(reader: &mut Reader<'_>, node: &Node, entries: &[Entry]) -> Option<Value> {
    if let Some(entry) = entries
        .iter()
        .find(|entry| !KEYS.contains(&entry.key.as_str()))
    {
        let remedy = did_you_mean(
            &entry.key,
            KEYS,
            "docs/authoring.md shows every form of a condition",
        );
        reader.wrong(
            entry.line,
            format!("a condition has no `{}`", entry.key),
            remedy,
        );
        return None;
    }
    let only = |keys: &[&str]| {
        entries
            .iter()
            .all(|entry| keys.contains(&entry.key.as_str()))
    };
    for join in ["all", "any"] {
        if let (Some(list), true) = (node.get(join), only(&[join])) {
            return reader.list(list, read).map(|parts| json!({ join: parts }));
        }
    }
    for rows in ["any_row", "every_row"] {
        if let (Some(list), Some(that), true) =
            (node.get(rows), node.get("that"), only(&[rows, "that"]))
        {
            let list = field(reader, list)?;
            return read(reader, that).map(|that| json!({ rows.replace('_', "-"): [list, that] }));
        }
    }
    if let (Some(inner), true) = (node.get("not"), only(&["not"])) {
        return read(reader, inner).map(|inner| json!({ "not": inner }));
    }
    if let (Some(id), true) = (node.get("answered"), only(&["answered"])) {
        return field(reader, id).map(|id| json!({ "answered": id }));
    }
    comparison(reader, node, entries)
}

/// One left side and one or more comparisons, all of which must hold.
fn comparison(reader: &mut Reader<'_>, node: &Node, entries: &[Entry]) -> Option<Value> {
    let sides = ["field", "age", "left"];
    let mut lefts = sides
        .iter()
        .filter_map(|side| node.get(side).map(|left| (*side, left)));
    let (Some((side, left)), None) = (lefts.next(), lefts.next()) else {
        reader.wrong(
            node.line,
            "this is no condition",
            "docs/authoring.md shows every form of a condition",
        );
        return None;
    };
    let left = match (side, node.get("part")) {
        ("field", Some(part)) => json!({ "part": [field(reader, left)?, field(reader, part)?] }),
        ("field", None) => json!({ "field": field(reader, left)? }),
        ("age", None) => json!({ "years-between": [{ "field": field(reader, left)? }, "today"] }),
        ("left", None) => expr::read(reader, left)?,
        _ => {
            reader.wrong(
                node.line,
                "`part` goes with `field`",
                "take it out, or write { field = \"…\", part = \"…\", is = … }",
            );
            return None;
        }
    };
    let mut made = Vec::new();
    for entry in entries {
        if let Some((_, how)) = COMPARISONS.iter().find(|(key, _)| *key == entry.key) {
            let right = expr::read(reader, &entry.node)?;
            made.push(json!({ "compare": [left, how, right] }));
        } else if entry.key == "in" {
            let values = reader.list(&entry.node, Reader::scalar)?;
            made.push(json!({ "in": [left, values] }));
        } else if !["field", "age", "left", "part"].contains(&entry.key.as_str()) {
            reader.wrong(
                entry.line,
                format!("`{}` does not go with `{side}`", entry.key),
                "join two conditions by { all = [ … ] }",
            );
            return None;
        }
    }
    match made.len() {
        0 => {
            let known = "is, is_not, in, under, at_most, over, at_least";
            reader.wrong(
                node.line,
                "nothing is compared",
                format!("add one of: {known}"),
            );
            None
        }
        1 => made.pop(),
        _ => Some(json!({ "all": made })),
    }
}

/// The id of a field, or the name of a part.
pub(super) fn field(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let id = node.text().map(str::to_owned);
    if id.is_none() {
        reader.expected(node, "the id of a field");
    }
    id
}

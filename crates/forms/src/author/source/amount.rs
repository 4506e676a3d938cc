//! What a fee costs: an expression whose fixed values are amounts in đồng.

use super::expr;
use super::reader::Reader;
use super::tree::{Content, Node};
use crate::figures::MOST;
use serde_json::Value;

/// Expressions that give no number, as the engine writes them.
const NO_NUMBERS: [&str; 4] = ["text", "date-in-words", "add-days", "add-months"];

/// Reads an amount.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Option<Value> {
    let wanted = format!("write a whole number from 0 to {MOST}, or an expression that gives one");
    if !matches!(node.content, Content::Int(_) | Content::Table(_)) {
        reader.wrong(
            node.line,
            format!("{} stands here", node.describe()),
            wanted,
        );
        return None;
    }
    let amount = expr::read(reader, node)?;
    if let Some(what) = fault(&amount) {
        reader.wrong(node.line, format!("{what} stands here"), wanted);
    }
    Some(amount)
}

/// What in an expression is no amount: a fixed value that is no number or beyond the bounds, or what gives no number.
fn fault(amount: &Value) -> Option<String> {
    let Some((word, inner)) = amount.as_object().and_then(|members| members.iter().next()) else {
        return Some(amount.to_string());
    };
    match (word.as_str(), inner) {
        ("value", value) => {
            let is_amount = value
                .as_i64()
                .is_some_and(|value| (0..=MOST).contains(&value));
            (!is_amount).then(|| value.to_string())
        }
        ("if", Value::Array(parts)) => parts.iter().skip(1).find_map(fault),
        ("plus" | "minus" | "times" | "divide" | "first", Value::Array(parts)) => {
            parts.iter().find_map(fault)
        }
        (word, _) => NO_NUMBERS.contains(&word).then(|| format!("`{word}`")),
    }
}

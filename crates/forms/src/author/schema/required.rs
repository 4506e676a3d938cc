//! When an answer must be there: shown and required, as `if` and `then`.

use super::condition::Writer;
use crate::condition::Condition;
use crate::definition::Field;
use crate::kind::Kind;
use crate::place::FieldId;
use serde_json::{Value, json};

/// What is told where no schema says when a field is required.
pub(super) const UNSAID: &str = "required";

/// Conditions that a row's rule may take from outside the list; each doubles the rules.
const MOST_OUTER: usize = 5;

/// The rules of one field; none where its condition has no schema.
pub(super) fn rules(writer: &Writer<'_>, field: &Field) -> Option<Vec<Value>> {
    let at_least_one =
        matches!(&field.kind, Kind::GroupList(limits) if limits.min.is_some_and(|min| min > 0));
    let when = if at_least_one {
        Condition::Always
    } else {
        field.required.clone()
    };
    let when = joined(vec![field.shown.clone(), when]);
    if when == Condition::Never {
        return Some(Vec::new());
    }
    let then = json!({ "required": [field.id.leaf()] });
    match field.id.list() {
        None => Some(vec![implied(&writer.condition(&when, None)?, then)]),
        Some(list) => in_rows(writer, &list, &when, &then),
    }
}

/// The place as people write it: `/members/*/full_name`.
pub(super) fn pointer(id: &FieldId) -> String {
    format!(
        "/{}",
        id.as_str().replace("[].", "/*/").trim_end_matches("[]")
    )
}

/// Rows obey one rule for each way that the conditions outside the list may stand.
fn in_rows(
    writer: &Writer<'_>,
    list: &FieldId,
    when: &Condition,
    then: &Value,
) -> Option<Vec<Value>> {
    let mut outer = Vec::new();
    outer_parts(when, list, &mut outer);
    if outer.len() > MOST_OUTER {
        return None;
    }
    let mut rules = Vec::new();
    for way in 0..1_u32 << outer.len() {
        let stands = |index: usize| way >> index & 1 == 1;
        let around: Vec<Condition> = outer
            .iter()
            .enumerate()
            .map(|(index, part)| {
                if stands(index) {
                    part.clone()
                } else {
                    Condition::Not(Box::new(part.clone()))
                }
            })
            .collect();
        let inner = joined(vec![settled(when, &outer, &stands)]);
        if inner == Condition::Never {
            continue;
        }
        let items = implied(&writer.condition(&inner, Some(list))?, then.clone());
        let of_rows = json!({ "properties": { list.leaf(): { "items": items } } });
        rules.push(implied(&writer.condition(&joined(around), None)?, of_rows));
    }
    Some(rules)
}

fn implied(when: &Value, then: Value) -> Value {
    if *when == json!(true) {
        then
    } else {
        json!({ "if": when, "then": then })
    }
}

/// All of them, without what is always so.
fn joined(parts: Vec<Condition>) -> Condition {
    let mut parts: Vec<Condition> = parts
        .into_iter()
        .filter(|part| *part != Condition::Always)
        .collect();
    if parts.contains(&Condition::Never) {
        return Condition::Never;
    }
    match parts.pop() {
        None => Condition::Always,
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            Condition::All(parts)
        }
    }
}

/// The largest parts that read no column of the list.
fn outer_parts(condition: &Condition, list: &FieldId, found: &mut Vec<Condition>) {
    if matches!(condition, Condition::Always | Condition::Never) {
        return;
    }
    let reads_row = condition
        .reads()
        .iter()
        .any(|id| id.list().as_ref() == Some(list));
    if !reads_row {
        if !found.contains(condition) {
            found.push(condition.clone());
        }
        return;
    }
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| outer_parts(part, list, found));
        }
        Condition::Not(part) => outer_parts(part, list, found),
        _ => {}
    }
}

/// The condition with its outer parts decided.
fn settled(
    condition: &Condition,
    outer: &[Condition],
    stands: &dyn Fn(usize) -> bool,
) -> Condition {
    if let Some(index) = outer.iter().position(|part| part == condition) {
        return if stands(index) {
            Condition::Always
        } else {
            Condition::Never
        };
    }
    let all = |parts: &[Condition]| {
        parts
            .iter()
            .map(|part| settled(part, outer, stands))
            .collect()
    };
    match condition {
        Condition::All(parts) => joined(all(parts)),
        Condition::Any(parts) => {
            let parts: Vec<Condition> = all(parts);
            if parts.contains(&Condition::Always) {
                Condition::Always
            } else {
                Condition::Any(parts)
            }
        }
        Condition::Not(part) => match settled(part, outer, stands) {
            Condition::Always => Condition::Never,
            Condition::Never => Condition::Always,
            part => Condition::Not(Box::new(part)),
        },
        other => other.clone(),
    }
}

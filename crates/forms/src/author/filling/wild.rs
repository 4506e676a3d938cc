//! Random answers, the same for the same seed: sound ones, ones with a few faults, and wild ones. Nothing mends them.

use super::Dice;
use crate::answers::Answers;
use crate::author::samples::{code, fitting, moved, options, sample};
use crate::author::schema::Codes;
use crate::condition::Expr;
use crate::definition::{Field, Service};
use crate::kind::{Kind, ListRef};
use crate::place::{FieldId, Place, RowKey};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use vietnam::CivilDate;

/// How careless the person is: shares in a hundred of answers left out and of answers that are broken.
#[derive(Clone, Copy)]
pub struct Care {
    /// Answers left out.
    pub left_out: usize,
    /// Answers broken.
    pub broken: usize,
}

/// Answers to all fields, hidden ones too.
pub fn answers(
    service: &Service,
    codes: &Codes,
    today: CivilDate,
    care: Care,
    dice: &mut Dice,
) -> Answers {
    let mut made = Answers {
        today,
        values: BTreeMap::new(),
        rows: BTreeMap::new(),
    };
    for field in service.fields() {
        if field.id.is_list() {
            let count = if dice.in_hundred(care.left_out) {
                0
            } else {
                1 + dice.below(3)
            };
            made.rows.insert(
                field.id.clone(),
                (0..count).map(|row| RowKey(format!("r{row}"))).collect(),
            );
            continue;
        }
        for place in places(&field.id, &made) {
            if dice.in_hundred(care.left_out) {
                continue;
            }
            let value = if dice.in_hundred(care.broken) {
                broken(field, today, dice)
            } else {
                sound(&field.kind, codes, today, dice)
            };
            made.values.insert(place, value);
        }
    }
    made
}

/// The same answers with some left out, some broken, and some others that their kind takes.
pub fn disturbed(
    service: &Service,
    answers: &Answers,
    codes: &Codes,
    care: Care,
    dice: &mut Dice,
) -> Answers {
    let mut made = answers.clone();
    for place in answers.values.keys() {
        let Some(field) = service.field(&place.field) else {
            continue;
        };
        if dice.in_hundred(care.left_out) {
            made.values.remove(place);
        } else if dice.in_hundred(care.broken) {
            let value = if dice.in_hundred(50) {
                broken(field, answers.today, dice)
            } else {
                sound(&field.kind, codes, answers.today, dice)
            };
            made.values.insert(place.clone(), value);
        }
    }
    for rows in made.rows.values_mut() {
        if dice.in_hundred(care.left_out) {
            rows.pop();
        }
    }
    made
}

/// An answer that the field's kind takes.
pub fn answer(field: &Field, codes: &Codes, today: CivilDate, dice: &mut Dice) -> Value {
    sound(&field.kind, codes, today, dice)
}

fn places(id: &FieldId, made: &Answers) -> Vec<Place> {
    match id.list() {
        None => vec![Place::of(id.clone())],
        Some(list) => made
            .rows
            .get(&list)
            .into_iter()
            .flatten()
            .map(|row| Place::in_row(id.clone(), row.clone()))
            .collect(),
    }
}

/// An answer that the kind takes.
fn sound(kind: &Kind, codes: &Codes, today: CivilDate, dice: &mut Dice) -> Value {
    let past = |dice: &mut Dice| {
        moved(
            today,
            -(dice.below(90 * 12) as i64),
            -(dice.below(31) as i64),
        )
        .to_string()
    };
    match kind {
        Kind::YesNo => dice.in_hundred(50).into(),
        Kind::OneOf(choices) => dice.pick(&options(choices)).clone(),
        Kind::SeveralOf(choices) => {
            let all = options(choices);
            let from = dice.below(all.len());
            let count = 1 + dice.below(2);
            let some: Vec<Value> = all.into_iter().skip(from).take(count).collect();
            some.into()
        }
        Kind::Lookup(list) => listed(list, codes, dice),
        Kind::OrderedList(list) => json!([listed(list, codes, dice)]),
        Kind::IdentityPaper(list) => {
            let mut paper = sample(kind, today);
            let chosen = listed(list, codes, dice).get("code").cloned();
            put(&mut paper, "type", chosen.unwrap_or_default());
            put(&mut paper, "name", "Giấy tờ khác".into());
            paper
        }
        Kind::Date(_) => past(dice).into(),
        Kind::PartialDate(_) => {
            let date = past(dice);
            date[..*dice.pick(&[10, 10, 10, 7, 4])].into()
        }
        Kind::Number(limits) | Kind::Money(limits) => {
            let least = match &limits.min {
                Some(Expr::Value(least)) => least.as_i64().unwrap_or_default(),
                _ => 0,
            };
            (least + dice.pick(&[1, 2, 3, 5, 20, 40, 81, 100])).into()
        }
        Kind::Code(shape) if !shape.shapes.is_empty() => {
            fitting(dice.pick::<Vec<_>>(&shape.shapes)).into()
        }
        Kind::Address(limits) if limits.abroad && dice.in_hundred(20) => {
            json!({ "country": "LA", "detail": "Ban Phon", "text": "Ban Phon, Lào" })
        }
        Kind::Address(limits) if limits.legacy && dice.in_hundred(20) => {
            json!({ "country": "VN", "vintage": "legacy", "text": "Xã Cũ, huyện Cũ", "legacy": { "text": "Xã Cũ, huyện Cũ" } })
        }
        kind => sample(kind, today),
    }
}

fn listed(list: &ListRef, codes: &Codes, dice: &mut Dice) -> Value {
    let known: Vec<&String> = match codes.get(&list.list) {
        Some(known) => known
            .iter()
            .filter(|code| list.only.is_empty() || list.only.contains(code))
            .collect(),
        None => list.only.iter().collect(),
    };
    // Việt Nam often: much hangs on it.
    let chosen = match known.iter().find(|code| code.as_str() == "VN") {
        Some(home) if dice.in_hundred(60) => home.as_str(),
        _ if known.is_empty() => "X1",
        _ => dice.pick(&known).as_str(),
    };
    let mut made = code(&list.list, chosen);
    if list.other.as_deref() == Some(chosen) {
        put(&mut made, "text", "Khác nữa".into());
    }
    made
}

/// Gives a composite answer a part.
fn put(answer: &mut Value, part: &str, value: Value) {
    if let Some(parts) = answer.as_object_mut() {
        parts.insert(part.to_owned(), value);
    }
}

/// An answer that is wrong, or odd, in one of many ways.
fn broken(field: &Field, today: CivilDate, dice: &mut Dice) -> Value {
    let mut value = sample(&field.kind, today);
    match dice.below(8) {
        0 => json!(""),
        1 => json!("?"),
        2 => json!("x".repeat(600)),
        3 => json!({ "code": "none-such", "value": "none-such", "list": "x" }),
        4 => json!([]),
        5 => json!(-1),
        6 => match &mut value {
            Value::Object(members) => {
                let names: Vec<String> = members.keys().cloned().collect();
                members.remove(dice.pick(&names));
                value
            }
            Value::Array(entries) => {
                entries.extend(std::iter::repeat_n(
                    json!({ "value": "other", "quantity": 0 }),
                    30,
                ));
                value
            }
            Value::String(text) => text.chars().rev().chain(['9']).collect::<String>().into(),
            _ => json!("true"),
        },
        _ => match &mut value {
            Value::Object(members) => {
                let names: Vec<String> = members.keys().cloned().collect();
                let part = dice.pick(&names).clone();
                members.insert(
                    part,
                    dice.pick(&[
                        json!("y".repeat(600)),
                        json!(7),
                        json!("US"),
                        json!("other"),
                    ])
                    .clone(),
                );
                value
            }
            Value::String(text) => text.chars().take(2).collect::<String>().into(),
            _ => json!("other"),
        },
    }
}

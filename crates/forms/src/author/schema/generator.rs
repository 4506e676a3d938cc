//! Random answers, the same for the same seed: sound ones, ones with a few faults, and wild ones.

use crate::answers::Answers;
use crate::author::samples::{code, fitting, moved, options, sample};
use crate::condition::Expr;
use crate::definition::{Field, Service};
use crate::kind::{Kind, ListRef};
use crate::place::{FieldId, Place, RowKey};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use vietnam::CivilDate;

/// A small generator of numbers (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % count.max(1) as u64).unwrap()
    }

    pub(crate) fn in_hundred(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    pub(crate) fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}

/// How careless the person is: shares in a hundred of answers left out and of answers that are broken.
#[derive(Clone, Copy)]
pub(crate) struct Care {
    pub(crate) left_out: usize,
    pub(crate) broken: usize,
}

/// Answers to all fields, hidden ones too.
pub(crate) fn answers(
    service: &Service,
    codes: &super::Codes,
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

fn places(id: &FieldId, made: &Answers) -> Vec<Place> {
    match id.list() {
        None => vec![Place::of(id.clone())],
        Some(list) => made.rows[&list]
            .iter()
            .map(|row| Place::in_row(id.clone(), row.clone()))
            .collect(),
    }
}

/// An answer that the kind takes.
fn sound(kind: &Kind, codes: &super::Codes, today: CivilDate, dice: &mut Dice) -> Value {
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
            all[from..=(from + dice.below(2)).min(all.len() - 1)]
                .to_vec()
                .into()
        }
        Kind::Lookup(list) => listed(list, codes, dice),
        Kind::OrderedList(list) => json!([listed(list, codes, dice)]),
        Kind::IdentityPaper(list) => {
            let mut paper = sample(kind, today);
            paper["type"] = listed(list, codes, dice)["code"].clone();
            paper["name"] = "Giấy tờ khác".into();
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

fn listed(list: &ListRef, codes: &super::Codes, dice: &mut Dice) -> Value {
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
        made["text"] = "Khác nữa".into();
    }
    made
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

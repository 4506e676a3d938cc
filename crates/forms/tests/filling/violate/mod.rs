//! Answers that break one constraint of a field each, with the fault that they must bring.

mod bounds;
mod choice;
mod composite;
mod rows;

use bounds::{dates, numbers};
use choice::{entry, options};
use composite::{address, code, files, listed, paper};
use forms::author::filling::Filler;
use forms::definition::Field;
use forms::eval::Scope;
use forms::fault::FaultCode;
use forms::kind::Kind;
pub(crate) use rows::{IN_TWO_ROWS, RowTrial, rows};
use serde_json::{Value, json};

/// A broken constraint.
pub(crate) struct Violation {
    /// Which: a word that is the same wherever the field is tried.
    pub(crate) what: &'static str,
    /// The answer that breaks it.
    pub(crate) answer: Value,
    /// What the engine says to it.
    pub(crate) code: FaultCode,
}

/// What can be tried of a constraint.
pub(crate) enum Trial {
    /// This answer breaks it.
    Broken(Violation),
    /// As the other answers stand nothing breaks it: a bound is not known, an option is offered.
    NotNow(&'static str),
}

fn broken(what: &'static str, answer: impl Into<Value>, code: FaultCode) -> Trial {
    Trial::Broken(Violation {
        what,
        answer: answer.into(),
        code,
    })
}

/// Every constraint of a field where it stands, beside an answer that is taken there.
pub(crate) fn violations(
    filler: &Filler<'_>,
    scope: Scope<'_>,
    field: &Field,
    answer: &Value,
) -> Vec<Trial> {
    use FaultCode::{NotADate, Pattern, TooLong, TooShort};
    match &field.kind {
        Kind::Text(limits) => {
            let mut all = vec![
                broken(
                    "too long",
                    "x".repeat(limits.max.unwrap_or(500) + 1),
                    TooLong,
                ),
                broken("no text", json!({ "text": "x" }), Pattern),
            ];
            if let Some(least) = limits.min.filter(|least| *least > 1) {
                all.push(broken("too short", "x".repeat(least - 1), TooShort));
            }
            all
        }
        Kind::PersonName(limits) => vec![
            broken(
                "too long",
                "x".repeat(limits.max.unwrap_or(100) + 1),
                TooLong,
            ),
            broken("digit", "Nguyễn Văn 5", Pattern),
        ],
        Kind::Date(limits) => dates(
            scope,
            limits,
            "",
            vec![
                broken("no date", "2026-02-30", NotADate),
                broken("year alone", "1990", NotADate),
            ],
        ),
        Kind::PartialDate(limits) => {
            let mut all = vec![broken("no date", "2026-13", NotADate)];
            if let Some(when) = &limits.full_when {
                let year = answer
                    .as_str()
                    .and_then(|day| day.get(..4))
                    .unwrap_or("1990");
                all.push(if scope.holds(when) {
                    broken("year alone", year, NotADate)
                } else {
                    Trial::NotNow("year alone")
                });
            }
            dates(scope, limits, "", all)
        }
        Kind::DateTime(limits) => dates(
            scope,
            limits,
            "T08:30",
            vec![broken("no time", "2026-11-25T25:00", NotADate)],
        ),
        Kind::Time => vec![broken("no time", "25:00", Pattern)],
        Kind::YesNo | Kind::Statement => vec![broken("neither", "maybe", Pattern)],
        Kind::OneOf(choices) => options(scope, choices, false),
        Kind::SeveralOf(choices) => {
            let mut all = options(scope, choices, true);
            if let Some(entry) = answer.get(0) {
                all.push(broken("twice", json!([entry, entry]), FaultCode::NotUnique));
            }
            let every: Vec<Value> = choices
                .options
                .iter()
                .map(|option| entry(choices, &option.value))
                .collect();
            if let Some(most) = choices.most.filter(|most| every.len() > *most) {
                all.push(broken(
                    "too many",
                    every.into_iter().take(most + 1).collect::<Value>(),
                    FaultCode::TooMany,
                ));
            }
            if choices.quantity {
                let word = choices.options.first().map(|option| option.value.as_str());
                all.push(broken(
                    "no quantity",
                    json!([{ "value": word }]),
                    FaultCode::Required,
                ));
            }
            all
        }
        Kind::Lookup(list) => listed(filler, list),
        Kind::OrderedList(list) => {
            let mut all: Vec<Trial> = listed(filler, list).into_iter().map(in_array).collect();
            let entry = answer.get(0).cloned().unwrap_or_default();
            all.push(broken("twice", json!([entry, entry]), FaultCode::NotUnique));
            if let Some(most) = list.most {
                let other = |number| {
                    let mut other = entry.clone();
                    if list.only.is_empty() {
                        other["code"] = format!("{number}").into();
                    }
                    other
                };
                let many: Vec<Value> = (0..=most).map(other).collect();
                all.push(broken("too many", many, FaultCode::TooMany));
            }
            all
        }
        Kind::Unit(_) => vec![
            broken("no code", json!({ "name": "Ba Đình" }), Pattern),
            broken(
                "unknown",
                json!({ "code": "99999", "name": "x", "list": "communes", "version": "1" }),
                FaultCode::UnitUnknown,
            ),
        ],
        Kind::Address(limits) => address(limits),
        Kind::PersonalId => vec![
            broken("11 digits", "00119099000", Pattern),
            broken("letters", "00119099000A", Pattern),
        ],
        Kind::Phone { .. } => vec![
            broken("too few digits", "0912", Pattern),
            broken("letters", "0912-abc-def", Pattern),
        ],
        Kind::Email => vec![
            broken("no domain", "nguoi@", Pattern),
            broken(
                "too long",
                format!("{}@example.vn", "x".repeat(250)),
                TooLong,
            ),
        ],
        Kind::Plate => vec![
            broken("sign", "29A#123.45", Pattern),
            broken("too short", "29A", Pattern),
        ],
        Kind::Code(shape) => code(shape),
        Kind::Number(limits) => numbers(scope, limits, false),
        Kind::Money(limits) => numbers(scope, limits, true),
        Kind::File(limits) => files(limits, answer),
        Kind::IdentityPaper(list) => paper(list, answer),
        Kind::GroupList(_) => Vec::new(),
    }
}

fn in_array(trial: Trial) -> Trial {
    match trial {
        Trial::Broken(violation) => Trial::Broken(Violation {
            answer: json!([violation.answer]),
            ..violation
        }),
        not_now => not_now,
    }
}

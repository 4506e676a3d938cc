//! Answers to try: for each kind the values that conditions, limits and shapes can tell apart.

use crate::definition::Field;
use crate::kind::{Choices, Kind, ShapePiece, UnitLevel};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use vietnam::CivilDate;

/// A fixed thing that an answer is compared with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Constant {
    /// A value, as JSON.
    Is(String),
    /// A part's value, as JSON.
    Part(String, String),
    /// A date so many months before today.
    MonthsAgo(i64),
    /// A date so many days before today.
    DaysAgo(i64),
    /// Whether it is answered at all.
    Unanswered,
}

/// What a field may answer, as far as the constants can tell apart; `None` is no answer.
/// Short lists are always answered unless a condition asks whether they are.
pub(crate) fn candidates(
    field: &Field,
    constants: &BTreeSet<Constant>,
    today: CivilDate,
) -> Vec<Option<Value>> {
    let fixed = constants.iter().filter_map(|constant| match constant {
        Constant::Is(text) => serde_json::from_str::<Value>(text).ok(),
        _ => None,
    });
    let mut values: Vec<Value> = match &field.kind {
        Kind::YesNo => vec![true.into(), false.into()],
        Kind::OneOf(choices) => options(choices),
        Kind::SeveralOf(choices) => options(choices)
            .into_iter()
            .map(|option| json!([option]))
            .collect(),
        Kind::GroupList(_) => near(fixed.filter_map(|n| n.as_i64()).chain([0, 1]))
            .into_iter()
            .filter(|n| (0..=4).contains(n))
            .map(Value::from)
            .collect(),
        Kind::Number(_) | Kind::Money(_) => near(fixed.filter_map(|n| n.as_i64()).chain([1]))
            .into_iter()
            .map(Value::from)
            .collect(),
        Kind::Date(_) | Kind::PartialDate(_) | Kind::DateTime(_) => dates(constants, fixed, today),
        kind => parts(kind, constants)
            .into_iter()
            .chain(fixed)
            .chain([sample(kind, today)])
            .collect(),
    };
    values.dedup();
    let finite = matches!(
        field.kind,
        Kind::YesNo | Kind::OneOf(_) | Kind::Lookup(_) | Kind::GroupList(_)
    );
    let unanswered = !finite || constants.contains(&Constant::Unanswered);
    values
        .into_iter()
        .map(Some)
        .chain((unanswered && !field.id.is_list()).then_some(None))
        .collect()
}

/// A likely answer of a kind.
pub(crate) fn sample(kind: &Kind, today: CivilDate) -> Value {
    match kind {
        Kind::Text(limits) => "Thôn Đoài"
            .repeat(1 + limits.min.unwrap_or_default() / 9)
            .into(),
        Kind::PersonName(_) => "Nguyễn Thị Bưởi".into(),
        Kind::Date(_) | Kind::PartialDate(_) => moved(today, -360, 0).to_string().into(),
        Kind::DateTime(_) => format!("{today}T08:30").into(),
        Kind::Time => "08:30".into(),
        Kind::YesNo | Kind::Statement => true.into(),
        Kind::OneOf(choices) => options(choices).into_iter().next().unwrap_or_default(),
        Kind::SeveralOf(choices) => options(choices).into_iter().take(1).collect(),
        Kind::Lookup(list) => code(&list.list, list.only.first().map_or("X1", String::as_str)),
        Kind::OrderedList(list) => json!([code(
            &list.list,
            list.only.first().map_or("X1", String::as_str)
        )]),
        Kind::Unit(level) => match level {
            UnitLevel::Province => code("provinces", "01"),
            UnitLevel::Commune => code("communes", "00004"),
            UnitLevel::Authority => code("authorities", "00004"),
        },
        Kind::Address(_) => {
            json!({ "country": "VN", "province": "01", "commune": "00004", "detail": "Số 5", "text": "Số 5, phường Ba Đình, Hà Nội", "vintage": "current" })
        }
        Kind::PersonalId => "001190123456".into(),
        Kind::Phone { .. } => "0912345678".into(),
        Kind::Email => "buoi@example.vn".into(),
        Kind::Number(_) | Kind::Money(_) => 1.into(),
        Kind::Plate => "29A-123.45".into(),
        Kind::Code(shape) => shape
            .shapes
            .first()
            .map_or_else(|| "A1".to_owned(), |pieces| fitting(pieces))
            .into(),
        Kind::File(_) => {
            json!([{ "uploadId": "u1", "name": "giay-to.jpg", "sha256": "0".repeat(64) }])
        }
        Kind::IdentityPaper(list) => {
            json!({ "type": list.only.first().map_or("citizen-card", String::as_str), "number": "001190123456", "issued_on": "2021-05-10" })
        }
        Kind::GroupList(_) => 1.into(),
    }
}

/// Another likely answer of a kind: the same as [`sample`] where there is but one.
pub(crate) fn another(kind: &Kind, today: CivilDate) -> Value {
    match kind {
        Kind::PersonName(_) => "Trần Văn Ổi".into(),
        Kind::PersonalId => "001085012345".into(),
        Kind::Date(_) | Kind::PartialDate(_) => moved(today, -240, 0).to_string().into(),
        Kind::Number(_) | Kind::Money(_) => 2.into(),
        Kind::OneOf(choices) => options(choices).into_iter().nth(1).unwrap_or_default(),
        kind => sample(kind, today),
    }
}

/// The shortest text that fits a shape.
pub(crate) fn fitting(pieces: &[ShapePiece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            ShapePiece::Digits(least, _) => "1".repeat(*least),
            ShapePiece::Letters(least, _) => "B".repeat(*least),
            ShapePiece::Alnum(least, _) => "C".repeat(*least),
            ShapePiece::Text(text) => text.clone(),
        })
        .collect()
}

/// A code answer.
pub(crate) fn code(list: &str, code: &str) -> Value {
    json!({ "code": code, "name": code, "list": list, "version": "1" })
}

/// The options of a short list, with a text beside "other" and a quantity where one is taken.
pub(crate) fn options(choices: &Choices) -> Vec<Value> {
    let option = |value: &str| {
        let mut made = Map::new();
        if choices.other.as_deref() == Some(value) {
            made.insert("text".to_owned(), "Việc khác".into());
        }
        if choices.quantity {
            made.insert("quantity".to_owned(), 1.into());
        }
        if made.is_empty() {
            return value.into();
        }
        made.insert("value".to_owned(), value.into());
        Value::Object(made)
    };
    choices
        .options
        .iter()
        .map(|choice| option(&choice.value))
        .collect()
}

/// A date moved by months, then by days.
pub(crate) fn moved(date: CivilDate, months: i64, days: i64) -> CivilDate {
    let months = i32::try_from(months).unwrap_or_default();
    vietnam::date::add_days(vietnam::date::add_months(date, months), days)
}

fn near(numbers: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut found: Vec<i64> = numbers
        .flat_map(|n| [n.saturating_sub(1), n, n.saturating_add(1)])
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn dates(
    constants: &BTreeSet<Constant>,
    fixed: impl Iterator<Item = Value>,
    today: CivilDate,
) -> Vec<Value> {
    let ago = constants.iter().flat_map(|constant| match constant {
        Constant::MonthsAgo(months) => vec![moved(today, -months, 0), moved(today, -months, 1)],
        Constant::DaysAgo(days) => (-1..=1).map(|more| moved(today, 0, more - days)).collect(),
        _ => Vec::new(),
    });
    let said = fixed.filter_map(|value| CivilDate::parse_iso(value.as_str()?).ok());
    let around = said.flat_map(|date| (-1..=1).map(move |more| moved(date, 0, more)));
    let mut found: Vec<Value> = ago
        .chain(around)
        .chain([moved(today, -360, 0)])
        .map(|date| date.to_string().into())
        .collect();
    found.sort_by_key(ToString::to_string);
    found
}

/// Composite answers, one for each value that a part is compared with.
fn parts(kind: &Kind, constants: &BTreeSet<Constant>) -> Vec<Value> {
    let said = constants
        .iter()
        .filter_map(|constant| match (kind, constant) {
            (_, Constant::Part(part, value)) => Some((part.as_str(), value)),
            (Kind::Lookup(_) | Kind::Unit(_), Constant::Is(value)) => Some(("code", value)),
            _ => None,
        });
    said.filter_map(|(part, value)| {
        let mut whole = match kind {
            Kind::Lookup(list) => code(&list.list, "X1"),
            Kind::Unit(_) => code("communes", "00004"),
            Kind::Address(_) => json!({ "country": "VN", "text": "Số 5", "vintage": "current" }),
            _ => json!({}),
        };
        whole
            .as_object_mut()?
            .insert(part.to_owned(), serde_json::from_str(value).ok()?);
        Some(whole)
    })
    .collect()
}

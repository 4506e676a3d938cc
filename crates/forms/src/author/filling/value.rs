//! Answers that a field may have, the usual ones first.

use super::stock::{Stock, answer};
use crate::author::samples::{fitting, moved, options};
use crate::definition::Field;
use crate::eval::Scope;
use crate::kind::{
    AddressLimits, Choices, CodeShape, DateLimits, Kind, ListRef, NumberLimits, ShapePiece,
    TextLimits, UnitLevel,
};
use serde_json::{Value, json};
use vietnam::CivilDate;

/// Days and months by which dates differ from today.
const DAYS: [i64; 23] = [
    -30, -1, 0, 1, -3, 5, 10, -10, 14, 15, -15, 16, 29, 30, 31, -31, 45, -45, 60, -60, 90, 100, -90,
];
const MONTHS: [i64; 36] = [
    -360, -120, -72, -71, 1, 2, 3, 6, 12, 13, 23, 24, 36, 120, -2, -6, -12, -13, -24, -36, -60,
    -84, -100, -144, -167, -168, -170, -180, -192, -204, -216, -228, -240, -480, -720, -900,
];
/// Numbers that limits and conditions tell apart.
const NUMBERS: [i64; 22] = [
    1, 2, 0, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 49, 50, 100, 125, 500, 2_000, 2_020, 2_026,
    1_500_000,
];

/// Who an answer is about, as a number: people of different roles and rows differ.
#[derive(Clone, Copy)]
pub(super) struct Person(pub(super) usize);

/// Answers of a field where it stands. What they are judged by is [`crate::check`]'s: not all of them fit.
pub(super) fn answers(
    scope: Scope<'_>,
    field: &Field,
    stock: &Stock,
    person: Person,
    office: &str,
) -> Vec<Value> {
    let Person(number) = person;
    let today = scope.reader().today();
    let people = (0..4).map(|more| number + more * 13);
    match &field.kind {
        Kind::Text(limits) => texts(limits, number),
        Kind::PersonName(_) => people.map(|person| stock.name(person).into()).collect(),
        Kind::PersonalId => people
            .map(|person| stock.personal_id(person).into())
            .collect(),
        Kind::Date(limits) => dates(scope, limits, field, today),
        Kind::PartialDate(limits) => {
            let full = dates(scope, limits, field, today);
            let partial = |day: &Value| Some(day.as_str()?.get(..4)?.into());
            let partial: Vec<Value> = full.iter().take(12).filter_map(partial).collect();
            full.into_iter().chain(partial).collect()
        }
        Kind::DateTime(limits) => {
            let days = dates(scope, limits, field, today);
            let at = |day: Value| Some(format!("{}T08:30", day.as_str()?).into());
            days.into_iter().filter_map(at).collect()
        }
        Kind::Time => vec!["08:30".into(), "14:00".into()],
        Kind::YesNo => vec![true.into(), false.into()],
        Kind::Statement => vec![true.into()],
        Kind::OneOf(choices) => offered(scope, choices),
        Kind::SeveralOf(choices) => several(&offered(scope, choices)),
        Kind::Lookup(list) => some_of(stock, list),
        Kind::OrderedList(list) => several(&some_of(stock, list)),
        Kind::Unit(UnitLevel::Province) => stock.provinces(),
        Kind::Unit(UnitLevel::Commune) => stock.of_communes(None),
        Kind::Unit(UnitLevel::Authority) => stock.of_communes(Some(office)),
        Kind::Address(limits) => addresses(stock, limits),
        Kind::Phone { .. } => people
            .map(|person| format!("09123{person:05}").into())
            .collect(),
        Kind::Email => people
            .map(|person| format!("nguoi{person}@example.vn").into())
            .collect(),
        Kind::Number(limits) | Kind::Money(limits) => numbers(scope, limits),
        Kind::Plate => ["29A-123.45", "30F-678.90", "29B1-234.56"]
            .map(Value::from)
            .to_vec(),
        Kind::Code(shape) => codes(shape, number),
        Kind::File(_) => {
            let name = field.id.leaf().replace('_', "-");
            vec![
                json!([{ "uploadId": format!("upload-{name}"), "name": format!("{name}.jpg"), "sha256": "0".repeat(64) }]),
            ]
        }
        Kind::IdentityPaper(list) => papers(stock, list, number),
        Kind::GroupList(_) => Vec::new(),
    }
}

/// Texts of a length that is taken; two, so that rows and persons differ.
fn texts(limits: &TextLimits, number: usize) -> Vec<Value> {
    let most = limits.max.unwrap_or(60).min(200);
    let words = ["Nội dung khai", "Thôn Đoài", "Ghi chú", "A1"];
    let fit = |word: &&str| {
        let least = limits.min.unwrap_or(1);
        let text = [*word, &format!(" {}", number + 1)].concat();
        let long = text.repeat(1 + least / text.chars().count());
        let cut: String = long.chars().take(most.max(least)).collect();
        cut.trim().to_owned()
    };
    words.iter().map(|word| fit(word).into()).collect()
}

/// Days around today and around the field's own bounds; those of birth are of grown-ups first.
fn dates(scope: Scope<'_>, limits: &DateLimits, field: &Field, today: CivilDate) -> Vec<Value> {
    let bound = |expr: &Option<crate::condition::Expr>| scope.days(expr.as_ref()?);
    let first = bound(&limits.not_before).map(|(first, _)| first);
    let last = bound(&limits.not_after).map(|(_, last)| last);
    let at_bounds = [first, last].into_iter().flatten();
    let near = at_bounds.flat_map(|bound| [0, 1, -1, 7, -7].map(|days| moved(bound, 0, days)));
    let mut all: Vec<CivilDate> = DAYS.iter().map(|days| moved(today, 0, *days)).collect();
    all.extend(near);
    let of_years = MONTHS.iter().map(|months| moved(today, *months, 0));
    if field.concept.contains("birth") {
        all = of_years.chain(all).collect();
    } else {
        all.extend(of_years);
    }
    all.into_iter().map(|day| day.to_string().into()).collect()
}

fn numbers(scope: Scope<'_>, limits: &NumberLimits) -> Vec<Value> {
    let bound = |expr: &Option<crate::condition::Expr>| scope.number(expr.as_ref()?);
    let least = bound(&limits.min).map(|(least, _)| least);
    let most = bound(&limits.max).map(|(_, most)| most);
    let low = least
        .iter()
        .flat_map(|least| [*least, least.saturating_add(1)]);
    let high = most.iter().flat_map(|most| [*most, most.saturating_sub(1)]);
    let all = low.chain(NUMBERS).chain(high);
    all.map(Value::from).collect()
}

/// Options that are offered now; all where none is.
fn offered(scope: Scope<'_>, choices: &Choices) -> Vec<Value> {
    let all = options(choices);
    let now = all.iter().zip(&choices.options);
    let now: Vec<Value> = now
        .filter(|(_, option)| scope.holds(&option.when))
        .map(|(value, _)| value.clone())
        .collect();
    if now.is_empty() { all } else { now }
}

/// One entry, then two, then all.
fn several(entries: &[Value]) -> Vec<Value> {
    let alone = entries.iter().map(|entry| json!([entry]));
    let pairs = entries.windows(2).map(|pair| json!(pair));
    alone.chain(pairs).collect()
}

/// Entries of a list that is long: enough to tell them apart.
fn some_of(stock: &Stock, list: &ListRef) -> Vec<Value> {
    let mut all = listed(stock, list);
    all.truncate(16.max(list.only.len()));
    all
}

/// Every entry of a list.
pub(super) fn listed(stock: &Stock, list: &ListRef) -> Vec<Value> {
    let mut all = stock.codes(&list.list, &list.only);
    // Việt Nam first, and the greatest people: much hangs on it.
    if let Some(home) = all
        .iter()
        .position(|entry| entry.get("code") == Some(&json!("VN")))
    {
        all.swap(0, home);
    }
    for entry in &mut all {
        let is_other = list.other.is_some()
            && entry.get("code").and_then(Value::as_str) == list.other.as_deref();
        if let (Some(members), true) = (entry.as_object_mut(), is_other) {
            members.insert("text".to_owned(), "Loại khác".into());
        }
    }
    all
}

fn addresses(stock: &Stock, limits: &AddressLimits) -> Vec<Value> {
    let mut all = stock.addresses();
    if limits.abroad {
        all.push(json!({ "country": "LA", "detail": "Bản Phôn", "text": "Bản Phôn, Lào", "vintage": "current" }));
    }
    if limits.legacy {
        let old = "Xã Cũ, huyện Cũ, tỉnh Cao Bằng";
        all.push(
            json!({ "country": "VN", "vintage": "legacy", "text": old, "legacy": { "text": old } }),
        );
    }
    all
}

/// The example, then a text of each shape; the digits of different persons differ.
fn codes(shape: &CodeShape, number: usize) -> Vec<Value> {
    let example = shape.example.iter().cloned();
    let shaped = shape.shapes.iter().flat_map(|pieces| {
        [
            fitting(pieces),
            varied(pieces, number),
            varied(pieces, number + 7),
        ]
    });
    let free = shape
        .shapes
        .is_empty()
        .then(|| format!("A{:05}", 10_000 + number));
    let all = example.chain(shaped).chain(free);
    all.map(Value::from).collect()
}

fn varied(pieces: &[ShapePiece], number: usize) -> String {
    let digits = format!("{:09}", 100_003 * (number + 1));
    let mut digits = digits.chars().rev().cycle();
    let piece = |piece: &ShapePiece| match piece {
        ShapePiece::Digits(least, _) => digits.by_ref().take(*least).collect(),
        ShapePiece::Letters(least, _) => "C".repeat(*least),
        ShapePiece::Alnum(least, _) => digits.by_ref().take(*least).collect(),
        ShapePiece::Text(text) => text.clone(),
    };
    pieces.iter().map(piece).collect()
}

fn papers(stock: &Stock, list: &ListRef, number: usize) -> Vec<Value> {
    let kinds = stock.codes(&list.list, &list.only);
    let made = |kind: &Value| {
        let code = kind.get("code")?.as_str()?;
        let mut paper = json!({
            "type": code, "number": stock.personal_id(number), "issued_on": "2021-05-10", "issued_by": "Bộ Công an",
        });
        if list.other.as_deref() == Some(code) {
            paper
                .as_object_mut()?
                .insert("name".to_owned(), "Giấy tờ khác".into());
        }
        Some(paper)
    };
    let all: Vec<Value> = kinds.iter().filter_map(made).collect();
    if all.is_empty() {
        let kind = answer(&list.list, "citizen-card", "Thẻ căn cước", "1");
        return made(&kind).into_iter().collect();
    }
    all
}

//! Values on paper: all of an answer, not only what a card of answers shows of it.

use super::model::Written;
use crate::kind::{Choices, Kind, ListRef};
use crate::lists::Lists;
use crate::lists::unit::COUNTRIES;
use crate::value::{Address, Code, FileRef, IdentityPaper, show, show_any};
use serde_json::Value;
use vietnam::date::date_in_words;
use vietnam::{Language, PartialDate};

/// The lines of an answer.
pub(super) fn lines(
    kind: &Kind,
    value: &Value,
    language: Language,
    lists: &dyn Lists,
) -> Vec<String> {
    let written = match (kind, value) {
        (Kind::Text(_), Value::String(text)) => text.lines().map(str::to_owned).collect(),
        (Kind::Lookup(_) | Kind::Unit(_), _) => vec![code(value, language, lists)],
        (Kind::OrderedList(_), Value::Array(entries)) => (1..)
            .zip(entries)
            .map(|(rank, entry)| [rank_of(rank), code(entry, language, lists)].concat())
            .collect(),
        (Kind::IdentityPaper(list), _) => vec![paper(list, value, language, lists)],
        (Kind::Address(_), _) => address(value, language, lists),
        (Kind::File(_), Value::Array(entries)) => entries.iter().map(file).collect(),
        _ => vec![show(kind, value, language)],
    };
    let written: Vec<String> = written
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    if written.is_empty() {
        any(value, language)
    } else {
        written
    }
}

/// The same where the kind is not known, or the value is not of its kind: never nothing.
pub(super) fn any(value: &Value, language: Language) -> Vec<String> {
    let shown = show_any(value, language);
    let shown = if shown.is_empty() {
        value.to_string()
    } else {
        shown
    };
    shown.lines().map(str::to_owned).collect()
}

/// A date in words.
pub(super) fn in_words(value: &Value, language: Language) -> Option<String> {
    let date = PartialDate::parse_iso(value.as_str()?).ok()?;
    let words = date_in_words(date, language);
    Some(match language {
        Language::Vi => ["Bằng chữ: ", &words].concat(),
        Language::En => ["In words: ", &words].concat(),
    })
}

/// Every option, the chosen ones ticked; what was written beside one stands with it. An answer that is none of them
/// is written as it is.
pub(super) fn boxes(kind: &Kind, answer: Option<&Value>, language: Language) -> Written {
    let options = match kind {
        Kind::YesNo => [true, false]
            .map(|holds| {
                (
                    answer == Some(&holds.into()),
                    show(kind, &holds.into(), language),
                )
            })
            .to_vec(),
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => ticked(choices, kind, answer, language),
        _ => Vec::new(),
    };
    let boxes = Written::Boxes(options);
    match answer {
        Some(value) if boxes.is_blank() => Written::Lines(any(value, language)),
        None if boxes == Written::Boxes(Vec::new()) => Written::Blank,
        _ => boxes,
    }
}

fn ticked(
    choices: &Choices,
    kind: &Kind,
    answer: Option<&Value>,
    language: Language,
) -> Vec<(bool, String)> {
    let chosen: Vec<&Value> = match answer {
        Some(Value::Array(entries)) => entries.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let word = |entry: &Value| {
        let word = entry.get("value").unwrap_or(entry);
        word.as_str().unwrap_or_default().to_owned()
    };
    let alone = |entry: &Value| match kind {
        Kind::SeveralOf(_) => show(kind, &Value::Array(vec![entry.clone()]), language),
        _ => show(kind, entry, language),
    };
    let option = |value: &str, label: &str| {
        let entry = chosen.iter().find(|entry| word(entry) == value);
        entry.map_or_else(|| (false, label.to_owned()), |entry| (true, alone(entry)))
    };
    choices
        .options
        .iter()
        .map(|choice| option(&choice.value, &choice.label))
        .collect()
}

/// The name of a code; what was written beside it takes its place.
fn code(value: &Value, language: Language, lists: &dyn Lists) -> String {
    let Some(code) = Code::of(value) else {
        return show_any(value, language);
    };
    match code.text {
        Some(text) => text.to_owned(),
        None => lists
            .name(code.list, code.code)
            .unwrap_or_else(|| show_any(value, language)),
    }
}

/// "Hộ chiếu, số C1234567, cấp ngày 05/03/2021, nơi cấp …".
fn paper(list: &ListRef, value: &Value, language: Language, lists: &dyn Lists) -> String {
    let Some(paper) = IdentityPaper::of(value) else {
        return show_any(value, language);
    };
    let [number, issued_on, issued_by] = match language {
        Language::Vi => ["số ", "cấp ngày ", "nơi cấp "],
        Language::En => ["no. ", "issued on ", "issued by "],
    };
    let named = lists.name(&list.list, paper.kind);
    let kind = paper.name.map(str::to_owned).or(named);
    let part = |before: &str, text: &str| (!text.is_empty()).then(|| [before, text].concat());
    let day = paper
        .issued_on
        .map(|day| show_any(&Value::from(day), language));
    let parts = [
        kind.or_else(|| part("", paper.kind)),
        part(number, paper.number),
        day.and_then(|day| part(issued_on, &day)),
        paper.issued_by.and_then(|by| part(issued_by, by)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The address, abroad with the country's name of the list, and on a second line as it was written before the units
/// changed, where that differs.
fn address(value: &Value, language: Language, lists: &dyn Lists) -> Vec<String> {
    let Some(address) = Address::of(value) else {
        return any(value, language);
    };
    let before = match language {
        Language::Vi => "Trước đây ghi: ",
        Language::En => "Formerly written: ",
    };
    let old = address
        .legacy
        .map(|old| old.text)
        .filter(|old| !old.is_empty() && *old != address.text);
    let abroad = address.detail.filter(|_| !address.is_home());
    let abroad = abroad.and_then(|detail| {
        let country = lists.name(COUNTRIES, address.country)?;
        Some([detail, ", ", &country].concat())
    });
    let now = Some(address.text).filter(|text| !text.is_empty());
    let now = now.or(address.detail).map(str::to_owned);
    let mut lines: Vec<String> = abroad.or(now).into_iter().collect();
    lines.extend(old.map(|old| [before, old].concat()));
    lines
}

fn file(entry: &Value) -> String {
    FileRef::of(entry).map_or_else(
        || show_any(entry, Language::Vi),
        |file| file.name.to_owned(),
    )
}

fn rank_of(rank: u32) -> String {
    [rank.to_string().as_str(), ". "].concat()
}

//! What the shape of an answer alone says: just what a JSON Schema can say too (decision 13).
//!
//! Everything here is judged on the [canonical](crate::value::canonical) answer, as it is sent, without other answers,
//! lists or the day. The schema writer mirrors it: [`text_pattern`], [`text_lengths`] and the limits beside them say
//! in the words of a schema what [`fault`] does natively; tests hold the two together.

mod choice;
mod code;
mod composite;
mod text;

pub use choice::OTHER_TEXT_MAX;
pub(crate) use choice::word as choice_word;
pub(crate) use code::fits as code_fits;
pub use composite::{ADDRESS_TEXT_MAX, DETAIL_MAX, PAPER_NAME_MAX, PAPER_NUMBER_MAX};
pub(crate) use text::is_usual_plate;
pub use text::{NAME_MAX, TEXT_MAX, minutes, text_lengths, text_pattern};

use crate::fault::FaultCode;
use crate::kind::Kind;
use serde_json::Value;
use vietnam::{CivilDate, PartialDate};

/// What is wrong, before it is known where.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// What.
    pub code: FaultCode,
    /// Figures of its text.
    pub params: Vec<(&'static str, Value)>,
}

impl Wrong {
    /// Without figures.
    pub fn new(code: FaultCode) -> Self {
        Self {
            code,
            params: Vec::new(),
        }
    }

    /// The same with one more figure.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.params.push((name, value.into()));
        self
    }

    /// A part of a composite answer that is missing.
    pub(crate) fn missing(part: &'static str) -> Self {
        Self::new(FaultCode::Required).with("part", part)
    }

    /// Another type than the kind has.
    pub(crate) fn misshapen() -> Self {
        Self::new(FaultCode::Pattern)
    }
}

/// The first thing that is wrong with the shape of a canonical answer. A list of rows has no shape of its own.
pub fn fault(kind: &Kind, answer: &Value) -> Option<Wrong> {
    match kind {
        Kind::Text(_)
        | Kind::PersonName(_)
        | Kind::PersonalId
        | Kind::Phone { .. }
        | Kind::Email
        | Kind::Plate
        | Kind::Code(_)
        | Kind::Time => text::fault(kind, answer),
        Kind::Date(_) => date(answer, |text| CivilDate::parse_iso(text).is_ok()),
        Kind::PartialDate(_) => date(answer, |text| PartialDate::parse_iso(text).is_ok()),
        Kind::DateTime(_) => date(answer, |text| {
            text.split_once('T').is_some_and(|(day, clock)| {
                CivilDate::parse_iso(day).is_ok() && minutes(clock).is_some()
            })
        }),
        Kind::YesNo | Kind::Statement => (!answer.is_boolean()).then(Wrong::misshapen),
        Kind::Number(_) | Kind::Money(_) => answer
            .as_i64()
            .is_none()
            .then(|| Wrong::new(FaultCode::NotANumber)),
        Kind::OneOf(choices) => choice::one_of(choices, answer),
        Kind::SeveralOf(choices) => choice::several_of(choices, answer),
        Kind::Lookup(list) => composite::lookup(list, answer),
        Kind::OrderedList(list) => composite::ordered_list(list, answer),
        Kind::Unit(_) => composite::unit(answer),
        Kind::Address(limits) => composite::address(limits, answer),
        Kind::IdentityPaper(list) => composite::identity_paper(list, answer),
        Kind::File(limits) => composite::files(limits, answer),
        Kind::GroupList(_) => (!answer.is_array()).then(Wrong::misshapen),
    }
}

fn date(answer: &Value, reads: impl Fn(&str) -> bool) -> Option<Wrong> {
    let text = answer.as_str().unwrap_or_default();
    if reads(text) {
        return None;
    }
    let wrong = Wrong::new(FaultCode::NotADate);
    Some(match missing_part(text) {
        Some(part) => wrong.with("part", part),
        None => wrong,
    })
}

/// The part that half a date lacks, where all that is written of it are digits: `1990--31` has no month.
fn missing_part(text: &str) -> Option<&'static str> {
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    let is_half = day.bytes().any(|byte| byte.is_ascii_digit())
        && day
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_digit());
    let mut written = day.splitn(3, '-');
    ["year", "month", "day"]
        .into_iter()
        .find(|_| written.next().unwrap_or_default().is_empty())
        .filter(|_| is_half)
}

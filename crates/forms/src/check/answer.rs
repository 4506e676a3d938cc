//! One given answer: its shape, then what needs more than the answer itself.

use super::{Verdict, date, listed, number};
use crate::definition::Field;
use crate::eval::Scope;
use crate::fault::FaultCode;
use crate::kind::Kind;
use crate::lists::Lists;
use crate::place::Pointer;
use crate::shape::{self, Wrong};
use serde_json::Value;
use vietnam::PartialDate;
use vietnam::name::check_name;
use vietnam::personal_id::{IdWarning, PersonalId, Sex};
use vietnam::phone::Phone;

/// Adds the first fault of an answer, or what is odd about it.
pub(super) fn check(
    scope: Scope<'_>,
    lists: &dyn Lists,
    field: &Field,
    answer: &Value,
    at: impl Fn() -> Pointer,
    verdict: &mut Verdict,
) {
    if let Some(wrong) =
        shape::fault(&field.kind, answer).or_else(|| wrong(scope, lists, &field.kind, answer))
    {
        verdict.error(at(), wrong);
    } else {
        for wrong in oddities(scope, field, answer) {
            verdict.warning(at(), wrong);
        }
    }
}

/// What is wrong by other answers, lists or the day.
fn wrong(scope: Scope<'_>, lists: &dyn Lists, kind: &Kind, answer: &Value) -> Option<Wrong> {
    match kind {
        Kind::Date(limits) | Kind::PartialDate(limits) | Kind::DateTime(limits) => {
            date::check(scope, limits, answer)
        }
        Kind::Number(limits) => number::check(scope, limits, answer),
        Kind::Money(limits) => number::money(scope, limits, answer),
        Kind::OneOf(choices) => listed::offered(scope, choices, answer),
        Kind::SeveralOf(choices) => answer
            .as_array()?
            .iter()
            .find_map(|entry| listed::offered(scope, choices, entry)),
        Kind::Lookup(list) => listed::in_list(lists, &list.list, answer.get("code")?.as_str()?),
        Kind::OrderedList(list) => answer
            .as_array()?
            .iter()
            .find_map(|entry| listed::in_list(lists, &list.list, entry.get("code")?.as_str()?)),
        Kind::Unit(level) => listed::unit(lists, *level, answer),
        Kind::Address(_) => listed::address(lists, answer),
        Kind::IdentityPaper(list) => {
            listed::in_list(lists, &list.list, answer.get("type")?.as_str()?)
                .or_else(|| date::issued(scope, answer.get("issued_on")?.as_str()?))
        }
        _ => None,
    }
}

/// What a person is asked to look at again. Lawful exceptions exist, so nothing of it blocks.
fn oddities(scope: Scope<'_>, field: &Field, answer: &Value) -> Vec<Wrong> {
    let Some(text) = answer.as_str() else {
        return Vec::new();
    };
    let odd = |is: bool, what: &'static str| {
        is.then(|| Wrong::new(FaultCode::Pattern).with("oddity", what))
    };
    match &field.kind {
        Kind::PersonName(_) => odd(check_name(text).is_err(), "sign").into_iter().collect(),
        Kind::Phone { foreign } => {
            let phone = if *foreign {
                Phone::parse_any(text)
            } else {
                Phone::parse(text)
            };
            odd(phone.is_ok_and(|phone| !phone.has_known_prefix()), "prefix")
                .into_iter()
                .collect()
        }
        Kind::Code(code) => odd(code.warn_only && !shape::code_fits(code, text), "shape")
            .into_iter()
            .collect(),
        Kind::Plate => odd(!shape::is_usual_plate(text), "shape")
            .into_iter()
            .collect(),
        Kind::PersonalId => personal_id(scope, field, text),
        _ => Vec::new(),
    }
}

/// What the number of the same person tells against the answer of a field, and the field of that number. Where both are
/// asked on one step it is of the later one.
pub(super) fn contradicted<'a>(scope: Scope<'a>, field: &'a Field) -> Option<(&'a Field, Wrong)> {
    let number = match field.kind {
        Kind::PersonalId => field,
        _ => of_same(scope, field, "personal_id")?,
    };
    let text = scope
        .answer(&number.id)
        .filter(|_| scope.is_shown(number))?;
    let is_here = |wrong: &Wrong| {
        let oddity = wrong.params.iter().find(|(name, _)| *name == "oddity");
        let other = match oddity.and_then(|(_, what)| what.as_str()) {
            Some("birth-year") => of_same(scope, number, "birth_date"),
            Some("sex") => of_same(scope, number, "gender"),
            _ => None,
        };
        other.is_some_and(|other| match field.id == number.id {
            true => !comes_after(scope, number, other),
            false => field.id == other.id && !comes_after(scope, other, number),
        })
    };
    let wrong = personal_id(scope, number, text.as_str()?);
    let wrong = wrong.into_iter().find(is_here)?;
    Some((number, wrong))
}

/// Whether `second` is asked after `first`, on the same step.
fn comes_after(scope: Scope<'_>, first: &Field, second: &Field) -> bool {
    let is = |field: &Field, one: &Field| field.id == one.id;
    scope.service().steps.iter().any(|step| {
        let from = step.fields.iter().skip_while(|field| !is(field, first));
        from.skip(1).any(|field| is(field, second))
    })
}

/// What else is asked of the person whose answer a field is.
fn of_same<'a>(scope: Scope<'a>, field: &Field, thing: &str) -> Option<&'a Field> {
    let concept = [field.role(), ".", thing].concat();
    let mut fields = scope.service().fields();
    fields.find(|other| other.concept == concept && other.id.list() == field.id.list())
}

/// What the digits tell against what is stated of the same person: the fields `role.birth_date` and `role.gender`.
fn personal_id(scope: Scope<'_>, field: &Field, text: &str) -> Vec<Wrong> {
    let Ok(id) = PersonalId::parse(text) else {
        return Vec::new();
    };
    let stated = |thing: &str| scope.answer(&of_same(scope, field, thing)?.id);
    let year = stated("birth_date")
        .and_then(|date| Some(PartialDate::parse_iso(date.as_str()?).ok()?.year()));
    let sex = stated("gender").and_then(|gender| match gender.as_str()? {
        "male" => Some(Sex::Male),
        "female" => Some(Sex::Female),
        _ => None,
    });
    let named = |warning| match warning {
        IdWarning::Place => "place",
        IdWarning::BirthYear => "birth-year",
        IdWarning::Sex => "sex",
    };
    let odd = |warning| Wrong::new(FaultCode::Checksum).with("oddity", named(warning));
    id.warnings(year, sex).into_iter().map(odd).collect()
}

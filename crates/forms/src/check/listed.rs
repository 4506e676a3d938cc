//! Whether what was chosen is offered now, and whether lists have the codes. What no list can judge is taken.

use super::waits::lacks;
use crate::eval::Scope;
use crate::fault::FaultCode;
use crate::kind::{Choices, UnitLevel};
use crate::lists::{Lists, unit};
use crate::shape::{Wrong, choice_word};
use crate::value::Address;
use serde_json::Value;

/// An option that the other answers rule out. While one of them that must be given is missing, that one is asked for.
pub(super) fn offered(scope: Scope<'_>, choices: &Choices, entry: &Value) -> Option<Wrong> {
    let word = choice_word(entry)?;
    let option = choices.options.iter().find(|option| option.value == word)?;
    let is_ruled_out = !scope.holds(&option.when) && !lacks(scope, option.when.reads());
    is_ruled_out.then(|| Wrong::new(FaultCode::CrossField).with("option", word))
}

/// A code that the list does not have.
pub(super) fn in_list(lists: &dyn Lists, list: &str, code: &str) -> Option<Wrong> {
    (lists.contains(list, code) == Some(false)).then(|| Wrong::new(FaultCode::NotInList))
}

/// A unit or office that does not exist.
pub(super) fn unit(lists: &dyn Lists, level: UnitLevel, answer: &Value) -> Option<Wrong> {
    let list = match level {
        UnitLevel::Province => unit::PROVINCES,
        UnitLevel::Commune => unit::COMMUNES,
        UnitLevel::Authority => unit::AUTHORITIES,
    };
    unknown_unit(lists, list, answer.get("code")?.as_str()?)
}

/// A country, province or commune that does not exist. Codes of before 01/07/2025 are not judged.
pub(super) fn address(lists: &dyn Lists, answer: &Value) -> Option<Wrong> {
    let address = Address::of(answer)?;
    if !address.is_home() {
        return in_list(lists, unit::COUNTRIES, address.country)
            .map(|wrong| wrong.with("part", "country"));
    }
    let province =
        || Some(unknown_unit(lists, unit::PROVINCES, address.province?)?.with("part", "province"));
    let commune =
        || Some(unknown_unit(lists, unit::COMMUNES, address.commune?)?.with("part", "commune"));
    province().or_else(commune)
}

fn unknown_unit(lists: &dyn Lists, list: &str, code: &str) -> Option<Wrong> {
    (lists.contains(list, code) == Some(false)).then(|| Wrong::new(FaultCode::UnitUnknown))
}

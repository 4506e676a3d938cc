//! Answers of several parts: codes of lists, units, addresses, identity papers, files.

use super::Wrong;
use super::choice::{beside, too_long};
use crate::fault::FaultCode;
use crate::kind::{AddressLimits, FileLimits, ListRef};
use crate::value::{Address, Code, FileRef, IdentityPaper, Typed, Vintage};
use serde_json::Value;
use vietnam::CivilDate;

/// Most characters of an address's detail (contract 3).
pub const DETAIL_MAX: usize = 300;
/// Most characters of an address's text (contract 3).
pub const ADDRESS_TEXT_MAX: usize = 500;
/// Most characters of an identity paper's number (contract 3).
pub const PAPER_NUMBER_MAX: usize = 20;
/// Most characters of an identity paper's issuer or name (contract 3).
pub const PAPER_NAME_MAX: usize = 200;

/// An object with a `code`, one of `only` where that is given; beside "other" a `text`.
pub(super) fn lookup(list: &ListRef, answer: &Value) -> Option<Wrong> {
    let Some(code) = Code::of(answer) else {
        return typed(answer).or_else(|| Some(Wrong::misshapen()));
    };
    listed(list, code.code).or_else(|| {
        if list.other.as_deref() == Some(code.code) {
            beside(answer)
        } else {
            None
        }
    })
}

/// Entries as [`lookup`], none twice.
pub(super) fn ordered_list(list: &ListRef, answer: &Value) -> Option<Wrong> {
    let Some(entries) = answer.as_array() else {
        return Some(Wrong::misshapen());
    };
    if let Some(wrong) = entries.iter().find_map(|entry| lookup(list, entry)) {
        return Some(wrong);
    }
    if list.most.is_some_and(|most| entries.len() > most) {
        return Some(Wrong::new(FaultCode::TooMany).with("max", list.most.unwrap_or_default()));
    }
    let code = |entry: &Value| Code::of(entry).map(|code| code.code.to_owned());
    let twice = entries
        .iter()
        .enumerate()
        .any(|(at, entry)| entries.iter().take(at).any(|e| code(e) == code(entry)));
    twice.then(|| Wrong::new(FaultCode::NotUnique))
}

/// An object with a `code`; whether there is such a unit is no matter of shape.
pub(super) fn unit(answer: &Value) -> Option<Wrong> {
    let is_none = Code::of(answer).is_none();
    is_none.then(|| typed(answer).unwrap_or_else(Wrong::misshapen))
}

/// At home: province and commune of today, or where it is allowed the address as it was written before 01/07/2025.
/// Abroad, where that is allowed: a text or detail.
pub(super) fn address(limits: &AddressLimits, answer: &Value) -> Option<Wrong> {
    let Some(address) = Address::of(answer) else {
        return Some(Wrong::misshapen());
    };
    let long = too_long(address.detail.unwrap_or_default(), "detail", DETAIL_MAX).or_else(|| {
        address
            .texts()
            .find_map(|text| too_long(text, "text", ADDRESS_TEXT_MAX))
    });
    let wrong = long.or_else(|| typed(answer));
    if wrong.is_some() {
        return wrong;
    }
    let has_text = address.texts().next().is_some();
    if !address.is_home() {
        return if !limits.abroad {
            Some(Wrong::new(FaultCode::NotInList).with("part", "country"))
        } else {
            (!has_text && address.detail.is_none()).then(|| Wrong::missing("detail"))
        };
    }
    if limits.legacy && address.vintage == Vintage::Legacy && has_text {
        return None;
    }
    if address.province.is_none() {
        return Some(Wrong::missing("province"));
    }
    if address.commune.is_none() && !limits.province_only {
        return Some(Wrong::missing("commune"));
    }
    (limits.detail && address.detail.is_none()).then(|| Wrong::missing("detail"))
}

/// What was typed in the box of a list and is none of its entries: which part, and how many fit.
fn typed(answer: &Value) -> Option<Wrong> {
    let typed = Typed::of(answer)?;
    let wrong = Wrong::new(FaultCode::NotInList).with("fits", typed.fits.unwrap_or_default());
    Some(match typed.part {
        Some(part) => wrong.with("part", part),
        None => wrong,
    })
}

/// Type and number; the name of the paper where it is another one.
pub(super) fn identity_paper(list: &ListRef, answer: &Value) -> Option<Wrong> {
    let Some(paper) = IdentityPaper::of(answer) else {
        return Some(Wrong::misshapen());
    };
    if paper.kind.is_empty() {
        return Some(Wrong::missing("type"));
    }
    if let Some(wrong) = listed(list, paper.kind) {
        return Some(wrong);
    }
    if list.other.as_deref() == Some(paper.kind) && paper.name.is_none() {
        return Some(Wrong::missing("name"));
    }
    if paper.number.is_empty() {
        return Some(Wrong::missing("number"));
    }
    if paper
        .issued_on
        .is_some_and(|day| CivilDate::parse_iso(day).is_err())
    {
        return Some(Wrong::new(FaultCode::NotADate).with("part", "issued_on"));
    }
    too_long(paper.number, "number", PAPER_NUMBER_MAX)
        .or_else(|| {
            too_long(
                paper.issued_by.unwrap_or_default(),
                "issued_by",
                PAPER_NAME_MAX,
            )
        })
        .or_else(|| too_long(paper.name.unwrap_or_default(), "name", PAPER_NAME_MAX))
}

/// References to uploads or prior results.
pub(super) fn files(limits: &FileLimits, answer: &Value) -> Option<Wrong> {
    let Some(entries) = answer.as_array() else {
        return Some(Wrong::misshapen());
    };
    if entries.iter().any(|entry| FileRef::of(entry).is_none()) {
        return Some(Wrong::misshapen());
    }
    let most = limits.most?;
    (entries.len() > most).then(|| Wrong::new(FaultCode::TooMany).with("max", most))
}

fn listed(list: &ListRef, code: &str) -> Option<Wrong> {
    (!list.only.is_empty() && !list.only.iter().any(|only| only == code))
        .then(|| Wrong::new(FaultCode::NotInList))
}

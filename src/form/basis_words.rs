//! How it stands with somebody's records, in words.

use super::Filling;
use super::basis::{Refused, Standing, opened};
use super::words::{asked_name, date};
use crate::portal::draft::AttachedBy;
use crate::portal::subject::Basis;
use crate::text::{Text, language, say, t};
use forms::answers::Reader;
use forms::mandate::Mandate;
use leptos::prelude::*;

/// Whether a file entitles to it, or is asked with.
#[must_use]
pub fn is_file(one: &Standing) -> bool {
    matches!(one.basis, Some(Basis::Upload(_)))
}

/// The heading of what is told of them.
#[must_use]
pub fn title(one: &Standing) -> String {
    let whom = whom(one.whom.as_deref());
    if !one.closed.is_empty() {
        say::source_not_proved(&one.closed.join(", "))
    } else if !one.asking.is_empty() {
        say::basis_asking_title(&whom)
    } else if !one.planned.is_empty() {
        say::basis_planned_title(&whom)
    } else if one.read.is_empty() {
        say::basis_out_title(&whom)
    } else {
        say::basis_read_title(&whom)
    }
}

/// What was brought, what is asked with it, what came, and what does not do.
#[must_use]
pub fn news(filling: &Filling, one: &Standing) -> Vec<String> {
    let (service, whom) = (filling.service(), whom(one.whom.as_deref()));
    let mut news: Vec<String> = Vec::new();
    news.extend(one.basis.as_ref().and_then(|basis| by(filling, one, basis)));
    if !one.planned.is_empty() {
        news.push(say::basis_planned(&one.planned.join(", ")));
    }
    if !one.asking.is_empty() {
        news.push(say::basis_asked(&one.asking.join(", ")));
    }
    if !one.filled.is_empty() {
        news.push(say::basis_filled(&one.filled.join("; ")));
    } else if !one.read.is_empty() {
        news.push(t(Text::BasisFilledNone).to_owned());
    }
    if !one.empty.is_empty() {
        news.push(say::basis_empty(&one.empty.join(", "), &whom));
    }
    let out = one.out.iter();
    news.extend(out.map(|asked| say::source_out(&asked_name(&service, &asked.wanted.source))));
    if let Some(Refused { basis, why }) = &one.refused {
        let lead = match basis {
            Basis::Record(_) => t(Text::BasisMandateRefused),
            _ => t(Text::BasisRefused),
        };
        // Told in the language of before a switch, it is left out.
        let why = why.as_ref().filter(|why| why.language == language().code);
        news.push(match why {
            Some(why) => [lead, " ", &why.words].concat(),
            None => lead.to_owned(),
        });
    }
    let unfit = { one.unfit.iter() }.filter(|_| !one.closed.is_empty());
    news.extend(unfit.map(|mandate| unfit_mandate(filling, mandate, &whom)));
    news
}

/// What goes with a file, by its id, before it is taken out; none: nothing rests on it, or something else does as well.
#[must_use]
pub fn loses(filling: &Filling, id: &str) -> Option<String> {
    let opened = opened(filling, id).filter(|opened| !opened.has_other)?;
    let whom = whom(opened.whom.as_deref());
    Some(if opened.goes.is_empty() {
        say::file_loses_leave(&whom)
    } else {
        say::file_loses(&opened.goes.join("; "), &whom)
    })
}

/// Their name, or that they are somebody.
#[must_use]
pub fn whom(name: Option<&str>) -> String {
    name.unwrap_or_else(|| t(Text::BasisPerson)).to_owned()
}

/// The number of an authorisation.
#[must_use]
pub fn number(number: Option<&str>) -> String {
    number.map_or_else(
        || t(Text::BasisNoNumber).to_owned(),
        |number| say::held_number(&number),
    )
}

/// What was brought.
fn by(filling: &Filling, one: &Standing, basis: &Basis) -> Option<String> {
    match basis {
        Basis::Record(_) => {
            let mandate = one.mandate.as_ref();
            let principal = mandate.and_then(|mandate| mandate.principal.as_deref());
            let number = number(mandate.and_then(|mandate| mandate.number.as_deref()));
            let given_by = whom(principal.or(one.whom.as_deref()));
            Some(say::basis_by_mandate(&number, &given_by))
        }
        Basis::Upload(id) => {
            let service = filling.service();
            let attached = filling.attached().get();
            let is_it = |by: &AttachedBy| matches!(by, AttachedBy::Upload(one) | AttachedBy::OwnFile(one) if one == id);
            let mut attached = attached.iter().filter(|one| is_it(&one.by));
            let paper = attached.find_map(|attached| {
                let mut papers = service.papers.iter();
                papers.find(|paper| {
                    paper.code == attached.document && one.papers.contains(&paper.code)
                })
            });
            paper.map(|paper| say::basis_by_file(&paper.name))
        }
        Basis::Result(id) => filling.background().with(|known| {
            let mut results = known.results.iter();
            let result = results.find(|one| one.held.result_id == *id);
            result.map(|result| say::basis_by_result(&result.title))
        }),
        Basis::Link | Basis::Agreement(_) => None,
    }
}

/// Why an authorisation does not do.
fn unfit_mandate(filling: &Filling, mandate: &Mandate, whom: &str) -> String {
    let number = number(mandate.number.as_deref());
    if mandate.holds(filling.today()) {
        let name = self::whom(mandate.principal.as_deref());
        say::basis_mandate_other(&name, &number, &whom)
    } else {
        let until = mandate.until.iter().min();
        let day = until.map(|day| date(day)).unwrap_or_default();
        say::basis_mandate_over(&day, &number)
    }
}

//! What lists show of a procedure: from the definition, or for services that are to come from `services/cases.csv`.

use forms::definition::Online;
use portal_api::{CodeName, OnlineLevel, ProcedureSummary};
use serde_json::Value;

use super::shut;
use crate::conventions::Language;
use crate::definitions::{Defined, Field, Group, Listed};
use crate::state::AppState;

/// One summary per procedure code of a service.
pub(super) fn summaries(
    state: &AppState,
    group: &Group,
    service: &Listed,
    language: Language,
) -> Vec<ProcedureSummary> {
    let field = state.definitions.field(&service.id);
    let mut made: Vec<ProcedureSummary> = Vec::new();
    for (code, name, level, shut) in procedures_of(state, service, language) {
        match made.iter_mut().find(|summary| summary.code == *code) {
            Some(summary) => {
                summary.open |= shut.is_none();
                summary.online_level = better(summary.online_level, level);
            }
            None => made.push(ProcedureSummary {
                code: code.into(),
                name: name.into(),
                essential_id: service.id.parse().ok(),
                group: Some(CodeName {
                    code: group.id.as_str().into(),
                    name: group.name.get(language).into(),
                }),
                field: field
                    .map(|field| CodeName {
                        code: field.code.as_str().into(),
                        name: field.name(language).into(),
                    })
                    .unwrap_or_default(),
                online_level: level,
                audience: field
                    .into_iter()
                    .flat_map(Field::audience)
                    .filter_map(|word| serde_json::from_value(Value::from(word)).ok())
                    .collect(),
                open: shut.is_none(),
                closed_text: shut.map(Into::into),
            }),
        }
    }
    for summary in made.iter_mut().filter(|summary| summary.open) {
        summary.closed_text = None;
    }
    made
}

/// Code, name and level of each case of a service, and why its dossiers are not taken here.
fn procedures_of<'a>(
    state: &'a AppState,
    service: &'a Listed,
    language: Language,
) -> Vec<(&'a str, &'a str, OnlineLevel, Option<&'a str>)> {
    match state
        .definitions
        .service(&service.id)
        .map(|one: &Defined| one.in_language(language))
    {
        Some(defined) => defined
            .cases
            .iter()
            .map(|case| {
                (
                    case.procedure.as_str(),
                    case.name.as_str(),
                    level(case.online),
                    shut(defined, case, language),
                )
            })
            .collect(),
        None => {
            let word = |online: &str| {
                serde_json::from_value(Value::from(online)).unwrap_or(OnlineLevel::Information)
            };
            state
                .definitions
                .listed_cases(&service.id)
                .map(|row| {
                    (
                        row.procedure.as_str(),
                        service.name.get(language),
                        word(&row.online),
                        Some(closed(false, language)),
                    )
                })
                .collect()
        }
    }
}

/// Why no dossiers are taken.
pub(super) fn closed(defined: bool, language: Language) -> &'static str {
    match (defined, language) {
        (true, Language::Vi) => "Việc này làm trực tiếp tại cơ quan.",
        (true, Language::En) => "This is done in person at the office.",
        (false, Language::Vi) => "Cổng này chưa nhận hồ sơ của thủ tục này.",
        (false, Language::En) => "This portal does not take dossiers of this procedure yet.",
    }
}

fn level(online: Online) -> OnlineLevel {
    match online {
        Online::Full => OnlineLevel::Full,
        Online::Partial => OnlineLevel::Partial,
        Online::InPerson | Online::Info => OnlineLevel::Information,
    }
}

fn better(one: OnlineLevel, other: OnlineLevel) -> OnlineLevel {
    match (one, other) {
        (OnlineLevel::Full, _) | (_, OnlineLevel::Full) => OnlineLevel::Full,
        (OnlineLevel::Partial, _) | (_, OnlineLevel::Partial) => OnlineLevel::Partial,
        _ => OnlineLevel::Information,
    }
}

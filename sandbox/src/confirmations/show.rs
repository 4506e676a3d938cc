//! A confirmation on the wire.

use forms::definition::Service;
use portal_api::{CodeName, Confirmation, MaskedPerson};

use super::store::Stored;
use crate::conventions::Language;
use crate::state::AppState;
use crate::words::{self, of_contract};

/// Version of the texts in `texts/confirmations.txt`.
const TEXT_VERSION: &str = "2026-11";

/// As operations 47 to 50 answer it; the values only for who is asked.
pub(super) fn wire(
    state: &AppState,
    stored: &Stored,
    language: Language,
    with_values: bool,
) -> Confirmation {
    let case = state.definitions.case(&stored.case_code, language);
    let name = case.map_or(stored.procedure_code.as_str(), |(_, case)| &case.name);
    let defined = case.and_then(|(service, _)| defined(service, stored));
    let said = statement(stored, name, language);
    let (said, version) = match defined {
        Some((text, version)) => (format!("{said}\n\n{text}"), version),
        None => (said, TEXT_VERSION),
    };
    Confirmation {
        confirmation_id: stored.id.as_str().into(),
        purpose: stored.asked.purpose,
        role: stored.asked.role,
        procedure: CodeName {
            code: stored.procedure_code.as_str().into(),
            name: name.into(),
        },
        asked_by: stored.asked_by_name.as_str().into(),
        person: MaskedPerson {
            full_name: stored.full_name.as_str().into(),
            masked_id: portal_api::Masked::of(&stored.personal_id),
        },
        channel: stored.asked.channel,
        statement: said.into(),
        text_version: version.into(),
        covers: stored.asked.covers.clone(),
        shown: with_values.then(|| stored.shown.clone()),
        covers_sha256: stored.covers_sha256.as_str().into(),
        scopes: stored.asked.scopes.clone(),
        state: stored.state,
        reason: stored.reason.as_deref().map(Into::into),
        requested_at: stored.requested_at.as_str().into(),
        due_by: stored.due_by.as_str().into(),
        answered_at: stored.answered_at.as_deref().map(Into::into),
        withdrawn_at: stored.withdrawn_at.as_deref().map(Into::into),
    }
}

/// What the definition says is agreed to, and the version of its texts.
fn defined<'a>(service: &'a Service, stored: &Stored) -> Option<(&'a str, &'a str)> {
    let role = of_contract(stored.asked.role).ok()?;
    let purpose = of_contract(stored.asked.purpose).ok()?;
    let found =
        { service.confirmations.iter() }.find(|one| role == one.role && purpose == one.purpose)?;
    Some((&found.statement, &service.declaration_version))
}

/// What is confirmed, in words, by purpose and role. A role without words is not named: nobody is called wife or
/// husband before they are.
fn statement(stored: &Stored, procedure: &str, language: Language) -> String {
    let purpose = of_contract(stored.asked.purpose).unwrap_or_default();
    let role = of_contract(stored.asked.role).unwrap_or_default();
    let role = texts(&role, language);
    let named = if role.is_empty() {
        String::new()
    } else {
        texts("as", language).replace("{role}", role)
    };
    texts(&purpose, language)
        .replace("{as}", &named)
        .replace("{asker}", &stored.asked_by_name)
        .replace("{procedure}", procedure)
}

/// `key|Vietnamese|English` a line.
fn texts(key: &str, language: Language) -> &'static str {
    words::in_language(include_str!("../../texts/confirmations.txt"), key, language)
}

//! The organisations that the person acts for (operation 9, `organisations`).

use portal_api::{Me, Membership, ProvId, SourceAnswer, SourceStatus};

use super::outage;
use crate::conventions::Language;
use crate::persons::{Person, handle};
use crate::prefill::records;
use crate::state::AppState;

/// Adds those whose authority holds today, and the register that says so: the organisation's own account, or the
/// business register.
pub(super) fn tell(state: &AppState, person: &Person, language: Language, answer: &mut Me) {
    let source = if person.organisation_account {
        "organisation-account"
    } else {
        "business-register"
    };
    let today = state.clock.today_text();
    let mut known = Vec::new();
    let out = outage(Some(person), source);
    if out.is_none() {
        let prov: ProvId = handle(&["me", &person.key, source]).into();
        known = { person.organisations.iter() }
            .filter(|organisation| organisation.is_acted_for(&today))
            .filter_map(|organisation| {
                Some(Membership {
                    organisation: organisation.shown(),
                    role: organisation.role?,
                    title: organisation.title.as_deref().map(Into::into),
                    until: organisation.until.as_deref().map(Into::into),
                    prov: prov.clone(),
                })
            })
            .collect();
        if !known.is_empty() {
            let from = records::blank(state, &source.into(), language);
            answer.provenance.insert(prov, from);
        }
    }
    let status = match out {
        Some(out) => out,
        None if known.is_empty() => SourceAnswer::NotHeld,
        None => SourceAnswer::Ok,
    };
    answer.sources.push(SourceStatus {
        source: source.into(),
        status,
        retry_after: None,
        problem: None,
        later_token: None,
    });
    answer.organisations = (!known.is_empty()).then_some(known);
}

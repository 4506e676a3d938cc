//! A save that comes too late: with what somebody let the person read, and has taken back since (contract 4.6, 4.12).

use std::collections::BTreeMap;

use portal_api::{Answers, Fault, FaultCode, Origin, OriginKind, Pointer, ProblemKind, ProvId};

use super::said::differs;
use crate::conventions::Language;
use crate::dossiers::words;
use crate::prefill::{TakenBack, Told, forgotten};
use crate::problem::{Failure, body_fault};
use crate::state::AppState;

/// Word of the reason in `texts/dossiers.txt`.
const REASON: &str = "agreement-taken-back-saved";

/// Refuses it: nothing is saved, and every answer and paper that rests on it is named, with who took it back.
///
/// # Errors
/// 409 `confirmation-closed`.
pub(super) async fn refuse(
    state: &AppState,
    person: &str,
    answers: &Answers,
    language: Language,
) -> Result<(), Failure> {
    let mut gone = forgotten(state, person).await?;
    if gone.is_empty() {
        return Ok(());
    }
    let told = Told::load(state, person).await?;
    gone.retain(|key, _| told.provenance(key).is_none());
    let found = resting(answers, &gone);
    let Some((_, first)) = found.first() else {
        return Ok(());
    };
    let reason = |by: &TakenBack| words(REASON, language).replace("{name}", &by.name);
    let detail = reason(first);
    let errors = found.iter().map(|(fault, by)| Fault {
        detail: Some(reason(by).as_str().into()),
        ..fault.clone()
    });
    let errors = errors.collect();
    let current = first.confirmation.as_str();
    let refused = Failure::conflict(ProblemKind::ConfirmationClosed, current);
    Err(refused.with(|problem| {
        problem.detail = Some(detail);
        problem.errors = errors;
    }))
}

/// What rests on these records, each with who took it back.
fn resting<'a>(
    answers: &Answers,
    gone: &'a BTreeMap<ProvId, TakenBack>,
) -> Vec<(Fault, &'a TakenBack)> {
    let by = |prov: Option<&ProvId>| prov.and_then(|prov| gone.get(prov));
    let of_origin = |origin: &Origin| {
        let own = origin.prov.as_ref();
        let own = own.filter(|_| origin.origin != OriginKind::Manual);
        let mut others = origin.others.iter();
        by(own).or_else(|| others.find_map(|other| by(Some(&other.prov))))
    };
    let origins = answers.origins.iter();
    let origins = origins.filter_map(|(at, origin)| Some((differs(at), of_origin(origin)?)));
    let disputes = answers.disputes.iter();
    let disputes = disputes.filter_map(|(at, one)| Some((differs(at), by(Some(&one.prov))?)));
    let attached = answers.attachments.iter().enumerate();
    let attached = attached.filter_map(|(at, one)| {
        let at: Pointer = format!("/attachments/{at}").as_str().into();
        let fault = body_fault(at.as_str(), FaultCode::MismatchWithSource);
        Some((fault, by(one.prov.as_ref())?))
    });
    origins.chain(disputes).chain(attached).collect()
}

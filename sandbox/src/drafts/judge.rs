//! A draft under the engine: the same definition, evaluation date and checks as in the browser (decision 13).

use std::collections::{BTreeMap, BTreeSet};

use forms::answers::Answers;
use forms::case::choose;
use forms::check::{Dossier, check};
use forms::definition::{Case, Service};
use forms::fault::{Fault as Found, FaultCode};
use forms::origin::{How, Origin, Other};
use forms::papers::{Supplied, Supply};
use forms::place::{Place, Pointer, RowKey};
use portal_api::{Attachment, AttachmentKind, DraftContent, Fault, OriginKind, ProblemKind};
use serde_json::Value;
use vietnam::CivilDate;

use super::faults::wire;
use super::lists::ServerLists;
use crate::conventions::Language;
use crate::problem::Failure;
use crate::state::AppState;

/// What the engine says of a draft.
pub struct Judged<'a> {
    /// The form, in the language of the request.
    pub service: &'a Service,
    /// The case: chosen by the answers, else the one that the draft or its procedure names.
    pub case: &'a Case,
    /// The answers.
    pub answers: Answers,
    /// What stands against sending it.
    pub errors: Vec<Fault>,
    /// What does not.
    pub warnings: Vec<Fault>,
}

/// Judges a draft.
///
/// # Errors
/// 409 `form-version-changed`; 404 for a form that is no longer offered.
pub fn judge<'a>(
    state: &'a AppState,
    content: &DraftContent,
    language: Language,
) -> Result<Judged<'a>, Failure> {
    let frame = &content.frame;
    let defined = state.definitions.of_procedure(&frame.form_id);
    let service = defined
        .ok_or_else(Failure::not_found)?
        .in_language(language);
    if service.form_version != *frame.form_version.as_str() {
        let current = service.form_version.as_str();
        return Err(Failure::conflict(ProblemKind::FormVersionChanged, current));
    }
    let answers = answers(service, content, today(state)?);
    let dossier = Dossier {
        supplied: supplied(&content.answers.attachments),
        conflicts: BTreeSet::new(),
    };
    let verdict = check(service, &answers, &ServerLists(state), &dossier);
    let named = || frame.case_code.as_ref().and_then(|code| service.case(code));
    let of_procedure = || {
        service
            .cases
            .iter()
            .find(|case| case.procedure == *frame.procedure_code.as_str())
    };
    let case = choose(service, &answers)
        .chosen()
        .or_else(named)
        .or_else(of_procedure)
        .or(service.cases.first());
    Ok(Judged {
        service,
        case: case.ok_or_else(Failure::not_found)?,
        answers,
        errors: verdict
            .errors
            .iter()
            .filter(|fault| !is_booked(service, content, fault))
            .map(wire)
            .collect(),
        warnings: verdict.warnings.iter().map(wire).collect(),
    })
}

/// Whether a fault says that the time is of no list, of a time that was booked for the draft: whether the booking holds
/// is judged by itself.
fn is_booked(service: &Service, content: &DraftContent, fault: &Found) -> bool {
    let slot = service
        .appointment
        .as_ref()
        .and_then(|one| one.slot.as_ref());
    content.frame.appointment_id.is_some()
        && fault.code == FaultCode::NotInList
        && slot.is_some_and(|slot| fault.pointer == Pointer::of(slot))
}

/// The answers of a draft or of what was sent.
pub fn answers(service: &Service, content: &DraftContent, today: CivilDate) -> Answers {
    let given = content.answers.row_keys.iter();
    let keys: BTreeMap<Pointer, Vec<RowKey>> = given
        .map(|(list, keys)| {
            (
                Pointer::new(list.as_str()),
                keys.iter().map(|key| RowKey(key.to_string())).collect(),
            )
        })
        .collect();
    forms::send::from_data(
        service,
        &Value::Object(content.answers.data.clone()),
        today,
        &keys,
    )
}

/// How the answers of a draft, or of what was sent, came to be, as the engine reads it.
pub fn origins(
    service: &Service,
    answers: &Answers,
    content: &DraftContent,
) -> BTreeMap<Place, Origin> {
    let origins = content.answers.origins.iter();
    let read = origins.filter_map(|(pointer, origin)| {
        let pointer = Pointer::new(pointer.as_str());
        let place = forms::send::place(service, answers, &pointer)?;
        let others = origin.others.iter().map(|other| Other {
            value: other.value.clone(),
            prov: other.prov.to_string(),
        });
        let read = Origin {
            how: match origin.origin {
                OriginKind::Auto => How::Auto,
                OriginKind::Override => How::Override,
                OriginKind::Manual => How::Manual,
            },
            prov: origin.prov.as_ref().map(ToString::to_string),
            original: origin.original.clone(),
            others: others.collect(),
        };
        Some((place, read))
    });
    read.collect()
}

/// The evaluation date as the engine takes it.
///
/// # Errors
/// Never for a clock that tells a date of the calendar.
pub fn today(state: &AppState) -> Result<CivilDate, Failure> {
    CivilDate::parse_iso(&state.clock.today_text())
        .map_err(|fault| Failure::internal("clock", &format!("{fault:?}")))
}

/// How papers are supplied, as the engine asks it.
fn supplied(attachments: &[Attachment]) -> Supplied {
    let supply = |kind| match kind {
        AttachmentKind::Upload => Supply::Upload,
        AttachmentKind::OwnFile => Supply::OwnFile,
        AttachmentKind::PriorResult => Supply::Result,
        AttachmentKind::Record => Supply::Record,
        AttachmentKind::PaperLater => Supply::Later,
        AttachmentKind::NotNeeded => Supply::NotNeeded,
    };
    attachments
        .iter()
        .map(|one| (one.document_code.to_string(), supply(one.kind)))
        .collect()
}

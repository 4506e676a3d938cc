//! Operations 18 and 20: beginning and saving a draft. Answers are saved as typed, faults and all.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use forms::definition::{Case, Service};
use portal_api::{
    DraftContent, DraftFrame, DraftRequest, DraftSaved, Fault, FaultCode, FormVersion, ProblemKind,
    Progress,
};

use super::{proven, store, unshared};
use crate::clock::instant_at;
use crate::confirmations;
use crate::conventions::caching::insert;
use crate::conventions::idempotency::idempotent;
use crate::conventions::{Answer, IfMatch, JsonBody, Key, Language};
use crate::problem::{Failure, body_fault};
use crate::session::S1;
use crate::session::state::limits;
use crate::state::AppState;

/// Largest `data`, in bytes of JSON.
const DATA_BYTES: usize = 256 * 1024;

/// Most papers.
const PAPERS: usize = 60;

/// Operation 18.
pub(super) async fn create(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    key: Key,
    body: JsonBody<DraftRequest>,
) -> Result<Answer, Failure> {
    let (person, request) = (session.person.clone(), body.value);
    let work = {
        let (state, person) = (state.clone(), person.clone());
        async move {
            let content = begin(&state, request)?;
            let stored = store::insert(&state, &person, content).await?;
            let location = format!("/api/v1/drafts/{}", stored.id);
            Ok(Answer::new(StatusCode::CREATED, &stored.draft(language))?
                .header("location", location)
                .header("etag", stored.etag))
        }
    };
    idempotent(&state, &person, "POST /drafts", &key, &body.sha256, work).await
}

/// Operation 20.
pub(super) async fn replace(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Path(id): Path<String>,
    if_match: IfMatch,
    body: JsonBody<DraftContent>,
) -> Result<Response, Failure> {
    let old = store::find(&state, &session.person, &id).await?;
    if if_match.check(&old.etag).is_err() {
        return Err(old.moved_on(if_match.text()));
    }
    fits(&state, &old.content.frame, &body.value)?;
    let mut content = body.value;
    unshared::refuse(&state, &session.person, &content.answers, language).await?;
    proven::hold_sources(&state, &session.assured, &mut content).await?;
    let new = store::replace(&state, &session.person, &old, content).await?;
    confirmations::changed(&state, &new.id, &new.content).await?;
    let saved = DraftSaved {
        updated_at: new.updated_at.as_str().into(),
        expires_at: instant_at(new.expires_at),
    };
    let mut response = Json(saved).into_response();
    insert(response.headers_mut(), header::ETAG, &new.etag);
    Ok(response)
}

/// Id of the form that a procedure's dossiers are filled on; the code itself where no form has it.
pub(super) fn form_of(state: &AppState, procedure: &str) -> String {
    let defined = state.definitions.of_procedure(procedure);
    defined
        .map_or(procedure, |one| &one.in_language(Language::Vi).form_id)
        .to_owned()
}

/// An empty draft of a procedure. Any version of the form may be begun with: what was filled in without network on an
/// older one must not be lost; the check tells what changed.
fn begin(state: &AppState, request: DraftRequest) -> Result<DraftContent, Failure> {
    if request.supplement_for.is_some() {
        // Nothing here asks for supplements, so there is none to answer.
        return Err(Failure::new(ProblemKind::SupplementClosed));
    }
    let code = request.procedure_code.as_str();
    let Some(service) = state.definitions.of_procedure(code) else {
        return Err(if is_to_come(state, code) {
            Failure::new(ProblemKind::ProcedureClosed)
        } else {
            Failure::invalid(vec![body_fault("/procedureCode", FaultCode::NotInList)])
        });
    };
    let service = service.in_language(Language::Vi);
    let mut faults = Vec::new();
    if !FormVersion::is_valid(&request.form_version) {
        faults.push(body_fault("/formVersion", FaultCode::Pattern));
    }
    if request
        .case_code
        .as_ref()
        .is_some_and(|case| service.case(case).is_none())
    {
        faults.push(body_fault("/caseCode", FaultCode::NotInList));
    }
    if !faults.is_empty() {
        return Err(Failure::invalid(faults));
    }
    if is_closed(service, code, request.case_code.as_deref()) {
        return Err(Failure::new(ProblemKind::ProcedureClosed));
    }
    let frame = DraftFrame {
        procedure_code: request.procedure_code,
        case_code: request.case_code,
        form_id: service.form_id.as_str().into(),
        form_version: request.form_version,
        agency_code: request.agency_code,
        progress: Progress {
            step: service
                .steps
                .first()
                .map(|step| step.id.as_str())
                .unwrap_or_default()
                .into(),
            ..Progress::default()
        },
        ..DraftFrame::default()
    };
    Ok(DraftContent {
        frame,
        answers: portal_api::Answers::default(),
    })
}

/// What a draft may never be: too large, or moved to another form.
fn fits(state: &AppState, old: &DraftFrame, new: &DraftContent) -> Result<(), Failure> {
    if serde_json::to_vec(&new.answers.data)?.len() > DATA_BYTES {
        return Err(Failure::new(ProblemKind::PayloadTooLarge)
            .with(|problem| problem.limits = Some(limits())));
    }
    let mut faults: Vec<Fault> = Vec::new();
    if new.frame.form_id != old.form_id {
        faults.push(body_fault("/formId", FaultCode::NotInList));
    } else if form_of(state, &new.frame.procedure_code) != *old.form_id {
        faults.push(body_fault("/procedureCode", FaultCode::NotInList));
    }
    if !FormVersion::is_valid(&new.frame.form_version) {
        faults.push(body_fault("/formVersion", FaultCode::Pattern));
    }
    if new.answers.attachments.len() > PAPERS {
        faults.push(body_fault("/attachments", FaultCode::TooMany));
    }
    if new.frame.progress.percent > 100 {
        faults.push(body_fault("/progress/percent", FaultCode::AfterMax));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::invalid(faults))
    }
}

/// Whether the province takes no dossiers of the case, or of any case of the procedure.
fn is_closed(service: &Service, procedure: &str, case: Option<&str>) -> bool {
    let cases = service.cases.iter();
    let meant: Vec<&Case> = cases
        .filter(|one| case.map_or(one.procedure == procedure, |code| one.code == code))
        .collect();
    service.closed.is_some()
        || (!meant.is_empty() && meant.iter().all(|case| case.closed.is_some()))
}

/// Whether a procedure belongs to a service that is in the catalogue and not defined yet.
fn is_to_come(state: &AppState, procedure: &str) -> bool {
    let definitions = &state.definitions;
    let mut services = definitions
        .groups()
        .iter()
        .flat_map(|group| &group.services);
    services.any(|one| {
        definitions
            .listed_cases(&one.id)
            .any(|row| row.procedure == procedure)
    })
}

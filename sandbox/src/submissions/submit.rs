//! Operation 28: every ground on which a draft is refused, then one dossier.

use axum::extract::State;
use axum::http::StatusCode;
use portal_api::{Fault, FaultCode, PollAfter, ProblemKind, SubmissionRequest};

use super::file;
use crate::conventions::idempotency::idempotent;
use crate::conventions::{Answer, JsonBody, Key, Language};
use crate::dossiers::{self, show};
use crate::drafts::judge::{Judged, judge};
use crate::drafts::{self, check, fees};
use crate::otp::{self, Purpose};
use crate::payments;
use crate::problem::{Failure, body_fault};
use crate::session::{Assured, S2};
use crate::state::AppState;

/// Seconds after which operation 45 is asked.
const POLL_AFTER: u32 = 2;

pub(super) async fn submit(
    State(state): State<AppState>,
    S2(session): S2,
    language: Language,
    key: Key,
    body: JsonBody<SubmissionRequest>,
) -> Result<Answer, Failure> {
    let who = session.assured.clone();
    let (limit, person, request) = (state.settings.times.submit, who.person.clone(), body.value);
    let work = {
        let state = state.clone();
        async move {
            let code = one_dossier(&state, &who, &request, language).await?;
            let row = dossiers::find(&state, &who.person, &code).await?;
            let row = payments::brought_up(&state, &who, row).await?;
            let dossier = show::dossier(&state, &row, language).await?;
            Ok(Answer::new(StatusCode::CREATED, &dossier)?
                .header("location", format!("/api/v1/dossiers/{code}")))
        }
    };
    let (key, address) = (key.clone(), format!("/api/v1/submissions/{}", key.0));
    let (app, sha256) = (state.clone(), body.sha256.clone());
    let work = tokio::spawn(async move {
        idempotent(&app, &person, "POST /dossiers", &key, &sha256, work).await
    });
    match tokio::time::timeout(limit, work).await {
        Ok(answer) => answer.unwrap_or_else(|error| Err(Failure::internal("task", &error))),
        Err(_) => {
            // The work goes on, from its first step; the code is told by operation 45.
            let later = Answer::new(
                StatusCode::ACCEPTED,
                &PollAfter {
                    poll_after: POLL_AFTER,
                },
            )?;
            Ok(later.header("location", address))
        }
    }
}

/// Files the draft and gives the code of its dossier.
async fn one_dossier(
    state: &AppState,
    who: &Assured,
    request: &SubmissionRequest,
    language: Language,
) -> Result<String, Failure> {
    // Read first, then asked whether it was sent: one that another request sends in between is told as sent, not as gone.
    let found = drafts::find(state, &who.person, &request.draft_id).await;
    if let Some(code) = drafts::sent_as(state, &who.person, &request.draft_id).await? {
        return Err(Failure::conflict(ProblemKind::DuplicateDossier, code));
    }
    let draft = found?;
    if draft.etag != request.draft_etag {
        return Err(draft.moved_on(&request.draft_etag));
    }
    let judged = judge(state, &draft.content, language)?;
    if judged.service.closed(judged.case).is_some() {
        return Err(Failure::new(ProblemKind::ProcedureClosed));
    }
    let unconsented = check::unconsented(state, who, &judged, &draft.content).await?;
    let worked = fees::work_out(state, &who.person, &judged, &draft.content, language)?;
    let office = worked.authority.code.as_str();
    let (beside, papers) = check::beside(state, who, &judged, &draft, office).await?;
    let unconsented: Vec<String> = unconsented
        .into_iter()
        .chain(papers.unconsented.iter().cloned())
        .collect();
    if !unconsented.is_empty() {
        return Err(Failure::consent_required(&unconsented));
    }
    if !papers.waiting.is_empty() {
        return Err(Failure::conflict(
            ProblemKind::UploadNotReady,
            papers
                .waiting
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
        ));
    }
    let declared = declared(request, &judged);
    let errors: Vec<Fault> = judged
        .errors
        .iter()
        .cloned()
        .chain(beside)
        .chain(declared)
        .collect();
    if !errors.is_empty() {
        return Err(Failure::invalid(errors));
    }
    if !worked.competent {
        let fault = check::not_competent(&judged);
        return Err(Failure::new(ProblemKind::AuthorityNotCompetent)
            .with(|problem| problem.errors = vec![fault]));
    }
    if worked.figures != request.shown {
        return Err(Failure::conflict(
            ProblemKind::FiguresChanged,
            serde_json::to_value(&worked.figures)?,
        ));
    }
    // Last of all: a code is used up by the try that files.
    let needs_code = forms::needs::one_time_code(judged.service, &judged.answers);
    match &request.otp {
        Some(proof) => {
            let purposes = [Purpose::Submit(draft.id.clone()), Purpose::StepUp];
            otp::verify(state, proof, &purposes, &who.person).await?;
        }
        None if needs_code => return Err(Failure::new(ProblemKind::OtpRefused)),
        None => {}
    }
    file::file(state, who, &draft, &judged, worked, papers.ready).await
}

/// The declaration must be accepted, in the version of the form.
fn declared(request: &SubmissionRequest, judged: &Judged<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !request.declaration.accepted {
        faults.push(body_fault("/declaration/accepted", FaultCode::Required));
    }
    if request.declaration.text_version != *judged.service.declaration_version.as_str() {
        faults.push(body_fault("/declaration/textVersion", FaultCode::NotInList));
    }
    faults
}

//! Operations 11 to 13: what offices issued to the person before, and its files (contract 4.4).

mod held;

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use portal_api::{
    PriorResult, ProblemKind, Provenance, ResultDetail, ResultFile, ResultList, ResultStatus,
    SignatureReport, SignatureState, SourceAnswer, SourceStatus,
};
use serde::Deserialize;
use vietnam::text::search_fold;

use crate::catalogue::replaceable_by;
use crate::conventions::{Language, Params};
use crate::files::FileContent;
use crate::persons::SourceMood;
use crate::prefill::records;
use crate::problem::Failure;
use crate::session::S2;
use crate::state::AppState;

pub use held::{Held, Issue, held, issue};

/// Operations 11 to 13.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/me/results", get(list))
        .route("/me/results/{resultId}", get(detail))
        .route("/me/results/{resultId}/content", get(content))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    procedure_code: Option<String>,
    case_code: Option<String>,
    document_code: Option<String>,
    result_code: Option<String>,
    q: Option<String>,
}

/// Operation 11. The national warehouse wants to know what for: without a procedure only the province's is searched.
async fn list(
    State(state): State<AppState>,
    S2(session): S2,
    language: Language,
    Params(asked): Params<Asked>,
) -> Result<Json<ResultList>, Failure> {
    let held = held(&state, &session.assured).await?;
    let moods = state
        .person(&session.assured)
        .map(|person| person.moods.clone())
        .unwrap_or_default();
    let mut searched = Vec::new();
    for source in ["province-warehouse", "national-warehouse"] {
        if source == "national-warehouse" && asked.procedure_code.is_none() {
            continue;
        }
        let status = match moods.get(source) {
            Some(SourceMood::Unavailable) => SourceAnswer::Unavailable,
            Some(SourceMood::Timeout) => SourceAnswer::Timeout,
            _ if held.iter().any(|result| result.source == source) => SourceAnswer::Ok,
            _ => SourceAnswer::NotHeld,
        };
        searched.push(SourceStatus {
            source: source.into(),
            status,
            retry_after: None,
            problem: None,
            later_token: None,
        });
    }
    let answered = |source: &str| {
        searched
            .iter()
            .any(|one| one.source == *source && one.status == SourceAnswer::Ok)
    };
    let q = asked.q.as_deref().map(search_fold).unwrap_or_default();
    let procedure = asked
        .procedure_code
        .as_deref()
        .or(asked.case_code.as_deref());
    let found = held.iter().filter(|result| answered(&result.source));
    let made: Vec<PriorResult> = found
        .map(|result| shown(&state, result, procedure, language))
        .collect();
    let fits = |result: &PriorResult| {
        asked
            .document_code
            .as_ref()
            .is_none_or(|code| result.satisfies.iter().any(|one| **one == *code.as_str()))
            && asked
                .result_code
                .as_ref()
                .is_none_or(|code| result.result_code == *code.as_str())
            && (q.is_empty() || search_fold(&result.title).contains(&q))
    };
    let items: Vec<PriorResult> = made.into_iter().filter(fits).collect();
    let provenance = held
        .iter()
        .filter(|result| items.iter().any(|item| item.result_id == *result.id))
        .map(|result| provenance(&state, result, language))
        .collect();
    Ok(Json(ResultList {
        items,
        provenance,
        searched,
    }))
}

/// Operation 12.
async fn detail(
    State(state): State<AppState>,
    S2(session): S2,
    language: Language,
    Path(id): Path<String>,
) -> Result<Json<ResultDetail>, Failure> {
    let result = find(&state, &session.assured, &id).await?;
    let (prov, provenance) = provenance(&state, &result, language);
    let record = result
        .record
        .as_ref()
        .filter(|_| result.structured)
        .map(|record| records::whole(record, Some(&result.id), &prov));
    let provenance = BTreeMap::from([(prov, provenance)]);
    Ok(Json(ResultDetail {
        result: shown(&state, &result, None, language),
        record,
        provenance,
    }))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Which {
    file_id: Option<String>,
}

/// Operation 13. A result has one file.
async fn content(
    State(state): State<AppState>,
    S2(session): S2,
    Path(id): Path<String>,
    Params(which): Params<Which>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let result = find(&state, &session.assured, &id).await?;
    if which.file_id.is_some_and(|file| file != result.id) {
        return Err(Failure::not_found());
    }
    let bytes = result
        .file
        .ok_or_else(|| Failure::new(ProblemKind::ContentGone))?;
    Ok(FileContent {
        name: result.file_name,
        media_type: result.file_type,
        bytes,
    }
    .answer(&headers))
}

async fn find(state: &AppState, who: &crate::session::Assured, id: &str) -> Result<Held, Failure> {
    held(state, who)
        .await?
        .into_iter()
        .find(|result| result.id == id)
        .ok_or_else(Failure::not_found)
}

fn shown(
    state: &AppState,
    result: &Held,
    procedure: Option<&str>,
    language: Language,
) -> PriorResult {
    let status = result.status(&state.clock.today_text());
    let usable = status == ResultStatus::Current && result.file.is_some();
    let reason = match (usable, status, language) {
        (true, ..) => None,
        (_, ResultStatus::Expired, Language::Vi) => Some("Giấy tờ đã hết hạn."),
        (_, ResultStatus::Expired, Language::En) => Some("It has expired."),
        (_, ResultStatus::Revoked, Language::Vi) => Some("Giấy tờ đã bị thu hồi."),
        (_, ResultStatus::Revoked, Language::En) => Some("It was revoked."),
        (_, _, Language::Vi) => Some("Kho không còn lưu tệp này."),
        (_, _, Language::En) => Some("The file is no longer kept."),
    };
    let (prov, _) = provenance(state, result, language);
    PriorResult {
        result_id: result.id.as_str().into(),
        result_code: result.code.as_str().into(),
        title: result.title.as_str().into(),
        number: result.number.as_deref().map(Into::into),
        issuer: result.issuer.clone(),
        issued_on: result.issued_on.as_deref().map(Into::into),
        valid_until: result.valid_until.as_deref().map(Into::into),
        status,
        source: result.source.as_str().into(),
        dossier_code: result.dossier_code.as_deref().map(Into::into),
        satisfies: satisfies(state, result, procedure)
            .into_iter()
            .map(Into::into)
            .collect(),
        usable,
        unusable_reason: reason.map(Into::into),
        files: vec![ResultFile {
            file_id: result.id.as_str().into(),
            name: result.file_name.as_str().into(),
            media_type: Some(result.file_type.clone()),
            size: result
                .file
                .as_ref()
                .and_then(|bytes| u64::try_from(bytes.len()).ok()),
            sha256: result
                .file
                .as_ref()
                .map(|bytes| crate::random::sha256(bytes).into()),
        }],
        signature: SignatureReport {
            state: if result.signed {
                SignatureState::Valid
            } else {
                SignatureState::Absent
            },
            checked_at: Some(state.clock.instant()),
            signers: Vec::new(),
        },
        structured: result.structured && result.record.is_some(),
        prov: prov.as_str().into(),
    }
}

/// Papers of a procedure, or of the service of a case, that a result replaces.
fn satisfies<'a>(state: &'a AppState, result: &Held, procedure: Option<&str>) -> Vec<&'a str> {
    let definitions = &state.definitions;
    let Some(code) = procedure else {
        return Vec::new();
    };
    let by_case = || {
        definitions
            .case(code, Language::Vi)
            .map(|(service, _)| service)
    };
    let service = definitions
        .of_procedure(code)
        .map(|one| one.in_language(Language::Vi))
        .or_else(by_case);
    let papers = service.into_iter().flat_map(|service| &service.papers);
    papers
        .filter(|paper| replaceable_by(state, paper).contains(&result.code.as_str()))
        .map(|paper| paper.code.as_str())
        .collect()
}

fn provenance(
    state: &AppState,
    result: &Held,
    language: Language,
) -> (portal_api::ProvId, Provenance) {
    let id = crate::persons::handle(&["result", &result.id]);
    (id.into(), records::of_result(state, result, language))
}

//! Operations 11 to 13: what offices issued to the person before, and its files (contract 4.4).

pub mod awaited;
mod held;
mod show;

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use portal_api::{PriorResult, ProblemKind, ResultDetail, ResultList, SourceAnswer, SourceStatus};
use serde::Deserialize;
use vietnam::text::search_fold;

use crate::conventions::{Language, Params};
use crate::files::FileContent;
use crate::persons::SourceMood;
use crate::prefill::records;
use crate::problem::Failure;
use crate::session::S2;
use crate::state::AppState;
use show::{awaited_from, not_yet, provenance, shown};

pub use held::{Held, Issue, held, held_by, issue};
pub use show::{about, key};

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
    let (prov, own) = provenance(&state, &result, language);
    let mut record = result
        .record
        .as_ref()
        .filter(|_| result.structured)
        .map(|record| records::whole(record, Some(&result.id), &prov));
    let mut provenance = BTreeMap::from([(prov, own)]);
    for value in &result.awaited {
        let (prov, from) = awaited_from(&state, &result, value, language);
        if let Some(record) = &mut record {
            record
                .attributes
                .insert(value.attribute.clone(), not_yet(&prov));
        }
        provenance.insert(prov, from);
    }
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

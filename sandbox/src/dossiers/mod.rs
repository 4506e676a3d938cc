//! Operations 29 to 31: the person's dossiers, what happened to them, and their papers (contract 4.8).

mod documents;
mod list;
pub mod parts;
pub mod show;
pub mod store;
mod words;
pub mod write;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use portal_api::{Dossier, DossierContent, ProblemKind};
use serde::Deserialize;

use crate::conventions::caching::insert;
use crate::conventions::{Language, Params, etag, limits};
use crate::payments;
use crate::problem::Failure;
use crate::session::S1;
use crate::state::AppState;

pub use store::{alike, find, receipt};
pub use words::{state_words, words};

/// Operations 29 to 31; 32 and 33 are not offered yet.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/dossiers", get(list::list))
        .route("/dossiers/{dossierCode}", get(read))
        .route(
            "/dossiers/{dossierCode}/documents/{documentId}",
            get(documents::read),
        )
        .route(
            "/dossiers/{dossierCode}/supplements",
            any(limits::not_offered),
        )
        .route(
            "/dossiers/{dossierCode}/withdrawal",
            any(limits::not_offered),
        )
}

#[derive(Deserialize)]
struct Asked {
    include: Option<String>,
}

/// Operation 30. The content needs a level-2 identity.
async fn read(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Path(code): Path<String>,
    Params(asked): Params<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let with_content = asked
        .include
        .as_deref()
        .is_some_and(|parts| parts.split(',').any(|part| part == "content"));
    if with_content && session.level < 2 {
        return Err(crate::session::refused(
            ProblemKind::StepUpRequired,
            2,
            false,
        ));
    }
    let code = parts::opens(&state.db, &code).await?;
    payments::catch_up(&state, &code).await?;
    let row = find(&state, &session.person, &code).await?;
    let row = payments::brought_up(&state, &session.assured, row).await?;
    let mut dossier: Dossier = show::dossier(&state, &row, language).await?;
    if with_content {
        dossier.content = Some(DossierContent {
            form_version: row.sent.frame.form_version.clone(),
            subjects: row.sent.frame.subjects.clone(),
            answers: row.sent.answers.clone(),
        });
    }
    let tag = etag::of(serde_json::to_vec(&dossier)?);
    let mut response = if etag::known(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Json(dossier).into_response()
    };
    insert(response.headers_mut(), header::ETAG, &tag);
    Ok(response)
}

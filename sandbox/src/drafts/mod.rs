//! Operations 17 to 22: drafts, and the engine's verdict on them (contract 4.6).

pub mod check;
mod earlier;
mod faults;
pub mod fees;
pub mod judge;
mod lacking;
mod likeness;
mod lists;
mod locked;
mod looked_up;
pub mod papers;
mod proven;
mod said;
mod store;
pub mod term;
mod timed;
mod unshared;
mod withdraw;
mod write;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use portal_api::{Draft, DraftSummary, Page};
use serde::Deserialize;

use crate::confirmations;
use crate::conventions::caching::insert;
use crate::conventions::{Language, Paging, Params, etag};
use crate::problem::Failure;
use crate::session::S1;
use crate::state::AppState;

pub use lacking::stands;
pub use likeness::likeness;
pub use lists::ServerLists;
pub use proven::hold_origins;
pub use store::{Stored, clean, find, mark_sent, sent_as};
pub use withdraw::{take_back, withdraw};

/// Operations 17 to 22.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/drafts", get(list).post(write::create))
        .route(
            "/drafts/{draftId}",
            get(read).put(write::replace).delete(remove),
        )
        .route("/drafts/{draftId}/check", post(check::check))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    procedure_code: Option<String>,
}

/// Operation 17, latest first. A procedure means every draft of its form: answers may move the case.
async fn list(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Params(asked): Params<Asked>,
    paging: Paging,
) -> Result<Json<Page<DraftSummary>>, Failure> {
    let drafts = store::list(&state, &session.person).await?;
    let form = asked
        .procedure_code
        .as_deref()
        .map(|code| write::form_of(&state, code));
    let items = drafts
        .iter()
        .filter(|draft| {
            form.as_ref()
                .is_none_or(|form| draft.content.frame.form_id == *form.as_str())
        })
        .map(|draft| draft.summary(language));
    Ok(Json(paging.page(items.collect())?))
}

/// Operation 19.
async fn read(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let stored = find(&state, &session.person, &id).await?;
    let mut response = if etag::known(&headers, &stored.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Json::<Draft>(stored.draft(language)).into_response()
    };
    insert(response.headers_mut(), header::ETAG, &stored.etag);
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(response)
}

/// Operation 21.
async fn remove(
    State(state): State<AppState>,
    S1(session): S1,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    if find(&state, &session.person, &id).await.is_ok() {
        confirmations::forget(&state, &id).await?;
    }
    store::remove(&state, &session.person, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

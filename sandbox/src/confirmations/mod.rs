//! Operations 47 to 50: what another person agrees to, shares or declares (contract 4.12).

mod answer;
mod ask;
mod covers;
mod show;
mod store;
mod take_back;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, http};
use portal_api::{
    Confirmation, ConfirmationPurpose, ConfirmationState, Id, Page, ProblemKind, SourceId,
};
use serde::Deserialize;
use serde_json::Value;

use crate::conventions::caching::insert;
use crate::conventions::{Language, Paging, Params, etag};
use crate::drafts::stands;
use crate::otp;
use crate::problem::Failure;
use crate::session::{Assured, S2, Session};
use crate::state::AppState;

pub use covers::{changed, forget, sha256};
pub use store::{Stored, attach, of_dossier};

/// Operations 47 to 50.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/confirmations", post(ask::ask))
        .route("/me/confirmations", get(list))
        .route("/confirmations/{confirmationId}", get(read))
        .route(
            "/confirmations/{confirmationId}/answer",
            post(answer::answer),
        )
}

#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "box")]
    which: Option<Which>,
    state: Option<ConfirmationState>,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Which {
    Received,
    Sent,
}

/// Operation 48, latest first; without `box` what the person received.
async fn list(
    State(state): State<AppState>,
    S2(session): S2,
    language: Language,
    Params(asked): Params<Asked>,
    paging: Paging,
) -> Result<Json<Page<Confirmation>>, Failure> {
    let found = match asked.which.unwrap_or(Which::Received) {
        Which::Received => store::received(&state, &session).await?,
        Which::Sent => store::sent(&state, &session.person).await?,
    };
    let items = found
        .iter()
        .filter(|one| asked.state.is_none_or(|state| state == one.state))
        .map(|one| show::wire(&state, one, language, false));
    Ok(Json(paging.page(items.collect())?))
}

/// Operation 49. Who is asked sees the values; who asked sees the state.
async fn read(
    State(state): State<AppState>,
    S2(session): S2,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let stored = found(&state, &session, &id).await?;
    let shown = show::wire(&state, &stored, language, stored.is_asked(&session));
    let tag = etag::of(serde_json::to_vec(&shown)?);
    let mut response = if etag::known(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Json(shown).into_response()
    };
    insert(response.headers_mut(), header::ETAG, &tag);
    let vary = http::HeaderValue::from_static("Accept-Language");
    response.headers_mut().insert(header::VARY, vary);
    Ok(response)
}

/// A confirmation for who asked or who is asked; for all others there is none.
async fn found(state: &AppState, who: &Assured, id: &str) -> Result<Stored, Failure> {
    store::by_id(state, id)
        .await?
        .filter(|one| one.asked_by == who.person || one.is_asked(who))
        .ok_or_else(Failure::not_found)
}

/// Name and phone of who is asked, for a code that who asked wants sent to them: the number that the source holds, never
/// a typed one. Whoever was asked by VNeID may answer so too, or take back what they agreed to; then the message has other
/// words, whose key comes last.
///
/// # Errors
/// 404 unless the person asked; 409 when it is closed; 403 where no phone is known.
pub async fn phone_of(
    state: &AppState,
    who: &Session,
    id: &str,
) -> Result<(String, String, &'static str), Failure> {
    let stored = store::by_id(state, id)
        .await?
        .filter(|one| one.asked_by == who.person)
        .ok_or_else(Failure::not_found)?;
    let what = match stored.state {
        ConfirmationState::Waiting => "otp-confirmation",
        ConfirmationState::Agreed if stored.shares() => "otp-taking-back",
        _ => return Err(Failure::new(ProblemKind::ConfirmationClosed)),
    };
    let phone = stored
        .person
        .as_deref()
        .and_then(|person| otp::phone(state, person))
        .ok_or_else(|| Failure::new(ProblemKind::Forbidden))?;
    Ok((stored.full_name, phone, what))
}

/// Whose records may be read because they agreed to share them: key of the test person, and the sources.
///
/// # Errors
/// When the database fails.
pub async fn shared_by(
    state: &AppState,
    who: &Assured,
    id: &Id,
) -> Result<Option<(String, Vec<SourceId>)>, Failure> {
    let found = store::by_id(state, id).await?.filter(|one| {
        one.asked_by == who.person
            && one.asked.purpose == ConfirmationPurpose::ShareData
            && one.state == ConfirmationState::Agreed
    });
    Ok(found.and_then(|one| Some((one.person?, one.asked.scopes.unwrap_or_default()))))
}

/// A confirmation that somebody asked for, where a draft with this tree of answers can be built on it: it was asked for
/// this draft, and waits or was agreed to, of these values. One that was asked for another draft goes with that one's
/// dossier: this one's office would never hear of the answer.
///
/// # Errors
/// When the database fails.
pub async fn standing(
    state: &AppState,
    who: &Assured,
    draft: &str,
    id: &Id,
    tree: &Value,
) -> Result<Option<Stored>, Failure> {
    let found = store::by_id(state, id).await?;
    let Some(one) = found
        .filter(|one| one.asked_by == who.person && one.draft_id == draft && stands(one.state))
    else {
        return Ok(None);
    };
    let same = sha256(&covers::values(tree, &one.asked.covers))? == one.covers_sha256;
    Ok(same.then_some(one))
}

//! Profile 6.1: times at an office, booked and given back.

mod book;
mod slots;
mod store;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{delete, get, post};
use portal_api::Page;
use serde::Deserialize;
use vietnam::CivilDate;
use vietnam::date::{add_days, days_between};

use crate::conventions::caching::{self, Lifetime};
use crate::conventions::{Paging, Params};
use crate::drafts::judge::today;
use crate::problem::Failure;
use crate::session::S1;
use crate::state::AppState;

pub use store::{Booked, attach, for_draft, of_dossier};

/// Days that are offered, unless the request says otherwise, and at most at once.
const DAYS: i64 = 14;
const DAYS_AT_MOST: i64 = 31;

/// Free places change quickly.
const LIFETIME: Lifetime = Lifetime {
    fresh: 60,
    stale: 0,
};

/// The operations of the profile.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/appointment-slots", get(list))
        .route("/appointments", post(book::book))
        .route("/appointments/{appointmentId}", delete(cancel))
}

#[derive(Deserialize)]
struct Asked {
    agency: String,
    from: Option<String>,
    to: Option<String>,
}

/// Times that can be booked at an office.
async fn list(
    State(state): State<AppState>,
    Params(asked): Params<Asked>,
    paging: Paging,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let day = |text: &Option<String>| {
        let read = |text: &String| {
            CivilDate::parse_iso(text).map_err(|_| Failure::malformed("from, to: YYYY-MM-DD"))
        };
        text.as_ref().map(read).transpose()
    };
    let now = today(&state)?;
    let from = day(&asked.from)?.unwrap_or(now).max(now);
    let to = day(&asked.to)?.unwrap_or_else(|| add_days(from, DAYS));
    if days_between(from, to) > DAYS_AT_MOST {
        return Err(Failure::malformed("from, to: 31 days at most"));
    }
    let office = slots::office(&state, &asked.agency).ok_or_else(Failure::not_found)?;
    let found = slots::free(&state, &office.code, from, to).await?;
    let page: Page<_> = paging.page(found)?;
    caching::public(&headers, LIFETIME, &page)
}

/// Gives an appointment back; its place is free again.
async fn cancel(
    State(state): State<AppState>,
    S1(session): S1,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    store::cancel(&state, &session.person, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

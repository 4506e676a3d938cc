//! The officer's side, for trying: a plain page and a command line. Outside the contract, without sign-in, and only
//! for the machine that the server runs on (decision 32).

pub mod act;
pub mod command;
pub mod components;
mod given;
mod issue;
mod ledger;
mod linked;
mod page;
mod parts;
mod subjects;
mod words;

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::conventions::Language;
use crate::dossiers::store;
use crate::pages::guard;
use crate::state::AppState;
use act::{Desk, Refusal};

/// The page and its forms.
pub fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/officer", get(list))
        .route("/officer/{dossierCode}", get(one).post(done))
        .route("/officer/{dossierCode}/components", get(components::json))
        .layer(from_fn_with_state(state.clone(), guard::layer))
}

async fn list(State(state): State<AppState>, language: Language) -> Response {
    match store::all(&state.db, None).await {
        Ok(rows) => match page::list(&state, &rows, language).await {
            Ok(page) => page.into_response(),
            Err(_) => page::message("failed", language).into_response(),
        },
        Err(_) => page::message("failed", language).into_response(),
    }
}

/// Where every answer and paper of a dossier comes from.
async fn one(
    State(state): State<AppState>,
    language: Language,
    Path(code): Path<String>,
) -> Response {
    match ledger::page(&state, &code, language).await {
        Ok(Some(page)) => page.into_response(),
        Ok(None) => {
            let page = page::message("no-dossier", language);
            (StatusCode::NOT_FOUND, page).into_response()
        }
        Err(_) => page::message("failed", language).into_response(),
    }
}

async fn done(
    State(state): State<AppState>,
    language: Language,
    Path(code): Path<String>,
    Form(form): Form<act::Given>,
) -> Response {
    let desk = Desk {
        db: &state.db,
        definitions: &state.definitions,
        facts: &state.facts,
        clock: &state.clock,
    };
    match desk.act(&code, form).await {
        Ok(()) => Redirect::to("/officer").into_response(),
        Err(refusal) => {
            let status = match refusal {
                Refusal::NoDossier => StatusCode::NOT_FOUND,
                Refusal::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
                _ => StatusCode::CONFLICT,
            };
            (status, page::message(refusal.key(), language)).into_response()
        }
    }
}

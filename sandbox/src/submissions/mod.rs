//! Operations 28 and 45: sending a draft, once, and what became of it (contract 4.8, decisions 15, 26, 29).

mod file;
pub mod parts;
mod receipt;
mod slip;
mod status;
mod submit;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Operation 45.
pub fn routes() -> Router<AppState> {
    Router::new().route("/submissions/{key}", get(status::status))
}

/// Operation 28, which has a limit in time of its own.
pub fn submit_routes() -> Router<AppState> {
    Router::new().route("/dossiers", post(submit::submit))
}

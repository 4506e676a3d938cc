//! Operations 35 and 36: paying (contract 4.9), with a gateway, a bank and a counter of the sandbox's own.

mod about;
mod demand;
mod desk;
mod gateway;
mod order;
mod receipt;
mod state;
mod store;
mod succeed;
mod vietqr;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::{Json, Router};
use portal_api::{Payment, PaymentOrder};

use crate::conventions::idempotency::idempotent;
use crate::conventions::{Answer, JsonBody, Key, Language};
use crate::pages::guard;
use crate::problem::Failure;
use crate::session::S1;
use crate::state::AppState;

pub use demand::brought_up;
pub use receipt::{OwnReceipt, own_receipt, own_receipts, receipt};
pub use state::{catch_up, of_requests, word};
pub use store::{Ended, Stored, end_open};

/// Operations 35 and 36, and the way back from the gateway.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/payments", post(create))
        .route("/payments/return", get(gateway::back))
        .route("/payments/{paymentId}", get(read))
}

/// The gateway's page, and the desk of bank and counter: outside the contract, only for this machine.
pub fn pages(state: &AppState) -> Router<AppState> {
    Router::new()
        .route(
            "/sandbox/gateway/{code}",
            get(gateway::page).post(gateway::decide),
        )
        .route("/sandbox/payments", get(desk::page))
        .route("/sandbox/payments/{code}", post(desk::decide))
        .layer(from_fn_with_state(state.clone(), guard::layer))
}

/// Operation 35.
async fn create(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    key: Key,
    body: JsonBody<PaymentOrder>,
) -> Result<Answer, Failure> {
    let (who, order) = (session.assured.clone(), body.value);
    let person = who.person.clone();
    let work = {
        let state = state.clone();
        async move {
            let stored = order::place(&state, &who, order).await?;
            Answer::new(StatusCode::CREATED, &stored.wire(language))
        }
    };
    idempotent(&state, &person, "POST /payments", &key, &body.sha256, work).await
}

/// Operation 36: the only answer about a payment that the app trusts.
async fn read(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Path(id): Path<String>,
) -> Result<Json<Payment>, Failure> {
    let found = store::by_id(&state.db, &id).await?;
    let stored = found
        .filter(|one| one.person == session.person)
        .ok_or_else(Failure::not_found)?;
    let stored = state::asked(&state, stored).await?;
    let mut wire = stored.wire(language);
    if wire.receipt.is_some() {
        wire.about = Some(about::about(&state, &state.db, &stored, language).await?);
    }
    Ok(Json(wire))
}

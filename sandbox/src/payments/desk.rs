//! The desk of bank and counter: what a transfer, a visit or a late answer brings, decided by the tester.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use portal_api::PaymentState;
use serde::Deserialize;

use super::about::what;
use super::state::{asked, is_live, moved, word};
use super::store;
use super::succeed::succeed;
use crate::conventions::Language;
use crate::pages::{document, escape, heading, table, words};
use crate::problem::Failure;
use crate::state::AppState;
use crate::words::of_contract;

/// All payments, latest first.
pub(super) async fn page(
    State(state): State<AppState>,
    language: Language,
) -> Result<Response, StatusCode> {
    let title = words("payments", language);
    let mut body = heading(title, words("payments-note", language));
    let mut rows = Vec::new();
    for payment in store::latest(&state.db).await.map_err(failed)? {
        let payment = asked(&state, payment).await.map_err(failed)?;
        let what = what(&state.db, &payment.subject, language)
            .await
            .map_err(failed)?;
        let method = of_contract(payment.method).map_err(failed)?;
        let form = |act: &str, label: &str| {
            format!(
                "<form method=post action=\"/sandbox/payments/{}\"><button name=act value={act}>{}</button></form>",
                escape(&payment.code),
                escape(words(label, language))
            )
        };
        let done = matches!(
            payment.state,
            PaymentState::Succeeded | PaymentState::Refunded
        );
        let mut acts = String::new();
        if !done {
            acts.push_str(&form("paid", "arrived"));
        }
        if is_live(payment.state) {
            acts.push_str(&form("failed", "broken"));
        }
        rows.push(vec![
            escape(&payment.code),
            escape(&what),
            format!("{} ₫", payment.amount.0),
            escape(words(&method, language)),
            escape(words(&word(payment.state), language)),
            acts,
        ]);
    }
    if rows.is_empty() {
        body.push_str(&format!(
            "<p>{}</p>",
            escape(words("payments-none", language))
        ));
    } else {
        let headings = ["code", "for", "amount", "method", "state", "act"];
        body.push_str(&table(&headings.map(|key| words(key, language)), &rows));
    }
    Ok(document(language, title, &body).into_response())
}

#[derive(Deserialize)]
pub(super) struct Decision {
    act: String,
}

/// Money that arrives counts whenever it comes; a payment fails only while it is live.
pub(super) async fn decide(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Form(decision): Form<Decision>,
) -> Result<Response, StatusCode> {
    let found = store::by_code(&state.db, &code).await.map_err(failed)?;
    let payment = found.ok_or(StatusCode::NOT_FOUND)?;
    match decision.act.as_str() {
        "paid" => succeed(&state, &payment).await.map_err(failed)?,
        "failed" if is_live(payment.state) => {
            moved(&state, &payment, PaymentState::Failed)
                .await
                .map_err(failed)?;
        }
        _ => return Err(StatusCode::CONFLICT),
    }
    Ok(Redirect::to("/sandbox/payments").into_response())
}

fn failed(_: Failure) -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}

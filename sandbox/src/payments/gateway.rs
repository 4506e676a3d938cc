//! The national payment gateway, as a page of this server: the tester decides what becomes of the payment. Its message
//! back is signed, and believed only when the signature holds.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hmac::{Hmac, Mac};
use portal_api::{PaymentMethod, PaymentState};
use serde::Deserialize;
use sha2::Sha256;

use super::about::what;
use super::state::{asked, is_live, moved};
use super::store::{self, Stored};
use super::succeed::succeed;
use crate::conventions::{Language, Params};
use crate::pages::{document, escape, heading, words};
use crate::problem::Failure;
use crate::random;
use crate::state::AppState;

/// What the tester can choose.
const CHOICES: [&str; 5] = ["pay", "fail", "cancel", "lost", "leave"];

/// The page.
pub(super) async fn page(
    State(state): State<AppState>,
    language: Language,
    Path(code): Path<String>,
) -> Result<Response, StatusCode> {
    let payment = open(&state, &code).await?;
    let word = |key| escape(words(key, language));
    let title = words("gateway", language);
    let mut body = heading(title, words("gateway-note", language));
    if !is_live(payment.state) {
        body.push_str(&format!(
            "<p>{}</p><p><a href=\"{}\">{}</a></p>",
            word("gateway-done"),
            escape(&way_back(&payment)),
            word("back")
        ));
        return Ok(document(language, title, &body).into_response());
    }
    let failed = |_: Failure| StatusCode::INTERNAL_SERVER_ERROR;
    let what = what(&state.db, &payment.subject, language)
        .await
        .map_err(failed)?;
    body.push_str(&format!(
        "<p>{}: <strong>{}</strong></p><p>{}: <strong>{} ₫</strong></p>",
        word("for"),
        escape(&what),
        word("amount"),
        payment.amount.0
    ));
    for choice in CHOICES {
        body.push_str(&format!(
            "<form method=post><button name=act value={choice}>{}</button></form>",
            word(choice)
        ));
    }
    if payment.state == PaymentState::Created {
        moved(&state, &payment, PaymentState::Pending)
            .await
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    }
    Ok(document(language, title, &body).into_response())
}

#[derive(Deserialize)]
pub(super) struct Decision {
    act: String,
}

/// What the tester chose: back to the portal, with a signed message or without any.
pub(super) async fn decide(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Form(decision): Form<Decision>,
) -> Result<Response, StatusCode> {
    let payment = open(&state, &code).await?;
    if !CHOICES.contains(&decision.act.as_str()) {
        return Err(StatusCode::BAD_REQUEST);
    }
    if decision.act == "lost" {
        sqlx::query("UPDATE payment SET gateway = 'paid', changed_at = ? WHERE id = ?")
            .bind(state.clock.unix())
            .bind(&payment.id)
            .execute(&state.db)
            .await
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    }
    let result = match decision.act.as_str() {
        "pay" => "paid",
        "fail" => "failed",
        "cancel" => "cancelled",
        _ => {
            return Ok(
                Redirect::to(&format!("/api/v1/payments/return?order={code}")).into_response(),
            );
        }
    };
    let signature = sign(&payment, result);
    let message = format!("order={code}&result={result}&signature={signature}");
    Ok(Redirect::to(&format!("/api/v1/payments/return?{message}")).into_response())
}

/// The gateway's message, as the browser brings it.
#[derive(Deserialize)]
pub(super) struct Message {
    order: String,
    result: Option<String>,
    signature: Option<String>,
}

/// Where the gateway returns the browser to. A message that is not the gateway's changes nothing; none at all leaves the
/// payment unknown.
pub(super) async fn back(
    State(state): State<AppState>,
    Params(message): Params<Message>,
) -> Result<Response, Failure> {
    let found = store::by_code(&state.db, &message.order).await?;
    let payment = found
        .filter(|one| one.method == PaymentMethod::NationalGateway)
        .ok_or_else(Failure::not_found)?;
    match (message.result, message.signature) {
        (None, _) if matches!(payment.state, PaymentState::Created | PaymentState::Pending) => {
            moved(&state, &payment, PaymentState::Unknown).await?;
        }
        (Some(result), Some(signature)) if holds(&payment, &result, &signature) => {
            match result.as_str() {
                "paid" => succeed(&state, &payment).await?,
                "failed" if is_live(payment.state) => {
                    moved(&state, &payment, PaymentState::Failed).await?;
                }
                "cancelled" if is_live(payment.state) => {
                    moved(&state, &payment, PaymentState::Cancelled).await?;
                }
                _ => {}
            }
        }
        _ => {}
    }
    Ok(Redirect::to(&way_back(&payment)).into_response())
}

async fn open(state: &AppState, code: &str) -> Result<Stored, StatusCode> {
    let failed = |_: Failure| StatusCode::INTERNAL_SERVER_ERROR;
    let found = store::by_code(&state.db, code).await.map_err(failed)?;
    let payment = found
        .filter(|one| one.method == PaymentMethod::NationalGateway)
        .ok_or(StatusCode::NOT_FOUND)?;
    asked(state, payment).await.map_err(failed)
}

fn way_back(payment: &Stored) -> String {
    let joint = if payment.return_to.contains('?') {
        '&'
    } else {
        '?'
    };
    format!("{}{joint}paymentId={}", payment.return_to, payment.id)
}

/// HMAC-SHA-256 over order, result and amount, under a key of this payment.
fn signed(payment: &Stored, result: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(payment.secret.as_bytes()).ok()?;
    mac.update(format!("{}|{result}|{}", payment.code, payment.amount.0).as_bytes());
    Some(mac)
}

fn sign(payment: &Stored, result: &str) -> String {
    signed(payment, result)
        .map(|mac| random::encode(&mac.finalize().into_bytes()))
        .unwrap_or_default()
}

fn holds(payment: &Stored, result: &str, signature: &str) -> bool {
    let given = random::decode(signature).unwrap_or_default();
    signed(payment, result).is_some_and(|mac| mac.verify_slice(&given).is_ok())
}

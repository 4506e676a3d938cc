//! Operation 50: the answer, by who is asked, or by who asked with a code that who is asked told them; and taking it back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use portal_api::{ConfirmationAnswer, ConfirmationState, Decision, ProblemKind};

use super::store::Stored;
use super::{found, show, take_back};
use crate::conventions::idempotency::idempotent;
use crate::conventions::{Answer, JsonBody, Key, Language};
use crate::dossiers;
use crate::dossiers::write::{self, Event};
use crate::otp::{self, Purpose};
use crate::problem::Failure;
use crate::session::{Assured, S2};
use crate::state::AppState;
use crate::words::of_contract;

pub(super) async fn answer(
    State(state): State<AppState>,
    S2(session): S2,
    language: Language,
    Path(id): Path<String>,
    key: Key,
    body: JsonBody<ConfirmationAnswer>,
) -> Result<Answer, Failure> {
    let who = session.assured.clone();
    let (person, given) = (who.person.clone(), body.value);
    // The key stands for one answer to one confirmation.
    let sha256 = crate::random::sha256(format!("{id}\n{}", body.sha256));
    let work = {
        let state = state.clone();
        async move {
            let stored = found(&state, &who, &id).await?;
            match decided(given.decision) {
                None => take_back::take_back(&state, &who, &stored, &given).await?,
                Some(to) => decide(&state, &who, &stored, &given, to).await?,
            }
            let stored = found(&state, &who, &id).await?;
            let shown = show::wire(&state, &stored, language, stored.is_asked(&who));
            Answer::new(StatusCode::OK, &shown)
        }
    };
    let route = "POST /confirmations/{confirmationId}/answer";
    idempotent(&state, &person, route, &key, &sha256, work).await
}

/// That who is asked says it: they themselves, or by a code that they were sent.
pub(super) async fn prove(
    state: &AppState,
    who: &Assured,
    stored: &Stored,
    given: &ConfirmationAnswer,
) -> Result<(), Failure> {
    if stored.is_asked(who) {
        return Ok(());
    }
    let purpose = Purpose::Confirmation(stored.id.clone());
    let proof = given.otp.clone().unwrap_or_default();
    otp::verify(state, &proof, &[purpose], &who.person).await?;
    Ok(())
}

/// The state that an answer leads to, and what the dossier tells of it; none for taking one back.
fn decided(decision: Decision) -> Option<(ConfirmationState, &'static str)> {
    match decision {
        Decision::Agree => Some((ConfirmationState::Agreed, "confirmation-agreed")),
        Decision::Refuse => Some((ConfirmationState::Refused, "confirmation-refused")),
        Decision::Withdraw => None,
    }
}

async fn decide(
    state: &AppState,
    who: &Assured,
    stored: &Stored,
    given: &ConfirmationAnswer,
    (to, what): (ConfirmationState, &str),
) -> Result<(), Failure> {
    let closed = || Failure::new(ProblemKind::ConfirmationClosed);
    if stored.state != ConfirmationState::Waiting {
        return Err(closed());
    }
    if stored.covers_sha256 != given.covers_sha256.as_str() {
        let current = stored.covers_sha256.as_str();
        return Err(Failure::conflict(ProblemKind::PreconditionFailed, current));
    }
    prove(state, who, stored, given).await?;
    let reason = given
        .reason
        .as_ref()
        .filter(|_| given.decision == Decision::Refuse);
    let at = state.clock.instant();
    let mut transaction = state.db.begin().await?;
    let answered = sqlx::query("UPDATE confirmation SET state = ?, reason = ?, answered_at = ? WHERE id = ? AND state = 'waiting' AND covers_sha256 = ?")
        .bind(of_contract(to)?)
        .bind(reason.map(portal_api::Text::as_str))
        .bind(at.as_str())
        .bind(&stored.id)
        .bind(given.covers_sha256.as_str())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
    if answered == 0 {
        return Err(closed());
    }
    let code: Option<String> =
        sqlx::query_scalar("SELECT dossier_code FROM confirmation WHERE id = ?")
            .bind(&stored.id)
            .fetch_one(&mut *transaction)
            .await?;
    if let Some(code) = code.filter(|_| !stored.shares())
        && let Some(row) = dossiers::store::by_code_in(&mut transaction, &code).await?
    {
        let event = Event {
            at: at.as_str(),
            part: None,
            state: row.state,
            what,
            note: None,
            actor: "system",
            documents: &[],
        };
        write::note(&mut transaction, &code, &event).await?;
    }
    transaction.commit().await?;
    Ok(())
}

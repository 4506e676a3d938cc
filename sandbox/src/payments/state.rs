//! How a payment moves: what time, the gateway and the bank make of it.

use portal_api::{PaymentRequest, PaymentRequestState, PaymentState};
use sqlx::SqlitePool;

use super::store::{self, Stored};
use super::succeed;
use crate::problem::Failure;
use crate::state::AppState;
use crate::words::of_contract;

/// The gateway answers for a payment whose answer was lost after so many seconds.
const GATEWAY_ANSWERS_AFTER: i64 = 10;

/// The payment as it is when somebody asks: the gateway is asked where nobody knows, and what was not paid in time has
/// expired.
///
/// # Errors
/// When the database fails.
pub(super) async fn asked(state: &AppState, stored: Stored) -> Result<Stored, Failure> {
    let now = state.clock.unix();
    let answers = now - stored.changed_at >= GATEWAY_ANSWERS_AFTER;
    let live = is_live(stored.state);
    match stored.gateway.as_deref() {
        Some("paid") if stored.state == PaymentState::Unknown && answers => {
            succeed::succeed(state, &stored).await?;
        }
        _ if live && now >= stored.expires_at => {
            moved(state, &stored, PaymentState::Expired).await?;
        }
        _ => return Ok(stored),
    }
    let id = stored.id.as_str();
    store::by_id(&state.db, id)
        .await?
        .ok_or_else(Failure::not_found)
}

/// Whether a payment can still be paid, or nobody knows whether it was: its subject is not paid twice meanwhile.
pub(super) fn is_live(state: PaymentState) -> bool {
    matches!(
        state,
        PaymentState::Created | PaymentState::Pending | PaymentState::Unknown
    )
}

/// Moves a payment, if nobody did meanwhile.
///
/// # Errors
/// When the database fails.
pub(super) async fn moved(
    state: &AppState,
    stored: &Stored,
    to: PaymentState,
) -> Result<bool, Failure> {
    let moved =
        sqlx::query("UPDATE payment SET state = ?, changed_at = ? WHERE id = ? AND state = ?")
            .bind(of_contract(to)?)
            .bind(state.clock.unix())
            .bind(&stored.id)
            .bind(of_contract(stored.state)?)
            .execute(&state.db)
            .await?
            .rows_affected();
    Ok(moved == 1)
}

/// Requests of a dossier as they are now: one with a live payment is pending.
///
/// # Errors
/// When the database fails.
pub async fn of_requests(
    db: &SqlitePool,
    now: i64,
    mut requests: Vec<PaymentRequest>,
) -> Result<Vec<PaymentRequest>, Failure> {
    for request in &mut requests {
        if request.state != PaymentRequestState::Open {
            continue;
        }
        let live: Option<String> = sqlx::query_scalar("SELECT id FROM payment WHERE kind = 'dossier' AND ref = ? AND state IN ('created', 'pending', 'unknown') AND expires_at > ? ORDER BY created_at DESC")
            .bind(request.payment_request_id.as_str())
            .bind(now)
            .fetch_optional(db)
            .await?;
        if let Some(id) = live {
            request.state = PaymentRequestState::Pending;
            request.payment_id = Some(id.into());
        }
    }
    Ok(requests)
}

/// Key of a state's words.
pub fn word(state: PaymentState) -> String {
    of_contract(state).unwrap_or_default()
}

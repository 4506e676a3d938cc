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

/// The payment as it is when somebody asks: the gateway is asked, whether its person came back from it or not, and what
/// was not paid in time has expired. What ended otherwise meanwhile may still turn out to be paid (contract 4.9).
///
/// # Errors
/// When the database fails.
pub(super) async fn asked(state: &AppState, stored: Stored) -> Result<Stored, Failure> {
    let now = state.clock.unix();
    let over = now >= stored.expires_at;
    let answers = over || now - stored.changed_at >= GATEWAY_ANSWERS_AFTER;
    match stored.gateway.as_deref() {
        Some("paid") if !is_final(stored.state) && answers => {
            succeed::succeed(state, &stored).await?;
        }
        _ if over && is_live(stored.state) => {
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

/// Whether nothing more comes of a payment.
pub(super) fn is_final(state: PaymentState) -> bool {
    matches!(state, PaymentState::Succeeded | PaymentState::Refunded)
}

/// Asks the gateway about what it took for a dossier and nobody has asked about since.
///
/// # Errors
/// When the database fails.
pub async fn catch_up(state: &AppState, dossier: &str) -> Result<(), Failure> {
    for stored in store::untold(&state.db).await? {
        if stored.subject.r#ref == *dossier {
            asked(state, stored).await?;
        }
    }
    Ok(())
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

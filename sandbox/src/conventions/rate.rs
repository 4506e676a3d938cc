//! Limits in number (contract 2.3): so many calls of an operation, by one person or by all without a session.

use portal_api::ProblemKind;

use crate::problem::Failure;
use crate::state::AppState;

/// How many calls in how many seconds.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Calls.
    pub calls: i64,
    /// Seconds.
    pub seconds: i64,
}

/// Counts a call of `what` by `who` (empty: nobody is signed in).
///
/// # Errors
/// 429 when there were too many.
pub async fn count(state: &AppState, what: &str, who: &str, rate: Rate) -> Result<(), Failure> {
    let now = state.clock.unix();
    sqlx::query("DELETE FROM call WHERE what = ? AND at <= ?")
        .bind(what)
        .bind(now - rate.seconds)
        .execute(&state.db)
        .await?;
    let before: i64 = sqlx::query_scalar("SELECT count(*) FROM call WHERE what = ? AND who = ?")
        .bind(what)
        .bind(who)
        .fetch_one(&state.db)
        .await?;
    if before >= rate.calls {
        let wait = u32::try_from(rate.seconds).unwrap_or(u32::MAX);
        return Err(Failure::new(ProblemKind::RateLimited).retry_after(wait));
    }
    sqlx::query("INSERT INTO call (what, who, at) VALUES (?, ?, ?)")
        .bind(what)
        .bind(who)
        .bind(now)
        .execute(&state.db)
        .await?;
    Ok(())
}

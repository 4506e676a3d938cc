//! What look-ups answered to whom, kept as long as a draft lives: values that a draft marks as theirs are compared with
//! it (contract 4.5). Of what was asked only a hash is kept.

use serde_json::Value;

use crate::problem::Failure;
use crate::random;
use crate::session::state::limits;
use crate::state::AppState;

/// What stands for a request: SHA-256 of its RFC 8785 form.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn question(request: &Value) -> Result<String, Failure> {
    Ok(random::sha256(serde_json_canonicalizer::to_vec(request)?))
}

/// Keeps an answer.
///
/// # Errors
/// When the database fails.
pub(super) async fn remember(
    state: &AppState,
    person: &str,
    lookup: &str,
    question: &str,
    answer: &Value,
) -> Result<(), Failure> {
    let until = state.clock.unix() + i64::from(limits().draft_days) * 86_400;
    sqlx::query("INSERT INTO lookup_answer (person, lookup, request_sha256, answer, expires_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET expires_at = excluded.expires_at")
        .bind(person)
        .bind(lookup)
        .bind(question)
        .bind(serde_json::to_string(answer)?)
        .bind(until)
        .execute(&state.db)
        .await?;
    Ok(())
}

/// What a look-up answered to a person who asked this.
///
/// # Errors
/// When the database fails.
pub async fn answers(
    state: &AppState,
    person: &str,
    lookup: &str,
    question: &str,
) -> Result<Vec<Value>, Failure> {
    let kept: Vec<String> = sqlx::query_scalar("SELECT answer FROM lookup_answer WHERE person = ? AND lookup = ? AND request_sha256 = ? AND expires_at > ?")
        .bind(person)
        .bind(lookup)
        .bind(question)
        .bind(state.clock.unix())
        .fetch_all(&state.db)
        .await?;
    let read = |text: &String| Ok(serde_json::from_str(text)?);
    kept.iter().map(read).collect()
}

/// Forgets what is over.
///
/// # Errors
/// When the database fails.
pub async fn clean(state: &AppState) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM lookup_answer WHERE expires_at <= ?")
        .bind(state.clock.unix())
        .execute(&state.db)
        .await?;
    Ok(())
}

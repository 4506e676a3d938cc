//! Records that somebody let a person read and then took back: which they were, so that whoever still has them is told.

use std::collections::{BTreeMap, BTreeSet};

use portal_api::{Id, ProvId};
use sqlx::SqliteConnection;

use crate::problem::Failure;
use crate::session::state::limits;
use crate::state::AppState;

/// Who took a record back, and by which agreement it had been read.
#[derive(Clone, Debug)]
pub struct TakenBack {
    /// The agreement.
    pub confirmation: Id,
    /// Name of who gave it.
    pub name: String,
}

/// Notes it, for as long as a draft lives.
///
/// # Errors
/// When the database fails.
pub async fn note(
    connection: &mut SqliteConnection,
    state: &AppState,
    person: &str,
    keys: &BTreeSet<ProvId>,
    by: &TakenBack,
) -> Result<(), Failure> {
    let until = state.clock.unix() + i64::from(limits().draft_days) * 86_400;
    for key in keys {
        sqlx::query("INSERT OR REPLACE INTO forgotten (person, prov, confirmation, name, expires_at) VALUES (?, ?, ?, ?, ?)")
            .bind(person)
            .bind(key.as_str())
            .bind(by.confirmation.as_str())
            .bind(&by.name)
            .bind(until)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// What was taken back from a person, by the key of its provenance. It may have been told again since.
///
/// # Errors
/// When the database fails.
pub async fn forgotten(
    state: &AppState,
    person: &str,
) -> Result<BTreeMap<ProvId, TakenBack>, Failure> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT prov, confirmation, name FROM forgotten WHERE person = ? AND expires_at > ?",
    )
    .bind(person)
    .bind(state.clock.unix())
    .fetch_all(&state.db)
    .await?;
    let read = |(prov, confirmation, name): (String, String, String)| {
        let confirmation = confirmation.as_str().into();
        (prov.as_str().into(), TakenBack { confirmation, name })
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Forgets what is over.
///
/// # Errors
/// When the database fails.
pub(super) async fn clean(state: &AppState) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM forgotten WHERE expires_at <= ?")
        .bind(state.clock.unix())
        .execute(&state.db)
        .await?;
    Ok(())
}

//! Sources that are told to be slow or out: seen by operation 41 and felt by operation 16.

use std::collections::BTreeMap;
use std::path::Path;

use portal_api::Availability;
use sqlx::SqlitePool;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::clock::Clock;
use crate::persons::SourceMood;
use crate::problem::Failure;
use crate::start::StartError;

/// A slow source takes so long, in milliseconds.
const SLOW: u64 = 2_500;

/// A source that is slow or out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// Slow or down.
    pub state: Availability,
    /// Since when, in seconds since 1970.
    pub since: i64,
    /// When it is expected back (RFC 3339).
    pub until: Option<String>,
}

impl Outage {
    /// How it answers.
    pub fn mood(&self) -> SourceMood {
        match self.state {
            Availability::Slow => SourceMood::Slow(SLOW),
            _ => SourceMood::Unavailable,
        }
    }
}

/// All of them, by source.
///
/// # Errors
/// When the database fails.
pub async fn all(db: &SqlitePool) -> Result<BTreeMap<String, Outage>, Failure> {
    let rows: Vec<(String, String, i64, Option<String>)> =
        sqlx::query_as("SELECT source, state, since, until FROM source_state")
            .fetch_all(db)
            .await?;
    let outage = |(source, state, since, until): (String, String, i64, Option<String>)| {
        let state = match state.as_str() {
            "slow" => Availability::Slow,
            _ => Availability::Down,
        };
        (
            source,
            Outage {
                state,
                since,
                until,
            },
        )
    };
    Ok(rows.into_iter().map(outage).collect())
}

/// `sandbox source …`: puts a source into a state, on the database of a server that runs or not.
///
/// # Errors
/// When the project has no such source that is asked, `until` is no instant, or the database fails.
pub async fn tell(
    (db, root): (&Path, &Path),
    clock: &Clock,
    source: &str,
    state: &str,
    until: Option<&str>,
) -> Result<(), StartError> {
    let doing = format!("source {source}");
    if super::Sources::load(root)?.get(source).is_none() {
        return Err(StartError::doing(doing)(
            "no source that is asked".to_owned(),
        ));
    }
    if until.is_some_and(|until| OffsetDateTime::parse(until, &Rfc3339).is_err()) {
        return Err(StartError::doing(doing)(
            "--until is no instant like 2026-11-25T17:00:00+07:00".to_owned(),
        ));
    }
    let pool = crate::db::open(db, false)
        .await
        .map_err(StartError::doing(format!("opening {}", db.display())))?;
    let done = if state == "up" {
        sqlx::query("DELETE FROM source_state WHERE source = ?").bind(source)
    } else {
        sqlx::query(
            "INSERT OR REPLACE INTO source_state (source, state, since, until) VALUES (?, ?, ?, ?)",
        )
        .bind(source)
        .bind(state)
        .bind(clock.unix())
        .bind(until)
    };
    let done = done.execute(&pool).await;
    pool.close().await;
    done.map(drop).map_err(StartError::doing(doing))
}

/// How a source answers somebody: as it is told to, else as it does for this person.
pub fn mood(
    outages: &BTreeMap<String, Outage>,
    moods: &BTreeMap<String, SourceMood>,
    source: &str,
) -> Option<SourceMood> {
    let told = outages.get(source).map(Outage::mood);
    told.or_else(|| moods.get(source).copied())
}

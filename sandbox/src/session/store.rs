//! Sessions and sign-ins under way in the database. Cookies are kept as hashes.

use serde::{Deserialize, Serialize};
use sqlx::{Row, SqlitePool};

use super::Session;
use crate::clock::Clock;
use crate::random;
use crate::state::AppState;

/// Who signed in, and how well that is assured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assured {
    /// Subject at the identity server; the key of everything that belongs to the person here.
    pub person: String,
    /// Name as the identity server gives it.
    pub full_name: String,
    /// Identity number, where the identity server gives it.
    pub personal_id: Option<String>,
    /// Level of the electronic identity, 1 or 2.
    pub level: u8,
    /// When the person authenticated, in seconds since 1970.
    pub auth_time: i64,
    /// Names the session at the identity server.
    pub id_token: String,
}

/// A sign-in under way.
#[derive(Clone, Debug)]
pub(super) struct SignIn {
    pub state: String,
    pub nonce: String,
    pub verifier: String,
    pub return_to: String,
    pub level: u8,
    pub fresh: bool,
    pub replaces: Option<String>,
    pub created_at: i64,
}

/// What became of a sign-in's only exchange.
pub(super) enum Taken {
    /// This caller may exchange the code.
    First,
    /// Another call is exchanging it, or failed to.
    Before,
    /// It gave this.
    Done(Box<Assured>),
}

/// Starts a session and gives the value of its cookie.
pub(super) async fn start(state: &AppState, assured: &Assured) -> Result<String, sqlx::Error> {
    let (value, now) = (random::secret(), state.clock.unix());
    sqlx::query("INSERT INTO session (id_hash, person, full_name, personal_id, level, auth_time, method, id_token, created_at, seen_at) VALUES (?, ?, ?, ?, ?, ?, 'vneid', ?, ?, ?)")
        .bind(random::sha256(&value))
        .bind(&assured.person)
        .bind(&assured.full_name)
        .bind(&assured.personal_id)
        .bind(assured.level)
        .bind(assured.auth_time)
        .bind(&assured.id_token)
        .bind(now)
        .bind(now)
        .execute(&state.db)
        .await?;
    Ok(value)
}

/// The live session of a cookie; a request keeps it alive.
pub(super) async fn find(state: &AppState, cookie: &str) -> Result<Option<Session>, sqlx::Error> {
    let (id_hash, now) = (random::sha256(cookie), state.clock.unix());
    let (idle, absolute) = (
        seconds(state.settings.times.idle),
        seconds(state.settings.times.absolute),
    );
    let row = sqlx::query("SELECT person, full_name, personal_id, level, auth_time, id_token, created_at, seen_at FROM session WHERE id_hash = ? AND seen_at > ? AND created_at > ?")
        .bind(&id_hash)
        .bind(now - idle)
        .bind(now - absolute)
        .fetch_optional(&state.db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    // A write per minute is enough to know that somebody is there.
    if now - row.try_get::<i64, _>("seen_at")? >= 60.min(idle / 2) {
        sqlx::query("UPDATE session SET seen_at = ? WHERE id_hash = ?")
            .bind(now)
            .bind(&id_hash)
            .execute(&state.db)
            .await?;
    }
    let end = row.try_get::<i64, _>("created_at")? + absolute;
    let assured = Assured {
        person: row.try_get("person")?,
        full_name: row.try_get("full_name")?,
        personal_id: row.try_get("personal_id")?,
        level: row.try_get("level")?,
        auth_time: row.try_get("auth_time")?,
        id_token: row.try_get("id_token")?,
    };
    Ok(Some(Session {
        id_hash,
        assured,
        ends: (end, end.min(now + idle)),
    }))
}

/// Ends a session.
pub(super) async fn end(db: &SqlitePool, id_hash: &str) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM session WHERE id_hash = ?")
        .bind(id_hash)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps a sign-in and gives the value of its cookie.
pub(super) async fn begin(db: &SqlitePool, sign_in: &SignIn) -> Result<String, sqlx::Error> {
    let value = random::secret();
    sqlx::query("INSERT INTO sign_in (id_hash, state, nonce, verifier, return_to, level, fresh, replaces, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(random::sha256(&value))
        .bind(&sign_in.state)
        .bind(&sign_in.nonce)
        .bind(&sign_in.verifier)
        .bind(&sign_in.return_to)
        .bind(sign_in.level)
        .bind(sign_in.fresh)
        .bind(&sign_in.replaces)
        .bind(sign_in.created_at)
        .execute(db)
        .await?;
    Ok(value)
}

/// The sign-in of a cookie, if it is not too old.
pub(super) async fn sign_in(state: &AppState, cookie: &str) -> Result<Option<SignIn>, sqlx::Error> {
    let since = state.clock.unix() - seconds(state.settings.times.sign_in);
    let row = sqlx::query("SELECT state, nonce, verifier, return_to, level, fresh, replaces, created_at FROM sign_in WHERE id_hash = ? AND created_at > ?")
        .bind(random::sha256(cookie))
        .bind(since)
        .fetch_optional(&state.db)
        .await?;
    let read = |row: sqlx::sqlite::SqliteRow| {
        Ok(SignIn {
            state: row.try_get("state")?,
            nonce: row.try_get("nonce")?,
            verifier: row.try_get("verifier")?,
            return_to: row.try_get("return_to")?,
            level: row.try_get("level")?,
            fresh: row.try_get("fresh")?,
            replaces: row.try_get("replaces")?,
            created_at: row.try_get("created_at")?,
        })
    };
    row.map(read).transpose()
}

/// Takes the right to exchange the code of a sign-in.
pub(super) async fn take(
    db: &SqlitePool,
    clock: &Clock,
    cookie: &str,
) -> Result<Taken, sqlx::Error> {
    let id_hash = random::sha256(cookie);
    let first =
        sqlx::query("UPDATE sign_in SET taken_at = ? WHERE id_hash = ? AND taken_at IS NULL")
            .bind(clock.unix())
            .bind(&id_hash)
            .execute(db)
            .await?
            .rows_affected()
            == 1;
    if first {
        return Ok(Taken::First);
    }
    let row = sqlx::query("SELECT signed_in FROM sign_in WHERE id_hash = ?")
        .bind(&id_hash)
        .fetch_optional(db)
        .await?;
    let text: Option<String> = row.map(|row| row.try_get(0)).transpose()?.flatten();
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .map_or(Taken::Before, |assured| Taken::Done(Box::new(assured))))
}

/// Notes what the exchange gave.
pub(super) async fn done(
    db: &SqlitePool,
    cookie: &str,
    assured: &Assured,
) -> Result<(), sqlx::Error> {
    let text =
        serde_json::to_string(assured).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    sqlx::query("UPDATE sign_in SET signed_in = ? WHERE id_hash = ?")
        .bind(text)
        .bind(random::sha256(cookie))
        .execute(db)
        .await?;
    Ok(())
}

/// Removes what has expired.
///
/// # Errors
/// When the database fails.
pub async fn clean(state: &AppState) -> Result<(), sqlx::Error> {
    let (now, times) = (state.clock.unix(), &state.settings.times);
    sqlx::query("DELETE FROM session WHERE seen_at <= ? OR created_at <= ?")
        .bind(now - seconds(times.idle))
        .bind(now - seconds(times.absolute))
        .execute(&state.db)
        .await?;
    sqlx::query("DELETE FROM sign_in WHERE created_at <= ?")
        .bind(now - seconds(times.sign_in))
        .execute(&state.db)
        .await?;
    Ok(())
}

fn seconds(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX / 4)
}

//! Uploads in the database and on disk.

use portal_api::{RejectCode, UploadState};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::disk;
use crate::problem::Failure;
use crate::random;
use crate::state::AppState;

/// An upload that is not whole is kept for a day.
const WHILE_RECEIVING: i64 = 86_400;

/// An upload as it is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The upload.
    pub id: String,
    /// File name, cleaned.
    pub name: String,
    /// Media type: as announced, then as its bytes say.
    pub media_type: String,
    /// Size in bytes.
    pub length: u64,
    /// Bytes received.
    pub received: u64,
    /// SHA-256, as announced.
    pub sha256: String,
    /// State.
    pub state: UploadState,
    /// Why it was rejected.
    pub reject: Option<RejectCode>,
    /// Pages.
    pub pages: Option<u32>,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
    /// The dossier that it went with.
    pub dossier_code: Option<String>,
}

impl Stored {
    /// Whether it went with another dossier than this one (none: one that is not made yet).
    pub fn is_of_before(&self, dossier: Option<&str>) -> bool {
        self.dossier_code
            .as_deref()
            .is_some_and(|code| Some(code) != dossier)
    }
}

/// How an upload stands for whoever wants to send it.
#[derive(Clone, Debug)]
pub enum Standing {
    /// Whole and checked; its bytes on disk are what was announced.
    Ready(Box<Stored>),
    /// Still coming in.
    Waiting,
    /// Cannot be used.
    Rejected,
    /// Not there, or not this person's.
    Gone,
}

/// What is said at creation.
pub(super) struct Announced {
    pub name: String,
    pub media_type: String,
    pub length: u64,
    pub sha256: String,
    pub document_code: Option<String>,
}

/// Begins an upload.
pub(super) async fn begin(
    state: &AppState,
    person: &str,
    announced: Announced,
) -> Result<Stored, Failure> {
    let stored = Stored {
        id: random::id(),
        name: announced.name,
        media_type: announced.media_type,
        length: announced.length,
        received: 0,
        sha256: announced.sha256,
        state: UploadState::Receiving,
        reject: None,
        pages: None,
        expires_at: state.clock.unix() + WHILE_RECEIVING,
        dossier_code: None,
    };
    disk::create(state, &stored.id).await?;
    sqlx::query("INSERT INTO upload (id, person, name, media_type, length, received, sha256, document_code, state, created_at, expires_at) VALUES (?, ?, ?, ?, ?, 0, ?, ?, 'receiving', ?, ?)")
        .bind(&stored.id)
        .bind(person)
        .bind(&stored.name)
        .bind(&stored.media_type)
        .bind(i64::try_from(stored.length).unwrap_or(i64::MAX))
        .bind(&stored.sha256)
        .bind(announced.document_code)
        .bind(state.clock.instant().as_str())
        .bind(stored.expires_at)
        .execute(&state.db)
        .await?;
    Ok(stored)
}

/// A person's upload.
///
/// # Errors
/// 404; 410 when it is over.
pub(super) async fn find(state: &AppState, person: &str, id: &str) -> Result<Stored, Failure> {
    let upload = kept(state, person, id)
        .await?
        .ok_or_else(Failure::not_found)?;
    if upload.dossier_code.is_none() && upload.expires_at <= state.clock.unix() {
        return Err(Failure::new(portal_api::ProblemKind::ContentGone));
    }
    Ok(upload)
}

/// How a person's upload stands. A ready one is read back: what is on disk must still have its size and hash.
///
/// # Errors
/// When the database fails.
pub async fn standing(state: &AppState, person: &str, id: &str) -> Result<Standing, Failure> {
    let Ok(upload) = find(state, person, id).await else {
        return Ok(Standing::Gone);
    };
    Ok(match upload.state {
        UploadState::Ready => {
            let bytes = disk::read(state, &upload.id).await.unwrap_or_default();
            let whole = u64::try_from(bytes.len()).is_ok_and(|size| size == upload.length);
            if whole && random::sha256(&bytes) == upload.sha256 {
                Standing::Ready(Box::new(upload))
            } else {
                Standing::Rejected
            }
        }
        UploadState::Rejected => Standing::Rejected,
        UploadState::Expired => Standing::Gone,
        _ => Standing::Waiting,
    })
}

/// The bytes of an upload.
///
/// # Errors
/// 410 when they are no longer kept.
pub async fn content(state: &AppState, id: &str) -> Result<Vec<u8>, Failure> {
    disk::read(state, id)
        .await
        .map_err(|_| Failure::new(portal_api::ProblemKind::ContentGone))
}

/// Notes how many bytes have arrived from an offset on; false when another request was faster.
pub(super) async fn advance(
    state: &AppState,
    upload: &Stored,
    received: u64,
) -> Result<bool, Failure> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let moved = sqlx::query("UPDATE upload SET received = ?, state = CASE WHEN ? = length THEN 'verifying' ELSE state END WHERE id = ? AND received = ? AND state = 'receiving'")
        .bind(number(received))
        .bind(number(received))
        .bind(&upload.id)
        .bind(number(upload.received))
        .execute(&state.db)
        .await?
        .rows_affected();
    Ok(moved == 1)
}

/// Keeps an upload with the dossier that it was sent with.
///
/// # Errors
/// When the database fails.
pub async fn keep_with(
    connection: &mut SqliteConnection,
    id: &str,
    dossier: &str,
) -> Result<(), Failure> {
    sqlx::query("UPDATE upload SET dossier_code = coalesce(dossier_code, ?) WHERE id = ?")
        .bind(dossier)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets an upload with its bytes.
pub(super) async fn remove(state: &AppState, id: &str) -> Result<(), Failure> {
    sqlx::query("DELETE FROM upload WHERE id = ?")
        .bind(id)
        .execute(&state.db)
        .await?;
    disk::remove(state, id).await;
    Ok(())
}

/// Uploads that are whole and whose check was cut off.
pub(super) async fn unchecked(state: &AppState) -> Result<Vec<Stored>, Failure> {
    let rows = sqlx::query("SELECT id, name, media_type, length, received, sha256, state, reject, pages, expires_at, dossier_code FROM upload WHERE state = 'verifying'")
        .fetch_all(&state.db)
        .await?;
    rows.iter().map(of_row).collect()
}

/// Forgets what is over, and files that no upload knows.
pub(super) async fn forget(state: &AppState) -> Result<(), Failure> {
    sqlx::query("DELETE FROM upload WHERE dossier_code IS NULL AND expires_at <= ?")
        .bind(state.clock.unix())
        .execute(&state.db)
        .await?;
    let known: Vec<String> = sqlx::query_scalar("SELECT id FROM upload")
        .fetch_all(&state.db)
        .await?;
    disk::keep_only(state, &known).await;
    Ok(())
}

/// An upload of a person.
///
/// # Errors
/// When the database fails.
pub async fn kept(state: &AppState, person: &str, id: &str) -> Result<Option<Stored>, Failure> {
    let row = sqlx::query("SELECT id, name, media_type, length, received, sha256, state, reject, pages, expires_at, dossier_code FROM upload WHERE id = ? AND person = ?")
        .bind(id)
        .bind(person)
        .fetch_optional(&state.db)
        .await?;
    row.as_ref().map(of_row).transpose()
}

pub(super) fn of_row(row: &SqliteRow) -> Result<Stored, Failure> {
    let number = |name: &str| {
        row.try_get::<i64, _>(name)
            .map(|n| u64::try_from(n).unwrap_or_default())
    };
    let reject: Option<String> = row.try_get("reject")?;
    Ok(Stored {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        media_type: row.try_get("media_type")?,
        length: number("length")?,
        received: number("received")?,
        sha256: row.try_get("sha256")?,
        state: of_word(row.try_get("state")?)?,
        reject: reject.map(of_word).transpose()?,
        pages: row.try_get("pages")?,
        expires_at: row.try_get("expires_at")?,
        dossier_code: row.try_get("dossier_code")?,
    })
}

/// A value of a closed list by the contract's word.
fn of_word<T: DeserializeOwned>(word: String) -> Result<T, Failure> {
    Ok(serde_json::from_value(Value::from(word))?)
}

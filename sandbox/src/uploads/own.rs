//! A person's uploads that are ready, as operations 42 and 43 offer them again.

use sqlx::Row;

use super::store::{self, Stored};
use crate::problem::Failure;
use crate::state::AppState;

/// An upload among the person's own files.
pub struct OwnUpload {
    /// The upload.
    pub stored: Stored,
    /// The paper it was uploaded for.
    pub document_code: Option<String>,
    /// When, as the wire has it.
    pub created_at: String,
}

/// Uploads of a person that are ready and still kept, latest first.
///
/// # Errors
/// When the database fails.
pub async fn own(state: &AppState, person: &str) -> Result<Vec<OwnUpload>, Failure> {
    let rows = sqlx::query("SELECT id, name, media_type, length, received, sha256, state, reject, pages, expires_at, dossier_code, document_code, created_at FROM upload WHERE person = ? AND state = 'ready' AND (dossier_code IS NOT NULL OR expires_at > ?) ORDER BY created_at DESC, id")
        .bind(person)
        .bind(state.clock.unix())
        .fetch_all(&state.db)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(OwnUpload {
                stored: store::of_row(row)?,
                document_code: row.try_get("document_code")?,
                created_at: row.try_get("created_at")?,
            })
        })
        .collect()
}

/// Whether an upload is the person's, kept or not.
///
/// # Errors
/// When the database fails.
pub async fn is_of(state: &AppState, person: &str, id: &str) -> Result<bool, Failure> {
    let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM upload WHERE id = ? AND person = ?")
        .bind(id)
        .bind(person)
        .fetch_optional(&state.db)
        .await?;
    Ok(found.is_some())
}

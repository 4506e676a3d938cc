//! The check of an upload that is whole.

use portal_api::RejectCode;

use super::store::{self, Stored};
use super::{disk, inspect};
use crate::problem::Failure;
use crate::random;
use crate::session::state::limits;
use crate::state::AppState;
use crate::words::of_contract;

/// Checks an upload that is whole: digest, type by its bytes, readable. It is then ready or rejected.
pub(super) async fn verify(state: &AppState, upload: &Stored) -> Result<(), Failure> {
    let bytes = disk::read(state, &upload.id)
        .await
        .map_err(|error| Failure::internal("upload", &error))?;
    let announced = upload.sha256.clone();
    let found = tokio::task::spawn_blocking(move || {
        if random::sha256(&bytes) == announced {
            inspect::inspect(&bytes)
        } else {
            Err(RejectCode::DigestMismatch)
        }
    });
    let found = found
        .await
        .map_err(|error| Failure::internal("upload", &error))?;
    let (word, reject, media_type, pages) = match found {
        Ok(found) => ("ready", None, found.media_type, found.pages),
        Err(code) => (
            "rejected",
            Some(of_contract(code)?),
            upload.media_type.as_str(),
            None,
        ),
    };
    sqlx::query("UPDATE upload SET state = ?, reject = ?, media_type = ?, pages = ?, expires_at = ? WHERE id = ?")
        .bind(word)
        .bind(reject)
        .bind(media_type)
        .bind(pages)
        .bind(state.clock.unix() + i64::from(limits().draft_days) * 86_400)
        .bind(&upload.id)
        .execute(&state.db)
        .await?;
    Ok(())
}

/// Forgets what is over, and checks what a stop of the server cut off.
///
/// # Errors
/// When the database or a file cannot be read; the kind of the problem.
pub async fn clean(state: &AppState) -> Result<(), &'static str> {
    let work = async {
        store::forget(state).await?;
        for upload in store::unchecked(state).await? {
            verify(state, &upload).await?;
        }
        Ok(())
    };
    work.await.map_err(|failure: Failure| failure.kind().slug())
}

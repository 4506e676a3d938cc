//! The bytes of uploads: files of their id in a folder beside the database.

use std::io::SeekFrom;
use std::path::PathBuf;

use tokio::fs::{self, File, OpenOptions};
use tokio::io::AsyncSeekExt;

use crate::problem::Failure;
use crate::state::AppState;

/// An empty file.
pub(super) async fn create(state: &AppState, id: &str) -> Result<(), Failure> {
    fs::create_dir_all(folder(state))
        .await
        .map_err(|error| failed(&error))?;
    File::create(path(state, id))
        .await
        .map_err(|error| failed(&error))?;
    Ok(())
}

/// The file, to be written from an offset on.
pub(super) async fn open_at(state: &AppState, id: &str, offset: u64) -> Result<File, Failure> {
    let mut file = OpenOptions::new()
        .write(true)
        .open(path(state, id))
        .await
        .map_err(|error| failed(&error))?;
    file.seek(SeekFrom::Start(offset))
        .await
        .map_err(|error| failed(&error))?;
    Ok(file)
}

/// All bytes.
pub(super) async fn read(state: &AppState, id: &str) -> std::io::Result<Vec<u8>> {
    fs::read(path(state, id)).await
}

/// Removes the file; it need not exist.
pub(super) async fn remove(state: &AppState, id: &str) {
    drop(fs::remove_file(path(state, id)).await);
}

/// Removes every file whose name is not among these.
pub(super) async fn keep_only(state: &AppState, known: &[String]) {
    let Ok(mut entries) = fs::read_dir(folder(state)).await else {
        return;
    };
    while let Ok(Some(entry)) = entries.next_entry().await {
        let name = entry.file_name();
        if known.iter().all(|id| name != id.as_str()) {
            drop(fs::remove_file(entry.path()).await);
        }
    }
}

/// Ids are made here and hold neither dots nor slashes.
fn path(state: &AppState, id: &str) -> PathBuf {
    folder(state).join(id)
}

/// `var/sandbox.sqlite` has its uploads in `var/sandbox.uploads/`.
fn folder(state: &AppState) -> PathBuf {
    state.settings.db.with_extension("uploads")
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::internal("upload", error)
}

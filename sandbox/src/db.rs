//! The database: one SQLite file, made and migrated at start.

use std::path::Path;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

/// Opens the file, makes it and its folder where they are missing, and brings its tables up to date.
/// With `reset` it starts empty.
///
/// # Errors
/// When the file cannot be made, read, or is newer than this program.
pub async fn open(file: &Path, reset: bool) -> Result<SqlitePool, MigrateError> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(sqlx::Error::from)?;
    }
    if reset {
        remove(file).map_err(sqlx::Error::from)?;
    }
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(Duration::from_secs(5));
    let pool = SqlitePoolOptions::new()
        .max_connections(4)
        .connect_with(options)
        .await?;
    sqlx::migrate!("./migrations").run(&pool).await?;
    Ok(pool)
}

/// Removes the file and the two that SQLite keeps beside it.
fn remove(file: &Path) -> std::io::Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

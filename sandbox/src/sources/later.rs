//! Notes that a source was out when somebody filled a form: the office asks it itself (contract 3, `laterToken`).

use sqlx::SqlitePool;

use crate::problem::Failure;
use crate::random;

/// Makes a note.
///
/// # Errors
/// When the database fails.
pub async fn note(db: &SqlitePool, person: &str, source: &str, at: i64) -> Result<String, Failure> {
    let token = random::secret();
    sqlx::query("INSERT INTO later_note (token, person, source, at) VALUES (?, ?, ?, ?)")
        .bind(&token)
        .bind(person)
        .bind(source)
        .bind(at)
        .execute(db)
        .await?;
    Ok(token)
}

/// The sources of the notes that were given to this person here, each once; made-up ones are none.
///
/// # Errors
/// When the database fails.
pub async fn sources(
    db: &SqlitePool,
    person: &str,
    notes: impl IntoIterator<Item = &str>,
) -> Result<Vec<String>, Failure> {
    let mut found: Vec<String> = Vec::new();
    for note in notes {
        let source: Option<String> =
            sqlx::query_scalar("SELECT source FROM later_note WHERE token = ? AND person = ?")
                .bind(note)
                .bind(person)
                .fetch_optional(db)
                .await?;
        found.extend(source.filter(|source| !found.contains(source)));
    }
    Ok(found)
}

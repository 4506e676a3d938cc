//! Drafts in the database.

use portal_api::{Draft, DraftContent, DraftSummary, Notice, ProblemKind};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::clock::instant_at;
use crate::conventions::{Language, etag};
use crate::dossiers::words;
use crate::problem::Failure;
use crate::random;
use crate::session::state::limits;
use crate::state::AppState;

/// A draft as it is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The draft.
    pub id: String,
    /// Its writable members.
    pub content: DraftContent,
    /// Its ETag.
    pub etag: String,
    /// When it was last changed, as the wire has it.
    pub updated_at: String,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
    created_at: String,
    /// What must be told when it is opened again: a code, and after a bar a name.
    notices: Vec<String>,
    /// ETag of the version that its person last wrote, where the server has changed it since.
    amended_from: Option<String>,
}

const COLUMNS: &str = "SELECT id, content, etag, created_at, updated_at, expires_at, notices, amended_from FROM draft ";

impl Stored {
    /// As operations 18 and 19 answer it.
    pub fn draft(&self, language: Language) -> Draft {
        Draft {
            draft_id: self.id.as_str().into(),
            frame: self.content.frame.clone(),
            answers: self.content.answers.clone(),
            supplement_for: None,
            created_at: self.created_at.as_str().into(),
            updated_at: self.updated_at.as_str().into(),
            expires_at: instant_at(self.expires_at),
            notices: { self.notices.iter() }
                .map(|told| notice(told, language))
                .collect(),
        }
    }

    /// As operation 17 lists it.
    pub fn summary(&self, language: Language) -> DraftSummary {
        let draft = self.draft(language);
        DraftSummary {
            draft_id: draft.draft_id,
            frame: draft.frame,
            supplement_for: None,
            created_at: draft.created_at,
            updated_at: draft.updated_at,
            expires_at: draft.expires_at,
            notices: draft.notices,
        }
    }

    /// 412 with what holds now, and whether nobody but the server changed the version `since`.
    pub fn moved_on(&self, since: &str) -> Failure {
        let amended = self.amended_from.as_deref() == Some(since);
        Failure::conflict(ProblemKind::PreconditionFailed, self.etag.as_str()).with(|problem| {
            problem.updated_at = Some(self.updated_at.as_str().into());
            problem.amended = amended.then_some(true);
        })
    }

    fn read(row: &SqliteRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row.try_get("id")?,
            content: serde_json::from_str(row.try_get("content")?)?,
            etag: row.try_get("etag")?,
            created_at: row.try_get("created_at")?,
            updated_at: row.try_get("updated_at")?,
            expires_at: row.try_get("expires_at")?,
            notices: serde_json::from_str(row.try_get("notices")?)?,
            amended_from: row.try_get("amended_from")?,
        })
    }
}

/// What was noted, in words.
fn notice(told: &str, language: Language) -> Notice {
    let (code, name) = told.split_once('|').unwrap_or((told, ""));
    Notice {
        code: code.into(),
        text: words(code, language).replace("{name}", name).into(),
    }
}

/// Keeps a new draft.
///
/// # Errors
/// When the database fails.
pub(super) async fn insert(
    state: &AppState,
    person: &str,
    content: DraftContent,
) -> Result<Stored, Failure> {
    let now = state.clock.instant().to_string();
    let text = serde_json::to_string(&content)?;
    let stored = Stored {
        id: random::id(),
        etag: etag::of(&text),
        created_at: now.clone(),
        updated_at: now,
        expires_at: expiry(state),
        content,
        notices: Vec::new(),
        amended_from: None,
    };
    sqlx::query("INSERT INTO draft (id, person, form_id, procedure_code, content, etag, created_at, updated_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(&stored.id)
        .bind(person)
        .bind(stored.content.frame.form_id.as_str())
        .bind(stored.content.frame.procedure_code.as_str())
        .bind(text)
        .bind(&stored.etag)
        .bind(&stored.created_at)
        .bind(&stored.updated_at)
        .bind(stored.expires_at)
        .execute(&state.db)
        .await?;
    Ok(stored)
}

/// A person's draft that is neither sent nor over.
///
/// # Errors
/// 404.
pub async fn find(state: &AppState, person: &str, id: &str) -> Result<Stored, Failure> {
    let which = "WHERE id = ? AND person = ? AND expires_at > ? AND dossier_code IS NULL";
    let row = sqlx::query(sqlx::AssertSqlSafe([COLUMNS, which].concat()))
        .bind(id)
        .bind(person)
        .bind(state.clock.unix())
        .fetch_optional(&state.db)
        .await?;
    Stored::read(&row.ok_or_else(Failure::not_found)?)
}

/// The dossier that a person's draft became, if it was sent.
///
/// # Errors
/// When the database fails.
pub async fn sent_as(state: &AppState, person: &str, id: &str) -> Result<Option<String>, Failure> {
    let code: Option<Option<String>> =
        sqlx::query_scalar("SELECT dossier_code FROM draft WHERE id = ? AND person = ?")
            .bind(id)
            .bind(person)
            .fetch_optional(&state.db)
            .await?;
    Ok(code.flatten())
}

/// Drafts of a person that are neither sent nor over, latest first.
pub(super) async fn list(state: &AppState, person: &str) -> Result<Vec<Stored>, Failure> {
    let which =
        "WHERE person = ? AND expires_at > ? AND dossier_code IS NULL ORDER BY updated_at DESC, id";
    let rows = sqlx::query(sqlx::AssertSqlSafe([COLUMNS, which].concat()))
        .bind(person)
        .bind(state.clock.unix())
        .fetch_all(&state.db)
        .await?;
    rows.iter().map(Stored::read).collect()
}

/// Replaces the content of the version that was read.
///
/// # Errors
/// 412 when it moved on meanwhile.
pub(super) async fn replace(
    state: &AppState,
    person: &str,
    old: &Stored,
    content: DraftContent,
) -> Result<Stored, Failure> {
    let text = serde_json::to_string(&content)?;
    let new = Stored {
        content,
        etag: etag::of(&text),
        updated_at: state.clock.instant().to_string(),
        expires_at: expiry(state),
        notices: Vec::new(),
        amended_from: None,
        ..old.clone()
    };
    let replaced = sqlx::query("UPDATE draft SET content = ?, procedure_code = ?, etag = ?, updated_at = ?, expires_at = ?, notices = '[]', amended_from = NULL WHERE id = ? AND person = ? AND etag = ? AND dossier_code IS NULL")
        .bind(text)
        .bind(new.content.frame.procedure_code.as_str())
        .bind(&new.etag)
        .bind(&new.updated_at)
        .bind(new.expires_at)
        .bind(&old.id)
        .bind(person)
        .bind(&old.etag)
        .execute(&state.db)
        .await?
        .rows_affected();
    if replaced == 1 {
        Ok(new)
    } else {
        Err(find(state, person, &old.id).await?.moved_on(&old.etag))
    }
}

/// Changes the drafts of a person that are neither sent nor over, where `change` does, and notes why.
///
/// # Errors
/// When the database fails.
pub(super) async fn change(
    connection: &mut SqliteConnection,
    state: &AppState,
    person: &str,
    why: &str,
    change: impl Fn(&mut DraftContent) -> bool,
) -> Result<(), Failure> {
    let which = "WHERE person = ? AND expires_at > ? AND dossier_code IS NULL";
    let rows = sqlx::query(sqlx::AssertSqlSafe([COLUMNS, which].concat()))
        .bind(person)
        .bind(state.clock.unix())
        .fetch_all(&mut *connection)
        .await?;
    for row in &rows {
        let mut stored = Stored::read(row)?;
        if !change(&mut stored.content) {
            continue;
        }
        if !stored.notices.iter().any(|code| code == why) {
            stored.notices.push(why.to_owned());
        }
        let text = serde_json::to_string(&stored.content)?;
        sqlx::query(
            "UPDATE draft SET amended_from = coalesce(amended_from, etag), etag = ?, content = ?, updated_at = ?, notices = ? WHERE id = ?",
        )
        .bind(etag::of(&text))
        .bind(text)
        .bind(state.clock.instant().as_str())
        .bind(serde_json::to_string(&stored.notices)?)
        .bind(&stored.id)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Forgets a draft; it need not exist.
pub(super) async fn remove(state: &AppState, person: &str, id: &str) -> Result<(), Failure> {
    sqlx::query("DELETE FROM draft WHERE id = ? AND person = ? AND dossier_code IS NULL")
        .bind(id)
        .bind(person)
        .execute(&state.db)
        .await?;
    Ok(())
}

/// Turns a draft into a dossier, once: whether this call did. What was answered is then kept by the dossier only.
///
/// # Errors
/// When the database fails.
pub async fn mark_sent(
    connection: &mut SqliteConnection,
    draft: &Stored,
    dossier: &str,
) -> Result<bool, Failure> {
    let marked = sqlx::query(
        "UPDATE draft SET dossier_code = ?, content = '{}' WHERE id = ? AND etag = ? AND dossier_code IS NULL",
    )
    .bind(dossier)
    .bind(&draft.id)
    .bind(&draft.etag)
    .execute(connection)
    .await?
    .rows_affected();
    Ok(marked == 1)
}

/// Forgets what is over.
///
/// # Errors
/// When the database fails.
pub async fn clean(state: &AppState) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM draft WHERE expires_at <= ?")
        .bind(state.clock.unix())
        .execute(&state.db)
        .await?;
    Ok(())
}

fn expiry(state: &AppState) -> i64 {
    state.clock.unix() + i64::from(limits().draft_days) * 86_400
}

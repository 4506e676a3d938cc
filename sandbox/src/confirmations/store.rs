//! Confirmations in the database.

use portal_api::{
    ConfirmationChannel, ConfirmationPurpose, ConfirmationRole, ConfirmationState, Pointer,
    SourceId,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::problem::Failure;
use crate::session::Assured;
use crate::state::AppState;
use crate::words::of_contract;

/// A confirmation as it is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The confirmation.
    pub id: String,
    /// The draft.
    pub draft_id: String,
    /// What became of the draft.
    pub dossier_code: Option<String>,
    /// Key of who asked.
    pub asked_by: String,
    /// Name of who asked.
    pub asked_by_name: String,
    /// Key of who is asked, where they can sign in here.
    pub person: Option<String>,
    /// Identity number of who is asked.
    pub personal_id: String,
    /// Name of who is asked.
    pub full_name: String,
    /// What is asked.
    pub asked: AskedFor,
    /// Procedure.
    pub procedure_code: String,
    /// Case.
    pub case_code: String,
    /// Covered values by pointer.
    pub shown: Map<String, Value>,
    /// Their hash.
    pub covers_sha256: String,
    /// State.
    pub state: ConfirmationState,
    /// Why it was refused.
    pub reason: Option<String>,
    /// When it was asked for, as the wire has it.
    pub requested_at: String,
    /// Until when to answer.
    pub due_by: String,
    /// When it was answered, as the wire has it.
    pub answered_at: Option<String>,
    /// When it was taken back, as the wire has it.
    pub withdrawn_at: Option<String>,
}

/// What is asked, and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AskedFor {
    /// What for.
    pub purpose: ConfirmationPurpose,
    /// As what.
    pub role: ConfirmationRole,
    /// By which way.
    pub channel: ConfirmationChannel,
    /// Answers it covers.
    pub covers: Vec<Pointer>,
    /// Sources to read.
    pub scopes: Option<Vec<SourceId>>,
}

impl Stored {
    /// Whether somebody is who is asked.
    pub fn is_asked(&self, who: &Assured) -> bool {
        self.person.as_deref() == Some(who.person.as_str())
            || who.personal_id.as_deref() == Some(self.personal_id.as_str())
    }

    /// Whether it lets records be read, and may be taken back: not what was agreed to or declared for the dossier.
    pub fn shares(&self) -> bool {
        self.asked.purpose == ConfirmationPurpose::ShareData
    }

    /// Whether a code goes to the phone of who is asked.
    pub fn by_phone(&self) -> bool {
        self.asked.channel == ConfirmationChannel::Phone
    }
}

const COLUMNS: &str = "SELECT id, draft_id, dossier_code, asked_by, asked_by_name, person, personal_id, full_name, asked, procedure_code, case_code, shown, covers_sha256, state, reason, requested_at, due_by, answered_at, withdrawn_at FROM confirmation ";

/// Keeps a new one.
pub(super) async fn insert(state: &AppState, new: &Stored) -> Result<(), Failure> {
    sqlx::query("INSERT INTO confirmation (id, draft_id, asked_by, asked_by_name, person, personal_id, full_name, asked, procedure_code, case_code, shown, covers_sha256, state, requested_at, due_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(&new.id)
        .bind(&new.draft_id)
        .bind(&new.asked_by)
        .bind(&new.asked_by_name)
        .bind(&new.person)
        .bind(&new.personal_id)
        .bind(&new.full_name)
        .bind(serde_json::to_string(&new.asked)?)
        .bind(&new.procedure_code)
        .bind(&new.case_code)
        .bind(serde_json::to_string(&new.shown)?)
        .bind(&new.covers_sha256)
        .bind(of_contract(new.state)?)
        .bind(&new.requested_at)
        .bind(&new.due_by)
        .execute(&state.db)
        .await?;
    Ok(())
}

/// One by its id.
pub(super) async fn by_id(state: &AppState, id: &str) -> Result<Option<Stored>, Failure> {
    Ok(all(state, "WHERE id = ?", id).await?.pop())
}

/// Those that a person received, latest first.
pub(super) async fn received(state: &AppState, who: &Assured) -> Result<Vec<Stored>, Failure> {
    let number = who.personal_id.as_deref().unwrap_or_default();
    let which = "WHERE personal_id = ? ORDER BY requested_at DESC, id";
    all(state, which, number).await
}

/// Those that a person sent, latest first.
pub(super) async fn sent(state: &AppState, person: &str) -> Result<Vec<Stored>, Failure> {
    let which = "WHERE asked_by = ? ORDER BY requested_at DESC, id";
    all(state, which, person).await
}

/// Those of a draft, in the order in which they were asked for.
pub(super) async fn of_draft(state: &AppState, draft: &str) -> Result<Vec<Stored>, Failure> {
    all(state, "WHERE draft_id = ? ORDER BY requested_at, id", draft).await
}

/// Those of a dossier, in the order in which they were asked for.
///
/// # Errors
/// When the database fails.
pub async fn of_dossier(state: &AppState, code: &str) -> Result<Vec<Stored>, Failure> {
    let which = "WHERE dossier_code = ? ORDER BY requested_at, id";
    all(state, which, code).await
}

/// Puts the confirmations of a draft to the dossier that it became.
///
/// # Errors
/// When the database fails.
pub async fn attach(
    connection: &mut SqliteConnection,
    draft: &str,
    dossier: &str,
) -> Result<(), Failure> {
    sqlx::query("UPDATE confirmation SET dossier_code = ? WHERE draft_id = ?")
        .bind(dossier)
        .bind(draft)
        .execute(connection)
        .await?;
    Ok(())
}

/// One that nobody answered in time has expired.
async fn all(state: &AppState, which: &'static str, value: &str) -> Result<Vec<Stored>, Failure> {
    let rows = sqlx::query(sqlx::AssertSqlSafe([COLUMNS, which].concat()))
        .bind(value)
        .fetch_all(&state.db)
        .await?;
    let today = state.clock.today_text();
    let now = |row: &SqliteRow| {
        let mut stored = read(row)?;
        if stored.state == ConfirmationState::Waiting && stored.due_by < today {
            stored.state = ConfirmationState::Expired;
        }
        Ok(stored)
    };
    rows.iter().map(now).collect()
}

fn read(row: &SqliteRow) -> Result<Stored, Failure> {
    let state: String = row.try_get("state")?;
    Ok(Stored {
        id: row.try_get("id")?,
        draft_id: row.try_get("draft_id")?,
        dossier_code: row.try_get("dossier_code")?,
        asked_by: row.try_get("asked_by")?,
        asked_by_name: row.try_get("asked_by_name")?,
        person: row.try_get("person")?,
        personal_id: row.try_get("personal_id")?,
        full_name: row.try_get("full_name")?,
        asked: serde_json::from_str(row.try_get("asked")?)?,
        procedure_code: row.try_get("procedure_code")?,
        case_code: row.try_get("case_code")?,
        shown: serde_json::from_str(row.try_get("shown")?)?,
        covers_sha256: row.try_get("covers_sha256")?,
        state: serde_json::from_value(Value::from(state))?,
        reason: row.try_get("reason")?,
        requested_at: row.try_get("requested_at")?,
        due_by: row.try_get("due_by")?,
        answered_at: row.try_get("answered_at")?,
        withdrawn_at: row.try_get("withdrawn_at")?,
    })
}

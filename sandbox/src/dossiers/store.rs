//! Dossiers in the database.

use portal_api::{Agency, DossierDocument, DraftContent, PaymentRequest, Receipt, StateCode};
use serde_json::Value;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use crate::problem::Failure;
use crate::state::AppState;

/// A dossier as it is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its code.
    pub code: String,
    /// Key of the person who sent it.
    pub person: String,
    /// Name of that person.
    pub applicant_name: String,
    /// Identity number of that person.
    pub personal_id: Option<String>,
    /// Procedure.
    pub procedure_code: String,
    /// Case.
    pub case_code: String,
    /// The office in charge.
    pub agency: Agency,
    /// State.
    pub state: StateCode,
    /// Instants, as the wire has them.
    pub times: Times,
    /// What was sent.
    pub sent: DraftContent,
    /// The receipt.
    pub receipt: Receipt,
    /// What is to be paid.
    pub payments: Vec<PaymentRequest>,
}

/// When things happened to a dossier.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// Submitted.
    pub submitted: String,
    /// Accepted.
    pub received: Option<String>,
    /// Due.
    pub due: Option<String>,
    /// Work on it ended.
    pub finished: Option<String>,
    /// Refused.
    pub refused: Option<String>,
}

const COLUMNS: &str = "SELECT code, person, applicant_name, personal_id, procedure_code, case_code, agency, state, submitted_at, received_at, due_at, finished_at, refused_at, sent, receipt, payments FROM dossier ";

/// A person's dossier.
///
/// # Errors
/// 404.
pub async fn find(state: &AppState, person: &str, code: &str) -> Result<Stored, Failure> {
    let found = by_code(&state.db, code).await?;
    found
        .filter(|row| row.person == person)
        .ok_or_else(Failure::not_found)
}

/// A dossier, whoever sent it.
///
/// # Errors
/// When the database fails.
pub async fn by_code(db: &SqlitePool, code: &str) -> Result<Option<Stored>, Failure> {
    by_code_in(&mut *db.acquire().await?, code).await
}

/// A dossier, inside a transaction of the caller.
///
/// # Errors
/// When the database fails.
pub async fn by_code_in(
    connection: &mut SqliteConnection,
    code: &str,
) -> Result<Option<Stored>, Failure> {
    let query = [COLUMNS, "WHERE code = ?"].concat();
    let row = sqlx::query(sqlx::AssertSqlSafe(query))
        .bind(code)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Dossiers of a person, or all, latest first.
///
/// # Errors
/// When the database fails.
pub async fn all(db: &SqlitePool, person: Option<&str>) -> Result<Vec<Stored>, Failure> {
    let query = [
        COLUMNS,
        "WHERE ?1 IS NULL OR person = ?1 ORDER BY submitted_at DESC, code DESC",
    ]
    .concat();
    let rows = sqlx::query(sqlx::AssertSqlSafe(query))
        .bind(person)
        .fetch_all(db)
        .await?;
    rows.iter().map(read).collect()
}

/// Dossiers of a person that are about the same and still open or done: code, time of submission, state.
///
/// # Errors
/// When the database fails.
pub async fn alike(
    state: &AppState,
    person: &str,
    likeness: &str,
) -> Result<Vec<(String, String, u8)>, Failure> {
    let rows = sqlx::query("SELECT code, submitted_at, state FROM dossier WHERE person = ? AND likeness = ? AND state NOT IN (3, 7, 8) ORDER BY submitted_at DESC")
        .bind(person)
        .bind(likeness)
        .fetch_all(&state.db)
        .await?;
    let made = |row: &SqliteRow| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?));
    rows.iter().map(made).collect()
}

/// The open dossier of a person with exactly this content, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn same_content(
    connection: &mut SqliteConnection,
    person: &str,
    sha256: &str,
) -> Result<Option<String>, Failure> {
    let code = sqlx::query_scalar("SELECT code FROM dossier WHERE person = ? AND content_sha256 = ? AND state IN (1, 2, 4, 5, 6)")
        .bind(person)
        .bind(sha256)
        .fetch_optional(connection)
        .await?;
    Ok(code)
}

fn read(row: &SqliteRow) -> Result<Stored, Failure> {
    let state: u8 = row.try_get("state")?;
    let times = Times {
        submitted: row.try_get("submitted_at")?,
        received: row.try_get("received_at")?,
        due: row.try_get("due_at")?,
        finished: row.try_get("finished_at")?,
        refused: row.try_get("refused_at")?,
    };
    Ok(Stored {
        code: row.try_get("code")?,
        person: row.try_get("person")?,
        applicant_name: row.try_get("applicant_name")?,
        personal_id: row.try_get("personal_id")?,
        procedure_code: row.try_get("procedure_code")?,
        case_code: row.try_get("case_code")?,
        agency: serde_json::from_str(row.try_get("agency")?)?,
        state: StateCode::from_code(state)
            .ok_or_else(|| Failure::internal("database", &"state of a dossier"))?,
        times,
        sent: serde_json::from_str(row.try_get("sent")?)?,
        receipt: serde_json::from_str(row.try_get("receipt")?)?,
        payments: serde_json::from_str(row.try_get("payments")?)?,
    })
}

/// The documents of a dossier, in the order in which they came.
///
/// # Errors
/// When the database fails.
pub async fn documents(db: &SqlitePool, code: &str) -> Result<Vec<DossierDocument>, Failure> {
    let rows = sqlx::query("SELECT id, kind, title, number, issued_on, media_type, size, result_id, submitted FROM dossier_document WHERE dossier_code = ? ORDER BY seq")
        .bind(code)
        .fetch_all(db)
        .await?;
    rows.iter().map(document).collect()
}

fn document(row: &SqliteRow) -> Result<DossierDocument, Failure> {
    let maybe = |name: &str| row.try_get::<Option<String>, _>(name);
    let size: Option<i64> = row.try_get("size")?;
    Ok(DossierDocument {
        document_id: row.try_get::<String, _>("id")?.into(),
        kind: serde_json::from_value(Value::from(row.try_get::<String, _>("kind")?))?,
        title: row.try_get::<String, _>("title")?.into(),
        number: maybe("number")?.map(Into::into),
        issued_on: maybe("issued_on")?.map(Into::into),
        media_type: row.try_get("media_type")?,
        size: size.and_then(|size| u64::try_from(size).ok()),
        signature: None,
        result_id: maybe("result_id")?.map(Into::into),
        submitted: maybe("submitted")?
            .map(|text| serde_json::from_str(&text))
            .transpose()?,
    })
}

/// The receipt of a dossier.
///
/// # Errors
/// When the database fails.
pub async fn receipt(db: &SqlitePool, code: &str) -> Result<Option<Receipt>, Failure> {
    let kept: Option<String> = sqlx::query_scalar("SELECT receipt FROM dossier WHERE code = ?")
        .bind(code)
        .fetch_optional(db)
        .await?;
    Ok(kept.map(|json| serde_json::from_str(&json)).transpose()?)
}

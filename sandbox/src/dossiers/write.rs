//! What changes dossiers in the database, inside a transaction of the caller.

use portal_api::{
    DossierDocument, PaymentRequest, PaymentRequestState, PaymentSubjectKind, StateCode,
};
use sqlx::SqliteConnection;

use super::store::{self, Stored};
use crate::payments::{self, Ended};
use crate::problem::Failure;
use crate::random;

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// When.
    pub at: &'a str,
    /// The part it is about.
    pub part: Option<&'a str>,
    /// State after it: the part's, where it is about one.
    pub state: StateCode,
    /// Key of its words.
    pub what: &'a str,
    /// More about it.
    pub note: Option<&'a str>,
    /// `citizen`, `officer`, `system`.
    pub actor: &'a str,
    /// Documents it produced.
    pub documents: &'a [String],
}

/// A document to be kept.
#[derive(Debug)]
pub struct NewDocument {
    /// As the wire has it.
    pub document: DossierDocument,
    /// The upload that holds its bytes,
    pub upload_id: Option<String>,
    /// or these.
    pub file: Option<Vec<u8>>,
}

/// The next code of an office on a day: `MC.00004-261125-0001`.
///
/// # Errors
/// When the database fails.
pub async fn next_code(
    connection: &mut SqliteConnection,
    unit: &str,
    today: &str,
) -> Result<String, Failure> {
    let day: String = today.chars().filter(char::is_ascii_digit).skip(2).collect();
    let prefix = format!("MC.{unit}-{day}");
    let last: i64 = sqlx::query_scalar("INSERT INTO dossier_number (prefix, last) VALUES (?, 1) ON CONFLICT (prefix) DO UPDATE SET last = last + 1 RETURNING last")
        .bind(&prefix)
        .fetch_one(connection)
        .await?;
    Ok(format!("{prefix}-{last:04}"))
}

/// Keeps a new dossier.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    connection: &mut SqliteConnection,
    new: &Stored,
    likeness: &str,
) -> Result<(), Failure> {
    sqlx::query("INSERT INTO dossier (code, person, applicant_name, personal_id, form_id, procedure_code, case_code, agency, state, submitted_at, due_at, sent, receipt, payments, likeness, content_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(&new.code)
        .bind(&new.person)
        .bind(&new.applicant_name)
        .bind(&new.personal_id)
        .bind(new.sent.frame.form_id.as_str())
        .bind(&new.procedure_code)
        .bind(&new.case_code)
        .bind(serde_json::to_string(&new.agency)?)
        .bind(new.state.code())
        .bind(&new.times.submitted)
        .bind(&new.times.due)
        .bind(serde_json::to_string(&new.sent)?)
        .bind(serde_json::to_string(&new.receipt)?)
        .bind(serde_json::to_string(&new.payments)?)
        .bind(likeness)
        .bind(new.receipt.content_sha256.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes what happened, the state after it, and the time where the dossier shows it.
///
/// # Errors
/// When the database fails.
pub async fn note(
    connection: &mut SqliteConnection,
    code: &str,
    event: &Event<'_>,
) -> Result<(), Failure> {
    sqlx::query("INSERT INTO dossier_event (id, dossier_code, at, part_id, state, what, note, actor, documents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(random::id())
        .bind(code)
        .bind(event.at)
        .bind(event.part)
        .bind(event.state.code())
        .bind(event.what)
        .bind(event.note)
        .bind(event.actor)
        .bind(serde_json::to_string(event.documents)?)
        .execute(&mut *connection)
        .await?;
    match event.part {
        Some(_) => Ok(()),
        None => mark(connection, code, event.state, event.at).await,
    }
}

/// Keeps the time at which a dossier came into a state, where it shows it; one that has ended owes nothing more.
///
/// # Errors
/// When the database fails.
pub async fn mark(
    connection: &mut SqliteConnection,
    code: &str,
    state: StateCode,
    at: &str,
) -> Result<(), Failure> {
    let column = match state {
        StateCode::Accepted => {
            "UPDATE dossier SET received_at = coalesce(received_at, ?) WHERE code = ?"
        }
        StateCode::NotAccepted => {
            "UPDATE dossier SET refused_at = coalesce(refused_at, ?) WHERE code = ?"
        }
        StateCode::Processed | StateCode::Stopped => {
            "UPDATE dossier SET finished_at = coalesce(finished_at, ?) WHERE code = ?"
        }
        _ => return Ok(()),
    };
    sqlx::query(column)
        .bind(at)
        .bind(code)
        .execute(&mut *connection)
        .await?;
    if state == StateCode::Accepted {
        return Ok(());
    }
    owe_nothing(connection, code).await
}

/// A dossier that has ended asks for nothing more: what is open of its fees is cancelled, and so is what could still be
/// paid of them. Money that arrives all the same goes back.
async fn owe_nothing(connection: &mut SqliteConnection, code: &str) -> Result<(), Failure> {
    let Some(mut row) = store::by_code_in(&mut *connection, code).await? else {
        return Ok(());
    };
    let open = |request: &&mut PaymentRequest| request.state == PaymentRequestState::Open;
    for request in row.payments.iter_mut().filter(open) {
        request.state = PaymentRequestState::Cancelled;
        let (kind, id) = (PaymentSubjectKind::Dossier, &request.payment_request_id);
        payments::end_open(&mut *connection, kind, id, Ended::NotDue).await?;
    }
    set_payments(connection, code, &row.payments).await
}

/// Moves a dossier to another state; false when it is not in the one it was read in.
///
/// # Errors
/// When the database fails.
pub async fn move_on(
    connection: &mut SqliteConnection,
    row: &Stored,
    to: StateCode,
) -> Result<bool, Failure> {
    let moved = sqlx::query("UPDATE dossier SET state = ? WHERE code = ? AND state = ?")
        .bind(to.code())
        .bind(&row.code)
        .bind(row.state.code())
        .execute(connection)
        .await?
        .rows_affected();
    Ok(moved == 1)
}

/// Keeps what is to be paid for a dossier.
///
/// # Errors
/// When the database fails.
pub async fn set_payments(
    connection: &mut SqliteConnection,
    code: &str,
    payments: &[PaymentRequest],
) -> Result<(), Failure> {
    sqlx::query("UPDATE dossier SET payments = ? WHERE code = ?")
        .bind(serde_json::to_string(payments)?)
        .bind(code)
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps a document.
///
/// # Errors
/// When the database fails.
pub async fn add_document(
    connection: &mut SqliteConnection,
    code: &str,
    new: &NewDocument,
) -> Result<(), Failure> {
    let document = &new.document;
    let kind = serde_json::to_value(document.kind)?;
    sqlx::query("INSERT INTO dossier_document (id, dossier_code, kind, title, number, issued_on, media_type, size, upload_id, result_id, file, submitted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(document.document_id.as_str())
        .bind(code)
        .bind(kind.as_str())
        .bind(document.title.as_str())
        .bind(document.number.as_deref())
        .bind(document.issued_on.as_deref())
        .bind(&document.media_type)
        .bind(document.size.map(|size| i64::try_from(size).unwrap_or(i64::MAX)))
        .bind(&new.upload_id)
        .bind(document.result_id.as_deref())
        .bind(&new.file)
        .bind(document.submitted.as_ref().map(serde_json::to_string).transpose()?)
        .execute(connection)
        .await?;
    Ok(())
}

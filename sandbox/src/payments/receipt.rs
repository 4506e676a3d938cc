//! The receipt of a payment and its file (contract 4.11; operations 42 and 43 where no dossier has it).

use portal_api::{PaymentSubject, Receipt, ReceiptKind, Vnd};
use serde::Serialize;
use sqlx::{Row, SqliteConnection, SqlitePool};
use vietnam::moment;

use super::about::{about, what};
use super::store::Stored;
use crate::conventions::Language;
use crate::pages::words;
use crate::persons::paper;
use crate::problem::Failure;
use crate::random;
use crate::receipts::Signer;
use crate::state::AppState;

/// A receipt among the person's own files.
pub struct OwnReceipt {
    /// The file.
    pub id: String,
    /// The payment.
    pub payment_id: String,
    /// What it is.
    pub title: String,
    /// When it was made, as the wire has it.
    pub at: String,
    /// The file's bytes: a PDF.
    pub file: Vec<u8>,
}

/// What the hash covers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Content<'a> {
    payment_id: &'a str,
    subject: &'a PaymentSubject,
    amount: Vnd,
}

/// The receipt, signed.
pub(super) fn of(signer: &Signer, payment: &Stored, at: &str) -> Result<Receipt, Failure> {
    let content = Content {
        payment_id: &payment.id,
        subject: &payment.subject,
        amount: payment.amount,
    };
    signer.signed(Receipt {
        kind: ReceiptKind::Payment,
        code: payment.id.as_str().into(),
        at: at.into(),
        agency: None,
        form_version: None,
        content_sha256: random::sha256(serde_json_canonicalizer::to_vec(&content)?).into(),
        files: Vec::new(),
        token: None,
    })
}

/// Its title.
pub(super) fn title() -> &'static str {
    words("receipt", Language::Vi)
}

/// Its file.
///
/// # Errors
/// When the database fails.
pub(super) async fn file(
    state: &AppState,
    connection: &mut SqliteConnection,
    payment: &Stored,
    receipt: &Receipt,
) -> Result<Vec<u8>, Failure> {
    let what = what(&mut *connection, &payment.subject, Language::Vi).await?;
    let about = about(state, connection, payment, Language::Vi).await?;
    let head = [
        title().to_owned(),
        payment.id.clone(),
        what,
        format!("{} VND", payment.amount.0),
    ];
    let named = about.rows.iter();
    let named = named.map(|row| format!("{}: {}", row.name.as_str(), row.value.as_str()));
    let at = moment::shown(&receipt.at, vietnam::Language::Vi);
    let at = at.unwrap_or_else(|| receipt.at.to_string());
    let end = [at, receipt.content_sha256.to_string()];
    let lines: Vec<String> = head.into_iter().chain(named).chain(end).collect();
    Ok(paper(&lines))
}

/// Keeps the file among the person's own.
pub(super) async fn keep(
    state: &AppState,
    connection: &mut SqliteConnection,
    payment: &Stored,
    receipt: &Receipt,
) -> Result<(), Failure> {
    let id = random::id();
    let what = what(&mut *connection, &payment.subject, Language::Vi).await?;
    let title = format!("{} – {what}", title());
    let bytes = file(state, &mut *connection, payment, receipt).await?;
    sqlx::query("INSERT INTO own_receipt (id, person, payment_id, title, at, file) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(&id)
        .bind(&payment.person)
        .bind(&payment.id)
        .bind(title)
        .bind(receipt.at.as_str())
        .bind(bytes)
        .execute(&mut *connection)
        .await?;
    sqlx::query("UPDATE payment SET receipt_file_id = ? WHERE id = ?")
        .bind(&id)
        .bind(&payment.id)
        .execute(connection)
        .await?;
    Ok(())
}

/// A person's receipts, latest first.
///
/// # Errors
/// When the database fails.
pub async fn own_receipts(state: &AppState, person: &str) -> Result<Vec<OwnReceipt>, Failure> {
    let rows = sqlx::query("SELECT id, payment_id, title, at, file FROM own_receipt WHERE person = ? ORDER BY at DESC, id")
        .bind(person)
        .fetch_all(&state.db)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(OwnReceipt {
                id: row.try_get("id")?,
                payment_id: row.try_get("payment_id")?,
                title: row.try_get("title")?,
                at: row.try_get("at")?,
                file: row.try_get("file")?,
            })
        })
        .collect()
}

/// One of a person's receipts.
///
/// # Errors
/// When the database fails.
pub async fn own_receipt(
    state: &AppState,
    person: &str,
    id: &str,
) -> Result<Option<OwnReceipt>, Failure> {
    let all = own_receipts(state, person).await?;
    Ok(all.into_iter().find(|one| one.id == id))
}

/// The receipt of a payment that was paid and not given back.
///
/// # Errors
/// When the database fails.
pub async fn receipt(db: &SqlitePool, id: &str) -> Result<Option<Receipt>, Failure> {
    let kept =
        sqlx::query_scalar("SELECT receipt FROM payment WHERE id = ? AND state = 'succeeded'")
            .bind(id)
            .fetch_optional(db)
            .await?;
    let kept: Option<String> = kept.flatten();
    Ok(kept.map(|json| serde_json::from_str(&json)).transpose()?)
}

//! Payments in the database.

use portal_api::{
    Delivery, Payer, Payment, PaymentFailure, PaymentMethod, PaymentState, PaymentSubject,
    PaymentSubjectKind, Receipt, Vnd,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqliteExecutor, SqlitePool};

use super::state::is_live;
use super::vietqr;
use crate::clock::instant_at;
use crate::conventions::Language;
use crate::pages::words;
use crate::problem::Failure;
use crate::words::of_contract;

/// Seconds until operation 36 is asked again.
const POLL_AFTER: u32 = 3;

/// A payment as it is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The payment.
    pub id: String,
    /// Who ordered it.
    pub person: String,
    /// What is paid.
    pub subject: PaymentSubject,
    /// State.
    pub state: PaymentState,
    /// Amount.
    pub amount: Vnd,
    /// Way to pay.
    pub method: PaymentMethod,
    /// Who pays.
    pub payer: Payer,
    /// Where papers that are held go.
    pub delivery: Option<Delivery>,
    /// Where the gateway's way back ends.
    pub return_to: String,
    /// What gateway, bank or counter know it by.
    pub code: String,
    /// Key of the gateway's messages.
    pub secret: String,
    /// What the gateway says when it is asked.
    pub gateway: Option<String>,
    /// Why it was cancelled, unless its person did.
    pub ended: Option<Ended>,
    /// When the state last changed, in seconds since 1970.
    pub changed_at: i64,
    /// When it was ordered, as the wire has it.
    pub created_at: String,
    /// Until when it can be paid, in seconds since 1970.
    pub expires_at: i64,
    /// Receipt.
    pub receipt: Option<Receipt>,
    /// Its file among the person's own.
    pub receipt_file_id: Option<String>,
    /// Its file in the dossier.
    pub receipt_document_id: Option<String>,
}

/// Why a payment was cancelled that its person did not cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// Another one paid the same.
    Settled,
    /// Its dossier has ended.
    NotDue,
    /// Its person chose another way to pay.
    Replaced,
}

impl Stored {
    /// Whether it can be paid now, or nobody knows whether it was.
    pub(super) fn is_live(&self, now: i64) -> bool {
        is_live(self.state) && self.expires_at > now
    }

    /// As operations 35 and 36 answer it.
    pub fn wire(&self, language: Language) -> Payment {
        let open = matches!(self.state, PaymentState::Created | PaymentState::Pending);
        let by = |method| open && self.method == method;
        Payment {
            payment_id: self.id.as_str().into(),
            subject: self.subject.clone(),
            state: self.state,
            amount: self.amount,
            method: self.method,
            about: None,
            redirect_url: by(PaymentMethod::NationalGateway)
                .then(|| format!("/sandbox/gateway/{}", self.code).into()),
            vietqr: by(PaymentMethod::Vietqr).then(|| vietqr::transfer(self)),
            counter_code: by(PaymentMethod::Counter).then(|| self.code.as_str().into()),
            receipt: self.receipt.clone(),
            receipt_file_id: self.receipt_file_id.as_deref().map(Into::into),
            receipt_document_id: self.receipt_document_id.as_deref().map(Into::into),
            failure: failure(self.state, self.ended, language),
            poll_after: POLL_AFTER,
            expires_at: instant_at(self.expires_at),
        }
    }
}

fn failure(
    state: PaymentState,
    ended: Option<Ended>,
    language: Language,
) -> Option<PaymentFailure> {
    let code = match (state, ended) {
        (PaymentState::Failed, _) => "refused",
        (PaymentState::Cancelled, None) => "cancelled",
        (PaymentState::Cancelled, Some(Ended::Settled)) => "settled",
        (PaymentState::Cancelled, Some(Ended::NotDue)) => "not-due",
        (PaymentState::Cancelled, Some(Ended::Replaced)) => "replaced",
        _ => return None,
    };
    Some(PaymentFailure {
        code: code.into(),
        detail: words(&format!("failure-{code}"), language).into(),
    })
}

/// What a subject is found by: the request of a dossier, the reference of a look-up.
pub(super) fn key(subject: &PaymentSubject) -> &str {
    match (subject.kind, &subject.payment_request_id) {
        (PaymentSubjectKind::Dossier, Some(request)) => request,
        _ => &subject.r#ref,
    }
}

const COLUMNS: &str = "SELECT id, person, subject, state, amount, method, payer, delivery, return_to, code, secret, gateway, ended, changed_at, created_at, expires_at, receipt, receipt_file_id, receipt_document_id FROM payment ";

/// Keeps a new payment.
///
/// # Errors
/// When the database fails.
pub(super) async fn insert(connection: &mut SqliteConnection, new: &Stored) -> Result<(), Failure> {
    sqlx::query("INSERT INTO payment (id, person, subject, kind, ref, state, amount, method, payer, delivery, return_to, code, secret, changed_at, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(&new.id)
        .bind(&new.person)
        .bind(serde_json::to_string(&new.subject)?)
        .bind(of_contract(new.subject.kind)?)
        .bind(key(&new.subject))
        .bind(of_contract(new.state)?)
        .bind(i64::try_from(new.amount.0).unwrap_or(i64::MAX))
        .bind(of_contract(new.method)?)
        .bind(serde_json::to_string(&new.payer)?)
        .bind(new.delivery.as_ref().map(serde_json::to_string).transpose()?)
        .bind(&new.return_to)
        .bind(&new.code)
        .bind(&new.secret)
        .bind(new.changed_at)
        .bind(&new.created_at)
        .bind(new.expires_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// A payment by its id.
///
/// # Errors
/// When the database fails.
pub(super) async fn by_id(db: &SqlitePool, id: &str) -> Result<Option<Stored>, Failure> {
    Ok(all(db, "WHERE id = ?", id).await?.pop())
}

/// A payment by what gateway, bank or counter know it by.
///
/// # Errors
/// When the database fails.
pub(super) async fn by_code(db: &SqlitePool, code: &str) -> Result<Option<Stored>, Failure> {
    Ok(all(db, "WHERE code = ?", code).await?.pop())
}

/// Payments of a subject, by its kind and [`key`].
///
/// # Errors
/// When the database fails.
pub(super) async fn of_subject(
    db: impl SqliteExecutor<'_>,
    kind: PaymentSubjectKind,
    key: &str,
) -> Result<Vec<Stored>, Failure> {
    let found = all(db, "WHERE ref = ? ORDER BY created_at", key).await?;
    Ok(found
        .into_iter()
        .filter(|one| one.subject.kind == kind)
        .collect())
}

/// The payment that paid what a register calls so, by kind and reference.
///
/// # Errors
/// When the database fails.
pub(super) async fn paying(
    connection: &mut SqliteConnection,
    (kind, reference): &(String, String),
) -> Result<Option<String>, Failure> {
    let query = "SELECT id FROM payment WHERE kind = ? AND ref = ? AND state = 'succeeded'";
    Ok(sqlx::query_scalar(query)
        .bind(kind)
        .bind(reference)
        .fetch_optional(connection)
        .await?)
}

/// Gives a payment up that was not begun, if it still can be.
///
/// # Errors
/// When the database fails.
pub(super) async fn replace(connection: &mut SqliteConnection, id: &str) -> Result<bool, Failure> {
    let query = "UPDATE payment SET state = 'cancelled', ended = ? WHERE id = ? AND state IN ('created', 'pending') AND gateway IS NULL";
    let given_up = sqlx::query(query)
        .bind(of_contract(Ended::Replaced)?)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(given_up.rows_affected() == 1)
}

/// Payments that the gateway knows to be paid and this server does not.
///
/// # Errors
/// When the database fails.
pub(super) async fn untold(db: &SqlitePool) -> Result<Vec<Stored>, Failure> {
    let which = "WHERE gateway = ? AND state NOT IN ('succeeded', 'refunded') ORDER BY created_at";
    all(db, which, "paid").await
}

/// Cancels what can still be paid of a subject, and notes why. What is `unknown` stays so: it is never taken as failed
/// (contract 4.9).
///
/// # Errors
/// When the database fails.
pub async fn end_open(
    connection: &mut SqliteConnection,
    kind: PaymentSubjectKind,
    key: &str,
    why: Ended,
) -> Result<(), Failure> {
    sqlx::query("UPDATE payment SET state = 'cancelled', ended = ? WHERE kind = ? AND ref = ? AND state IN ('created', 'pending')")
        .bind(of_contract(why)?)
        .bind(of_contract(kind)?)
        .bind(key)
        .execute(connection)
        .await?;
    Ok(())
}

/// All payments, latest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn latest(db: &SqlitePool) -> Result<Vec<Stored>, Failure> {
    all(
        db,
        "WHERE ? = '' ORDER BY created_at DESC, id LIMIT 200",
        "",
    )
    .await
}

async fn all(
    db: impl SqliteExecutor<'_>,
    which: &'static str,
    value: &str,
) -> Result<Vec<Stored>, Failure> {
    let rows = sqlx::query(sqlx::AssertSqlSafe([COLUMNS, which].concat()))
        .bind(value)
        .fetch_all(db)
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Stored, Failure> {
    let json = |name: &str| -> Result<Option<Value>, Failure> {
        let text: Option<String> = row.try_get(name)?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    };
    let word = |name: &str| row.try_get::<String, _>(name).map(Value::from);
    let amount: i64 = row.try_get("amount")?;
    Ok(Stored {
        id: row.try_get("id")?,
        person: row.try_get("person")?,
        subject: serde_json::from_str(row.try_get("subject")?)?,
        state: serde_json::from_value(word("state")?)?,
        amount: Vnd(u64::try_from(amount).unwrap_or_default()),
        method: serde_json::from_value(word("method")?)?,
        payer: serde_json::from_str(row.try_get("payer")?)?,
        delivery: json("delivery")?.map(serde_json::from_value).transpose()?,
        return_to: row.try_get("return_to")?,
        code: row.try_get("code")?,
        secret: row.try_get("secret")?,
        gateway: row.try_get("gateway")?,
        ended: { row.try_get::<Option<String>, _>("ended")? }
            .map(|word| serde_json::from_value(Value::from(word)))
            .transpose()?,
        changed_at: row.try_get("changed_at")?,
        created_at: row.try_get("created_at")?,
        expires_at: row.try_get("expires_at")?,
        receipt: json("receipt")?.map(serde_json::from_value).transpose()?,
        receipt_file_id: row.try_get("receipt_file_id")?,
        receipt_document_id: row.try_get("receipt_document_id")?,
    })
}

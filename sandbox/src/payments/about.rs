//! What a receipt names beside the amount: of a fine which one it is, whatever was paid by whom.

use portal_api::{PaymentAbout, PaymentRow, PaymentSubject, PaymentSubjectKind};
use serde_json::Value;
use sqlx::SqliteExecutor;

use super::demand;
use super::store::Stored;
use crate::conventions::Language;
use crate::lookups;
use crate::pages::words;
use crate::problem::Failure;
use crate::state::AppState;
use crate::words::of_contract;

/// What was paid and by whom. What a register holds of it is told to who has paid, nobody else.
///
/// # Errors
/// When the database fails.
pub(super) async fn about(
    state: &AppState,
    db: impl SqliteExecutor<'_>,
    payment: &Stored,
    language: Language,
) -> Result<PaymentAbout, Failure> {
    let subject = &payment.subject;
    let kind = kind(db, subject).await?;
    let told = match subject.kind {
        PaymentSubjectKind::Violation => lookups::violation_named(state, &subject.r#ref),
        _ => Vec::new(),
    };
    let payer = ("payer", payment.payer.full_name.to_string());
    let rows = told.into_iter().chain([payer]);
    let rows = rows.map(|(key, value)| PaymentRow {
        name: words(key, language).into(),
        value: value.into(),
    });
    Ok(PaymentAbout {
        kind,
        rows: rows.collect(),
    })
}

/// What was paid, in words: the kind, and the code of a dossier.
///
/// # Errors
/// When the database fails.
pub(super) async fn what(
    db: impl SqliteExecutor<'_>,
    subject: &PaymentSubject,
    language: Language,
) -> Result<String, Failure> {
    let kind = of_contract(kind(db, subject).await?)?;
    let words = words(&kind, language);
    Ok(match subject.kind {
        PaymentSubjectKind::Dossier => format!("{words} {}", subject.r#ref.as_str()),
        _ => words.to_owned(),
    })
}

/// What kind of money it is: a dossier may ask for what a register says.
async fn kind(
    db: impl SqliteExecutor<'_>,
    subject: &PaymentSubject,
) -> Result<PaymentSubjectKind, Failure> {
    let Some(request) = &subject.payment_request_id else {
        return Ok(subject.kind);
    };
    Ok(match demand::account(db, request).await? {
        Some((kind, _)) => serde_json::from_value(Value::from(kind))?,
        None => subject.kind,
    })
}

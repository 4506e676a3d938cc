//! Money has arrived: the subject is paid, once, with a receipt; what arrives after that is paid back.

use portal_api::{
    DocumentKind, DossierDocument, PaymentRequestState, PaymentState, PaymentSubjectKind, Receipt,
    StateCode,
};
use sqlx::SqliteConnection;

use super::demand::{self, Account};
use super::receipt;
use super::store::{self, Ended, Stored};
use crate::dossiers;
use crate::dossiers::parts;
use crate::dossiers::write::{self, Event, NewDocument};
use crate::problem::Failure;
use crate::random;
use crate::receipts;
use crate::registers::{self, extend_cards};
use crate::state::AppState;
use crate::words::of_contract;

/// Notes that the money of a payment has arrived; whatever was thought of it before.
///
/// # Errors
/// When the database fails.
pub(super) async fn succeed(state: &AppState, payment: &Stored) -> Result<(), Failure> {
    let at = state.clock.instant().to_string();
    let signer = receipts::signer(state).await?;
    let mut transaction = state.db.begin_with("BEGIN IMMEDIATE").await?;
    let noted = sqlx::query("UPDATE payment SET state = 'succeeded', changed_at = ? WHERE id = ? AND state NOT IN ('succeeded', 'refunded')")
        .bind(state.clock.unix())
        .bind(&payment.id)
        .execute(&mut *transaction)
        .await?
        .rows_affected();
    if noted == 0 {
        return Ok(());
    }
    let receipt = receipt::of(&signer, payment, &at)?;
    let taken = match payment.subject.kind {
        PaymentSubjectKind::Dossier => {
            dossier(state, &mut transaction, payment, &receipt, &at).await?
        }
        kind => {
            let account = (of_contract(kind)?, payment.subject.r#ref.to_string());
            let first = settled(state, &mut transaction, &account, &at).await?;
            if first {
                demand::paid_elsewhere(&mut transaction, &account, &payment.id, &at).await?;
                receipt::keep(state, &mut transaction, payment, &receipt).await?;
            }
            first
        }
    };
    if taken {
        sqlx::query("UPDATE payment SET receipt = ? WHERE id = ?")
            .bind(serde_json::to_string(&receipt)?)
            .bind(&payment.id)
            .execute(&mut *transaction)
            .await?;
        // Nobody is to go on paying what is paid.
        let (kind, key) = (payment.subject.kind, store::key(&payment.subject));
        store::end_open(&mut transaction, kind, key, Ended::Settled).await?;
    } else {
        sqlx::query("UPDATE payment SET state = ? WHERE id = ?")
            .bind(of_contract(PaymentState::Refunded)?)
            .bind(&payment.id)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Tells the register; whether it did not know yet. A contribution makes cards longer.
async fn settled(
    state: &AppState,
    connection: &mut SqliteConnection,
    (kind, reference): &Account,
    at: &str,
) -> Result<bool, Failure> {
    let first = registers::settle(&mut *connection, kind, reference, at).await?;
    if first && *kind == of_contract(PaymentSubjectKind::Contribution)? {
        extend_cards(state, connection, reference).await?;
    }
    Ok(first)
}

/// Pays the request of a dossier; whether it was still open, by these figures, and its register was not paid otherwise.
async fn dossier(
    state: &AppState,
    connection: &mut SqliteConnection,
    payment: &Stored,
    receipt: &Receipt,
    at: &str,
) -> Result<bool, Failure> {
    let code = payment.subject.r#ref.as_str();
    let found = dossiers::store::by_code_in(&mut *connection, code).await?;
    let mut row = found.ok_or_else(Failure::not_found)?;
    let wanted = payment.subject.payment_request_id.as_ref();
    let request = { row.payments.iter_mut() }.find(|one| {
        Some(&one.payment_request_id) == wanted
            && one.state == PaymentRequestState::Open
            && one.total == payment.amount
    });
    let Some(request) = request else {
        return Ok(false);
    };
    request.state = PaymentRequestState::Paid;
    request.payment_id = Some(payment.id.as_str().into());
    let id = request.payment_request_id.clone();
    let account = demand::account(&mut *connection, &id).await?;
    if let Some(account) = &account
        && !settled(state, &mut *connection, account, at).await?
    {
        return Ok(false);
    }

    let bytes = receipt::file(state, &mut *connection, payment, receipt).await?;
    let paper = NewDocument {
        document: DossierDocument {
            document_id: random::id().into(),
            kind: DocumentKind::PaymentReceipt,
            title: receipt::title().into(),
            number: Some(payment.id.as_str().into()),
            issued_on: Some(state.clock.today_text().into()),
            media_type: "application/pdf".to_owned(),
            size: u64::try_from(bytes.len()).ok(),
            signature: None,
            result_id: None,
            submitted: None,
        },
        upload_id: None,
        file: Some(bytes),
    };
    write::add_document(&mut *connection, code, &paper).await?;
    let id = paper.document.document_id.to_string();
    sqlx::query("UPDATE payment SET receipt_document_id = ? WHERE id = ?")
        .bind(&id)
        .bind(&payment.id)
        .execute(&mut *connection)
        .await?;
    onward(&mut *connection, &row, at, &[id]).await?;
    if let Some(account) = &account {
        demand::paid_elsewhere(connection, account, &payment.id, at).await?;
    }
    Ok(true)
}

/// A request of a dossier was paid: one that waited for it is worked on again.
///
/// # Errors
/// When the database fails.
pub(super) async fn onward(
    connection: &mut SqliteConnection,
    row: &dossiers::store::Stored,
    at: &str,
    documents: &[String],
) -> Result<(), Failure> {
    write::set_payments(&mut *connection, &row.code, &row.payments).await?;
    let waits = row
        .payments
        .iter()
        .any(|one| one.state == PaymentRequestState::Open);
    let to = match row.state {
        StateCode::PaymentRequired if !waits => StateCode::Processing,
        same => same,
    };
    let to = match parts::paid(&mut *connection, &row.code, at).await? {
        Some(whole) => whole,
        None => {
            write::move_on(&mut *connection, row, to).await?;
            to
        }
    };
    let event = Event {
        at,
        part: None,
        state: to,
        what: "paid",
        note: None,
        actor: "citizen",
        documents,
    };
    write::note(&mut *connection, &row.code, &event).await
}

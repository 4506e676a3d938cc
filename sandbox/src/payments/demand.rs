//! What a register says is to be paid once a dossier is sent – a contribution, the fee of wishes – is asked for with the
//! dossier, among its payments (contract 4.8): paid once, whatever the register calls it later, and known to the office.

use forms::definition::{Lookup, Payment, PaymentTime};
use forms::lookup::request;
use forms::needs;
use portal_api::{
    PaymentItem, PaymentRequest, PaymentRequestState, PaymentSubject, PaymentSubjectKind,
    PaymentTiming, StateCode, Vnd,
};
use serde_json::Value;
use sqlx::{SqliteConnection, SqliteExecutor};

use super::store::{self, Ended};
use super::succeed::onward;
use crate::conventions::Language;
use crate::dossiers::store::{self as dossiers, Stored};
use crate::dossiers::write::set_payments;
use crate::drafts::judge::{answers, today};
use crate::lookups;
use crate::pages::words;
use crate::problem::Failure;
use crate::random;
use crate::registers::Settled;
use crate::session::Assured;
use crate::state::AppState;
use crate::words::of_contract;

/// What a request of a dossier is called by its register: kind and reference.
pub(super) type Account = (String, String);

/// What is to be asked of a register for a dossier.
struct Demand {
    subject: String,
    lookup: String,
    request: Value,
    amount: String,
}

/// What the register said.
struct Said {
    reference: String,
    total: u64,
    valid_until: Option<String>,
}

/// The dossier with what its register says is to be paid: asked when nothing is asked for yet, and anew when the figures
/// hold no longer and nobody is paying. A register that is out, or takes none of these answers, is asked again the next
/// time: it keeps no dossier from being filed or read.
///
/// # Errors
/// When the database fails.
pub async fn brought_up(state: &AppState, who: &Assured, row: Stored) -> Result<Stored, Failure> {
    // Registers are asked for who sent the dossier, and who is signed in well enough.
    if has_ended(&row) || who.level < 2 || who.person != row.person {
        return Ok(row);
    }
    let Some(demand) = demand(state, &row)? else {
        return Ok(row);
    };
    let kind = demand.subject.as_str();
    if !is_to_be_asked(state, &mut *state.db.acquire().await?, &row, kind).await? {
        return Ok(row);
    }
    let answer = lookups::answer(state, who, &demand.lookup, demand.request).await;
    let answer = answer.ok().flatten();
    let Some(said) = answer.and_then(|answer| said(&answer, &demand.amount)) else {
        return Ok(row);
    };
    let mut transaction = state.db.begin_with("BEGIN IMMEDIATE").await?;
    let found = dossiers::by_code_in(&mut transaction, &row.code).await?;
    let mut row = found.ok_or_else(Failure::not_found)?;
    // Registers take their time: the dossier may have ended, or be paid for, since.
    if !has_ended(&row) && is_to_be_asked(state, &mut transaction, &row, kind).await? {
        note(&mut transaction, &mut row, kind, &said).await?;
    }
    transaction.commit().await?;
    Ok(row)
}

/// The register's name for a request of a dossier, where the request is a register's.
///
/// # Errors
/// When the database fails.
pub(super) async fn account(
    db: impl SqliteExecutor<'_>,
    request: &str,
) -> Result<Option<Account>, Failure> {
    let query = "SELECT kind, ref FROM dossier_due WHERE request_id = ?";
    Ok(sqlx::query_as(query)
        .bind(request)
        .fetch_optional(db)
        .await?)
}

/// Whether a dossier asks for what a register calls so: it is paid there.
///
/// # Errors
/// When the database fails.
pub(super) async fn is_asked_for(
    connection: &mut SqliteConnection,
    subject: &PaymentSubject,
) -> Result<bool, Failure> {
    let account = (of_contract(subject.kind)?, subject.r#ref.to_string());
    Ok(!asking(connection, &account).await?.is_empty())
}

/// Whether the figures of a request are a register's and hold no longer: nothing is paid by them.
///
/// # Errors
/// When the database fails.
pub(super) async fn is_over(
    db: impl SqliteExecutor<'_>,
    request: &str,
    today: &str,
) -> Result<bool, Failure> {
    let query = "SELECT count(*) FROM dossier_due WHERE request_id = ? AND valid_until < ?";
    let over: i64 = sqlx::query_scalar(query)
        .bind(request)
        .bind(today)
        .fetch_one(db)
        .await?;
    Ok(over > 0)
}

/// Dossiers that ask for what a register calls so, each with its open request.
async fn asking(
    connection: &mut SqliteConnection,
    (kind, reference): &Account,
) -> Result<Vec<(Stored, String)>, Failure> {
    let query = "SELECT request_id, dossier_code FROM dossier_due WHERE kind = ? AND ref = ?";
    let noted: Vec<(String, String)> = sqlx::query_as(query)
        .bind(kind)
        .bind(reference)
        .fetch_all(&mut *connection)
        .await?;
    let mut asking = Vec::new();
    for (request, code) in noted {
        let row = dossiers::by_code_in(&mut *connection, &code).await?;
        let asks =
            |one: &PaymentRequest| one.payment_request_id == *request.as_str() && is_open(one);
        asking.extend(
            row.filter(|row| row.payments.iter().any(asks))
                .map(|row| (row, request)),
        );
    }
    Ok(asking)
}

/// What a register calls so has been paid, for a dossier or apart from any: others that ask for it ask no more, and go on.
///
/// # Errors
/// When the database fails.
pub(super) async fn paid_elsewhere(
    connection: &mut SqliteConnection,
    account: &Account,
    payment: &str,
    at: &str,
) -> Result<(), Failure> {
    for (mut row, request) in asking(&mut *connection, account).await? {
        let mut requests = row.payments.iter_mut();
        if let Some(one) = requests.find(|one| one.payment_request_id == *request.as_str()) {
            one.state = PaymentRequestState::Paid;
            one.payment_id = Some(payment.into());
        }
        store::end_open(
            &mut *connection,
            PaymentSubjectKind::Dossier,
            &request,
            Ended::Settled,
        )
        .await?;
        onward(&mut *connection, &row, at, &[]).await?;
    }
    Ok(())
}

/// What its definition has paid after sending, where the answers say so.
fn demand(state: &AppState, row: &Stored) -> Result<Option<Demand>, Failure> {
    let Some((service, _)) = state.definitions.case(&row.case_code, Language::Vi) else {
        return Ok(None);
    };
    let answers = answers(service, &row.sent, today(state)?);
    let due = |defined: &&Payment| defined.time == PaymentTime::AfterSending && !defined.optional;
    let Some(defined) = needs::payment(service, &answers).filter(due) else {
        return Ok(None);
    };
    let made = |lookup: &Lookup| {
        Some(Demand {
            subject: defined.subject.clone(),
            lookup: lookup.id.clone(),
            request: request(service, lookup, &answers)?,
            amount: defined.amount.clone(),
        })
    };
    let named = { service.lookups.iter() }.filter(|lookup| lookup.id == defined.lookup);
    Ok(named.filter_map(made).next())
}

fn said(answer: &Value, amount: &str) -> Option<Said> {
    let text = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned);
    Some(Said {
        reference: text("ref")?,
        total: answer.get(amount)?.as_u64()?,
        valid_until: text("validUntil"),
    })
}

/// The request of a dossier that is a register's of this kind.
fn of_kind<'a>(row: &'a Stored, kind: &str) -> Option<&'a PaymentRequest> {
    let asked = |one: &&PaymentRequest| {
        { one.items.iter() }.any(|item| item.fee_code.is_none() && item.kind == *kind)
    };
    row.payments.iter().find(asked)
}

fn is_open(request: &PaymentRequest) -> bool {
    request.state == PaymentRequestState::Open
}

fn has_ended(row: &Stored) -> bool {
    matches!(
        row.state,
        StateCode::NotAccepted | StateCode::Stopped | StateCode::Processed | StateCode::Returned
    )
}

/// Whether the register is to be asked: nothing is asked for yet, or what is holds no longer and nobody is paying it.
async fn is_to_be_asked(
    state: &AppState,
    connection: &mut SqliteConnection,
    row: &Stored,
    kind: &str,
) -> Result<bool, Failure> {
    let Some(held) = of_kind(row, kind) else {
        return Ok(true);
    };
    let id = held.payment_request_id.as_str();
    if !is_open(held) || !is_over(&mut *connection, id, &state.clock.today_text()).await? {
        return Ok(false);
    }
    let now = state.clock.unix();
    let payments = store::of_subject(connection, PaymentSubjectKind::Dossier, id).await?;
    Ok(!payments.iter().any(|one| one.is_live(now)))
}

/// Keeps what the register said as a request of the dossier; one that was there keeps its id.
async fn note(
    connection: &mut SqliteConnection,
    row: &mut Stored,
    kind: &str,
    said: &Said,
) -> Result<(), Failure> {
    if said.total == 0 {
        return Ok(());
    }
    let held = of_kind(row, kind).cloned();
    let account = (kind.to_owned(), said.reference.clone());
    let settled = Settled::load_in(&mut *connection).await?;
    let is_paid = settled.is_paid(kind, &said.reference);
    let id = held.map_or_else(|| random::id().into(), |one| one.payment_request_id);
    let asked = PaymentRequest {
        payment_request_id: id.clone(),
        title: words(kind, Language::Vi).into(),
        items: vec![PaymentItem {
            fee_code: None,
            name: words(kind, Language::Vi).into(),
            kind: kind.into(),
            amount: Vnd(said.total),
        }],
        total: Vnd(said.total),
        due_by: None,
        timing: PaymentTiming::BeforeResult,
        state: match is_paid {
            true => PaymentRequestState::Paid,
            false => PaymentRequestState::Open,
        },
        payment_id: store::paying(&mut *connection, &account)
            .await?
            .map(Into::into),
    };
    match { row.payments.iter_mut() }.find(|one| one.payment_request_id == id) {
        Some(one) => *one = asked,
        None => row.payments.push(asked),
    }
    set_payments(&mut *connection, &row.code, &row.payments).await?;
    sqlx::query("INSERT INTO dossier_due (request_id, dossier_code, kind, ref, valid_until) VALUES (?, ?, ?, ?, ?) ON CONFLICT (request_id) DO UPDATE SET ref = excluded.ref, valid_until = excluded.valid_until")
        .bind(id.as_str())
        .bind(&row.code)
        .bind(kind)
        .bind(&said.reference)
        .bind(&said.valid_until)
        .execute(connection)
        .await?;
    Ok(())
}

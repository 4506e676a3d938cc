//! Operation 35: whether there is something to pay, and the order for it.

use portal_api::{
    Action, Fault, FaultCode, PaymentMethod, PaymentOrder, PaymentRequestState, PaymentState,
    PaymentSubject, PaymentSubjectKind, ProblemKind,
};

use super::demand;
use super::state::asked;
use super::store::{self, Stored};
use crate::dossiers;
use crate::lookups::payable;
use crate::problem::{Failure, body_fault};
use crate::random;
use crate::session::Assured;
use crate::session::login::is_local;
use crate::state::AppState;

/// Minutes in which gateway and bank are paid; days at the counter.
const MINUTES: i64 = 15;
const DAYS_AT_COUNTER: i64 = 3;

/// Orders a payment. One that the same person had ordered to be paid in another way gives way to it, where it was not
/// begun: contract 4.9 has no other way to leave it.
///
/// # Errors
/// 409 `payment-not-open`, `payment-in-progress`, `figures-changed`; 422; 404 for a dossier of somebody else.
pub(super) async fn place(
    state: &AppState,
    who: &Assured,
    order: PaymentOrder,
) -> Result<Stored, Failure> {
    let faults = faults(&order);
    if !faults.is_empty() {
        return Err(Failure::invalid(faults));
    }
    let due = due(state, who, &order).await?;
    let not_open = || Failure::new(ProblemKind::PaymentNotOpen);
    let due = due.filter(|due| *due > 0).ok_or_else(not_open)?;
    let names = names(state, &order.subject).await?;
    for (kind, key) in &names {
        for other in store::of_subject(&state.db, *kind, key).await? {
            if asked(state, other).await?.state == PaymentState::Succeeded {
                return Err(not_open());
            }
        }
    }
    if order.amount.0 != due {
        return Err(Failure::conflict(ProblemKind::FiguresChanged, due));
    }
    let now = state.clock.unix();
    let life = match order.method {
        PaymentMethod::Counter => DAYS_AT_COUNTER * 86_400,
        PaymentMethod::Vietqr | PaymentMethod::NationalGateway => MINUTES * 60,
    };
    let stored = Stored {
        id: random::code(),
        person: who.person.clone(),
        subject: order.subject,
        // A transfer or a visit may come at any moment; the gateway is waited for once it was opened.
        state: match order.method {
            PaymentMethod::NationalGateway => PaymentState::Created,
            PaymentMethod::Vietqr | PaymentMethod::Counter => PaymentState::Pending,
        },
        amount: order.amount,
        method: order.method,
        payer: order.payer,
        delivery: order.delivery,
        return_to: order.return_to.to_string(),
        code: code(order.method),
        secret: random::secret(),
        gateway: None,
        ended: None,
        changed_at: now,
        created_at: state.clock.instant().to_string(),
        expires_at: now + life,
        receipt: None,
        receipt_file_id: None,
        receipt_document_id: None,
    };
    let mut transaction = state.db.begin_with("BEGIN IMMEDIATE").await?;
    for (kind, key) in &names {
        for other in store::of_subject(&mut *transaction, *kind, key).await? {
            if other.state == PaymentState::Succeeded {
                return Err(not_open());
            }
            if !other.is_live(now) {
                continue;
            }
            let leaves = match leaves(&other, &stored) {
                Leaves::Aside => true,
                Leaves::GivenUp => store::replace(&mut transaction, &other.id).await?,
                Leaves::No => false,
            };
            if !leaves {
                let kind = ProblemKind::PaymentInProgress;
                return Err(Failure::conflict(kind, other.id));
            }
        }
    }
    store::insert(&mut transaction, &stored).await?;
    transaction.commit().await?;
    Ok(stored)
}

/// Whether a payment that is under way leaves room for another one.
enum Leaves {
    /// Nothing was paid, and who ordered it may or may not come.
    Aside,
    /// Its person gives it up for another way.
    GivenUp,
    /// It is waited for.
    No,
}

/// What somebody else means to pay at a counter one day keeps nobody from paying now. What is `unknown` is never given
/// up (contract 4.9).
fn leaves(other: &Stored, new: &Stored) -> Leaves {
    let is_own = other.person == new.person;
    if !is_own && other.method == PaymentMethod::Counter {
        return Leaves::Aside;
    }
    let is_known = matches!(other.state, PaymentState::Created | PaymentState::Pending);
    match is_own && is_known && other.method != new.method {
        true => Leaves::GivenUp,
        false => Leaves::No,
    }
}

/// What the subject goes by: of a register's request of a dossier also the register's name, under which it may have been
/// ordered before.
async fn names(
    state: &AppState,
    subject: &PaymentSubject,
) -> Result<Vec<(PaymentSubjectKind, String)>, Failure> {
    let key = store::key(subject);
    let mut names = vec![(subject.kind, key.to_owned())];
    if subject.kind == PaymentSubjectKind::Dossier
        && let Some((kind, reference)) = demand::account(&state.db, key).await?
    {
        names.push((serde_json::from_value(kind.into())?, reference));
    }
    Ok(names)
}

fn faults(order: &PaymentOrder) -> Vec<Fault> {
    let mut faults = Vec::new();
    let subject = &order.subject;
    if subject.kind == PaymentSubjectKind::Dossier && subject.payment_request_id.is_none() {
        let at = "/subject/paymentRequestId";
        faults.push(body_fault(at, FaultCode::Required));
    }
    if order.payer.full_name.trim().is_empty() {
        faults.push(body_fault("/payer/fullName", FaultCode::Required));
    }
    if !is_local(&order.return_to) || order.return_to.contains('#') {
        faults.push(body_fault("/returnTo", FaultCode::Pattern));
    }
    faults
}

/// What is to be paid now, in đồng; none when there is nothing, or not from this person. What a dossier asks for is paid
/// there.
async fn due(
    state: &AppState,
    who: &Assured,
    order: &PaymentOrder,
) -> Result<Option<u64>, Failure> {
    let subject = &order.subject;
    if subject.kind != PaymentSubjectKind::Dossier {
        if demand::is_asked_for(&mut *state.db.acquire().await?, subject).await? {
            return Ok(None);
        }
        return payable(state, &who.person, subject.kind, &subject.r#ref).await;
    }
    let row = dossiers::find(state, &who.person, &subject.r#ref).await?;
    let row = demand::brought_up(state, who, row).await?;
    let request = { row.payments.iter() }
        .find(|one| Some(&one.payment_request_id) == subject.payment_request_id.as_ref())
        .ok_or_else(Failure::not_found)?;
    if request.state != PaymentRequestState::Open || !row.state.actions().contains(&Action::Pay) {
        return Ok(None);
    }
    let (id, today) = (&request.payment_request_id, state.clock.today_text());
    if demand::is_over(&state.db, id, &today).await? {
        return Err(Failure::new(ProblemKind::UpstreamUnavailable));
    }
    Ok(Some(request.total.0))
}

/// The gateway's is a secret of its address, the bank's stands in the transfer, the counter's is said aloud.
fn code(method: PaymentMethod) -> String {
    let figures = || {
        format!(
            "{:010}",
            u64::from_be_bytes(random::bytes()) % 10_000_000_000
        )
    };
    match method {
        PaymentMethod::NationalGateway => random::code(),
        PaymentMethod::Vietqr => format!("MC{}", figures()),
        PaymentMethod::Counter => format!("Q-{}", figures()),
    }
}

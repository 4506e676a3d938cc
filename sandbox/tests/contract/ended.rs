//! Fees and payments when something has ended: paid before the result, not owed after it, not paid twice.

use openidconnect::reqwest::StatusCode;
use portal_api::{Dossier, PaymentRequestState, PaymentState, ProblemKind, StateCode};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal};
use crate::pages::press;
use crate::payments::{FINE, arrives, known_by, of_fine, order, pay, pays_and_leaves, state};
use crate::sample::sent;

pub async fn dossier(browser: &Browser, code: &str) -> Dossier {
    browser.get(&format!("/dossiers/{code}")).await.read()
}

/// The first fee of a dossier, as a subject of payment, and its amount.
pub async fn fee(browser: &Browser, code: &str) -> (Value, u64) {
    let request = dossier(browser, code).await.payments[0].clone();
    let id = request.payment_request_id;
    let subject = json!({ "kind": "dossier", "ref": code, "paymentRequestId": id });
    (subject, request.total.0)
}

/// Pays what a new dossier costs.
pub async fn paid_for(portal: &Portal, browser: &Browser, code: &str) {
    let (subject, total) = fee(browser, code).await;
    let payment = pay(browser, &subject, total, "counter").await;
    arrives(portal, &payment).await;
}

#[tokio::test]
async fn a_result_is_issued_when_its_fee_is_paid() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    let office = format!("/officer/{code}");
    press(&portal, &office, "act=accept").await;
    let issued = press(&portal, &office, "act=issue").await;
    assert_eq!(issued.status, StatusCode::CONFLICT);
    press(&portal, &office, "act=ask-payment").await;
    paid_for(&portal, &browser, &code).await;
    let issued = press(&portal, &office, "act=issue").await;
    assert_eq!(issued.status, StatusCode::SEE_OTHER);
    let now = dossier(&browser, &code).await;
    assert_eq!(now.tracked.state.known(), Some(StateCode::Processed));
}

#[tokio::test]
async fn a_refused_dossier_owes_nothing_and_late_money_goes_back() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    // Refused at once, and stopped after it was accepted.
    for (acts, end) in [
        (&["act=refuse&reason=x"][..], StateCode::NotAccepted),
        (&["act=accept", "act=refuse&reason=x"], StateCode::Stopped),
    ] {
        let code = sent(&portal, &browser).await;
        let (subject, total) = fee(&browser, &code).await;
        let payment = pay(&browser, &subject, total, "vietqr").await;
        for act in acts {
            press(&portal, &format!("/officer/{code}"), act).await;
        }
        let now = dossier(&browser, &code).await;
        assert_eq!(now.tracked.state.known(), Some(end));
        assert_eq!(now.payments[0].state, PaymentRequestState::Cancelled);
        let cancelled = state(&browser, &payment).await;
        assert_eq!(cancelled.state, PaymentState::Cancelled);
        assert!(cancelled.vietqr.is_none());
        assert_eq!(cancelled.failure.unwrap().code.as_str(), "not-due");

        arrives(&portal, &payment).await;
        assert_eq!(
            state(&browser, &payment).await.state,
            PaymentState::Refunded
        );
        let after = dossier(&browser, &code).await;
        assert_eq!(after.payments, now.payments);
        assert_eq!(after.tracked.timeline, now.tracked.timeline);
    }
}

#[tokio::test]
async fn what_is_paid_is_not_offered_to_be_paid_again() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (subject, first) = of_fine(&browser, "vietqr").await;
    let path = format!("/sandbox/payments/{}", known_by(&first));
    press(&portal, &path, "act=failed").await;
    let second = pay(&browser, &subject, FINE, "vietqr").await;
    arrives(&portal, &first).await;
    let now = state(&browser, &second).await;
    assert_eq!(now.state, PaymentState::Cancelled);
    assert!(now.vietqr.is_none(), "no code that invites to pay");
    assert_eq!(now.failure.unwrap().code.as_str(), "settled");
    arrives(&portal, &second).await;
    assert_eq!(state(&browser, &second).await.state, PaymentState::Refunded);
    assert_eq!(state(&browser, &first).await.state, PaymentState::Succeeded);
}

#[tokio::test]
async fn what_the_gateway_took_is_learnt_though_nobody_came_back() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (_, payment) = of_fine(&browser, "national-gateway").await;
    pays_and_leaves(&portal, &payment).await;
    assert_eq!(state(&browser, &payment).await.state, PaymentState::Pending);
    portal.running.state.clock.advance(11);
    assert_eq!(
        state(&browser, &payment).await.state,
        PaymentState::Succeeded
    );
}

#[tokio::test]
async fn the_gateway_is_asked_once_more_before_a_payment_expires() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (subject, first) = of_fine(&browser, "national-gateway").await;
    pays_and_leaves(&portal, &first).await;
    portal.running.state.clock.advance(16 * 60);
    // Nobody asked meanwhile; who wants to pay again need not.
    browser
        .post("/payments", order(&subject, FINE, "vietqr"))
        .await
        .problem(ProblemKind::PaymentNotOpen);
    assert_eq!(state(&browser, &first).await.state, PaymentState::Succeeded);
}

#[tokio::test]
async fn what_the_gateway_took_after_another_had_paid_goes_back() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (subject, first) = of_fine(&browser, "national-gateway").await;
    portal.running.state.clock.advance(16 * 60);
    assert_eq!(state(&browser, &first).await.state, PaymentState::Expired);
    let second = pay(&browser, &subject, FINE, "vietqr").await;
    arrives(&portal, &second).await;
    pays_and_leaves(&portal, &first).await;
    assert_eq!(state(&browser, &first).await.state, PaymentState::Refunded);
}

#[tokio::test]
async fn a_dossier_shows_what_the_gateway_took() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    let (subject, total) = fee(&browser, &code).await;
    let payment = pay(&browser, &subject, total, "national-gateway").await;
    pays_and_leaves(&portal, &payment).await;
    portal.running.state.clock.advance(16 * 60);
    let now = dossier(&browser, &code).await;
    assert_eq!(now.payments[0].state, PaymentRequestState::Paid);
}

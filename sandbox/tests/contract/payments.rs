//! Operations 35 and 36: orders, transfers by VietQR, one payment for one subject. The gateway and what is paid for have files of their own.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{
    FaultCode, Payment, PaymentState, ProblemKind, Submission, SubmissionState, ViolationAnswer,
};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal};
use crate::lookups::found;
use crate::pages::{open, press};

pub fn order(subject: &Value, amount: u64, method: &str) -> Value {
    json!({ "subject": subject, "amount": amount, "method": method, "payer": { "fullName": "Cao Văn Lái", "phone": "0912990020" }, "returnTo": "/cases?tab=fine" })
}

pub async fn pay(browser: &Browser, subject: &Value, amount: u64, method: &str) -> Payment {
    let answer = browser
        .post("/payments", order(subject, amount, method))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.read()
}

pub async fn state(browser: &Browser, payment: &Payment) -> Payment {
    let id = payment.payment_id.as_str();
    browser.get(&format!("/payments/{id}")).await.read()
}

/// The fine of the test person, as a subject; 5 040 000 đồng.
pub async fn fine(browser: &Browser) -> Value {
    let asked = json!({ "by": "decision", "decisionNo": "0099/QĐ-XPHC" });
    let answer: ViolationAnswer = found(browser, "violation", asked).await;
    json!({ "kind": "violation", "ref": answer.items[0].r#ref.as_ref().unwrap() })
}

pub const FINE: u64 = 5_040_000;

/// The fine ordered to be paid: subject and payment.
pub async fn of_fine(browser: &Browser, method: &str) -> (Value, Payment) {
    let subject = fine(browser).await;
    let payment = pay(browser, &subject, FINE, method).await;
    (subject, payment)
}

/// What bank or counter knows a payment by.
pub fn known_by(payment: &Payment) -> String {
    let transfer = payment.vietqr.as_ref().map(|shown| shown.memo.clone());
    let counter = payment.counter_code.as_ref();
    transfer
        .or(counter.map(|code| code.as_str().to_owned()))
        .unwrap()
}

pub async fn arrives(portal: &Portal, payment: &Payment) {
    let path = format!("/sandbox/payments/{}", known_by(payment));
    press(portal, &path, "act=paid").await;
}

/// Pays at the gateway, and never comes back from it: its answer is lost. Gives where the gateway leads.
pub async fn pays_and_leaves(portal: &Portal, payment: &Payment) -> String {
    let page = payment.redirect_url.as_ref().unwrap().as_str();
    open(portal, page).await;
    let decided = press(portal, page, "act=lost").await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER);
    decided.location()
}

/// Parts of an EMV payload by tag.
fn parts(text: &str) -> Vec<(String, String)> {
    let mut rest = text;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let length: usize = rest[2..4].parse().unwrap();
        parts.push((rest[..2].to_owned(), rest[4..4 + length].to_owned()));
        rest = &rest[4 + length..];
    }
    parts
}

#[tokio::test]
async fn a_transfer_shows_a_code_that_a_bank_can_read() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let subject = fine(&browser).await;
    let payment = pay(&browser, &subject, FINE, "vietqr").await;
    assert_eq!(payment.state, PaymentState::Pending);
    let shown = payment.vietqr.as_ref().unwrap();
    let parts = parts(&shown.payload);
    let value = |tag: &str| {
        let found = parts.iter().find(|(one, _)| one == tag);
        found.map(|(_, value)| value.clone()).unwrap()
    };
    assert_eq!(
        (value("53"), value("58"), value("54")),
        ("704".into(), "VN".into(), FINE.to_string())
    );
    assert!(
        value("38").contains(&shown.bank_bin)
            && value("38").contains(shown.account_number.as_str())
    );
    assert!(value("62").ends_with(&shown.memo) && shown.memo.len() <= 25);
    assert_eq!(parts.last().unwrap().0, "63");

    let desk = open(&portal, "/sandbox/payments").await;
    assert!(desk.contains(&shown.memo) && desk.contains(&FINE.to_string()));
    let path = format!("/sandbox/payments/{}", shown.memo);
    assert_eq!(
        press(&portal, &path, "act=failed").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(state(&browser, &payment).await.state, PaymentState::Failed);
    // A failed payment may still succeed.
    press(&portal, &path, "act=paid").await;
    assert_eq!(
        state(&browser, &payment).await.state,
        PaymentState::Succeeded
    );
    assert_eq!(
        press(&portal, &path, "act=failed").await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn one_key_makes_one_payment_and_tells_what_became_of_it() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let body = order(&fine(&browser).await, FINE, "national-gateway");
    let key = sandbox::random::id();
    let send = async || {
        let call = browser.unsafe_call(Method::POST, "/payments").key(&key);
        call.json(&body).send().await.read::<Payment>()
    };
    assert_eq!(send().await.payment_id, send().await.payment_id);
    let known: Submission = browser.get(&format!("/submissions/{key}")).await.read();
    assert_eq!(known.state, SubmissionState::Done);
    assert_eq!(known.payment_id, Some(send().await.payment_id));
    browser
        .unsafe_call(Method::POST, "/payments")
        .json(&body)
        .send()
        .await
        .problem(ProblemKind::IdempotencyKeyMissing);
    portal
        .browser()
        .post("/payments", body)
        .await
        .problem(ProblemKind::Unauthenticated);
}

#[tokio::test]
async fn two_orders_at_once_make_one_payment() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let body = order(&fine(&browser).await, FINE, "vietqr");
    let (a, b) = tokio::join!(
        browser.post("/payments", body.clone()),
        browser.post("/payments", body.clone())
    );
    let made = [a.status, b.status];
    assert!(
        made.contains(&StatusCode::CREATED) && made.contains(&StatusCode::CONFLICT),
        "{made:?}"
    );
}

#[tokio::test]
async fn orders_that_lead_elsewhere_or_lack_something_are_refused() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let subject = fine(&browser).await;
    let mut body = order(&subject, FINE, "vietqr");
    body["returnTo"] = json!("//evil.example");
    body["payer"]["fullName"] = json!(" ");
    let problem = browser
        .post("/payments", body)
        .await
        .problem(ProblemKind::ValidationFailed);
    let faults: Vec<(&str, FaultCode)> = problem
        .errors
        .iter()
        .map(|fault| (fault.pointer.as_str(), fault.code))
        .collect();
    assert_eq!(
        faults,
        [
            ("/payer/fullName", FaultCode::Required),
            ("/returnTo", FaultCode::Pattern)
        ]
    );
    let nothing = json!({ "kind": "violation", "ref": "000000000000000000000000" });
    browser
        .post("/payments", order(&nothing, FINE, "vietqr"))
        .await
        .problem(ProblemKind::PaymentNotOpen);
}

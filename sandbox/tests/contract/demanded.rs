//! What a register says is to be paid once a dossier is sent: asked for with the dossier, and paid once.

use portal_api::{
    Action, ContributionAnswer, DocumentKind, Dossier, ExamAnswer, ExamState, HealthCardAnswer,
    Payment, PaymentRequestState, PaymentState, PaymentSubjectKind, ProblemKind, Vnd,
};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal};
use crate::ended::{dossier, fee};
use crate::lookups::found;
use crate::pages::{open, press};
use crate::payments::{arrives, order, pay, state};
use crate::sample::sent;

const CARD: &str = "GD4019990000001";

/// Changes what was sent of a dossier.
async fn resent(portal: &Portal, code: &str, data: Value) {
    let db = &portal.running.state.db;
    let query = "UPDATE dossier SET sent = json_set(sent, '$.data', json(?)) WHERE code = ?";
    let changed = sqlx::query(query).bind(data.to_string()).bind(code);
    changed.execute(db).await.unwrap();
}

/// A dossier that was sent, of another case and with other answers: of services whose register says what is to be paid.
async fn of_case(portal: &Portal, browser: &Browser, case: &str, data: Value) -> String {
    let code = sent(portal, browser).await;
    let db = &portal.running.state.db;
    resent(portal, &code, data).await;
    sqlx::query("UPDATE dossier SET case_code = ?1, payments = '[]', likeness = code, content_sha256 = code WHERE code = ?2")
        .bind(case)
        .bind(&code)
        .execute(db)
        .await
        .unwrap();
    code
}

/// Three months of one person.
async fn contribution(portal: &Portal, browser: &Browser) -> String {
    let data =
        json!({ "first_card": false, "has_reduction": false, "card_code": CARD, "months": "3" });
    of_case(portal, browser, "17.renew-one", data).await
}

const MONTHS_3: u64 = 3 * 113_850;

async fn card_until(browser: &Browser) -> String {
    let card: HealthCardAnswer = found(browser, "health-card", json!({ "number": CARD })).await;
    card.to.as_str().to_owned()
}

#[tokio::test]
async fn a_contribution_is_paid_once_in_whatever_month_one_looks() {
    let portal = Portal::start_with(|settings| settings.today = None).await;
    let browser = portal.signed_in("plain").await;
    let code = contribution(&portal, &browser).await;
    let seen = dossier(&browser, &code).await;
    assert_eq!(seen.payments.len(), 1);
    assert_eq!(seen.payments[0].state, PaymentRequestState::Open);
    assert_eq!(seen.payments[0].items[0].kind.as_str(), "contribution");
    assert!(seen.tracked.actions.contains(&Action::Pay));
    assert_eq!(dossier(&browser, &code).await.payments, seen.payments);

    // The office sees it, and waits for it.
    press(&portal, &format!("/officer/{code}"), "act=accept").await;
    assert!(open(&portal, "/officer").await.contains("(open)"));
    let refused = press(&portal, &format!("/officer/{code}"), "act=issue").await;
    assert_eq!(refused.status.as_u16(), 409);
    press(&portal, &format!("/officer/{code}"), "act=ask-payment").await;

    let (subject, total) = fee(&browser, &code).await;
    assert_eq!(total, MONTHS_3);
    let before = card_until(&browser).await;
    let payment = pay(&browser, &subject, total, "vietqr").await;
    let pending = dossier(&browser, &code).await.payments[0].clone();
    assert_eq!(pending.state, PaymentRequestState::Pending);
    assert_eq!(pending.payment_id.as_ref(), Some(&payment.payment_id));
    arrives(&portal, &payment).await;
    let paid = state(&browser, &payment).await;
    assert_eq!(paid.state, PaymentState::Succeeded);
    assert_eq!(paid.about.unwrap().kind, PaymentSubjectKind::Contribution);
    assert_ne!(card_until(&browser).await, before, "the card lasts longer");

    portal.running.state.clock.advance(40 * 86_400);
    let later = portal.signed_in("plain").await;
    let now = dossier(&later, &code).await;
    assert_eq!(now.payments.len(), 1);
    assert_eq!(now.payments[0].state, PaymentRequestState::Paid);
    assert!(!now.tracked.actions.contains(&Action::Pay));
    let mut papers = now.tracked.documents.iter();
    assert!(papers.any(|one| one.kind == DocumentKind::PaymentReceipt));
    later
        .post("/payments", order(&subject, total, "counter"))
        .await
        .problem(ProblemKind::PaymentNotOpen);
    assert!(open(&portal, "/officer").await.contains("(paid)"));
}

#[tokio::test]
async fn what_a_dossier_asks_for_is_not_paid_beside_it() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = contribution(&portal, &browser).await;
    let members = json!({ "members": [{ "number": CARD, "months": 3 }] });
    let asked: ContributionAnswer = found(&browser, "contribution", members).await;
    let apart = json!({ "kind": "contribution", "ref": asked.r#ref });
    // Ordered before the dossier asks for it.
    let first = pay(&browser, &apart, MONTHS_3, "vietqr").await;
    let (subject, total) = fee(&browser, &code).await;
    let problem = browser
        .post("/payments", order(&subject, total, "vietqr"))
        .await
        .problem(ProblemKind::PaymentInProgress);
    assert_eq!(
        problem.current::<String>().as_deref(),
        Some(first.payment_id.as_str())
    );
    arrives(&portal, &first).await;
    let now = dossier(&browser, &code).await.payments[0].clone();
    assert_eq!(now.state, PaymentRequestState::Paid);
    assert_eq!(now.payment_id.as_ref(), Some(&first.payment_id));

    // A second one of the same: it is paid already, and known to be.
    let again = contribution(&portal, &browser).await;
    let now = dossier(&browser, &again).await.payments[0].clone();
    assert_eq!(now.state, PaymentRequestState::Paid);
    assert_eq!(now.payment_id.as_ref(), Some(&first.payment_id));
    browser
        .post("/payments", order(&apart, MONTHS_3, "vietqr"))
        .await
        .problem(ProblemKind::PaymentNotOpen);
}

#[tokio::test]
async fn figures_that_hold_no_longer_are_asked_anew_while_nobody_pays() {
    let portal = Portal::start_with(|settings| settings.today = None).await;
    let browser = portal.signed_in("plain").await;
    let code = contribution(&portal, &browser).await;
    let first = dossier(&browser, &code).await.payments[0].clone();
    let db = &portal.running.state.db;
    let reference = async || -> String {
        let query = "SELECT ref FROM dossier_due WHERE dossier_code = ?";
        let found = sqlx::query_scalar(query).bind(&code).fetch_one(db).await;
        found.unwrap()
    };
    let before = reference().await;
    portal.running.state.clock.advance(40 * 86_400);
    let later = portal.signed_in("plain").await;
    let now = dossier(&later, &code).await.payments.clone();
    assert_eq!(now, [first], "the same request");
    assert_ne!(reference().await, before);
    let (subject, total) = fee(&later, &code).await;
    let payment = pay(&later, &subject, total, "counter").await;
    arrives(&portal, &payment).await;
    assert_eq!(state(&later, &payment).await.state, PaymentState::Succeeded);
}

#[tokio::test]
async fn what_two_dossiers_ask_for_is_paid_once() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let codes = [
        contribution(&portal, &browser).await,
        contribution(&portal, &browser).await,
    ];
    let mut payments = Vec::new();
    for code in &codes {
        let (subject, total) = fee(&browser, code).await;
        payments.push(pay(&browser, &subject, total, "vietqr").await);
    }
    for payment in &payments {
        arrives(&portal, payment).await;
    }
    let ended = [
        state(&browser, &payments[0]).await.state,
        state(&browser, &payments[1]).await.state,
    ];
    assert_eq!(ended, [PaymentState::Succeeded, PaymentState::Refunded]);
    for code in &codes {
        let request = dossier(&browser, code).await.payments[0].clone();
        assert_eq!(request.state, PaymentRequestState::Paid);
        assert_eq!(request.payment_id.as_ref(), Some(&payments[0].payment_id));
    }
}

#[tokio::test]
async fn money_for_other_figures_goes_back() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = contribution(&portal, &browser).await;
    let (subject, total) = fee(&browser, &code).await;
    let payment = pay(&browser, &subject, total, "vietqr").await;
    let db = &portal.running.state.db;
    let query = "UPDATE dossier SET payments = json_set(payments, '$[0].total', ?) WHERE code = ?";
    let dearer = i64::try_from(total + 1_000).unwrap();
    let changed = sqlx::query(query).bind(dearer).bind(&code);
    changed.execute(db).await.unwrap();
    arrives(&portal, &payment).await;
    assert_eq!(
        state(&browser, &payment).await.state,
        PaymentState::Refunded
    );
    let request = dossier(&browser, &code).await.payments[0].clone();
    assert_eq!(request.state, PaymentRequestState::Open);
}

#[tokio::test]
async fn a_register_that_says_nothing_keeps_no_dossier_shut_and_takes_no_old_figures() {
    let portal = Portal::start_with(|settings| settings.today = None).await;
    let browser = portal.signed_in("plain").await;
    // A number that the register does not take.
    let odd = json!({ "first_card": false, "has_reduction": false, "card_code": "123456789", "months": "3" });
    let code = of_case(&portal, &browser, "17.renew-one", odd.clone()).await;
    assert_eq!(dossier(&browser, &code).await.payments, []);

    let code = contribution(&portal, &browser).await;
    let (subject, total) = fee(&browser, &code).await;
    resent(&portal, &code, odd).await;
    portal.running.state.clock.advance(40 * 86_400);
    let later = portal.signed_in("plain").await;
    later
        .post("/payments", order(&subject, total, "counter"))
        .await
        .problem(ProblemKind::UpstreamUnavailable);
}

#[tokio::test]
async fn the_fee_of_wishes_is_a_request_of_their_dossier() {
    let portal = Portal::start().await;
    let pupil = portal.signed_in("pupil").await;
    let code = of_case(
        &portal,
        &pupil,
        "21.admission",
        json!({ "form_kind": "admission" }),
    )
    .await;
    let (subject, total) = fee(&pupil, &code).await;
    assert_eq!(total, 60_000);
    let payment: Payment = pay(&pupil, &subject, total, "counter").await;
    arrives(&portal, &payment).await;
    let round = json!({ "round": "2026-1" });
    let exam: ExamAnswer = found(&pupil, "exam", round).await;
    assert_eq!((exam.state, exam.total), (ExamState::Paid, Vnd(60_000)));
    let seen: Dossier = dossier(&pupil, &code).await;
    assert_eq!(seen.payments[0].state, PaymentRequestState::Paid);
}

//! The gateway's page and its way back: paid, refused, broken off, lost, forged.

use openidconnect::reqwest::StatusCode;
use portal_api::{
    OwnFile, Page, Payment, PaymentState, ProblemKind, ViolationAnswer, ViolationState, Vnd,
};
use serde_json::json;

use crate::browser::Portal;
use crate::lookups::found;
use crate::pages::{open, press};
use crate::paid::file;
use crate::payments::{FINE, fine, of_fine, order, pay, pays_and_leaves, state};

/// Chooses on the gateway's page and follows it back to the portal; gives where that ends.
pub async fn choose(portal: &Portal, payment: &Payment, act: &str) -> String {
    let page = payment.redirect_url.as_ref().unwrap().as_str();
    assert!(open(portal, page).await.contains("5040000"));
    let decided = press(portal, page, &format!("act={act}")).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER);
    back(portal, &decided.location()).await
}

async fn back(portal: &Portal, path: &str) -> String {
    let browser = portal.browser();
    let address = format!("{}{path}", portal.running.origin);
    let back = browser.navigate(&address).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    back.location()
}

#[tokio::test]
async fn a_fine_is_paid_at_the_gateway_and_is_then_paid_everywhere() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (subject, payment) = of_fine(&browser, "national-gateway").await;
    assert_eq!(payment.state, PaymentState::Created);
    let end = choose(&portal, &payment, "pay").await;
    let id = payment.payment_id.as_str();
    assert_eq!(end, format!("/cases?tab=fine&paymentId={id}"));

    let paid = state(&browser, &payment).await;
    assert_eq!(paid.state, PaymentState::Succeeded);
    let about = paid.about.unwrap();
    let named: Vec<&str> = about.rows.iter().map(|row| row.value.as_str()).collect();
    assert_eq!(
        named,
        [
            "0099/QĐ-XPHC",
            "Điều khiển xe chạy quá tốc độ quy định",
            "Cao V. L.",
            "29A99999",
            "Cao Văn Lái"
        ]
    );
    let receipt = paid.receipt.unwrap();
    assert_eq!(receipt.code.as_str(), id);
    let canonical = format!(
        r#"{{"amount":{FINE},"paymentId":"{id}","subject":{{"kind":"violation","ref":{}}}}}"#,
        subject["ref"]
    );
    assert_eq!(
        receipt.content_sha256.as_str(),
        sandbox::random::sha256(canonical)
    );

    let asked = json!({ "by": "decision", "decisionNo": "0099/QĐ-XPHC" });
    let now: ViolationAnswer = found(&browser, "violation", asked).await;
    assert_eq!(now.items[0].state, ViolationState::Paid);
    assert_eq!(
        (&now.items[0].r#ref, now.items[0].total),
        (&None, Vnd(5_000_000))
    );

    let files: Page<OwnFile> = browser.get("/me/files?kind=receipt").await.read();
    assert_eq!(files.items.len(), 1);
    assert_eq!(Some(&files.items[0].file_id), paid.receipt_file_id.as_ref());
    assert_eq!(
        files.items[0].payment_id.as_ref(),
        Some(&payment.payment_id)
    );
    let path = format!("/me/files/{}/content", files.items[0].file_id.as_str());
    let content = file(&browser, &path).await;
    let written = String::from_utf8_lossy(&content.body);
    for named in [
        "0099/QD-XPHC",
        "Cao V. L.",
        "29A99999",
        "Cao Van Lai",
        "qua toc do",
    ] {
        assert!(written.contains(named), "{named}");
    }
    assert_eq!(
        sandbox::random::sha256(&content.body),
        files.items[0].sha256.as_str()
    );
    let other = portal.signed_in("plain").await;
    other.get(&path).await.problem(ProblemKind::NotFound);
    other
        .get(&format!("/payments/{id}"))
        .await
        .problem(ProblemKind::NotFound);

    browser
        .post("/payments", order(&subject, FINE, "vietqr"))
        .await
        .problem(ProblemKind::PaymentNotOpen);
}

#[tokio::test]
async fn the_gateway_can_refuse_and_the_person_break_off() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let subject = fine(&browser).await;
    for (act, then) in [
        ("fail", PaymentState::Failed),
        ("cancel", PaymentState::Cancelled),
    ] {
        let payment = pay(&browser, &subject, FINE, "national-gateway").await;
        choose(&portal, &payment, act).await;
        let now = state(&browser, &payment).await;
        assert_eq!(now.state, then);
        assert!(now.failure.is_some() && now.redirect_url.is_none());
    }
    // After either it can be tried again.
    pay(&browser, &subject, FINE, "national-gateway").await;
}

#[tokio::test]
async fn an_answer_that_is_lost_leaves_the_payment_unknown_until_the_gateway_is_asked() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (subject, payment) = of_fine(&browser, "national-gateway").await;
    let end = back(&portal, &pays_and_leaves(&portal, &payment).await).await;
    assert!(end.contains(payment.payment_id.as_str()));
    assert_eq!(state(&browser, &payment).await.state, PaymentState::Unknown);
    let problem = browser
        .post("/payments", order(&subject, FINE, "vietqr"))
        .await
        .problem(ProblemKind::PaymentInProgress);
    assert_eq!(
        problem.current::<String>().as_deref(),
        Some(payment.payment_id.as_str()),
        "never charged twice"
    );
    portal.running.state.clock.advance(11);
    assert_eq!(
        state(&browser, &payment).await.state,
        PaymentState::Succeeded
    );
}

#[tokio::test]
async fn who_leaves_without_an_answer_pays_nothing_and_it_expires() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (subject, payment) = of_fine(&browser, "national-gateway").await;
    choose(&portal, &payment, "leave").await;
    portal.running.state.clock.advance(60);
    assert_eq!(state(&browser, &payment).await.state, PaymentState::Unknown);
    portal.running.state.clock.advance(15 * 60);
    assert_eq!(state(&browser, &payment).await.state, PaymentState::Expired);
    let second = pay(&browser, &subject, FINE, "vietqr").await;
    // The money of the first comes after all, and then that of the second: one of them goes back.
    let code = payment
        .redirect_url
        .unwrap()
        .as_str()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    press(&portal, &format!("/sandbox/payments/{code}"), "act=paid").await;
    let memo = second.vietqr.as_ref().unwrap().memo.clone();
    press(&portal, &format!("/sandbox/payments/{memo}"), "act=paid").await;
    let first = browser
        .get(&format!("/payments/{}", payment.payment_id.as_str()))
        .await;
    assert_eq!(first.read::<Payment>().state, PaymentState::Succeeded);
    let second = state(&browser, &second).await;
    assert_eq!(second.state, PaymentState::Refunded);
    assert_eq!(second.receipt, None);
}

#[tokio::test]
async fn a_message_that_the_gateway_did_not_sign_changes_nothing() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let (_, payment) = of_fine(&browser, "national-gateway").await;
    let page = payment.redirect_url.as_ref().unwrap().as_str();
    let code = page.rsplit('/').next().unwrap();
    let failed = press(&portal, page, "act=fail").await.location();
    let forged = failed.replace("result=failed", "result=paid");
    assert_ne!(forged, failed);
    for path in [
        forged,
        format!("/api/v1/payments/return?order={code}&result=paid&signature=AAAA"),
        format!("/api/v1/payments/return?order={code}&result=paid"),
    ] {
        back(&portal, &path).await;
        let now = state(&browser, &payment).await.state;
        assert_eq!(now, PaymentState::Created, "{path}");
    }
    back(&portal, &failed).await;
    assert_eq!(state(&browser, &payment).await.state, PaymentState::Failed);
}

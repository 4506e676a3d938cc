//! What is paid for is then paid: fees of a dossier, debts, cards, wishes; receipts by operations 31, 42 and 43.

use openidconnect::reqwest::StatusCode;
use portal_api::{
    Action, ContributionAnswer, DocumentKind, Dossier, ElectricityAnswer, ExamAnswer, ExamState,
    HealthCardAnswer, OwnFile, OwnFileKind, Page, PaymentRequestState, PaymentState, ProblemKind,
    StateCode, Vnd,
};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply, consent};
use crate::gateway::choose;
use crate::lookups::found;
use crate::pages::{open, press};
use crate::payments::{FINE, fine, order, pay, state};
use crate::sample::{self, sent};

pub async fn file(browser: &Browser, path: &str) -> Reply {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.body.starts_with(b"%PDF"));
    answer
}

#[tokio::test]
async fn the_fees_of_a_dossier_are_paid_and_the_office_goes_on() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    let seen = async || -> Dossier { browser.get(&format!("/dossiers/{code}")).await.read() };
    let dossier = seen().await;
    let request = dossier.payments[0].clone();
    assert_eq!(request.state, PaymentRequestState::Open);
    assert_eq!(
        dossier.tracked.actions,
        [Action::Withdraw, Action::Pay][1..]
    );
    press(&portal, &format!("/officer/{code}"), "act=accept").await;
    assert!(
        !seen().await.tracked.actions.contains(&Action::Pay),
        "not asked for in this state"
    );
    let subject =
        json!({ "kind": "dossier", "ref": code, "paymentRequestId": request.payment_request_id });
    browser
        .post("/payments", order(&subject, request.total.0, "counter"))
        .await
        .problem(ProblemKind::PaymentNotOpen);
    press(&portal, &format!("/officer/{code}"), "act=ask-payment").await;
    assert_eq!(
        seen().await.tracked.state.known(),
        Some(StateCode::PaymentRequired)
    );

    let problem = browser
        .post("/payments", order(&subject, request.total.0 + 1, "counter"))
        .await
        .problem(ProblemKind::FiguresChanged);
    assert_eq!(problem.current::<u64>(), Some(request.total.0));
    let payment = pay(&browser, &subject, request.total.0, "counter").await;
    let pending = seen().await.payments[0].clone();
    assert_eq!(pending.state, PaymentRequestState::Pending);
    assert_eq!(pending.payment_id.as_ref(), Some(&payment.payment_id));
    let counter = payment.counter_code.as_ref().unwrap().as_str();
    press(&portal, &format!("/sandbox/payments/{counter}"), "act=paid").await;

    let paid = seen().await;
    assert_eq!(paid.payments[0].state, PaymentRequestState::Paid);
    assert_eq!(paid.tracked.state.known(), Some(StateCode::Processing));
    assert!(!paid.tracked.actions.contains(&Action::Pay));
    let states: Vec<u8> = paid
        .tracked
        .timeline
        .iter()
        .map(|item| item.state)
        .collect();
    assert_eq!(states, [1, 2, 6, 4]);
    let receipt = { paid.tracked.documents.iter() }
        .find(|one| one.kind == DocumentKind::PaymentReceipt)
        .unwrap();
    assert_eq!(
        paid.tracked.timeline[3].document_ids,
        std::slice::from_ref(&receipt.document_id)
    );
    assert_eq!(
        state(&browser, &payment).await.receipt_document_id.as_ref(),
        Some(&receipt.document_id)
    );
    let id = receipt.document_id.as_str();
    file(&browser, &format!("/dossiers/{code}/documents/{id}")).await;
    assert!(open(&portal, "/officer").await.contains("(paid)"));
    assert_eq!(
        press(&portal, &format!("/officer/{code}"), "act=issue")
            .await
            .status,
        StatusCode::SEE_OTHER
    );

    let other = portal.signed_in("driver").await;
    other
        .post("/payments", order(&subject, request.total.0, "counter"))
        .await
        .problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn own_uploads_are_offered_again() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let id = sample::uploaded(&browser, &sample::pdf(), "giấy chứng sinh.pdf").await;
    let files: Page<OwnFile> = browser.get("/me/files?q=chung+sinh").await.read();
    assert_eq!(files.items.len(), 1);
    assert_eq!(
        (files.items[0].file_id.as_str(), files.items[0].kind),
        (id.as_str(), OwnFileKind::Upload)
    );
    let content = file(&browser, &format!("/me/files/{id}/content")).await;
    assert_eq!(content.body, sample::pdf());
    let none: Page<OwnFile> = browser.get("/me/files?kind=receipt").await.read();
    assert!(none.items.is_empty());
    let other = portal.signed_in("driver").await;
    other
        .get(&format!("/me/files/{id}/content"))
        .await
        .problem(ProblemKind::NotFound);
    portal.running.state.clock.advance(400 * 86_400);
    let later = portal.signed_in("plain").await;
    later
        .get(&format!("/me/files/{id}/content"))
        .await
        .problem(ProblemKind::ContentGone);
}

#[tokio::test]
async fn a_debt_is_gone_a_card_lasts_longer_and_wishes_are_paid() {
    let portal = Portal::start().await;
    let arrived = async |browser: &Browser, subject: Value, amount: u64| {
        let payment = pay(browser, &subject, amount, "vietqr").await;
        let memo = payment.vietqr.as_ref().unwrap().memo.clone();
        press(&portal, &format!("/sandbox/payments/{memo}"), "act=paid").await;
        assert_eq!(
            state(browser, &payment).await.state,
            PaymentState::Succeeded
        );
    };
    let browser = portal.signed_in("full").await;
    let customer = json!({ "customerCode": "PD99010099010" });
    let debt: ElectricityAnswer = found(&browser, "electricity-customer", customer.clone()).await;
    arrived(
        &browser,
        json!({ "kind": "electricity", "ref": debt.r#ref }),
        debt.debt.0,
    )
    .await;
    let clear: ElectricityAnswer = found(&browser, "electricity-customer", customer).await;
    assert_eq!((clear.debt, clear.r#ref), (Vnd(0), None));

    // A card that ends on 2026-12-31, and one that no register knows.
    let members = json!({ "members": [{ "number": "GD4019990000001", "months": 6 }, { "number": "9990000077", "months": 3 }] });
    let asked: ContributionAnswer = found(&browser, "contribution", members).await;
    arrived(
        &browser,
        json!({ "kind": "contribution", "ref": asked.r#ref }),
        asked.total.0,
    )
    .await;
    let card: HealthCardAnswer =
        found(&browser, "health-card", json!({ "number": "9990000001" })).await;
    assert_eq!(card.to.as_str(), "2027-06-30");
    let results = browser
        .get("/me/results?q=bao+hiem+y+te&procedureCode=1.001193")
        .await
        .json();
    assert_eq!(results["items"][0]["validUntil"], "2027-06-30");
    browser
        .post(
            "/payments",
            order(
                &json!({ "kind": "contribution", "ref": asked.r#ref }),
                asked.total.0,
                "vietqr",
            ),
        )
        .await
        .problem(ProblemKind::PaymentNotOpen);

    let pupil = portal.signed_in("pupil").await;
    let round = json!({ "round": "2026-1" });
    let exam: ExamAnswer = found(&pupil, "exam", round.clone()).await;
    arrived(
        &pupil,
        json!({ "kind": "exam", "ref": exam.r#ref }),
        exam.total.0,
    )
    .await;
    let exam: ExamAnswer = found(&pupil, "exam", round).await;
    assert_eq!(exam.state, ExamState::Paid);
}

#[tokio::test]
async fn figures_of_a_contribution_hold_for_a_week() {
    let portal = Portal::start_with(|settings| settings.today = None).await;
    let browser = portal.signed_in("full").await;
    let members = json!({ "members": [{ "number": "9990000001", "months": 3 }] });
    let asked: ContributionAnswer = found(&browser, "contribution", members).await;
    portal.running.state.clock.advance(8 * 86_400);
    let later = portal.signed_in("full").await;
    later
        .post(
            "/payments",
            order(
                &json!({ "kind": "contribution", "ref": asked.r#ref }),
                asked.total.0,
                "vietqr",
            ),
        )
        .await
        .problem(ProblemKind::PaymentNotOpen);
}

#[tokio::test]
async fn what_was_paid_is_what_the_sources_then_say() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let consents = consent(&browser, sample::BIRTH, &["violations"]).await;
    let asked = json!({
        "procedureCode": sample::BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal), "subject": { "kind": "self" },
        "sources": ["violations"], "want": ["violation.decision_number", "violation.state", "violation.unsettled"], "consentIds": consents,
    });
    let unsettled = async |browser: &Browser| {
        let answer = browser.post("/prefill", asked.clone()).await.json();
        let records = answer["sources"][0]["records"].as_array().unwrap().clone();
        let all = records.iter().filter(|record| {
            record["attributes"]["decision_number"]["value"] == "0099/QĐ-XPHC"
                && record["attributes"]["unsettled"]["value"] == true
        });
        all.count()
    };
    assert_eq!(unsettled(&browser).await, 1);
    let payment = pay(&browser, &fine(&browser).await, FINE, "national-gateway").await;
    choose(&portal, &payment, "pay").await;
    assert_eq!(unsettled(&browser).await, 0);
}

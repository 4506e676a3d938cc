//! Operations 35 and 36, the gateway, the bank and the counter; receipts by operations 31, 42 and 43.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{
    Action, ContributionAnswer, DocumentKind, Dossier, ElectricityAnswer, ExamAnswer, ExamState,
    FaultCode, HealthCardAnswer, OwnFile, OwnFileKind, Page, Payment, PaymentRequestState,
    PaymentState, ProblemKind, StateCode, Submission, SubmissionState, ViolationAnswer,
    ViolationState, Vnd,
};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply, consent};
use crate::lookups::found;
use crate::pages::{open, press};
use crate::sample::{self, sent};

fn order(subject: &Value, amount: u64, method: &str) -> Value {
    json!({ "subject": subject, "amount": amount, "method": method, "payer": { "fullName": "Cao Văn Lái", "phone": "0912990020" }, "returnTo": "/cases?tab=fine" })
}

async fn pay(browser: &Browser, subject: &Value, amount: u64, method: &str) -> Payment {
    let answer = browser
        .post("/payments", order(subject, amount, method))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.read()
}

async fn state(browser: &Browser, payment: &Payment) -> Payment {
    let id = payment.payment_id.as_str();
    browser.get(&format!("/payments/{id}")).await.read()
}

/// The fine of the test person, as a subject; 5 040 000 đồng.
async fn fine(browser: &Browser) -> Value {
    let asked = json!({ "by": "decision", "decisionNo": "0099/QĐ-XPHC" });
    let answer: ViolationAnswer = found(browser, "violation", asked).await;
    json!({ "kind": "violation", "ref": answer.items[0].r#ref.as_ref().unwrap() })
}

const FINE: u64 = 5_040_000;

/// Chooses on the gateway's page and follows it back to the portal; gives where that ends.
async fn choose(portal: &Portal, payment: &Payment, act: &str) -> String {
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

async fn file(browser: &Browser, path: &str) -> Reply {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.body.starts_with(b"%PDF"));
    answer
}

#[tokio::test]
async fn a_fine_is_paid_at_the_gateway_and_is_then_paid_everywhere() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("driver").await;
    let subject = fine(&browser).await;
    let payment = pay(&browser, &subject, FINE, "national-gateway").await;
    assert_eq!(payment.state, PaymentState::Created);
    let end = choose(&portal, &payment, "pay").await;
    let id = payment.payment_id.as_str();
    assert_eq!(end, format!("/cases?tab=fine&paymentId={id}"));

    let paid = state(&browser, &payment).await;
    assert_eq!(paid.state, PaymentState::Succeeded);
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
    let subject = fine(&browser).await;
    let payment = pay(&browser, &subject, FINE, "national-gateway").await;
    let end = choose(&portal, &payment, "lost").await;
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
    let subject = fine(&browser).await;
    let payment = pay(&browser, &subject, FINE, "national-gateway").await;
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
    let subject = fine(&browser).await;
    let payment = pay(&browser, &subject, FINE, "national-gateway").await;
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

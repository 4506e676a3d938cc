//! Operations 47 to 50: another test person signs in and answers; what is covered, and what a change of it does.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{Confirmation, ConfirmationState, OtpSent, Page, Problem, ProblemKind};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply};
use crate::otp::last_code;
use crate::pages::open;
use crate::sample::{answers, content, papers, pdf, save, saved, uploaded};

const COVERS: [&str; 2] = ["/child_name", "/mother_address"];

/// A saved draft of `plain`: its id, ETag, and content.
pub async fn draft(portal: &Portal, browser: &Browser) -> (String, String, Value) {
    let upload = uploaded(browser, &pdf(), "a.pdf").await;
    let content = content(portal, &answers(), &papers(&upload));
    let (id, etag) = saved(portal, browser, &content).await;
    (id, etag, content)
}

pub fn request(id: &str, etag: &str) -> Value {
    json!({
        "draftId": id, "draftEtag": etag, "purpose": "agree", "role": "owner",
        "person": { "personalId": "040089999020", "fullName": "cao văn lái" }, "channel": "vneid", "covers": COVERS,
    })
}

pub async fn ask(browser: &Browser, body: Value) -> Confirmation {
    let answer = browser.post("/confirmations", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.read()
}

pub async fn read(browser: &Browser, id: &str) -> Confirmation {
    browser.get(&format!("/confirmations/{id}")).await.read()
}

pub async fn answer(browser: &Browser, id: &str, body: Value) -> Reply {
    browser
        .post(&format!("/confirmations/{id}/answer"), body)
        .await
}

pub fn agree(confirmation: &Confirmation) -> Value {
    json!({ "decision": "agree", "coversSha256": confirmation.covers_sha256 })
}

#[tokio::test]
async fn another_person_sees_what_is_covered_and_agrees() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (draft, etag, _) = draft(&portal, &browser).await;
    let asked = ask(&browser, request(&draft, &etag)).await;
    assert_eq!(asked.state, ConfirmationState::Waiting);
    assert_eq!(asked.person.masked_id.as_str(), "•••••••••020");
    assert_eq!(asked.due_by.as_str(), "2026-12-02");
    assert_eq!(asked.shown, None, "who asked knows the values");
    let id = asked.confirmation_id.as_str();
    assert!(open(&portal, "/sandbox/messages").await.contains(id));

    let owner = portal.signed_in("driver").await;
    let box_: Page<Confirmation> = owner
        .get("/me/confirmations?box=received&state=waiting")
        .await
        .read();
    assert_eq!(box_.items.len(), 1);
    assert_eq!(box_.items[0].shown, None, "lists leave the values out");
    let seen = read(&owner, id).await;
    assert!(seen.statement.as_str().contains("Trần Văn Thường"));
    let shown = json!({ "/child_name": answers()["child_name"], "/mother_address": answers()["mother_address"] });
    assert_eq!(seen.shown.clone().map(Value::from), Some(shown.clone()));
    let canonical = serde_json_canonicalizer::to_vec(&shown).unwrap();
    assert_eq!(
        seen.covers_sha256.as_str(),
        sandbox::random::sha256(canonical)
    );

    let stranger = portal.signed_in("tenant").await;
    let path = format!("/confirmations/{id}");
    stranger.get(&path).await.problem(ProblemKind::NotFound);
    answer(&stranger, id, agree(&seen))
        .await
        .problem(ProblemKind::NotFound);
    let none: Page<Confirmation> = stranger.get("/me/confirmations?box=received").await.read();
    assert!(none.items.is_empty());

    let said: Confirmation = answer(&owner, id, agree(&seen)).await.read();
    assert_eq!(said.state, ConfirmationState::Agreed);
    assert!(said.answered_at.is_some());
    assert_eq!(read(&browser, id).await.state, ConfirmationState::Agreed);
    let sent: Page<Confirmation> = browser.get("/me/confirmations?box=sent").await.read();
    assert_eq!(sent.items[0].state, ConfirmationState::Agreed);
    answer(&owner, id, agree(&seen))
        .await
        .problem(ProblemKind::ConfirmationClosed);
}

#[tokio::test]
async fn polling_costs_little() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (draft, etag, _) = draft(&portal, &browser).await;
    let asked = ask(&browser, request(&draft, &etag)).await;
    let path = format!("/confirmations/{}", asked.confirmation_id.as_str());
    let first = browser.get(&path).await;
    let call = browser.call(Method::GET, &format!("/api/v1{path}"));
    let again = call
        .header("if-none-match", first.header("etag"))
        .send()
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_change_of_what_is_covered_makes_an_answer_void() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (draft, etag, mut content) = draft(&portal, &browser).await;
    let asked = ask(&browser, request(&draft, &etag)).await;
    let id = asked.confirmation_id.as_str();
    content["confirmationIds"] = json!([id]);
    let owner = portal.signed_in("driver").await;
    let seen = read(&owner, id).await;

    // While it waits, a change shows the new values and closes nothing; the old ones can no longer be agreed to.
    content["data"]["child_name"] = json!("Lý Mẫu Bình");
    let etag = save(&browser, &draft, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    let problem: Problem = answer(&owner, id, agree(&seen))
        .await
        .problem(ProblemKind::PreconditionFailed);
    let now = read(&owner, id).await;
    assert_eq!(
        problem.current::<String>().as_deref(),
        Some(now.covers_sha256.as_str())
    );
    assert_eq!(now.shown.as_ref().unwrap()["/child_name"], "Lý Mẫu Bình");
    answer(&owner, id, agree(&now)).await.json();

    // What is not covered may change; what is covered may not.
    content["data"]["requester_phone"] = json!("0900000009");
    let etag = save(&browser, &draft, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    assert_eq!(read(&browser, id).await.state, ConfirmationState::Agreed);
    content["data"]["child_name"] = json!("Lý Mẫu An");
    save(&browser, &draft, &etag, &content).await.json();
    assert_eq!(read(&browser, id).await.state, ConfirmationState::Void);
    answer(&owner, id, agree(&now))
        .await
        .problem(ProblemKind::ConfirmationClosed);
}

#[tokio::test]
async fn a_refusal_has_its_reason_and_a_thrown_away_draft_leaves_nothing() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (draft, etag, _) = draft(&portal, &browser).await;
    let one = ask(&browser, request(&draft, &etag)).await;
    let other = ask(&browser, request(&draft, &etag)).await;
    let owner = portal.signed_in("driver").await;
    let (one, other) = (one.confirmation_id.as_str(), other.confirmation_id.as_str());
    let seen = read(&owner, one).await;
    let body = json!({ "decision": "refuse", "coversSha256": seen.covers_sha256, "reason": "Tôi không cho thuê" });
    answer(&owner, one, body).await.json();
    let refused = read(&browser, one).await;
    assert_eq!(refused.state, ConfirmationState::Refused);
    assert_eq!(refused.reason.unwrap().as_str(), "Tôi không cho thuê");
    let gone = browser.unsafe_call(Method::DELETE, &format!("/drafts/{draft}"));
    assert_eq!(gone.send().await.status, StatusCode::NO_CONTENT);
    assert_eq!(read(&owner, other).await.state, ConfirmationState::Void);
}

#[tokio::test]
async fn a_question_that_nobody_answers_expires() {
    let portal = Portal::start_with(|settings| settings.today = None).await;
    let browser = portal.signed_in("plain").await;
    let (draft, etag, _) = draft(&portal, &browser).await;
    let asked = ask(&browser, request(&draft, &etag)).await;
    portal.running.state.clock.advance(9 * 86_400);
    let owner = portal.signed_in("driver").await;
    let id = asked.confirmation_id.as_str();
    let seen = read(&owner, id).await;
    assert_eq!(seen.state, ConfirmationState::Expired);
    answer(&owner, id, agree(&seen))
        .await
        .problem(ProblemKind::ConfirmationClosed);
}

#[tokio::test]
async fn who_asked_can_answer_with_the_code_that_the_other_was_sent() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (draft, etag, _) = draft(&portal, &browser).await;
    let mut body = request(&draft, &etag);
    body["channel"] = json!("phone");
    let asked = ask(&browser, body).await;
    let id = asked.confirmation_id.as_str();
    answer(&browser, id, agree(&asked))
        .await
        .problem(ProblemKind::OtpRefused);
    let sent: OtpSent = browser
        .post(
            "/otp",
            json!({ "purpose": "confirmation", "confirmationId": id }),
        )
        .await
        .read();
    assert_eq!(
        sent.sent_to.unwrap().as_str(),
        "•••••••020",
        "the register's number"
    );
    let code = last_code(&portal).await;
    let mut body = agree(&asked);
    body["otp"] = json!({ "otpId": sent.otp_id, "value": code });
    let said: Confirmation = answer(&browser, id, body).await.read();
    assert_eq!(said.state, ConfirmationState::Agreed);
    assert_eq!(said.shown, None);
    // Who was asked by VNeID can be sent a code too, while it waits.
    let asked = ask(&browser, request(&draft, &etag)).await;
    let id = asked.confirmation_id.as_str();
    let code = json!({ "purpose": "confirmation", "confirmationId": id });
    browser.post("/otp", code.clone()).await.json();
    let owner = portal.signed_in("driver").await;
    owner
        .post("/otp", code.clone())
        .await
        .problem(ProblemKind::NotFound);
    answer(&owner, id, agree(&asked)).await.json();
    browser
        .post("/otp", code)
        .await
        .problem(ProblemKind::ConfirmationClosed);
}

//! Operations 47 to 50: another test person signs in and answers; what is covered, and what a change of it does.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{
    Confirmation, ConfirmationState, Dossier, FaultCode, OtpSent, Page, Problem, ProblemKind,
};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply, consent};
use crate::otp::last_code;
use crate::pages::open;
use crate::sample::{self, answers, content, papers, pdf, save, saved, uploaded};

const COVERS: [&str; 2] = ["/child_name", "/mother_address"];

/// A saved draft of `plain`: its id, ETag, and content.
async fn draft(portal: &Portal, browser: &Browser) -> (String, String, Value) {
    let upload = uploaded(browser, &pdf(), "a.pdf").await;
    let content = content(portal, &answers(), &papers(&upload));
    let (id, etag) = saved(portal, browser, &content).await;
    (id, etag, content)
}

fn request(id: &str, etag: &str) -> Value {
    json!({
        "draftId": id, "draftEtag": etag, "purpose": "agree", "role": "owner",
        "person": { "personalId": "040089999020", "fullName": "cao văn lái" }, "channel": "vneid", "covers": COVERS,
    })
}

async fn ask(browser: &Browser, body: Value) -> Confirmation {
    let answer = browser.post("/confirmations", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.read()
}

async fn read(browser: &Browser, id: &str) -> Confirmation {
    browser.get(&format!("/confirmations/{id}")).await.read()
}

async fn answer(browser: &Browser, id: &str, body: Value) -> Reply {
    browser
        .post(&format!("/confirmations/{id}/answer"), body)
        .await
}

fn agree(confirmation: &Confirmation) -> Value {
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
    assert!(!faulty(&browser, &draft).await);
    content["data"]["child_name"] = json!("Lý Mẫu An");
    save(&browser, &draft, &etag, &content).await.json();
    assert_eq!(read(&browser, id).await.state, ConfirmationState::Void);
    assert!(faulty(&browser, &draft).await, "a draft cannot rest on it");
    answer(&owner, id, agree(&now))
        .await
        .problem(ProblemKind::ConfirmationClosed);
}

/// Whether the check finds fault with the first confirmation.
async fn faulty(browser: &Browser, draft: &str) -> bool {
    let check = sample::check(browser, draft).await;
    check.errors.iter().any(|fault| {
        fault.pointer.as_str() == "/confirmationIds/0" && fault.code == FaultCode::NotEligible
    })
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
    // By VNeID there is no code.
    let asked = ask(&browser, request(&draft, &etag)).await;
    browser
        .post(
            "/otp",
            json!({ "purpose": "confirmation", "confirmationId": asked.confirmation_id }),
        )
        .await
        .problem(ProblemKind::Forbidden);
}

#[tokio::test]
async fn only_who_is_known_and_can_answer_is_asked() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (draft, etag, _) = draft(&portal, &browser).await;
    let wrong = [
        (
            json!({ "personalId": "040089999020", "fullName": "Cao Văn Lạ" }),
            "/person/fullName",
            FaultCode::MismatchWithSource,
        ),
        (
            json!({ "personalId": "001099999099", "fullName": "Không Ai" }),
            "/person/personalId",
            FaultCode::MismatchWithSource,
        ),
        (
            json!({ "ref": "000000000000000000000000" }),
            "/person/ref",
            FaultCode::MismatchWithSource,
        ),
        (
            json!({ "fullName": "Cao Văn Lái" }),
            "/person/personalId",
            FaultCode::Required,
        ),
        (
            json!({ "personalId": "001092999002", "fullName": "Trần Văn Thường" }),
            "/person",
            FaultCode::NotEligible,
        ),
        (
            json!({ "personalId": "001198999003", "fullName": "Lê Thị Một" }),
            "/person",
            FaultCode::NotEligible,
        ),
        (
            json!({ "personalId": "001220999005", "fullName": "Phạm Mẫu Bình" }),
            "/person",
            FaultCode::NotEligible,
        ),
    ];
    for (person, at, code) in wrong {
        let mut body = request(&draft, &etag);
        body["person"] = person;
        let problem = browser
            .post("/confirmations", body)
            .await
            .problem(ProblemKind::ValidationFailed);
        assert_eq!(
            (problem.errors[0].pointer.as_str(), problem.errors[0].code),
            (at, code)
        );
    }
    for (member, value, at, code) in [
        ("covers", json!([]), "/covers", FaultCode::Required),
        (
            "covers",
            json!(["child_name"]),
            "/covers/0",
            FaultCode::Pattern,
        ),
        (
            "purpose",
            json!("share-data"),
            "/scopes",
            FaultCode::Required,
        ),
        ("dueBy", json!("2026-11-24"), "/dueBy", FaultCode::BeforeMin),
        ("dueBy", json!("2027-11-24"), "/dueBy", FaultCode::AfterMax),
    ] {
        let mut body = request(&draft, &etag);
        body[member] = value;
        let problem = browser
            .post("/confirmations", body)
            .await
            .problem(ProblemKind::ValidationFailed);
        assert_eq!(
            (problem.errors[0].pointer.as_str(), problem.errors[0].code),
            (at, code)
        );
    }
    browser
        .post("/confirmations", request(&draft, "\"old\""))
        .await
        .problem(ProblemKind::PreconditionFailed);
    let one = portal.signed_in("level-one").await;
    one.post("/confirmations", request(&draft, &etag))
        .await
        .problem(ProblemKind::StepUpRequired);
}

#[tokio::test]
async fn a_person_shown_by_handle_shares_the_sources_they_agreed_to() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let me = browser.get("/me?include=family").await.json();
    let handle = me["family"]["spouse"]["ref"].clone();
    let (id, etag) = {
        let begun = sample::begin(&portal, &browser).await;
        (
            begun.json()["draftId"].as_str().unwrap().to_owned(),
            begun.header("etag").to_owned(),
        )
    };
    let body = json!({ "draftId": id, "draftEtag": etag, "purpose": "share-data", "role": "spouse", "person": { "ref": handle },
        "channel": "vneid", "covers": [], "scopes": ["population"] });
    let asked = ask(&browser, body).await;
    let consents = consent(&browser, sample::BIRTH, &["population", "vneid"]).await;
    let read_facts = |sources: Value| {
        browser.post("/prefill", json!({
            "procedureCode": sample::BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal),
            "subject": { "kind": "spouse", "proof": { "kind": "confirmation", "confirmationId": asked.confirmation_id } },
            "sources": sources, "want": ["population.birth_date", "account.phone"], "consentIds": consents,
        }))
    };
    read_facts(json!(["population"]))
        .await
        .problem(ProblemKind::RepresentationNotProved);
    let spouse = portal.signed_in("full-spouse").await;
    let seen = read(&spouse, asked.confirmation_id.as_str()).await;
    answer(&spouse, asked.confirmation_id.as_str(), agree(&seen))
        .await
        .json();
    let said = read_facts(json!(["population", "vneid"])).await.json();
    assert_eq!(
        said["sources"][0]["records"][0]["attributes"]["birth_date"]["value"],
        "1993-07-21"
    );
    assert_eq!(
        said["sources"][1]["records"],
        json!([]),
        "only what was agreed to"
    );
}

#[tokio::test]
async fn a_dossier_shows_who_confirmed_and_hears_of_a_late_answer() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (draft, etag, mut content) = draft(&portal, &browser).await;
    let asked = ask(&browser, request(&draft, &etag)).await;
    content["confirmationIds"] = json!([asked.confirmation_id]);
    let etag = save(&browser, &draft, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    let shown = sample::figures(&browser, &draft).await;
    let sent = sample::submit(
        &browser,
        "key-of-sending",
        &sample::submission(&draft, &etag, &shown),
    )
    .await;
    let dossier: Dossier = sent.read();
    assert_eq!(dossier.confirmations.len(), 1);
    assert_eq!(dossier.confirmations[0].state, ConfirmationState::Waiting);
    assert_eq!(dossier.confirmations[0].name.as_str(), "Cao Văn Lái");
    let owner = portal.signed_in("driver").await;
    let seen = read(&owner, asked.confirmation_id.as_str()).await;
    answer(&owner, asked.confirmation_id.as_str(), agree(&seen))
        .await
        .json();
    let code = dossier.tracked.dossier_code.as_str();
    let now: Dossier = browser.get(&format!("/dossiers/{code}")).await.read();
    assert_eq!(now.confirmations[0].state, ConfirmationState::Agreed);
    assert!(now.confirmations[0].answered_at.is_some());
    assert_eq!(
        now.tracked.timeline.last().unwrap().title.as_str(),
        "Người được hỏi đã đồng ý"
    );
    assert!(open(&portal, "/officer").await.contains("Cao Văn Lái"));
}

#[tokio::test]
async fn one_key_asks_once() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (draft, etag, _) = draft(&portal, &browser).await;
    let send = async || -> Confirmation {
        let call = browser
            .unsafe_call(Method::POST, "/confirmations")
            .key("one-key-of-asking");
        call.json(&request(&draft, &etag)).send().await.read()
    };
    assert_eq!(send().await.confirmation_id, send().await.confirmation_id);
    let sent: Page<Confirmation> = browser.get("/me/confirmations?box=sent").await.read();
    assert_eq!(sent.items.len(), 1);
    for _ in 1..20 {
        ask(&browser, request(&draft, &etag)).await;
    }
    browser
        .post("/confirmations", request(&draft, &etag))
        .await
        .problem(ProblemKind::RateLimited);
}

#[tokio::test]
async fn a_draft_is_not_sent_before_those_whom_its_form_names_were_asked() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let defined = { &portal.running.state.definitions }
        .of_procedure("1.004222")
        .unwrap();
    let version = &defined
        .in_language(sandbox::conventions::Language::Vi)
        .form_version;
    let begun = browser
        .post(
            "/drafts",
            json!({ "procedureCode": "1.004222", "formVersion": version }),
        )
        .await;
    let (id, etag) = (
        begun.json()["draftId"].as_str().unwrap().to_owned(),
        begun.header("etag").to_owned(),
    );
    let mut content = begun.json();
    content["data"] = json!({
        "case": "rent_borrow", "household_mode": "join_existing", "full_name": "Trần Văn Thường", "personal_id": "001092999002",
        "head_full_name": "Cao Văn Lái", "head_personal_id": "040089999020", "consent_method": "vneid",
        "head_consent_full_name": "Cao Văn Lái", "head_consent_personal_id": "040089999020",
    });
    let etag = save(&browser, &id, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    let check = sample::check(&browser, &id).await;
    assert_eq!(check.needs.confirmations.len(), 1, "{:?}", check.needs);
    let missing = |check: &portal_api::CheckAnswer| {
        let all = check.errors.iter();
        all.filter(|fault| fault.pointer.as_str() == "/confirmationIds")
            .count()
    };
    assert_eq!(missing(&check), 1);

    let mut body = request(&id, &etag);
    body["role"] = json!("head");
    // Less than what the form says is agreed to is not enough.
    body["covers"] = json!(["/full_name"]);
    let less = ask(&browser, body.clone()).await;
    body["covers"] = json!(["/full_name", "/personal_id", "/head_full_name"]);
    let whole = ask(&browser, body).await;
    assert!(whole.statement.as_str().contains("Tôi là chủ hộ"));
    content["confirmationIds"] = json!([less.confirmation_id]);
    let etag = save(&browser, &id, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    assert_eq!(missing(&sample::check(&browser, &id).await), 1);
    content["confirmationIds"] = json!([whole.confirmation_id]);
    save(&browser, &id, &etag, &content).await.json();
    assert_eq!(missing(&sample::check(&browser, &id).await), 0);
}

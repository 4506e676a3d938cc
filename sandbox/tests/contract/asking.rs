//! Operation 47: who can be asked of what, and what a draft and a dossier make of it.

use openidconnect::reqwest::Method;
use portal_api::{Confirmation, ConfirmationState, Dossier, FaultCode, Page, ProblemKind};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, consent};
use crate::confirmations::{agree, answer, ask, draft, read, request};
use crate::pages::open;
use crate::sample::{self, drafted, faults_at, save};

/// Registering a temporary residence: its head of household, who is `driver`, has to agree.
const RESIDENCE: &str = "1.004222";
const COVERS: [&str; 3] = ["/full_name", "/personal_id", "/head_full_name"];

fn residence() -> Value {
    json!({
        "case": "rent_borrow", "household_mode": "join_existing", "full_name": "Trần Văn Thường", "personal_id": "001092999002",
        "head_full_name": "Cao Văn Lái", "head_personal_id": "040089999020", "consent_method": "vneid",
        "head_consent_full_name": "Cao Văn Lái", "head_consent_personal_id": "040089999020",
    })
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
        ("covers", json!([""]), "/covers/0", FaultCode::Pattern),
        (
            "covers",
            json!(["/child_name", "/nothing"]),
            "/covers/1",
            FaultCode::NotInList,
        ),
        (
            "covers",
            json!(["/rec_recogniser_name"]),
            "/covers",
            FaultCode::Required,
        ),
        // Registers are read by leave to share data only.
        (
            "scopes",
            json!(["population"]),
            "/scopes/0",
            FaultCode::NotInList,
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
    // What the form does not read nobody is asked for.
    let mut more = body.clone();
    more["scopes"] = json!(["population", "criminal-record"]);
    let refused = browser.post("/confirmations", more).await;
    let refused = refused.problem(ProblemKind::ValidationFailed);
    assert_eq!(refused.errors[0].pointer.as_str(), "/scopes/1");
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

/// A dossier that was sent while somebody has yet to agree.
async fn sent_early(portal: &Portal, browser: &Browser) -> (Confirmation, Dossier) {
    let (draft, etag, mut content) = draft(portal, browser).await;
    let asked = ask(browser, request(&draft, &etag)).await;
    content["confirmationIds"] = json!([asked.confirmation_id]);
    let etag = save(browser, &draft, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    let shown = sample::figures(browser, &draft).await;
    let sent = sample::submit(
        browser,
        "key-of-sending",
        &sample::submission(&draft, &etag, &shown),
    )
    .await;
    (asked, sent.read())
}

#[tokio::test]
async fn a_dossier_shows_who_confirmed_and_hears_of_a_late_answer() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (asked, dossier) = sent_early(&portal, &browser).await;
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
async fn who_asked_hears_why_somebody_does_not_agree_and_nobody_else_hears_who() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (asked, dossier) = sent_early(&portal, &browser).await;
    let owner = portal.signed_in("driver").await;
    let seen = read(&owner, asked.confirmation_id.as_str()).await;
    let no = json!({ "decision": "refuse", "coversSha256": seen.covers_sha256, "reason": "Tôi không cho ở" });
    answer(&owner, asked.confirmation_id.as_str(), no)
        .await
        .json();
    let code = dossier.tracked.dossier_code.as_str();
    let now: Dossier = browser.get(&format!("/dossiers/{code}")).await.read();
    let told = &now.confirmations[0];
    assert_eq!(told.state, ConfirmationState::Refused);
    let mine: Page<Confirmation> = browser.get("/me/confirmations?box=sent").await.read();
    let mut same = mine.items.iter();
    let same = same
        .find(|one| one.answered_at == told.answered_at)
        .unwrap();
    assert_eq!(same.person.full_name, told.name);
    assert_eq!(same.reason.as_ref().unwrap().as_str(), "Tôi không cho ở");
    let proof = json!({ "kind": "id-suffix", "value": "999002" });
    let request = json!({ "dossierCode": code, "proof": proof });
    let tracked = portal.browser().post("/tracking", request).await;
    let text = String::from_utf8(tracked.body.clone()).unwrap();
    assert_eq!(tracked.json()["timeline"].as_array().unwrap().len(), 2);
    assert!(!text.contains("Lái") && !text.contains("không cho ở"));
}

#[tokio::test]
async fn a_draft_is_not_sent_before_those_whom_its_form_names_were_asked() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, etag, mut content) = drafted(&portal, &browser, RESIDENCE, residence()).await;
    let check = sample::check(&browser, &id).await;
    assert_eq!(check.needs.confirmations.len(), 1, "{:?}", check.needs);
    let missing = async || faults_at(&browser, &id, "/confirmationIds").await.len();
    assert_eq!(missing().await, 1);

    let mut body = request(&id, &etag);
    body["role"] = json!("head");
    // Less than what the form says is agreed to is not enough.
    body["covers"] = json!(["/full_name"]);
    let less = ask(&browser, body.clone()).await;
    body["covers"] = json!(COVERS);
    let whole = ask(&browser, body.clone()).await;
    assert!(whole.statement.as_str().contains("Tôi là chủ hộ"));
    content["confirmationIds"] = json!([less.confirmation_id]);
    let etag = save(&browser, &id, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    assert_eq!(missing().await, 1);
    content["confirmationIds"] = json!([whole.confirmation_id]);
    let etag = save(&browser, &id, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    assert_eq!(missing().await, 0);

    // What was refused must be asked for again; the draft may go on naming it.
    let head = portal.signed_in("driver").await;
    let refused = whole.confirmation_id.as_str();
    let no = json!({ "decision": "refuse", "coversSha256": whole.covers_sha256 });
    answer(&head, refused, no).await.json();
    assert_eq!(missing().await, 1);
    body["draftEtag"] = json!(etag);
    let again = ask(&browser, body).await;
    content["confirmationIds"] = json!([refused, again.confirmation_id]);
    let etag = save(&browser, &id, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    assert_eq!(missing().await, 0);

    // So must what was agreed to of other values.
    let yes = agree(&read(&head, again.confirmation_id.as_str()).await);
    answer(&head, again.confirmation_id.as_str(), yes)
        .await
        .json();
    content["data"]["personal_id"] = json!("001092999003");
    save(&browser, &id, &etag, &content).await.json();
    assert_eq!(missing().await, 1);
}

#[tokio::test]
async fn what_was_asked_for_another_draft_or_purpose_does_not_count() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let names = async |id: &str, etag: &str, content: &Value, asked: &Confirmation| {
        let mut content = content.clone();
        content["confirmationIds"] = json!([asked.confirmation_id]);
        let put = save(&browser, id, etag, &content).await;
        put.json();
        let missing = faults_at(&browser, id, "/confirmationIds").await;
        (put.header("etag").to_owned(), missing)
    };
    let (first, etag, content) = drafted(&portal, &browser, RESIDENCE, residence()).await;
    let (second, tag, _) = drafted(&portal, &browser, RESIDENCE, residence()).await;
    let mut body = request(&first, &etag);
    body["role"] = json!("head");
    body["covers"] = json!(COVERS);
    let agreement = ask(&browser, body.clone()).await;
    // The same answers; but the answer to it goes to the other's dossier.
    let (_, missing) = names(&second, &tag, &content, &agreement).await;
    assert_eq!(missing, [FaultCode::Required]);
    let (etag, missing) = names(&first, &etag, &content, &agreement).await;
    assert_eq!(missing, []);

    // Who finds the values right has not agreed to the residence.
    body["draftEtag"] = json!(etag);
    body["purpose"] = json!("declare");
    let declaration = ask(&browser, body).await;
    let (_, missing) = names(&first, &etag, &content, &declaration).await;
    assert_eq!(missing, [FaultCode::Required]);
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

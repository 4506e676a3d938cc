//! Operations 17 to 21: drafts.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{Draft, DraftSaved, DraftSummary, Page, ProblemKind};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal};
use crate::sample::{self, BIRTH, content, save, saved};

async fn listed(browser: &Browser, query: &str) -> Page<DraftSummary> {
    browser.get(&format!("/drafts{query}")).await.read()
}

#[tokio::test]
async fn a_draft_is_begun_listed_read_and_removed() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let begun = sample::begin(&portal, &browser).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    let draft: Draft = begun.read();
    assert_eq!(
        begun.location(),
        format!("/api/v1/drafts/{}", draft.draft_id)
    );
    assert_eq!(draft.frame.form_id, "motcua.09");

    let list = listed(&browser, &format!("?procedureCode={BIRTH}")).await;
    assert_eq!(
        (list.items.len(), &list.items[0].draft_id),
        (1, &draft.draft_id)
    );
    assert!(list.items[0].expires_at > list.items[0].created_at);
    // Another case of the same form is the same draft; another service is not.
    assert_eq!(
        listed(&browser, "?procedureCode=1.004884")
            .await
            .items
            .len(),
        1
    );
    assert_eq!(
        listed(&browser, "?procedureCode=1.004222")
            .await
            .items
            .len(),
        0
    );

    let path = format!("/drafts/{}", draft.draft_id);
    let again = browser.get(&path).await;
    assert_eq!(
        (again.read::<Draft>(), again.header("etag")),
        (draft, begun.header("etag"))
    );
    let known = browser
        .call(Method::GET, &format!("/api/v1{path}"))
        .header("if-none-match", begun.header("etag"))
        .send()
        .await;
    assert_eq!(
        (known.status, known.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );

    let removed = browser.unsafe_call(Method::DELETE, &path).send().await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    browser.get(&path).await.problem(ProblemKind::NotFound);
    assert!(listed(&browser, "").await.items.is_empty());
}

#[tokio::test]
async fn drafts_are_for_those_who_are_signed_in_and_for_nobody_else() {
    let portal = Portal::start().await;
    let owner = portal.signed_in("plain").await;
    let begun = sample::begin(&portal, &owner).await;
    let path = format!("/drafts/{}", begun.json()["draftId"].as_str().unwrap());
    let other = portal.signed_in("full").await;
    other.get(&path).await.problem(ProblemKind::NotFound);
    let put = other
        .unsafe_call(Method::PUT, &path)
        .header("if-match", begun.header("etag"));
    put.json(&content(&portal, &json!({}), &json!([])))
        .send()
        .await
        .problem(ProblemKind::NotFound);
    other.unsafe_call(Method::DELETE, &path).send().await;
    owner.get(&path).await.json();
    portal
        .browser()
        .get(&path)
        .await
        .problem(ProblemKind::Unauthenticated);
}

#[tokio::test]
async fn a_draft_is_begun_once_however_often_it_is_sent() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let body = json!({ "procedureCode": BIRTH, "formVersion": sample::form_version(&portal) });
    let post = |body: &Value| {
        browser
            .unsafe_call(Method::POST, "/drafts")
            .key("one-key-0001")
            .json(body)
    };
    let (first, second) = (post(&body).send().await, post(&body).send().await);
    assert_eq!(
        (first.json(), first.header("etag")),
        (second.json(), second.header("etag"))
    );
    let other = json!({ "procedureCode": BIRTH, "caseCode": "09.again", "formVersion": sample::form_version(&portal) });
    post(&other)
        .send()
        .await
        .problem(ProblemKind::IdempotencyKeyReused);
    let bare = browser
        .unsafe_call(Method::POST, "/drafts")
        .json(&body)
        .send()
        .await;
    bare.problem(ProblemKind::IdempotencyKeyMissing);
    assert_eq!(listed(&browser, "").await.items.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_begun_says_why() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let begin = |body: Value| browser.post("/drafts", body);
    let to_come = portal
        .running
        .state
        .definitions
        .groups()
        .iter()
        .flat_map(|group| &group.services);
    let to_come = { to_come }
        .find(|one| portal.running.state.definitions.service(&one.id).is_none())
        .map(|one| one.id.clone());
    if let Some(id) = to_come {
        let code = portal
            .running
            .state
            .definitions
            .listed_cases(&id)
            .next()
            .unwrap()
            .procedure
            .clone();
        begin(json!({ "procedureCode": code, "formVersion": "1.0.0+0123456789abcdef" }))
            .await
            .problem(ProblemKind::ProcedureClosed);
    }
    let unknown =
        begin(json!({ "procedureCode": "9.999999", "formVersion": "1.0.0+0123456789abcdef" }))
            .await;
    assert_eq!(
        unknown.problem(ProblemKind::ValidationFailed).errors[0].pointer,
        "/procedureCode"
    );
    let wrong =
        begin(json!({ "procedureCode": BIRTH, "formVersion": "one", "caseCode": "08.none" })).await;
    assert_eq!(wrong.problem(ProblemKind::ValidationFailed).errors.len(), 2);
    let supplement = json!({ "dossierCode": "MC.00004-261125-0001", "requestId": "request-1" });
    begin(json!({ "procedureCode": BIRTH, "formVersion": "1.0.0+0123456789abcdef", "supplementFor": supplement })).await.problem(ProblemKind::SupplementClosed);
    begin(json!("text"))
        .await
        .problem(ProblemKind::MalformedRequest);
}

#[tokio::test]
async fn a_save_names_the_version_it_changes() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let begun = sample::begin(&portal, &browser).await;
    let id = begun.json()["draftId"].as_str().unwrap().to_owned();
    let first = content(&portal, &json!({ "child_name": "Lý Mẫu An" }), &json!([]));
    let put = browser
        .unsafe_call(Method::PUT, &format!("/drafts/{id}"))
        .json(&first)
        .send()
        .await;
    put.problem(ProblemKind::PreconditionRequired);
    let put = save(&browser, &id, begun.header("etag"), &first).await;
    put.read::<DraftSaved>();
    assert_ne!(put.header("etag"), begun.header("etag"));
    assert_eq!(
        browser.get(&format!("/drafts/{id}")).await.header("etag"),
        put.header("etag")
    );

    // The second tab is told, with what holds now.
    let stale = save(&browser, &id, begun.header("etag"), &first).await;
    let problem = stale.problem(ProblemKind::PreconditionFailed);
    assert_eq!(
        problem.current::<String>().as_deref(),
        Some(put.header("etag"))
    );
    assert!(problem.updated_at.is_some());
}

#[tokio::test]
async fn of_two_saves_at_once_one_wins() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let begun = sample::begin(&portal, &browser).await;
    let id = begun.json()["draftId"].as_str().unwrap().to_owned();
    let of = |name: &str| content(&portal, &json!({ "child_name": name }), &json!([]));
    let (one, other) = (of("Lý Một"), of("Lý Hai"));
    let (one, other) = tokio::join!(
        save(&browser, &id, begun.header("etag"), &one),
        save(&browser, &id, begun.header("etag"), &other)
    );
    let mut codes = [one.status.as_u16(), other.status.as_u16()];
    codes.sort_unstable();
    assert_eq!(codes, [200, 412]);
}

#[tokio::test]
async fn answers_are_saved_as_typed() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let data = json!({ "child_birth_date": "31/02/2020", "child_name": "  lý   AN ", "members": [{ "x": null }], "unknown": { "a": [1.5, "Hoà"] } });
    let (id, _) = saved(&portal, &browser, &content(&portal, &data, &json!([]))).await;
    assert_eq!(
        browser.get(&format!("/drafts/{id}")).await.json()["data"],
        data
    );
}

#[tokio::test]
async fn too_much_or_another_form_is_refused() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = saved(&portal, &browser, &content(&portal, &json!({}), &json!([]))).await;
    let most = content(
        &portal,
        &json!({ "a": "x".repeat(256 * 1024 - 8) }),
        &json!([]),
    );
    let put = save(&browser, &id, &etag, &most).await;
    put.json();
    let etag = put.header("etag").to_owned();
    let more = content(
        &portal,
        &json!({ "a": "x".repeat(256 * 1024 - 7) }),
        &json!([]),
    );
    let problem = save(&browser, &id, &etag, &more)
        .await
        .problem(ProblemKind::PayloadTooLarge);
    assert_eq!(problem.limits.unwrap().upload_max_bytes, 20 * 1024 * 1024);
    let huge = content(&portal, &json!({ "a": "x".repeat(600 * 1024) }), &json!([]));
    save(&browser, &id, &etag, &huge)
        .await
        .problem(ProblemKind::PayloadTooLarge);

    let paper = json!({ "documentCode": "09.a", "kind": "paper-later" });
    let mut wrong = content(&portal, &json!({}), &Value::from(vec![paper; 61]));
    wrong["progress"]["percent"] = json!(101);
    wrong["procedureCode"] = json!("1.004222");
    let errors = save(&browser, &id, &etag, &wrong)
        .await
        .problem(ProblemKind::ValidationFailed)
        .errors;
    let at: Vec<&str> = errors.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(at, ["/procedureCode", "/attachments", "/progress/percent"]);
    wrong = content(&portal, &json!({}), &json!([]));
    wrong["formId"] = json!("motcua.10");
    let errors = save(&browser, &id, &etag, &wrong)
        .await
        .problem(ProblemKind::ValidationFailed)
        .errors;
    assert_eq!(errors[0].pointer, "/formId");
}

#[tokio::test]
async fn a_draft_ends_a_year_after_its_last_save() {
    let portal = Portal::start_with(|settings| {
        settings.times.idle = std::time::Duration::from_secs(1000 * 86_400);
        settings.times.absolute = settings.times.idle;
    })
    .await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = saved(&portal, &browser, &content(&portal, &json!({}), &json!([]))).await;
    portal.running.state.clock.advance(300 * 86_400);
    save(
        &browser,
        &id,
        &etag,
        &content(&portal, &json!({ "child_name": "Lý An" }), &json!([])),
    )
    .await
    .json();
    portal.running.state.clock.advance(364 * 86_400);
    browser.get(&format!("/drafts/{id}")).await.json();
    portal.running.state.clock.advance(2 * 86_400);
    browser
        .get(&format!("/drafts/{id}"))
        .await
        .problem(ProblemKind::NotFound);
    assert!(listed(&browser, "").await.items.is_empty());
    sandbox::drafts::clean(&portal.running.state).await.unwrap();
}

//! Operations 28 to 31 and 45: sending a draft, once, and what became of it.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{
    DocumentKind, Dossier, DossierSummary, FaultCode, Figures, Page, ProblemKind, Submission,
    SubmissionState,
};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply};
use crate::sample::{
    self, answers, content, figures, papers, pdf, ready, saved, sent, submission, submit, uploaded,
};

async fn dossiers(browser: &Browser, query: &str) -> Page<DossierSummary> {
    browser.get(&format!("/dossiers{query}")).await.read()
}

/// A draft with this content, checked and sent.
async fn send(portal: &Portal, browser: &Browser, content: &Value) -> Reply {
    let (id, etag) = saved(portal, browser, content).await;
    let shown = figures(browser, &id).await;
    submit(
        browser,
        &sandbox::random::id(),
        &submission(&id, &etag, &shown),
    )
    .await
}

#[tokio::test]
async fn a_draft_becomes_one_dossier_with_a_receipt() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = ready(&portal, &browser).await;
    let shown = figures(&browser, &id).await;
    let answer = submit(&browser, "key-of-sending", &submission(&id, &etag, &shown)).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let dossier: Dossier = answer.read();
    let code = dossier.tracked.dossier_code.clone();
    assert_eq!(answer.location(), format!("/api/v1/dossiers/{code}"));
    assert_eq!(code, "MC.00004-261125-0001");
    assert_eq!(
        (
            dossier.tracked.state.code,
            dossier.tracked.state.slug.as_str()
        ),
        (1, "registered")
    );
    assert_eq!(dossier.tracked.essential_id, Some(9));
    assert_eq!(
        dossier.applicant.masked_id.as_ref().unwrap(),
        &"•••••••••002"
    );
    assert_eq!(dossier.payments[0].total.0, 16_000);
    assert_eq!(dossier.tracked.timeline.len(), 1);
    assert!(dossier.tracked.actions.is_empty());

    let receipt = dossier.receipt.unwrap();
    assert_eq!((receipt.code, receipt.files.len()), (code.clone(), 2));
    assert!(receipt.files.iter().all(|file| file.sha256.as_str()
        == sandbox::random::sha256(pdf())
        && file.size == pdf().len() as u64));

    // The hash is that of what the person sees, put into the one form of RFC 8785.
    let kept: Value = browser
        .get(&format!("/dossiers/{code}?include=content"))
        .await
        .json();
    assert_eq!(
        kept["content"]["data"]["registration_type"], "on_time",
        "what the engine works out is sent too"
    );
    let hashed = json!({ "procedureCode": kept["procedure"]["code"], "caseCode": kept["case"]["code"], "formVersion": kept["content"]["formVersion"],
        "data": kept["content"]["data"], "files": kept["receipt"]["files"] });
    assert_eq!(
        sandbox::random::sha256(serde_json_canonicalizer::to_vec(&hashed).unwrap()),
        receipt.content_sha256.as_str()
    );

    // The draft is used up.
    browser
        .get(&format!("/drafts/{id}"))
        .await
        .problem(ProblemKind::NotFound);
    assert!(
        browser.get("/drafts").await.json()["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_double_click_gives_one_dossier() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = ready(&portal, &browser).await;
    let body = submission(&id, &etag, &figures(&browser, &id).await);
    let (one, other) = tokio::join!(
        submit(&browser, "the-same-key-1", &body),
        submit(&browser, "the-same-key-1", &body)
    );
    for reply in [&one, &other] {
        assert!(
            reply.status == StatusCode::CREATED || reply.status == StatusCode::CONFLICT,
            "{}",
            reply.status
        );
    }
    let again = submit(&browser, "the-same-key-1", &body).await;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(dossiers(&browser, "").await.total, Some(1));
}

#[tokio::test]
async fn two_keys_for_one_draft_give_one_dossier() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = ready(&portal, &browser).await;
    let body = submission(&id, &etag, &figures(&browser, &id).await);
    let replies = tokio::join!(
        submit(&browser, "key-number-1", &body),
        submit(&browser, "key-number-2", &body),
        submit(&browser, "key-number-3", &body)
    );
    let replies = [replies.0, replies.1, replies.2];
    let done: Vec<&Reply> = replies
        .iter()
        .filter(|reply| reply.status == StatusCode::CREATED)
        .collect();
    assert_eq!(done.len(), 1);
    let code = done[0].json()["dossierCode"].as_str().unwrap().to_owned();
    for refused in replies
        .iter()
        .filter(|reply| reply.status != StatusCode::CREATED)
    {
        assert_eq!(
            refused
                .problem(ProblemKind::DuplicateDossier)
                .current::<String>(),
            Some(code.clone())
        );
    }
    assert_eq!(dossiers(&browser, "").await.total, Some(1));
}

#[tokio::test]
async fn the_same_content_is_not_filed_twice_and_a_likeness_is_shown() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    let upload = uploaded(&browser, &pdf(), "giấy chứng sinh.pdf").await;
    let same = content(&portal, &answers(), &papers(&upload));
    let (id, etag) = saved(&portal, &browser, &same).await;
    let verdict = sample::check(&browser, &id).await;
    assert_eq!(verdict.duplicates[0].dossier_code, code.as_str());
    let shown = figures(&browser, &id).await;
    let refused = submit(&browser, "key-number-1", &submission(&id, &etag, &shown)).await;
    assert_eq!(
        refused
            .problem(ProblemKind::DuplicateDossier)
            .current::<String>(),
        Some(code)
    );

    // Twins are two dossiers.
    let mut twin = answers();
    twin["child_name"] = json!("Lý Mẫu Bình");
    let (id, _) = saved(
        &portal,
        &browser,
        &content(&portal, &twin, &papers(&upload)),
    )
    .await;
    assert!(sample::check(&browser, &id).await.duplicates.is_empty());
    assert_eq!(
        send(
            &portal,
            &browser,
            &content(&portal, &twin, &papers(&upload))
        )
        .await
        .status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn what_was_shown_must_still_hold() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = ready(&portal, &browser).await;
    let shown = figures(&browser, &id).await;
    for (member, other) in [
        ("feeTotal", json!(0)),
        ("caseCode", json!("09.again")),
        ("agencyCode", json!("commune-committee.00008")),
        ("evaluatedOn", json!("2026-11-24")),
    ] {
        let mut old = shown.clone();
        old[member] = other;
        let refused = submit(
            &browser,
            &sandbox::random::id(),
            &submission(&id, &etag, &old),
        )
        .await;
        let current: Figures = refused
            .problem(ProblemKind::FiguresChanged)
            .current()
            .unwrap();
        assert_eq!(serde_json::to_value(current).unwrap(), shown, "{member}");
    }
    let refused = submit(
        &browser,
        "key-number-1",
        &submission(&id, "\"older\"", &shown),
    )
    .await;
    assert_eq!(
        refused
            .problem(ProblemKind::PreconditionFailed)
            .current::<String>(),
        Some(etag.clone())
    );
    assert_eq!(
        submit(&browser, "key-number-2", &submission(&id, &etag, &shown))
            .await
            .status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn what_the_check_finds_is_refused() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let mut data = answers();
    data["child_birth_date"] = json!("2027-01-01");
    data["requester_phone"] = json!("12");
    let (id, etag) = saved(&portal, &browser, &content(&portal, &data, &json!([]))).await;
    let found = sample::check(&browser, &id).await;
    assert!(!found.valid);
    let mut body = submission(&id, &etag, &serde_json::to_value(&found.figures).unwrap());
    let refused = submit(&browser, "key-number-1", &body)
        .await
        .problem(ProblemKind::ValidationFailed);
    assert_eq!(refused.errors, found.errors);
    body["declaration"] = json!({ "accepted": false, "textVersion": "2020-01" });
    let refused = submit(&browser, "key-number-2", &body)
        .await
        .problem(ProblemKind::ValidationFailed);
    let declared: Vec<&str> = refused
        .errors
        .iter()
        .skip(found.errors.len())
        .map(|fault| fault.pointer.as_str())
        .collect();
    assert_eq!(
        declared,
        ["/declaration/accepted", "/declaration/textVersion"]
    );
    assert_eq!(dossiers(&browser, "").await.total, Some(0));
}

#[tokio::test]
async fn an_office_that_does_not_take_the_case_is_refused() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let mut data = answers();
    data["receiving_authority"]["code"] = json!("commune-police.00004");
    let upload = uploaded(&browser, &pdf(), "a.pdf").await;
    let refused = send(
        &portal,
        &browser,
        &content(&portal, &data, &papers(&upload)),
    )
    .await;
    let errors = refused.problem(ProblemKind::AuthorityNotCompetent).errors;
    assert_eq!(
        (errors[0].pointer.as_str(), errors[0].code),
        ("/receiving_authority", FaultCode::NotEligible)
    );
}

#[tokio::test]
async fn a_file_must_be_ready_and_stay_what_it_was() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let bytes = pdf();
    let announced = sample::announce(
        &browser,
        bytes.len(),
        &sample::metadata(&bytes, "a.pdf", "application/pdf"),
    )
    .await;
    let upload = announced.location().rsplit('/').next().unwrap().to_owned();
    sample::send_bytes(&browser, &upload, 0, &bytes[..40]).await;
    let (id, etag) = saved(
        &portal,
        &browser,
        &content(&portal, &answers(), &papers(&upload)),
    )
    .await;
    let body = submission(&id, &etag, &figures(&browser, &id).await);
    let waiting = submit(&browser, "key-number-1", &body)
        .await
        .problem(ProblemKind::UploadNotReady);
    assert_eq!(waiting.current::<Vec<String>>().unwrap()[0], upload);
    // The same key may be tried again, because waiting may help.
    sample::send_bytes(&browser, &upload, 40, &bytes[40..]).await;
    let file = portal
        .running
        .state
        .settings
        .db
        .with_extension("uploads")
        .join(&upload);
    std::fs::write(&file, b"").unwrap();
    let refused = submit(&browser, "key-number-1", &body)
        .await
        .problem(ProblemKind::ValidationFailed);
    assert!(
        refused
            .errors
            .iter()
            .all(|fault| fault.code == FaultCode::DocumentUnreadable)
    );
    std::fs::write(&file, &bytes).unwrap();
    assert_eq!(
        submit(&browser, "key-number-2", &body).await.status,
        StatusCode::CREATED
    );
    // What was sent with a dossier stays.
    let remove = browser
        .unsafe_call(Method::DELETE, &format!("/uploads/{upload}"))
        .header("tus-resumable", "1.0.0");
    remove.send().await.problem(ProblemKind::Forbidden);
}

#[tokio::test]
async fn values_of_a_source_need_consent_that_holds() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let upload = uploaded(&browser, &pdf(), "a.pdf").await;
    let mut draft = content(&portal, &answers(), &papers(&upload));
    draft["origins"] = json!({ "/mother_name": { "origin": "auto", "prov": "provenance-1" } });
    draft["provenance"] = json!({ "provenance-1": { "source": "population", "sourceName": "Dân cư", "retrievedAt": "2026-11-25T08:00:00+07:00", "verification": "verified", "signature": "absent" } });
    let refused = send(&portal, &browser, &draft)
        .await
        .problem(ProblemKind::ConsentRequired);
    assert_eq!(refused.scopes.unwrap()[0], "population");
    draft["consentIds"] =
        json!(crate::browser::consent(&browser, sample::BIRTH, &["population"]).await);
    let dossier: Dossier = send(&portal, &browser, &draft).await.read();
    let me = browser
        .get(&format!(
            "/dossiers/{}?include=content",
            dossier.tracked.dossier_code
        ))
        .await
        .json();
    assert_eq!(
        me["content"]["origins"]["/mother_name"]["prov"],
        "provenance-1"
    );
}

#[tokio::test]
async fn a_newer_form_is_told() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = ready(&portal, &browser).await;
    let shown = figures(&browser, &id).await;
    let mut old = content(&portal, &answers(), &json!([]));
    old["formVersion"] = json!("0.9.0+0123456789abcdef");
    let put = sample::save(&browser, &id, &etag, &old).await;
    let refused = submit(
        &browser,
        "key-number-1",
        &submission(&id, put.header("etag"), &shown),
    )
    .await;
    assert_eq!(
        refused
            .problem(ProblemKind::FormVersionChanged)
            .current::<String>(),
        Some(sample::form_version(&portal))
    );
}

#[tokio::test]
async fn sending_needs_level_two_and_a_draft_of_ones_own() {
    let portal = Portal::start().await;
    let owner = portal.signed_in("plain").await;
    let (id, etag) = ready(&portal, &owner).await;
    let body = submission(&id, &etag, &figures(&owner, &id).await);
    let low = portal.signed_in("level-one").await;
    assert_eq!(
        submit(&low, "key-number-1", &body)
            .await
            .problem(ProblemKind::StepUpRequired)
            .level,
        Some(2)
    );
    submit(&portal.signed_in("full").await, "key-number-1", &body)
        .await
        .problem(ProblemKind::NotFound);
    submit(&portal.browser(), "key-number-1", &body)
        .await
        .problem(ProblemKind::Unauthenticated);
    owner
        .unsafe_call(Method::POST, "/dossiers")
        .json(&body)
        .send()
        .await
        .problem(ProblemKind::IdempotencyKeyMissing);
}

#[tokio::test]
async fn a_key_tells_what_became_of_it() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let ask = |key: &'static str| browser.get(key);
    let status: Submission = ask("/submissions/key-number-1").await.read();
    assert_eq!(status.state, SubmissionState::Unknown);
    let (id, etag) = ready(&portal, &browser).await;
    let shown = figures(&browser, &id).await;
    submit(
        &browser,
        "key-number-1",
        &submission(&id, "\"older\"", &shown),
    )
    .await;
    let status: Submission = ask("/submissions/key-number-1").await.read();
    assert_eq!(
        status.problem.unwrap().kind(),
        Some(ProblemKind::PreconditionFailed)
    );
    let dossier: Dossier = submit(&browser, "key-number-2", &submission(&id, &etag, &shown))
        .await
        .read();
    let status: Submission = ask("/submissions/key-number-2").await.read();
    assert_eq!(
        (status.state, status.dossier_code, status.receipt),
        (
            SubmissionState::Done,
            Some(dossier.tracked.dossier_code),
            dossier.receipt
        )
    );
    let other: Submission = portal
        .signed_in("full")
        .await
        .get("/submissions/key-number-2")
        .await
        .read();
    assert_eq!(
        other.state,
        SubmissionState::Unknown,
        "keys are the person's own"
    );
}

#[tokio::test]
async fn a_slow_office_is_asked_later() {
    let portal =
        Portal::start_with(|settings| settings.times.submit = std::time::Duration::ZERO).await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = ready(&portal, &browser).await;
    let body = submission(&id, &etag, &figures(&browser, &id).await);
    let later = submit(&browser, "key-number-1", &body).await;
    assert_eq!(
        (later.status, later.location().as_str()),
        (StatusCode::ACCEPTED, "/api/v1/submissions/key-number-1")
    );
    assert!(later.json()["pollAfter"].as_u64().unwrap() > 0);
    let mut status: Submission = browser.get("/submissions/key-number-1").await.read();
    for _ in 0..200 {
        if status.state == SubmissionState::Done {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        status = browser.get("/submissions/key-number-1").await.read();
    }
    assert!(status.dossier_code.is_some());
    assert_eq!(dossiers(&browser, "").await.total, Some(1));
}

#[tokio::test]
async fn dossiers_are_listed_in_pages_and_by_filter() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let upload = uploaded(&browser, &pdf(), "a.pdf").await;
    for name in ["Lý Mẫu Một", "Lý Mẫu Hai", "Lý Mẫu Ba"] {
        let mut data = answers();
        data["child_name"] = json!(name);
        send(
            &portal,
            &browser,
            &content(&portal, &data, &papers(&upload)),
        )
        .await
        .json();
    }
    let first = dossiers(&browser, "?limit=2").await;
    assert_eq!((first.items.len(), first.total), (2, Some(3)));
    assert_eq!(
        first.items[0].dossier_code, "MC.00004-261125-0003",
        "latest first"
    );
    let last = dossiers(
        &browser,
        &format!("?limit=2&cursor={}", first.next_cursor.unwrap()),
    )
    .await;
    assert_eq!(
        (
            last.items.len(),
            last.items[0].dossier_code.as_str(),
            last.next_cursor
        ),
        (1, "MC.00004-261125-0001", None)
    );

    for (query, total) in [
        ("?state=1", 3),
        ("?state=registered", 3),
        ("?state=9", 0),
        ("?procedureCode=1.001193", 3),
        ("?procedureCode=1.004884", 0),
        ("?from=2026-11-25&to=2026-11-25", 3),
        ("?from=2026-11-26", 0),
        ("?to=2026-11-24", 0),
        ("?q=khai%20sinh", 3),
        ("?q=0002", 1),
        ("?q=xe", 0),
    ] {
        assert_eq!(
            dossiers(&browser, query).await.total,
            Some(total),
            "{query}"
        );
    }
    browser
        .get("/dossiers?from=25/11/2026")
        .await
        .problem(ProblemKind::MalformedRequest);
    browser
        .get("/dossiers?cursor=eA")
        .await
        .problem(ProblemKind::MalformedRequest);
    assert_eq!(
        dossiers(&portal.signed_in("full").await, "").await.total,
        Some(0)
    );
    portal
        .browser()
        .get("/dossiers")
        .await
        .problem(ProblemKind::Unauthenticated);
}

#[tokio::test]
async fn a_dossier_is_polled_by_its_etag() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    let path = format!("/dossiers/{code}");
    let answer = browser.get(&path).await;
    let dossier: Dossier = answer.read();
    assert!(dossier.content.is_none());
    let again = browser
        .call(Method::GET, &format!("/api/v1{path}"))
        .header("if-none-match", answer.header("etag"))
        .send()
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let english = browser
        .call(Method::GET, &format!("/api/v1{path}"))
        .header("accept-language", "en")
        .send()
        .await
        .json();
    assert_eq!(
        (
            english["state"]["name"].as_str(),
            english["case"]["name"].as_str()
        ),
        (Some("Newly registered"), Some("Birth registration"))
    );
    browser
        .get("/dossiers/MC.00004-261125-0099")
        .await
        .problem(ProblemKind::NotFound);
    portal
        .signed_in("full")
        .await
        .get(&path)
        .await
        .problem(ProblemKind::NotFound);
    for to_come in ["supplements", "withdrawal"] {
        browser
            .post(&format!("{path}/{to_come}"), json!({}))
            .await
            .problem(ProblemKind::NotOffered);
    }
}

#[tokio::test]
async fn the_papers_of_a_dossier_are_what_was_sent() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    let dossier: Dossier = browser.get(&format!("/dossiers/{code}")).await.read();
    let kinds: Vec<DocumentKind> = dossier
        .tracked
        .documents
        .iter()
        .map(|document| document.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            DocumentKind::Submitted,
            DocumentKind::Submitted,
            DocumentKind::Receipt
        ]
    );
    let path = |at: usize| {
        format!(
            "/dossiers/{code}/documents/{}",
            dossier.tracked.documents[at].document_id
        )
    };
    let file = browser.get(&path(0)).await;
    assert_eq!(
        (file.body.as_slice(), file.header("content-type")),
        (pdf().as_slice(), "application/pdf")
    );
    assert!(
        file.header("content-disposition")
            .contains("filename*=UTF-8''")
            && file.header("repr-digest").starts_with("sha-256=:")
    );
    let receipt = browser.get(&path(2)).await;
    assert!(
        receipt.body.starts_with(b"%PDF-")
            && String::from_utf8_lossy(&receipt.body).contains("261125")
    );
    let kept = portal.running.state.settings.db.with_extension("uploads");
    std::fs::remove_dir_all(kept).unwrap();
    browser
        .get(&path(0))
        .await
        .problem(ProblemKind::ContentGone);
    browser
        .get(&format!("/dossiers/{code}/documents/none-of-these"))
        .await
        .problem(ProblemKind::NotFound);
    portal
        .signed_in("full")
        .await
        .get(&path(2))
        .await
        .problem(ProblemKind::NotFound);
}

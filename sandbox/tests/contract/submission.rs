//! Operations 28 and 45: a draft is filed once, and what became of it.

use openidconnect::reqwest::StatusCode;
use portal_api::{Action, Dossier, ProblemKind, Submission, SubmissionState};
use serde_json::{Value, json};

use crate::browser::{Portal, Reply};
use crate::sample::{
    self, answers, content, dossiers, figures, papers, pdf, ready, saved, send_new, sent,
    submission, submit, uploaded,
};

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
    assert_eq!(dossier.tracked.actions, [Action::Pay]);

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
        send_new(
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
        Portal::start_with(|settings| settings.times.submit = std::time::Duration::from_millis(50))
            .await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = ready(&portal, &browser).await;
    let body = submission(&id, &etag, &figures(&browser, &id).await);
    // While somebody else writes, nothing can be filed.
    let writing = portal.running.state.db.begin_with("BEGIN IMMEDIATE").await;
    let later = submit(&browser, "key-number-1", &body).await;
    drop(writing);
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
async fn what_was_answered_is_kept_once() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    sent(&portal, &browser).await;
    let kept: Vec<String> = sqlx::query_scalar("SELECT content FROM draft")
        .fetch_all(&portal.running.state.db)
        .await
        .unwrap();
    assert_eq!(kept, ["{}"]);
    let dossiers: Vec<String> = sqlx::query_scalar("SELECT sent FROM dossier")
        .fetch_all(&portal.running.state.db)
        .await
        .unwrap();
    assert!(dossiers[0].contains("Lý Mẫu An"));
}

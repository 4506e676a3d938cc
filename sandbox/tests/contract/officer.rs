//! The officer's page and command line: what is decided there is seen by the person, and a result is reused by the
//! next service.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{
    ConfirmationRole, DocumentKind, Dossier, PriorResult, ProblemKind, ResultDetail, ResultList,
    SourceAnswer, StateCode,
};
use sandbox::officer::act::Given;
use sandbox::officer::command::{self, Place};
use serde_json::json;

use crate::browser::{Browser, Portal, Reply, consent};
use crate::ended::paid_for;
use crate::sample::{self, BIRTH, sent};

async fn dossier(browser: &Browser, code: &str) -> Dossier {
    browser.get(&format!("/dossiers/{code}")).await.read()
}

/// Sends a form of the page as a browser does.
async fn press(portal: &Portal, code: &str, form: &str) -> Reply {
    let browser = portal.browser();
    let call = browser
        .call(Method::POST, &format!("/officer/{code}"))
        .header("origin", &portal.running.origin);
    call.header("content-type", "application/x-www-form-urlencoded")
        .body(form.as_bytes().to_vec())
        .send()
        .await
}

async fn page(portal: &Portal, language: &str) -> String {
    let browser = portal.browser();
    let answer = browser
        .call(Method::GET, "/officer")
        .header("accept-language", language)
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    String::from_utf8(answer.body).unwrap()
}

#[tokio::test]
async fn the_page_lists_dossiers_and_says_that_it_is_for_trying() {
    let portal = Portal::start().await;
    assert!(
        page(&portal, "en").await.contains("No dossiers yet")
            && page(&portal, "vi").await.contains("không đăng nhập")
    );
    let code = sent(&portal, &portal.signed_in("plain").await).await;
    let html = page(&portal, "vi").await;
    assert!(
        html.contains(&code) && html.contains("Mới đăng ký") && html.contains("Trần Văn Thường")
    );
}

#[tokio::test]
async fn other_sites_and_other_names_are_refused() {
    let portal = Portal::start().await;
    let code = sent(&portal, &portal.signed_in("plain").await).await;
    let browser = portal.browser();
    let form = || {
        browser
            .call(Method::POST, &format!("/officer/{code}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(b"act=accept".to_vec())
    };
    assert_eq!(form().send().await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        form()
            .header("origin", "https://evil.example")
            .send()
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    let renamed = browser
        .call(Method::GET, "/officer")
        .header("host", "evil.example")
        .send()
        .await;
    assert_eq!(renamed.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_dossier_is_accepted_and_its_result_reused() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    paid_for(&portal, &browser, &code).await;
    assert_eq!(
        press(&portal, &code, "act=issue").await.status,
        StatusCode::CONFLICT,
        "not before it is accepted"
    );
    assert_eq!(
        press(&portal, &code, "act=accept").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        press(&portal, &code, "act=accept").await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        press(&portal, &code, "act=issue").await.status,
        StatusCode::SEE_OTHER
    );

    let seen = dossier(&browser, &code).await;
    assert_eq!(seen.tracked.state.known(), Some(StateCode::Processed));
    assert!(seen.tracked.received_at.is_some() && seen.tracked.finished_at.is_some());
    let states: Vec<u8> = seen
        .tracked
        .timeline
        .iter()
        .map(|item| item.state)
        .collect();
    assert_eq!(states, [1, 1, 2, 9]);
    let paper = seen
        .tracked
        .documents
        .iter()
        .find(|document| document.kind == DocumentKind::Result)
        .unwrap();
    let file = browser
        .get(&format!("/dossiers/{code}/documents/{}", paper.document_id))
        .await;
    assert!(file.status.is_success() && file.body.starts_with(b"%PDF-"));

    // Operations 11 to 13 have it.
    let list: ResultList = browser
        .get(&format!("/me/results?procedureCode={BIRTH}"))
        .await
        .read();
    let result: &PriorResult = list
        .items
        .iter()
        .find(|item| item.dossier_code.as_deref() == Some(&code))
        .unwrap();
    assert_eq!(
        (
            Some(&result.result_id),
            result.usable,
            result.result_code.as_str()
        ),
        (paper.result_id.as_ref(), true, "KQ.G15.000031")
    );
    let detail: ResultDetail = browser
        .get(&format!("/me/results/{}", result.result_id))
        .await
        .read();
    let record = detail.record.unwrap();
    assert_eq!(record.record_kind, "birth_certificate");
    assert_eq!(
        record.attributes["child_name"].value,
        Some(json!("Lý Mẫu An"))
    );
    assert_eq!(
        record.attributes["registration_kind"].value,
        Some(json!("on_time"))
    );
    assert_eq!(record.attributes["number"].value, Some(json!("1/2026")));
    assert_eq!(
        record.attributes["registration_date"].value,
        Some(json!("2026-11-25"))
    );
    let content = browser
        .get(&format!("/me/results/{}/content", result.result_id))
        .await;
    assert_eq!(content.body, file.body);

    // Operation 16 serves its values to the next service.
    for source in ["civil-status", "province-warehouse"] {
        let consents = consent(&browser, BIRTH, &[source]).await;
        let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal), "subject": { "kind": "self" },
            "sources": [source], "want": ["birth_certificate.child_name", "birth_certificate.number"], "consentIds": consents });
        let answer: portal_api::PrefillAnswer = browser.post("/prefill", body).await.read();
        assert_eq!(
            answer.sources[0].status.status,
            SourceAnswer::Ok,
            "{source}"
        );
        assert_eq!(
            answer.sources[0].records[0].attributes["child_name"].value,
            Some(json!("Lý Mẫu An")),
            "{source}"
        );
    }
    // A level-one session does not get the result's file.
    assert_eq!(seen.tracked.actions, [portal_api::Action::DownloadResult]);
}

#[tokio::test]
async fn a_result_stands_in_for_a_paper_under_consent() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    paid_for(&portal, &browser, &code).await;
    press(&portal, &code, "act=accept").await;
    press(&portal, &code, "act=issue").await;
    let list: ResultList = browser
        .get(&format!("/me/results?procedureCode={BIRTH}"))
        .await
        .read();
    let result = list
        .items
        .iter()
        .find(|item| item.dossier_code.is_some())
        .unwrap();
    let mut data = sample::answers();
    data["copy_count"] = json!(3);
    let paper = |consent: &serde_json::Value| {
        json!([{ "documentCode": "09.ban-sao-khai-sinh-cu", "kind": "prior-result", "resultId": result.result_id, "consentId": consent, "label": "Tên giả", "replacesWithResultCode": "GIA.1" },
            { "documentCode": "09.giay-chung-sinh", "kind": "not-needed", "reason": "Đã có" },
            { "documentCode": "09.noi-cu-tru", "kind": "not-needed", "reason": "Đã tra cứu được" }])
    };
    let (id, etag) = sample::saved(
        &portal,
        &browser,
        &sample::content(&portal, &data, &paper(&json!("no-consent-01"))),
    )
    .await;
    let shown = sample::figures(&browser, &id).await;
    let refused = sample::submit(
        &browser,
        "key-number-1",
        &sample::submission(&id, &etag, &shown),
    )
    .await
    .problem(ProblemKind::ConsentRequired);
    assert_eq!(refused.scopes.unwrap()[0], "province-warehouse");

    let body = json!({ "purpose": "reuse-document", "procedureCode": BIRTH, "scopes": ["province-warehouse"], "resultIds": [result.result_id], "textVersion": "2026-01", "locale": "vi" });
    let consent = browser.post("/me/consents", body).await.json()["items"][0]["consentId"].clone();
    let put = sample::save(
        &browser,
        &id,
        &etag,
        &sample::content(&portal, &data, &paper(&consent)),
    )
    .await;
    let sent: Dossier = sample::submit(
        &browser,
        "key-number-2",
        &sample::submission(&id, put.header("etag"), &shown),
    )
    .await
    .read();
    // What a result is called, its warehouse says.
    let whole = format!("/dossiers/{}?include=content", sent.tracked.dossier_code);
    let attached = browser.get(&whole).await.json()["content"]["attachments"][0].clone();
    assert_eq!(attached["label"], json!(result.title));
    let document = &sent.tracked.documents[0];
    let marks = document.submitted.as_ref().unwrap();
    assert_eq!(marks.reused, portal_api::Reused::ReplacedByResult);
    let code = Some(result.result_code.as_str());
    assert_eq!(marks.replaced_by.as_deref(), code);
    let file = browser
        .get(&format!(
            "/dossiers/{}/documents/{}",
            sent.tracked.dossier_code, document.document_id
        ))
        .await;
    assert!(file.body.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_refusal_has_a_reason_and_is_final() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    assert_eq!(
        press(&portal, &code, "act=refuse&reason=+").await.status,
        StatusCode::CONFLICT
    );
    press(&portal, &code, "act=refuse&reason=Sai+n%C6%A1i+n%E1%BB%99p").await;
    let seen = dossier(&browser, &code).await;
    assert_eq!(seen.tracked.state.known(), Some(StateCode::NotAccepted));
    assert_eq!(
        seen.tracked.timeline[1].note.as_deref(),
        Some("Sai nơi nộp")
    );
    assert!(seen.tracked.refused_at.is_some());
    assert!(
        seen.tracked
            .documents
            .iter()
            .any(|document| document.kind == DocumentKind::Refusal)
    );
    for act in [
        "act=accept",
        "act=issue",
        "act=refuse&reason=x",
        "act=confirm&role=owner&name=A",
    ] {
        assert_eq!(
            press(&portal, &code, act).await.status,
            StatusCode::CONFLICT,
            "{act}"
        );
    }
    // What was refused may be sent anew.
    sent(&portal, &browser).await;
    assert_eq!(
        press(&portal, "MC.none", "act=accept").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_confirmation_on_paper_is_recorded() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    press(
        &portal,
        &code,
        "act=confirm&role=parent&name=L%C3%BD+V%C4%83n+Th%E1%BB%AD",
    )
    .await;
    assert_eq!(
        press(&portal, &code, "act=confirm&role=friend&name=A")
            .await
            .status,
        StatusCode::CONFLICT
    );
    let seen = dossier(&browser, &code).await;
    let confirmation = &seen.confirmations[0];
    assert_eq!(
        (
            confirmation.role,
            confirmation.name.as_str(),
            confirmation.answered_at.is_some()
        ),
        (ConfirmationRole::Parent, "Lý Văn Thử", true)
    );
    assert_eq!(
        (seen.tracked.state.code, seen.tracked.timeline.len()),
        (1, 2)
    );
}

#[tokio::test]
async fn names_are_shown_as_text() {
    let portal = Portal::start().await;
    let code = sent(&portal, &portal.signed_in("plain").await).await;
    sqlx::query("UPDATE dossier SET applicant_name = '<img src=x onerror=1>' WHERE code = ?")
        .bind(&code)
        .execute(&portal.running.state.db)
        .await
        .unwrap();
    let html = page(&portal, "vi").await;
    assert!(html.contains("&lt;img") && !html.contains("<img"));
}

#[tokio::test]
async fn the_command_line_does_the_same() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    paid_for(&portal, &browser, &code).await;
    let settings = &portal.running.state.settings;
    let place = Place {
        overlay: None,
        db: settings.db.clone(),
        root: settings.root.clone(),
        today: settings.today,
    };
    let given = |act: &str| Given {
        act: act.to_owned(),
        ..Given::default()
    };
    assert!(
        command::act(&place, &code, given("issue"))
            .await
            .unwrap_err()
            .to_string()
            .contains("state")
    );
    command::act(&place, &code, given("accept")).await.unwrap();
    assert!(
        command::list(&place).await.unwrap()[0].starts_with(&format!("{code}   2 Được tiếp nhận"))
    );
    let confirm = Given {
        role: "owner".to_owned(),
        name: "Lý Văn Thử".to_owned(),
        ..given("confirm")
    };
    command::act(&place, &code, confirm).await.unwrap();
    command::act(&place, &code, given("issue")).await.unwrap();
    assert_eq!(dossier(&browser, &code).await.tracked.state.code, 9);
    assert!(
        command::act(&place, "MC.none", given("accept"))
            .await
            .is_err()
    );
}

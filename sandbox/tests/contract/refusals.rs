//! Operation 28: every ground on which a draft is not filed.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{Dossier, FaultCode, Figures, ProblemKind};
use serde_json::json;

use crate::browser::Portal;
use crate::sample::{
    self, answers, content, dossiers, figures, papers, pdf, ready, saved, send_new, submission,
    submit, uploaded,
};

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
    let refused = send_new(
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
    let consents = crate::browser::consent(&browser, sample::BIRTH, &["population"]).await;
    let want = ["population.full_name"];
    let said = sample::told(&portal, &browser, &want, &consents).await;
    let mut data = answers();
    data["mother_name"] = json!("Trần Văn Thường");
    let mut draft = content(&portal, &data, &papers(&upload));
    draft["origins"] = json!({ "/mother_name": { "origin": "auto", "prov": said.prov } });
    draft["provenance"] = json!({ &said.prov: said.provenance });
    let refused = async |draft: &serde_json::Value| {
        let sent = send_new(&portal, &browser, draft).await;
        let problem = sent.problem(ProblemKind::ConsentRequired);
        assert_eq!(problem.scopes.unwrap()[0], "population");
    };
    refused(&draft).await;
    // To name another source does not spare the consent.
    draft["provenance"][&said.prov]["source"] = json!("card-qr");
    refused(&draft).await;
    draft["provenance"] = json!({ &said.prov: said.provenance });
    // A record in place of a paper is a use of the source as well.
    let mut record = draft.clone();
    record["origins"] = json!({});
    let attachments = record["attachments"].as_array_mut().unwrap();
    attachments
        .push(json!({ "documentCode": "09.noi-cu-tru", "kind": "record", "prov": said.prov }));
    refused(&record).await;
    draft["consentIds"] = json!(consents);
    let dossier: Dossier = send_new(&portal, &browser, &draft).await.read();
    let me = browser
        .get(&format!(
            "/dossiers/{}?include=content",
            dossier.tracked.dossier_code
        ))
        .await
        .json();
    assert_eq!(
        me["content"]["origins"]["/mother_name"]["prov"],
        said.prov.as_str()
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

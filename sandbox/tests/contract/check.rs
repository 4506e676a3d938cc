//! Operation 22: the verdict on a draft, and its figures.

use openidconnect::reqwest::Method;
use portal_api::{CheckAnswer, FaultCode, FeeDue, ProblemKind, TermUnit};
use serde_json::json;

use crate::browser::{Portal, consent};
use crate::sample::{self, BIRTH, OFFICE, answers, check, content, papers, save, saved};

#[tokio::test]
async fn the_check_gives_verdict_figures_and_needs() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, _) = sample::ready(&portal, &browser).await;
    let verdict: CheckAnswer = check(&browser, &id).await;
    assert_eq!(
        (verdict.valid, verdict.errors.as_slice()),
        (true, [].as_slice())
    );
    assert_eq!(verdict.figures.procedure_code, BIRTH);
    assert_eq!(verdict.figures.case_code, "09.birth");
    assert_eq!(
        (
            verdict.authority.code.as_str(),
            verdict.figures.agency_code.as_str()
        ),
        (OFFICE, OFFICE)
    );
    assert_eq!(verdict.authority.name, "Ủy ban nhân dân phường Ba Đình");
    // Registered in time: no fee but two copies at 8,000 đ.
    assert_eq!(verdict.fees.total.0, 16_000);
    assert!(
        verdict
            .fees
            .items
            .iter()
            .any(|fee| fee.exempted.is_some() && fee.amount.0 == 0)
    );
    assert_eq!(verdict.fees.due_when, FeeDue::BeforeResult);
    assert_eq!(verdict.processing.unit, TermUnit::SameDay);
    assert!(["2026-11-25", "2026-11-26"].contains(&verdict.expected_due_on.as_deref().unwrap()));
    assert_eq!(verdict.needs.level, 2);
    assert!(
        verdict
            .needs
            .originals
            .iter()
            .any(|code| *code == "09.giay-chung-sinh")
    );
    assert!(verdict.duplicates.is_empty());
}

#[tokio::test]
async fn a_fee_that_the_province_sets_says_that_it_is_a_sample() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let mut data = answers();
    data["child_birth_date"] = json!("2026-01-03");
    let (id, _) = saved(&portal, &browser, &content(&portal, &data, &json!([]))).await;
    let verdict = check(&browser, &id).await;
    assert_eq!(verdict.fees.total.0, 26_000);
    assert!(
        verdict
            .fees
            .items
            .iter()
            .any(|fee| fee.name.contains("mức mẫu"))
    );
}

#[tokio::test]
async fn an_empty_draft_is_checked_too() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, _) = saved(&portal, &browser, &content(&portal, &json!({}), &json!([]))).await;
    let verdict = check(&browser, &id).await;
    assert!(!verdict.valid);
    assert!(
        verdict
            .errors
            .iter()
            .any(|fault| fault.pointer == "/procedure_kind" && fault.code == FaultCode::Required)
    );
    assert_eq!(verdict.authority.code, "commune-committee");
}

#[tokio::test]
async fn the_check_tells_of_a_newer_form() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let mut old = content(&portal, &answers(), &json!([]));
    old["formVersion"] = json!("0.9.0+0123456789abcdef");
    let (id, _) = saved(&portal, &browser, &old).await;
    let problem = browser
        .unsafe_call(Method::POST, &format!("/drafts/{id}/check"))
        .send()
        .await
        .problem(ProblemKind::FormVersionChanged);
    assert_eq!(
        problem.current::<String>(),
        Some(sample::form_version(&portal))
    );
}

#[tokio::test]
async fn papers_that_are_missing_or_gone_are_named() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, etag) = saved(
        &portal,
        &browser,
        &content(&portal, &answers(), &papers("an-upload-that-is-gone")),
    )
    .await;
    let errors = check(&browser, &id).await.errors;
    let at: Vec<&str> = errors.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(at, ["/attachments/0", "/attachments/1"]);
    assert!(
        errors
            .iter()
            .all(|fault| fault.code == FaultCode::DocumentRequired)
    );
    save(
        &browser,
        &id,
        &etag,
        &content(&portal, &answers(), &json!([])),
    )
    .await
    .json();
    let errors = check(&browser, &id).await.errors;
    assert!(
        errors
            .iter()
            .all(|fault| fault.pointer == "/attachments"
                && fault.code == FaultCode::DocumentRequired)
            && errors.len() == 2,
        "{errors:?}"
    );
}

#[tokio::test]
async fn a_value_that_its_source_did_not_say_is_found() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let consents = consent(&browser, BIRTH, &["population"]).await;
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal), "subject": { "kind": "self" },
        "sources": ["population"], "want": ["population.full_name", "population.birth_date"], "consentIds": consents });
    let facts = browser.post("/prefill", body).await.json();
    let (prov, provenance) = facts["provenance"]
        .as_object()
        .unwrap()
        .iter()
        .next()
        .unwrap();
    let with = |name: &str| {
        let mut data = answers();
        data["mother_name"] = json!(name);
        let mut draft = content(&portal, &data, &json!([]));
        draft["origins"] = json!({ "/mother_name": { "origin": "auto", "prov": prov }, "/father_name": { "origin": "manual" } });
        draft["provenance"] = json!({ prov: provenance });
        draft["prefillIds"] = json!([facts["prefillId"]]);
        draft["consentIds"] = json!(consents);
        draft
    };
    let found = |verdict: CheckAnswer| {
        verdict.errors.iter().any(|fault| {
            fault.pointer == "/mother_name" && fault.code == FaultCode::MismatchWithSource
        })
    };
    let (id, etag) = saved(&portal, &browser, &with("Trần Thị Khác")).await;
    assert!(found(check(&browser, &id).await));
    // The same name in another spelling is the same.
    let put = save(&browser, &id, &etag, &with("TRẦN  Văn Thường")).await;
    assert!(!found(check(&browser, &id).await));
    // What the source said holds for a week.
    save(&browser, &id, put.header("etag"), &with("Trần Thị Khác"))
        .await
        .json();
    assert!(found(check(&browser, &id).await));
    forget_what_was_said(&portal).await;
    assert!(!found(check(&browser, &id).await));
}

/// Lets every answer of operation 16 run out.
async fn forget_what_was_said(portal: &Portal) {
    sqlx::query("UPDATE prefill SET expires_at = 0")
        .execute(&portal.running.state.db)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_record_stands_only_for_the_papers_it_replaces() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let consents = consent(&browser, BIRTH, &["population"]).await;
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal), "subject": { "kind": "self" },
        "sources": ["population"], "want": ["population.residence_address"], "consentIds": consents });
    let facts = browser.post("/prefill", body).await.json();
    let (prov, provenance) = facts["provenance"]
        .as_object()
        .unwrap()
        .iter()
        .next()
        .unwrap();
    let record =
        |code: &str, prov: &str| json!({ "documentCode": code, "kind": "record", "prov": prov });
    let papers = json!([
        record("09.noi-cu-tru", prov),
        record("09.giay-chung-sinh", prov),
        record("09.noi-cu-tru", "unknown-01")
    ]);
    let mut draft = content(&portal, &answers(), &papers);
    draft["provenance"] = json!({ prov: provenance });
    draft["prefillIds"] = json!([facts["prefillId"]]);
    draft["consentIds"] = json!(consents);
    let (id, _) = saved(&portal, &browser, &draft).await;
    let errors = check(&browser, &id).await.errors;
    let at: Vec<&str> = errors.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(
        at,
        ["/attachments/1", "/attachments/2"],
        "a birth notice is not replaced by the population record"
    );
    // Whoever says that the record is wrong hands in the paper.
    let wrong = json!({ "prov": prov, "note": "Địa chỉ cũ", "correction": "asked", "at": "2026-11-25T08:00:00+07:00" });
    for (at, refused) in [("/09.noi-cu-tru", true), ("/09.giay-chung-sinh", false)] {
        draft["disputes"] = json!({ at: wrong });
        let (id, _) = saved(&portal, &browser, &draft).await;
        let errors = check(&browser, &id).await.errors;
        let is_first = |fault: &portal_api::Fault| fault.pointer == "/attachments/0";
        assert_eq!(errors.iter().any(is_first), refused, "{at}");
    }
}

/// What a draft claims of a source counts only as far as this server told the person so, whether the draft names the
/// answer or not.
#[tokio::test]
async fn a_source_that_told_nothing_is_not_believed() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let consents = consent(&browser, BIRTH, &["population"]).await;
    let want = ["population.full_name", "population.residence_address"];
    let said = sample::told(&portal, &browser, &want, &consents).await;
    let claimed = async |name: &str, prov: &str, source: &str| {
        let mut data = answers();
        data["mother_name"] = json!(name);
        let record = json!([{ "documentCode": "09.noi-cu-tru", "kind": "record", "prov": prov }]);
        let mut draft = content(&portal, &data, &record);
        draft["origins"] = json!({ "/mother_name": { "origin": "auto", "prov": prov } });
        let mut provenance = said.provenance.clone();
        provenance["source"] = json!(source);
        draft["provenance"] = json!({ prov: provenance });
        let (id, _) = saved(&portal, &browser, &draft).await;
        let errors = check(&browser, &id).await.errors;
        ["/mother_name", "/attachments/0"].map(|at| {
            let mut here = errors.iter().filter(|fault| fault.pointer == at);
            here.next().map(|fault| fault.code)
        })
    };
    let differs = Some(FaultCode::MismatchWithSource);
    let required = Some(FaultCode::DocumentRequired);
    let (own, prov) = ("Trần Văn Thường", said.prov.as_str());
    assert_eq!(claimed(own, prov, "population").await, [None, None]);
    // The answer is compared with though the draft does not name it.
    let other = claimed("Trần Thị Khác", prov, "population").await;
    assert_eq!(other, [differs, None]);
    // Nobody was told this.
    let invented = claimed(own, "invented-1", "population").await;
    assert_eq!(invented, [differs, required]);
    // Another source than the one that said it.
    assert_eq!(claimed(own, prov, "civil-status").await[0], differs);
    // The code on a card is read where this server cannot see it; it fills in what such a code says, not a mother's name,
    // and replaces no paper.
    let read = claimed(own, "card-1", "card-qr").await;
    assert_eq!(read, [differs, required]);
    forget_what_was_said(&portal).await;
    let kept = claimed("Trần Thị Khác", prov, "population").await;
    assert_eq!(
        kept,
        [None, None],
        "of a draft resumed later nothing is lost"
    );
}

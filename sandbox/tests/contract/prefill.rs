//! Operation 16: facts, not answers.

use portal_api::{PrefillAnswer, ProblemKind, SourceAnswer};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply, consent};

const BIRTH: &str = "1.001193";

/// Asks sources for attributes, about a subject, with consent to all of them.
pub async fn ask(
    portal: &Portal,
    browser: &Browser,
    subject: Value,
    sources: &[&str],
    want: &[&str],
    keys: Value,
) -> Reply {
    let consents = consent(browser, BIRTH, sources).await;
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": form_version(portal), "subject": subject,
        "sources": sources, "want": want, "keys": keys, "consentIds": consents });
    browser.post("/prefill", body).await
}

pub fn form_version(portal: &Portal) -> String {
    let defined = portal
        .running
        .state
        .definitions
        .of_procedure(BIRTH)
        .unwrap();
    defined
        .in_language(sandbox::conventions::Language::Vi)
        .form_version
        .clone()
}

fn own() -> Value {
    json!({ "kind": "self" })
}

#[tokio::test]
async fn sources_give_what_is_wanted_and_nothing_else() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let want = [
        "population.full_name",
        "population.hometown",
        "residence.household_number",
        "residence.members[].full_name",
        "marriage_certificate.certificate_number",
        "population.temporary_address",
    ];
    let answer: PrefillAnswer = ask(
        &portal,
        &browser,
        own(),
        &["population", "residence", "civil-status", "exam"],
        &want,
        json!({}),
    )
    .await
    .read();
    let source = |id: &str| {
        answer
            .sources
            .iter()
            .find(|one| one.status.source == id)
            .unwrap()
    };

    let population = source("population");
    let record = &population.records[0];
    assert_eq!(
        record.attributes.keys().collect::<Vec<_>>(),
        ["full_name", "hometown"]
    );
    assert_eq!(
        record.attributes["hometown"].value.as_ref().unwrap()["commune"],
        "00004"
    );
    assert_eq!(
        population
            .absent
            .iter()
            .map(portal_api::Attribute::as_str)
            .collect::<Vec<_>>(),
        ["population.temporary_address"]
    );
    let provenance = &answer.provenance[&record.attributes["full_name"].prov];
    assert_eq!(provenance.source_name, "Cơ sở dữ liệu quốc gia về dân cư");

    let members = source("residence").records[0].attributes["members[]"]
        .value
        .clone()
        .unwrap();
    assert_eq!(
        members,
        json!([{ "full_name": "Phạm Văn Toàn" }, { "full_name": "Nguyễn Thị Mẫu Đơn" }, { "full_name": "Phạm Mẫu Bình" }])
    );
    assert_eq!(
        source("civil-status").records[0].attributes["certificate_number"].value,
        Some(json!("45"))
    );
    assert_eq!(
        (source("exam").status.status, source("exam").records.len()),
        (SourceAnswer::NotHeld, 0)
    );
}

#[tokio::test]
async fn consent_is_needed_for_every_source() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let given = consent(&browser, BIRTH, &["population"]).await;
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": form_version(&portal), "subject": own(),
        "sources": ["population", "residence"], "want": ["population.full_name"], "consentIds": given });
    let problem = browser
        .post("/prefill", body.clone())
        .await
        .problem(ProblemKind::ConsentRequired);
    assert_eq!(
        problem
            .scopes
            .unwrap()
            .iter()
            .map(portal_api::SourceId::as_str)
            .collect::<Vec<_>>(),
        ["residence"]
    );
    // Another person's consent is none.
    let other = portal.signed_in("plain").await;
    let problem = other
        .post("/prefill", body)
        .await
        .problem(ProblemKind::ConsentRequired);
    assert_eq!(problem.scopes.unwrap().len(), 2);
}

#[tokio::test]
async fn an_old_form_is_told_the_new_version() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": "0.0.1+0123456789abcdef", "subject": own(), "sources": ["population"], "want": [], "consentIds": [] });
    let problem = browser
        .post("/prefill", body.clone())
        .await
        .problem(ProblemKind::FormVersionChanged);
    assert_eq!(problem.current::<String>(), Some(form_version(&portal)));
    portal
        .signed_in("level-one")
        .await
        .post("/prefill", body)
        .await
        .problem(ProblemKind::StepUpRequired);
}

#[tokio::test]
async fn wrong_requests_are_refused_member_by_member() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let body = |sources: Value| json!({ "procedureCode": BIRTH, "caseCode": "09.nothing", "formVersion": form_version(&portal), "subject": own(), "sources": sources, "want": [], "consentIds": [] });
    let places = |reply: Reply| {
        reply
            .problem(ProblemKind::ValidationFailed)
            .errors
            .iter()
            .map(|fault| fault.pointer.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        places(browser.post("/prefill", body(json!([]))).await),
        ["/caseCode", "/sources"]
    );
    assert_eq!(
        places(
            browser
                .post("/prefill", body(json!(["population", "self"])))
                .await
        ),
        ["/caseCode", "/sources/1"]
    );
    assert_eq!(
        places(
            browser
                .post("/prefill", body(json!(vec!["population"; 13])))
                .await
        ),
        ["/caseCode", "/sources"]
    );
}

#[tokio::test]
async fn sources_answer_in_their_own_time() {
    let portal = Portal::start_with(|settings| {
        settings.times.prefill = std::time::Duration::from_millis(300);
    })
    .await;
    let browser = portal.signed_in("slow-sources").await;
    let want = [
        "population.full_name",
        "land_certificate.serial",
        "marriage_certificate.certificate_number",
    ];
    let answer: PrefillAnswer = ask(
        &portal,
        &browser,
        own(),
        &["population", "land", "civil-status"],
        &want,
        json!({}),
    )
    .await
    .read();
    let status = |id: &str| {
        answer
            .sources
            .iter()
            .find(|one| one.status.source == id)
            .unwrap()
    };
    assert_eq!(status("population").status.status, SourceAnswer::Ok);
    assert_eq!(
        (status("land").status.status, status("land").records.len()),
        (SourceAnswer::Timeout, 0)
    );
    assert_eq!(
        status("civil-status").status.status,
        SourceAnswer::Unavailable
    );
    assert_eq!(status("civil-status").absent.len(), 1);
    assert!(
        status("civil-status").status.retry_after.is_some()
            && status("civil-status").status.problem.is_some()
    );
}

#[tokio::test]
async fn sources_that_disagree_both_speak() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("disagreeing").await;
    let answer: PrefillAnswer = ask(
        &portal,
        &browser,
        own(),
        &["vneid", "population"],
        &["account.birth_date", "population.birth_date"],
        json!({}),
    )
    .await
    .read();
    let dates: Vec<_> = answer
        .sources
        .iter()
        .map(|source| {
            source.records[0].attributes["birth_date"]
                .value
                .clone()
                .unwrap()
        })
        .collect();
    assert_eq!(dates, [json!("1985-03-05"), json!("1985-05-03")]);
}

#[tokio::test]
async fn what_does_not_fit_comes_as_the_source_wrote_it() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("old-address").await;
    let answer: PrefillAnswer = ask(
        &portal,
        &browser,
        own(),
        &["population"],
        &["population.occupation", "population.residence_address"],
        json!({}),
    )
    .await
    .read();
    let attributes = &answer.sources[0].records[0].attributes;
    assert_eq!(
        attributes["occupation"].raw.as_deref(),
        Some("L.ĐỘNG TỰ DO (theo sổ cũ 1998)")
    );
    assert!(attributes["occupation"].value.is_none());
    assert_eq!(
        attributes["residence_address"].value.as_ref().unwrap()["vintage"],
        "legacy"
    );
}

#[tokio::test]
async fn twins_have_two_notices() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("twins").await;
    let want = ["birth_notice.code", "birth_notice.child_name"];
    let both: PrefillAnswer = ask(
        &portal,
        &browser,
        own(),
        &["birth-notice"],
        &want,
        json!({}),
    )
    .await
    .read();
    assert_eq!(both.sources[0].records.len(), 2);
    let keys = json!({ "birth-notice": { "notice_code": "00993.GCS.01901.26" } });
    let one: PrefillAnswer = ask(&portal, &browser, own(), &["birth-notice"], &want, keys)
        .await
        .read();
    assert_eq!(one.sources[0].records.len(), 1);
    assert_eq!(
        one.sources[0].records[0].attributes["child_name"].value,
        Some(json!("Vũ Mẫu Bình"))
    );
}

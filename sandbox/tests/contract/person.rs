//! Operations 9 and 11 to 14: the person, prior results, consent.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{
    AccountKind, Items, Me, MembershipRole, ProblemKind, ResultDetail, ResultList, ResultStatus,
    Session, SourceAnswer,
};
use serde_json::json;

use crate::browser::Portal;

#[tokio::test]
async fn identity_family_and_household_come_with_their_sources() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let me: Me = browser
        .get("/me?include=identity,address,family,household,contact,consents")
        .await
        .read();
    let identity = me.identity.unwrap();
    assert_eq!(
        (identity.full_name.as_str(), identity.nationality.as_str()),
        ("Nguyễn Thị Mẫu Đơn", "VN")
    );
    assert_eq!(identity.id_document.unwrap().r#type, "identity-card");
    assert_eq!(
        me.address.unwrap().permanent.unwrap().commune.unwrap(),
        "00004"
    );
    let family = me.family.unwrap();
    assert_eq!(family.spouse.as_ref().unwrap().full_name, "Phạm Văn Toàn");
    assert!(
        family.spouse.unwrap().personal_id.is_none(),
        "a handle, not the number"
    );
    assert_eq!(family.children.unwrap().len(), 1);
    assert_eq!(me.household.unwrap().members.unwrap().len(), 3);
    assert_eq!(me.contact.unwrap().phone.unwrap().as_str(), "0912990001");
    assert_eq!(me.consents.unwrap(), []);
    for (pointer, prov) in &me.from {
        assert!(me.provenance.contains_key(prov), "{pointer:?}");
    }
}

#[tokio::test]
async fn only_what_is_asked_for_is_given() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let answer = browser.get("/me?include=contact").await;
    let me: Me = answer.read();
    assert!(me.identity.is_none() && me.family.is_none() && me.sources.is_empty());
    let again = browser
        .call(Method::GET, "/api/v1/me?include=contact")
        .header("if-none-match", answer.header("etag"))
        .send()
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    portal
        .browser()
        .get("/me?include=contact")
        .await
        .problem(ProblemKind::Unauthenticated);
}

#[tokio::test]
async fn a_level_one_account_reads_its_contact_and_no_more() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("level-one").await;
    browser.get("/me?include=contact,consents").await.json();
    let problem = browser
        .get("/me?include=identity")
        .await
        .problem(ProblemKind::StepUpRequired);
    assert_eq!((problem.level, problem.fresh), (Some(2), Some(false)));
    browser
        .get("/me/results")
        .await
        .problem(ProblemKind::StepUpRequired);
}

#[tokio::test]
async fn a_source_that_is_out_leaves_its_group_out() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("slow-sources").await;
    let results: ResultList = browser
        .get("/me/results?procedureCode=1.001193")
        .await
        .read();
    let warehouse = results
        .searched
        .iter()
        .find(|status| status.source == "national-warehouse")
        .unwrap();
    assert_eq!(warehouse.status, SourceAnswer::Unavailable);
    assert!(results.items.is_empty());
}

#[tokio::test]
async fn prior_results_say_what_they_replace() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let all: ResultList = browser
        .get("/me/results?procedureCode=1.001193")
        .await
        .read();
    let marriage = all
        .items
        .iter()
        .find(|result| result.result_code == "KQ.G15.000032")
        .unwrap();
    assert!(marriage.usable && marriage.structured && marriage.status == ResultStatus::Current);
    assert!(
        marriage
            .satisfies
            .iter()
            .any(|paper| paper == "09.giay-chung-nhan-ket-hon"),
        "{:?}",
        marriage.satisfies
    );
    assert!(all.provenance.contains_key(&marriage.prov));
    let one: ResultList = browser
        .get("/me/results?procedureCode=1.001193&resultCode=KQ.G15.000032")
        .await
        .read();
    assert_eq!(one.items.len(), 1);
    let local: ResultList = browser.get("/me/results").await.read();
    // The national warehouse wants to know what for; what the province keeps too is known without it.
    assert_eq!(local.searched.len(), 1);
    let kept: Vec<_> = { local.items.iter() }
        .map(|result| (result.source.as_str(), result.result_code.as_str()))
        .collect();
    assert_eq!(kept, [("province-warehouse", "KQ.G01.000083")]);
}

#[tokio::test]
async fn a_result_that_has_run_out_cannot_be_used() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("tenant").await;
    let results: ResultList = browser
        .get("/me/results?procedureCode=1.001193")
        .await
        .read();
    let paper = results
        .items
        .iter()
        .find(|result| result.result_code == "KQ.G01.000062")
        .unwrap();
    assert_eq!((paper.status, paper.usable), (ResultStatus::Expired, false));
    assert!(paper.unusable_reason.is_some());
}

#[tokio::test]
async fn a_result_is_read_with_its_values_and_its_file() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let list: ResultList = browser
        .get("/me/results?procedureCode=1.001193&resultCode=KQ.G15.000032")
        .await
        .read();
    let (id, file) = (
        list.items[0].result_id.clone(),
        list.items[0].files[0].clone(),
    );
    let detail: ResultDetail = browser.get(&format!("/me/results/{id}")).await.read();
    let record = detail.record.unwrap();
    assert_eq!(
        record.attributes["husband_name"].value,
        Some(json!("Phạm Văn Toàn"))
    );
    assert!(
        detail
            .provenance
            .contains_key(&record.attributes["husband_name"].prov)
    );

    let answer = browser
        .get(&format!("/me/results/{id}/content?fileId={}", file.file_id))
        .await;
    assert!(answer.body.starts_with(b"%PDF-"));
    assert_eq!(
        sandbox::random::sha256(&answer.body),
        file.sha256.unwrap().as_str()
    );
    assert_eq!(answer.header("content-security-policy"), "sandbox");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(
        answer
            .header("content-disposition")
            .contains("filename*=UTF-8''Gi%E1%BA%A5y")
    );
    assert!(answer.header("repr-digest").starts_with("sha-256=:"));
    let part = browser
        .call(Method::GET, &format!("/api/v1/me/results/{id}/content"))
        .header("range", "bytes=0-4")
        .send()
        .await;
    assert_eq!(
        (part.status, part.body.as_slice()),
        (StatusCode::PARTIAL_CONTENT, &b"%PDF-"[..])
    );

    let other = portal.signed_in("plain").await;
    other
        .get(&format!("/me/results/{id}"))
        .await
        .problem(ProblemKind::NotFound);
    other
        .get(&format!("/me/results/{id}/content"))
        .await
        .problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn consent_is_given_per_source_and_once_per_key() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let body = json!({ "purpose": "prefill", "procedureCode": "1.001193", "scopes": ["population", "residence"], "textVersion": "2026-01", "locale": "vi" });
    let key = sandbox::random::id();
    let send = |body: serde_json::Value| {
        browser
            .unsafe_call(Method::POST, "/me/consents")
            .key(&key)
            .json(&body)
            .send()
    };
    let first = send(body.clone()).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let given: Items<portal_api::Consent> = first.read();
    assert_eq!(
        given
            .items
            .iter()
            .map(|consent| consent.scope.as_str())
            .collect::<Vec<_>>(),
        ["population", "residence"]
    );
    assert_eq!(
        send(body.clone()).await.body,
        first.body,
        "the same key gives the same answer"
    );
    send(json!({ "purpose": "prefill", "procedureCode": "1.001193", "scopes": ["land"], "textVersion": "2026-01", "locale": "vi" }))
        .await
        .problem(ProblemKind::IdempotencyKeyReused);
    let me: Me = browser.get("/me?include=consents").await.read();
    assert_eq!(me.consents.unwrap().len(), 2);
    browser
        .unsafe_call(Method::POST, "/me/consents")
        .json(&body)
        .send()
        .await
        .problem(ProblemKind::IdempotencyKeyMissing);
}

#[tokio::test]
async fn consent_to_what_is_not_there_is_refused_field_by_field() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let body = json!({ "purpose": "reuse-document", "procedureCode": "9.999999", "scopes": ["population", "card-qr"], "resultIds": ["somebody-elses"], "textVersion": "2026-01", "locale": "vi" });
    let problem = browser
        .post("/me/consents", body)
        .await
        .problem(ProblemKind::ValidationFailed);
    let places: Vec<&str> = problem
        .errors
        .iter()
        .map(|fault| fault.pointer.as_str())
        .collect();
    assert_eq!(places, ["/procedureCode", "/scopes/1", "/resultIds/0"]);
    browser
        .post("/me/consents", json!({ "purpose": 1 }))
        .await
        .problem(ProblemKind::MalformedRequest);
    let form = browser
        .unsafe_call(Method::POST, "/me/consents")
        .key("abcdefgh")
        .body(b"a=1".to_vec())
        .send()
        .await;
    form.problem(ProblemKind::UnsupportedMediaType);
    let large = browser
        .unsafe_call(Method::POST, "/me/consents")
        .key("abcdefgh")
        .json(&json!({ "purpose": "x".repeat(600_000) }))
        .send()
        .await;
    large.problem(ProblemKind::PayloadTooLarge);
}

#[tokio::test]
async fn organisations_come_from_the_account_or_the_register() {
    let portal = Portal::start().await;
    let known = async |person: &str| -> (AccountKind, Me) {
        let browser = portal.signed_in(person).await;
        let session: Session = browser.get("/session").await.read();
        let me = browser.get("/me?include=organisations").await.read();
        (session.person.unwrap().account_kind, me)
    };
    let (account, head) = known("organisation-head").await;
    assert_eq!(account, AccountKind::Organisation);
    assert_eq!(head.sources[0].source, "organisation-account");
    let school = &head.organisations.unwrap()[0];
    assert_eq!(school.organisation.name, "Trường Tiểu học Mẫu Ba Đình");
    assert_eq!(school.role, MembershipRole::LegalRepresentative);
    assert!(head.provenance.contains_key(&school.prov));

    let (account, clerk) = known("organisation-clerk").await;
    assert_eq!(account, AccountKind::Person);
    let centres = clerk.organisations.unwrap();
    let named: Vec<_> = { centres.iter() }
        .map(|one| (one.role, one.until.as_deref()))
        .collect();
    let until = Some("2027-11-02");
    assert_eq!(
        named,
        [(MembershipRole::Authorised, until)],
        "and none that no register knows"
    );

    let (_, plain) = known("plain").await;
    assert_eq!(plain.organisations, None);
    assert_eq!(plain.sources[0].status, SourceAnswer::NotHeld);
}

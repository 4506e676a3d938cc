//! Linked services: every part has an office and a state of its own; the whole follows them (contract 4.8).

use openidconnect::reqwest::StatusCode;
use portal_api::DraftContent;
use portal_api::{
    Action, Agency, AgencyLevel, DocumentKind, Dossier, DossierSummary, Page, Part,
    PaymentRequestState, ProblemKind, ResultList, StateCode, TrackedDossier,
};
use sandbox::conventions::Language;
use sandbox::dossiers::parts::{NewPart, insert};
use sandbox::drafts::fees;
use sandbox::drafts::judge::judge;
use sandbox::submissions::parts::parts;
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply};
use crate::ended::paid_for;
use crate::pages::{open, press};
use crate::paid::file;
use crate::sample::{BIRTH, sent};

/// A birth registration that was joined with a residence and a health card.
async fn linked(portal: &Portal, browser: &Browser) -> String {
    let code = sent(portal, browser).await;
    let part = |key: &str, office: &str, result: &str| NewPart {
        key: key.to_owned(),
        procedure_code: "1.004222".to_owned(),
        name: format!("Phần {key}"),
        agency: Agency {
            code: office.into(),
            name: format!("Cơ quan {key}").into(),
            level: AgencyLevel::Commune,
            admin_unit_code: None,
        },
        results: serde_json::from_value(
            json!([{ "code": result, "name": format!("Kết quả {key}") }]),
        )
        .unwrap(),
    };
    let parts = [
        part("birth", "commune-committee.00004", "KQ.1"),
        part("residence", "commune-police.00004", "KQ.2"),
        part("health-card", "social-insurance.01", "KQ.3"),
    ];
    let mut connection = portal.running.state.db.acquire().await.unwrap();
    insert(&mut connection, &code, &parts).await.unwrap();
    code
}

async fn dossier(browser: &Browser, code: &str) -> Dossier {
    browser.get(&format!("/dossiers/{code}")).await.read()
}

async fn act(portal: &Portal, code: &str, form: &str) -> Reply {
    press(portal, &format!("/officer/{code}"), form).await
}

fn states(dossier: &Dossier) -> (Vec<u8>, Option<StateCode>) {
    let parts = dossier.tracked.parts.iter();
    (
        parts.map(|part| part.state.code).collect(),
        dossier.tracked.state.known(),
    )
}

#[tokio::test]
async fn each_part_has_its_office_and_state_and_one_refused_leaves_the_others_alone() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = linked(&portal, &browser).await;
    paid_for(&portal, &browser, &code).await;
    let seen = dossier(&browser, &code).await;
    assert_eq!(states(&seen), (vec![1, 1, 1], Some(StateCode::Registered)));
    let parts: Vec<Part> = seen.tracked.parts.clone();
    assert_eq!(parts[1].agency.code.as_str(), "commune-police.00004");
    assert_eq!(
        parts[1].dossier_code.as_ref().unwrap().as_str(),
        format!("{code}-2")
    );
    let page = open(&portal, "/officer").await;
    assert!(page.contains("Phần health-card") && page.contains(parts[2].part_id.as_str()));

    let form = |word: &str, at: usize| format!("act={word}&part={}", parts[at].part_id.as_str());
    assert_eq!(
        act(&portal, &code, &form("issue", 0)).await.status,
        StatusCode::CONFLICT,
        "not before it is accepted"
    );
    assert_eq!(
        act(&portal, &code, &form("accept", 0)).await.status,
        StatusCode::SEE_OTHER
    );
    let seen = dossier(&browser, &code).await;
    assert_eq!(
        states(&seen),
        (vec![2, 1, 1], Some(StateCode::Registered)),
        "the part furthest behind"
    );
    // Without naming a part whatever part allows it is meant.
    act(&portal, &code, "act=accept").await;
    let seen = dossier(&browser, &code).await;
    assert_eq!(states(&seen), (vec![2, 2, 2], Some(StateCode::Accepted)));
    assert!(seen.tracked.received_at.is_some());

    act(
        &portal,
        &code,
        &form("refuse", 2).replace("act", "reason=Thi%E1%BA%BFu&act"),
    )
    .await;
    act(&portal, &code, &form("issue", 0)).await;
    let seen = dossier(&browser, &code).await;
    assert_eq!(states(&seen), (vec![9, 2, 8], Some(StateCode::Accepted)));
    assert!(seen.tracked.finished_at.is_none());
    assert!(
        seen.tracked.actions.contains(&Action::DownloadResult),
        "what is there can be fetched"
    );
    let result = seen.tracked.parts[0].result.clone().unwrap();
    assert_eq!(
        (
            result.result_code.as_str(),
            seen.tracked.parts[2].result.is_none()
        ),
        ("KQ.1", true)
    );
    let documents = &seen.tracked.documents;
    let paper = documents
        .iter()
        .find(|one| Some(&one.document_id) == result.document_id.as_ref());
    assert_eq!(paper.unwrap().kind, DocumentKind::Result);
    assert!(
        documents
            .iter()
            .any(|one| one.kind == DocumentKind::Refusal)
    );
    let path = format!(
        "/dossiers/{code}/documents/{}",
        result.document_id.unwrap().as_str()
    );
    assert_eq!(browser.get(&path).await.status, StatusCode::OK);
    let held: ResultList = browser
        .get(&format!("/me/results?procedureCode={BIRTH}"))
        .await
        .read();
    assert!(
        held.items
            .iter()
            .any(|one| Some(&one.result_id) == result.result_id.as_ref())
    );

    act(&portal, &code, &form("issue", 1)).await;
    let seen = dossier(&browser, &code).await;
    assert_eq!(
        states(&seen),
        (vec![9, 9, 8], Some(StateCode::Processed)),
        "partial success"
    );
    assert!(seen.tracked.finished_at.is_some());
    let about: Vec<(u8, Option<&str>)> = { seen.tracked.timeline.iter() }
        .map(|item| {
            (
                item.state,
                item.part_id.as_ref().map(portal_api::Id::as_str),
            )
        })
        .collect();
    let id = |at: usize| Some(parts[at].part_id.as_str());
    assert_eq!(
        about,
        [
            (1, None),
            (1, None), // paid
            (2, id(0)),
            (2, id(1)),
            (2, id(2)),
            (8, id(2)),
            (9, id(0)),
            (9, id(1))
        ]
    );
    let numbers: Vec<_> = seen
        .tracked
        .parts
        .iter()
        .filter_map(|part| part.result.as_ref()?.number.clone())
        .collect();
    assert_ne!(numbers[0], numbers[1]);
}

#[tokio::test]
async fn any_part_that_asks_makes_the_whole_ask() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = linked(&portal, &browser).await;
    act(&portal, &code, "act=accept").await;
    act(&portal, &code, "act=move&part=residence&state=5").await;
    let seen = dossier(&browser, &code).await;
    assert_eq!(
        states(&seen),
        (vec![2, 5, 2], Some(StateCode::SupplementRequired))
    );
    let listed: Page<DossierSummary> = browser
        .get("/dossiers?state=supplement-required")
        .await
        .read();
    assert_eq!(listed.items.len(), 1);
    act(&portal, &code, "act=move&part=residence&state=10").await;
    assert_eq!(
        states(&dossier(&browser, &code).await).1,
        Some(StateCode::Accepted)
    );
    let odd = act(&portal, &code, "act=move&part=residence&state=11").await;
    assert_eq!(odd.status, StatusCode::CONFLICT);

    // One part waits for the fees; paying sets it to work again.
    act(&portal, &code, "act=ask-payment&part=birth").await;
    let seen = dossier(&browser, &code).await;
    assert_eq!(
        states(&seen),
        (vec![6, 10, 2], Some(StateCode::PaymentRequired))
    );
    assert!(seen.tracked.actions.contains(&Action::Pay));
    let request = &seen.payments[0];
    let body = json!({ "subject": { "kind": "dossier", "ref": code, "paymentRequestId": request.payment_request_id }, "amount": request.total,
        "method": "counter", "payer": { "fullName": "Trần Văn Thường" }, "returnTo": "/" });
    let payment = browser.post("/payments", body).await.json();
    let counter = payment["counterCode"].as_str().unwrap();
    press(&portal, &format!("/sandbox/payments/{counter}"), "act=paid").await;
    let seen = dossier(&browser, &code).await;
    assert_eq!(states(&seen), (vec![4, 10, 2], Some(StateCode::Accepted)));
    assert_eq!(seen.payments[0].state, PaymentRequestState::Paid);
    let again = act(&portal, &code, "act=ask-payment&part=birth").await;
    assert_eq!(again.status, StatusCode::CONFLICT, "nothing is owed");
}

#[tokio::test]
async fn the_code_of_a_part_opens_its_dossier() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = linked(&portal, &browser).await;
    let part = format!("{code}-2");
    let seen = dossier(&browser, &part).await;
    assert_eq!(seen.tracked.dossier_code.as_str(), code);
    let slip = seen.tracked.documents[0].document_id.as_str();
    file(&browser, &format!("/dossiers/{part}/documents/{slip}")).await;
    let track = async |code: &str, digits: &str| {
        let proof = json!({ "kind": "id-suffix", "value": digits });
        let request = json!({ "dossierCode": code, "proof": proof });
        portal.browser().post("/tracking", request).await
    };
    let tracked: TrackedDossier = track(&part, "999002").await.read();
    assert_eq!(tracked.dossier_code.as_str(), code);
    for odd in [
        format!("{code}-4"),
        format!("{code}-02"),
        format!("{code}-"),
    ] {
        track(&odd, "999002").await.problem(ProblemKind::NotFound);
        let read = browser.get(&format!("/dossiers/{odd}")).await;
        read.problem(ProblemKind::NotFound);
    }
    // Whoever guesses has no more tries for the codes of the parts.
    for at in [1, 2, 3, 1, 2] {
        let guess = track(&format!("{code}-{at}"), "000000").await;
        guess.problem(ProblemKind::NotFound);
    }
    track(&code, "999002")
        .await
        .problem(ProblemKind::RateLimited);
}

#[tokio::test]
async fn a_dossier_of_one_procedure_has_no_parts() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    assert!(dossier(&browser, &code).await.tracked.parts.is_empty());
    let none = act(&portal, &code, "act=move&state=9").await;
    assert_eq!(none.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_definition_says_which_procedures_are_joined_and_where() {
    let portal = Portal::start().await;
    let state = &portal.running.state;
    let defined = state.definitions.of_procedure("motcua.15").unwrap();
    let service = defined.in_language(Language::Vi);
    let of = |data: Value| {
        let content: DraftContent = serde_json::from_value(json!({
            "procedureCode": service.form_id, "formId": service.form_id, "formVersion": service.form_version, "applicant": { "kind": "self" },
            "communeCode": "00004", "data": data, "origins": {}, "provenance": {}, "attachments": [], "prefillIds": [], "consentIds": [],
            "confirmationIds": [], "deliveries": [], "notify": { "sms": true, "email": false, "zalo": false }, "progress": { "step": "s", "percent": 0 },
        }))
        .unwrap();
        let judged = judge(state, &content, Language::Vi).unwrap();
        let worked = fees::work_out(state, "nobody", &judged, &content, Language::Vi).unwrap();
        parts(state, &judged, &worked)
    };
    let office = json!({ "code": "commune-committee.00235", "name": "", "list": "authorities", "version": "2026" });
    let made = of(json!({ "birth_office": office, "wants_id_card": true }));
    let found: Vec<(&str, &str)> = { made.iter() }
        .map(|part| (part.key.as_str(), part.agency.code.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("birth", "commune-committee.00235"),
            ("residence", "commune-police.00235"),
            ("health-card", "social-insurance.01"),
            ("id-card", "commune-police.00235"),
        ]
    );
    assert!(made.iter().all(|part| !part.results.is_empty()));
    let fewer = of(json!({ "birth_office": office, "wants_id_card": false }));
    assert_eq!(fewer.len(), 3, "a part that nobody wants is none");
}

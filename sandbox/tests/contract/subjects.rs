//! Operation 16: whose records may be read, and what proves it (contract 3.1).

use portal_api::{PrefillAnswer, ProblemKind, ProofKind, SourceAnswer};
use serde_json::json;

use crate::browser::Portal;
use crate::prefill::ask;

#[tokio::test]
async fn the_father_finds_the_notice_under_the_mothers_number() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full-spouse").await;
    let newborn = json!({ "kind": "child" });
    let ask = |mother: &str| {
        let keys = json!({ "birth-notice": { "notice_code": "00991.GCS.01901.26", "mother_personal_id": mother } });
        ask(
            &portal,
            &browser,
            newborn.clone(),
            &["birth-notice"],
            &["birth_notice.child_name"],
            keys,
        )
    };
    let answer: PrefillAnswer = ask("001195999001").await.read();
    assert_eq!(
        answer.sources[0].records[0].attributes["child_name"].value,
        Some(json!("Phạm Mẫu An"))
    );
    ask("001195999999")
        .await
        .problem(ProblemKind::RepresentationNotProved);
}

#[tokio::test]
async fn a_child_is_read_through_the_register_and_not_without() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let child = json!({ "kind": "child", "person": { "fullName": "Phạm Mẫu Bình", "personalId": "001220999005" } });
    let answer: PrefillAnswer = ask(
        &portal,
        &browser,
        child,
        &["population"],
        &["population.full_name"],
        json!({}),
    )
    .await
    .read();
    assert_eq!(
        answer.sources[0].records[0].attributes["full_name"].value,
        Some(json!("Phạm Mẫu Bình"))
    );

    let browser = portal.signed_in("unmarried").await;
    let child = json!({ "kind": "child", "person": { "fullName": "Ngô Mẫu Long", "birthDate": "2022-04-04" } });
    let problem = ask(
        &portal,
        &browser,
        child,
        &["population"],
        &["population.full_name"],
        json!({}),
    )
    .await
    .problem(ProblemKind::RepresentationNotProved);
    assert_eq!(
        problem.accepted,
        Some(vec![ProofKind::RegisterLink, ProofKind::PriorResult])
    );
    let stranger = json!({ "kind": "child", "person": { "fullName": "Phạm Mẫu Bình", "personalId": "001220999005" } });
    ask(&portal, &browser, stranger, &["population"], &[], json!({}))
        .await
        .problem(ProblemKind::RepresentationNotProved);
}

#[tokio::test]
async fn of_a_spouse_only_the_record_that_links() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let spouse = json!({ "kind": "spouse" });
    let want = ["population.full_name", "marriage_certificate.husband_name"];
    let answer: PrefillAnswer = ask(
        &portal,
        &browser,
        spouse.clone(),
        &["population", "civil-status"],
        &want,
        json!({}),
    )
    .await
    .read();
    assert_eq!(answer.sources[0].status.status, SourceAnswer::NotHeld);
    assert_eq!(
        answer.sources[1].records[0].attributes["husband_name"].value,
        Some(json!("Phạm Văn Toàn"))
    );
    let browser = portal.signed_in("unmarried").await;
    ask(
        &portal,
        &browser,
        spouse,
        &["civil-status"],
        &want,
        json!({}),
    )
    .await
    .problem(ProblemKind::RepresentationNotProved);
}

#[tokio::test]
async fn nothing_is_read_of_a_guest_and_nobody_elses_records() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let want = ["population.full_name"];
    let guest: PrefillAnswer = ask(
        &portal,
        &browser,
        json!({ "kind": "guest" }),
        &["population"],
        &want,
        json!({}),
    )
    .await
    .read();
    assert_eq!(guest.sources[0].status.status, SourceAnswer::NotHeld);
    for kind in [
        "ward",
        "deceased",
        "other-by-authorisation",
        "organisation",
        "parent",
        "household-member",
    ] {
        ask(
            &portal,
            &browser,
            json!({ "kind": kind }),
            &["population"],
            &want,
            json!({}),
        )
        .await
        .problem(ProblemKind::RepresentationNotProved);
    }
}

//! Operation 16: whose records may be read, and what proves it (contract 3.1).

use portal_api::{Me, PrefillAnswer, ProblemKind, ProofKind, SourceAnswer};
use serde_json::{Value, json};

use crate::browser::Portal;
use crate::facts::Question;
use crate::prefill::ask;
use crate::sample;

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

/// The one record that a source gives of somebody, or the proofs that would do.
pub(crate) async fn of(
    portal: &Portal,
    person: &str,
    service: &str,
    source: &str,
    want: &str,
    subject: Value,
    keys: &[(&str, &str)],
) -> Result<Vec<Value>, Vec<ProofKind>> {
    let defined = portal.running.state.definitions.service(service).unwrap();
    let browser = portal.signed_in(person).await;
    let question = Question {
        service: defined.in_language(sandbox::conventions::Language::Vi),
        source,
        want: &[want.to_owned()],
        subject,
        keys: keys
            .iter()
            .map(|&(key, value)| (key, json!(value)))
            .collect(),
    };
    let answer = question.ask(&browser).await?;
    let (_, attribute) = want.split_once('.').unwrap();
    let records = answer.sources.iter().flat_map(|one| &one.records);
    Ok(records
        .filter_map(|record| record.attributes.get(attribute)?.value.clone())
        .collect())
}

pub(crate) fn named(kind: &str, name: &str, number: &str) -> Value {
    json!({ "kind": kind, "person": { "fullName": name, "personalId": number } })
}

#[tokio::test]
async fn a_ward_is_read_by_the_guardian_alone() {
    let portal = Portal::start().await;
    let ward = named("ward", "Hứa Mẫu Nhờ", "089211999067");
    let ask = |person: &'static str| {
        let want = "population.birth_date";
        of(&portal, person, "12", "population", want, ward.clone(), &[])
    };
    assert_eq!(ask("guardian").await, Ok(vec![json!("2011-11-11")]));
    let proofs = vec![ProofKind::RegisterLink, ProofKind::PriorResult];
    assert_eq!(ask("full").await, Err(proofs));
}

#[tokio::test]
async fn a_ward_is_offered_by_name_to_the_guardian() {
    let portal = Portal::start().await;
    let wards = async |person: &str| {
        let browser = portal.signed_in(person).await;
        let me: Me = browser.get("/me?include=family").await.read();
        me.family.unwrap().wards
    };
    let known = wards("guardian").await.unwrap();
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].full_name.as_str(), "Hứa Mẫu Nhờ");
    assert!(
        known[0].personal_id.is_none(),
        "a handle stands for the number"
    );
    let meant =
        json!({ "kind": "ward", "person": { "ref": known[0].r#ref, "fullName": "Hứa Mẫu Nhờ" } });
    // By the handle alone the register tells the number, wherever a service offers its wards by name.
    for service in ["01", "02", "03", "04", "05", "12", "17", "22"] {
        for (want, said) in [
            ("population.personal_id", "089211999067"),
            ("population.birth_date", "2011-11-11"),
        ] {
            let about = meant.clone();
            let read = of(&portal, "guardian", service, "population", want, about, &[]).await;
            assert_eq!(read, Ok(vec![json!(said)]), "{service} {want}");
        }
    }
    assert_eq!(wards("full").await, None);
}

#[tokio::test]
async fn of_the_dead_what_the_case_asks_and_no_more() {
    let portal = Portal::start().await;
    let father = named("deceased", "Tống Mẫu Phụ", "001050999052");
    let ask =
        |person: &'static str, service: &'static str, source: &'static str, want: &'static str| {
            of(&portal, person, service, source, want, father.clone(), &[])
        };
    let notice = ("death-notice", "death_notice.death_date");
    let died = Ok(vec![json!("2026-11-20")]);
    assert_eq!(ask("bereaved", "10", notice.0, notice.1).await, died);
    // The insurance number is for the benefits of 16; the registration of a death alone does not need it.
    let insured = ("social-insurance", "social_insurance.number");
    assert_eq!(
        ask("bereaved", "10", insured.0, insured.1).await,
        Ok(vec![])
    );
    let number = Ok(vec![json!("0199990052")]);
    assert_eq!(ask("bereaved", "16", insured.0, insured.1).await, number);
    let proofs = vec![
        ProofKind::RegisterLink,
        ProofKind::PriorResult,
        ProofKind::Upload,
    ];
    assert_eq!(
        ask("full", "10", notice.0, notice.1).await,
        Err(proofs.clone())
    );
    // Whoever has the duty to report brings the notice; it must be an upload of their own.
    let mut reported = father.clone();
    let browser = portal.signed_in("full").await;
    let upload = sample::uploaded(&browser, &sample::pdf(), "giấy báo tử.pdf").await;
    reported["proof"] = json!({ "kind": "upload", "uploadId": upload });
    let by = |person: &'static str| {
        of(
            &portal,
            person,
            "10",
            notice.0,
            notice.1,
            reported.clone(),
            &[],
        )
    };
    assert_eq!(by("full").await, died);
    assert_eq!(by("plain").await, Err(proofs.clone()));
    // A living relative is nobody's deceased.
    let spouse = named("deceased", "Phạm Văn Toàn", "036093999004");
    let living = of(
        &portal,
        "full",
        "10",
        "population",
        "population.gender",
        spouse,
        &[],
    );
    assert_eq!(living.await, Err(proofs));
}

#[tokio::test]
async fn a_member_of_the_household_is_one_row() {
    let portal = Portal::start().await;
    let member = named("household-member", "Ninh Thị Mẫu Hộ", "079182999057");
    let want = "residence.members[].full_name";
    let ask = |person: &'static str| {
        of(
            &portal,
            person,
            "17",
            "residence",
            want,
            member.clone(),
            &[],
        )
    };
    let browser = portal.signed_in("household-of-four").await;
    let defined = portal.running.state.definitions.service("17").unwrap();
    let question = Question {
        service: defined.in_language(sandbox::conventions::Language::Vi),
        source: "residence",
        want: &[want.to_owned(), "residence.head_name".to_owned()],
        subject: member.clone(),
        keys: std::collections::BTreeMap::new(),
    };
    let answer = question.ask(&browser).await.unwrap();
    let attributes = &answer.sources[0].records[0].attributes;
    assert_eq!(
        attributes["members[]"].value,
        Some(json!([{ "full_name": "Ninh Thị Mẫu Hộ" }]))
    );
    assert_eq!(attributes.len(), 1, "the head stands in no row of hers");
    let proofs = vec![ProofKind::RegisterLink, ProofKind::Confirmation];
    assert_eq!(ask("full").await, Err(proofs));
}

/// Who was chosen by name is meant by the handle of operation 9 alone; their own records fill, not those of who asks.
#[tokio::test]
async fn a_relative_chosen_by_name_is_read_by_handle() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let me = browser.get("/me?include=family,household").await.json();
    let child = &me["family"]["children"][0];
    assert_eq!(child["fullName"], "Phạm Mẫu Bình");
    assert_eq!(child.get("personalId"), None, "the number is not told");
    let named = |handle: &Value, name: &str| json!({ "kind": "child", "person": { "ref": handle, "fullName": name } });
    let want = ["population.full_name", "population.personal_id"];
    let read = ask(
        &portal,
        &browser,
        named(&child["ref"], "Phạm Mẫu Bình"),
        &["population"],
        &want,
        json!({}),
    );
    let answer: PrefillAnswer = read.await.read();
    let said = &answer.sources[0].records[0].attributes;
    assert_eq!(said["personal_id"].value, Some(json!("001220999005")));
    // The handle of the wife or husband is nobody's child, whatever name stands beside it.
    let spouse = &me["family"]["spouse"]["ref"];
    let other = ask(
        &portal,
        &browser,
        named(spouse, "Phạm Mẫu Bình"),
        &["population"],
        &want,
        json!({}),
    );
    other.await.problem(ProblemKind::RepresentationNotProved);
}

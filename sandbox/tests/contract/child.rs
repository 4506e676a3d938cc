//! From a child's number and name to a filled form: definition, operation 16, merge (contract 3.1, 4.5).

use std::collections::{BTreeMap, BTreeSet};

use forms::answers::{Answers, Reader};
use forms::asks::asks;
use forms::definition::Service;
use forms::fact::{Fact, FactValue, Provenance};
use forms::merge::{Before, Merged, merge};
use forms::place::Place;
use portal_api::{PrefillAnswer, ProblemKind};
use sandbox::conventions::Language;
use serde_json::{Value, json};
use vietnam::CivilDate;

use crate::browser::{Browser, Portal, Reply, TODAY, consent};

const TEMPORARY_RESIDENCE: &str = "1.004194";

fn service(portal: &Portal) -> Service {
    let defined = portal
        .running
        .state
        .definitions
        .of_procedure(TEMPORARY_RESIDENCE)
        .unwrap();
    defined.in_language(Language::Vi).clone()
}

/// A parent registers a child in a rented dwelling, and has typed these.
fn typed(answers: &[(&str, &str)]) -> Answers {
    let case = [
        ("filing_for", "other"),
        ("guardian_relation", "mother"),
        ("request_kind", "new"),
        ("case", "rent_borrow"),
    ];
    let all = case.iter().chain(answers);
    Answers {
        today: CivilDate::parse_iso(TODAY).unwrap(),
        values: all
            .map(|&(id, value)| (Place::of(id), json!(value)))
            .collect(),
        rows: BTreeMap::new(),
    }
}

/// Asks the population about the child, in the words of the definition, with the answers as keys.
async fn ask(browser: &Browser, service: &Service, answers: &Answers) -> Reply {
    let found = asks(service, answers);
    let ask = found
        .iter()
        .find(|ask| ask.source.id == "population")
        .unwrap();
    assert_eq!(
        (ask.source.about.as_slice(), ask.waits_for.len()),
        (&["child".to_owned()][..], 0)
    );
    let person =
        json!({ "fullName": ask.keys["full_name"], "personalId": ask.keys["personal_id"] });
    let consents = consent(browser, TEMPORARY_RESIDENCE, &["population"]).await;
    let body = json!({
        "procedureCode": TEMPORARY_RESIDENCE, "caseCode": "04.rent-borrow", "formVersion": service.form_version,
        "subject": { "kind": "child", "person": person, "proof": { "kind": "register-link" } },
        "sources": ["population"], "want": ask.source.want, "keys": { "population": ask.keys }, "consentIds": consents,
    });
    browser.post("/prefill", body).await
}

fn merged(service: &Service, answers: &Answers, answer: &PrefillAnswer) -> Merged {
    let records = answer.sources.iter().flat_map(|source| &source.records);
    let facts: Vec<Fact> = records
        .flat_map(|record| {
            record.attributes.iter().map(move |(attribute, said)| {
                let cited = format!("{}.{attribute}", record.record_kind);
                Fact {
                    record: record.record_kind.to_string(),
                    concept: service.concepts[&cited].clone(),
                    attribute: attribute.clone(),
                    record_id: record.record_id.to_string(),
                    row: None,
                    subject: "child".into(),
                    value: FactValue::Value(said.value.clone().unwrap()),
                    provenance: Provenance {
                        id: said.prov.to_string(),
                        source: "population".into(),
                        verified: true,
                        ..Provenance::default()
                    },
                }
            })
        })
        .collect();
    let before = Before {
        former: &(),
        origins: &BTreeMap::new(),
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    merge(service, answers, before, &facts)
}

#[tokio::test]
async fn a_childs_data_fill_the_form_of_a_parent() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let service = service(&portal);
    let answers = typed(&[
        ("personal_id", "001220999005"),
        ("full_name", "Phạm Mẫu Bình"),
    ]);
    let answer: PrefillAnswer = ask(&browser, &service, &answers).await.read();
    let found = merged(&service, &answers, &answer);
    let fills: BTreeMap<&str, &Value> = found
        .fills
        .iter()
        .map(|fill| (fill.place.field.as_str(), &fill.value))
        .collect();
    assert_eq!(
        fills.keys().copied().collect::<Vec<_>>(),
        ["date_of_birth", "gender", "permanent_address"]
    );
    assert_eq!(
        (
            fills["date_of_birth"],
            &fills["permanent_address"]["commune"]
        ),
        (&json!("2020-06-01"), &json!("00004"))
    );
    assert_eq!(found.conflicts, [], "number and name are what was typed");

    // The same facts say nothing about a parent who files for themselves.
    let mut own = answers;
    own.values.insert(Place::of("filing_for"), json!("self"));
    own.values.remove(&Place::of("full_name"));
    assert_eq!(own.answer(&Place::of("full_name")), None);
    assert_eq!(merged(&service, &own, &answer), Merged::default());
}

#[tokio::test]
async fn a_strangers_child_stays_unread() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let answers = typed(&[
        ("personal_id", "001220999005"),
        ("full_name", "Phạm Mẫu Bình"),
    ]);
    ask(&browser, &service(&portal), &answers)
        .await
        .problem(ProblemKind::RepresentationNotProved);
}

//! Whom a dossier is for (contract 4.6, `applicant`), by the answers of the services themselves.

use crate::support::answers_of;
use forms::author::{compile, files::Files};
use forms::definition::Service;
use forms::whose::{Named, filed_for, named};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) fn services() -> BTreeMap<String, Service> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = Files::read(&root).unwrap();
    let service = |source| compile::to_service(source, "vi").unwrap();
    let all = files.services.iter().map(service);
    all.map(|service| (service.id.clone(), service)).collect()
}

/// Whom the dossiers of a table are for.
#[track_caller]
fn check(table: &[(&str, Value, &[&str])]) {
    let services = services();
    for (id, data, expected) in table {
        let service = &services[*id];
        let answers = answers_of(service, data);
        assert_eq!(filed_for(service, &answers), *expected, "{id} {data}");
    }
}

#[test]
fn a_dossier_is_for_whom_the_case_says() {
    let other = |role: &str, value: &str| json!({ "filing_for": "other", role: value });
    check(&[
        ("01", json!({ "filing_for": "self" }), &[]),
        (
            "01",
            json!({ "filing_for": "represented" }),
            &["child", "ward"],
        ),
        ("02", json!({ "filing_for": "child" }), &["child", "ward"]),
        ("03", other("declarant_role", "guardian"), &["ward"]),
        (
            "03",
            other("declarant_role", "agent"),
            &["other-by-authorisation"],
        ),
        ("04", other("guardian_relation", "mother"), &["child"]),
        ("04", other("guardian_relation", "guardian"), &["ward"]),
        // Who files a list of people is nobody's guardian.
        ("04", other("case", "list"), &[]),
        ("12", json!({ "case": "lost_child" }), &["child", "ward"]),
        ("12", json!({ "case": "renew_adult" }), &[]),
        ("22", json!({ "filing_for": "spouse" }), &["spouse"]),
        // Who marries, or reports a birth or a death, files for themselves.
        ("11", json!({ "filing_party": "groom" }), &[]),
        ("09", json!({ "requester_relation": "mother" }), &[]),
        ("10", json!({ "requester_relation": "child" }), &[]),
        // Nothing is answered yet.
        ("22", json!({}), &[]),
    ]);
}

#[test]
fn whoever_has_come_of_age_is_no_child() {
    let child = |born: &str| json!({ "filing_for": "other", "guardian_relation": "father", "lacks_capacity": true, "date_of_birth": born });
    let insured =
        |born: &str| json!({ "filing_for": "other", "first_card": true, "ts_birth_date": born });
    let convicted = |born: &str| json!({ "filing_for": "child", "date_of_birth": born });
    let represented = |born: &str| json!({ "filing_for": "represented", "date_of_birth": born });
    check(&[
        // The day before they are 18, and the day they are.
        ("04", child("2008-11-26"), &["child", "ward"]),
        ("04", child("2008-11-25"), &["ward"]),
        ("01", represented("2015"), &["child", "ward"]),
        ("01", represented("1990"), &["ward"]),
        // Of somebody born in 2008 nobody knows.
        ("01", represented("2008"), &["child", "ward"]),
        (
            "17",
            insured("2020-06-01"),
            &["household-member", "child", "ward"],
        ),
        ("17", insured("1960"), &["household-member", "ward"]),
        (
            "17",
            json!({ "filing_for": "other", "first_card": false }),
            &["household-member"],
        ),
        ("22", convicted("2015-06-01"), &["child"]),
        ("22", convicted("2000-06-01"), &["other-by-authorisation"]),
    ]);
}

#[test]
fn whom_it_is_for_is_named_by_their_part_of_the_form() {
    let services = services();
    let answers = |id: &str, data: Value| answers_of(&services[id], &data);
    let child = json!({ "case": "lost_child", "child_full_name": "Mẫu An", "child_date_of_birth": "2020-06-01", "rep_full_name": "Mẫu Mẹ" });
    let found = named(&services["12"], &answers("12", child)).unwrap();
    assert_eq!(found.name.as_deref(), Some("Mẫu An"));
    let own = answers(
        "12",
        json!({ "case": "renew_adult", "full_name": "Mẫu An" }),
    );
    assert_eq!(named(&services["12"], &own), None);
    let school = answers("13", json!({ "org_name": "Trường Mẫu" }));
    assert_eq!(filed_for(&services["13"], &school), ["organisation"]);
    let expected = Named {
        name: Some("Trường Mẫu".into()),
        ..Named::default()
    };
    assert_eq!(named(&services["13"], &school), Some(expected));
    let nothing = answers("13", json!({}));
    assert_eq!(filed_for(&services["13"], &nothing), [""; 0]);
}

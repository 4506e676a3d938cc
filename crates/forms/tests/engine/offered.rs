//! Whoever is offered by name in any service fills their part of the form, once their record is read.

use crate::support::{answers_of, at, fact};
use crate::whose::services;
use forms::definition::Service;
use forms::fact::Fact;
use forms::merge::{Before, merge};
use forms::whose::{BY_NAME, sought};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const NAME: &str = "Mẫu An";
const NUMBER: &str = "089211999067";

/// Service, answers with which they are offered, who, and the fields of name and number.
fn offers() -> Vec<(&'static str, Value, &'static str, [&'static str; 2])> {
    let own = ["full_name", "personal_id"];
    let dead = ["deceased_name", "deceased_personal_id"];
    let insured = ["ts_name", "ts_personal_id"];
    let convicted = ["full_name", "id_no"];
    let of_child = ["child_full_name", "child_personal_id"];
    let first_card = || json!({ "filing_for": "other", "first_card": true });
    let for_kind = |kind: &str| json!({ "filing_for": kind, "subject": "citizen" });
    vec![
        ("01", json!({ "filing_for": "represented" }), "child", own),
        ("01", json!({ "filing_for": "represented" }), "ward", own),
        ("02", json!({ "filing_for": "child" }), "child", own),
        ("02", json!({ "filing_for": "child" }), "ward", own),
        (
            "03",
            json!({ "filing_for": "other", "declarant_role": "parent" }),
            "child",
            own,
        ),
        (
            "03",
            json!({ "filing_for": "other", "declarant_role": "guardian" }),
            "ward",
            own,
        ),
        (
            "04",
            json!({ "filing_for": "other", "guardian_relation": "mother" }),
            "child",
            own,
        ),
        (
            "04",
            json!({ "filing_for": "other", "guardian_relation": "guardian" }),
            "ward",
            own,
        ),
        (
            "05",
            json!({ "filing_for": "minor", "guardian_relation": "father" }),
            "child",
            own,
        ),
        (
            "05",
            json!({ "filing_for": "minor", "guardian_relation": "guardian" }),
            "ward",
            own,
        ),
        ("10", json!({ "procedure_kind": "first" }), "deceased", dead),
        ("12", json!({ "case": "first_child" }), "child", of_child),
        ("12", json!({ "case": "lost_child" }), "ward", of_child),
        ("12", json!({ "case": "incapable" }), "ward", own),
        (
            "16",
            json!({ "link_selection": "with_funeral" }),
            "deceased",
            dead,
        ),
        ("17", first_card(), "child", insured),
        ("17", first_card(), "ward", insured),
        ("22", for_kind("parent"), "parent", convicted),
        ("22", for_kind("spouse"), "spouse", convicted),
        ("22", for_kind("child"), "child", convicted),
        ("22", for_kind("ward"), "ward", convicted),
        (
            "25",
            json!({ "ground": "inheritance" }),
            "deceased",
            ["current_holder_name", "current_holder_id"],
        ),
    ]
}

/// What the population says of somebody.
fn record(about: &str) -> Vec<Fact> {
    let said = [("full_name", NAME), ("personal_id", NUMBER)];
    let one = |(attribute, value): (&str, &str)| Fact {
        subject: about.to_owned(),
        ..fact(
            "population",
            &format!("population.{attribute}"),
            &format!("person.{attribute}"),
            value.into(),
        )
    };
    said.map(one).into()
}

/// What their record fills, of these fields.
fn filled(service: &Service, data: &Value, about: &str, fields: [&str; 2]) -> Vec<Value> {
    let answers = answers_of(service, data);
    let offered = sought(service, &answers);
    assert!(
        offered.iter().any(|one| one.about == about),
        "{} {data} offers no {about}",
        service.id
    );
    let before = Before {
        former: &(),
        origins: &BTreeMap::new(),
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    let merged = merge(service, &answers, before, &record(about));
    let value = |id: &str| {
        let mut fills = merged.fills.iter();
        let fill = fills.find(|fill| fill.place == at(id));
        fill.map_or(Value::Null, |fill| fill.value.clone())
    };
    fields.map(value).into()
}

#[test]
fn whoever_is_chosen_by_name_fills_their_name_and_number() {
    let services = services();
    for (id, data, about, fields) in offers() {
        let found = filled(&services[id], &data, about, fields);
        assert_eq!(found, [json!(NAME), json!(NUMBER)], "{id} {data} {about}");
    }
}

#[test]
fn everybody_whom_a_service_offers_is_tried() {
    let tried: BTreeSet<(String, String)> = { offers().into_iter() }
        .map(|(id, _, about, _)| (id.to_owned(), about.to_owned()))
        .collect();
    let mut offered = BTreeSet::new();
    for (id, service) in services() {
        for used in service.sources.iter() {
            let named = used.keys.contains_key("full_name");
            let kinds = used.about.iter().filter(|_| named);
            let kinds = kinds.filter(|about| BY_NAME.contains(&about.as_str()));
            offered.extend(kinds.map(|about| (id.clone(), about.clone())));
        }
    }
    assert_eq!(offered, tried);
}

/// A child and a ward stand in the same part of the form: the record of one is never that of the other.
#[test]
fn a_ward_is_no_child_where_the_case_says_which_it_is() {
    let services = services();
    for (id, relation, about) in [("04", "guardian", "child"), ("04", "father", "ward")] {
        let data = json!({ "filing_for": "other", "guardian_relation": relation });
        let service = &services[id];
        let answers = answers_of(service, &data);
        let before = Before {
            former: &(),
            origins: &BTreeMap::new(),
            provenance: &BTreeMap::new(),
            answered: &BTreeSet::new(),
        };
        let merged = merge(service, &answers, before, &record(about));
        assert_eq!(merged.fills, [], "{relation} {about}");
    }
}

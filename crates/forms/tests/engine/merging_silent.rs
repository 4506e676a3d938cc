//! What a record says may tell nothing about a field: then it is silent, and neither fills nor is shown. A code that no
//! definition knows is shown as it came.

use crate::support::{answers_of, at, fact};
use crate::whose::services;
use forms::answers::Answers;
use forms::definition::Service;
use forms::eval::Scope;
use forms::fact::Fact;
use forms::merge::{Before, Merged, merge};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn merged(service: &Service, answers: &Answers, facts: &[Fact]) -> Merged {
    let before = Before {
        former: &(),
        origins: &BTreeMap::new(),
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    merge(service, answers, before, facts)
}

/// What the register of this source says a ward is entitled to.
fn support(source: &str, kind: &str) -> Fact {
    let (cited, concept) = ("social_support.kind", "social_support.kind");
    Fact {
        subject: "ward".to_owned(),
        ..fact(source, cited, concept, kind.into())
    }
}

/// Of a ward born then: the fee group that stands, and what is shown as it came.
fn fee_group(born: &str, said: &[(&str, &str)]) -> (Value, Vec<String>) {
    let service = &services()["22"];
    let data = json!({ "filing_for": "ward", "subject": "citizen", "date_of_birth": born });
    let mut answers = answers_of(service, &data);
    let said = said.iter().map(|(source, kind)| support(source, kind));
    let found = merged(service, &answers, &said.collect::<Vec<_>>());
    let fills = found.fills.into_iter();
    answers
        .values
        .extend(fills.map(|fill| (fill.place, fill.value)));
    let group = Scope::new(service, &answers).answer(&at("fee_group").field);
    let unread = found.unread.into_iter().map(|unread| unread.text);
    (group.unwrap_or_default(), unread.collect())
}

#[test]
fn no_benefit_of_a_register_takes_the_exemption_of_a_child_or_an_old_person() {
    for born in ["2011-11-11", "1960-01-01"] {
        for kind in [
            "merit_relative",
            "social_assistance",
            "social_pension",
            "disability",
        ] {
            let said = [("social-assistance", kind), ("merit", kind)];
            assert_eq!(
                fee_group(born, &said),
                (json!("exempt"), vec![]),
                "{born} {kind}"
            );
        }
    }
}

#[test]
fn a_benefit_counts_where_it_decides_the_fee_and_is_silent_where_it_does_not() {
    let of = |kind: &str| fee_group("2000-01-01", &[("social-assistance", kind)]);
    assert_eq!(of("near_poor_household"), (json!("exempt"), vec![]));
    assert_eq!(of("merit_relative"), (json!("reduced"), vec![]));
    assert_eq!(of("social_assistance"), (Value::Null, vec![]));
    assert_eq!(of("social_pension"), (Value::Null, vec![]));
    // Nobody said what this is.
    assert_eq!(of("hộ mẫu"), (Value::Null, vec!["hộ mẫu".to_owned()]));
    let both = [
        ("social-assistance", "social_assistance"),
        ("merit", "merit_relative"),
    ];
    assert_eq!(fee_group("2000-01-01", &both), (json!("reduced"), vec![]));
}

#[test]
fn who_has_full_capacity_or_is_no_digital_citizen_is_shown_no_code() {
    let services = services();
    for (id, data, cited, value) in [
        (
            "03",
            json!({ "filing_for": "self", "case": "family_b" }),
            "population.legal_capacity",
            json!("full"),
        ),
        ("18", json!({}), "account.digital_citizen", json!(false)),
    ] {
        let service = &services[id];
        let source = if id == "18" { "vneid" } else { "population" };
        let said = fact(source, cited, &service.concepts[cited], value);
        let found = merged(service, &answers_of(service, &data), &[said]);
        assert_eq!(found.unread, [], "{id}");
    }
}

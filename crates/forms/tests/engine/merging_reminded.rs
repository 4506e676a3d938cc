//! Answers of an earlier dossier are proposed where no source answers: to the same person, known by the number.

use crate::merging::{Origins, conflicts, fills, merged, of_mother, service_of_all_facts};
use crate::support::{answers, at, fact, service};
use forms::answers::{Answers, Reader};
use forms::fact::{Fact, PRIOR_DOSSIER, Provenance};
use forms::handover::reminders;
use forms::merge::{Before, merge};
use forms::origin::{How, Origin};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const NUMBER: &str = "001190999008";

/// What a birth registration of this day said, as facts.
fn earlier(code: &str, day: &str, data: &Value) -> Vec<Fact> {
    let by = Provenance {
        id: format!("dossier-{code}"),
        source: PRIOR_DOSSIER.into(),
        issued_on: Some(day.into()),
        ..Provenance::default()
    };
    reminders(&service(), &answers(data), code, &by, &service())
}

/// The mother filed it.
fn of_mother_then(day: &str, number: &str, phone: &str) -> Vec<Fact> {
    let data = json!({
        "birth_case": "both", "foreign": false, "relation": "mother", "child_name": "Lê Mẫu An",
        "mother_name": "Lê Thị Mẫu", "mother_personal_id": number, "phone": phone, "note": "gấp", "price": 5,
        "members": [{ "full_name": "Lê Mẫu Bình" }],
    });
    earlier(day, day, &data)
}

fn number() -> Fact {
    fact(
        "population",
        "population.personal_id",
        "person.personal_id",
        json!(NUMBER),
    )
}

fn now(facts: &[Vec<Fact>]) -> std::collections::BTreeMap<String, Value> {
    let all: Vec<Fact> = facts.concat();
    fills(&merged(&of_mother(), &Origins::new(), &all))
}

#[test]
fn the_same_person_is_reminded_and_no_other() {
    let same = now(&[
        of_mother_then("2026-05-01", NUMBER, "0900000001"),
        vec![number()],
    ]);
    assert_eq!(same["mother_name"], "Lê Thị Mẫu");
    assert_eq!(same["phone"], "0900000001");
    // Another child has another name; choices of the dossier, and rows, are not repeated.
    for own in [
        "child_name",
        "note",
        "price",
        "birth_case",
        "members[].full_name",
    ] {
        assert!(!same.contains_key(own), "{own}");
    }
    let other = now(&[
        of_mother_then("2026-05-01", "001190999009", "0900000001"),
        vec![number()],
    ]);
    assert!(!other.contains_key("mother_name"), "{other:?}");
    assert_eq!(other["phone"], "0900000001", "the account's own dossier");
    let unknown = now(&[of_mother_then("2026-05-01", NUMBER, "0900000001")]);
    assert!(!unknown.contains_key("mother_name"), "{unknown:?}");
}

#[test]
fn nothing_is_read_that_the_form_does_not_ask() {
    let data = json!({
        "birth_case": "both", "foreign": false, "relation": "mother",
        "mother_name": "Lê Thị Mẫu", "mother_personal_id": NUMBER, "phone": "0900000001",
    });
    let by = Provenance {
        source: PRIOR_DOSSIER.into(),
        ..Provenance::default()
    };
    let mut next = service();
    for step in &mut next.steps {
        step.fields.retain(|field| field.concept == "contact.phone");
    }
    let read = reminders(&service(), &answers(&data), "MC.1", &by, &next);
    let mut read: Vec<&str> = read.iter().map(|fact| fact.attribute.as_str()).collect();
    read.sort_unstable();
    assert_eq!(
        read,
        ["mother_personal_id", "phone"],
        "and the number by which a person is known"
    );
}

#[test]
fn the_newest_dossier_reminds_and_any_source_goes_before() {
    let old = of_mother_then("2025-05-01", NUMBER, "0900000001");
    let new = of_mother_then("2026-05-01", NUMBER, "0900000002");
    for facts in [[old.clone(), new.clone()], [new.clone(), old]] {
        assert_eq!(now(&facts)["phone"], "0900000002");
    }
    let profile = fact(
        "profile",
        "profile.phone",
        "contact.phone",
        json!("0900000003"),
    );
    let known = merged(
        &of_mother(),
        &Origins::new(),
        &[new, vec![profile]].concat(),
    );
    assert_eq!(fills(&known)["phone"], "0900000003");
    assert_eq!(conflicts(&known), []);
}

#[test]
fn nothing_that_was_typed_or_emptied_is_touched() {
    let facts = of_mother_then("2026-05-01", NUMBER, "0900000001");
    let typed: Answers = answers(&json!({
        "birth_case": "both", "foreign": false, "relation": "mother", "phone": "0900000009",
    }));
    let kept = merged(&typed, &Origins::new(), &facts);
    assert!(!fills(&kept).contains_key("phone"));
    assert_eq!(conflicts(&kept), [], "an old dossier contradicts nobody");
    let emptied = Origin {
        how: How::Override,
        prov: Some("dossier-2026-05-01".into()),
        original: Some(json!("0900000001")),
        others: Vec::new(),
    };
    let empty = merged(&of_mother(), &[(at("phone"), emptied)].into(), &facts);
    assert!(!fills(&empty).contains_key("phone"));
    assert!(of_mother().answer(&at("phone")).is_none());
}

#[test]
fn a_number_that_is_asked_elsewhere_in_this_case_says_who_it_is() {
    let mut service = service_of_all_facts();
    let is_number = |field: &forms::definition::Field| field.concept == "mother.personal_id";
    let mut steps = service.steps.iter_mut();
    let fields = steps.find_map(|step| {
        let at = step.fields.iter().position(is_number)?;
        Some((&mut step.fields, at))
    });
    let (fields, at) = fields.unwrap();
    // The first of two fields of the same number is not shown here.
    let mut hidden = fields[at].clone();
    hidden.id = forms::place::FieldId::new("mother_number_of_another_case");
    hidden.shown = forms::condition::Condition::Never;
    fields.insert(0, hidden);
    let facts = [
        of_mother_then("2026-05-01", NUMBER, "0900000001"),
        vec![number()],
    ];
    let before = Before {
        former: &(),
        origins: &Origins::new(),
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    let merged = merge(&service, &of_mother(), before, &facts.concat());
    assert_eq!(fills(&merged)["mother_name"], "Lê Thị Mẫu");
}

//! Decisions 19, 20, 23: facts become proposals; a difference is always the citizen's to decide.

use crate::support::{answers, empty, fact, service};
use forms::answers::Answers;
use forms::definition::Service;
use forms::fact::{Fact, FactValue};
use forms::merge::{Before, Merged, merge};
use forms::origin::{How, Origin};
use forms::place::Place;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::slice::from_ref;

pub(crate) type Origins = BTreeMap<Place, Origin>;

pub(crate) fn of_mother() -> Answers {
    answers(&json!({"birth_case": "both", "foreign": false, "relation": "mother"}))
}

/// The sample, asking no source in particular: every fact counts.
pub(crate) fn service_of_all_facts() -> Service {
    Service {
        sources: Vec::new(),
        ..service()
    }
}

pub(crate) fn merged(answers: &Answers, origins: &Origins, facts: &[Fact]) -> Merged {
    let before = Before {
        former: &(),
        origins,
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    merge(&service_of_all_facts(), answers, before, facts)
}

/// What is filled: place and value.
pub(crate) fn fills(merged: &Merged) -> BTreeMap<String, Value> {
    merged
        .fills
        .iter()
        .map(|fill| (fill.place.field.to_string(), fill.value.clone()))
        .collect()
}

/// What is in conflict: place, values of the sources, typed value.
pub(crate) fn conflicts(merged: &Merged) -> Vec<(String, Vec<Value>, Option<Value>)> {
    let values = |conflict: &forms::merge::Conflict| {
        conflict
            .candidates
            .iter()
            .map(|c| c.value.clone())
            .collect()
    };
    merged
        .conflicts
        .iter()
        .map(|c| (c.place.field.to_string(), values(c), c.typed.clone()))
        .collect()
}

pub(crate) fn name(source: &str, value: &str) -> Fact {
    let record = if source == "birth-notice" {
        "birth_notice.mother_name"
    } else {
        "population.full_name"
    };
    let concept = if source == "birth-notice" {
        "mother.full_name"
    } else {
        "person.full_name"
    };
    let subject = if source == "birth-notice" {
        "child"
    } else {
        "self"
    };
    Fact {
        subject: subject.into(),
        ..fact(source, record, concept, json!(value))
    }
}

pub(crate) fn origin(how: How) -> Origin {
    Origin {
        how,
        prov: Some("p-old".into()),
        original: None,
        others: Vec::new(),
    }
}

#[test]
fn role_rules_say_whose_record_fills_whom() {
    let mine = name("population", "Lê Thị Mẫu");
    assert_eq!(
        fills(&merged(&of_mother(), &Origins::new(), from_ref(&mine))),
        [("mother_name".into(), json!("Lê Thị Mẫu"))].into()
    );
    let father = answers(&json!({"birth_case": "both", "relation": "father"}));
    assert_eq!(
        fills(&merged(&father, &Origins::new(), from_ref(&mine))),
        BTreeMap::new()
    );
    let spouse = Fact {
        concept: "spouse.full_name".into(),
        ..mine.clone()
    };
    assert_eq!(fills(&merged(&father, &Origins::new(), &[spouse])).len(), 1);
    let my_own_mother = Fact {
        concept: "mother.full_name".into(),
        ..mine
    };
    assert_eq!(
        fills(&merged(
            &of_mother(),
            &Origins::new(),
            from_ref(&my_own_mother)
        )),
        BTreeMap::new()
    );
    let childs = Fact {
        subject: "child".into(),
        ..my_own_mother
    };
    assert_eq!(
        fills(&merged(&of_mother(), &Origins::new(), &[childs])).len(),
        1
    );
}

#[test]
fn without_a_role_rule_the_holder_is_the_person_who_asks() {
    let book = |subject: &str| Fact {
        subject: subject.into(),
        ..fact(
            "social-insurance",
            "insurance.full_name",
            "person.full_name",
            json!("Lê Thị Mẫu"),
        )
    };
    let filled = |fact: Fact| fills(&merged(&empty(), &Origins::new(), &[fact]));
    assert_eq!(
        filled(book("self")),
        [("insured_name".into(), json!("Lê Thị Mẫu"))].into()
    );
    assert_eq!(filled(book("child")), BTreeMap::new());
}

#[test]
fn a_fact_fills_only_a_field_that_names_its_source() {
    let unlisted = fact(
        "tax",
        "tax.full_name",
        "person.full_name",
        json!("Lê Thị Mẫu"),
    );
    assert_eq!(
        merged(&of_mother(), &Origins::new(), &[unlisted]),
        Merged::default()
    );
    let phone = fact(
        "profile",
        "profile.phone",
        "contact.phone",
        json!("+84912345678"),
    );
    let found = merged(&empty(), &Origins::new(), &[phone]);
    assert_eq!(
        fills(&found),
        [("phone".into(), json!("0912345678"))].into()
    );
    assert_eq!(
        found.fills[0].origin,
        Origin {
            how: How::Auto,
            prov: Some("p-profile".into()),
            original: None,
            others: vec![]
        }
    );
}

#[test]
fn values_that_mean_the_same_are_one_from_the_best_source() {
    let found = merged(
        &of_mother(),
        &Origins::new(),
        &[
            name("birth-notice", "LÊ THỊ HOÀ"),
            name("population", "Lê Thị Hòa"),
        ],
    );
    assert_eq!(
        fills(&found),
        [("mother_name".into(), json!("Lê Thị Hòa"))].into()
    );
    assert_eq!(found.fills[0].provenance.source, "population");
    assert_eq!(found.conflicts, []);
}

#[test]
fn a_difference_is_a_conflict_and_never_the_newest_wins() {
    let mut newer = name("birth-notice", "Lê Thị Hoa");
    newer.provenance.issued_on = Some("2026-11-01".into());
    let found = merged(
        &of_mother(),
        &Origins::new(),
        &[newer, name("population", "Lê Thị Hòa")],
    );
    let expected = (
        "mother_name".into(),
        vec![json!("Lê Thị Hòa"), json!("Lê Thị Hoa")],
        None,
    );
    assert_eq!(
        (fills(&found), conflicts(&found)),
        (BTreeMap::new(), vec![expected])
    );
}

#[test]
fn of_one_source_the_newer_record_is_named_first() {
    let mut old = name("population", "Lê Thị Hoa");
    old.provenance.issued_on = Some("2020-01-01".into());
    let found = merged(
        &of_mother(),
        &Origins::new(),
        &[old, name("population", "Lê Thị Hòa")],
    );
    assert_eq!(
        conflicts(&found)[0].1,
        [json!("Lê Thị Hòa"), json!("Lê Thị Hoa")]
    );
}

#[test]
fn a_year_and_a_date_differ() {
    let year = fact(
        "birth-notice",
        "birth_notice.birth_date",
        "child.birth_date",
        json!("2026"),
    );
    let day = fact(
        "birth-notice",
        "birth_notice.other",
        "child.birth_date",
        json!("2026-09-20"),
    );
    let found = merged(
        &answers(&json!({"birth_case": "unknown"})),
        &Origins::new(),
        &[year, day],
    );
    assert_eq!(conflicts(&found).len(), 1);
}

#[test]
fn what_the_field_cannot_hold_is_shown_as_it_came() {
    let unread = |mut fact: Fact, raw: Option<&str>| {
        if let Some(raw) = raw {
            fact.value = FactValue::Raw(raw.into());
        }
        let found = merged(&of_mother(), &Origins::new(), &[fact]);
        let untouched = |unread: &forms::merge::Unread| {
            found.fills.iter().all(|fill| fill.place != unread.place)
        };
        assert!(found.conflicts.is_empty() && found.unread.iter().all(untouched));
        found
            .unread
            .into_iter()
            .map(|unread| unread.text)
            .collect::<Vec<_>>()
    };
    let phone = fact(
        "profile",
        "profile.phone",
        "contact.phone",
        json!("+1 202 555 0100"),
    );
    assert_eq!(unread(phone.clone(), None), ["+1 202 555 0100"]);
    assert_eq!(
        unread(phone.clone(), Some("gọi sau 17 giờ")),
        ["gọi sau 17 giờ"]
    );
    assert_eq!(unread(phone, Some(" ")), [""; 0]);
    let code = fact(
        "birth-notice",
        "birth_notice.code",
        "birth.notice_code",
        json!("số 5"),
    );
    assert_eq!(unread(code, None), ["số 5"]);
    let id = fact(
        "population",
        "population.personal_id",
        "person.personal_id",
        json!("0000000000"),
    );
    assert_eq!(unread(id, None), ["0000000000"]);
}

#[test]
fn a_placeholder_is_a_value_like_any_other() {
    let zeros = fact(
        "vneid",
        "account.old_id",
        "person.old_id",
        json!("0000000000"),
    );
    let number = fact(
        "population",
        "population.old_id",
        "person.old_id",
        json!(123_456_789),
    );
    let found = merged(&of_mother(), &Origins::new(), &[zeros, number]);
    let expected = (
        "mother_old_id".into(),
        vec![json!("123456789"), json!("0000000000")],
        None,
    );
    assert_eq!(
        conflicts(&found),
        [expected],
        "a number in a text field is its digits"
    );
}

#[test]
fn a_record_may_mean_another_answer_and_open_further_fields() {
    let notice = fact(
        "birth-notice",
        "birth_notice.code",
        "birth.notice_code",
        json!("00001.GCS.00001.26"),
    );
    let found = fills(&merged(&empty(), &Origins::new(), &[notice]));
    assert_eq!(
        found,
        [
            ("has_notice".into(), json!("electronic")),
            ("notice_code".into(), json!("00001.GCS.00001.26"))
        ]
        .into()
    );
}

#[test]
fn fields_that_are_not_shown_get_nothing() {
    let unknown = answers(&json!({"birth_case": "unknown", "relation": "mother"}));
    assert_eq!(
        merged(
            &unknown,
            &Origins::new(),
            &[name("population", "Lê Thị Mẫu")]
        ),
        Merged::default()
    );
}

//! Only what a source is asked counts; what was filled by it goes when it is not asked any more.

use crate::merging::{Origins, fills, name, origin};
use crate::support::{answers, at, condition, fact, service};
use forms::answers::Answers;
use forms::definition::{Service, SourceRef, SourceUse};
use forms::fact::{Fact, Provenance};
use forms::merge::{Before, Merged, Voice, merge};
use forms::origin::{How, Origin, Other};
use forms::place::Place;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn used(id: &str, when: Value, about: &str, want: &str) -> SourceUse {
    SourceUse {
        id: id.into(),
        name: String::new(),
        short: String::new(),
        when: condition(when),
        about: vec![about.into()],
        want: vec![want.into()],
        keys: BTreeMap::new(),
    }
}

fn is(field: &str, value: Value) -> Value {
    json!({ "compare": [{ "field": field }, "is", { "value": value }] })
}

/// The population is asked about the mother only when she files; the birth notice always, about the child.
fn asking() -> Service {
    let mut service = service();
    service.sources = vec![
        used(
            "population",
            is("relation", json!("mother")),
            "self",
            "population.full_name",
        ),
        used(
            "birth-notice",
            json!("always"),
            "child",
            "birth_notice.mother_name",
        ),
    ];
    service.roles.retain(|rule| rule.is != "person");
    service.roles.push(forms::definition::RoleRule {
        role: "mother".into(),
        is: "person".into(),
        of: "self".into(),
        records: Vec::new(),
        when: condition(json!("always")),
    });
    service
}

fn of(relation: &str) -> Answers {
    answers(&json!({ "birth_case": "both", "foreign": false, "relation": relation }))
}

/// Merges where every filled answer came from the population.
fn again(answers: &Answers, origins: &Origins, answered: &[&str], facts: &[Fact]) -> Merged {
    let provenance = BTreeMap::from([(
        "p-old".to_owned(),
        Provenance {
            source: "population".into(),
            ..Provenance::default()
        },
    )]);
    let before = Before {
        former: &(),
        origins,
        provenance: &provenance,
        answered: &answered.iter().map(|&id| Voice::of(id, "self")).collect(),
    };
    merge(&asking(), answers, before, facts)
}

fn filled(relation: &str, how: How) -> (Answers, Origins) {
    let mut answers = of(relation);
    answers
        .values
        .insert(at("mother_name"), json!("Lê Thị Mẫu"));
    (answers, [(at("mother_name"), origin(how))].into())
}

fn withdrawn(merged: &Merged) -> Vec<String> {
    let places = merged.withdrawn.iter();
    places.map(|place| place.field.to_string()).collect()
}

#[test]
fn what_no_holding_source_wants_fills_nothing() {
    let none = Origins::new();
    let mine = name("population", "Lê Thị Mẫu");
    let facts = [mine.clone()];
    assert_eq!(fills(&again(&of("mother"), &none, &[], &facts)).len(), 1);
    for (relation, fact) in [
        ("father", mine.clone()),
        // Another subject, another attribute of the same source.
        (
            "mother",
            Fact {
                subject: "child".into(),
                ..mine.clone()
            },
        ),
        (
            "mother",
            Fact {
                attribute: "mother_name".into(),
                ..mine.clone()
            },
        ),
    ] {
        assert_eq!(
            again(&of(relation), &none, &[], &[fact]),
            Merged::default(),
            "{relation}"
        );
    }
}

#[test]
fn what_the_service_asks_nobody_for_counts_always() {
    let mut service = asking();
    let sources = service.steps.iter_mut().flat_map(|step| &mut step.fields);
    for field in sources.filter(|field| field.id.as_str() == "mother_name") {
        field.sources.push(SourceRef {
            id: "card-qr".into(),
            from: None,
            means: BTreeMap::new(),
        });
    }
    let card = fact(
        "card-qr",
        "identity.full_name",
        "person.full_name",
        json!("Lê Thị Mẫu"),
    );
    let before = Before {
        former: &(),
        origins: &Origins::new(),
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    let merged = merge(&service, &of("father"), before, &[card]);
    assert_eq!(fills(&merged).len(), 1);
}

#[test]
fn a_filled_answer_goes_with_its_source_and_a_typed_one_stays() {
    let facts = [name("population", "Lê Thị Mẫu")];
    let (answers, origins) = filled("father", How::Auto);
    assert_eq!(
        withdrawn(&again(&answers, &origins, &[], &facts)),
        ["mother_name"]
    );
    assert_eq!(
        withdrawn(&again(&answers, &origins, &[], &[])),
        ["mother_name"],
        "a source that is not asked need not answer first"
    );
    for how in [How::Manual, How::Override] {
        let (answers, origins) = filled("father", how);
        assert_eq!(
            again(&answers, &origins, &["population"], &facts),
            Merged::default()
        );
    }
    let (answers, _) = filled("father", How::Auto);
    assert_eq!(
        again(&answers, &Origins::new(), &["population"], &facts),
        Merged::default(),
        "without an origin it was typed"
    );
}

#[test]
fn an_answer_waits_for_its_source_and_goes_when_that_knows_nothing() {
    let (answers, origins) = filled("mother", How::Auto);
    assert_eq!(again(&answers, &origins, &[], &[]), Merged::default());
    assert_eq!(
        withdrawn(&again(&answers, &origins, &["population"], &[])),
        ["mother_name"]
    );
    let facts = [name("population", "Lê Thị Hoa")];
    let merged = again(&answers, &origins, &[], &facts);
    assert_eq!(
        (withdrawn(&merged), fills(&merged)),
        (
            Vec::new(),
            [("mother_name".into(), json!("Lê Thị Hoa"))].into()
        ),
        "a newer value takes its place"
    );
}

#[test]
fn an_answer_that_was_chosen_goes_when_its_source_is_not_asked_any_more() {
    let facts = [
        name("population", "Lê Thị Mẫu"),
        name("birth-notice", "Lê Thị Hoa"),
    ];
    let chosen = |relation: &str| {
        let (answers, _) = filled(relation, How::Auto);
        let others = vec![Other {
            value: json!("Lê Thị Hoa"),
            prov: "p-birth-notice".into(),
        }];
        let chosen = Origin {
            others,
            ..origin(How::Auto)
        };
        (answers, Origins::from([(at("mother_name"), chosen)]))
    };
    let (answers, origins) = chosen("mother");
    assert_eq!(again(&answers, &origins, &[], &facts), Merged::default());
    let (answers, origins) = chosen("father");
    assert_eq!(
        withdrawn(&again(&answers, &origins, &[], &facts[..1])),
        ["mother_name"]
    );
    let merged = again(&answers, &origins, &[], &facts);
    assert_eq!(
        (withdrawn(&merged), fills(&merged)),
        (
            Vec::new(),
            [("mother_name".into(), json!("Lê Thị Hoa"))].into()
        ),
        "the other one is all that is left"
    );
}

#[test]
fn a_conflict_goes_with_one_of_its_sources() {
    let facts = [
        name("population", "Lê Thị Mẫu"),
        name("birth-notice", "Lê Thị Hoa"),
    ];
    let (answers, origins) = filled("mother", How::Auto);
    let merged = again(&answers, &origins, &[], &facts);
    assert_eq!(
        (merged.conflicts.len(), withdrawn(&merged)),
        (1, vec!["mother_name".into()]),
        "while it is open nothing stands there"
    );
    let merged = again(&of("father"), &Origins::new(), &[], &facts);
    assert_eq!((merged.conflicts.len(), merged.fills.len()), (0, 1));
}

#[test]
fn what_was_filled_decides_what_else_is_wanted() {
    let mut service = asking();
    // The population is asked once the birth notice has named the mother.
    service.sources[0].when = condition(json!({ "answered": "mother_name" }));
    service.sources[0].want = vec!["population.old_id".into()];
    let facts = [
        name("birth-notice", "Lê Thị Mẫu"),
        fact(
            "population",
            "population.old_id",
            "person.old_id",
            json!("012345678"),
        ),
    ];
    let merge_with = |facts: &[Fact]| {
        let before = Before {
            former: &(),
            origins: &Origins::new(),
            provenance: &BTreeMap::new(),
            answered: &BTreeSet::new(),
        };
        let merged = merge(&service, &of("father"), before, facts);
        let places = merged.fills.into_iter().map(|fill| fill.place);
        places.collect::<BTreeSet<Place>>()
    };
    assert!(merge_with(&facts[1..]).is_empty());
    assert_eq!(
        merge_with(&facts),
        [at("mother_name"), at("mother_old_id")].into()
    );
}

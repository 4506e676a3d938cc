//! A source has answered about whom it was asked, not about others: what it filled of somebody else stays meanwhile.

use crate::merging::{Origins, origin};
use crate::support::{answers_of, at, condition, fact, small};
use forms::answers::Answers;
use forms::definition::{Service, SourceUse};
use forms::fact::{Fact, Provenance};
use forms::merge::{Before, Voice, abouts, merge};
use forms::origin::How;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The population is asked about the person, and about the child where the person files for one.
fn service() -> Service {
    let name = |id: &str, concept: &str| json!({ "id": id, "concept": concept, "label": id, "kind": { "person-name": {} }, "sources": [{ "id": "population" }] });
    let relation = json!({ "id": "relation", "concept": "requester.relation", "label": "r", "kind": { "text": {} } });
    let is_parent = || json!({ "compare": [{ "field": "relation" }, "is", { "value": "parent" }] });
    let roles = json!([
        { "role": "requester", "is": "person", "of": "self" },
        { "role": "child", "is": "person", "of": "child", "when": is_parent() },
        { "role": "child", "is": "person", "of": "self", "when": { "not": is_parent() } },
    ]);
    let fields = json!([
        relation,
        name("own_name", "requester.full_name"),
        name("child_name", "child.full_name")
    ]);
    let mut service = small(fields, roles);
    let asked = |about: &str, when: Value| SourceUse {
        id: "population".into(),
        name: String::new(),
        short: String::new(),
        when: condition(when),
        about: vec![about.into()],
        want: vec!["population.full_name".into()],
        keys: BTreeMap::new(),
    };
    service.sources = vec![asked("self", json!("always")), asked("child", is_parent())];
    let concept = ("population.full_name".into(), "person.full_name".into());
    service.concepts.extend([concept]);
    service
}

/// A draft that was opened again: both names were filled by the population, each from a record of its own.
fn draft(service: &Service, relation: &str) -> (Answers, Origins) {
    let data = json!({ "relation": relation, "own_name": "Lê Thị Hoa", "child_name": "Lê Mẫu An" });
    let by = |record: &str| forms::origin::Origin {
        prov: Some(record.to_owned()),
        ..origin(How::Auto)
    };
    let origins = [
        (at("own_name"), by("p-own")),
        (at("child_name"), by("p-child")),
    ];
    (answers_of(service, &data), origins.into())
}

fn proofs(about: Option<[&str; 2]>) -> BTreeMap<String, Provenance> {
    let one = |at: usize, key: &str| {
        let provenance = Provenance {
            source: "population".into(),
            about: about.map(|about| about[at].to_owned()),
            ..Provenance::default()
        };
        (key.to_owned(), provenance)
    };
    [one(0, "p-own"), one(1, "p-child")].into()
}

/// The fields whose filled answers go, after the population has answered, with nothing, about these subjects.
#[track_caller]
fn check(relation: &str, about: Option<[&str; 2]>, answered: &[&str], gone: &[&str]) {
    let service = service();
    let (answers, origins) = draft(&service, relation);
    let answered = answered.iter().map(|about| Voice::of("population", *about));
    let before = Before {
        former: &(),
        origins: &origins,
        provenance: &proofs(about),
        answered: &answered.collect(),
    };
    let merged = merge(&service, &answers, before, &[]);
    let withdrawn = merged.withdrawn.iter().map(|place| place.field.as_str());
    assert_eq!(withdrawn.collect::<Vec<_>>(), gone, "{relation} {about:?}");
}

#[test]
fn an_answer_about_oneself_takes_nothing_from_the_child() {
    for about in [None, Some(["self", "child"])] {
        check("parent", about, &[], &[]);
        check("parent", about, &["self"], &["own_name"]);
        check("parent", about, &["child"], &["child_name"]);
        check(
            "parent",
            about,
            &["self", "child"],
            &["child_name", "own_name"],
        );
    }
}

#[test]
fn what_is_of_somebody_who_is_not_meant_any_more_goes() {
    let about = Some(["self", "child"]);
    check("other", about, &[], &["child_name"]);
    // What was filled of oneself and may now be another's goes as soon as the source has spoken of oneself.
    check(
        "parent",
        Some(["self", "self"]),
        &["self"],
        &["child_name", "own_name"],
    );
}

#[test]
fn an_opened_draft_tells_of_whom_its_records_are() {
    let service = service();
    let told = |relation: &str| {
        let (answers, origins) = draft(&service, relation);
        let found = abouts(&service, &answers, &origins, &proofs(None));
        ["p-own", "p-child"].map(|key| found.get(key).cloned())
    };
    let both = |own: &str, child: &str| [Some(own.to_owned()), Some(child.to_owned())];
    assert_eq!(told("parent"), both("self", "child"));
    assert_eq!(told("other"), both("self", "self"));
}

/// Where a child or a ward may be meant, only the answer itself can tell whose record filled it.
#[test]
fn what_is_filled_says_of_whom_the_record_is() {
    let service = service();
    let (answers, _) = draft(&service, "parent");
    let answers = Answers {
        values: { answers.values.into_iter() }
            .filter(|(place, _)| *place == at("relation"))
            .collect(),
        ..answers
    };
    let said = Fact {
        subject: "child".to_owned(),
        ..fact(
            "population",
            "population.full_name",
            "person.full_name",
            json!("Lê Mẫu An"),
        )
    };
    let before = Before {
        former: &(),
        origins: &BTreeMap::new(),
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    let merged = merge(&service, &answers, before, &[said]);
    let about = merged
        .fills
        .iter()
        .map(|fill| fill.provenance.about.as_deref());
    assert_eq!(about.collect::<Vec<_>>(), [Some("child")]);
}

//! What a look-up gave: it counts while it is offered, and speaks for itself beside the source that it asks.

use crate::merging::{fills, name, origin};
use crate::support::{answers, at, condition, service};
use forms::definition::{Lookup, Service, SourceUse};
use forms::fact::{Fact, Provenance};
use forms::merge::{Before, Merged, Voice, merge};
use forms::origin::{How, Origin};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The population may be looked up when the mother files, and is asked about a child whose record it does not have.
fn looking_up() -> Service {
    let mut service = service();
    service.sources = vec![SourceUse {
        id: "population".into(),
        name: String::new(),
        short: String::new(),
        when: condition(json!("always")),
        about: vec!["child".into()],
        want: vec!["population.full_name".into()],
        keys: BTreeMap::new(),
    }];
    service.roles.clear();
    let lookup = json!({
        "id": "person-match", "when": { "compare": [{ "field": "relation" }, "is", { "value": "mother" }] },
        "after": "mother_name", "text": "Tra cứu", "source": "population", "record": "population",
        "gives": { "full_name": "holder" },
    });
    service.lookups = vec![serde_json::from_value::<Lookup>(lookup).unwrap()];
    service
}

fn looked_up(service: &Service, value: &str) -> Vec<Fact> {
    let mut facts = forms::lookup::facts(
        service,
        &service.lookups[0],
        &json!({ "holder": value }),
        "2026-11-25T08:00:00+07:00",
    );
    // What the mother's name is filled from: the concept of the attribute in this role.
    facts
        .iter_mut()
        .for_each(|fact| fact.concept = "mother.full_name".into());
    facts
}

fn of(relation: &str) -> Value {
    json!({ "birth_case": "both", "foreign": false, "relation": relation })
}

fn merged(data: &Value, filled: bool, answered: &[&str], facts: &[Fact]) -> Merged {
    let service = looking_up();
    let mut data = data.clone();
    let mut origins = BTreeMap::new();
    if filled {
        data["mother_name"] = json!("Lê Mẫu Hoa");
        let origin = Origin {
            prov: Some(service.lookups[0].key()),
            ..origin(How::Auto)
        };
        origins.insert(at("mother_name"), origin);
    }
    let provenance = BTreeMap::from([(
        service.lookups[0].key(),
        Provenance {
            source: "population".into(),
            ..Provenance::default()
        },
    )]);
    let before = Before {
        former: &(),
        origins: &origins,
        provenance: &provenance,
        answered: &answered
            .iter()
            .map(|id| Voice::of_lookup(*id))
            .collect::<BTreeSet<_>>(),
    };
    merge(&service, &answers(&data), before, facts)
}

#[test]
fn what_was_looked_up_fills_while_the_look_up_is_offered() {
    let facts = looked_up(&looking_up(), "Lê Mẫu Hoa");
    let filled = fills(&merged(&of("mother"), false, &[], &facts));
    assert_eq!(filled["mother_name"], json!("Lê Mẫu Hoa"));
    assert!(!fills(&merged(&of("father"), false, &[], &facts)).contains_key("mother_name"));
}

#[test]
fn it_stays_when_the_same_source_answers_to_something_else() {
    let kept = merged(
        &of("mother"),
        true,
        &["population"],
        &[name("population", "Trần Mẫu Nam")],
    );
    assert!(kept.withdrawn.is_empty());
}

#[test]
fn it_goes_when_the_look_up_says_nothing_more_or_is_not_offered() {
    let asked_anew = merged(&of("mother"), true, &["lookup-person-match"], &[]);
    assert!(asked_anew.withdrawn.contains(&at("mother_name")));
    let elsewhere = merged(&of("father"), true, &[], &[]);
    assert!(elsewhere.withdrawn.contains(&at("mother_name")));
}

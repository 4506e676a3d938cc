//! Nothing that comes from outside makes the engine panic or hang.

use crate::merging::service_of_all_facts;
use crate::sending::any_data;
use crate::support::{FewLists, fact, service, today};
use forms::case::choose;
use forms::check::{Dossier, check};
use forms::fact::{Fact, FactValue};
use forms::figures::figures;
use forms::ledger::ledger;
use forms::merge::{Before, merge};
use forms::overlay::apply;
use forms::papers::{Held, papers};
use forms::place::Pointer;
use forms::route::{Known, route};
use forms::send::{from_data, place, to_data, to_draft};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Any JSON at all.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "(?s).{0,12}".prop_map(Value::from),
        "[0-9T:-]{0,17}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map(
                "code|text|value|country|type|number|uploadId|[a-z]{1,6}",
                inner,
                0..5
            )
            .prop_map(|map| json!(map)),
        ]
    })
}

/// Every field of the sample with any JSON.
fn wild_data() -> impl Strategy<Value = Value> {
    let names: Vec<String> = service()
        .fields()
        .map(|field| field.id.leaf().to_owned())
        .collect();
    let count = names.len();
    proptest::collection::vec(any_json(), count).prop_map(move |values| {
        let mut data: serde_json::Map<String, Value> = names.iter().cloned().zip(values).collect();
        data.insert("birth_case".into(), json!("both"));
        data.insert("has_members".into(), json!(true));
        Value::Object(data)
    })
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let service = service();
    let concepts: Vec<String> = service
        .fields()
        .map(|field| field.concept.clone())
        .collect();
    let sources = [
        "vneid",
        "profile",
        "population",
        "birth-notice",
        "residence",
    ];
    let value = prop_oneof![
        any_json().prop_map(FactValue::Value),
        "(?s).{0,12}".prop_map(FactValue::Raw)
    ];
    let row = proptest::option::of(0usize..3);
    (
        proptest::sample::select(concepts),
        proptest::sample::select(sources.to_vec()),
        value,
        row,
    )
        .prop_map(|(concept, source, value, row)| {
            let concept = concept.replace("mother.", "person.");
            Fact {
                value,
                row,
                ..fact(source, "record.attribute", &concept, Value::Null)
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_answers_and_facts_are_survived(
        data in prop_oneof![wild_data(), any_json(), any_data()],
        facts in proptest::collection::vec(any_fact(), 0..12),
        pointer in "(/[a-z_]{0,12}){0,3}|/members/[0-9]{1,25}/birth|(?s).{0,12}",
    ) {
        let service = service();
        let answers = from_data(&service, &data, today(), &BTreeMap::new());
        let before = Before { former: &(), origins: &BTreeMap::new(), provenance: &BTreeMap::new(), answered: &BTreeSet::new() };
        let merged = merge(&service_of_all_facts(), &answers, before, &facts);
        let conflicts: BTreeSet<_> = merged.conflicts.iter().map(|conflict| conflict.place.clone()).collect();
        let origins = merged.fills.into_iter().map(|fill| (fill.place, fill.origin)).collect();
        let known = Known { origins: &origins, provenance: &BTreeMap::new(), conflicts: &conflicts };
        check(&service, &answers, &FewLists, &Dossier { conflicts: conflicts.clone(), ..Dossier::default() });
        route(&service, &answers, &FewLists, known);
        ledger(&service, &answers, known, &BTreeMap::new());
        papers(&service, &answers, &facts, &[Held::default()], &BTreeMap::new(), &[]);
        if let Some(case) = choose(&service, &answers).chosen() {
            figures(&service, case, &answers);
        }
        to_data(&service, &answers);
        to_draft(&service, &answers);
        place(&service, &answers, &Pointer::new(pointer));
    }

    #[test]
    fn any_overlay_is_survived(overlay in any_json(), definition in any_json()) {
        let sample: Value = serde_json::from_str(crate::support::SAMPLE).unwrap();
        let _ = apply(&sample, &overlay);
        let _ = apply(&definition, &overlay);
    }

    #[test]
    fn values_of_any_kind_are_compared_and_shown(a in any_json(), b in any_json()) {
        for field in service().fields() {
            for language in [vietnam::Language::Vi, vietnam::Language::En] {
                forms::value::show(&field.kind, &a, language);
            }
            prop_assert!(forms::compare::same(&field.kind, &a, &a));
            prop_assert_eq!(forms::compare::same(&field.kind, &a, &b), forms::compare::same(&field.kind, &b, &a));
        }
    }
}

//! Rows of a record that are not meant: whoever files stands in the household's record, too.

use crate::merging::{Origins, origin, service_of_all_facts};
use crate::merging_rows::household;
use crate::support::{answers, answers_of, at, fact, field};
use crate::whose::services;
use forms::answers::Answers;
use forms::definition::Service;
use forms::fact::{Fact, Provenance};
use forms::kind::Kind;
use forms::merge::{Before, Merged, merge};
use forms::origin::{How, Origin};
use forms::place::{Place, RowKey};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

fn except_the_mother() -> Service {
    let mut service = service_of_all_facts();
    let fields = service.steps.iter_mut().flat_map(|step| &mut step.fields);
    for list in fields {
        if let Kind::GroupList(limits) = &mut list.kind {
            limits.except = [(field("members[].personal_id"), field("mother_personal_id"))].into();
        }
    }
    service
}

fn merged(answers: &Answers, origins: &Origins, facts: &[Fact]) -> Merged {
    let residence = Provenance {
        source: "residence".into(),
        ..Provenance::default()
    };
    let before = Before {
        former: &(),
        origins,
        provenance: &[("p-old".to_owned(), residence)].into(),
        answered: &BTreeSet::new(),
    };
    merge(&except_the_mother(), answers, before, facts)
}

/// The mother is the second member of the household.
fn with_list() -> Answers {
    answers(
        &json!({ "birth_case": "both", "has_members": true, "mother_personal_id": "001 099 000 002" }),
    )
}

fn row(number: usize) -> RowKey {
    RowKey::of_record("residence", "hh-1", number)
}

#[test]
fn the_row_of_the_one_who_is_excepted_does_not_come() {
    let mut answers = with_list();
    let found = merged(&answers, &Origins::new(), &household());
    assert_eq!(found.rows, [(field("members[]"), vec![row(0)])]);
    assert!(
        found
            .fills
            .iter()
            .all(|fill| fill.place.row == Some(row(0)))
    );
    answers.values.remove(&at("mother_personal_id"));
    let found = merged(&answers, &Origins::new(), &household());
    assert_eq!(found.rows, [(field("members[]"), vec![row(0), row(1)])]);
}

#[test]
fn a_row_that_is_there_leaves_unless_something_was_typed_in_it() {
    let mut answers = with_list();
    answers
        .rows
        .insert(field("members[]"), vec![row(0), row(1)]);
    let mut origins = Origins::new();
    for (column, values) in [
        ("members[].full_name", ["Lê Văn Mẫu", "Lê Thị Mẫu"]),
        ("members[].personal_id", ["001099000001", "001099000002"]),
    ] {
        for (number, value) in values.into_iter().enumerate() {
            let place = Place::in_row(column, row(number));
            answers.values.insert(place.clone(), json!(value));
            origins.insert(place, origin(How::Auto));
        }
    }
    let found = merged(&answers, &origins, &household());
    assert_eq!(found.rows, [(field("members[]"), vec![row(0)])]);
    assert_eq!(
        found.withdrawn,
        ["members[].full_name", "members[].personal_id"]
            .map(|column| Place::in_row(column, row(1)))
            .into()
    );
    let typed = Place::in_row("members[].full_name", row(1));
    origins.insert(typed.clone(), origin(How::Override));
    let found = merged(&answers, &origins, &household());
    assert_eq!(found.rows, [], "both rows stay");
    assert!(!found.withdrawn.contains(&typed));
}

#[test]
fn rows_go_with_their_source_and_removed_ones_stay_away() {
    let mut answers = with_list();
    answers.values.remove(&at("mother_personal_id"));
    answers.rows.insert(field("members[]"), vec![row(0)]);
    let name = |number| Place::in_row("members[].full_name", row(number));
    answers.values.insert(name(0), json!("Lê Văn Mẫu"));
    let taken_out = Origin::without_row(None, &row(1), None);
    let origins: Origins = BTreeMap::from([
        (name(0), origin(How::Auto)),
        (Place::of("members[]"), taken_out),
    ]);
    let found = merged(&answers, &origins, &household());
    assert_eq!(
        (found.rows.len(), found.withdrawn.len()),
        (0, 0),
        "the citizen removed the second row, and that stays noted"
    );
    let other = &household()[..1];
    let other: Vec<Fact> = other
        .iter()
        .map(|fact| Fact {
            record_id: "hh-2".into(),
            ..fact.clone()
        })
        .collect();
    let found = merged(&answers, &origins, &other);
    assert_eq!(
        found.rows,
        [(
            field("members[]"),
            vec![RowKey::of_record("residence", "hh-2", 0)]
        )]
    );
}

/// The certificate as the land register knows it: each of a part's rows with a name and a number.
fn certificate(part: &str, number: &str, holders: &[[&str; 2]]) -> Vec<Fact> {
    let role = part.trim_end_matches('s');
    let cell = |(row, said): (usize, &[&str; 2])| {
        let [name, id] = *said;
        let says = move |attribute: &str, thing: &str, value: &str| Fact {
            row: Some(row),
            record_id: "gcn-1".into(),
            ..fact(
                "land",
                &format!("land_certificate.{part}[].{attribute}"),
                &format!("{role}.{thing}"),
                json!(value),
            )
        };
        [
            says("full_name", "full_name", name),
            says(number, "personal_id", id),
        ]
    };
    holders.iter().enumerate().flat_map(cell).collect()
}

/// Service 18: who is named on the certificate beside the holder, by all the holders that the register names or, where
/// it names the others apart, by those.
#[test]
fn co_holders_are_the_owners_but_the_holder() {
    let service = &services()["18"];
    let holder = json!({ "change_kind": "a_holder_name", "has_representative": false, "holder_id_no": "001195999001", "has_co_holders": true });
    let answers = answers_of(service, &holder);
    let (wife, husband) = (
        ["Nguyễn Thị Mẫu Đơn", "001195999001"],
        ["Phạm Văn Toàn", "036093999004"],
    );
    let owners = certificate("owners", "personal_id", &[wife, husband]);
    let others = certificate("co_holders", "id_number", &[husband]);
    for (facts, number) in [
        (owners.clone(), 1),
        (others.clone(), 0),
        ([owners, others].concat(), 0),
    ] {
        let before = Before {
            former: &(),
            origins: &Origins::new(),
            provenance: &BTreeMap::new(),
            answered: &BTreeSet::new(),
        };
        let found = merge(service, &answers, before, &facts);
        let row = RowKey::of_record("land_certificate", "gcn-1", number);
        assert_eq!(found.rows, [(field("co_holders[]"), vec![row.clone()])]);
        assert_eq!(found.conflicts, []);
        let cells: Vec<_> = found.fills.iter().map(|fill| &fill.value).collect();
        assert_eq!(cells, [husband[0], husband[1]]);
        assert!(
            found
                .fills
                .iter()
                .all(|fill| fill.place.row == Some(row.clone()))
        );
    }
}

//! Decision 20: rows that records bring to a list.

use crate::merging::{Origins, merged, service_of_all_facts};
use crate::merging_order::apply;
use crate::support::{answers, cell, fact, field};
use forms::fact::Fact;
use forms::merge::{Before, merge};
use forms::origin::Origin;
use forms::place::{Place, RowKey};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

fn member(record_id: &str, row: usize, attribute: &str, value: &str) -> Fact {
    Fact {
        record_id: record_id.into(),
        row: Some(row),
        ..fact(
            "residence",
            &format!("residence.members[].{attribute}"),
            &format!("member.{attribute}"),
            json!(value),
        )
    }
}

pub(crate) fn household() -> Vec<Fact> {
    vec![
        member("hh-1", 0, "full_name", "Lê Văn Mẫu"),
        member("hh-1", 0, "personal_id", "001099000001"),
        member("hh-1", 1, "full_name", "Lê Thị Mẫu"),
        member("hh-1", 1, "personal_id", "001099000002"),
    ]
}

#[test]
fn rows_of_records_become_rows_with_keys_of_their_own() {
    let mut with_list = answers(&json!({"has_members": true}));
    let found = merged(&with_list, &Origins::new(), &household());
    let keys = [
        RowKey::of_record("residence", "hh-1", 0),
        RowKey::of_record("residence", "hh-1", 1),
    ];
    assert_eq!(found.rows, [(field("members[]"), keys.to_vec())]);
    let second = Place::in_row("members[].full_name", keys[1].clone());
    assert_eq!(
        found
            .fills
            .iter()
            .find(|fill| fill.place == second)
            .unwrap()
            .value,
        "Lê Thị Mẫu"
    );

    // A typed row of the same person is that row, and its name is asked about.
    with_list = answers(
        &json!({"has_members": true, "members": [{"full_name": "Lê T. Mẫu", "personal_id": "001099000002"}]}),
    );
    let found = merged(&with_list, &Origins::new(), &household());
    assert_eq!(
        found.rows,
        [(
            field("members[]"),
            vec![RowKey("row-0001".into()), keys[0].clone()]
        )]
    );
    assert_eq!(found.conflicts.len(), 1);
    assert_eq!(
        found.conflicts[0].place,
        cell("members[].full_name", "row-0001")
    );
}

#[test]
fn rows_of_the_better_source_come_first() {
    let mut facts = household();
    facts.insert(0, relative("001099000009"));
    let found = merged(
        &answers(&json!({"has_members": true})),
        &Origins::new(),
        &facts,
    );
    let keys = [
        ("residence", "hh-1", 0),
        ("residence", "hh-1", 1),
        ("family", "family-1", 0),
    ];
    assert_eq!(
        found.rows[0].1,
        keys.map(|(record, id, row)| RowKey::of_record(record, id, row))
    );
}

/// A row of the family's record.
fn relative(personal_id: &str) -> Fact {
    Fact {
        row: Some(0),
        ..fact(
            "population",
            "family.persons[].personal_id",
            "member.personal_id",
            json!(personal_id),
        )
    }
}

/// The rows of the list after these facts came one after the other; nobody touched them.
fn rows_after(arrivals: impl IntoIterator<Item = Vec<Fact>>) -> Vec<RowKey> {
    let mut known = answers(&json!({"has_members": true}));
    let mut origins = Origins::new();
    let mut provenance = BTreeMap::new();
    let mut facts = Vec::new();
    for arrived in arrivals {
        facts.extend(arrived);
        let before = Before {
            former: &(),
            origins: &origins,
            provenance: &provenance,
            answered: &BTreeSet::new(),
        };
        let found = merge(&service_of_all_facts(), &known, before, &facts);
        for fill in &found.fills {
            provenance.insert(fill.provenance.id.clone(), fill.provenance.clone());
        }
        apply(&mut known, &mut origins, &found);
    }
    known.rows[&field("members[]")].clone()
}

#[test]
fn rows_stand_alike_whichever_record_arrives_first() {
    let other = relative("001099000009");
    let late = rows_after([vec![other.clone()], household(), Vec::new()]);
    assert_eq!(late.len(), 3);
    assert_eq!(late, rows_after([household(), vec![other], Vec::new()]));
}

#[test]
fn a_person_whom_two_records_name_stands_once_in_whatever_order_they_arrive() {
    let same = relative("001099000002");
    let expected = [0, 1].map(|row| RowKey::of_record("residence", "hh-1", row));
    assert_eq!(rows_after([vec![same], household(), Vec::new()]), expected);
}

#[test]
fn a_row_that_was_removed_stays_removed() {
    let gone = RowKey::of_record("residence", "hh-1", 1);
    let taken_out = Origin::without_row(None, &gone, Some("v1".into()));
    let origins: Origins = [(Place::of("members[]"), taken_out)].into();
    let found = merged(
        &answers(&json!({"has_members": true})),
        &origins,
        &household(),
    );
    assert_eq!(found.rows[0].1, [RowKey::of_record("residence", "hh-1", 0)]);
    assert!(
        found
            .fills
            .iter()
            .all(|fill| fill.place.row.as_ref() != Some(&gone))
    );
}

#[test]
fn an_origin_of_a_list_names_each_row_that_was_taken_out_once() {
    let [first, second, other] = [0, 1, 2].map(|row| RowKey::of_record("residence", "hh-1", row));
    let list = Origin::without_row(None, &first, Some("v1".into()));
    let list = Origin::without_row(Some(list), &second, Some("v2".into()));
    let list = Origin::without_row(Some(list), &first, None);
    assert!(list.lacks_row(&first) && list.lacks_row(&second) && !list.lacks_row(&other));
    assert_eq!(list.original, Some(json!([first, second])));
    assert_eq!(list.prov.as_deref(), Some("v1"));
}

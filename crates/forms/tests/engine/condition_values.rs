//! Decision 9: computed values, tables, texts and parts of answers.

use crate::conditions::value;
use serde_json::json;

#[test]
fn tables_choices_and_texts_are_looked_up() {
    value(
        json!({}),
        json!({"table": {"table": "classes", "key": {"value": "A2"}, "column": "target"}}),
        json!("A"),
    );
    value(
        json!({}),
        json!({"table": {"table": "classes", "key": {"value": "Z"}, "column": "target"}}),
        json!(null),
    );
    value(
        json!({"foreign": true}),
        json!({"first": [{"field": "relation"}, {"field": "foreign"}]}),
        json!(true),
    );
    value(
        json!({}),
        json!({"if": ["never", {"value": 1}, {"value": 2}]}),
        json!(2),
    );
    value(
        json!({"child_name": "Lê Mẫu An", "child_birth": "2026-09", "relation": "mother"}),
        json!({"field": "summary"}),
        json!("Trẻ Lê Mẫu An, sinh 09/2026, quan hệ Mẹ"),
    );
    value(
        json!({"child_name": "Lê Mẫu An"}),
        json!({"field": "summary"}),
        json!("Trẻ Lê Mẫu An"),
    );
    value(json!({}), json!({"field": "summary"}), json!(null));
    let words = vietnam::date::date_in_words(
        vietnam::PartialDate::parse_iso("2026-09-20").unwrap(),
        vietnam::Language::Vi,
    );
    value(
        json!({"child_birth": "2026-09-20"}),
        json!({"field": "child_birth_words"}),
        json!(words),
    );
}

#[test]
fn answers_have_parts() {
    let name =
        json!({"child_name": "Nguyễn Thị Minh Khai", "child_birth": "1960", "foreign": true});
    for (part, expected) in [
        ("family", "Nguyễn"),
        ("middle", "Thị Minh"),
        ("given", "Khai"),
        ("value", "Nguyễn Thị Minh Khai"),
    ] {
        value(
            name.clone(),
            json!({"part": ["child_name", part]}),
            json!(expected),
        );
    }
    value(
        json!({"child_name": "Sanjay"}),
        json!({"part": ["child_name", "family"]}),
        json!(null),
    );
    value(
        name.clone(),
        json!({"part": ["child_birth", "year"]}),
        json!(1960),
    );
    value(
        name.clone(),
        json!({"part": ["foreign", "code"]}),
        json!(null),
    );
    value(name, json!({"part": ["relation", "family"]}), json!(null));
}

#[test]
fn a_default_gives_way_to_what_was_typed_and_a_worked_out_value_does_not() {
    value(
        json!({"child_birth": "2026-01-01"}),
        json!({"field": "late"}),
        json!(true),
    );
    value(
        json!({"child_birth": "2026-01-01", "late": false}),
        json!({"field": "late"}),
        json!(false),
    );
    value(
        json!({"child_name": "An", "summary": "khác"}),
        json!({"field": "summary"}),
        json!("Trẻ An"),
    );
}

fn members(shares: [i64; 3]) -> serde_json::Value {
    let row = |share: i64| json!({"full_name": "Mẫu", "share": share});
    json!({"birth_case": "both", "foreign": false, "has_members": true, "members": shares.map(row)})
}

#[test]
fn rows_are_counted_where_they_satisfy_a_condition() {
    let shares_one = json!({"compare": [{"field": "members[].share"}, "is", {"value": 1}]});
    let count = json!({"count-that": ["members[]", shares_one]});
    value(members([1, 0, 1]), count.clone(), json!(2));
    value(members([0, 0, 0]), count.clone(), json!(0));
    value(json!({}), count, json!(null));
}

#[test]
fn a_row_has_its_place_among_those_that_count() {
    let service = crate::support::service();
    let answers = crate::support::answers(&members([1, 0, 1]));
    let scope = forms::eval::Scope::new(&service, &answers);
    let list = crate::support::field("members[]");
    let shares_one = json!({"compare": [{"field": "members[].share"}, "is", {"value": 1}]});
    let rank = crate::support::expr(json!({"rank": ["members[]", shares_one]}));
    let rows = forms::answers::Reader::rows(&answers, &list);
    let ranks: Vec<_> = rows
        .iter()
        .map(|row| scope.in_row(&list, row).value(&rank))
        .collect();
    assert_eq!(ranks, [Some(json!(1)), Some(json!(2)), Some(json!(2))]);
    assert_eq!(scope.value(&rank), None, "outside rows there is no place");
}

#[test]
fn quotients_are_rounded_half_up() {
    for (a, b, expected) in [
        (7, 2, json!(4)),
        (6, 4, json!(2)),
        (5, 4, json!(1)),
        (-7, 2, json!(-3)),
        (7, -2, json!(-3)),
        (0, 5, json!(0)),
        (5, 0, json!(null)),
        (i64::MAX, -1, json!(-i64::MAX)),
        (i64::MIN, -1, json!(i64::MAX)),
    ] {
        let of = json!({"divide": [{"value": a}, {"value": b}]});
        value(json!({}), of, expected);
    }
}

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

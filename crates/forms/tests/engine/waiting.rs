//! One missing answer is one fault: what would be worked out from it, or is offered by it, is not judged before.

use crate::support::{FewLists, named, today};
use forms::check::{Dossier, check};
use forms::definition::Service;
use forms::send::from_data;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A kind, shown where somebody else is filed for; a class that follows from it; devices with a power of their own.
fn service() -> Service {
    let field = |id: &str, kind: Value, more: Value| {
        let mut field = json!({ "id": id, "concept": format!("x.{id}"), "kind": kind, "label": id, "required": "always" });
        let members = field.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        field
    };
    let one_of = |options: Value| json!({ "one-of": { "options": options } });
    let option = |value: &str, when: Value| json!({ "value": value, "label": value, "when": when });
    let is =
        |id: &str, value: &str| json!({ "compare": [{ "field": id }, "is", { "value": value }] });
    let number = json!({ "number": {} });
    let json = json!({
        "id": "90", "slug": "x", "form_id": "x", "form_version": "1.0.0+0", "language": "vi", "name": "x", "what": "x",
        "who": "x", "legal": [], "dimensions": [], "declaration_version": "1",
        "cases": [{ "code": "90.x", "procedure": "1", "name": "x", "when": "always", "online": "full", "authority": { "office": "x" } }],
        "steps": [{ "id": "s", "title": "s", "fields": [
            field("for", one_of(json!([option("self", json!("always")), option("other", json!("always"))])), json!({})),
            field("kind", one_of(json!([option("a", json!("always")), option("b", json!("always"))])), json!({ "shown": is("for", "other") })),
            field("class", one_of(json!([option("p", json!("always")), option("q", is("kind", "b"))])), json!({
                "computed": { "if": [is("kind", "b"), { "value": "q" }, { "field": "kind" }] },
            })),
            field("devices[]", json!({ "group-list": {} }), json!({})),
            field("devices[].phase", one_of(json!([option("one", json!("always")), option("three", json!("always"))])), json!({
                "required": { "answered": "devices[].power" },
            })),
            field("devices[].power", number.clone(), json!({})),
            field("devices[].total", number.clone(), json!({
                "read_only": true, "computed": { "times": [{ "value": 2 }, { "field": "devices[].power" }] },
            })),
            field("sum", number, json!({ "read_only": true, "computed": { "sum": "devices[].total" } })),
        ] }],
        "rules": [{
            "id": "one-of-three-phases", "at": ["devices[]"], "text": "x",
            "holds": { "compare": [{ "count-that": ["devices[]", is("devices[].phase", "three")] }, "is", { "value": 1 }] },
        }],
    });
    Service::read(&json.to_string()).unwrap()
}

#[track_caller]
fn errors(data: &Value, expected: &[&str]) {
    let service = service();
    let answers = from_data(&service, data, today(), &BTreeMap::new());
    let verdict = check(&service, &answers, &FewLists, &Dossier::default());
    assert_eq!(named(&verdict.errors), expected);
}

#[test]
fn what_follows_from_a_missing_answer_is_not_missing_too() {
    let devices = json!([{ "power": 5, "phase": "three" }]);
    errors(
        &json!({ "for": "other", "kind": "b", "devices": devices }),
        &[],
    );
    errors(
        &json!({ "for": "other", "devices": devices }),
        &["/kind required"],
    );
    // It is not shown, because what decides that is missing.
    errors(&json!({ "devices": devices }), &["/for required"]);
    // It is not shown, and nothing is missing.
    errors(
        &json!({ "for": "self", "devices": devices }),
        &["/class required"],
    );
}

#[test]
fn sums_wait_for_every_row() {
    let data = |rows: Value| json!({ "for": "other", "kind": "b", "devices": rows });
    errors(
        &data(json!([{ "power": 5, "phase": "three" }, {}])),
        &["/devices/1/power required"],
    );
    errors(&data(json!([])), &["/devices required"]);
}

#[test]
fn an_option_is_ruled_out_only_by_answers_that_are_there() {
    let devices = json!([{ "power": 5, "phase": "three" }]);
    errors(
        &json!({ "for": "other", "class": "q", "devices": devices }),
        &["/kind required"],
    );
    errors(
        &json!({ "for": "other", "kind": "a", "class": "q", "devices": devices }),
        &["/class cross-field"],
    );
    errors(
        &json!({ "for": "self", "class": "q", "devices": devices }),
        &["/class cross-field"],
    );
}

#[test]
fn rows_are_counted_once_each_says_by_what() {
    let data = |rows: Value| json!({ "for": "other", "kind": "b", "devices": rows });
    errors(
        &data(json!([{ "power": 5 }])),
        &["/devices/0/phase required"],
    );
    let two = json!([{ "power": 5, "phase": "three" }, { "power": 5, "phase": "three" }]);
    errors(&data(two), &["/devices cross-field"]);
}

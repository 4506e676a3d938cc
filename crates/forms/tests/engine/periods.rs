//! Rows that are periods, and columns that may stand only once together.

use forms::answers::Answers;
use forms::check::check_place;
use forms::definition::Service;
use forms::fault::Fault;
use forms::place::{FieldId, Place};
use forms::send;
use serde_json::{Value, json};
use vietnam::CivilDate;

fn service() -> Service {
    let column =
        |id: &str, kind: Value| json!({ "id": id, "concept": "a.b", "label": id, "kind": kind });
    let option = |value: &str| json!({ "value": value, "label": value });
    serde_json::from_value(json!({
        "id": "22", "slug": "s", "form_id": "motcua.22", "form_version": "1.0.0+0", "language": "vi",
        "name": "n", "what": "w", "who": "w", "legal": [], "dimensions": [], "cases": [], "declaration_version": "1",
        "steps": [{ "id": "s", "title": "t", "fields": [
            column("birth", json!({ "partial-date": {} })),
            column("homes[]", json!({ "group-list": {
                "unique": [["homes[].from", "homes[].kind"]],
                "periods": { "from": "homes[].from", "to": "homes[].to", "beside": "homes[].kind",
                    "since": { "add-months": [{ "field": "birth" }, { "value": 168 }] } },
            } })),
            column("homes[].from", json!({ "partial-date": {} })),
            column("homes[].to", json!({ "partial-date": {} })),
            column("homes[].kind", json!({ "one-of": { "options": [option("permanent"), option("temporary")] } })),
        ] }],
    }))
    .unwrap()
}

/// What is wrong with homes from–to, as `pointer what from–to`.
fn wrong(homes: &[(&str, &str, &str)]) -> (Vec<String>, Vec<String>) {
    let home = |(from, to, kind): &(&str, &str, &str)| {
        let mut row = json!({ "from": from, "kind": kind });
        if !to.is_empty() {
            row["to"] = json!(to);
        }
        row
    };
    let homes: Vec<Value> = homes.iter().map(home).collect();
    let data = json!({ "birth": "1990-05-10", "homes": homes });
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let service = service();
    let answers: Answers = send::from_data(&service, &data, today, &Default::default());
    let place = Place::of(FieldId::new("homes[]"));
    let verdict = check_place(&service, &answers, &crate::support::FewLists, &place);
    let told = |fault: &Fault| {
        let figure = |name: &str| match fault.params.get(name) {
            Some(value) => value.as_str().unwrap_or_default().to_owned(),
            None => String::new(),
        };
        let (pointer, what) = (fault.pointer.as_str(), figure("periods"));
        format!("{pointer} {what} {}–{}", figure("from"), figure("to"))
    };
    let told = |faults: &[Fault]| faults.iter().map(told).collect();
    (told(&verdict.errors), told(&verdict.warnings))
}

fn errors(homes: &[(&str, &str)]) -> Vec<String> {
    let homes: Vec<_> = homes
        .iter()
        .map(|(from, to)| (*from, *to, "permanent"))
        .collect();
    wrong(&homes).0
}

#[test]
fn months_that_follow_each_other_join_in_any_order() {
    let nothing: Vec<String> = Vec::new();
    assert_eq!(errors(&[("2004", "2015-08"), ("2015-09", "")]), nothing);
    assert_eq!(
        errors(&[("2015-08", ""), ("2004-05-10", "2015-08")]),
        nothing
    );
    assert_eq!(errors(&[("2004", "2015"), ("2016", "")]), nothing);
}

#[test]
fn what_is_missing_is_told_with_its_ends() {
    assert_eq!(
        errors(&[("2004", "2015-08"), ("2016-01", "")]),
        ["/homes/1/from gap 2015-08–2016-01"]
    );
    assert_eq!(
        errors(&[("2010-01", "")]),
        ["/homes/0/from gap 2004-05-10–2010-01"]
    );
    assert_eq!(
        errors(&[("2004", "2020-12")]),
        ["/homes/0/to gap 2020-12–2026-11-25"]
    );
}

#[test]
fn periods_do_not_lie_beside_each_other() {
    assert_eq!(
        errors(&[("2004", "2015-08"), ("2015-03", "")]),
        ["/homes/1/from overlap 2004–2015-03"]
    );
    assert_eq!(
        errors(&[("2004", ""), ("2015-03", "")]),
        ["/homes/0/to open 2004–2015-03"]
    );
}

#[test]
fn those_of_another_kind_may_and_are_only_told() {
    let (errors, warnings) = wrong(&[("2004", "", "permanent"), ("2015-03", "", "temporary")]);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(warnings, ["/homes/1/from overlap 2004–2015-03"]);
}

#[test]
fn columns_together_may_stand_only_once() {
    let twice = [("2004", "2010", "permanent"), ("2004", "", "permanent")];
    let (errors, _) = wrong(&twice);
    assert!(
        errors.iter().any(|error| error == "/homes/1/kind  –"),
        "{errors:?}"
    );
    let (errors, _) = wrong(&[("2004", "2010", "permanent"), ("2004", "", "temporary")]);
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_row_without_its_beginning_is_waited_for() {
    let nothing: Vec<String> = Vec::new();
    assert_eq!(errors(&[("", "2015-08"), ("2016-01", "")]), nothing);
}

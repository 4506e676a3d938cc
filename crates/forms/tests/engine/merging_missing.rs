//! What a source did not give is told as questions of the form that are still open.

use crate::support::{answers, service};
use forms::merge::missing;
use serde_json::{Value, json};

#[track_caller]
fn check(data: &Value, source: &str, cited: &[&str], expected: &[&str]) {
    let mut service = service();
    for (cited, concept) in [
        ("population.full_name", "person.full_name"),
        ("population.birth_date", "person.birth_date"),
        ("population.spouse_name", "spouse.full_name"),
    ] {
        service.concepts.insert(cited.into(), concept.into());
    }
    let cited: Vec<String> = cited.iter().map(|&cited| cited.to_owned()).collect();
    let open = missing(&service, &answers(data), source, "self", &cited);
    let labels: Vec<&str> = open.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(labels, expected);
}

#[test]
fn labels_are_those_of_the_part_that_the_person_has_in_the_form() {
    let all = ["population.birth_date", "population.full_name"];
    let mother = json!({ "birth_case": "both", "foreign": false, "relation": "mother" });
    check(&mother, "population", &all, &["Tên mẹ", "Ngày sinh mẹ"]);
    // Of the father's records only his wife speaks of the mother.
    let father = json!({ "birth_case": "both", "foreign": false, "relation": "father" });
    check(&father, "population", &all, &[]);
    check(
        &father,
        "population",
        &["population.spouse_name"],
        &["Tên mẹ"],
    );
}

#[test]
fn what_is_answered_not_shown_or_not_of_this_source_is_not_missing() {
    let name = ["population.full_name"];
    let answered = json!({ "birth_case": "both", "foreign": false, "relation": "mother", "mother_name": "Mẫu An" });
    check(&answered, "population", &name, &[]);
    let hidden = json!({ "birth_case": "unknown", "foreign": false, "relation": "mother" });
    check(&hidden, "population", &name, &[]);
    let open = json!({ "birth_case": "both", "foreign": false, "relation": "mother" });
    check(&open, "tax", &name, &[]);
    check(
        &open,
        "population",
        &["population.nonsense", "nonsense"],
        &[],
    );
}

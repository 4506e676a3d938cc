//! Decision 10: the case table.

use crate::support::{answers, field, named, service};
use forms::case::{CaseChoice, choose};
use forms::check::{Dossier, check};
use forms::lists::NoLists;
use serde_json::{Value, json};

#[track_caller]
fn chosen(data: Value, expected: Option<&str>) {
    let (service, answers) = (service(), answers(&data));
    let choice = choose(&service, &answers);
    assert_eq!(
        choice.chosen().map(|case| case.code.as_str()),
        expected,
        "{choice:?}"
    );
}

#[test]
fn questions_that_are_not_answered_keep_the_case_open() {
    let (service, answers) = (service(), answers(&json!({"foreign": false})));
    assert_eq!(
        choose(&service, &answers),
        CaseChoice::Open(vec![&field("birth_case")])
    );
}

#[test]
fn the_first_row_whose_condition_holds_is_the_case() {
    chosen(
        json!({"birth_case": "both", "foreign": false}),
        Some("99.both"),
    );
    chosen(
        json!({"birth_case": "both", "foreign": true}),
        Some("99.foreign"),
    );
    chosen(
        json!({"birth_case": "unknown", "foreign": false}),
        Some("99.unknown"),
    );
}

#[test]
fn what_fits_no_row_or_is_done_in_person_cannot_be_sent() {
    let data = json!({"birth_case": "neither", "foreign": false});
    chosen(data.clone(), None);
    let errors = |data: &Value| {
        named(&check(&service(), &answers(data), &NoLists, &Dossier::default()).errors)
    };
    assert!(errors(&data).contains(&"/birth_case not-eligible".to_owned()));
    assert!(
        errors(&json!({"birth_case": "both", "foreign": true}))
            .contains(&"/birth_case not-eligible".to_owned())
    );
    assert!(
        !errors(&json!({"birth_case": "both", "foreign": false}))
            .contains(&"/birth_case not-eligible".to_owned())
    );
}

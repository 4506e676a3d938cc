//! What the digits of a number tell against another answer of the same person is told where it is asked.

use crate::scanning::{answered, guests, service};
use crate::support::cell;
use forms::answers::Answers;
use forms::check::contradicted;
use forms::definition::Service;
use forms::place::Place;
use serde_json::json;

/// What is told at a place, and at which place the number stands.
fn told(service: &Service, answers: &Answers, place: &Place) -> Option<(Place, String)> {
    let (number, fault) = contradicted(service, answers, place)?;
    Some((number, fault.params["oddity"].as_str()?.to_owned()))
}

#[test]
fn in_a_row_it_is_told_at_the_later_of_both() {
    let service = service("06");
    let number = cell("guests[].personal_id", "row-1");
    let of = |year: &str, sex: &str| {
        let answers = guests(
            &["row-1", "row-2"],
            &[
                ("row-1", "personal_id", json!("001199000071")),
                ("row-1", "date_of_birth", json!(year)),
                ("row-1", "gender", json!(sex)),
                ("row-2", "gender", json!("male")),
            ],
        );
        let columns = [
            ("date_of_birth", "row-1"),
            ("personal_id", "row-1"),
            ("gender", "row-1"),
            ("gender", "row-2"),
        ];
        columns.map(|(column, row)| {
            told(
                &service,
                &answers,
                &cell(&format!("guests[].{column}"), row),
            )
        })
    };
    let said = |what: &str| Some((number.clone(), what.to_owned()));
    assert_eq!(of("1999", "female"), [None, None, None, None]);
    assert_eq!(of("1999", "male"), [None, None, said("sex"), None]);
    assert_eq!(of("1989", "female"), [None, said("birth-year"), None, None]);
}

#[test]
fn on_steps_of_their_own_it_is_told_at_each() {
    let service = service("17");
    let answers = answered(&[
        ("first_card", json!(true)),
        ("filing_for", json!("other")),
        ("ts_personal_id", json!("001199000071")),
        ("ts_gender", json!("male")),
    ]);
    let number = Place::of("ts_personal_id");
    let said = Some((number.clone(), "sex".to_owned()));
    assert_eq!(told(&service, &answers, &number), said);
    assert_eq!(told(&service, &answers, &Place::of("ts_gender")), said);
    assert_eq!(told(&service, &answers, &Place::of("ts_name")), None);
    // Of a place abroad nothing is told, and nothing where the number is not a number yet.
    let mut short = answers.clone();
    short.values.insert(number.clone(), json!("00119900007"));
    assert_eq!(told(&service, &short, &number), None);
}

//! Fees, term and authority; decision 11: what is in force on the evaluation date.

use crate::support::{answers, service};
use forms::case::choose;
use forms::definition::Service;
use forms::figures::{Amount, Figures, figures};
use serde_json::{Value, json};
use vietnam::CivilDate;

#[track_caller]
fn check(day: &str, data: Value, see: impl Fn(&Figures<'_>)) {
    let (service, mut answers): (Service, _) = (service(), answers(&data));
    answers.today = CivilDate::parse_iso(day).unwrap();
    let choice = choose(&service, &answers);
    see(&figures(&service, choice.chosen().unwrap(), &answers));
}

fn amounts(figures: &Figures<'_>) -> Vec<(String, Amount, Option<String>)> {
    let line = |line: &forms::figures::FeeLine<'_>| {
        (
            line.fee.id.clone(),
            line.amount,
            line.exemption.map(|ground| ground.name.clone()),
        )
    };
    figures.fees.iter().map(line).collect()
}

fn both() -> Value {
    json!({"birth_case": "both", "foreign": false, "child_birth": "2026-01-01", "copies": true, "copy_count": 3})
}

#[test]
fn fees_are_those_of_the_case_in_force_and_exempt() {
    check("2026-11-25", both(), |figures| {
        let expected = [
            ("copy".into(), Amount::Known(24_000), None),
            ("late".into(), Amount::Known(5_000), Some("Chưa rõ".into())),
        ];
        assert_eq!(
            amounts(figures),
            expected,
            "an unconfirmed ground is told and does not lower the amount"
        );
        assert_eq!((figures.total, figures.open_fees), (29_000, false));
        assert_eq!(figures.term.unwrap().value, 0);
    });
    let mut poor = both();
    poor["price"] = json!(0);
    check("2026-12-31", poor.clone(), |figures| {
        assert_eq!(
            amounts(figures)[1],
            ("late".into(), Amount::Known(0), Some("Hộ nghèo".into()))
        );
        assert_eq!(figures.total, 24_000);
    });
    check("2027-01-01", poor.clone(), |figures| {
        assert_eq!(figures.total, 29_000);
    });
    check("2027-03-01", poor.clone(), |figures| {
        assert_eq!(amounts(figures).len(), 1);
    });
    check("2026-01-01", poor.clone(), |figures| {
        assert_eq!(amounts(figures)[0].0, "copy", "in force on its first day");
    });
    check("2025-12-31", poor, |figures| {
        assert!(amounts(figures).is_empty());
    });
}

#[test]
fn what_is_not_known_is_said() {
    let mut open = both();
    open["copy_count"] = json!(null);
    check("2026-11-25", open, |figures| {
        assert_eq!(amounts(figures)[0].1, Amount::Unknown);
        assert_eq!((figures.total, figures.open_fees), (5_000, true));
    });
    check(
        "2026-11-25",
        json!({"birth_case": "unknown", "foreign": false}),
        |figures| {
            assert_eq!(amounts(figures), [("local".into(), Amount::ByOffice, None)]);
            assert!(figures.open_fees && figures.term.is_none());
        },
    );
}

#[test]
fn the_office_is_the_chosen_one_or_the_expected_one() {
    let mut data = both();
    check("2026-11-25", data.clone(), |figures| {
        assert_eq!(
            (&figures.authority.code, figures.authority.expected),
            (&None, true)
        );
    });
    data["mother_address"] =
        json!({"country": "VN", "province": "01", "commune": "00004", "text": "Phường Mẫu"});
    check("2026-11-25", data.clone(), |figures| {
        assert_eq!(
            (
                figures.authority.code.as_deref(),
                figures.authority.expected
            ),
            (Some("00004"), true)
        );
    });
    data["receiving_authority"] = json!({"code": "00008", "name": "Phường Khác"});
    check("2026-11-25", data, |figures| {
        assert_eq!(figures.authority.office, "commune-committee");
        assert_eq!(
            (
                figures.authority.code.as_deref(),
                figures.authority.expected
            ),
            (Some("00008"), false)
        );
    });
}

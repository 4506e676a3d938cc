//! Codes whose days cannot be, and what codes said in an earlier visit.

use crate::scanning::{SEVEN, answered, guests, merged, only, said, service};
use crate::support::cell;
use forms::answers::Answers;
use forms::definition::Service;
use forms::merge::{Conflict, Merged};
use forms::origin::{How, Origin};
use forms::place::{Place, RowKey};
use forms::scan::{CodeKind, ScanFault, Scanned, said_again};
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[test]
fn a_card_of_a_day_that_cannot_be_is_refused() {
    let service = service("06");
    let answers = guests(&[], &[]);
    let target = only(&service, &answers, CodeKind::Card);
    let fits = |text: &str| {
        let card = target.read(&service, text).unwrap();
        target.fits(&service, &answers, &[], &card)
    };
    assert_eq!(fits(SEVEN), Ok(()));
    for (is, other) in [
        ("|01052021", "|01052030"),
        ("|31011990|", "|31012022|"),
        ("|01052021", "|01051921"),
    ] {
        let text = SEVEN.replace(is, other);
        assert_eq!(fits(&text), Err(ScanFault::Days), "{other}");
    }
}

#[test]
fn a_health_card_must_be_of_the_day_and_number_of_the_person() {
    let service = service("17");
    let asked = [("first_card", json!(false)), ("filing_for", json!("self"))];
    let target = only(&service, &answered(&asked), CodeKind::HealthCard);
    let fits = |text: &str, more: (&str, Value)| {
        let mut service = service.clone();
        // No service asks these beside the card: one that does is judged the same.
        for field in service.steps.iter_mut().flat_map(|step| &mut step.fields) {
            match field.id.as_str() {
                "agency" => field.concept = "person.birth_date".into(),
                "card_to" => field.concept = "person.personal_id".into(),
                _ => {}
            }
        }
        let card = target.read(&service, text).unwrap();
        let answers = answered(&[&asked[..], &[more]].concat());
        target.fits(&service, &answers, &[], &card)
    };
    let card = "GD4019990000001|4e677579e1bb856e2056c4836e204de1baab75|31011990|1|-";
    let born = |date: &str| fits(card, ("agency", json!(date)));
    assert_eq!(born("1990-01-31"), Ok(()));
    assert_eq!(born("1990"), Ok(()));
    assert_eq!(born("1991"), Err(ScanFault::SomebodyElse));
    let future = card.replace("1990", "2030");
    assert_eq!(
        fits(&future, ("agency", json!("1990"))),
        Err(ScanFault::Days)
    );
    let number = |id: &str| {
        let card = card.replace("GD4019990000001", "001090000001");
        fits(&card, ("card_to", json!(id)))
    };
    assert_eq!(number("001090000001"), Ok(()));
    assert_eq!(number("001090000002"), Err(ScanFault::SomebodyElse));
}

/// What is merged of what a draft keeps of a conflict: values at their places, and where they came from.
fn after_reload(service: &Service, answers: &Answers, open: &Conflict) -> Merged {
    let facts = open
        .candidates
        .iter()
        .flat_map(|said| said_again(service, answers, &open.place, &said.value, &said.provenance));
    merged(
        service,
        answers,
        &BTreeMap::new(),
        &facts.collect::<Vec<_>>(),
    )
}

#[test]
fn what_a_card_said_of_a_row_is_asked_again_after_a_reload() {
    let service = service("06");
    let number = json!("001099000001");
    let own = RowKey::of_record("citizen_card", "c1", 0);
    // The row of a card, and one that stood there before.
    for row in [own.0.as_str(), "row-1"] {
        let cells = [
            (row, "personal_id", number.clone()),
            (row, "date_of_birth", json!("1991")),
            (row, "full_name", json!("Trần Văn Khác")),
        ];
        let answers = guests(&[row, "row-2"], &cells);
        let target = only(&service, &answers, CodeKind::Card);
        let card = target.read(&service, SEVEN).unwrap();
        let first = merged(
            &service,
            &answers,
            &BTreeMap::new(),
            &said(&target, &card, "c1"),
        );
        assert_eq!(first.conflicts.len(), 2, "{row}");
        for open in &first.conflicts {
            let again = after_reload(&service, &answers, open);
            assert_eq!(again.conflicts, std::slice::from_ref(open), "{row}");
            assert!(
                again.fills.is_empty() && again.withdrawn.is_empty(),
                "{:?}",
                again.fills
            );
            assert!(again.rows.is_empty(), "{:?}", again.rows);
        }
    }
}

#[test]
fn what_any_code_said_is_asked_again_after_a_reload() {
    let health = "GD4019990000001|4e677579e1bb856e2056c4836e204de1baab75|31011990|1|-";
    let card = SEVEN.replace("||", "|012345678|");
    let own = ("filing_for", json!("self"));
    for (id, kind, text, asked, typed) in [
        (
            "01",
            CodeKind::Card,
            card.as_str(),
            vec![("req_confirm_cmnd9", json!(true)), own.clone()],
            ("old_cmnd", "012345679"),
        ),
        (
            "17",
            CodeKind::HealthCard,
            health,
            vec![("first_card", json!(false)), own],
            ("card_code", "GD4019990000002"),
        ),
        (
            "08",
            CodeKind::Paper,
            "0012345/QĐ-XPHC",
            vec![("lookup_kind", json!("by_decision"))],
            ("decision_no", "99/QĐ-XPHC"),
        ),
    ] {
        let service = service(id);
        let answers = answered(&[asked, vec![(typed.0, json!(typed.1))]].concat());
        let target = only(&service, &answers, kind);
        let scanned: Scanned = target.read(&service, text).unwrap();
        let first = merged(
            &service,
            &answers,
            &BTreeMap::new(),
            &said(&target, &scanned, "c1"),
        );
        let [open] = first.conflicts.as_slice() else {
            panic!("{id}: {first:?}")
        };
        assert_eq!(open.place, Place::of(typed.0));
        assert_eq!(
            after_reload(&service, &answers, open).conflicts,
            std::slice::from_ref(open),
            "{id}"
        );
    }
}

#[test]
fn what_is_not_asked_any_more_is_not_said_again() {
    let service = service("06");
    let answers = answered(&[]);
    let by = forms::fact::Provenance {
        source: "population".into(),
        ..Default::default()
    };
    let place = cell("guests[].date_of_birth", "row-1");
    assert_eq!(
        said_again(&service, &answers, &place, &json!("1990"), &by),
        []
    );
}

#[test]
fn what_was_emptied_is_filled_when_the_code_is_read_again() {
    let overridden = |value: Value| Origin {
        how: How::Override,
        prov: Some("earlier".into()),
        original: Some(value),
        others: Vec::new(),
    };
    let read = |service: &Service,
                answers: &Answers,
                kind: CodeKind,
                text: &str,
                emptied: Place,
                was: Value| {
        let target = only(service, answers, kind);
        let scanned = target.read(service, text).unwrap();
        let mut origins = BTreeMap::from([(emptied.clone(), overridden(was))]);
        let facts = said(&target, &scanned, "again");
        let has = |merged: &Merged| merged.fills.iter().any(|fill| fill.place == emptied);
        // The app keeps an emptied text as an empty one.
        let mut empty = answers.clone();
        empty.values.insert(emptied.clone(), json!(""));
        for answers in [answers, &empty] {
            assert!(
                !has(&merged(service, answers, &origins, &facts)),
                "nothing but a scan fills it"
            );
            let found = target.emptied(service, answers, &origins, &scanned);
            assert_eq!(found, std::slice::from_ref(&emptied));
        }
        origins.remove(&emptied);
        for answers in [answers, &empty] {
            assert!(
                has(&merged(service, answers, &origins, &facts)),
                "{emptied:?}"
            );
        }
        // What was changed, not emptied, stays.
        let mut changed = answers.clone();
        changed.values.insert(emptied.clone(), json!("X"));
        let origins = BTreeMap::from([(emptied, overridden(json!("Y")))]);
        assert_eq!(target.emptied(service, &changed, &origins, &scanned), []);
    };
    let (own, health) = (
        ("filing_for", json!("self")),
        "GD4019990000001|4e677579e1bb856e2056c4836e204de1baab75|31011990|1|-",
    );
    let vehicle = answered(&[("case", json!("first_domestic"))]);
    let first = answered(&[("first_card", json!(false)), own]);
    for (id, answers, kind, text, field, was) in [
        (
            "07",
            &vehicle,
            CodeKind::Paper,
            "KX0099001",
            "origin_dossier_code",
            "KX0099001",
        ),
        (
            "17",
            &first,
            CodeKind::HealthCard,
            health,
            "card_code",
            "GD4019990000001",
        ),
    ] {
        read(
            &service(id),
            answers,
            kind,
            text,
            Place::of(field),
            json!(was),
        );
    }
    let row = ("row-1", "personal_id", json!("001099000001"));
    let answers = guests(&["row-1", "row-2"], &[row]);
    let name = cell("guests[].full_name", "row-1");
    read(
        &service("06"),
        &answers,
        CodeKind::Card,
        SEVEN,
        name,
        json!("NGUYỄN VĂN MẪU"),
    );
}

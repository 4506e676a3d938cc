//! Decisions 19, 20, 23: facts become proposals; a difference is always the citizen's to decide.

use crate::support::{answers, at, cell, empty, fact, field, service};
use forms::answers::Answers;
use forms::fact::{Fact, FactValue};
use forms::merge::{Merged, merge};
use forms::origin::{How, Origin, Other};
use forms::place::{Place, RowKey};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::slice::from_ref;

type Origins = BTreeMap<Place, Origin>;

fn of_mother() -> Answers {
    answers(&json!({"birth_case": "both", "foreign": false, "relation": "mother"}))
}

fn merged(answers: &Answers, origins: &Origins, facts: &[Fact]) -> Merged {
    merge(&service(), answers, origins, facts)
}

/// What is filled: place and value.
fn fills(merged: &Merged) -> BTreeMap<String, Value> {
    merged
        .fills
        .iter()
        .map(|fill| (fill.place.field.to_string(), fill.value.clone()))
        .collect()
}

/// What is in conflict: place, values of the sources, typed value.
fn conflicts(merged: &Merged) -> Vec<(String, Vec<Value>, Option<Value>)> {
    let values = |conflict: &forms::merge::Conflict| {
        conflict
            .candidates
            .iter()
            .map(|c| c.value.clone())
            .collect()
    };
    merged
        .conflicts
        .iter()
        .map(|c| (c.place.field.to_string(), values(c), c.typed.clone()))
        .collect()
}

fn name(source: &str, value: &str) -> Fact {
    let record = if source == "birth-notice" {
        "birth_notice.mother_name"
    } else {
        "population.full_name"
    };
    let concept = if source == "birth-notice" {
        "mother.full_name"
    } else {
        "person.full_name"
    };
    let subject = if source == "birth-notice" {
        "child"
    } else {
        "self"
    };
    Fact {
        subject: subject.into(),
        ..fact(source, record, concept, json!(value))
    }
}

fn origin(how: How) -> Origin {
    Origin {
        how,
        prov: Some("p-old".into()),
        original: None,
        others: Vec::new(),
    }
}

#[test]
fn role_rules_say_whose_record_fills_whom() {
    let mine = name("population", "Lê Thị Mẫu");
    assert_eq!(
        fills(&merged(&of_mother(), &Origins::new(), from_ref(&mine))),
        [("mother_name".into(), json!("Lê Thị Mẫu"))].into()
    );
    let father = answers(&json!({"birth_case": "both", "relation": "father"}));
    assert_eq!(
        fills(&merged(&father, &Origins::new(), from_ref(&mine))),
        BTreeMap::new()
    );
    let spouse = Fact {
        concept: "spouse.full_name".into(),
        ..mine.clone()
    };
    assert_eq!(fills(&merged(&father, &Origins::new(), &[spouse])).len(), 1);
    let my_own_mother = Fact {
        concept: "mother.full_name".into(),
        ..mine
    };
    assert_eq!(
        fills(&merged(
            &of_mother(),
            &Origins::new(),
            from_ref(&my_own_mother)
        )),
        BTreeMap::new()
    );
    let childs = Fact {
        subject: "child".into(),
        ..my_own_mother
    };
    assert_eq!(
        fills(&merged(&of_mother(), &Origins::new(), &[childs])).len(),
        1
    );
}

#[test]
fn a_fact_fills_only_a_field_that_names_its_source() {
    let unlisted = fact(
        "tax",
        "tax.full_name",
        "person.full_name",
        json!("Lê Thị Mẫu"),
    );
    assert_eq!(
        merged(&of_mother(), &Origins::new(), &[unlisted]),
        Merged::default()
    );
    let phone = fact(
        "profile",
        "profile.phone",
        "contact.phone",
        json!("+84912345678"),
    );
    let found = merged(&empty(), &Origins::new(), &[phone]);
    assert_eq!(
        fills(&found),
        [("phone".into(), json!("0912345678"))].into()
    );
    assert_eq!(
        found.fills[0].origin,
        Origin {
            how: How::Auto,
            prov: Some("p-profile".into()),
            original: None,
            others: vec![]
        }
    );
}

#[test]
fn values_that_mean_the_same_are_one_from_the_best_source() {
    let found = merged(
        &of_mother(),
        &Origins::new(),
        &[
            name("birth-notice", "LÊ THỊ HOÀ"),
            name("population", "Lê Thị Hòa"),
        ],
    );
    assert_eq!(
        fills(&found),
        [("mother_name".into(), json!("Lê Thị Hòa"))].into()
    );
    assert_eq!(found.fills[0].provenance.source, "population");
    assert_eq!(found.conflicts, []);
}

#[test]
fn a_difference_is_a_conflict_and_never_the_newest_wins() {
    let mut newer = name("birth-notice", "Lê Thị Hoa");
    newer.provenance.issued_on = Some("2026-11-01".into());
    let found = merged(
        &of_mother(),
        &Origins::new(),
        &[newer, name("population", "Lê Thị Hòa")],
    );
    let expected = (
        "mother_name".into(),
        vec![json!("Lê Thị Hòa"), json!("Lê Thị Hoa")],
        None,
    );
    assert_eq!(
        (fills(&found), conflicts(&found)),
        (BTreeMap::new(), vec![expected])
    );
}

#[test]
fn a_year_and_a_date_differ() {
    let year = fact(
        "birth-notice",
        "birth_notice.birth_date",
        "child.birth_date",
        json!("2026"),
    );
    let day = fact(
        "birth-notice",
        "birth_notice.other",
        "child.birth_date",
        json!("2026-09-20"),
    );
    let found = merged(
        &answers(&json!({"birth_case": "unknown"})),
        &Origins::new(),
        &[year, day],
    );
    assert_eq!(conflicts(&found).len(), 1);
}

#[test]
fn what_was_typed_is_never_overwritten() {
    let mut typed = of_mother();
    typed.values.insert(at("mother_name"), json!("Lê Thị Hoa"));
    let facts = [name("population", "Lê Thị Hòa")];
    for origins in [
        Origins::new(),
        [(at("mother_name"), origin(How::Manual))].into(),
    ] {
        let found = merged(&typed, &origins, &facts);
        let expected = (
            "mother_name".into(),
            vec![json!("Lê Thị Hòa")],
            Some(json!("Lê Thị Hoa")),
        );
        assert_eq!((found.fills.len(), conflicts(&found)), (0, vec![expected]));
    }
    assert_eq!(
        merged(
            &typed,
            &Origins::new(),
            &[name("population", "LÊ  THỊ HOA")]
        ),
        Merged::default()
    );
}

#[test]
fn what_the_citizen_decided_is_not_asked_again() {
    let mut chosen = of_mother();
    chosen.values.insert(at("mother_name"), json!("Lê Thị Hòa"));
    let others = vec![Other {
        value: json!("Lê Thị Hoa"),
        prov: "p-birth-notice".into(),
    }];
    let facts = [
        name("birth-notice", "Lê Thị Hoa"),
        name("population", "Lê Thị Hòa"),
    ];
    for how in [How::Auto, How::Manual] {
        let origins: Origins = [(
            at("mother_name"),
            Origin {
                others: others.clone(),
                ..origin(how)
            },
        )]
        .into();
        assert_eq!(merged(&chosen, &origins, &facts), Merged::default());
        assert_eq!(
            merged(&chosen, &origins, &facts[..1]),
            Merged::default(),
            "the other source alone decides nothing"
        );
        let third = [name("population", "Trần Thị Hòa")];
        assert_eq!(
            merged(&chosen, &origins, &third).conflicts.len(),
            1,
            "a new difference is asked"
        );
    }
}

#[test]
fn a_changed_value_stays_changed_and_an_emptied_one_empty() {
    let origins: Origins = [(
        at("mother_name"),
        Origin {
            original: Some(json!("Lê Thị Hòa")),
            ..origin(How::Override)
        },
    )]
    .into();
    let mut changed = of_mother();
    changed
        .values
        .insert(at("mother_name"), json!("Lê Thị Hoa"));
    assert_eq!(
        merged(&changed, &origins, &[name("population", "Lê Thị Hòa")]),
        Merged::default()
    );
    assert_eq!(
        merged(&changed, &origins, &[name("population", "Lê Thị Huệ")])
            .conflicts
            .len(),
        1
    );
    assert_eq!(
        merged(&of_mother(), &origins, &[name("population", "Lê Thị Hòa")]),
        Merged::default()
    );
}

#[test]
fn what_the_field_cannot_hold_is_shown_as_it_came() {
    let unread = |mut fact: Fact, raw: Option<&str>| {
        if let Some(raw) = raw {
            fact.value = FactValue::Raw(raw.into());
        }
        let found = merged(&of_mother(), &Origins::new(), &[fact]);
        let untouched = |unread: &forms::merge::Unread| {
            found.fills.iter().all(|fill| fill.place != unread.place)
        };
        assert!(found.conflicts.is_empty() && found.unread.iter().all(untouched));
        found
            .unread
            .into_iter()
            .map(|unread| unread.text)
            .collect::<Vec<_>>()
    };
    let phone = fact(
        "profile",
        "profile.phone",
        "contact.phone",
        json!("+1 202 555 0100"),
    );
    assert_eq!(unread(phone.clone(), None), ["+1 202 555 0100"]);
    assert_eq!(
        unread(phone.clone(), Some("gọi sau 17 giờ")),
        ["gọi sau 17 giờ"]
    );
    assert_eq!(unread(phone, Some(" ")), [""; 0]);
    let code = fact(
        "birth-notice",
        "birth_notice.code",
        "birth.notice_code",
        json!("số 5"),
    );
    assert_eq!(unread(code, None), ["số 5"]);
    let id = fact(
        "population",
        "population.personal_id",
        "person.personal_id",
        json!("0000000000"),
    );
    assert_eq!(unread(id, None), ["0000000000"]);
}

#[test]
fn a_placeholder_is_a_value_like_any_other() {
    let zeros = fact(
        "vneid",
        "account.old_id",
        "person.old_id",
        json!("0000000000"),
    );
    let number = fact(
        "population",
        "population.old_id",
        "person.old_id",
        json!(123_456_789),
    );
    let found = merged(&of_mother(), &Origins::new(), &[zeros, number]);
    let expected = (
        "mother_old_id".into(),
        vec![json!("123456789"), json!("0000000000")],
        None,
    );
    assert_eq!(
        conflicts(&found),
        [expected],
        "a number in a text field is its digits"
    );
}

#[test]
fn a_record_may_mean_another_answer_and_open_further_fields() {
    let notice = fact(
        "birth-notice",
        "birth_notice.code",
        "birth.notice_code",
        json!("00001.GCS.00001.26"),
    );
    let found = fills(&merged(&empty(), &Origins::new(), &[notice]));
    assert_eq!(
        found,
        [
            ("has_notice".into(), json!("electronic")),
            ("notice_code".into(), json!("00001.GCS.00001.26"))
        ]
        .into()
    );
}

#[test]
fn fields_that_are_not_shown_get_nothing() {
    let unknown = answers(&json!({"birth_case": "unknown", "relation": "mother"}));
    assert_eq!(
        merged(
            &unknown,
            &Origins::new(),
            &[name("population", "Lê Thị Mẫu")]
        ),
        Merged::default()
    );
}

#[test]
fn of_identity_papers_that_agree_the_fullest_is_taken() {
    let short = fact(
        "vneid",
        "account.id_paper",
        "person.id_paper",
        json!({"type": "identity-card", "number": "001099000001"}),
    );
    let full =
        json!({"type": "identity-card", "number": "001099000001", "issued_on": "2024-07-01"});
    let found = merged(
        &of_mother(),
        &Origins::new(),
        &[
            short,
            fact(
                "population",
                "population.id_paper",
                "person.id_paper",
                full.clone(),
            ),
        ],
    );
    assert_eq!(fills(&found), [("mother_id_doc".into(), full)].into());
}

#[test]
fn addresses_are_the_same_by_unit_or_by_text() {
    let address = |source: &str, value: Value| {
        fact(source, "x.residence_address", "residence.address", value)
    };
    let today = json!({"country": "VN", "province": "01", "commune": "00004", "detail": "Số 5", "text": "Số 5, Phường Mới", "vintage": "current"});
    let old = json!({"country": "VN", "province": "01", "commune": "00004", "detail": "số 5", "text": "Số 5, Phường Cũ, Quận Cũ", "vintage": "legacy"});
    let facts = [address("vneid", old), address("population", today.clone())];
    assert_eq!(
        fills(&merged(&of_mother(), &Origins::new(), &facts)),
        [("mother_address".into(), today.clone())].into()
    );
    let mut elsewhere = today.clone();
    elsewhere["commune"] = json!("00008");
    let facts = [address("vneid", elsewhere), address("population", today)];
    assert_eq!(
        merged(&of_mother(), &Origins::new(), &facts)
            .conflicts
            .len(),
        1
    );
}

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

fn household() -> Vec<Fact> {
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
fn a_row_that_was_removed_stays_removed() {
    let gone = RowKey::of_record("residence", "hh-1", 1);
    let origins: Origins = [(
        Place::in_row("members[].full_name", gone.clone()),
        origin(How::Auto),
    )]
    .into();
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

/// Facts of several sources that agree, differ, cannot be read, open fields and bring rows.
fn many() -> Vec<Fact> {
    let mut facts = household();
    facts.extend([
        name("population", "Lê Thị Hòa"),
        name("birth-notice", "LÊ THỊ HOÀ"),
        fact(
            "population",
            "population.personal_id",
            "person.personal_id",
            json!("001190000001"),
        ),
        Fact {
            subject: "child".into(),
            ..fact(
                "birth-notice",
                "birth_notice.mother_id",
                "mother.personal_id",
                json!("001190000002"),
            )
        },
        fact(
            "birth-notice",
            "birth_notice.code",
            "birth.notice_code",
            json!("00001.GCS.00001.26"),
        ),
        fact(
            "vneid",
            "account.phone",
            "contact.phone",
            json!("0912345678"),
        ),
        fact(
            "profile",
            "profile.phone",
            "contact.phone",
            json!("0912345679"),
        ),
        fact(
            "profile",
            "profile.email",
            "contact.email",
            json!("không có"),
        ),
        fact(
            "population",
            "population.old_id",
            "person.old_id",
            json!("0000000000"),
        ),
        fact(
            "vneid",
            "account.old_id",
            "person.old_id",
            json!("123456789"),
        ),
        fact(
            "birth-notice",
            "birth_notice.child_name",
            "child.full_name",
            json!("Lê Mẫu An"),
        ),
        Fact {
            row: Some(0),
            ..fact(
                "population",
                "family.persons[].personal_id",
                "member.personal_id",
                json!("001099000001"),
            )
        },
    ]);
    facts
}

/// What the app does with a merge: fills stand, conflicts leave their place empty until decided.
fn apply(answers: &mut Answers, origins: &mut Origins, merged: &Merged) {
    for fill in &merged.fills {
        answers
            .values
            .insert(fill.place.clone(), fill.value.clone());
        origins.insert(fill.place.clone(), fill.origin.clone());
    }
    for conflict in merged
        .conflicts
        .iter()
        .filter(|conflict| conflict.typed.is_none())
    {
        answers.values.remove(&conflict.place);
        origins.remove(&conflict.place);
    }
    answers.rows.extend(merged.rows.iter().cloned());
}

/// What would be sent, rows in any order: they keep the place where they came first.
fn sent(answers: &Answers) -> Value {
    let mut data = forms::send::to_data(&service(), answers);
    if let Some(rows) = data.get_mut("members").and_then(Value::as_array_mut) {
        rows.sort_by_key(Value::to_string);
    }
    data
}

proptest! {
    #[test]
    fn the_order_of_arrival_never_matters(shuffled in Just(many()).prop_shuffle()) {
        let mut start = of_mother();
        start.values.insert(at("has_members"), json!(true));
        prop_assert_eq!(merged(&start, &Origins::new(), &shuffled), merged(&start, &Origins::new(), &many()));
    }

    #[test]
    fn sources_one_after_another_end_where_all_at_once_do(
        sources in Just(["vneid", "profile", "population", "birth-notice", "residence"]).prop_shuffle()
    ) {
        let mut start = of_mother();
        start.values.insert(at("has_members"), json!(true));
        let (mut at_once, mut step_by_step) = ((start.clone(), Origins::new()), (start, Origins::new()));
        let all = merged(&at_once.0, &at_once.1, &many());
        apply(&mut at_once.0, &mut at_once.1, &all);
        for arrived in 1..=sources.len() {
            let known = |fact: &Fact| sources[..arrived].contains(&fact.provenance.source.as_str());
            let facts: Vec<Fact> = many().into_iter().filter(known).collect();
            let found = merged(&step_by_step.0, &step_by_step.1, &facts);
            apply(&mut step_by_step.0, &mut step_by_step.1, &found);
            prop_assert!(arrived < sources.len() || conflicts(&found) == conflicts(&all));
        }
        prop_assert_eq!(sent(&at_once.0), sent(&step_by_step.0));
    }
}

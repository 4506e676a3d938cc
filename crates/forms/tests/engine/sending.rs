//! Decisions 1 and 2: between answers and the tree of the wire.

use crate::support::{answers, at, cell, empty, service, today};
use forms::place::{Place, Pointer, RowKey};
use forms::send::{from_data, place, pointer, row_keys, to_data, to_draft};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[test]
fn what_is_shown_is_sent_clean_and_computed() {
    let typed = answers(&json!({
        "birth_case": "unknown", "child_name": " Nguye\u{302}\u{303}n  Văn ", "child_birth": "2026-11-01", "late": null,
        "mother_name": "Lê Thị Mẫu", "phone": "+84 912 345 678", "email": " ", "declaration": false,
        "has_members": true, "members": [{"full_name": "An", "share": 2}, {"share": 3, "guardian": "Bình"}]
    }));
    let words = to_data(&service(), &typed)["child_birth_words"].clone();
    assert!(words.as_str().unwrap().contains("tháng"));
    assert_eq!(
        to_data(&service(), &typed),
        json!({
            "birth_case": "unknown", "child_name": "Nguyễn Văn", "child_birth": "2026-11-01", "child_birth_words": words,
            "late": false, "phone": "0912345678", "has_members": true,
            "members": [{"full_name": "An", "share": 2}, {"share": 3}], "shares": 5,
            "summary": "Trẻ Nguyễn Văn, sinh 01/11/2026"
        })
    );
}

#[test]
fn a_draft_keeps_everything_as_typed() {
    let typed = json!({
        "birth_case": "unknown", "child_name": " Văn  2", "mother_name": "Lê Thị Mẫu", "phone": "12",
        "has_members": false, "members": [{"full_name": "An"}, {}]
    });
    let before = answers(&typed);
    let draft = to_draft(&service(), &before);
    assert_eq!(draft, typed);
    let keys = row_keys(&service(), &before);
    assert_eq!(from_data(&service(), &draft, today(), &keys), before);
}

#[test]
fn rows_keep_their_keys() {
    let given: BTreeMap<Pointer, Vec<RowKey>> = [(
        Pointer::new("/members"),
        vec![RowKey("row-0007".into()), RowKey("row-0007".into())],
    )]
    .into();
    let read = from_data(
        &service(),
        &json!({"members": [{}, {}, {}]}),
        today(),
        &given,
    );
    let keys: Vec<&str> = read.rows[&"members[]".into()]
        .iter()
        .map(|key| key.0.as_str())
        .collect();
    assert_eq!(keys, ["row-0007", "row-0008", "row-0009"]);
    let key = RowKey::of_record("residence", "record-1", 3).0;
    assert!(
        key.len() >= 8 && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
        "an Id of the contract"
    );
    let of = |record, id, row| RowKey::of_record(record, id, row);
    assert_eq!(of("r", "ab", 0), of("r", "ab", 0));
    for other in [
        of("r", "ba", 0),
        of("r", "ab", 1),
        of("ra", "b", 0),
        of("b", "ra", 0),
    ] {
        assert_ne!(of("r", "ab", 0), other);
    }
}

#[test]
fn places_and_pointers_name_each_other() {
    let (service, answers) = (service(), answers(&json!({"members": [{}, {}]})));
    let of = |text: &str| place(&service, &answers, &Pointer::new(text));
    assert_eq!(of("/child_name"), Some(at("child_name")));
    assert_eq!(of("/mother_address/detail"), Some(at("mother_address")));
    assert_eq!(of("/members"), Some(at("members[]")));
    assert_eq!(
        of("/members/1/birth"),
        Some(cell("members[].birth", "row-0002"))
    );
    for nowhere in [
        "",
        "child_name",
        "/nothing",
        "/members/9/birth",
        "/members/x/birth",
        "/members/0/nothing",
        "/members[]",
        "/members[].birth",
    ] {
        assert_eq!(of(nowhere), None, "{nowhere}");
    }
    assert_eq!(
        pointer(&answers, &cell("members[].birth", "row-0002")).as_str(),
        "/members/1/birth"
    );
    assert_eq!(
        pointer(&answers, &cell("members[].birth", "gone")).as_str(),
        "/members"
    );
    assert_eq!(
        pointer(&empty(), &Place::of("members[]")).as_str(),
        "/members"
    );
}

/// Answers of any make: some right, some not, some of the wrong type.
fn any_answer() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        (-5_i64..120).prop_map(Value::from),
        prop_oneof![
            "both|unknown|mother|father|electronic|none|sms|other",
            "20[0-2][0-9]-(0[1-9]|1[0-2])-[0-2][1-8]",
            "19[0-9]{2}",
            "0[0-9]{9,11}",
            "[A-Za-zà-ỹ ]{0,24}",
            "\\PC{0,12}",
        ]
        .prop_map(Value::from),
        Just(json!({"code": "VN", "name": "Việt Nam", "list": "countries", "version": "1"})),
        Just(
            json!({"country": "VN", "province": "01", "commune": "00004", "text": " Phường  Mẫu ", "detail": ""})
        ),
        Just(json!({"type": "passport", "number": " C1 "})),
        Just(json!(["sms", {"value": "other", "text": "Zalo"}])),
    ]
}

pub(crate) fn any_data() -> impl Strategy<Value = Value> {
    let service = service();
    let names = |column: bool| -> Vec<String> {
        let fields = service
            .fields()
            .filter(|field| field.id.is_column() == column && !field.id.is_list());
        fields.map(|field| field.id.leaf().to_owned()).collect()
    };
    let some = |names: Vec<String>| {
        proptest::collection::btree_map(proptest::sample::select(names), any_answer(), 0..30)
    };
    let row = some(names(true)).prop_map(|cells| json!(cells));
    (some(names(false)), proptest::collection::vec(row, 0..4)).prop_map(|(fields, rows)| {
        let mut data = json!(fields);
        if !rows.is_empty() {
            data["members"] = json!(rows);
        }
        data
    })
}

proptest! {
    #[test]
    fn sending_and_reading_are_inverse_on_what_is_shown(data in any_data()) {
        let service = service();
        let sent = to_data(&service, &answers(&data));
        let again = answers(&sent);
        prop_assert_eq!(&to_data(&service, &again), &sent);
    }

    #[test]
    fn drafting_and_reading_are_inverse(data in any_data()) {
        let (service, before) = (service(), answers(&data));
        let draft = to_draft(&service, &before);
        let after = from_data(&service, &draft, today(), &row_keys(&service, &before));
        prop_assert_eq!(after, before);
    }

    #[test]
    fn browser_and_server_see_the_same_faults(data in any_data()) {
        let (service, here) = (service(), answers(&data));
        let there = answers(&to_data(&service, &here));
        let check = |answers| forms::check::check(&service, answers, &crate::support::FewLists, &Default::default());
        prop_assert_eq!(check(&here), check(&there));
    }
}

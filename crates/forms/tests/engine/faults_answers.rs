//! Rows of `tests/faults/rows.json` about what is typed: addresses (A), dates and times (T).

use crate::support::{FewLists, answers_of, named, small};
use forms::check::{Dossier, Verdict, check};
use forms::compare::same;
use forms::definition::Service;
use forms::place::FieldId;
use forms::send::{to_data, to_draft};
use serde_json::{Value, json};

fn field(id: &str, kind: Value) -> Value {
    json!({"id": id, "concept": format!("request.{id}"), "label": id, "kind": kind})
}

fn one(kind: Value) -> Service {
    small(json!([field("answer", kind)]), json!([]))
}

/// What is wrong with an answer.
fn verdict(service: &Service, answer: Value) -> Verdict {
    let answers = answers_of(service, &json!({ "answer": answer }));
    check(service, &answers, &FewLists, &Dossier::default())
}

#[test]
fn a06_an_address_abroad_needs_no_unit_of_viet_nam() {
    let service = one(json!({"address": {"abroad": true, "detail": true}}));
    let osaka = json!({"country": "JP", "detail": "2-3-4 Namba, Chuo-ku, Osaka 542-0076", "vintage": "current",
        "text": "2-3-4 Namba, Chuo-ku, Osaka 542-0076, Nhật Bản"});
    assert_eq!(verdict(&service, osaka.clone()), Verdict::default());
    let data = json!({ "answer": osaka });
    assert_eq!(to_data(&service, &answers_of(&service, &data)), data);
    let at_home = json!({"country": "VN", "detail": "Số 5", "text": "Số 5", "vintage": "current"});
    assert_eq!(
        named(&verdict(&service, at_home).errors),
        ["/answer required"],
        "at home the unit is asked"
    );
}

#[test]
fn a07_two_addresses_know_nothing_of_each_other() {
    let mut temporary = field("temporary", json!({"address": {}}));
    temporary["computed"] = json!({"field": "permanent"});
    let mut permanent = field("permanent", json!({"address": {}}));
    permanent["shown"] = json!({"compare": [{"field": "has_permanent"}, "is", {"value": true}]});
    let service = small(
        json!([
            field("has_permanent", json!("yes-no")),
            permanent,
            temporary
        ]),
        json!([]),
    );
    let address = |commune: &str, text: &str| json!({"country": "VN", "province": "01", "commune": commune, "text": text, "vintage": "current"});
    let (first, second, third) = (
        address("00004", "Phường Ba Đình"),
        address("00008", "Phường Ngọc Hà"),
        address("00025", "Phường Giảng Võ"),
    );
    let sent = |data: &Value| to_data(&service, &answers_of(&service, data));
    // Proposed as a copy, then written otherwise: the copy is an answer of its own.
    let mut data = json!({"has_permanent": true, "permanent": first});
    assert_eq!(sent(&data)["temporary"], first);
    data["temporary"] = second.clone();
    data["permanent"] = third.clone();
    assert_eq!(
        (&sent(&data)["permanent"], &sent(&data)["temporary"]),
        (&third, &second)
    );
    data["has_permanent"] = json!(false);
    assert_eq!(
        sent(&data),
        json!({"has_permanent": false, "temporary": second})
    );
    // Shown again, it is what it was.
    let kept = to_draft(&service, &answers_of(&service, &data));
    assert_eq!(kept["permanent"], third);
}

#[test]
fn a09_a_merged_unit_is_taken_by_the_name_of_its_day_and_by_that_of_today() {
    let service = one(json!({"address": {"legacy": true}}));
    let kind = &service.field(&FieldId::new("answer")).unwrap().kind;
    let of_2024 = json!({"country": "VN", "vintage": "legacy", "text": "Số 1, Phường Phúc Xá, Quận Ba Đình, Hà Nội",
        "province": "01", "commune": "00004", "detail": "Số 1",
        "legacy": {"text": "Số 1, Phường Phúc Xá, Quận Ba Đình, Hà Nội", "commune": "00001"}});
    let of_today = json!({"country": "VN", "vintage": "current", "text": "Số 1, Phường Hồng Hà, Hà Nội",
        "province": "01", "commune": "00004", "detail": "Số 1"});
    let mut on_paper = of_2024.clone();
    for part in ["province", "commune", "detail"] {
        on_paper.as_object_mut().unwrap().remove(part);
    }
    for address in [&of_2024, &of_today, &on_paper] {
        assert_eq!(verdict(&service, address.clone()), Verdict::default());
        let data = json!({ "answer": address });
        assert_eq!(
            to_data(&service, &answers_of(&service, &data)),
            data,
            "as written"
        );
    }
    assert!(same(kind, &of_2024, &of_today), "one place under two names");
}

#[test]
fn t06_an_emptied_date_is_no_answer() {
    let service = one(json!({"date": {"not_after": "today"}}));
    for emptied in [json!(""), json!("  "), json!(null)] {
        assert_eq!(verdict(&service, emptied.clone()), Verdict::default());
        let answers = answers_of(&service, &json!({ "answer": emptied }));
        assert_eq!(to_data(&service, &answers), json!({}));
    }
    assert_eq!(
        named(&verdict(&service, json!("2026-11")).errors),
        ["/answer not-a-date"],
        "half a date is told"
    );
}

#[test]
fn t09_today_is_within_a_limit_of_today_and_both_limits_hold() {
    let service =
        one(json!({"date": {"not_before": {"value": "2026-11-25"}, "not_after": "today"}}));
    let codes = |date: &str| named(&verdict(&service, json!(date)).errors);
    assert_eq!(codes("2026-11-25"), [""; 0]);
    assert_eq!(codes("2026-11-24"), ["/answer before-min"]);
    assert_eq!(codes("2026-11-26"), ["/answer after-today"]);
}

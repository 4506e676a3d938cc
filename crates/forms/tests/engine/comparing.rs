//! What means the same: spelling is folded, nothing else.

use crate::support::{field, service};
use forms::compare::{same, same_place};
use serde_json::{Value, json};
use vietnam::address::Former;
use vietnam::unit::OldUnits;

#[track_caller]
fn check(id: &str, a: Value, b: Value, expected: bool) {
    let service = service();
    let kind = &service.field(&field(id)).unwrap().kind;
    assert_eq!(same(kind, &a, &b), expected, "{a} {b}");
    assert_eq!(same(kind, &b, &a), expected, "{b} {a}");
}

#[test]
fn texts_by_spelling() {
    check("child_name", json!("Hoà"), json!("HÒA"), true);
    check("child_name", json!("Hoa\u{300}"), json!(" hòa "), true);
    check("child_name", json!("Hòa"), json!("Hoa"), false);
    check("phone", json!("+84 912 345 678"), json!("0912345678"), true);
    check(
        "mother_personal_id",
        json!("001 099 000 001"),
        json!("001099000001"),
        true,
    );
    check("plate", json!("29-B1 123.45"), json!("29b112345"), true);
    check("email", json!(""), json!(null), true);
    check("email", json!(""), json!("a@b.vn"), false);
}

#[test]
fn dates_by_day() {
    check("issued", json!("1990-01-31"), json!("31/01/1990"), true);
    check("mother_birth", json!("1990-01"), json!("01/1990"), true);
    check("mother_birth", json!("1990"), json!("1990-01-31"), false);
    check("mother_birth", json!("không rõ"), json!("Không rõ"), true);
}

#[test]
fn choices_and_codes_by_word() {
    check(
        "relation",
        json!({"value": "other", "text": "Ông"}),
        json!({"value": "other", "text": "ông"}),
        true,
    );
    check(
        "relation",
        json!({"value": "other", "text": "ông"}),
        json!({"value": "other", "text": "bà"}),
        false,
    );
    check(
        "relation",
        json!("mother"),
        json!({"value": "mother"}),
        true,
    );
    check(
        "mother_nationality",
        json!({"code": "VN", "name": "Việt Nam"}),
        json!({"code": "VN", "name": "Viet Nam"}),
        true,
    );
    check(
        "channels",
        json!(["sms", "email"]),
        json!(["email", "sms"]),
        true,
    );
    check("channels", json!(["sms"]), json!(["email", "sms"]), false);
    check(
        "wishes",
        json!([{"code": "1"}, {"code": "2"}]),
        json!([{"code": "2"}, {"code": "1"}]),
        false,
    );
}

#[test]
fn addresses_by_unit_and_detail_or_by_text() {
    let of = |commune: &str, detail: &str| json!({"country": "VN", "province": "01", "commune": commune, "detail": detail, "text": "x"});
    check(
        "mother_address",
        of("00004", "Số 5"),
        of("00004", "SỐ  5"),
        true,
    );
    check(
        "mother_address",
        of("00004", "Số 5"),
        of("00004", "Số 7"),
        false,
    );
    check(
        "mother_address",
        of("00004", "Số 5"),
        of("00008", "Số 5"),
        false,
    );
    let old = json!({"country": "VN", "vintage": "legacy", "text": "Xã A, Huyện B", "legacy": {"text": "Xã A, Huyện B"}});
    let converted = json!({"country": "VN", "province": "01", "commune": "00004", "text": "Xã Mới", "legacy": {"text": "xã A, huyện B"}});
    check("mother_address", old, converted, true);
    check(
        "mother_address",
        json!({"country": "JP", "text": "Osaka"}),
        json!({"country": "VN", "text": "Osaka"}),
        false,
    );
}

#[test]
fn old_addresses_by_their_text_however_units_are_written() {
    let old = |text: &str| json!({"country": "VN", "vintage": "legacy", "text": text, "legacy": {"text": text}});
    let whole = "Số 1, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội";
    for (text, expected) in [
        ("Số 1, P. Phúc Xá, Q. Ba Đình, TP Hà Nội,", true),
        (
            "Số 1; phường Phúc Xá; quận Ba Đình; Thành phố Hà Nội, Việt Nam",
            true,
        ),
        ("Số 2, P. Phúc Xá, Q. Ba Đình, TP Hà Nội", false),
        ("Số 1, P. Phúc Xa, Q. Ba Đình, TP Hà Nội", false),
    ] {
        check("mother_address", old(whole), old(text), expected);
    }
    let of = |detail: &str| json!({"country": "VN", "province": "01", "commune": "00097", "detail": detail, "text": "x"});
    check(
        "mother_address",
        of("Số 1, ngõ 2"),
        of("số 1 , ngõ 2,"),
        true,
    );
}

#[test]
fn an_old_address_is_the_new_one_only_where_that_is_certain() {
    let service = service();
    let kind = &service.field(&field("mother_address")).unwrap().kind;
    let data = |name: &str| std::fs::read_to_string(format!("../../data/{name}.csv")).unwrap();
    let table = OldUnits::read(&data("legacy-communes"), &data("legacy-splits")).unwrap();
    let old = |text: &str| json!({"country": "VN", "vintage": "legacy", "text": text, "legacy": {"text": text}});
    let new = |commune: &str, detail: &str| json!({"country": "VN", "province": "01", "commune": commune, "detail": detail, "text": "x", "vintage": "current"});
    let place = "Số 1, P. Phúc Xá, Q. Ba Đình, Hà Nội";
    let now = table.today(place).unwrap().commune;
    let split = "Số 1, Phường Điện Biên, Quận Ba Đình, Hà Nội";
    for (old_text, commune, detail, expected) in [
        (place, now.as_str(), "số 1", true),
        (place, now.as_str(), "Số 2", false),
        (place, "00004", "Số 1", false),
        (split, "00004", "Số 1", false),
        ("Số 1, gần chợ", now.as_str(), "Số 1", false),
    ] {
        let (a, b) = (old(old_text), new(commune, detail));
        assert_eq!(same_place(kind, &a, &b, &table), expected, "{a} {b}");
        assert_eq!(same_place(kind, &b, &a, &table), expected, "{b} {a}");
        assert!(!same(kind, &a, &b), "without the table nothing is certain");
    }
    // Two spellings of one old commune.
    let spelled = "Số 1, Phúc Xá, Ba Đình, Hà Nội";
    assert!(same_place(kind, &old(place), &old(spelled), &table));
}

#[test]
fn identity_papers_by_type_and_number() {
    let paper = |number: &str, issued: Value| json!({"type": "passport", "number": number, "issued_on": issued});
    check(
        "mother_id_doc",
        paper("C1", json!("2020-01-01")),
        paper("c1", json!(null)),
        true,
    );
    check(
        "mother_id_doc",
        paper("C1", json!("2020-01-01")),
        paper("C1", json!("2021-01-01")),
        false,
    );
    check(
        "mother_id_doc",
        paper("C1", json!(null)),
        paper("C2", json!(null)),
        false,
    );
}

//! Decision 8: every kind has its check, with the contract's fault codes (2.5).

use crate::support::{FewLists, answers, at, named, service};
use forms::check::check_place;
use serde_json::{Value, json};

/// What is wrong with one answer: errors, then warnings marked `~`.
#[track_caller]
fn check(id: &str, answer: Value, expected: &[&str]) {
    let mut data = json!({"birth_case": "both", "foreign": false, "copies": true, "has_notice": "electronic", "has_members": true});
    data[id] = answer.clone();
    let verdict = check_place(&service(), &answers(&data), &FewLists, &at(id));
    let codes = |faults: &[forms::fault::Fault], mark: &str| -> Vec<String> {
        named(faults)
            .iter()
            .map(|fault| [mark, fault.rsplit(' ').next().unwrap()].concat())
            .collect()
    };
    let found = [codes(&verdict.errors, ""), codes(&verdict.warnings, "~")].concat();
    assert_eq!(found, expected, "{id} = {answer}");
}

#[test]
fn what_must_be_answered() {
    for blank in [
        json!(null),
        json!(""),
        json!(" \u{200b} "),
        json!([]),
        json!({}),
    ] {
        check("child_name", blank, &["required"]);
    }
    check("declaration", json!(false), &["required"]);
    check("declaration", json!(true), &[]);
    check("email", json!(""), &[]);
}

#[test]
fn texts() {
    check("note", json!("ab"), &["too-short"]);
    check("note", json!("a\u{301}b\u{301}c\u{301}\nd"), &[]);
    check("note", json!("ế".repeat(20)), &[]);
    check("note", json!("ế".repeat(21)), &["too-long"]);
    check("note", json!("e\u{302}\u{301}".repeat(20)), &[]);
    check("note", json!(12), &["pattern"]);
}

#[test]
fn names() {
    for name in [
        "Sanjay",
        "Y Bhiao Niê",
        "K'Sor H’Blêch",
        "Điểu B'Rơi",
        &"Nguyễn ".repeat(14),
    ] {
        check("child_name", json!(name), &[]);
    }
    check("child_name", json!("Nguyễn Văn 2"), &["pattern"]);
    check("child_name", json!("Nguyễn_Văn $Mẫu"), &["~pattern"]);
    check("child_name", json!("Mẫu ".repeat(26)), &["too-long"]);
}

#[test]
fn dates_before_today_and_between_bounds() {
    check("child_birth", json!("2026-11-25"), &[]);
    check("child_birth", json!("2026-11-26"), &["after-today"]);
    check("child_birth", json!("1899-12-31"), &["before-min"]);
    check("child_birth", json!("2026-02-30"), &["not-a-date"]);
    check("child_birth", json!("31/01/2026"), &["not-a-date"]);
    check("child_birth", json!(2026), &["not-a-date"]);
    check("issued", json!("2026-11"), &["not-a-date"]);
    check("visit", json!("2026-11-25T08:30"), &[]);
    check("visit", json!("2026-11-24T23:59"), &["before-min"]);
    check("visit", json!("2026-12-26T00:00"), &["after-max"]);
    check("visit", json!("2026-11-25"), &["not-a-date"]);
    check("visit", json!("2026-11-25T24:00"), &["not-a-date"]);
    check("hour", json!("23:59"), &[]);
    check("hour", json!("24:00"), &["pattern"]);
    check("hour", json!("8:30"), &["pattern"]);
}

#[test]
fn partial_dates_break_a_bound_only_as_a_whole() {
    check("mother_birth", json!("1990"), &[]);
    check("child_birth", json!("2026"), &["not-a-date"]);
    let unknown = |date: &str| {
        let data = json!({"birth_case": "unknown", "child_birth": date});
        named(&check_place(&service(), &answers(&data), &FewLists, &at("child_birth")).errors)
    };
    assert_eq!(unknown("2026"), [""; 0]);
    assert_eq!(unknown("2026-12"), ["/child_birth after-today"]);
    assert_eq!(unknown("1899"), ["/child_birth before-min"]);
}

#[test]
fn choices() {
    check("relation", json!("mother"), &[]);
    check("relation", json!("aunt"), &["not-in-list"]);
    check("relation", json!("self"), &["cross-field"]);
    check("relation", json!("other"), &["required"]);
    check("relation", json!({"value": "other", "text": "ông"}), &[]);
    check(
        "relation",
        json!({"value": "other", "text": "ô".repeat(201)}),
        &["too-long"],
    );
    check("relation", json!(5), &["pattern"]);
    check("channels", json!(["sms", "email"]), &[]);
    check(
        "channels",
        json!(["sms", "email", {"value": "other", "text": "Zalo"}]),
        &["too-many"],
    );
    check("channels", json!(["sms", "sms"]), &["not-unique"]);
    check("channels", json!(["fax"]), &["not-in-list"]);
    check("channels", json!("sms"), &["pattern"]);
    check("copies", json!("yes"), &["pattern"]);
}

#[test]
fn lists_and_units() {
    check(
        "mother_nationality",
        json!({"code": "JP", "name": "Nhật Bản"}),
        &[],
    );
    check(
        "mother_nationality",
        json!({"code": "ZZ"}),
        &["not-in-list"],
    );
    check("mother_nationality", json!("VN"), &["pattern"]);
    check(
        "wishes",
        json!([{"code": "7480201"}, {"code": "7480202"}]),
        &[],
    );
    check(
        "wishes",
        json!([{"code": "7480201"}, {"code": "7480201"}]),
        &["not-unique"],
    );
    check(
        "wishes",
        json!([{"code": "1"}, {"code": "2"}, {"code": "3"}]),
        &["too-many"],
    );
    check("receiving_authority", json!({"code": "00004"}), &[]);
    check(
        "receiving_authority",
        json!({"code": "99999"}),
        &["unit-unknown"],
    );
    check("receiving_authority", json!({}), &["required"]);
}

#[test]
fn addresses() {
    let home = |more: Value| {
        let mut address = json!({"country": "VN", "text": "Phường Mẫu", "vintage": "current"});
        address
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        address
    };
    check(
        "mother_address",
        home(json!({"province": "01", "commune": "00004", "detail": "Số 5"})),
        &[],
    );
    check(
        "mother_address",
        home(json!({"province": "01"})),
        &["required"],
    );
    check(
        "mother_address",
        home(json!({"commune": "00004"})),
        &["required"],
    );
    check(
        "mother_address",
        home(json!({"province": "01", "commune": "99999"})),
        &["unit-unknown"],
    );
    check(
        "mother_address",
        home(json!({"province": "01", "commune": "00004", "detail": "x".repeat(301)})),
        &["too-long"],
    );
    check(
        "mother_address",
        home(json!({"vintage": "legacy", "legacy": {"text": "Thôn 1, Xã Cũ, Huyện Cũ"}})),
        &[],
    );
    check(
        "mother_address",
        json!({"country": "JP", "text": "Osaka"}),
        &[],
    );
    check(
        "mother_address",
        json!({"country": "ZZ", "text": "?"}),
        &["not-in-list"],
    );
    check("mother_address", json!({"country": "JP"}), &[]);
    check(
        "mother_address",
        json!("Số 5 ngõ 12, phố Huế"),
        &["pattern"],
    );
}

#[test]
fn what_an_address_may_be_is_the_fields_to_say() {
    let full = json!({"country": "VN", "province": "01", "commune": "00004", "detail": "Số 5", "text": "Số 5, Phường Mẫu"});
    let without = |part: &str| {
        let mut address = full.clone();
        address.as_object_mut().unwrap().remove(part);
        address
    };
    check("delivery_address", full.clone(), &[]);
    check("delivery_address", without("detail"), &["required"]);
    check("delivery_address", without("commune"), &["required"]);
    check(
        "delivery_address",
        json!({"country": "VN", "vintage": "legacy", "text": "Xã Cũ"}),
        &["required"],
    );
    check(
        "delivery_address",
        json!({"country": "JP", "text": "Osaka"}),
        &["not-in-list"],
    );
    check("hometown", without("commune"), &[]);
    check("hometown", without("province"), &["required"]);
}

#[test]
fn identity_papers() {
    check(
        "mother_id_doc",
        json!({"type": "passport", "number": "C1234567", "issued_on": "2020-02-29"}),
        &[],
    );
    check("mother_id_doc", json!({"type": "passport"}), &["required"]);
    check(
        "mother_id_doc",
        json!({"number": "C1234567"}),
        &["required"],
    );
    check(
        "mother_id_doc",
        json!({"type": "library-card", "number": "1"}),
        &["not-in-list"],
    );
    check(
        "mother_id_doc",
        json!({"type": "other", "number": "1"}),
        &["required"],
    );
    check(
        "mother_id_doc",
        json!({"type": "passport", "number": "1", "issued_on": "2026-11-26"}),
        &["after-today"],
    );
    check(
        "mother_id_doc",
        json!({"type": "passport", "number": "1", "issued_on": "hôm qua"}),
        &["not-a-date"],
    );
    check(
        "mother_id_doc",
        json!({"type": "passport", "number": "1".repeat(21)}),
        &["too-long"],
    );
}

#[test]
fn personal_ids_warn_on_structure_and_never_block() {
    check("mother_personal_id", json!("001099000001"), &[]);
    check("mother_personal_id", json!("001 099 000 001"), &[]);
    check("mother_personal_id", json!("00109900000"), &["pattern"]);
    check("mother_personal_id", json!("00109900000x"), &["pattern"]);
    check("mother_personal_id", json!("999099000001"), &["~checksum"]);
    let data =
        json!({"birth_case": "both", "mother_birth": "1980", "mother_personal_id": "001199000001"});
    let verdict = check_place(
        &service(),
        &answers(&data),
        &FewLists,
        &at("mother_personal_id"),
    );
    assert_eq!((verdict.errors.len(), verdict.warnings.len()), (0, 1));
    assert_eq!(verdict.warnings[0].params["oddity"], "birth-year");
}

#[test]
fn phones_emails_plates_codes() {
    check("phone", json!("0912 345 678"), &[]);
    check("phone", json!("+84912345678"), &[]);
    check("phone", json!("091234567"), &["pattern"]);
    check("phone", json!("+12025550100"), &["pattern"]);
    check("phone", json!("0100000000"), &["~pattern"]);
    check("phone_abroad", json!("+1 202 555 0100"), &[]);
    check("email", json!("mau@vi.du.vn"), &[]);
    for wrong in [
        "mau",
        "mau@",
        "@vi.vn",
        "mau@vi",
        "mau@vi..vn",
        "a b@vi.vn",
        "a@b@c.vn",
    ] {
        check("email", json!(wrong), &["pattern"]);
    }
    check(
        "email",
        json!(format!("{}@vi.vn", "a".repeat(249))),
        &["too-long"],
    );
    check("plate", json!("29-B1 123.45"), &[]);
    check("plate", json!("80-NG-123-45"), &[]);
    check("plate", json!("ABCDEFG"), &["~pattern"]);
    check("plate", json!("29/B1"), &["pattern"]);
    check("notice_code", json!("00001.gcs.00001.26"), &[]);
    check("notice_code", json!("1.GCS.1.26"), &["pattern"]);
    check("customer_code", json!("PE12345678901"), &[]);
    check("customer_code", json!("12"), &["~pattern"]);
}

#[test]
fn numbers_and_money() {
    check("copy_count", json!(99), &[]);
    check("copy_count", json!(0), &["before-min"]);
    check("copy_count", json!(100), &["after-max"]);
    check("copy_count", json!("5"), &["not-a-number"]);
    check("copy_count", json!(1.5), &["not-a-number"]);
    check("price", json!(-1), &["before-min"]);
    check("price", json!(999_999_999_999_i64), &[]);
    check("price", json!(1_000_000_000_000_i64), &["after-max"]);
}

#[test]
fn files() {
    let file = json!({"uploadId": "upload-0001", "name": "anh.jpg", "sha256": "00"});
    check("photo", json!([file]), &[]);
    check("photo", json!([file, file]), &["too-many"]);
    check("photo", json!([{"name": "anh.jpg"}]), &["pattern"]);
    check("photo", json!("anh.jpg"), &["pattern"]);
}

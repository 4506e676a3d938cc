//! Addresses of today and of before 01/07/2025, on the real tables.
#![expect(
    clippy::unwrap_used,
    reason = "a panic in these helpers is a failed test"
)]

use std::sync::LazyLock;

use proptest::prelude::*;
use vietnam::address::{same_address_text, same_place};
use vietnam::unit::{Code, OldUnits, Units};

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    Units::read(
        include_str!("../../../data/provinces.csv"),
        include_str!("../../../data/communes.csv"),
    )
    .unwrap()
});

static OLD_UNITS: LazyLock<OldUnits> = LazyLock::new(|| {
    OldUnits::read(
        include_str!("../../../data/legacy-communes.csv"),
        include_str!("../../../data/legacy-splits.csv"),
    )
    .unwrap()
});

#[track_caller]
fn check(a: &str, b: &str, same: bool) {
    assert_eq!(same_place(a, b, &UNITS, &OLD_UNITS), same, "{a} / {b}");
    assert_eq!(same_place(b, a, &UNITS, &OLD_UNITS), same, "{b} / {a}");
}

#[test]
fn spelling_is_no_difference() {
    assert!(same_address_text(
        "Số 1,  Xã Hoà Bình",
        "số 1, xã HÒA BÌNH,"
    ));
    assert!(!same_address_text("Số 1, Xã Hòa Bình", "Số 2, Xã Hòa Bình"));
    assert!(!same_address_text("Số 1, Xã Hòa Bình", "Số 1, Xã Hoa Binh"));
}

#[test]
fn old_and_new_names_of_one_place() {
    let old = "Số 1 ngõ 2, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội";
    check(old, "Số 1 ngõ 2, Phường Hồng Hà, Thành phố Hà Nội", true);
    check(old, "số 1 ngõ 2, P. Hồng Hà, TP. Hà Nội, Việt Nam", true);
    check(old, "Số 3 ngõ 2, Phường Hồng Hà, Thành phố Hà Nội", false);
    check(old, "Số 1 ngõ 2, Phường Ba Đình, Thành phố Hà Nội", false);
    check(old, "Số 1 ngõ 2, P. Phúc Xá, Q. Ba Đình, Hà Nội", true);
    check(old, "Số 1 ngõ 2, Phúc Xá, Ba Đình, Hà Nội", true);
}

#[test]
fn a_split_commune_is_never_certain() {
    let split = "Số 1, Phường Điện Biên, Quận Ba Đình, Hà Nội";
    check(split, split, true);
    check(split, "Số 1, Phường Ba Đình, Hà Nội", false);
}

#[test]
fn a_name_that_lives_on_is_not_the_place_it_was() {
    // All of the old ward Liễu Giai is in today's Ngọc Hà; the old Ngọc Hà is split.
    check(
        "Số 1, Phường Ngọc Hà, Quận Ba Đình, Hà Nội",
        "Số 1, Phường Ngọc Hà, Hà Nội",
        false,
    );
    check(
        "Số 1, Phường Liễu Giai, Quận Ba Đình, Hà Nội",
        "Số 1, Phường Ngọc Hà, Hà Nội",
        true,
    );
    let read = UNITS.read_address("Số 1, Quận Ba Đình, Hà Nội");
    assert_eq!(read.commune, None);
}

#[test]
fn every_address_of_today_is_read() {
    for commune in UNITS.communes() {
        let province = UNITS.province(commune.province).unwrap();
        let written = format!("Thôn 1, {}, {}", commune.full_name(), province.full_name());
        let read = UNITS.read_address(&written);
        assert_eq!(
            (read.commune, read.province),
            (Some(commune.code), Some(province.code))
        );
        assert_eq!(read.detail, "Thôn 1");
    }
}

#[test]
fn what_is_not_certain_stays_open() {
    let read = UNITS.read_address("Thôn 1, thanh an, ho chi minh");
    assert_eq!((read.commune, read.province), (None, Code::parse("79")));
    assert_eq!(read.detail, "Thôn 1, thanh an");
    let read = UNITS.read_address("12 Main Street, Springfield");
    assert_eq!((read.commune, read.province), (None, None));
    assert_eq!(read.detail, "12 Main Street, Springfield");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_text_is_its_own_place(text in "(?s).{0,60}|[A-Za-zà-ỹ0-9,. ]{0,60}") {
        prop_assert!(same_place(&text, &text, &UNITS, &OLD_UNITS));
        let spaced = text.replace(',', " , ");
        prop_assert!(same_place(&text, &spaced, &UNITS, &OLD_UNITS));
    }
}

//! Addresses of today and of before 01/07/2025, on the real tables.
#![expect(
    clippy::unwrap_used,
    reason = "a panic in these helpers is a failed test"
)]

use std::sync::LazyLock;

use proptest::prelude::*;
use vietnam::address::{Former, same_address_text};
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

/// Where an old address is today: detail, commune.
#[track_caller]
fn check(written: &str, expected: Option<(&str, &str)>) {
    let now = OLD_UNITS.today(written);
    let now = now.map(|now| (now.detail, UNITS.commune(now.commune).unwrap().full_name()));
    let expected = expected.map(|(detail, commune)| (detail.to_owned(), commune.to_owned()));
    assert_eq!(now, expected, "{written}");
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
fn words_for_units_may_be_abbreviated() {
    let whole = "Số 1 ngõ 2, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội";
    for short in [
        "số 1 ngõ 2, P. Phúc Xá, Q. Ba Đình, TP. Hà Nội",
        "Số 1 ngõ 2; P.Phúc Xá; Q.Ba Đình; TP Hà Nội; Việt Nam",
        "Số 1 ngõ 2, phường Phúc Xá, quận Ba Đình, TP.HN.",
    ] {
        assert!(same_address_text(whole, short), "{short}");
        assert!(same_address_text(short, whole), "{short}");
    }
    assert!(same_address_text(
        "P. 05, Q3, TP.HCM",
        "Phường 5, Quận 3, Thành phố Hồ Chí Minh"
    ));
    for other in [
        "Số 1 ngõ 2, Xã Phúc Xá, Quận Ba Đình, Thành phố Hà Nội",
        "Số 1 ngõ 2, P. Phúc Xa, Q. Ba Đình, TP. Hà Nội",
        "Số 1 ngõ 2, P. Phúc Xá, H. Ba Đình, TP. Hà Nội",
        "P. Số 1 ngõ 2, P. Phúc Xá, Q. Ba Đình, TP. Hà Nội",
    ] {
        assert!(!same_address_text(whole, other), "{other}");
    }
    // Before the units they are words of their own: a room is no ward.
    let room = "P. 5, Số 1, Phường Phúc Xá, Quận Ba Đình, Hà Nội";
    let ward = "Phường 5, Số 1, Phường Phúc Xá, Quận Ba Đình, Hà Nội";
    assert!(!same_address_text(room, ward));
}

#[test]
fn what_an_old_address_certainly_is_today() {
    let now = Some(("Số 1 ngõ 2", "Phường Hồng Hà"));
    check(
        "Số 1 ngõ 2, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội",
        now,
    );
    check("Số 1 ngõ 2, P. Phúc Xá, Q. Ba Đình, Hà Nội", now);
    check("Số 1 ngõ 2, Phúc Xá, Ba Đình, Hà Nội", now);
    // All of the old ward Liễu Giai is in today's Ngọc Hà; the old Ngọc Hà is split.
    let now = Some(("Số 1", "Phường Ngọc Hà"));
    check("Số 1, Phường Liễu Giai, Quận Ba Đình, Hà Nội", now);
    check("Số 1, Phường Ngọc Hà, Quận Ba Đình, Hà Nội", None);
    check("Số 1, Phường Điện Biên, Quận Ba Đình, Hà Nội", None);
    // Without a district it may be an address of today.
    check("Số 1, Phường Hồng Hà, Thành phố Hà Nội", None);
    check("Số 1, Phường Phúc Xá, Hà Nội", None);
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
        prop_assert!(same_address_text(&text, &text));
        let spaced = text.replace(',', " , ");
        prop_assert!(same_address_text(&text, &spaced));
        prop_assert_eq!(OLD_UNITS.today(&text), OLD_UNITS.today(&spaced));
    }
}

//! Rows of `tests/faults/rows.json` that names, texts, dates, cards and units hold.

#![expect(
    clippy::unwrap_used,
    reason = "a failed unwrap in these helpers is a failed test"
)]

use std::sync::LazyLock;

use vietnam::card_qr::CardQr;
use vietnam::date::age_range;
use vietnam::name::{check_name, parts, same_name};
use vietnam::text::{clean, nfc, same_text, search_fold};
use vietnam::unit::{Conversion, OldUnits, Units};
use vietnam::{CivilDate, PartialDate};

const PROVINCES: &str = include_str!("../../../data/provinces.csv");
const COMMUNES: &str = include_str!("../../../data/communes.csv");
const OLD: &str = include_str!("../../../data/legacy-communes.csv");
const SPLITS: &str = include_str!("../../../data/legacy-splits.csv");

static UNITS: LazyLock<Units> = LazyLock::new(|| Units::read(PROVINCES, COMMUNES).unwrap());
static OLD_UNITS: LazyLock<OldUnits> = LazyLock::new(|| OldUnits::read(OLD, SPLITS).unwrap());

#[test]
fn a01_an_older_address_keeps_its_text_and_its_district_narrows_the_choice() {
    let written = "Xã Đông Xuân, H. Đông Hưng, Thái Bình";
    let read = OLD_UNITS.read_legacy_address(written);
    assert_eq!(read.text, written);
    assert_eq!(read.commune.as_deref(), Some("Xã Đông Xuân"));
    assert_eq!(
        read.conversion,
        Conversion::Unknown,
        "the commune is not known, and that is said"
    );
    let narrowed: Vec<_> = read
        .narrowed
        .iter()
        .map(|code| UNITS.commune(*code).unwrap())
        .collect();
    assert!((2..30).contains(&narrowed.len()), "{narrowed:?}");
    let province = UNITS.find_province("Hưng Yên").unwrap();
    assert!(
        narrowed
            .iter()
            .all(|commune| commune.province == province.code),
        "all lie in the province of today"
    );
}

#[test]
fn n03_names_of_all_peoples_pass() {
    for name in ["Y Bhiao Niê", "K'Sor H'Blêch", "Điểu B'Rơi"] {
        let curly = name.replace('\'', "\u{2019}");
        let hyphened = name.replace(' ', "-");
        for written in [name, &curly, &hyphened] {
            assert_eq!(check_name(written), Ok(()), "{written}");
        }
        assert!(same_name(name, &curly), "one name in both apostrophes");
    }
}

#[test]
fn n05_cleaning_drops_no_letter_digit_or_mark() {
    let address = "Số 5 ngõ 12, phố Huế";
    assert_eq!(clean(address), address);
    let decomposed = "So\u{302}\u{301} 5 ngo\u{303} 12, pho\u{302}\u{301} Hue\u{302}\u{301}";
    assert_eq!(clean(decomposed), address);
    assert_eq!(nfc(decomposed), address);
}

#[test]
fn n06_one_field_holds_a_name_of_one_word_or_of_two() {
    for (name, family, given) in [("Sanjay", "", "Sanjay"), ("Nguyễn Mẫu", "Nguyễn", "Mẫu")]
    {
        assert_eq!(check_name(name), Ok(()));
        let parts = parts(name);
        assert_eq!(
            (&*parts.family, &*parts.middle, &*parts.given),
            (family, "", given)
        );
    }
}

#[test]
fn n08_search_without_accents_finds_every_letter() {
    for (typed, name) in [("dong da", "Đống Đa"), ("uoc", "Ước")] {
        assert_eq!(search_fold(name), typed);
    }
    let found = UNITS.search_communes("dong da", None, 5);
    assert!(found.iter().any(|commune| commune.name == "Đống Đa"));
}

#[test]
fn n11_a_syllable_in_two_spellings_is_one_and_another_tone_is_another() {
    assert!(same_text("Hoà", "Hòa"));
    for other in ["Hoa", "Hoá"] {
        assert!(
            !same_text("Hoà", other) && !same_text("Hòa", other),
            "{other}"
        );
    }
}

#[test]
fn p12_a_card_fills_all_that_it_says() {
    let empty_second = "001099000001||Nguyễn Văn Mẫu|31011990|Nam|Thôn 1, Xã Đông Xuân|01052021";
    let six = "001099000001|Nguyễn Văn Mẫu|31011990|Nam|Thôn 1, Xã Đông Xuân|01052021";
    for text in [empty_second, six] {
        let card = CardQr::read(text).unwrap();
        assert_eq!(card.personal_id.as_str(), "001099000001");
        assert_eq!(
            card.old_id, None,
            "it has none, and nothing else becomes it"
        );
        assert_eq!(card.name, "Nguyễn Văn Mẫu");
        assert_eq!(card.birth, PartialDate::parse_iso("1990-01-31").ok());
        assert!(card.sex.is_some());
        assert_eq!(card.address.as_deref(), Some("Thôn 1, Xã Đông Xuân"));
        assert_eq!(card.issued, CivilDate::parse_iso("2021-05-01").unwrap());
    }
}

#[test]
fn t04_a_year_stays_a_year() {
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    // "Age 70": born in 1955 or 1956.
    let born = PartialDate::read("1956").unwrap();
    assert_eq!(born.to_string(), "1956");
    assert_eq!((born.month(), born.day()), (None, None));
    assert_eq!(born.shown(), "1956");
    assert_eq!(born.full(), None, "no day is invented");
    assert_eq!(PartialDate::read("00/00/1956"), Ok(born));
    assert_eq!(
        age_range(born, today),
        (69, 70),
        "an age by a year is one of two"
    );
}

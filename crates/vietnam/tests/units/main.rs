//! The whole tables of units as test data.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic in these helpers is a failed test"
)]

mod addresses;
mod search;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use vietnam::text::search_fold;
use vietnam::unit::{
    Code, CommuneCode, CommuneKind, Conversion, OldUnits, ProvinceKind, Share, UnitFault, Units,
};

const PROVINCES: &str = include_str!("../../../../data/provinces.csv");
const COMMUNES: &str = include_str!("../../../../data/communes.csv");
const OLD: &str = include_str!("../../../../data/legacy-communes.csv");
const SPLITS: &str = include_str!("../../../../data/legacy-splits.csv");

/// The official note says "wholly merged", yet two other units took a part.
const KY_LOI: &str = "18796";

static UNITS: LazyLock<Units> = LazyLock::new(|| Units::read(PROVINCES, COMMUNES).unwrap());
static OLD_UNITS: LazyLock<OldUnits> = LazyLock::new(|| OldUnits::read(OLD, SPLITS).unwrap());

struct OldRow {
    code: &'static str,
    names: [&'static str; 3],
    new: CommuneCode,
    whole: bool,
}

fn old_rows() -> impl Iterator<Item = OldRow> {
    OLD.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        OldRow {
            code: cells[0],
            names: [cells[1], cells[2], cells[3]],
            new: Code::parse(cells[4]).unwrap(),
            whole: cells[5] == "whole",
        }
    })
}

fn commune(code: &str) -> CommuneCode {
    Code::parse(code).unwrap()
}

#[track_caller]
fn holds(found: &Conversion, row: &OldRow) {
    match found {
        Conversion::Whole(new) => assert!(row.whole && *new == row.new, "{:?}", row.names),
        Conversion::Split(candidates) => {
            assert!(!row.whole || row.code == KY_LOI, "{:?}", row.names);
            assert!(
                candidates.iter().any(|candidate| candidate.code == row.new),
                "{:?}",
                row.names
            );
        }
        Conversion::Unknown => panic!("unknown: {:?}", row.names),
    }
}

#[test]
fn the_table_of_today_is_complete() {
    assert_eq!(
        (UNITS.provinces().len(), UNITS.communes().len()),
        (34, 3_321)
    );
    let cities = UNITS
        .provinces()
        .iter()
        .filter(|unit| unit.kind == ProvinceKind::City)
        .count();
    assert_eq!(cities, 9);
    let count = |kind| {
        UNITS
            .communes()
            .iter()
            .filter(|unit| unit.kind == kind)
            .count()
    };
    assert_eq!(
        (
            count(CommuneKind::Commune),
            count(CommuneKind::Ward),
            count(CommuneKind::SpecialZone)
        ),
        (2_599, 709, 13)
    );
    let placed: usize = UNITS
        .provinces()
        .iter()
        .map(|province| UNITS.communes_of(province.code).count())
        .sum();
    assert_eq!(placed, 3_321);
}

#[test]
fn every_commune_is_found_by_code_and_by_name() {
    for unit in UNITS.communes() {
        assert_eq!(
            UNITS.commune(unit.code).map(|found| &found.name),
            Some(&unit.name)
        );
        let found = UNITS.find_communes(&unit.full_name(), Some(unit.province));
        assert_eq!(
            found.iter().map(|found| found.code).collect::<Vec<_>>(),
            [unit.code]
        );
        let found = UNITS.find_communes(&unit.name.to_uppercase(), Some(unit.province));
        assert!(
            found.iter().any(|found| found.code == unit.code),
            "{}",
            unit.name
        );
        assert!(found.len() == 1 || unit.name.is_ascii(), "{}", unit.name);
    }
}

#[test]
fn every_commune_is_found_without_accents() {
    let mut shared = 0;
    for unit in UNITS.communes() {
        let found = UNITS.find_communes(&search_fold(&unit.name), Some(unit.province));
        assert!(
            found.iter().any(|found| found.code == unit.code),
            "{}",
            unit.name
        );
        shared += usize::from(found.len() > 1);
        let searched = UNITS.search_communes(&search_fold(&unit.name), Some(unit.province), 60);
        assert!(
            searched.iter().any(|found| found.code == unit.code),
            "{}",
            unit.name
        );
    }
    assert_eq!(shared, 20, "ten pairs have one name without accents");
}

#[test]
fn every_province_is_found_by_name_old_and_new() {
    for unit in UNITS.provinces() {
        for name in [unit.full_name(), unit.name.clone(), search_fold(&unit.name)] {
            assert_eq!(
                UNITS.find_province(&name).map(|found| found.code),
                Some(unit.code)
            );
        }
        for old in &unit.merged_from {
            assert_eq!(
                UNITS.province_of_old(old).map(|found| found.code),
                Some(unit.code)
            );
        }
    }
    for name in [
        "TP.HCM",
        "TPHCM",
        "tp hcm",
        "Sài Gòn",
        "thanh pho ho chi minh",
    ] {
        assert_eq!(
            UNITS
                .find_province(name)
                .map(|found| found.code.as_str().to_owned())
                .as_deref(),
            Some("79")
        );
    }
    assert!(UNITS.find_province("Bình Dương").is_none());
    assert!(UNITS.find_province("").is_none());
}

#[test]
fn every_old_pair_converts_by_code_as_the_table_says() {
    let mut by_code: BTreeMap<&str, Vec<OldRow>> = BTreeMap::new();
    for row in old_rows() {
        by_code.entry(row.code).or_default().push(row);
    }
    let without_code = by_code.remove("").map(|rows| rows.len());
    assert_eq!((without_code, by_code.len()), (Some(6), 10_035));
    for (code, rows) in &by_code {
        let found = OLD_UNITS.convert_code(commune(code));
        rows.iter().for_each(|row| holds(&found, row));
        if let Conversion::Split(candidates) = found {
            assert_eq!(candidates.len(), rows.len());
        }
    }
}

#[test]
fn every_old_pair_converts_by_names_as_the_table_says() {
    let mut pairs = 0;
    for row in old_rows() {
        let [name, district, province] = row.names;
        holds(&OLD_UNITS.convert_names(name, district, province), &row);
        pairs += 1;
    }
    assert_eq!(pairs, 10_571);
}

#[test]
fn every_old_address_is_read() {
    for row in old_rows().step_by(3).filter(|row| !row.names[0].is_empty()) {
        let [name, district, province] = row.names;
        let read =
            OLD_UNITS.read_legacy_address(&format!("Số 1 ngõ 2, {name}, {district}, {province}"));
        holds(&read.conversion, &row);
        assert_eq!(read.detail, "Số 1 ngõ 2");
        let found = (
            read.commune.as_deref(),
            read.district.as_deref(),
            read.province.as_deref(),
        );
        assert_eq!(found, (Some(name), Some(district), Some(province)));
    }
}

#[test]
fn every_successor_exists_today() {
    for row in old_rows() {
        let new = UNITS.commune(row.new).unwrap();
        let of_old = UNITS.province_of_old(row.names[2]).unwrap();
        assert_eq!(new.province, of_old.code, "{:?}", row.names);
    }
}

#[test]
fn the_shares_of_splits_are_kept() {
    let mut counts = BTreeMap::new();
    for line in SPLITS.lines().skip(1) {
        let (old, rest) = line.split_once(',').unwrap();
        let (new, kind) = rest.split_once(',').unwrap();
        let Conversion::Split(candidates) = OLD_UNITS.convert_code(commune(old)) else {
            panic!("{old} is split")
        };
        let found = candidates
            .iter()
            .find(|candidate| candidate.code == commune(new))
            .unwrap();
        let expected = match kind {
            "part" => Share::Part,
            "area_only" => Share::AreaOnly,
            "part_area_all_population" => Share::AreaAndAllPeople,
            "part_population" => Share::SomePeople,
            _ => Share::Other,
        };
        assert_eq!(found.share, expected, "{old}");
        *counts.entry(kind).or_insert(0) += 1;
    }
    assert_eq!(counts["area_only"], 83);
    assert_eq!(counts["part_area_all_population"], 58);
}

#[test]
fn unknown_is_said() {
    assert_eq!(
        OLD_UNITS.convert_code(commune("99999")),
        Conversion::Unknown
    );
    assert_eq!(
        OLD_UNITS.convert_names("Xã Không Có", "", "Thái Bình"),
        Conversion::Unknown
    );
    assert_eq!(
        OLD_UNITS.convert_names("Phường Phúc Xá", "", "Nơi Khác"),
        Conversion::Unknown
    );
    assert!(UNITS.commune(commune("99999")).is_none());
    assert_eq!(CommuneCode::parse("1234"), None);
    assert_eq!(CommuneCode::parse("1234x"), None);
}

#[test]
fn a_broken_table_names_its_line() {
    let header = "code,name_vi,type,merged_from\n";
    assert_eq!(
        Units::read("a,b\n", COMMUNES).unwrap_err(),
        UnitFault::Header
    );
    let wrong_type = format!("{header}01,Hà Nội,thành phố,Hà Nội\n04,Cao Bằng,bang,Cao Bằng\n");
    assert_eq!(
        Units::read(&wrong_type, COMMUNES).unwrap_err(),
        UnitFault::Line(3)
    );
    assert_eq!(OldUnits::read("", SPLITS).unwrap_err(), UnitFault::Header);
    let short = format!("{}\n00001,Phường\n", OLD.lines().next().unwrap());
    assert_eq!(
        OldUnits::read(&short, SPLITS).unwrap_err(),
        UnitFault::Line(2)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_is_a_surprise(text in "(?s).{0,60}|[A-Za-zà-ỹ0-9,. -]{0,60}") {
        let read = OLD_UNITS.read_legacy_address(&text);
        prop_assert_eq!(read.text, vietnam::text::clean(&text));
        let _ = UNITS.find_province(&text);
        let _ = UNITS.find_communes(&text, None);
        prop_assert!(UNITS.search_communes(&text, None, 5).len() <= 5);
        let _ = OLD_UNITS.convert_names(&text, &text, "Hà Nội");
        let _ = (Units::read(&text, &text).is_err(), OldUnits::read(&text, &text).is_err());
    }
}

//! The whole tables of units as test data.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic in these helpers is a failed test"
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use vietnam::text::search_fold;
use vietnam::unit::{
    Code, CommuneCode, CommuneKind, Conversion, OldUnits, ProvinceKind, Share, Successor,
    UnitFault, Units,
};

const PROVINCES: &str = include_str!("../../../data/provinces.csv");
const COMMUNES: &str = include_str!("../../../data/communes.csv");
const OLD: &str = include_str!("../../../data/legacy-communes.csv");
const SPLITS: &str = include_str!("../../../data/legacy-splits.csv");

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
fn an_address_with_a_commune_merged_before_keeps_its_district() {
    let read = OLD_UNITS.read_legacy_address("Xã Đông Xuân, H. Đông Hưng, Thái Bình");
    assert_eq!(read.text, "Xã Đông Xuân, H. Đông Hưng, Thái Bình");
    assert_eq!(read.commune.as_deref(), Some("Xã Đông Xuân"));
    assert_eq!(read.district.as_deref(), Some("Huyện Đông Hưng"));
    assert_eq!(read.province.as_deref(), Some("Tỉnh Thái Bình"));
    assert_eq!(read.conversion, Conversion::Unknown);
    assert!(
        (2..30).contains(&read.narrowed.len()),
        "{:?}",
        read.narrowed
    );
    assert_eq!(
        read.narrowed,
        OLD_UNITS.successors_of_district("Đông Hưng", "Thái Bình")
    );
}

#[test]
fn addresses_as_people_write_them() {
    let phuc_xa = Conversion::Whole(commune("00097"));
    for written in [
        "Số 1, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội",
        "số 1 , phuc xa, ba dinh, HN",
        "Số 1, P. Phúc Xá, Q. Ba Đình, TP. Hà Nội, Việt Nam",
        "Số 1 phường Phúc Xá quận Ba Đình thành phố Hà Nội",
        "Số 1 - Phúc Xá - Ba Đình - Hà Nội",
        "Số 1, Phúc Xá, Hà Nội",
    ] {
        let read = OLD_UNITS.read_legacy_address(written);
        assert_eq!(read.conversion, phuc_xa, "{written}");
        assert!(
            read.detail.eq_ignore_ascii_case("Số 1"),
            "{written}: {}",
            read.detail
        );
    }
    let island = OLD_UNITS.read_legacy_address("Huyện Côn Đảo, Tỉnh Bà Rịa - Vũng Tàu");
    assert_eq!(island.conversion, Conversion::Whole(commune("26732")));
    let nowhere = OLD_UNITS.read_legacy_address("12 Main Street, Springfield");
    assert_eq!(
        (nowhere.conversion, &*nowhere.detail),
        (Conversion::Unknown, "12 Main Street, Springfield")
    );
}

#[test]
fn an_unknown_district_is_asked_about() {
    let asked = Conversion::Split(vec![Successor {
        code: commune("00097"),
        share: Share::Other,
    }]);
    let written = "Số 1, Phường Phúc Xá, Quận Nào Đó, Hà Nội";
    let read = OLD_UNITS.read_legacy_address(written);
    assert_eq!(read.conversion, asked);
    assert_eq!(read.district.as_deref(), Some("Quận Nào Đó"));
    let by_names = |district| OLD_UNITS.convert_names("Phường Phúc Xá", district, "Hà Nội");
    assert_eq!(by_names("Quận Nào Đó"), asked);
    assert_eq!(by_names(""), Conversion::Whole(commune("00097")));
    let hue = OLD_UNITS.read_legacy_address("Vỹ Dạ, Huế, Thừa Thiên Huế");
    assert_eq!(
        (hue.district.as_deref(), hue.commune.as_deref()),
        (Some("Huế"), Some("Phường Vỹ Dạ"))
    );
    assert!(matches!(hue.conversion, Conversion::Split(one) if one.len() == 1));
}

#[test]
fn namesakes_keep_their_written_name() {
    // Both a city and a district of that name.
    let read = OLD_UNITS.read_legacy_address("Số 1, Cao Lãnh, Đồng Tháp");
    assert_eq!(read.district.as_deref(), Some("Cao Lãnh"));
    let read = OLD_UNITS.read_legacy_address("Số 1, H. Cao Lãnh, Đồng Tháp");
    assert_eq!(read.district.as_deref(), Some("Huyện Cao Lãnh"));
}

#[test]
fn accents_narrow_the_search() {
    let names = |query: &str| -> Vec<String> {
        UNITS
            .search_communes(query, None, 3)
            .iter()
            .map(|unit| unit.name.clone())
            .collect()
    };
    assert_eq!(names("Cẩm Giàng")[0], "Cẩm Giàng");
    assert_eq!(names("đống đa")[0], "Đống Đa");
    assert_eq!(names("dong da")[0], "Đống Đa");
    assert!(names("xyz").is_empty() && names("").is_empty());
    let old: Vec<_> = UNITS
        .search_provinces("binh duong", 5)
        .iter()
        .map(|unit| &*unit.name)
        .collect();
    assert_eq!(old, ["Hồ Chí Minh"]);
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

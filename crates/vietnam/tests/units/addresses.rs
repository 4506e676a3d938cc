//! Addresses of three levels as people write them, and what became of their units.

use crate::{OLD_UNITS, UNITS, commune};
use vietnam::unit::{Conversion, OldUnits, Share, Successor, Units, names_a_district};

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
fn the_province_is_told_by_the_names_of_provinces_alone() {
    let all = OLD_UNITS.provinces().iter();
    let names = OldUnits::of_provinces(all.map(|province| &*province.name));
    for province in OLD_UNITS.provinces() {
        for written in [
            format!("Số 1, Phường A, Quận B, {}", province.name),
            format!("xóm Mẫu, {}", province.name.to_lowercase()),
            format!("Số 1 xã A huyện B {}", province.name.to_lowercase()),
        ] {
            let read = names.read_legacy_address(&written);
            assert_eq!(read.province.as_ref(), Some(&province.name), "{written}");
        }
    }
    let read = names.read_legacy_address("X. Đông Xuân, H. Đông Hưng, T. Thái Bình");
    assert_eq!(read.province.as_deref(), Some("Tỉnh Thái Bình"));
    assert_eq!(names.read_legacy_address("Xã A, huyện B").province, None);
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
fn lists_of_names_read_an_address_as_the_tables_do() {
    let names = |of: &str| -> Vec<(String, String)> {
        let communes = UNITS.communes_of(vietnam::unit::Code::parse(of).unwrap());
        let named = communes.map(|unit| (unit.code.to_string(), unit.full_name()));
        named.collect()
    };
    let provinces = UNITS.provinces().iter();
    let provinces: Vec<_> = { provinces.map(|unit| (unit.code.to_string(), unit.full_name())) }
        .chain([("00".to_owned(), "Không loại".to_owned())])
        .collect();
    fn pairs(all: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
        all.iter().map(|(code, name)| (&**code, &**name))
    }
    for (written, of) in [
        ("Số 8, Phường Ba Đình, Thành phố Hà Nội", "01"),
        ("Thôn 2, X. Sóc Sơn, HN", "01"),
        ("Đặc khu Côn Đảo, TP. Hồ Chí Minh", "79"),
        ("Số 1, Không Có, Tỉnh Cao Bằng", "04"),
    ] {
        let communes = names(of);
        let of = vietnam::unit::Code::parse(of);
        let units = Units::of_names(pairs(&provinces), pairs(&communes), of);
        assert_eq!(units.provinces().len(), 34);
        let read = units.read_address(written);
        assert_eq!(read, UNITS.read_address(written), "{written}");
        assert_eq!(read.province, of, "{written}");
    }
}

#[test]
fn a_district_is_known_by_its_word_above_the_province() {
    for (written, is_named) in [
        ("Số 8, Phường Ba Đình, Thành phố Hà Nội", false),
        ("Số 8, Ba Đình, Hà Nội", false),
        ("Thành phố Hà Nội", false),
        ("Số 8, P. Cống Vị, Q. Ba Đình, TP. Hà Nội", true),
        ("Phường An Phú, Thành phố Thủ Đức, TP. Hồ Chí Minh", true),
        ("", false),
    ] {
        assert_eq!(names_a_district(written), is_named, "{written}");
    }
}

/// Detail and commune of an address of today.
#[track_caller]
fn today(written: &str, detail: &str, commune: Option<&str>) {
    let read = UNITS.read_address(written);
    let name = read
        .commune
        .and_then(|code| UNITS.commune(code))
        .map(vietnam::unit::Commune::full_name);
    assert_eq!(
        (&*read.detail, name.as_deref()),
        (detail, commune),
        "{written}"
    );
}

/// Detail and commune of an address of before.
#[track_caller]
fn before(written: &str, detail: &str, commune: Option<&str>) {
    let read = OLD_UNITS.read_legacy_address(written);
    assert_eq!(
        (&*read.detail, read.commune.as_deref()),
        (detail, commune),
        "{written}"
    );
}

#[test]
fn a_hamlet_needs_no_comma_before_its_commune() {
    let kpam = Some("Xã Ea KPam");
    for written in [
        "Thôn 3 xã Ea Kpam, Đắk Lắk",
        "Thôn 3 x. Ea Kpam, tỉnh Đắk Lắk",
        "Thôn 3, xã Ea Kpam, tỉnh Đắk Lắk",
    ] {
        before(written, "Thôn 3", kpam);
    }
    before("Thôn 3 xã Ea Kpam, huyện Cư M'gar, Đắk Lắk", "Thôn 3", kpam);
    before("Thôn 3 X.Ea Kpam, H. Cư M'gar, Đắk Lắk", "Thôn 3", kpam);
    let ngoc_ha = Some("Phường Ngọc Hà");
    today("Tổ 5 phường Ngọc Hà, Hà Nội", "Tổ 5", ngoc_ha);
    today("Số 3, Tổ 5 P.Ngọc Hà, TP. Hà Nội", "Số 3, Tổ 5", ngoc_ha);
    today("to 5 phuong ngoc ha, ha noi", "to 5", ngoc_ha);
    today(
        "12 phố Xã Đàn phường Kim Liên, Hà Nội",
        "12 phố Xã Đàn",
        Some("Phường Kim Liên"),
    );
    // Of this hamlet and that commune the last word counts.
    today(
        "Thôn Xã Đoài xã Sóc Sơn, Hà Nội",
        "Thôn Xã Đoài",
        Some("Xã Sóc Sơn"),
    );
}

#[test]
fn a_name_that_holds_the_word_for_a_kind_is_not_cut() {
    for written in [
        "12 phố Phường Đúc, Thành phố Huế",
        "Đường Phường Ngọc Hà, Hà Nội",
        "Thôn xã Sóc Sơn, Hà Nội",
        "Tổ 5 xã Ngọc Hà, Hà Nội",
        "Tổ 5 phường Ngọc Hạ, Hà Nội",
        "Tổ 5 phường Ngoc Ha, Hà Nội",
        "Tổ 5 phường Không Có, Hà Nội",
        "Phòng 5 quận Ba Đình, Hà Nội",
    ] {
        let (detail, _) = written.rsplit_once(", ").unwrap();
        today(written, detail, None);
    }
    for written in [
        "Số 1 Đường Phường Đúc, Thành phố Huế",
        "Thôn Xã Ea Kpam, Đắk Lắk",
    ] {
        let (detail, _) = written.rsplit_once(", ").unwrap();
        before(written, detail, None);
    }
    before(
        "Đường Phường Đúc, Phường Đúc, Thành phố Huế",
        "Đường Phường Đúc",
        Some("Phường Phường Đúc"),
    );
}

#[test]
fn every_commune_of_today_is_cut_from_its_hamlet() {
    for unit in UNITS.communes() {
        let province = UNITS.province(unit.province).unwrap();
        for hamlet in ["Thôn 3", "Tổ dân phố số 5", "Số 8 đường Phường Mẫu"] {
            let written = format!(
                "{hamlet} {}, {}",
                unit.full_name().to_lowercase(),
                province.name
            );
            let read = UNITS.read_address(&written);
            assert_eq!(
                (read.commune, &*read.detail),
                (Some(unit.code), hamlet),
                "{written}"
            );
        }
    }
}

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

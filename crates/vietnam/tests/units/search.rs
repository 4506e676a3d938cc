//! Names of lists found as people write them: short words, everyday names, with and without accents.

use crate::UNITS;
use unicode_normalization::UnicodeNormalization;
use vietnam::text::search_fold;
use vietnam::unit::{Commune, Fit, Province, ProvinceCode, Sign, Sought};

/// Tone marks on the first and on the second vowel.
const STYLES: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// A text as it may be written: both styles of tone marks, both Unicode forms, in capitals, without accents.
fn writings(text: &str) -> Vec<String> {
    let by = |from: fn(&(&'static str, &'static str)) -> [&'static str; 2]| {
        STYLES.iter().fold(text.to_owned(), |text, pair| {
            let [from, to] = from(pair);
            text.replace(from, to)
        })
    };
    let (old, new) = (by(|(a, b)| [b, a]), by(|(a, b)| [a, b]));
    vec![
        old.nfd().collect(),
        new.nfd().collect(),
        old.to_uppercase(),
        search_fold(&new),
        old,
        new,
    ]
}

fn communes_of(province: ProvinceCode) -> Vec<(Sign, &'static Commune)> {
    let communes = UNITS.communes_of(province);
    communes
        .map(|unit| (Sign::of(&unit.full_name()), unit))
        .collect()
}

#[test]
fn every_commune_is_found_by_the_short_word_for_its_kind() {
    let mut shared = 0;
    for province in UNITS.provinces() {
        let units = communes_of(province.code);
        for (sign, unit) in &units {
            let short = match unit.kind.word() {
                "xã" => "X",
                "phường" => "P",
                _ => "ĐK",
            };
            let bare = [unit.name.clone(), unit.full_name()];
            let with_short = ["", ".", ". "].map(|stop| {
                let between = if stop.is_empty() { " " } else { stop };
                [short, between, &unit.name].concat()
            });
            for name in bare.into_iter().chain(with_short) {
                for written in writings(&name) {
                    let sought = Sought::of(&written);
                    assert!(sought.fit(sign).is_some(), "{written}");
                    let named = sought.named(&units.iter().map(|(sign, unit)| (sign, unit.code)));
                    assert!(named.contains(&unit.code), "{written}");
                    let is_plain = written.is_ascii();
                    assert!(
                        named.len() == 1 || is_plain || name == unit.name,
                        "{written}"
                    );
                    shared += usize::from(named.len() > 1);
                }
            }
        }
    }
    assert!(
        (1..300).contains(&shared),
        "{shared}: few are not told apart"
    );
}

#[track_caller]
fn province(written: &str, expected: &str) {
    let signs: Vec<(Sign, &Province)> = { UNITS.provinces().iter() }
        .map(|unit| (Sign::of(&unit.full_name()), unit))
        .collect();
    let sought = Sought::of(written);
    let named = sought.named(&signs.iter().map(|(sign, unit)| (sign, &*unit.name)));
    assert_eq!(named, [expected], "{written}");
    let (sign, _) = signs
        .iter()
        .find(|(_, unit)| unit.name == expected)
        .unwrap();
    assert!(sought.fit(sign).is_some(), "{written}");
}

#[test]
fn provinces_are_known_by_everyday_and_short_names() {
    for written in [
        "tp hcm",
        "tphcm",
        "TP. Hồ Chí Minh",
        "TP.HCM",
        "sai gon",
        "Sài Gòn",
        "TP Sài Gòn",
        "hcm",
    ] {
        province(written, "Hồ Chí Minh");
    }
    for written in [
        "thừa thiên",
        "thua thien hue",
        "tỉnh Thừa Thiên Huế",
        "Thừa Thiên - Huế",
        "tp huế",
    ] {
        province(written, "Huế");
    }
    for written in ["hn", "TP.HN", "Hanoi"] {
        province(written, "Hà Nội");
    }
    // A province that became a city in 2026, as it is still called.
    province("tỉnh Đồng Nai", "Đồng Nai");
}

#[track_caller]
fn fits(written: &str, name: &str, expected: Option<Fit>) {
    assert_eq!(
        Sought::of(written).fit(&Sign::of(name)),
        expected,
        "{written}"
    );
}

#[test]
fn short_words_find_names_of_before_too() {
    fits("q 1", "Quận 1", Some(Fit::Same));
    fits("q1", "Quận 1", Some(Fit::Same));
    fits("phuong 1", "Phường 01", Some(Fit::Same));
    fits("tx ky anh", "Thị xã Kỳ Anh", Some(Fit::PlainBeginning));
    fits("TT. Sóc Sơn", "Thị trấn Sóc Sơn", Some(Fit::Same));
    fits("p ba dinh", "Phường Ba Đình", Some(Fit::PlainBeginning));
    fits("p. tran lam", "Phường Trần Lãm", Some(Fit::PlainBeginning));
    fits("P.Ba Đ", "Phường Ba Đình", Some(Fit::Beginning));
    fits("tp", "Thành phố Huế", Some(Fit::Beginning));
    // A commune that became a ward is found; a district is no ward.
    fits("xã gia tân", "Phường Gia Tân", Some(Fit::OtherKind));
    fits("quận ba đình", "Phường Ba Đình", None);
    fits("q 1", "Phường 1", None);
    fits("", "Phường 1", Some(Fit::Inside));
    // Names of other lists are no units.
    fits("p kinh", "Kinh", None);
}

//! Addresses over all communes: one place however its units are written, by its old name only where that is certain.

use crate::root;
use crate::spelling::{address, spellings};
use forms::compare::{same, same_place};
use forms::kind::{AddressLimits, Kind};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use vietnam::address::Former;
use vietnam::unit::OldUnits;

/// Words for units and how they are abbreviated.
const SHORT: [(&str, &str); 8] = [
    ("Thành phố ", "TP. "),
    ("Thị trấn ", "TT "),
    ("Thị xã ", "TX. "),
    ("Phường ", "P. "),
    ("Huyện ", "H. "),
    ("Quận ", "Q. "),
    ("Tỉnh ", "T. "),
    ("Xã ", "X. "),
];

fn kind() -> Kind {
    Kind::Address(AddressLimits::default())
}

fn text(file: &str) -> String {
    std::fs::read_to_string(root().join("data").join(file)).unwrap()
}

fn rows(file: &str) -> Vec<Vec<String>> {
    let text = text(file);
    let row = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().skip(1).map(row).collect()
}

/// The units of every address of today: "Phường A, Thành phố B".
fn today() -> Vec<String> {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(word.char_indices().nth(1).map_or(0, |(at, _)| at));
        [&first.to_uppercase(), rest].concat()
    };
    let provinces = rows("provinces.csv").into_iter();
    let provinces: BTreeMap<String, String> = provinces
        .map(|row| (row[0].clone(), [&capital(&row[2]), " ", &row[1]].concat()))
        .collect();
    let communes = rows("communes.csv").into_iter();
    let units = communes.map(|row| {
        let commune = [&capital(&row[2]), " ", &row[1]].concat();
        [&commune, ", ", &provinces[&row[3]]].concat()
    });
    let units: Vec<String> = units.collect();
    assert_eq!(units.len(), 3321);
    units
}

/// The units of every address of before, with the codes of the communes that they are today.
fn before() -> BTreeMap<String, BTreeSet<String>> {
    let mut units: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows("legacy-communes.csv") {
        if !row[1].is_empty() {
            let name = row[1..4].join(", ");
            units.entry(name).or_default().insert(row[4].clone());
        }
    }
    assert!(units.len() > 9_000);
    units
}

/// The same units with their words abbreviated, and parted otherwise.
fn abbreviated(units: &str) -> [String; 2] {
    let part = |part: &str| {
        let mut words = SHORT.iter();
        let found = words.find_map(|(word, short)| Some((short, part.strip_prefix(word)?)));
        found.map_or(part.to_owned(), |(short, name)| [short, name].concat())
    };
    let parts: Vec<String> = units.split(", ").map(part).collect();
    let tight = parts.join(" ,").replace(". ", ".");
    [parts.join("; "), [&tight, ",Việt Nam"].concat()]
}

#[test]
fn an_address_is_the_same_however_its_units_are_written() {
    let kind = kind();
    let all: BTreeSet<String> = { today().into_iter() }
        .chain(before().into_keys())
        .collect();
    for (at, units) in all.iter().enumerate() {
        let whole = address(&["Số 5, ", units].concat());
        for short in abbreviated(units) {
            let short = address(&["số 5, ", &short].concat());
            assert!(same(&kind, &whole, &short), "{whole} {short}");
            assert!(same(&kind, &short, &whole), "{short} {whole}");
        }
        // In one more spelling each: another place of the tone, another Unicode form, capitals, spaces.
        let spellings = spellings(units);
        let spelling = address(&["Số 5, ", &spellings[at % spellings.len()]].concat());
        assert!(same(&kind, &whole, &spelling), "{whole} {spelling}");
        let house = address(&["Số 6, ", units].concat());
        assert!(!same(&kind, &whole, &house), "{whole} {house}");
    }
    // Sorted by name: neighbours are those most alike.
    let all: Vec<&String> = all.iter().collect();
    for pair in all.windows(2) {
        let short = abbreviated(pair[1]);
        for other in [pair[1], &short[0]] {
            let (a, b) = (address(pair[0]), address(other));
            assert!(!same(&kind, &a, &b), "{a} {b}");
        }
    }
}

#[test]
fn an_old_address_is_a_new_one_only_where_all_of_it_went_there() {
    let table = OldUnits::read(&text("legacy-communes.csv"), &text("legacy-splits.csv")).unwrap();
    let kind = kind();
    let (mut certain, mut split) = (0, 0);
    for (units, codes) in before() {
        let old = address(&["Số 5, ", &units].concat());
        let now = table.today(&["Số 5, ", &units].concat());
        let is_one = |code: &str, detail: &str| same_place(&kind, &old, &new(code, detail), &table);
        if codes.len() > 1 {
            assert_eq!(now, None, "{units}");
            assert!(!codes.iter().any(|code| is_one(code, "Số 5")), "{units}");
            split += 1;
        } else if now.is_some() {
            let code = codes.first().unwrap();
            assert!(is_one(code, "số 5,") && !is_one(code, "Số 6"), "{units}");
            assert!(!is_one("99999", "Số 5"), "{units}");
            certain += 1;
        }
    }
    assert!(certain > 8_500 && split > 300, "{certain} {split}");
}

fn new(commune: &str, detail: &str) -> Value {
    json!({ "country": "VN", "province": "01", "commune": commune, "detail": detail, "text": "a", "vintage": "current" })
}

#[test]
fn addresses_of_today_differ_by_commune_and_house() {
    let kind = kind();
    for (at, units) in today().iter().enumerate() {
        let (code, other) = (format!("{at:05}"), format!("{:05}", at + 1));
        for spelling in spellings(units) {
            let (a, b) = (new(&code, units), new(&code, &spelling));
            assert!(same(&kind, &a, &b), "{a} {b}");
        }
        let house = new(&code, "Số 5");
        assert!(!same(&kind, &house, &new(&other, "Số 5")));
        assert!(!same(&kind, &house, &new(&code, "Số 6")));
    }
}

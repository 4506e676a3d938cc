//! Spelling is folded and nothing else: over the names of all communes of today and of before 01/07/2025, in both ways
//! of setting tones (hoà, hòa) and both Unicode forms.

use crate::root;
use forms::compare::same;
use forms::kind::{AddressLimits, DateLimits, Kind, TextLimits};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use vietnam::text::search_fold;

/// Tones as marks of their own: grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Name and province of every commune, each once.
fn communes() -> Vec<(String, String)> {
    let read = |file: &str, name: usize, province: usize| {
        let text = std::fs::read_to_string(root().join("data").join(file)).unwrap();
        let row = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[name].to_owned(), cells[province].to_owned())
        };
        text.lines().skip(1).map(row).collect::<Vec<_>>()
    };
    let today = read("communes.csv", 1, 3);
    assert_eq!(today.len(), 3321);
    let all = today.into_iter().chain(read("legacy-communes.csv", 1, 3));
    let all: BTreeSet<(String, String)> = all.collect();
    assert!(all.len() > 10_000);
    all.into_iter().collect()
}

fn names() -> BTreeSet<String> {
    communes().into_iter().map(|(name, _)| name).collect()
}

/// The tone of `oa`, `oe`, `uy` at the end of a syllable on the other of the two vowels; not of `qu`, whose u is none.
fn other_style(name: &str) -> String {
    let word = |word: &str| {
        let letters: Vec<char> = word.nfd().collect();
        let tone = letters.iter().position(|letter| TONES.contains(letter));
        let bare: Vec<char> = letters
            .iter()
            .copied()
            .filter(|letter| !TONES.contains(letter))
            .collect();
        let ends = |pair: [char; 2]| {
            let end: Vec<char> = bare
                .iter()
                .rev()
                .take(2)
                .rev()
                .map(char::to_ascii_lowercase)
                .collect();
            end == pair
                && !(pair == ['u', 'y']
                    && bare
                        .iter()
                        .rev()
                        .nth(2)
                        .is_some_and(|letter| letter.eq_ignore_ascii_case(&'q')))
        };
        let Some(tone) =
            tone.filter(|_| [['o', 'a'], ['o', 'e'], ['u', 'y']].into_iter().any(ends))
        else {
            return word.nfc().collect::<String>();
        };
        let mark = letters[tone];
        let mut moved = bare;
        let last = moved.len();
        // It stood on the last vowel, at the end, or on the one before.
        moved.insert(
            if tone == letters.len() - 1 {
                last - 1
            } else {
                last
            },
            mark,
        );
        moved.into_iter().nfc().collect()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// All spellings of a name.
pub(crate) fn spellings(name: &str) -> Vec<String> {
    let other = other_style(name);
    [name, &other]
        .into_iter()
        .flat_map(|name| {
            [
                name.nfc().collect::<String>(),
                name.nfd().collect(),
                name.to_uppercase(),
                name.to_lowercase().nfd().collect(),
                format!("  {} ", name.replace(' ', "  ")),
            ]
        })
        .collect()
}

fn text() -> Kind {
    Kind::Text(TextLimits::default())
}

fn kinds() -> [Kind; 2] {
    [text(), Kind::PersonName(TextLimits::default())]
}

pub(crate) fn address(text: &str) -> Value {
    json!({ "country": "VN", "text": text, "vintage": "legacy", "legacy": { "text": text } })
}

#[test]
fn a_name_is_the_same_in_every_spelling() {
    let place = Kind::Address(AddressLimits::default());
    let mut moved = 0;
    for name in names() {
        let all = spellings(&name);
        moved += usize::from(other_style(&name) != name.nfc().collect::<String>());
        for (at, a) in all.iter().enumerate() {
            // Each with itself, with the name, and with one more.
            for b in [a, &name, &all[(at + 3) % all.len()]] {
                for kind in kinds() {
                    assert!(same(&kind, &json!(a), &json!(b)), "{a} {b}");
                    assert!(same(&kind, &json!(b), &json!(a)), "{b} {a}");
                }
            }
            assert!(same(&place, &address(a), &address(&name)), "{a} {name}");
        }
    }
    assert!(moved > 300, "only {moved} names have two styles");
}

#[test]
fn another_tone_is_another_name() {
    for name in names() {
        let letters: Vec<char> = name.nfd().collect();
        for (at, letter) in letters.iter().enumerate() {
            let Some(tone) = TONES.iter().position(|tone| tone == letter) else {
                continue;
            };
            let mut changed = letters.clone();
            changed[at] = TONES[(tone + 1) % TONES.len()];
            let mut without = letters.clone();
            without.remove(at);
            for other in [changed, without] {
                let other: String = other.into_iter().nfc().collect();
                for kind in kinds() {
                    assert!(!same(&kind, &json!(name), &json!(other)), "{name} {other}");
                    assert!(!same(&kind, &json!(other), &json!(name)), "{other} {name}");
                }
            }
        }
    }
}

/// By a spelling of our own: letters small, tones apart from their vowels, at the end of their syllable.
fn spelled(name: &str) -> String {
    let word = |word: &str| {
        let letters: Vec<char> = word.to_lowercase().nfd().collect();
        let (tones, bare): (Vec<char>, Vec<char>) = letters
            .into_iter()
            .partition(|letter| TONES.contains(letter));
        bare.into_iter().chain(tones).collect::<String>()
    };
    name.split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Names that are alike without their marks are the ones that could be taken for each other.
#[test]
fn no_two_communes_are_the_same_unless_they_are_spelled_so() {
    let mut alike: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in names() {
        alike.entry(search_fold(&name)).or_default().insert(name);
    }
    let mut pairs = 0;
    for group in alike.values() {
        for a in group {
            for b in group {
                assert_eq!(
                    same(&text(), &json!(a), &json!(b)),
                    spelled(a) == spelled(b),
                    "{a} {b}"
                );
                pairs += usize::from(a < b);
            }
        }
    }
    assert!(pairs > 500, "only {pairs} pairs");
}

fn date() -> impl Strategy<Value = (i32, u32, u32)> {
    (1900i32..2030, 1u32..13, 1u32..29)
}

/// A day, a month or a year, as registers and people write it.
fn written((year, month, day): (i32, u32, u32), parts: usize) -> Vec<String> {
    match parts {
        1 => vec![format!("{year}"), format!(" {year} ")],
        2 => vec![
            format!("{year}-{month:02}"),
            format!("{month:02}/{year}"),
            format!("{month}/{year}"),
        ],
        _ => vec![
            format!("{year}-{month:02}-{day:02}"),
            format!("{day:02}/{month:02}/{year}"),
            format!("{day}/{month}/{year}"),
        ],
    }
}

proptest! {
    #[test]
    fn a_date_is_the_same_however_it_is_written(a in date(), b in date(), a_parts in 1usize..4, b_parts in 1usize..4) {
        let kind = Kind::PartialDate(DateLimits::default());
        let says = |(year, month, day): (i32, u32, u32), parts: usize| [Some(year), (parts > 1).then_some(month as i32), (parts > 2).then_some(day as i32)];
        let equal = says(a, a_parts) == says(b, b_parts);
        for one in written(a, a_parts) {
            for same_one in written(a, a_parts) {
                prop_assert!(same(&kind, &json!(one), &json!(same_one)), "{} {}", one, same_one);
            }
            for other in written(b, b_parts) {
                prop_assert_eq!(same(&kind, &json!(one), &json!(other)), equal, "{} {}", one, other);
                prop_assert_eq!(same(&kind, &json!(other), &json!(one)), equal, "{} {}", other, one);
            }
        }
    }
}

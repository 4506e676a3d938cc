//! The linter's own tests: for each refusal one small wrong definition, and the message with its line and remedy.
#![cfg(feature = "author")]

mod fields;
mod form;
mod logic;
mod money;
mod names;
mod overlay_slips;
mod overlays;
mod print;
mod records;
mod vocabulary;

use forms::author::lint::lint;
use forms::author::source::Source;
use forms::author::vocabulary::Vocabulary;
use vietnam::CivilDate;

const BASE: &str = include_str!("base.toml");

/// Every message about the base definition with one text exchanged.
fn messages(from: &str, to: &str) -> Vec<String> {
    messages_of(&[(from, to)])
}

/// Every message about the base definition with several texts exchanged.
fn messages_of(exchanged: &[(&str, &str)]) -> Vec<String> {
    messages_by(&vocabulary::words(), exchanged)
}

/// The same by another vocabulary.
fn messages_by(words: &Vocabulary, exchanged: &[(&str, &str)]) -> Vec<String> {
    let mut text = BASE.to_owned();
    for (from, to) in exchanged {
        assert!(text.contains(from), "the base has no {from}");
        text = text.replacen(from, to, 1);
    }
    let Ok(today) = CivilDate::new(2026, 11, 25) else {
        return vec!["no day".to_owned()];
    };
    let found = match Source::read("90.toml", &text) {
        Ok(mut source) => {
            words.tell(&mut source.both);
            lint(&source, words, today)
        }
        Err(findings) => findings,
    };
    found.iter().map(ToString::to_string).collect()
}

/// The messages about a change.
#[track_caller]
fn refuses(from: &str, to: &str, expected: &[&str]) {
    assert_eq!(messages(from, to), expected, "{from} → {to}");
}

#[test]
fn the_base_has_nothing_to_mend() {
    assert_eq!(messages("Trial", "Trial"), Vec::<String>::new());
}

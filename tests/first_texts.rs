//! What travels before the first question says only what stands in `locales/*/first`: the other texts come later, and
//! would be blank there. And every text is said somewhere. (Both languages have the same texts and gaps: build.rs.)

#![expect(
    clippy::unwrap_used,
    reason = "a failed unwrap in these helpers is a failed test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The sources of what travels first, as far as they say anything of their own (`docs/decisions/0009-split.md`).
const FIRST: [&str; 24] = [
    "src/app.rs",
    "src/app/account.rs",
    "src/app/ending.rs",
    "src/app/typed.rs",
    "src/pages/case.rs",
    "src/pages/home.rs",
    "src/pages/home/find.rs",
    "src/pages/later.rs",
    "src/pages/questions.rs",
    "src/pages/service.rs",
    "src/pages/service/parts.rs",
    "src/pages/waiting.rs",
    "src/text/when.rs",
    "src/ui/button.rs",
    "src/ui/card.rs",
    "src/ui/choice.rs",
    "src/ui/entry.rs",
    "src/ui/error_summary.rs",
    "src/ui/frame.rs",
    "src/ui/notice.rs",
    "src/ui/page_frame.rs",
    "src/ui/page_state.rs",
    "src/ui/step_page.rs",
    "src/ui/yes_no.rs",
];

/// Names of texts as the program writes them, without underscores and capitals: `TermSameDay`, `term_same_day`.
fn plain(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

/// The names of the texts of a folder's files.
fn texts_of(folder: &str) -> BTreeSet<String> {
    let files = fs::read_dir(folder).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let files = paths
        .filter(|path| path.is_file())
        .map(|path| fs::read_to_string(path).unwrap());
    let mut names = BTreeSet::new();
    for file in files {
        let lines = file.lines();
        names.extend(lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())));
    }
    names
}

fn later_texts() -> BTreeSet<String> {
    let names = texts_of("locales/vi");
    names.iter().map(|name| plain(name)).collect()
}

/// What follows `Text::` and `say::`.
fn said(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in ["Text::", "say::"] {
        for after in source.split(word).skip(1) {
            let name: String = after
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            found.push(name);
        }
    }
    found
}

#[test]
fn what_travels_first_says_no_later_text() {
    let later = later_texts();
    assert!(later.len() > 100, "locales/vi holds the later texts");
    for path in FIRST {
        let source =
            fs::read_to_string(path).unwrap_or_else(|_| panic!("{path} is gone: mend FIRST"));
        let code = source.split("#[cfg(test)]").next().unwrap();
        for name in said(code) {
            assert!(
                !later.contains(&plain(&name)),
                "{path} says {name}, which comes later: move its line to locales/*/first"
            );
        }
    }
}

/// All Rust of a folder.
fn sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                fs::read_to_string(path).unwrap()
            }
        })
        .collect()
}

#[test]
fn no_text_is_left_that_nothing_says() {
    // The build reads it.
    const READ: &str = "language_name";
    let said = said(&sources(Path::new("src")));
    let said: BTreeSet<String> = said.iter().map(|name| plain(name)).collect();
    let texts = ["locales/vi", "locales/vi/first"].map(texts_of);
    let texts = texts.into_iter().flatten();
    let unsaid: Vec<String> = texts
        .filter(|name| name != READ && !said.contains(&plain(name)))
        .collect();
    assert!(
        unsaid.is_empty(),
        "nothing in src/ says {}: take them out of locales/",
        unsaid.join(", ")
    );
}

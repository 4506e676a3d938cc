//! Every row of `tests/faults/rows.json` has its test and its mutant (`tests/faults/README.md`).

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a failed unwrap in these helpers is a failed test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    kind: String,
    input: String,
    right: String,
    sources: Vec<String>,
    test: String,
    #[serde(default)]
    besides: Vec<String>,
}

#[test]
fn rows_are_whole_and_in_order() {
    let ids: Vec<String> = rows().into_iter().map(|row| row.id).collect();
    let mut sorted = ids.clone();
    sorted.sort_by_key(|id| ("PANT".find(&id[..1]), id.clone()));
    sorted.dedup();
    assert_eq!(ids, sorted, "by family and number, none twice");
    for row in rows() {
        let (family, number) = row.id.split_at(1);
        assert!(
            family.chars().all(|c| c.is_ascii_uppercase())
                && number.len() == 2
                && number.parse::<u8>().is_ok(),
            "{}",
            row.id
        );
        let texts = [&row.kind, &row.input, &row.right];
        assert!(
            texts.iter().all(|text| !text.is_empty()) && !row.sources.is_empty(),
            "{} is not whole",
            row.id
        );
    }
}

#[test]
fn every_row_has_a_test_that_is_named_after_it() {
    for row in rows() {
        let file = fs::read_to_string(root().join(&row.test)).expect(&row.test);
        let is_rust = row.test.ends_with(".rs");
        let name = if is_rust {
            format!("fn {}_", row.id.to_lowercase())
        } else {
            format!("'{}: ", row.id)
        };
        assert!(file.contains(&name), "{} in {}", row.id, row.test);
        assert!(!is_rust || file.contains("#[test]") || file.contains("#[tokio::test]"));
    }
}

#[test]
fn what_else_shows_a_row_names_it() {
    for row in rows() {
        for path in &row.besides {
            let file = fs::read_to_string(root().join(path)).expect(path);
            assert!(file.contains(&row.id), "{} in {path}", row.id);
        }
    }
}

#[test]
fn every_row_has_a_mutant_of_the_product_and_every_mutant_a_row() {
    let with_mutant: BTreeSet<String> = fs::read_dir(root().join("tests/mutants"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let of_rows: BTreeSet<String> = rows().into_iter().map(|row| row.id).collect();
    assert_eq!(with_mutant, of_rows);
    for row in rows() {
        let mutant = mutant(&row);
        let mut lines = mutant.lines();
        let header = lines.next().unwrap_or_default();
        assert!(
            header.ends_with('.') && lines.next() == Some(""),
            "{}: a line says what it breaks",
            row.id
        );
        let changed = mutant
            .lines()
            .filter_map(|line| line.strip_prefix("+++ b/"));
        assert!(
            changed.clone().count() > 0 && changed.clone().all(|path| !path.contains("tests/")),
            "{} changes the product only",
            row.id
        );
    }
}

#[test]
fn every_mutant_applies_to_the_present_code() {
    for row in rows() {
        let checked = Command::new("git")
            .args(["apply", "--check"])
            .arg(format!("tests/mutants/{}.patch", row.id))
            .current_dir(root())
            .output()
            .expect("git is there");
        let said = String::from_utf8_lossy(&checked.stderr);
        assert!(
            checked.status.success(),
            "{}: the code has moved: {said}",
            row.id
        );
    }
}

fn rows() -> Vec<Row> {
    let file = fs::read_to_string(root().join("tests/faults/rows.json")).unwrap();
    serde_json::from_str(&file).unwrap()
}

fn mutant(row: &Row) -> String {
    let path = format!("tests/mutants/{}.patch", row.id);
    fs::read_to_string(root().join(&path)).expect(&path)
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

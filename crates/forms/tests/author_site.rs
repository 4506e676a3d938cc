//! What is built for the browser, and what is counted, from the checkout's own files.
#![cfg(feature = "author")]

use forms::author::report::{Expander, Reuse, answers, read_person, read_scenarios, reuse};
use forms::author::{build, compile, files::Files, source::Source};
use forms::definition::Service;
use std::path::{Path, PathBuf};
use vietnam::CivilDate;
use vietnam::unit::Units;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn what_is_built_can_be_read() {
    let (files, out) = (
        Files::read(&root()).unwrap(),
        std::env::temp_dir().join(format!("motcua-site-{}", std::process::id())),
    );
    build::build(&files, &root(), &out).unwrap();
    for language in compile::LANGUAGES {
        let index =
            std::fs::read_to_string(out.join(format!("services/index.{language}.json"))).unwrap();
        let groups: Vec<serde_json::Value> = serde_json::from_str(&index).unwrap();
        let listed: usize = groups
            .iter()
            .map(|group| group["services"].as_array().unwrap().len())
            .sum();
        assert_eq!(listed, 25);
        for source in &files.services {
            let id = source.both["id"].as_str().unwrap();
            let json = std::fs::read_to_string(out.join(format!("services/{id}.{language}.json")))
                .unwrap();
            assert_eq!(
                Service::read(&json).unwrap(),
                compile::to_service(source, language).unwrap()
            );
        }
    }
    assert!(
        out.join("lists/communes/01.json").exists() && out.join("lists/legacy/index.json").exists()
    );
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn a_version_changes_with_every_text_and_with_the_overlay() {
    let base = include_str!("author_lint/base.toml");
    let version = |text: &str, overlay: Option<&serde_json::Value>| {
        compile::form_version(&Source::read("90.toml", text).ok().unwrap(), overlay)
    };
    let plain = version(base, None);
    let (semver, digest) = plain.split_once('+').unwrap();
    assert_eq!((semver, digest.len()), ("1.0.0", 16));
    assert!(digest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(plain, version(base, None));
    assert_ne!(plain, version(&base.replacen("Fewer", "Less", 1), None));
    assert_ne!(
        plain,
        version(base, Some(&serde_json::json!({ "fees": [] })))
    );
}

#[test]
fn more_records_fill_more_items_and_every_item_is_counted_once() {
    let files = Files::read(&root()).unwrap();
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let text = |name: &str| std::fs::read_to_string(root().join(name)).unwrap();
    let units = Units::read(&text("data/provinces.csv"), &text("data/communes.csv")).unwrap();
    let scenarios = read_scenarios("reuse.toml", &text("services/reuse.toml")).unwrap();
    let expander = Expander {
        words: &files.words,
        lists: &files.lists,
        units: &units,
    };
    for source in &files.services {
        let service = compile::to_service(source, "vi").unwrap();
        let count = |key: &str| -> Reuse {
            let person =
                read_person(&text(&format!("sandbox/persons/{key}.toml")), &expander).unwrap();
            reuse(
                &service,
                &files.words,
                &answers(&scenarios, &service.id, key, today),
                &person.facts,
            )
        };
        let (full, plain) = (count("full"), count("plain"));
        assert!(
            full.items <= full.official
                && full.filled + full.worked_out + full.asked() == full.items
        );
        assert!(
            full.filled >= plain.filled,
            "{}: {full:?}, {plain:?}",
            service.id
        );
    }
}

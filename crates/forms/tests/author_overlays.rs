//! The sample overlays of the checkout: each is right, each says what is not known of its province.
#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed unwrap is a failed test"
)]

use forms::author::build;
use forms::author::compile::to_service;
use forms::author::files::Files;
use forms::author::lint::lint;
use forms::author::overlay::Overlay;
use forms::definition::{Online, Service};
use forms::opening::Opening;
use serde_json::Value;
use std::path::{Path, PathBuf};
use vietnam::CivilDate;
use vietnam::unit::Units;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

fn read(files: &Files, name: &str) -> Overlay {
    let read = Overlay::read(files, name, &text(name));
    read.unwrap_or_else(|findings| panic!("{}", findings[0]))
}

#[test]
fn the_samples_are_right_and_say_what_is_not_known() {
    let files = Files::read(&root()).unwrap();
    let units = Units::read(&text("data/provinces.csv"), &text("data/communes.csv")).unwrap();
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    for (name, code) in [("an-giang", "91"), ("nghe-an", "40"), ("phu-tho", "25")] {
        let overlay = read(&files, &format!("overlays/{name}.toml"));
        assert_eq!(overlay.province, code);
        let codes = units.provinces().iter();
        let codes = codes.map(|province| province.code.as_str());
        assert_eq!(overlay.check_province(codes), None);
        for source in overlay.merged() {
            assert_eq!(lint(source, &files.words, today), [], "{name}");
        }
        let open = overlay.unconfirmed.iter();
        assert!(open.filter(|fact| fact.text.contains("chưa biết")).count() >= 5);
    }
}

#[test]
fn phu_tho_takes_the_older_request_of_service_01_and_still_explains_it() {
    let mut files = Files::read(&root()).unwrap();
    read(&files, "overlays/phu-tho.toml").lay(&mut files);
    let source = files
        .services
        .iter()
        .find(|source| source.both["id"] == "01");
    let service = to_service(source.unwrap(), "vi").ok().unwrap();
    assert!(
        service
            .cases
            .iter()
            .all(|case| case.online == Online::Full && case.information.is_some())
    );
}

#[test]
fn the_site_of_an_giang_marks_what_is_switched_off() {
    let mut files = Files::read(&root()).unwrap();
    read(&files, "overlays/an-giang.toml").lay(&mut files);
    let out = std::env::temp_dir().join(format!("motcua-overlay-{}", std::process::id()));
    build::services(&files, &out).unwrap();
    let written = |name: &str| std::fs::read_to_string(out.join("services").join(name)).unwrap();
    let opening: Opening = plain_json::from_text(&written("18.opening.vi.json")).unwrap();
    let service = Service::read(&written("18.vi.json")).unwrap();
    assert!(opening.closed.is_some() && opening.closed == service.closed);
    let index: Vec<Value> = serde_json::from_str(&written("index.vi.json")).unwrap();
    let entries = index
        .iter()
        .flat_map(|group| group["services"].as_array().unwrap());
    let closed: Vec<&str> = entries
        .filter(|entry| entry.get("closed").is_some())
        .map(|entry| entry["id"].as_str().unwrap())
        .collect();
    assert_eq!(closed, ["18"]);
    assert!(!out.join("lists").exists(), "lists are the same everywhere");
    std::fs::remove_dir_all(out).unwrap();
}

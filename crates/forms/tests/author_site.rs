//! What is built for the browser, and what is counted, from the checkout's own files.
#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed unwrap is a failed test"
)]

use forms::answers::Answers;
use forms::author::report::Reader;
use forms::author::{build, compile, files::Files, source::Source};
use forms::definition::{Field, Service};
use forms::eval::Scope;
use forms::kind::Kind;
use forms::opening::Opening;
use forms::opening::questions::{Asked, CaseQuestion};
use forms::place::{FieldId, Place};
use proptest::strategy::{Strategy, ValueTree};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use vietnam::CivilDate;

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
        assert_eq!(listed, files.services.len());
        for source in &files.services {
            let id = source.both["id"].as_str().unwrap();
            let json = std::fs::read_to_string(out.join(format!("services/{id}.{language}.json")))
                .unwrap();
            let service = Service::read(&json).unwrap();
            assert_eq!(service, compile::to_service(source, language).unwrap());
            let json =
                std::fs::read_to_string(out.join(format!("services/{id}.opening.{language}.json")))
                    .unwrap();
            let opening: Opening = plain_json::from_text(&json).unwrap();
            assert_eq!(opening, Opening::of(&service));
        }
    }
    units_are_found_by_old_names(&out);
    std::fs::remove_dir_all(out).unwrap();
}

/// Communes by the names of those that they took, old provinces by the one that each lies in now.
fn units_are_found_by_old_names(out: &Path) {
    let file = |name: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(out.join("lists").join(name)).unwrap())
            .unwrap()
    };
    let communes = file("communes/01.json");
    let items = communes["items"].as_array().unwrap();
    let of = |code: &str| items.iter().find(|item| item["code"] == code).unwrap();
    let also = |code: &str| of(code)["also"].as_array().cloned().unwrap_or_default();
    assert!(also("00097").contains(&"Phường Phúc Xá".into()));
    // Split: each part is found by the old name.
    for part in ["00008", "00025"] {
        assert!(also(part).contains(&"Phường Cống Vị".into()), "{part}");
    }
    for item in items {
        let also = item["also"].as_array().cloned().unwrap_or_default();
        assert!(!also.contains(&item["name"]) && !also.contains(&"".into()));
    }
    let index = file("legacy/index.json");
    let thai_binh = json!({ "id": "tinh-thai-binh", "name": "Tỉnh Thái Bình", "province": "33" });
    assert!(index.as_array().unwrap().contains(&thai_binh));
    for old in index.as_array().unwrap() {
        assert!(old["province"].is_string(), "{old}");
        let table = format!("lists/legacy/{}.csv", old["id"].as_str().unwrap());
        assert!(out.join(table).exists());
    }
}

/// Tables of case questions say what the engine says, for answers of every sort. `MOTCUA_GENERATED` sets how many.
#[test]
fn case_questions_without_the_engine_are_those_of_the_engine() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let count = std::env::var("MOTCUA_GENERATED").map_or(500, |count| count.parse().unwrap());
    for source in &Files::read(&root()).unwrap().services {
        let service = compile::to_service(source, "vi").unwrap();
        let opening = Opening::of(&service);
        assert!(!opening.steps.is_empty(), "{} has no tables", service.id);
        let questions = opening.steps.iter().flat_map(|step| &step.questions);
        let words: Vec<(String, Vec<Option<Value>>)> = questions
            .map(|question| (question.id.clone(), words(question)))
            .collect();
        let picks = proptest::collection::vec(0..1000_usize, words.len());
        for _ in 0..count {
            let picks = picks.new_tree(&mut runner).unwrap().current();
            let typed: Map<String, Value> = words
                .iter()
                .zip(picks)
                .filter_map(|((id, words), pick)| {
                    Some((id.clone(), words[pick % words.len()].clone()?))
                })
                .collect();
            let answers = Answers {
                today: CivilDate::parse_iso("2026-11-25").unwrap(),
                values: typed
                    .iter()
                    .map(|(id, value)| (Place::of(id.as_str()), value.clone()))
                    .collect(),
                rows: BTreeMap::new(),
            };
            for question in opening.steps.iter().flat_map(|step| &step.questions) {
                let field = service.field(&FieldId::new(&question.id)).unwrap();
                let asked = Asked {
                    steps: &opening.steps,
                    typed: &typed,
                };
                agree(Scope::new(&service, &answers), field, asked, question);
            }
        }
    }
}

fn words(question: &CaseQuestion) -> Vec<Option<Value>> {
    let options = question.options.iter();
    let words = options.map(|option| Some(option.value.as_str().into()));
    let words: Vec<_> = words.chain([None]).collect();
    if words.len() > 1 {
        words
    } else {
        vec![None, Some(true.into()), Some(false.into())]
    }
}

#[track_caller]
fn agree(scope: Scope<'_>, field: &Field, asked: Asked<'_>, question: &CaseQuestion) {
    let by_engine = (
        scope.is_shown(field),
        scope.is_required(field),
        scope.answer(&field.id),
    );
    let answer = asked.answer(question);
    let answer = match &field.kind {
        _ if answer.is_empty() => None,
        Kind::YesNo => Some((answer == "true").into()),
        _ => Some(Value::from(answer)),
    };
    let shown = asked.holds(&question.shown);
    let by_tables = (shown, shown && asked.holds(&question.required), answer);
    let typed = asked.typed;
    assert_eq!(by_tables, by_engine, "{} with {typed:?}", question.id);
    if let Kind::OneOf(choices) = &field.kind {
        let by_engine: Vec<&str> = choices
            .options
            .iter()
            .filter(|option| scope.holds(&option.when))
            .map(|option| option.value.as_str())
            .collect();
        let by_tables = asked.offered(question);
        let by_tables: Vec<&str> = by_tables.map(|option| option.value.as_str()).collect();
        assert_eq!(by_tables, by_engine, "{} with {typed:?}", question.id);
    }
}

#[test]
fn a_version_changes_with_every_text() {
    let base = include_str!("author_lint/base.toml");
    let version = |text: &str| compile::form_version(&Source::read("90.toml", text).ok().unwrap());
    let plain = version(base);
    let (semver, digest) = plain.split_once('+').unwrap();
    assert_eq!((semver, digest.len()), ("1.0.0", 16));
    assert!(digest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(plain, version(base));
    assert_ne!(plain, version(&base.replacen("Fewer", "Less", 1)));
}

#[test]
fn more_records_fill_more_items_and_every_item_is_counted_once() {
    let files = Files::read(&root()).unwrap();
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let root = root();
    let reader = Reader::new(&root, &files).unwrap();
    for row in reader.rows(today).unwrap() {
        let (full, plain) = (&row.full, &row.plain);
        assert!(
            full.items <= full.official
                && full.filled + full.worked_out + full.asked() == full.items
        );
        assert!(
            full.filled >= plain.filled,
            "{}: {full:?}, {plain:?}",
            row.service.0
        );
    }
}

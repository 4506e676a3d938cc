//! Schema and serde agree: what the schema allows reads, and writes the same.
//!
//! For every schema of the document a value with only the required members and
//! one with all members is made, read by the type, and written again.

// The helpers of a test may fail it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod sample;
mod types;

use portal_api::openapi::document;
use serde_json::Value;

use sample::{Make, top};
use types::TYPES;

#[test]
fn every_schema_is_tried() {
    let document = document().unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let tried: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    let named: Vec<&str> = schemas
        .keys()
        .map(String::as_str)
        .filter(|name| !is_text(name))
        .collect();
    assert_eq!(tried, named);
}

#[test]
fn what_has_all_members_writes_the_same() {
    for_every_type(
        Make {
            all: true,
            unknown: false,
        },
        |name, sample, written| {
            assert_eq!(written, sample, "{name}");
        },
    );
}

#[test]
fn what_has_only_required_members_gains_nothing() {
    for_every_type(
        Make {
            all: false,
            unknown: false,
        },
        |name, sample, written| {
            assert!(
                gained_only_empty(sample, written),
                "{name}: {sample} {written}"
            );
            assert!(!has_null(written), "{name}: {written}");
        },
    );
}

#[test]
fn unknown_members_are_passed_over_and_never_written() {
    let plain = written_samples(Make {
        all: true,
        unknown: false,
    });
    let more = written_samples(Make {
        all: true,
        unknown: true,
    });
    assert_eq!(plain, more);
}

fn for_every_type(make: Make, check: impl Fn(&str, &Value, &Value)) {
    let document = document().unwrap();
    for (name, again) in TYPES {
        for sample in top(&document, name, make) {
            check(name, &sample, &again(sample.clone()));
        }
    }
}

fn written_samples(make: Make) -> Vec<Value> {
    let document = document().unwrap();
    TYPES
        .iter()
        .flat_map(|(name, again)| top(&document, name, make).into_iter().map(again))
        .collect()
}

/// Whether `written` is `sample` and, beyond it, only what says nothing:
/// empty lists, maps and texts, and flags that are not set.
fn gained_only_empty(sample: &Value, written: &Value) -> bool {
    match (sample, written) {
        (Value::Object(sample), Value::Object(written)) => {
            sample.keys().all(|name| written.contains_key(name))
                && written.iter().all(|(name, value)| {
                    sample
                        .get(name)
                        .map_or_else(|| says_nothing(value), |had| gained_only_empty(had, value))
                })
        }
        (Value::Array(sample), Value::Array(written)) => {
            sample.len() == written.len()
                && sample
                    .iter()
                    .zip(written)
                    .all(|(had, has)| gained_only_empty(had, has))
        }
        _ => sample == written,
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Bool(flag) => !flag,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(says_nothing),
        Value::Null | Value::Number(_) => false,
    }
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(members) => members.values().any(has_null),
        _ => false,
    }
}

/// `Text100`, `Text300` …: text with a limit, one type.
fn is_text(name: &str) -> bool {
    name.strip_prefix("Text")
        .is_some_and(|limit| !limit.is_empty() && limit.bytes().all(|b| b.is_ascii_digit()))
}

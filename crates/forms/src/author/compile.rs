//! A definition of both languages, made into what travels: one compact definition per language (decision 14).

use super::finding::Finding;
use super::source::Source;
use crate::definition::Service;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The languages that every text must have (decision 40).
pub const LANGUAGES: [&str; 2] = ["vi", "en"];

/// The version of a form: the author's semver and the start of the digest over both languages, and over the
/// province's overlay where there is one (decision 14; contract 2.4, FormVersion).
pub fn form_version(source: &Source) -> String {
    let mut digest = Sha256::new();
    digest.update(source.version.as_bytes());
    match source.merged_from() {
        None => digest.update(source.both.to_string()),
        Some((base, overlay)) => {
            digest.update(base.to_string());
            digest.update([0]);
            digest.update(overlay.to_string());
        }
    }
    let hex = digest
        .finalize()
        .iter()
        .take(8)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
    format!("{}+{hex}", source.version)
}

/// The definition as JSON in one language, as it travels.
pub fn to_json(source: &Source, language: &str) -> Value {
    let mut made = in_language(&source.both, language);
    if let Some(members) = made.as_object_mut() {
        members.remove("version");
        members.insert("form_version".to_owned(), form_version(source).into());
        members.insert("language".to_owned(), language.into());
    }
    made
}

/// The definition in one language.
///
/// # Errors
/// Where the format allows what the engine's types do not: the place is the engine's word.
pub fn to_service(source: &Source, language: &str) -> Result<Service, Finding> {
    serde_json::from_value(to_json(source, language)).map_err(|error| Finding {
        file: source.file.clone(),
        line: 0,
        place: String::new(),
        what: format!("the engine cannot read it: {error}"),
        remedy: "compare with docs/authoring.md".to_owned(),
    })
}

/// Every `{ "vi": …, "en": … }` replaced by its text in the language.
pub fn in_language(value: &Value, language: &str) -> Value {
    match value {
        Value::Object(members)
            if members.len() == LANGUAGES.len()
                && LANGUAGES.iter().all(|known| members.contains_key(*known)) =>
        {
            members.get(language).cloned().unwrap_or_default()
        }
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), in_language(value, language)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(items) => items
            .iter()
            .map(|item| in_language(item, language))
            .collect(),
        other => other.clone(),
    }
}

//! The closed lists of `data/lists/*.toml` (decision 16): read, checked, and written per language.

use super::compile::{LANGUAGES, in_language};
use super::finding::Finding;
use super::source::Source;
use serde_json::Value;
use std::collections::BTreeSet;

/// A list in both languages.
pub struct List {
    /// Its id, as definitions name it.
    pub id: String,
    source: Source,
}

impl List {
    /// Reads a file's text.
    ///
    /// # Errors
    /// What the format does not allow, and codes that stand twice.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let source = Source::read_list(file, text)?;
        let id = source
            .both
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let list = Self { id, source };
        let mut seen = BTreeSet::new();
        let twice: Vec<Finding> = list
            .items()
            .enumerate()
            .filter(|(_, (code, _))| !seen.insert(*code))
            .map(|(at, (code, _))| Finding {
                file: file.to_owned(),
                line: list.source.line(&format!("/items/{at}")),
                place: format!("item {code}"),
                what: "the code stands already above".to_owned(),
                remedy: "give each item its own code".to_owned(),
            })
            .collect();
        if twice.is_empty() {
            Ok(list)
        } else {
            Err(twice)
        }
    }

    /// The codes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.items().map(|(code, _)| code)
    }

    /// The list as it travels: `{ id, name, source, date, items: [{ code, name, also?, … }] }`.
    pub fn to_json(&self, language: &str) -> Value {
        let mut made = in_language(&self.source.both, language);
        for item in made
            .get_mut("items")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            let Some(members) = item.as_object_mut() else {
                continue;
            };
            let name = members.get(language).cloned().unwrap_or_default();
            LANGUAGES.iter().for_each(|language| {
                members.remove(*language);
            });
            members.insert("name".to_owned(), name);
            members.remove("note");
        }
        made
    }

    /// Name of a code in both languages, and the version of the list: its date.
    pub(super) fn named(&self, code: &str) -> Option<(Value, Value)> {
        let (_, item) = self.items().find(|(known, _)| *known == code)?;
        let names = LANGUAGES.iter().map(|language| {
            (
                (*language).to_owned(),
                item.get(language).cloned().unwrap_or_default(),
            )
        });
        Some((
            Value::Object(names.collect()),
            self.source.both.get("date").cloned().unwrap_or_default(),
        ))
    }

    fn items(&self) -> impl Iterator<Item = (&str, &Value)> {
        let items = self.source.both.get("items").and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .filter_map(|item| Some((item.get("code")?.as_str()?, item)))
    }
}

//! A definition as its author wrote it: read from TOML by the tables of [`format`], with the line of every member.
//! Everything that is wrong is told at once, not only the first.

mod condition;
mod expr;
pub(crate) mod format;
mod forms;
mod reader;
mod shape;
mod tables;
mod tree;

pub(crate) use tables::field_place;

use super::finding::Finding;
use reader::Reader;
use serde_json::Value;
use std::collections::BTreeMap;

/// A definition in both languages.
pub struct Source {
    /// The file as the author knows it.
    pub file: String,
    /// The compiled form with every text still as `{ "vi": …, "en": … }`, without `form_version` and `language`.
    pub both: Value,
    /// Semver of the definition.
    pub version: String,
    /// Line of each member, by its pointer in the compiled form: `/steps/2/fields/0/required`.
    lines: BTreeMap<String, usize>,
}

impl Source {
    /// Reads the text of a service's file.
    ///
    /// # Errors
    /// Whatever the format does not allow: keys it does not know, members that are missing or of another sort,
    /// texts in one language only.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        Self::read_as(&format::SERVICE, file, text)
    }

    /// Reads the text of a list's file.
    pub(super) fn read_list(file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        Self::read_as(&format::LIST_FILE, file, text)
    }

    /// Reads the text of the catalogue.
    pub(super) fn read_catalogue(file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        Self::read_as(&format::CATALOGUE, file, text)
    }

    fn read_as(
        shape: &'static format::Shape,
        file: &str,
        text: &str,
    ) -> Result<Self, Vec<Finding>> {
        let root = tree::parse(text).map_err(|unreadable| {
            vec![Finding {
                file: file.to_owned(),
                line: unreadable.line,
                place: String::new(),
                what: format!("this is not TOML: {}", unreadable.message),
                remedy: "see https://toml.io/en/v1.1.0".to_owned(),
            }]
        })?;
        let mut reader = Reader::new(file, &root);
        let both = reader.table(&root, shape);
        reader.unused(&format::SHARED);
        let version = root
            .get("version")
            .and_then(tree::Node::text)
            .unwrap_or_default()
            .to_owned();
        let (mut findings, lines) = reader.finish();
        match both {
            Some(both) if findings.is_empty() => Ok(Self {
                file: file.to_owned(),
                both,
                version,
                lines,
            }),
            _ => {
                findings.sort();
                Err(findings)
            }
        }
    }

    /// The line of a member, or of the nearest table around it.
    pub fn line(&self, pointer: &str) -> usize {
        let mut pointer = pointer;
        loop {
            if let Some(line) = self.lines.get(pointer) {
                return *line;
            }
            match pointer.rfind('/') {
                Some(at) => pointer = pointer.get(..at).unwrap_or_default(),
                None => return 1,
            }
        }
    }
}

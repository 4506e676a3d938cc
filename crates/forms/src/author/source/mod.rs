//! A definition as its author wrote it: read from TOML by the tables of [`format`], with the line of every member.
//! Everything that is wrong is told at once, not only the first.

mod condition;
mod expr;
pub(crate) mod format;
mod forms;
mod over;
mod reader;
mod shape;
mod tables;
pub(super) mod tree;

pub(crate) use tables::field_place;

use super::finding::Finding;
use super::lists::List;
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
    /// Where an overlay was laid over it: `file` and the lines are then the overlay's.
    pub(super) over: Option<Over>,
}

/// What a definition was merged from, both languages together.
pub(super) struct Over {
    /// The definition.
    pub(super) base: Value,
    /// The overlay.
    pub(super) overlay: Value,
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

    /// The definition of the country and what a province changes of it; none where no overlay was laid over it.
    pub fn merged_from(&self) -> Option<(&Value, &Value)> {
        self.over.as_ref().map(|over| (&over.base, &over.overlay))
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
        let root = parse(file, text)?;
        let mut reader = Reader::new(file, &root);
        let both = reader.table(&root, shape);
        reader.unused(&format::SHARED);
        let version = root
            .get("version")
            .and_then(tree::Node::text)
            .unwrap_or_default()
            .to_owned();
        let mut read = reader.finish();
        match both {
            Some(both) if read.findings.is_empty() => Ok(Self {
                file: file.to_owned(),
                both,
                version,
                lines: read.lines,
                over: None,
            }),
            _ => {
                read.findings.sort();
                Err(read.findings)
            }
        }
    }

    /// Gives fixed code answers (`{ code, list }` in an expression) the name and version that the lists have.
    pub(super) fn name_codes(&mut self, lists: &[List]) -> Vec<Finding> {
        codes_named(&self.file, &mut self.both, lists)
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

/// The head of a province's overlay.
pub(super) fn overlay_head(file: &str, root: &tree::Node) -> Result<Value, Vec<Finding>> {
    let mut reader = Reader::new(file, root);
    let head = reader.table(root, &format::OVERLAY);
    let read = reader.finish();
    match head {
        Some(head) if read.findings.is_empty() => Ok(head),
        _ => Err(read.findings),
    }
}

/// The file as a tree.
pub(super) fn parse(file: &str, text: &str) -> Result<tree::Node, Vec<Finding>> {
    tree::parse(text).map_err(|unreadable| {
        vec![Finding {
            file: file.to_owned(),
            line: unreadable.line,
            place: String::new(),
            what: format!("this is not TOML: {}", unreadable.message),
            remedy: "see https://toml.io/en/v1.1.0".to_owned(),
        }]
    })
}

/// Gives the fixed code answers of a value their name and version.
fn codes_named(file: &str, both: &mut Value, lists: &[List]) -> Vec<Finding> {
    let mut unknown = Vec::new();
    name_codes(both, lists, &mut unknown);
    let finding = |(list, code): (String, String)| Finding {
        file: file.to_owned(),
        line: 0,
        place: String::new(),
        what: format!("the list `{list}` has no `{code}`"),
        remedy: "name a list of data/lists and a code of it".to_owned(),
    };
    unknown.into_iter().map(finding).collect()
}

fn name_codes(value: &mut Value, lists: &[List], unknown: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| name_codes(item, lists, unknown)),
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
            if let (Some(list), Some(code), 2) = (text("list"), text("code"), members.len()) {
                match lists
                    .iter()
                    .find(|known| known.id == list)
                    .and_then(|known| known.named(&code))
                {
                    Some((named, version)) => {
                        members.insert("name".to_owned(), named);
                        members.insert("version".to_owned(), version);
                    }
                    None => unknown.push((list, code)),
                }
                return;
            }
            members
                .values_mut()
                .for_each(|member| name_codes(member, lists, unknown));
        }
        _ => {}
    }
}

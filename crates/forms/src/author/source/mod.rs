//! A definition as its author wrote it: read from TOML by the tables of [`format`], with the line of every member.
//! Everything that is wrong is told at once, not only the first.

mod amount;
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
use crate::overlay;
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
        codes_named(&self.file, &mut self.both, lists, &self.lines)
    }

    /// The line of a member, or of the nearest table around it.
    pub fn line(&self, pointer: &str) -> usize {
        line_of(&self.lines, pointer)
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

/// The text of a file.
///
/// # Errors
/// It is not UTF-8: the line.
pub(super) fn utf8(file: &str, bytes: Vec<u8>) -> Result<String, Finding> {
    String::from_utf8(bytes).map_err(|error| {
        let read = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let lines = read.unwrap_or_default().split(|byte| *byte == b'\n');
        Finding {
            file: file.to_owned(),
            line: lines.count(),
            place: String::new(),
            what: "this is no text in UTF-8".to_owned(),
            remedy: "save the file in UTF-8".to_owned(),
        }
    })
}

/// The line of a member, or of the nearest table around it.
fn line_of(lines: &BTreeMap<String, usize>, pointer: &str) -> usize {
    let mut pointer = pointer;
    loop {
        if let Some(line) = lines.get(pointer) {
            return *line;
        }
        match pointer.rfind('/') {
            Some(at) => pointer = pointer.get(..at).unwrap_or_default(),
            None => return 1,
        }
    }
}

/// The words of an author for a pointer of the compiled form: `fee copy amount` for `/fees/1/amount`.
fn place_of(both: &Value, pointer: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut value = Some(both);
    for step in pointer.split('/').skip(1) {
        let entry = step.parse().ok().and_then(|at: usize| value?.get(at));
        let is_field = words.last().is_some_and(|word| word == "fields");
        match entry.map(overlay::name_of) {
            Some(Some((_, id))) if is_field => words = vec![field_place(id)],
            Some(Some((_, name))) => words.push(name.to_owned()),
            Some(None) => {}
            None => {
                let known = format::SERVICE.members.iter();
                let mut known = known.filter(|member| words.is_empty() && member.to == step);
                words.push(known.next().map_or(step, |member| member.key).to_owned());
            }
        }
        value = entry.or_else(|| value?.get(step));
    }
    words.join(" ")
}

/// Gives the fixed code answers of a value their name and version.
fn codes_named(
    file: &str,
    both: &mut Value,
    lists: &[List],
    lines: &BTreeMap<String, usize>,
) -> Vec<Finding> {
    let mut unknown = Vec::new();
    name_codes(both, "", lists, &mut unknown);
    let finding = |unknown: UnknownCode| Finding {
        file: file.to_owned(),
        line: line_of(lines, &unknown.pointer),
        place: place_of(both, &unknown.pointer),
        what: format!("the list `{}` has no `{}`", unknown.list, unknown.code),
        remedy: "name a list of data/lists and a code of it".to_owned(),
    };
    unknown.into_iter().map(finding).collect()
}

/// A code that its list does not have.
struct UnknownCode {
    pointer: String,
    list: String,
    code: String,
}

fn name_codes(value: &mut Value, at: &str, lists: &[List], unknown: &mut Vec<UnknownCode>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                name_codes(item, &format!("{at}/{index}"), lists, unknown);
            }
        }
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
            if let (Some(list), Some(code), 2) = (text("list"), text("code"), members.len()) {
                let known = lists.iter().find(|known| known.id == list);
                match known.and_then(|known| known.named(&code)) {
                    Some((named, version)) => {
                        members.insert("name".to_owned(), named);
                        members.insert("version".to_owned(), version);
                    }
                    None => unknown.push(UnknownCode {
                        pointer: at.to_owned(),
                        list,
                        code,
                    }),
                }
                return;
            }
            for (key, member) in members {
                name_codes(member, &format!("{at}/{key}"), lists, unknown);
            }
        }
        _ => {}
    }
}

//! A TOML file as a tree that remembers lines.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and the line it begins on.
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) content: Content,
}

/// What stands there.
pub(super) enum Content {
    Text(String),
    Int(i64),
    Flag(bool),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// Of no use in a definition: its name in TOML.
    Other(&'static str),
}

/// A key with its value.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) line: usize,
    pub(super) node: Node,
}

/// The file is no TOML: the line, and the parser's word.
pub(super) struct Unreadable {
    pub(super) line: usize,
    pub(super) message: String,
}

/// Reads a whole file.
pub(super) fn parse(text: &str) -> Result<Node, Unreadable> {
    let lines = Lines::of(text);
    match DeTable::parse(text) {
        Ok(table) => Ok(Node {
            line: 1,
            content: lines.table(table.get_ref()),
        }),
        Err(error) => Err(Unreadable {
            line: error.span().map_or(1, |span| lines.at(span.start)),
            message: error.message().replace('\n', ", "),
        }),
    }
}

impl Node {
    /// The value of a key, where this is a table.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        match &self.content {
            Content::Table(entries) => entries
                .iter()
                .find(|entry| entry.key == key)
                .map(|entry| &entry.node),
            _ => None,
        }
    }

    /// The text, where this is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, in words of an author.
    pub(super) fn describe(&self) -> &'static str {
        match self.content {
            Content::Text(_) => "a text",
            Content::Int(_) => "a number",
            Content::Flag(_) => "true or false",
            Content::List(_) => "a list",
            Content::Table(_) => "a table",
            Content::Other(name) => name,
        }
    }
}

/// Where each line begins.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(
            std::iter::once(0)
                .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                .collect(),
        )
    }

    fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }

    fn table(&self, table: &DeTable<'_>) -> Content {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                line: self.at(key.span().start),
                node: self.node(value),
            })
            .collect();
        entries.sort_by_key(|entry| entry.line);
        Content::Table(entries)
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let content = match value.get_ref() {
            DeValue::String(text) => Content::Text(text.to_string()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or(Content::Other("too large a number"), Content::Int),
            DeValue::Float(_) => Content::Other("a number with a fraction"),
            DeValue::Boolean(flag) => Content::Flag(*flag),
            DeValue::Datetime(date) => Content::Text(date.to_string()),
            DeValue::Array(list) => {
                Content::List(list.iter().map(|item| self.node(item)).collect())
            }
            DeValue::Table(table) => self.table(table),
        };
        Node {
            line: self.at(value.span().start),
            content,
        }
    }
}

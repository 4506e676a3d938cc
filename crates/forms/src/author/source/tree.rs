//! A TOML file as a tree that remembers lines.

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and the line it begins on.
pub(in crate::author) struct Node {
    pub(in crate::author) line: usize,
    pub(in crate::author) content: Content,
}

/// What stands there.
pub(in crate::author) enum Content {
    Text(String),
    Int(i64),
    Flag(bool),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// Of no use in a definition: its name in TOML.
    Other(&'static str),
}

/// A key with its value.
pub(in crate::author) struct Entry {
    pub(in crate::author) key: String,
    pub(in crate::author) line: usize,
    pub(in crate::author) node: Node,
}

/// The file is no TOML: the line, and the parser's word.
pub(in crate::author) struct Unreadable {
    pub(in crate::author) line: usize,
    pub(in crate::author) message: String,
}

/// Reads a whole file.
pub(in crate::author) fn parse(text: &str) -> Result<Node, Unreadable> {
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
    pub(in crate::author) fn get(&self, key: &str) -> Option<&Node> {
        match &self.content {
            Content::Table(entries) => entries
                .iter()
                .find(|entry| entry.key == key)
                .map(|entry| &entry.node),
            _ => None,
        }
    }

    /// The members, where this is a table.
    pub(in crate::author) fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The text, where this is one.
    pub(in crate::author) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, in words of an author.
    pub(in crate::author) fn describe(&self) -> &'static str {
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

/// The same as JSON, lines forgotten; none where something of no use stands in it.
pub(in crate::author) fn plain(node: &Node) -> Option<Value> {
    Some(match &node.content {
        Content::Text(text) => text.as_str().into(),
        Content::Int(number) => (*number).into(),
        Content::Flag(flag) => (*flag).into(),
        Content::List(items) => Value::Array(items.iter().map(plain).collect::<Option<_>>()?),
        Content::Table(entries) => {
            let members = entries
                .iter()
                .map(|entry| Some((entry.key.clone(), plain(&entry.node)?)));
            Value::Object(members.collect::<Option<_>>()?)
        }
        Content::Other(_) => return None,
    })
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

//! What a single member holds: texts, words, numbers, and what is made of them.

use super::super::compile::LANGUAGES;
use super::super::finding::did_you_mean;
use super::format::{FIELD, Form, Shape};
use super::reader::Reader;
use super::tree::{Content, Node};
use super::{amount, condition, expr, shape};
use serde_json::{Map, Value, json};
use std::mem::discriminant;
use vietnam::CivilDate;

impl Reader<'_> {
    /// A value of the given form.
    pub(super) fn form(&mut self, node: &Node, form: Form) -> Option<Value> {
        match form {
            Form::Texts => self.texts(node),
            Form::Word => self.word(node).map(Value::from),
            Form::Words => self.list(node, |reader, item| reader.word(item).map(Value::from)),
            Form::Keys => self.list(node, |reader, item| match item.text() {
                Some(text) => Some(json!([text])),
                None => reader.form(item, Form::Words),
            }),
            Form::Choice(words) => self.choice(node, words),
            Form::Day => self.day(node),
            Form::Code => self.code(node),
            Form::Count(most) => self.count(node, most),
            Form::Flag => match node.content {
                Content::Flag(flag) => Some(flag.into()),
                _ => self.refuse(node, "true or false"),
            },
            Form::Scalar => self.cell(node),
            Form::Condition => condition::read(self, node),
            Form::Expr => expr::read(self, node),
            Form::Amount => amount::read(self, node),
            Form::Shapes => self.list(node, shape::read),
            Form::Table(shape) => self.table(node, shape),
            Form::Tables(shape) => {
                self.entries(node, shape, |reader, item| reader.table(item, shape))
            }
            Form::Named(key, shape) => self.list(node, |reader, item| match item.text() {
                Some(text) => Some(json!({ key: text })),
                None => reader.table(item, shape),
            }),
            Form::Shared(kind, shape) => self.shared_tables(node, kind, shape),
            // Read where it is named.
            Form::Parts => None,
            Form::Fields => self.entries(node, &FIELD, Self::field),
            Form::Map(form) => self.map(node, *form),
        }
    }

    /// A text in both languages.
    pub(super) fn texts(&mut self, node: &Node) -> Option<Value> {
        let Content::Table(entries) = &node.content else {
            return self.refuse(node, "{ vi = \"…\", en = \"…\" }");
        };
        let mut made = Map::new();
        for language in LANGUAGES {
            match node.get(language).map(|text| (text, text.text())) {
                Some((_, Some(text))) if !text.trim().is_empty() => {
                    made.insert(language.to_owned(), text.into());
                }
                Some((text, _)) => self.wrong(
                    text.line,
                    format!("the text in `{language}` is empty"),
                    "write it",
                ),
                None => self.wrong(
                    node.line,
                    format!("the text in `{language}` is missing"),
                    format!("add {language} = \"…\""),
                ),
            }
        }
        self.unknown(
            entries,
            &[],
            &LANGUAGES,
            "a text has vi and en; other languages have files of their own",
        );
        Some(Value::Object(made))
    }

    pub(super) fn word(&mut self, node: &Node) -> Option<String> {
        match node.text() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            Some(_) => {
                self.wrong(
                    node.line,
                    "the text is empty",
                    "write it, or take the line out",
                );
                None
            }
            None => {
                self.expected(node, "a text in quotes");
                None
            }
        }
    }

    /// A day of the calendar.
    fn day(&mut self, node: &Node) -> Option<Value> {
        let day = self.word(node)?;
        if CivilDate::parse_iso(&day).is_err() {
            let what = format!("`{day}` is no date");
            self.wrong(node.line, what, "write it as 2026-11-25");
        }
        Some(day.into())
    }

    /// A code of the contract.
    fn code(&mut self, node: &Node) -> Option<Value> {
        let code = self.word(node)?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "._/-".contains(c);
        let starts = code.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !starts || code.len() > 64 || !code.chars().all(is_plain) {
            let remedy =
                "a code is letters and digits, at most 64, with . _ / - between them: 1.001193";
            self.wrong(node.line, format!("`{code}` is no code"), remedy);
        }
        Some(code.into())
    }

    /// A whole number within its bounds.
    fn count(&mut self, node: &Node, most: u32) -> Option<Value> {
        let wanted = format!("a whole number from 0 to {most}");
        match node.content {
            Content::Int(number) if (0..=i64::from(most)).contains(&number) => Some(number.into()),
            Content::Int(number) => {
                self.wrong(
                    node.line,
                    format!("{number} stands here"),
                    format!("write {wanted}"),
                );
                None
            }
            _ => self.refuse(node, &wanted),
        }
    }

    /// A fixed value; where a province changes a cell, of the sort that the definition has there.
    fn cell(&mut self, node: &Node) -> Option<Value> {
        let value = self.scalar(node)?;
        let wanted = match self.known {
            Some(known) if discriminant(known) != discriminant(&value) => match known {
                Value::Number(_) => "a whole number",
                Value::Bool(_) => "true or false",
                Value::String(_) => "a text in quotes",
                _ => "{ code = \"…\", list = \"…\" }",
            },
            _ => return Some(value),
        };
        self.refuse(node, wanted)
    }

    fn choice(&mut self, node: &Node, words: &[&str]) -> Option<Value> {
        let word = self.word(node)?;
        if !words.contains(&word.as_str()) {
            let otherwise = format!("one of: {}", words.join(", "));
            self.wrong(
                node.line,
                format!("`{word}` is not known here"),
                did_you_mean(&word, words.iter().copied(), &otherwise),
            );
        }
        Some(word.into())
    }

    /// A fixed value.
    pub(super) fn scalar(&mut self, node: &Node) -> Option<Value> {
        match &node.content {
            Content::Text(text) => Some(text.as_str().into()),
            Content::Int(number) => Some((*number).into()),
            Content::Flag(flag) => Some((*flag).into()),
            Content::Table(entries) => {
                let word = |key| node.get(key).and_then(Node::text);
                match (word("code"), word("list"), entries.len()) {
                    (Some(code), Some(list), 2) => Some(json!({ "code": code, "list": list })),
                    _ => self.texts(node),
                }
            }
            Content::List(_) | Content::Other(_) => {
                self.refuse(node, "a text, a whole number, true or false")
            }
        }
    }

    fn map(&mut self, node: &Node, form: Form) -> Option<Value> {
        let Content::Table(entries) = &node.content else {
            return self.refuse(node, "a table");
        };
        let mut made = Map::new();
        for entry in entries {
            if !self.is_cell(entry) {
                continue;
            }
            if let Some(value) = self.inside(&entry.key, &entry.key, entry.line, |reader| {
                reader.over(&entry.key, |reader| reader.form(&entry.node, form))
            }) {
                made.insert(entry.key.clone(), value);
            }
        }
        Some(Value::Object(made))
    }

    /// A list of tables, some of them named and standing once for the whole file.
    fn shared_tables(&mut self, node: &Node, kind: &str, shape: &'static Shape) -> Option<Value> {
        if node.text().is_some() {
            let list = self.shared(kind, node)?;
            return self.list(list, |reader, item| reader.table(item, shape));
        }
        self.list(node, |reader, item| match item.text() {
            Some(_) => reader
                .shared(kind, item)
                .and_then(|part| reader.table(part, shape)),
            None => reader.table(item, shape),
        })
    }
}

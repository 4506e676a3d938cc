//! Walks a TOML tree along the tables of the format and makes the compiled form in both languages.

use super::super::finding::{Finding, did_you_mean};
use super::format::{FIELD, Form, KINDS, Member, Shape};
use super::tree::{Content, Entry, Node};
use super::{condition, expr, shape};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Collects what is wrong, and where everything stands.
pub(super) struct Reader {
    file: String,
    findings: Vec<Finding>,
    lines: BTreeMap<String, usize>,
    /// The place in words, outermost first.
    place: Vec<String>,
    /// The place in the compiled form.
    pointer: Vec<String>,
}

impl Reader {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            findings: Vec::new(),
            lines: BTreeMap::new(),
            place: Vec::new(),
            pointer: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> (Vec<Finding>, BTreeMap<String, usize>) {
        (self.findings, self.lines)
    }

    /// Notes what is wrong at a line of the present place.
    pub(super) fn wrong(
        &mut self,
        line: usize,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.findings.push(Finding {
            file: self.file.clone(),
            line,
            place: self.place.join(" "),
            what: what.into(),
            remedy: remedy.into(),
        });
    }

    /// Notes that something else should stand here.
    pub(super) fn expected(&mut self, node: &Node, what: &str) {
        self.wrong(
            node.line,
            format!("{} stands here", node.describe()),
            format!("write {what}"),
        );
    }

    /// A table of known members.
    pub(super) fn table(&mut self, node: &Node, shape: &Shape) -> Option<Value> {
        self.labelled(node, shape, |reader, entries| {
            let mut made = Map::new();
            reader.members(node, entries, shape.members, &mut made);
            reader.unknown(entries, &[shape.members], &[], "see docs/authoring.md");
            Some(Value::Object(made))
        })
    }

    /// Walks a table with the place that its label gives it.
    fn labelled(
        &mut self,
        node: &Node,
        shape: &Shape,
        walk: impl FnOnce(&mut Self, &[Entry]) -> Option<Value>,
    ) -> Option<Value> {
        let Content::Table(entries) = &node.content else {
            self.expected(node, "a table");
            return None;
        };
        self.lines.insert(self.path(), node.line);
        let label = node.get(shape.label).and_then(Node::text);
        let around = match (shape.name, label) {
            ("", _) => None,
            ("field", Some(id)) => Some(std::mem::replace(&mut self.place, vec![field_place(id)])),
            (name, Some(label)) => Some(std::mem::replace(
                &mut self.place,
                vec![format!("{name} {label}")],
            )),
            (name, None) => Some(std::mem::replace(&mut self.place, vec![name.to_owned()])),
        };
        let made = walk(self, entries);
        if let Some(around) = around {
            self.place = around;
        }
        made
    }

    /// Reads the members that the format knows.
    fn members(
        &mut self,
        table: &Node,
        entries: &[Entry],
        members: &[Member],
        made: &mut Map<String, Value>,
    ) {
        for member in members {
            let Some(entry) = entries.iter().find(|entry| entry.key == member.key) else {
                if member.needed {
                    self.wrong(
                        table.line,
                        format!("`{}` is missing", member.key),
                        needs(member),
                    );
                }
                continue;
            };
            if let Some(value) = self.inside(member.key, member.to, entry.line, |reader| {
                reader.form(&entry.node, member.form)
            }) {
                made.insert(member.to.to_owned(), value);
            }
        }
    }

    /// Refuses keys that no table of members knows.
    fn unknown(
        &mut self,
        entries: &[Entry],
        tables: &[&[Member]],
        extra: &[&str],
        otherwise: &str,
    ) {
        let known = || {
            tables
                .iter()
                .flat_map(|members| members.iter().map(|member| member.key))
                .chain(extra.iter().copied())
        };
        for entry in entries
            .iter()
            .filter(|entry| !known().any(|key| key == entry.key))
        {
            self.wrong(
                entry.line,
                format!("there is no `{}` here", entry.key),
                did_you_mean(&entry.key, known(), otherwise),
            );
        }
    }

    /// Goes one step in, for the time of `walk`.
    pub(super) fn inside<T>(
        &mut self,
        word: &str,
        step: &str,
        line: usize,
        walk: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.place.push(word.to_owned());
        self.pointer
            .push(step.replace('~', "~0").replace('/', "~1"));
        self.lines.insert(self.path(), line);
        let made = walk(self);
        self.place.pop();
        self.pointer.pop();
        made
    }

    fn path(&self) -> String {
        self.pointer.iter().map(|step| format!("/{step}")).collect()
    }

    /// A value of the given form.
    fn form(&mut self, node: &Node, form: Form) -> Option<Value> {
        match form {
            Form::Texts => self.texts(node),
            Form::Word => self.word(node).map(Value::from),
            Form::Words => self.list(node, |reader, item| reader.word(item).map(Value::from)),
            Form::Choice(words) => self.choice(node, words),
            Form::Count => match node.content {
                Content::Int(number) if number >= 0 => Some(number.into()),
                _ => self.refuse(node, "a whole number"),
            },
            Form::Flag => match node.content {
                Content::Flag(flag) => Some(flag.into()),
                _ => self.refuse(node, "true or false"),
            },
            Form::Scalar => self.scalar(node),
            Form::Condition => condition::read(self, node),
            Form::Expr => expr::read(self, node),
            Form::Shapes => self.list(node, shape::read),
            Form::Table(shape) => self.table(node, shape),
            Form::Tables(shape) => self.list(node, |reader, item| reader.table(item, shape)),
            Form::Named(shape) => self.list(node, |reader, item| match item.text() {
                Some(id) => Some(json!({ "id": id })),
                None => reader.table(item, shape),
            }),
            Form::Fields => self.list(node, Self::field),
            Form::Map(form) => self.map(node, *form),
        }
    }

    fn refuse(&mut self, node: &Node, what: &str) -> Option<Value> {
        self.expected(node, what);
        None
    }

    /// A text in both languages.
    pub(super) fn texts(&mut self, node: &Node) -> Option<Value> {
        let Content::Table(entries) = &node.content else {
            return self.refuse(node, "{ vi = \"…\", en = \"…\" }");
        };
        let mut made = Map::new();
        for language in super::super::compile::LANGUAGES {
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
            &super::super::compile::LANGUAGES,
            "a text has vi and en; other languages have files of their own",
        );
        Some(Value::Object(made))
    }

    fn word(&mut self, node: &Node) -> Option<String> {
        match node.text() {
            Some(text) if !text.is_empty() => Some(text.to_owned()),
            _ => {
                self.expected(node, "a text in quotes");
                None
            }
        }
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
            Content::Table(_) => self.texts(node),
            Content::List(_) | Content::Other(_) => {
                self.refuse(node, "a text, a whole number, true or false")
            }
        }
    }

    /// A list, its items read one by one.
    pub(super) fn list(
        &mut self,
        node: &Node,
        read: impl Fn(&mut Self, &Node) -> Option<Value>,
    ) -> Option<Value> {
        let Content::List(items) = &node.content else {
            return self.refuse(node, "a list");
        };
        let mut made = Vec::new();
        for (index, item) in items.iter().enumerate() {
            self.pointer.push(index.to_string());
            self.lines.insert(self.path(), item.line);
            made.extend(read(self, item));
            self.pointer.pop();
        }
        Some(Value::Array(made))
    }

    fn map(&mut self, node: &Node, form: Form) -> Option<Value> {
        let Content::Table(entries) = &node.content else {
            return self.refuse(node, "a table");
        };
        let mut made = Map::new();
        for entry in entries {
            if let Some(value) = self.inside(&entry.key, &entry.key, entry.line, |reader| {
                reader.form(&entry.node, form)
            }) {
                made.insert(entry.key.clone(), value);
            }
        }
        Some(Value::Object(made))
    }

    /// A field: what every field has, and the constraints of its kind.
    fn field(&mut self, node: &Node) -> Option<Value> {
        self.labelled(node, &FIELD, |reader, entries| {
            let mut made = Map::new();
            reader.members(node, entries, FIELD.members, &mut made);
            let Some(named) = node.get("kind") else {
                reader.wrong(
                    node.line,
                    "`kind` is missing",
                    "say what sort of answer it takes",
                );
                return None;
            };
            let kind = reader.word(named)?;
            let Some((_, constraints)) = KINDS.iter().find(|(name, _)| *name == kind) else {
                let otherwise = "docs/authoring.md lists the kinds";
                reader.wrong(
                    named.line,
                    format!("there is no kind `{kind}`"),
                    did_you_mean(&kind, KINDS.iter().map(|(name, _)| *name), otherwise),
                );
                return None;
            };
            reader.pointer.push("kind".to_owned());
            reader.lines.insert(reader.path(), named.line);
            reader.pointer.push(kind.clone());
            let mut limits = Map::new();
            reader.members(node, entries, constraints, &mut limits);
            reader
                .pointer
                .truncate(reader.pointer.len().saturating_sub(2));
            let otherwise = format!("the kind `{kind}` has no such constraint");
            reader.unknown(
                entries,
                &[FIELD.members, constraints],
                &["kind"],
                &otherwise,
            );
            made.insert("kind".to_owned(), kind_value(&kind, constraints, limits));
            Some(Value::Object(made))
        })
    }
}

/// A kind as the engine's types write it: a bare name, a level, or the name with its limits.
fn kind_value(kind: &str, constraints: &[Member], mut limits: Map<String, Value>) -> Value {
    match (kind, constraints.is_empty()) {
        (_, true) => kind.into(),
        ("unit", _) => json!({ "unit": limits.remove("level") }),
        _ => json!({ kind: limits }),
    }
}

/// The pointer of a field as people read it: `/child_name`, `/members/·/full_name`.
pub(crate) fn field_place(id: &str) -> String {
    format!("/{}", id.replace("[].", "/·/").trim_end_matches("[]"))
}

fn needs(member: &Member) -> String {
    match member.form {
        Form::Texts => format!("add {} = {{ vi = \"…\", en = \"…\" }}", member.key),
        Form::Tables(_) | Form::Fields => format!("add at least one [[{}]]", member.key),
        _ => format!("add {} = …", member.key),
    }
}

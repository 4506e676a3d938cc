//! Tables of known members, and fields, whose members depend on their kind.

use super::super::finding::did_you_mean;
use super::format::{FIELD, Form, KINDS, Member, Shape};
use super::reader::Reader;
use super::tree::{Content, Entry, Node};
use serde_json::{Map, Value, json};

impl Reader<'_> {
    /// A table of known members.
    pub(super) fn table(&mut self, node: &Node, shape: &Shape) -> Option<Value> {
        self.labelled(node, shape, |reader, entries| {
            let mut made = Map::new();
            reader.members(node, entries, shape.members, &mut made);
            reader.left_open(node, shape.members, &mut made);
            let extra = reader.words_of_overlays();
            reader.unknown(entries, &[shape.members], extra, "see docs/authoring.md");
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
        self.mark(node.line);
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
                if member.needed && self.known.is_none() {
                    self.wrong(
                        table.line,
                        format!("`{}` is missing", member.key),
                        needs(member),
                    );
                }
                continue;
            };
            if let Some(value) = self.inside(member.key, member.to, entry.line, |reader| {
                reader.over(member.to, |reader| reader.form(&entry.node, member.form))
            }) {
                made.insert(member.to.to_owned(), value);
            }
        }
    }

    /// Refuses keys that no table of members knows.
    pub(super) fn unknown(
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

    /// A field: what every field has, and the constraints of its kind.
    pub(super) fn field(&mut self, node: &Node) -> Option<Value> {
        self.labelled(node, &FIELD, |reader, entries| {
            let mut made = Map::new();
            reader.members(node, entries, FIELD.members, &mut made);
            reader.left_open(node, FIELD.members, &mut made);
            let extra = reader.words_of_overlays();
            let Some(named) = node.get("kind") else {
                if reader.known.is_some() {
                    let otherwise = "constraints stand beside `kind`: write it, and all of them";
                    reader.unknown(entries, &[FIELD.members], extra, otherwise);
                    return Some(Value::Object(made));
                }
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
            reader.mark(named.line);
            reader.pointer.push(kind.clone());
            let mut limits = Map::new();
            let known = reader.known.take();
            reader.members(node, entries, constraints, &mut limits);
            reader.known = known;
            reader
                .pointer
                .truncate(reader.pointer.len().saturating_sub(2));
            let otherwise = format!("the kind `{kind}` has no such constraint");
            reader.unknown(
                entries,
                &[FIELD.members, constraints],
                &[&["kind"], extra].concat(),
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
        Form::Parts => format!("add [{}.…]", member.key),
        Form::Tables(_) | Form::Fields => format!("add at least one [[{}]]", member.key),
        _ => format!("add {} = …", member.key),
    }
}

//! Reading what a province's overlay says of a service: the tables of a definition, of which only what changes is
//! written. What the definition has stands beside while it is read, so that an unknown name is told at its line.

use super::super::finding::{Finding, did_you_mean};
use super::super::lint::Unconfirmed;
use super::super::lists::List;
use super::format::{FIXED, Member, SERVICE, SHARED, Shape};
use super::reader::Reader;
use super::tree::{Content, Entry, Node};
use super::{Over, Source, codes_named, place_of};
use crate::overlay::{self, NAMES, OverlayFault, WHOLE};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Members of a fee that change what is paid.
const PAID: [&str; 6] = ["amount", "when", "from", "until", "exemptions", "apart"];

/// Words of an overlay that may stand in any of its tables: a note of what is not known, and members to take out.
const WORDS: [&str; 2] = ["placeholder", "without"];

impl Source {
    /// The definition with an overlay laid over it, and what the overlay leaves open.
    ///
    /// # Errors
    /// What the format does not allow, and what the definition does not have.
    pub(in crate::author) fn under(
        &self,
        file: &str,
        said: &Entry,
        lists: &[List],
    ) -> Result<(Self, Vec<Unconfirmed>), Vec<Finding>> {
        let node = &said.node;
        let mut reader = Reader::new(file, node);
        reader.known = Some(&self.both);
        reader.marks = Some(Vec::new());
        let value = reader.service(node);
        reader.unused(&SHARED);
        let mut read = reader.finish();
        let (mut over, base) = (value.unwrap_or_default(), &self.both);
        if read.findings.is_empty() && read.marks.is_empty() && is_empty(&over) {
            read.findings.push(Finding {
                file: file.to_owned(),
                line: said.line,
                place: String::new(),
                what: "nothing of it is changed".to_owned(),
                remedy: "write what the province does otherwise, or take the table out".to_owned(),
            });
        }
        // Codes that the lists do not have stay as they are, and are told where they stand in what is merged.
        codes_named(file, &mut over, lists, &read.lines);
        let wrong = |fault: &OverlayFault| Finding {
            file: file.to_owned(),
            line: said.line,
            place: place_of(&over, fault.pointer.as_str()),
            what: fault.why.to_string(),
            remedy: "compare with the definition and docs/overlays.md".to_owned(),
        };
        let place = |found: String| {
            format!("service {} {found}", said.key)
                .trim_end()
                .to_owned()
        };
        let merged = match overlay::apply(base, &over) {
            _ if !read.findings.is_empty() => Err(read.findings),
            Err(fault) => Err(vec![wrong(&fault)]),
            Ok(mut both) => match codes_named(file, &mut both, lists, &read.lines) {
                unknown if unknown.is_empty() => Ok(both),
                unknown => Err(unknown),
            },
        };
        let both = merged.map_err(|findings| {
            let placed = |finding: Finding| Finding {
                place: place(finding.place),
                ..finding
            };
            findings.into_iter().map(placed).collect::<Vec<_>>()
        })?;
        for mark in &mut read.marks {
            mark.place = place(std::mem::take(&mut mark.place));
        }
        let merged = Self {
            file: file.to_owned(),
            both,
            version: self.version.clone(),
            lines: read.lines,
            over: Some(Over {
                base: base.clone(),
                overlay: over,
            }),
        };
        Ok((merged, read.marks))
    }
}

impl Reader<'_> {
    /// What an overlay says of a service.
    fn service(&mut self, node: &Node) -> Option<Value> {
        if let Content::Table(entries) = &node.content {
            for entry in entries
                .iter()
                .filter(|entry| FIXED.contains(&entry.key.as_str()))
            {
                let what = format!("`{}` is the same in every province", entry.key);
                self.wrong(entry.line, what, "take it out");
            }
        }
        self.table(node, &SERVICE)
    }

    /// Goes to a member of what the definition has, for the time of `walk`. What is one whole is written anew.
    pub(super) fn over<T>(&mut self, step: &str, walk: impl FnOnce(&mut Self) -> T) -> T {
        let around = self.known;
        let inside = around.filter(|_| !WHOLE.contains(&step));
        self.known = inside.and_then(|known| known.get(step));
        let made = walk(self);
        self.known = around;
        made
    }

    /// A list of tables. Those of an overlay go by name: one that the definition has changes it, another is added.
    pub(super) fn entries(
        &mut self,
        node: &Node,
        shape: &Shape,
        read: impl Fn(&mut Self, &Node) -> Option<Value>,
    ) -> Option<Value> {
        let around = self.known;
        let known = around.and_then(Value::as_array);
        let is_named = |entry: &Value| overlay::name_of(entry).is_some();
        let (Some(known), Content::List(items)) = (
            known.filter(|known| known.iter().any(is_named)),
            &node.content,
        ) else {
            return self.list(node, read);
        };
        let (mut made, mut end) = (Vec::new(), known.len());
        let mut earlier = BTreeMap::new();
        for item in items {
            let name = node_name(item, shape);
            if let Some(line) = name.and_then(|(_, name)| earlier.insert(name, item.line)) {
                self.stands_twice(item, shape, line);
                continue;
            }
            let at = known
                .iter()
                .position(|entry| name.is_some() && overlay::name_of(entry) == name);
            self.known = at.and_then(|at| known.get(at));
            if self.known.is_none() && self.is_stranger(item, shape, known) {
                continue;
            }
            let index = at.unwrap_or(end);
            end = end.max(index + 1);
            self.pointer.push(index.to_string());
            self.mark(item.line);
            if shape.name == "fee" && self.known.is_some() {
                self.ground_of(item, shape);
            }
            made.extend(read(self, item));
            self.pointer.pop();
        }
        self.known = around;
        Some(Value::Array(made))
    }

    /// Refuses an entry that the overlay has already: one of the two would be lost.
    fn stands_twice(&mut self, item: &Node, shape: &Shape, line: usize) {
        let name = node_name(item, shape).map_or("", |(_, name)| name);
        let what = format!("the {} `{name}` stands already in line {line}", shape.name);
        self.wrong(item.line, what, "write one of them, with all that changes");
    }

    /// Demands the ground on which the province takes another fee: it would else stand under the country's.
    fn ground_of(&mut self, item: &Node, shape: &Shape) {
        let changed = PAID.iter().find_map(|member| item.get(member));
        let without = item.get(WORDS[1]).map(|without| &without.content);
        let is_out = |entry: &Node| entry.text() == Some("law");
        let is_taken_out = matches!(without, Some(Content::List(out)) if out.iter().any(is_out));
        let Some(changed) = changed.filter(|_| item.get("law").is_none() && !is_taken_out) else {
            return;
        };
        let name = node_name(item, shape).map_or("", |(_, name)| name);
        let here = vec![format!("{} {name}", shape.name)];
        let around = std::mem::replace(&mut self.place, here);
        self.wrong(
            changed.line,
            "what the province changes would stand under the law of the country",
            "add law = \"…\" with its own; where it is not known, without = [\"law\"] and a placeholder",
        );
        self.place = around;
    }

    /// Refuses an entry that the definition does not have and that is not whole: its name is most likely mistyped.
    fn is_stranger(&mut self, item: &Node, shape: &Shape, known: &[Value]) -> bool {
        let Some((_, name)) = node_name(item, shape) else {
            return false;
        };
        let needed = shape.members.iter().filter(|member| member.needed);
        let missing: Vec<&str> = needed
            .map(|member| member.key)
            .filter(|key| item.get(key).is_none())
            .collect();
        if missing.is_empty() {
            return false;
        }
        let names = known
            .iter()
            .filter_map(|entry| Some(overlay::name_of(entry)?.1));
        let otherwise = format!("a new one also needs {}", missing.join(", "));
        self.wrong(
            item.line,
            format!("the definition has no {} `{name}`", shape.name),
            did_you_mean(name, names, &otherwise),
        );
        true
    }

    /// Whether the definition has this row, column or cell of a table; others would never be looked up.
    pub(super) fn is_cell(&mut self, entry: &Entry) -> bool {
        let Some(known) = self.known.and_then(Value::as_object) else {
            return true;
        };
        if self.pointer.first().is_none_or(|step| step != "tables")
            || known.contains_key(&entry.key)
        {
            return true;
        }
        let otherwise = "an overlay changes the cells that there are";
        self.wrong(
            entry.line,
            format!("the definition has no `{}` here", entry.key),
            did_you_mean(&entry.key, known.keys().map(String::as_str), otherwise),
        );
        false
    }

    /// The words that only overlays have.
    pub(super) fn words_of_overlays(&self) -> &'static [&'static str] {
        if self.marks.is_some() { &WORDS } else { &[] }
    }

    /// What an overlay takes out, and what it marks as not known.
    pub(super) fn left_open(
        &mut self,
        node: &Node,
        members: &[Member],
        made: &mut Map<String, Value>,
    ) {
        if self.marks.is_none() {
            return;
        }
        if let Some(without) = node.get(WORDS[1]) {
            self.without(without, members, made);
        }
        let mark = node.get(WORDS[0]);
        self.place.extend(mark.map(|_| WORDS[0].to_owned()));
        let note = mark.and_then(|mark| self.word(mark).map(|text| (mark.line, text)));
        self.place
            .truncate(self.place.len() - usize::from(mark.is_some()));
        if note.is_some() && members.iter().any(|member| member.key == "unconfirmed") {
            made.entry("unconfirmed").or_insert(Value::Bool(true));
        }
        let named = || {
            let entry = node.get("unconfirmed")?;
            let is_open = matches!(entry.content, Content::Flag(true));
            is_open.then(|| (entry.line, self.people_read(node)))
        };
        if let Some((line, text)) = note.or_else(named) {
            let mark = Unconfirmed {
                file: self.file.to_owned(),
                line,
                place: self.place.join(" "),
                text,
            };
            self.marks.get_or_insert_default().push(mark);
        }
    }

    /// Members that the province does not have.
    fn without(&mut self, node: &Node, members: &[Member], made: &mut Map<String, Value>) {
        let Content::List(items) = &node.content else {
            self.expected(node, "a list of members");
            return;
        };
        for item in items {
            let Some(key) = self.word(item) else { continue };
            let member = members.iter().find(|member| member.key == key);
            let known = self.known;
            let has = |member: &&Member| known.is_some_and(|known| known.get(member.to).is_some());
            match member.filter(has) {
                Some(member) if !member.needed => {
                    made.insert(member.to.to_owned(), Value::Null);
                }
                Some(_) => self.wrong(
                    item.line,
                    format!("`{key}` cannot be left out"),
                    "write another one",
                ),
                None => {
                    let there = members.iter().filter(has).map(|member| member.key);
                    let what = format!("the definition has no `{key}` here");
                    self.wrong(
                        item.line,
                        what,
                        did_you_mean(&key, there, "take it out of `without`"),
                    );
                }
            }
        }
    }

    /// The Vietnamese text by which people know a table.
    fn people_read(&self, node: &Node) -> String {
        let own = |key: &&str| node.get(key)?.get("vi")?.text();
        let known = |key: &&str| self.known?.get(key)?.get("vi")?.as_str();
        let keys = ["name", "label", "title", "text"];
        let mut texts = keys
            .iter()
            .filter_map(|key| own(key).or_else(|| known(key)));
        texts.next().unwrap_or_default().to_owned()
    }
}

/// Whether an overlay says nothing of a service.
fn is_empty(over: &Value) -> bool {
    over.as_object().is_none_or(Map::is_empty)
}

/// The name by which a table of an overlay goes, as [`overlay::name_of`] has it.
fn node_name<'n>(node: &'n Node, shape: &Shape) -> Option<(&'static str, &'n str)> {
    let label = shape
        .members
        .iter()
        .find(|member| member.key == shape.label)?;
    let name = NAMES.into_iter().find(|name| *name == label.to)?;
    Some((name, node.get(label.key)?.text()?))
}

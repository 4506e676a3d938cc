//! What reading needs on its way: where it stands, what it found wrong, and the parts that a file shares.

use super::super::finding::Finding;
use super::super::lint::Unconfirmed;
use super::tree::{Content, Node};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Reads one file.
pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
    root: &'a Node,
    findings: Vec<Finding>,
    pub(super) lines: BTreeMap<String, usize>,
    /// The place in words, outermost first.
    pub(super) place: Vec<String>,
    /// The place in the compiled form.
    pub(super) pointer: Vec<String>,
    /// Shared parts that were used: `result birth-certificate`.
    used: BTreeSet<String>,
    /// What the definition has at the present place, while an overlay is read; none: all is written here.
    pub(super) known: Option<&'a Value>,
    /// What an overlay leaves open; none: this is no overlay.
    pub(super) marks: Option<Vec<Unconfirmed>>,
}

/// What was read beside the value itself.
pub(super) struct Read {
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
    /// Line of each member, by its pointer in the compiled form.
    pub(super) lines: BTreeMap<String, usize>,
    /// What an overlay leaves open.
    pub(super) marks: Vec<Unconfirmed>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a str, root: &'a Node) -> Self {
        Self {
            file,
            root,
            findings: Vec::new(),
            lines: BTreeMap::new(),
            place: Vec::new(),
            pointer: Vec::new(),
            used: BTreeSet::new(),
            known: None,
            marks: None,
        }
    }

    pub(super) fn finish(self) -> Read {
        Read {
            findings: self.findings,
            lines: self.lines,
            marks: self.marks.unwrap_or_default(),
        }
    }

    /// Notes what is wrong at a line of the present place.
    pub(super) fn wrong(
        &mut self,
        line: usize,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.findings.push(Finding {
            file: self.file.to_owned(),
            line,
            place: self.place.join(" "),
            what: what.into(),
            remedy: remedy.into(),
        });
    }

    /// Notes that something else should stand here.
    pub(super) fn expected(&mut self, node: &Node, what: &str) {
        let found = format!("{} stands here", node.describe());
        self.wrong(node.line, found, format!("write {what}"));
    }

    /// The same, where a value was wanted.
    pub(super) fn refuse(&mut self, node: &Node, what: &str) -> Option<Value> {
        self.expected(node, what);
        None
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
        self.mark(line);
        let made = walk(self);
        self.place.pop();
        self.pointer.pop();
        made
    }

    /// Remembers the line of the present pointer.
    pub(super) fn mark(&mut self, line: usize) {
        let pointer = self.pointer.iter().map(|step| format!("/{step}")).collect();
        self.lines.insert(pointer, line);
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
        let known = self.known.take();
        let mut made = Vec::new();
        for (index, item) in items.iter().enumerate() {
            self.pointer.push(index.to_string());
            self.mark(item.line);
            made.extend(read(self, item));
            self.pointer.pop();
        }
        self.known = known;
        Some(Value::Array(made))
    }

    /// A part that the file shares: `[result.birth-certificate]`, `[[options.residence]]`.
    pub(super) fn shared(&mut self, kind: &str, node: &Node) -> Option<&'a Node> {
        let name = node.text()?;
        let root = self.root;
        let part = root.get(kind).and_then(|parts| parts.get(name));
        match part {
            Some(_) => {
                self.used.insert(format!("{kind} {name}"));
            }
            None => self.wrong(
                node.line,
                format!("there is no [{kind}.{name}]"),
                "add it at the end of the file, or mend the name",
            ),
        }
        part
    }

    /// Notes the shared parts that nothing uses.
    pub(super) fn unused(&mut self, kinds: &[&str]) {
        let root = self.root;
        for kind in kinds {
            let Some(Content::Table(parts)) = root.get(kind).map(|parts| &parts.content) else {
                continue;
            };
            for part in parts {
                if !self.used.contains(&format!("{kind} {}", part.key)) {
                    let what = format!("nothing uses [{kind}.{}]", part.key);
                    self.wrong(part.line, what, "name it where it belongs, or take it out");
                }
            }
        }
    }
}

//! Reading a compiled definition, with a fault that says where and what to do.

use crate::definition::Service;
use crate::place::Pointer;
use serde_json::error::Category;

/// Why a text is no definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionFault {
    /// The member that could not be read, or the one that lacks something; empty: the whole.
    pub pointer: Pointer,
    /// What is wrong there, for the log.
    pub what: String,
    /// What to do, for the log.
    pub remedy: &'static str,
}

impl Service {
    /// Reads a compiled definition.
    ///
    /// # Errors
    /// The first thing that is not as it must be.
    pub fn read(json: &str) -> Result<Self, DefinitionFault> {
        serde_json::from_str(json).map_err(|error| DefinitionFault {
            pointer: Pointer::new(pointer_at(json, error.line(), error.column())),
            what: error.to_string(),
            remedy: match error.classify() {
                Category::Data => {
                    "build the definitions again with the version of the app that reads them"
                }
                Category::Eof => "the file is cut off: load it again",
                Category::Syntax | Category::Io => {
                    "this is no JSON: see what the server sends under this address"
                }
            },
        })
    }
}

/// The pointer of the member that holds a position, by lines and columns from 1 as serde counts them.
fn pointer_at(json: &str, line: usize, column: usize) -> String {
    let lines_before: usize = json
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let end = lines_before.saturating_add(column);
    let mut walk = Walk::default();
    for (at, byte) in json.bytes().enumerate().take_while(|(at, _)| *at < end) {
        walk.step(json, at, byte);
    }
    walk.pointer()
}

/// Where a reader of JSON stands.
#[derive(Default)]
struct Walk<'a> {
    /// Every open object or array: the member or index reached in it.
    open: Vec<Reached<'a>>,
    /// Where the text that is being read began.
    text: Option<usize>,
    escaped: bool,
    /// The text that was read last.
    last: &'a str,
}

enum Reached<'a> {
    Member(Option<&'a str>),
    Index(usize),
}

impl<'a> Walk<'a> {
    fn step(&mut self, json: &'a str, at: usize, byte: u8) {
        if let Some(start) = self.text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.last = json.get(start..at).unwrap_or_default();
                    self.text = None;
                }
                _ => {}
            }
            return;
        }
        match (byte, self.open.last_mut()) {
            (b'"', _) => self.text = Some(at + 1),
            (b'{', _) => self.open.push(Reached::Member(None)),
            (b'[', _) => self.open.push(Reached::Index(0)),
            (b':', Some(Reached::Member(name))) => *name = Some(self.last),
            (b',', Some(Reached::Member(name))) => *name = None,
            (b',', Some(Reached::Index(index))) => *index += 1,
            (b'}' | b']', Some(_)) => {
                // The fault of a member that is missing is found where its object ends.
                self.open.pop();
            }
            _ => {}
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for reached in &self.open {
            match reached {
                Reached::Member(Some(name)) => pointer.extend(["/", name]),
                Reached::Index(index) => pointer.extend(["/", index.to_string().as_str()]),
                Reached::Member(None) => {}
            }
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, pointer: &str, remedy_says: &str) {
        let fault = Service::read(json).unwrap_err();
        assert_eq!(
            (fault.pointer.as_str(), fault.remedy.contains(remedy_says)),
            (pointer, true),
            "{fault:?}"
        );
        assert!(!fault.what.is_empty());
    }

    #[test]
    fn a_bad_definition_names_the_place_and_the_remedy() {
        check("<!doctype html>", "", "no JSON");
        check(r#"{"id": "09", "slug": "#, "/slug", "cut off");
        check(r#"{"id": "09", "slug": 5}"#, "/slug", "build");
        check(
            "{\"id\": \"09\",\n\"cases\": [\n  {\"code\": \"a\", \"online\": \"never\"}]}",
            "/cases/0/online",
            "build",
        );
        check(
            r#"{"id": "0\"9", "legal": [{"number": "1", "title": "x"}, {"number": "2"}]}"#,
            "/legal/1",
            "build",
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_reading_fail_badly(json in "[\\PC\\n]{0,80}", line in 0usize..5, column in 0usize..90) {
            let _ = Service::read(&json);
            let _ = pointer_at(&json, line, column);
        }
    }
}

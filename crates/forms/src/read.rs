//! Reading a compiled definition, with a fault that says where and what to do.

use crate::definition::Service;
use crate::place::Pointer;
use plain_json::Cause;

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
        plain_json::from_text(json).map_err(|fault| DefinitionFault {
            pointer: Pointer::new(fault.pointer()),
            what: fault.to_string(),
            remedy: match fault.cause() {
                Cause::Data => {
                    "build the definitions again with the version of the app that reads them"
                }
                Cause::CutOff => "the file is cut off: load it again",
                Cause::Syntax => "this is no JSON: see what the server sends under this address",
            },
        })
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
        check(r#"{"id": "09", "slug": "#, "", "cut off");
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
        fn no_text_makes_reading_fail_badly(json in "[\\PC\\n]{0,80}") {
            let _ = Service::read(&json);
        }
    }
}

//! The national marks of a component of a dossier (contract, sections 7 and 9.1: set from what really happened).

use portal_api::{Attachment, Code, Reused, SubmittedDocument};
use serde::Serialize;

use crate::uploads::Stored;

/// How a component came to the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came<'a> {
    /// As a file that was uploaded for this dossier.
    Upload,
    /// As a file that the person had sent before.
    OwnFile,
    /// As a prior result, out of the warehouse that keeps it.
    Result {
        /// Code of the result.
        code: &'a str,
        /// Source that keeps it.
        source: &'a str,
    },
    /// Not at all: a record of a database takes its place.
    Record {
        /// The database.
        source: &'a str,
        /// Code of the result that holds the record, where it is one.
        code: Option<&'a str>,
    },
    /// On paper, later, or not at all.
    Without,
}

/// Source id of the national warehouse.
const NATIONAL: &str = "national-warehouse";

/// The marks, under their national names. The codes of databases (`MaCSDL`) are the ids of `services/sources.csv`:
/// the national list is not known (unconfirmed).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Marks {
    /// There is a digital copy of the component: 0 or 1.
    #[serde(rename = "DuocSoHoa")]
    pub digitised: u8,
    /// 0 no; 1 the same paper from before; 2 a result stands in its place (the three values: unconfirmed).
    #[serde(rename = "DuocTaiSuDung")]
    pub reused: u8,
    /// It comes out of the national warehouse: 0 or 1.
    #[serde(rename = "DuocLayTuKhoDMQG")]
    pub from_national_warehouse: u8,
    /// The result that takes its place.
    #[serde(rename = "MaKetQuaThayThe")]
    pub replaced_by: Option<String>,
    /// The database that it, or what takes its place, was read from.
    #[serde(rename = "MaCSDL")]
    pub database: Option<String>,
}

impl Came<'_> {
    /// A file: one of before where it went with another dossier than the one it is in now (none: not made yet),
    /// whatever it was called.
    pub fn file(upload: &Stored, dossier: Option<&str>) -> Self {
        if upload.is_of_before(dossier) {
            Self::OwnFile
        } else {
            Self::Upload
        }
    }
}

impl Marks {
    /// The marks of what came so. Of a record that no result holds there is neither a copy nor a result that takes its
    /// place: it is marked by its database alone (unconfirmed).
    pub fn of(came: Came<'_>) -> Self {
        let none = Self {
            digitised: 0,
            reused: 0,
            from_national_warehouse: 0,
            replaced_by: None,
            database: None,
        };
        match came {
            Came::Without => none,
            Came::Upload => Self {
                digitised: 1,
                ..none
            },
            Came::OwnFile => Self {
                digitised: 1,
                reused: 1,
                ..none
            },
            Came::Result { code, source } => Self {
                digitised: 1,
                reused: 2,
                from_national_warehouse: u8::from(source == NATIONAL),
                replaced_by: Some(code.to_owned()),
                database: Some(source.to_owned()),
            },
            Came::Record { source, code } => Self {
                digitised: u8::from(code.is_some()),
                reused: if code.is_some() { 2 } else { 0 },
                from_national_warehouse: u8::from(source == NATIONAL),
                replaced_by: code.map(str::to_owned),
                database: Some(source.to_owned()),
            },
        }
    }
}

/// What the contract says of a file that came so.
pub(super) fn submitted(attachment: &Attachment, came: Came<'_>) -> SubmittedDocument {
    let marks = Marks::of(came);
    SubmittedDocument {
        document_code: attachment.document_code.clone(),
        digitised: marks.digitised == 1,
        reused: match marks.reused {
            0 => Reused::No,
            1 => Reused::Reused,
            _ => Reused::ReplacedByResult,
        },
        from_national_warehouse: marks.from_national_warehouse == 1,
        replaced_by: marks.replaced_by.as_deref().map(Code::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(came: Came<'_>, expected: [u8; 3], result: Option<&str>, database: Option<&str>) {
        let [digitised, reused, national] = expected;
        assert_eq!(
            json!(Marks::of(came)),
            json!({ "DuocSoHoa": digitised, "DuocTaiSuDung": reused, "DuocLayTuKhoDMQG": national,
                "MaKetQuaThayThe": result, "MaCSDL": database }),
            "{came:?}"
        );
    }

    #[test]
    fn marks_say_what_happened() {
        let result = |source| Came::Result {
            code: "KQ.1",
            source,
        };
        let record = |source, code| Came::Record { source, code };
        check(Came::Without, [0, 0, 0], None, None);
        check(Came::Upload, [1, 0, 0], None, None);
        check(Came::OwnFile, [1, 1, 0], None, None);
        check(
            result("national-warehouse"),
            [1, 2, 1],
            Some("KQ.1"),
            Some("national-warehouse"),
        );
        check(
            result("province-warehouse"),
            [1, 2, 0],
            Some("KQ.1"),
            Some("province-warehouse"),
        );
        check(
            record("population", None),
            [0, 0, 0],
            None,
            Some("population"),
        );
        check(
            record("national-warehouse", Some("KQ.1")),
            [1, 2, 1],
            Some("KQ.1"),
            Some("national-warehouse"),
        );
    }
}

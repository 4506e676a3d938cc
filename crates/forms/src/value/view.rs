//! Views into composite answers. They borrow; a member of another type reads as absent.

use serde_json::{Map, Value};

/// An address (decision 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// ISO alpha-2; `VN` where nothing is said.
    pub country: &'a str,
    /// Code of the province.
    pub province: Option<&'a str>,
    /// Code of the commune.
    pub commune: Option<&'a str>,
    /// House, street, hamlet.
    pub detail: Option<&'a str>,
    /// The whole as it is read.
    pub text: &'a str,
    /// Units of today, or of before 01/07/2025.
    pub vintage: Vintage,
    /// As it was written before.
    pub legacy: Option<LegacyAddress<'a>>,
}

/// The part of an address that was written before 01/07/2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegacyAddress<'a> {
    /// As it was written.
    pub text: &'a str,
    /// Code of the old province, where known.
    pub province: Option<&'a str>,
    /// Code of the district, where known.
    pub district: Option<&'a str>,
    /// Code of the old commune, where known.
    pub commune: Option<&'a str>,
}

/// Which map of units an address is written by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vintage {
    /// Units of today.
    Current,
    /// Units of before 01/07/2025.
    Legacy,
}

/// A code answer: `{ code, name, list, version }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<'a> {
    /// The code.
    pub code: &'a str,
    /// Its name when it was chosen.
    pub name: &'a str,
    /// The list.
    pub list: &'a str,
    /// Version of the list.
    pub version: &'a str,
    /// What was written beside "other".
    pub text: Option<&'a str>,
}

/// A file answer (contract 3, FileRef).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRef<'a> {
    /// Id of the upload.
    pub upload: Option<&'a str>,
    /// Id of the prior result that it belongs to.
    pub result: Option<&'a str>,
    /// Name of the file.
    pub name: &'a str,
    /// SHA-256 in lower-case hex.
    pub sha256: &'a str,
}

/// An identity paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityPaper<'a> {
    /// Code of the kind of paper.
    pub kind: &'a str,
    /// Its number.
    pub number: &'a str,
    /// Day of issue.
    pub issued_on: Option<&'a str>,
    /// Who issued it.
    pub issued_by: Option<&'a str>,
    /// Name of the kind of paper, where it is another one.
    pub name: Option<&'a str>,
}

/// What was typed in the box of a list and is none of its entries: `{ typed: { text, fits?, part? } }` in the answer. It
/// is kept with the draft, and is never an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed<'a> {
    /// As it was typed.
    pub text: &'a str,
    /// How many entries fit it.
    pub fits: Option<u64>,
    /// The part of an address or unit whose box it is: `country`, `province` or `commune`.
    pub part: Option<&'a str>,
}

impl<'a> Typed<'a> {
    /// What was typed; none where the answer keeps nothing of this kind.
    pub fn of(value: &'a Value) -> Option<Self> {
        let map = value.get("typed")?.as_object();
        Some(Self {
            text: map.and_then(|map| text(map, "text")).unwrap_or_default(),
            fits: map.and_then(|map| map.get("fits")?.as_u64()),
            part: map.and_then(|map| text(map, "part")),
        })
    }
}

impl<'a> Address<'a> {
    /// The address in a value; none when it is no object.
    pub fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self::of_map)
    }

    /// Whether it lies in Viet Nam.
    pub fn is_home(&self) -> bool {
        self.country == "VN"
    }

    /// The texts that it is known by: as it is read, and as it was written before.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> {
        [Some(self.text), self.legacy.map(|old| old.text)]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
    }

    pub(crate) fn of_map(map: &'a Map<String, Value>) -> Self {
        Self {
            country: text(map, "country").unwrap_or("VN"),
            province: text(map, "province"),
            commune: text(map, "commune"),
            detail: text(map, "detail"),
            text: text(map, "text").unwrap_or_default(),
            vintage: match text(map, "vintage") {
                Some("legacy") => Vintage::Legacy,
                _ => Vintage::Current,
            },
            legacy: map
                .get("legacy")
                .and_then(Value::as_object)
                .map(|old| LegacyAddress {
                    text: text(old, "text").unwrap_or_default(),
                    province: text(old, "province"),
                    district: text(old, "district"),
                    commune: text(old, "commune"),
                }),
        }
    }
}

impl<'a> Code<'a> {
    /// The code answer in a value; none without a code.
    pub fn of(value: &'a Value) -> Option<Self> {
        let map = value.as_object()?;
        Some(Self {
            code: text(map, "code")?,
            name: text(map, "name").unwrap_or_default(),
            list: text(map, "list").unwrap_or_default(),
            version: text(map, "version").unwrap_or_default(),
            text: text(map, "text"),
        })
    }
}

impl<'a> FileRef<'a> {
    /// The file in one entry of a file answer; none when it names neither an upload nor a result.
    pub fn of(value: &'a Value) -> Option<Self> {
        let map = value.as_object()?;
        let (upload, result) = (text(map, "uploadId"), text(map, "resultId"));
        (upload.is_some() || result.is_some()).then(|| Self {
            upload,
            result,
            name: text(map, "name").unwrap_or_default(),
            sha256: text(map, "sha256").unwrap_or_default(),
        })
    }
}

impl<'a> IdentityPaper<'a> {
    /// The paper in a value; none when it is no object.
    pub fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self::of_map)
    }

    pub(crate) fn of_map(map: &'a Map<String, Value>) -> Self {
        Self {
            kind: text(map, "type").unwrap_or_default(),
            number: text(map, "number").unwrap_or_default(),
            issued_on: text(map, "issued_on"),
            issued_by: text(map, "issued_by"),
            name: text(map, "name"),
        }
    }
}

/// A member's text; blank ones read as absent.
fn text<'a>(map: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    map.get(name)
        .and_then(Value::as_str)
        .filter(|text| !text.trim().is_empty())
}

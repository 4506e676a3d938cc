//! Where an answer lives: by field and row inside the engine, by pointer on the wire (decisions 1 and 2).

use serde::{Deserialize, Serialize};
use std::fmt;

/// Name of a field in its service sheet, e.g. `child_name`, or `members[].full_name` for a column of a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldId(String);

impl FieldId {
    /// Takes any text; whether such a field exists is the linter's concern.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The list that a column belongs to: `members[]` of `members[].full_name`.
    pub fn list(&self) -> Option<FieldId> {
        self.0
            .split_once("[].")
            .map(|(list, _)| Self::new([list, "[]"].concat()))
    }

    /// Whether this is a column of any list, e.g. `members[].full_name`.
    pub fn is_column(&self) -> bool {
        self.0.contains("[].")
    }

    /// Whether this is a column of that list.
    pub fn is_column_of(&self, list: &FieldId) -> bool {
        list.is_list()
            && self
                .0
                .strip_prefix(list.as_str())
                .is_some_and(|rest| rest.starts_with('.'))
    }

    /// The last part: `full_name` of `members[].full_name`, `members` of `members[]`.
    pub fn leaf(&self) -> &str {
        let leaf = self.0.split("[].").last().unwrap_or(&self.0);
        leaf.strip_suffix("[]").unwrap_or(leaf)
    }

    /// Whether this is a list itself, e.g. `members[]`.
    pub fn is_list(&self) -> bool {
        self.0.ends_with("[]")
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for FieldId {
    fn from(id: &str) -> Self {
        Self::new(id)
    }
}

/// Stable name of one row of a list; survives removal and reordering of other rows (decision 2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RowKey(pub String);

impl RowKey {
    /// A key for a new row that none of these has; fits the contract's `Id`.
    pub fn new_beside<'a>(others: impl Iterator<Item = &'a RowKey>) -> Self {
        let number = |key: &RowKey| key.0.strip_prefix("row-")?.parse::<u32>().ok();
        let last = others.filter_map(number).max().unwrap_or_default();
        Self(format!("row-{:04}", last.saturating_add(1)))
    }

    /// The key of a row that a record brings: the same whenever and in whatever order it arrives (FNV-1a, so that no
    /// number of a person stands in it).
    pub fn of_record(record: &str, record_id: &str, row: usize) -> Self {
        let row = row.to_string();
        let bytes = [record, "\0", record_id, "\0", row.as_str()]
            .into_iter()
            .flat_map(str::bytes);
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(format!("rec-{hash:016x}"))
    }

    /// Whether a record brought the row.
    pub fn is_of_record(&self) -> bool {
        self.0.starts_with("rec-")
    }
}

/// One answer's address inside the engine: a field, and for a column of a list the row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The field; a column's id holds `[]`.
    pub field: FieldId,
    /// The row, for a column of a list.
    pub row: Option<RowKey>,
}

impl Place {
    /// A field that stands in no list.
    pub fn of(field: impl Into<FieldId>) -> Self {
        Self {
            field: field.into(),
            row: None,
        }
    }

    /// A column's cell.
    pub fn in_row(field: impl Into<FieldId>, row: RowKey) -> Self {
        Self {
            field: field.into(),
            row: Some(row),
        }
    }
}

impl From<FieldId> for Place {
    fn from(field: FieldId) -> Self {
        Self { field, row: None }
    }
}

/// RFC 6901 pointer relative to `data`, e.g. `/child_name`, `/members/0/full_name`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pointer(String);

impl Pointer {
    /// Takes the text as it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The pointer of a field outside lists, or of a whole list.
    pub fn of(field: &FieldId) -> Self {
        Self(format!("/{}", field.leaf()))
    }

    /// The pointer of a cell: the list, the index of the row, the column.
    pub fn cell(field: &FieldId, index: usize) -> Self {
        match field.list() {
            Some(list) => Self(format!("/{}/{index}/{}", list.leaf(), field.leaf())),
            None => Self::of(field),
        }
    }

    /// The text, with its leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_know_their_list() {
        let column = FieldId::new("members[].full_name");
        assert_eq!(column.list(), Some(FieldId::new("members[]")));
        assert_eq!(column.leaf(), "full_name");
        assert_eq!(Pointer::cell(&column, 2).as_str(), "/members/2/full_name");
        assert_eq!(Pointer::of(&FieldId::new("members[]")).as_str(), "/members");
    }
}

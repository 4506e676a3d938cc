//! The official form in print (decision 18): which answers stand where. Texts are the form's own wording.

use super::step::is_always;
use crate::condition::Condition;
use crate::kind::is_false;
use crate::place::FieldId;
use serde::{Deserialize, Serialize};

/// How one official form is laid out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// The form's id in `items` of fields and `forms` of cases: `TKKS`.
    pub id: String,
    /// Layout and order are known. Otherwise the print is headed as a record of what was declared.
    #[serde(default, skip_serializing_if = "is_false")]
    pub official: bool,
    /// Title, set in capitals where it is printed.
    pub title: String,
    /// Its number: "Mẫu CT01".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The text that it belongs to: "Ban hành kèm theo Thông tư …".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// Field that names the office: "Kính gửi".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<FieldId>,
    /// The blocks, from above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<LayoutBlock>,
    /// The signatures, from left to right; the last is that of the person who declares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<LayoutSignature>,
    /// Notes at the foot, one a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LayoutBlock {
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What the form says before the rows; paragraphs by line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// It stands only then; without it always, blank items as dotted lines.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
    /// The rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<LayoutRow>,
}

/// An answer in its place; a list is a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LayoutRow {
    /// Whose answer.
    pub field: FieldId,
    /// Another number than the field has on this form; `-`: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The form's own wording; without it the field's label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// In capitals.
    #[serde(default, skip_serializing_if = "is_false")]
    pub capitals: bool,
    /// A date, and after it the date in words.
    #[serde(default, skip_serializing_if = "is_false")]
    pub words: bool,
    /// Every option with a box, the chosen ones ticked.
    #[serde(default, skip_serializing_if = "is_false")]
    pub boxes: bool,
    /// In the line of the row before.
    #[serde(default, skip_serializing_if = "is_false")]
    pub beside: bool,
    /// Columns of a list; none: those that have a number on this form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<LayoutRow>,
}

/// A place to sign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LayoutSignature {
    /// Who signs, set in capitals where it is printed.
    pub title: String,
    /// How: "(Ký, ghi rõ họ, chữ đệm, tên)".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Field whose answer is written under the room for the signature; it has its own place elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<FieldId>,
    /// Answers whose place is here. Columns of a list: one signature for each of its rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<LayoutRow>,
    /// It stands only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
}

impl LayoutRow {
    /// The answer of a field, as the form names and writes it by default.
    pub fn of(field: FieldId) -> Self {
        Self {
            field,
            item: None,
            label: None,
            capitals: false,
            words: false,
            boxes: false,
            beside: false,
            columns: Vec::new(),
        }
    }
}

impl LayoutSignature {
    /// The list of which each row signs.
    pub fn list(&self) -> Option<FieldId> {
        self.rows.first().and_then(|row| row.field.list())
    }
}

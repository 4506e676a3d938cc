//! The one small expression set of conditions and computed values (decision 9): typed data, never code in strings.
//! "Today" is an input.

use crate::place::FieldId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something that holds or does not. A condition on a field that is not shown is false.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Holds always.
    #[default]
    Always,
    /// Holds never.
    Never,
    /// Every one holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// Does not hold.
    Not(Box<Condition>),
    /// The field is shown and has an answer.
    Answered(FieldId),
    /// Both sides are known and stand so. An interval (partial date, age of one) must satisfy it as a whole.
    Compare(Expr, Comparison, Expr),
    /// The left side is known and is one of these.
    In(Expr, Vec<Value>),
    /// At least one row of the list satisfies it; columns inside mean that row.
    AnyRow(FieldId, Box<Condition>),
    /// Every row of the list satisfies it (an empty list does).
    EveryRow(FieldId, Box<Condition>),
}

impl Condition {
    /// The same, taking for granted that what it waits for is answered. What must not be answered is not.
    /// Of an age, `is_open` says whether it is not known yet.
    #[must_use]
    pub fn once_answered(&self, is_open: &dyn Fn(&Self) -> bool) -> Self {
        let of = |parts: &[Self]| {
            parts
                .iter()
                .map(|part| part.once_answered(is_open))
                .collect()
        };
        match self {
            Self::Answered(_) => Self::Always,
            Self::Compare(Expr::YearsBetween(..), ..) if is_open(self) => Self::Always,
            Self::All(parts) => Self::All(of(parts)),
            Self::Any(parts) => Self::Any(of(parts)),
            other => other.clone(),
        }
    }
}

/// How two values are compared. Text by what it means (folded), codes by code, dates and numbers by order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// Means the same.
    Is,
    /// Means something else; false when either side is unknown.
    IsNot,
    /// Less, earlier.
    Under,
    /// Less or the same.
    AtMost,
    /// More, later.
    Over,
    /// More or the same.
    AtLeast,
}

/// A value worked out from answers. Unknown inputs make it unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expr {
    /// Fixed.
    Value(Value),
    /// A field's answer; inside a row, a column of the same list means that row.
    Field(FieldId),
    /// A part of a composite answer: `("temp_address", "commune")`, `("mother_id_doc", "number")`; the `year` of a
    /// date; the `family`, `middle` or `given` part of a person's name.
    Part(FieldId, String),
    /// The evaluation date of the engine.
    Today,
    /// Rows of a list.
    Count(FieldId),
    /// Rows of a list that satisfy a condition; its columns mean the row.
    CountThat(FieldId, Box<Condition>),
    /// Inside a row: its place among the rows of the list that satisfy the condition, counted from 1. A row that does
    /// not satisfy it has the place that it would have.
    Rank(FieldId, Box<Condition>),
    /// Sum of a column over all rows.
    Sum(FieldId),
    /// Sum of several.
    Plus(Vec<Expr>),
    /// First minus second.
    Minus(Box<Expr>, Box<Expr>),
    /// Product of several.
    Times(Vec<Expr>),
    /// First divided by second, to the nearest whole number, halves up. Unknown where the second may be 0.
    Divide(Box<Expr>, Box<Expr>),
    /// Full days from the first to the second; negative when the second is earlier.
    DaysBetween(Box<Expr>, Box<Expr>),
    /// Full months from the first to the second.
    MonthsBetween(Box<Expr>, Box<Expr>),
    /// Full years from the first to the second: the age at a date.
    YearsBetween(Box<Expr>, Box<Expr>),
    /// Working days after the first up to the second, by the `holidays` of the definition; negative when the second is
    /// earlier.
    WorkingDaysBetween(Box<Expr>, Box<Expr>),
    /// A date moved by so many days (may be negative).
    AddDays(Box<Expr>, Box<Expr>),
    /// A date moved by so many months.
    AddMonths(Box<Expr>, Box<Expr>),
    /// The row of a table of this definition whose `key` is this value, and there this column.
    Table {
        /// Name of the table.
        table: String,
        /// What to look for.
        key: Box<Expr>,
        /// What to take.
        column: String,
    },
    /// The first that is known.
    First(Vec<Expr>),
    /// One of two.
    If(Box<Condition>, Box<Expr>, Box<Expr>),
    /// Texts and values one after another; unknown parts are left out with the piece they stand in.
    Text(Vec<TextPiece>),
    /// A date written out in words of the definition's language: "ngày năm tháng ba năm …".
    DateInWords(Box<Expr>),
}

/// A piece of a composed text. Left out as a whole when its value is unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextPiece {
    /// Put before the value.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// Shown as people read it (dates 05/03/1960, the label of a choice, the text of an address).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Expr>,
    /// Put after the value.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

//! What the rows of a list must be like.

use crate::condition::Expr;
use crate::place::FieldId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Bounds of a list's rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RowLimits {
    /// Fewest rows; a list with fewer is `required` at the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<usize>,
    /// Most rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    /// Columns whose values, taken together, may stand only once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unique: Vec<Vec<FieldId>>,
    /// Column → another answer: a record's row in which both are the same is not meant (whoever files stands in the
    /// household's record, too). Only rows of records are left out; a rule judges what is typed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub except: BTreeMap<FieldId, FieldId>,
    /// Every row is a period, and all together they leave no day out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods: Option<Periods>,
}

/// Rows that are periods up to today: none is missing between them, none stands beside another, only the last is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Periods {
    /// The column of the first day; a month or year will do.
    pub from: FieldId,
    /// The column of the last day. Empty: it goes on.
    pub to: FieldId,
    /// The first period begins then, or earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Expr>,
    /// Periods that differ in this column may stand beside each other: that only warns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<FieldId>,
}

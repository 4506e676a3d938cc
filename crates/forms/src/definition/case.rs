//! Rows of the case table (decision 10).

use crate::condition::{Condition, Expr};
use crate::kind::is_false;
use crate::place::FieldId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A row of the case table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// `NN.slug`.
    pub code: String,
    /// National procedure code, or `motcua.NN`.
    pub procedure: String,
    /// Name of this case.
    pub name: String,
    /// When it is the case.
    pub when: Condition,
    /// What can be done here.
    pub online: Online,
    /// Ids of the fees that may apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<String>,
    /// How long it takes, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Who receives it.
    pub authority: AuthorityRule,
    /// What is issued.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ResultKind>,
    /// Official forms of this case, e.g. `["TKKS", "TKNCMC"]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// Where nothing is filed: what the page of information tells of the person's records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<FieldId>,
    /// Page of information for rows that must be done in person, or a remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<String>,
    /// Not confirmed by a source: warns, never blocks (decision 12).
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
    /// Why the province takes no dossiers of this case; none: it takes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
}

impl Case {
    /// Whether dossiers of this case are sent through the portal at all; the province may still have closed it.
    #[must_use]
    pub fn is_filed(&self) -> bool {
        matches!(self.online, Online::Full | Online::Partial)
    }
}

/// A case that is explained and never chosen by answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldCase {
    /// `NN.slug`.
    pub code: String,
    /// Name of the case.
    pub name: String,
    /// What to know.
    pub information: String,
}

/// How far a case can go here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Online {
    /// From start to result.
    Full,
    /// Filed here, something is shown or handed over in person.
    Partial,
    /// In person only: ends on an information page.
    InPerson,
    /// Nothing is filed.
    Info,
}

/// How long a case takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// How many; 0 with [`TermUnit::SameDay`].
    pub value: u32,
    /// Of what.
    pub unit: TermUnit,
    /// A remark: "nhận sau 15 giờ: ngày làm việc tiếp theo".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Unit of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermUnit {
    /// On the day of receipt.
    SameDay,
    /// Working days.
    WorkingDays,
    /// Calendar days.
    Days,
}

/// Which office receives the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuthorityRule {
    /// Kind of office: `commune-committee`, `commune-police`, `transport-department` …; texts by the app.
    pub office: String,
    /// Field that says where: a unit or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// What to expect there when `field` is empty, best first: the default of `field`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<FieldId>,
}

/// A result of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultKind {
    /// `KQ.…`, or the product's own.
    pub code: String,
    /// Name.
    pub name: String,
    /// Record kind of `facts.csv` that the result holds as structured data, e.g. `birth_certificate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Attribute of that record ← expression over the answers, so that the next service can reuse it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub holds: BTreeMap<String, Expr>,
}

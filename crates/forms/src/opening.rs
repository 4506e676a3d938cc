//! What is shown of a service before the first answer: its page and its case questions. Cut from the definition when
//! the site is built, so that the first question arrives before the rest of the service and of the program, the engine
//! among it (docs/decisions/0008-size.md). [`questions`] says what is asked.

#[cfg(feature = "author")]
mod cut;
pub mod questions;
#[cfg(feature = "author")]
mod tables;

use crate::definition::Term;
use crate::kind::is_false;
use questions::CaseStep;
use serde::{Deserialize, Serialize};
use vietnam::CivilDate;

/// The beginning of a service in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// As in [`Service`].
    pub id: String,
    /// As in [`Service`].
    pub slug: String,
    /// As in [`Service`].
    pub form_id: String,
    /// As in [`Service`].
    pub form_version: String,
    /// As in [`Service`].
    pub language: String,
    /// As in [`Service`].
    pub name: String,
    /// What the person gets.
    pub what: String,
    /// Who may apply.
    pub who: String,
    /// As in [`Service`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
    /// How long each case takes that can be filed here.
    pub terms: Vec<CaseTerm>,
    /// What may be paid.
    pub fees: Vec<OpeningFee>,
    /// Each source, in the order in which they are asked, and the labels of what it may fill in.
    pub filled: Vec<Line>,
    /// Papers that need not be brought, or not when a record is found; and why.
    pub spared: Vec<Line>,
    /// Papers that may be asked for; and a hint.
    pub asked: Vec<Line>,
    /// Cases that are only told; and what to know.
    pub told: Vec<Line>,
    /// Law that the service rests on; and what it says.
    pub legal: Vec<Line>,
    /// The case steps; none where a case question is no short choice, or depends on the day or on too many others.
    pub steps: Vec<CaseStep>,
}

/// A name and what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<String>,
}

/// A case that can be filed here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseTerm {
    /// The case.
    pub name: String,
    /// None: the office says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
}

/// A fee as far as it is known before anything is answered, or a ground for not paying it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OpeningFee {
    /// Its name.
    pub name: String,
    /// How much.
    #[serde(default)]
    pub amount: Amount,
    /// First and last day in force; open where empty.
    #[serde(default)]
    pub days: [Option<String>; 2],
    /// No source confirms it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
    /// Grounds for not paying.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<OpeningFee>,
}

/// An amount before anything is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Amount {
    /// In đồng.
    Known(u64),
    /// In đồng for each of what this field counts: its label.
    Each(u64, String),
    /// The office says.
    #[default]
    ByOffice,
    /// It depends on the answers.
    Varies,
}

impl OpeningFee {
    /// Whether it is in force on this day. A day that cannot be read sets no limit.
    #[must_use]
    pub fn is_in_force(&self, today: CivilDate) -> bool {
        let [from, until] = &self.days;
        let day = |text: &Option<String>| CivilDate::parse_iso(text.as_deref()?).ok();
        day(from).is_none_or(|from| from <= today) && day(until).is_none_or(|until| today <= until)
    }
}

//! The shape of a person's file.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::expand::{Expander, Wrong};
use super::organisation::Organisation;
use super::{Holds, handle};
use crate::conventions::Language;

/// A test person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Subject at the identity provider, and the name of the file.
    pub key: String,
    /// What is particular.
    pub about: About,
    /// Name as the account has it.
    pub full_name: String,
    /// Identity number: real in structure, with 999 where chance would stand.
    pub personal_id: String,
    /// Level of the electronic identity.
    pub level: u8,
    /// The account is that of the organisation which the person heads.
    #[serde(default)]
    pub organisation_account: bool,
    /// How sources answer about this person, where not at once and well.
    #[serde(default)]
    pub moods: BTreeMap<String, SourceMood>,
    /// Records about the person.
    #[serde(default, rename = "record")]
    pub records: Vec<Record>,
    /// Relatives, and records about them.
    #[serde(default, rename = "relative")]
    pub relatives: Vec<Relative>,
    /// Organisations that the person acts for.
    #[serde(default, rename = "organisation")]
    pub organisations: Vec<Organisation>,
    /// Rounds of an exam in which the person has wishes to pay for.
    #[serde(default, rename = "exam")]
    pub exams: Vec<Exam>,
    /// Plates won at auction.
    #[serde(default, rename = "plate_won")]
    pub plates_won: Vec<PlateWon>,
}

/// Wishes of a round.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exam {
    /// The round.
    pub round: String,
    /// How many.
    pub wishes: u32,
    /// Price of one, in đồng.
    pub price: u64,
}

/// A plate won at auction.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlateWon {
    /// The plate.
    pub plate: String,
    /// Last day on which it can be used.
    pub until: Option<String>,
}

/// A sentence in each language.
#[derive(Clone, Debug, Deserialize)]
pub struct About {
    vi: String,
    en: String,
}

impl About {
    /// The sentence.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// How a source answers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SourceMood {
    /// It is out.
    Unavailable,
    /// It never answers in time.
    Timeout,
    /// After so many milliseconds.
    Slow(u64),
}

impl SourceMood {
    /// How long it keeps one waiting; none: for ever.
    pub fn wait(self) -> Option<Duration> {
        match self {
            Self::Unavailable => Some(Duration::ZERO),
            Self::Timeout => None,
            Self::Slow(ms) => Some(Duration::from_millis(ms)),
        }
    }
}

/// A relative, or somebody else whom a procedure is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// `child`, `spouse`, `father`, `mother`, `ward`; `other` is nobody whose records the person may see.
    pub relation: String,
    /// Name.
    pub full_name: String,
    /// Identity number, if given already.
    pub personal_id: Option<String>,
    /// Birth date, as far as known.
    pub birth_date: Option<String>,
    /// `male`, `female`.
    pub gender: Option<String>,
    /// Kind of the person's own record that proves the relation; none: no register knows it.
    pub link: Option<String>,
    /// Records about the relative.
    #[serde(default, rename = "record")]
    pub records: Vec<Record>,
    /// Handle that operation 9 shows instead of a number. Made here.
    #[serde(skip)]
    pub handle: String,
}

/// A record, or a prior result with its values.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Kind of `services/facts.csv`.
    pub kind: String,
    /// Sources that hold it. They serve of it what `facts.csv` says they serve.
    pub sources: Vec<String>,
    /// Its own number or reference.
    pub reference: Option<String>,
    /// Who issued it.
    pub issuer: Option<Issuer>,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Last day of validity.
    pub valid_until: Option<String>,
    /// Signed electronically.
    #[serde(default)]
    pub signed: bool,
    /// It is also a prior result: a paper that can be reused.
    pub result: Option<ResultInfo>,
    /// Values by attribute. A list stands under its own name: `members = [{ … }]`.
    pub holds: Holds,
    /// What its register says besides, to a look-up only (see sandbox/README.md).
    #[serde(default)]
    pub besides: BTreeMap<String, String>,
    /// Handle. Made here.
    #[serde(skip)]
    pub handle: String,
}

/// An office that issued something.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `province`, `commune`, `ministry`, `other`.
    pub level: String,
}

/// What makes a record a prior result.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultInfo {
    /// `KQ.…`, or the product's own.
    pub code: String,
    /// Title.
    pub title: String,
    /// `current`, `revoked`; past `valid_until` it is expired.
    pub status: Option<String>,
    /// The source has its values; without them there is only the file.
    #[serde(default = "yes")]
    pub structured: bool,
    /// The file is no longer kept.
    #[serde(default)]
    pub gone: bool,
}

impl Person {
    /// Writes short forms out and gives handles.
    pub(super) fn finish(&mut self, expander: &Expander) -> Result<(), Wrong> {
        for (at, record) in self.records.iter_mut().enumerate() {
            record.finish(expander, &[&self.key, &at.to_string()])?;
        }
        for (at, relative) in self.relatives.iter_mut().enumerate() {
            let at = at.to_string();
            relative.handle = handle(&[&self.key, "relative", &at]);
            for (row, record) in relative.records.iter_mut().enumerate() {
                record.finish(expander, &[&self.key, "relative", &at, &row.to_string()])?;
            }
        }
        for (at, organisation) in self.organisations.iter_mut().enumerate() {
            organisation.finish(expander, &[&self.key, "organisation", &at.to_string()])?;
        }
        Ok(())
    }

    /// The value of an attribute of the person's first record of a kind.
    pub fn value(&self, kind: &str, attribute: &str) -> Option<&Value> {
        self.records
            .iter()
            .find(|record| record.kind == kind)?
            .holds
            .get(attribute)
    }
}

impl Person {
    /// Whether a register says that the person is the guardian of a relative now.
    pub fn guards(&self, ward: &Relative) -> bool {
        self.records.iter().any(|record| {
            record.kind == "guardianship"
                && record.names("ward_name", &ward.full_name)
                && !record.names("state", "ended")
        })
    }
}

impl Relative {
    /// Whether a register has a death of the relative.
    pub fn has_died(&self) -> bool {
        self.records.iter().any(|record| {
            matches!(record.kind.as_str(), "death_notice" | "death_extract")
                || record.names("life_state", "dead")
        })
    }
}

impl Record {
    pub(super) fn finish(&mut self, expander: &Expander, place: &[&str]) -> Result<(), Wrong> {
        self.handle = handle(place);
        expander.expand(&self.kind, &mut self.holds)
    }

    /// Whether an attribute is this text: the number of somebody, a state.
    pub fn names(&self, attribute: &str, number: &str) -> bool {
        self.holds.get(attribute).and_then(Value::as_str) == Some(number)
    }
}

fn yes() -> bool {
    true
}

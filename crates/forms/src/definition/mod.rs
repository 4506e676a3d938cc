//! A service as data, compiled for one language (decision 14). Authors write TOML in `services/`; this is what travels.

mod appointment;
mod case;
mod confirmation;
mod fee;
mod layout;
mod linked;
mod lookup;
mod one_time_code;
mod paper;
mod payment;
mod rule;
mod source;
mod step;

pub use appointment::Appointment;
pub use case::{AuthorityRule, Case, Online, ResultKind, Term, TermUnit, ToldCase};
pub use confirmation::Confirmation;
pub use fee::{Exemption, Fee};
pub use layout::{Layout, LayoutBlock, LayoutRow, LayoutSignature};
pub use linked::{Offer, Part};
pub use lookup::Lookup;
pub use one_time_code::OneTimeCode;
pub use paper::{Paper, PaperHow, Replacement};
pub use payment::{Payment, PaymentTime};
pub use rule::{Level, Rule};
pub use source::{Register, RoleRule, SourceRef, SourceUse};
pub use step::{ABOUT, Choice, Field, Step, StepKind, thing};

use crate::place::FieldId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use vietnam::CivilDate;

/// One of the essential services.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Number among the 25: "09".
    pub id: String,
    /// Name in addresses: "dang-ky-khai-sinh".
    pub slug: String,
    /// Id of the form: "motcua.09".
    pub form_id: String,
    /// Semver of the definition and start of its digest (contract 2.4, FormVersion).
    pub form_version: String,
    /// Language of the texts: "vi" or "en".
    pub language: String,
    /// Name as people know it.
    pub name: String,
    /// What the person gets.
    pub what: String,
    /// Who may apply.
    pub who: String,
    /// Law that the service rests on.
    pub legal: Vec<LegalGround>,
    /// The case questions, in order (decision 10).
    pub dimensions: Vec<FieldId>,
    /// The case table; the first row whose condition holds is the case.
    pub cases: Vec<Case>,
    /// Cases that answers never choose, told on the service page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<ToldCase>,
    /// Whose records fill whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleRule>,
    /// Sources that this service asks, with the keys they need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceUse>,
    /// Concept of each wanted attribute: `population.full_name` → `person.full_name` (from `facts.csv`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub concepts: BTreeMap<String, String>,
    /// Who keeps each source, and how it is corrected (from `registers.csv`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub registers: Vec<Register>,
    /// The steps, in order. Case questions are steps of kind [`StepKind::Case`].
    pub steps: Vec<Step>,
    /// Checks across fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// Papers of all cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
    /// Fees of all cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
    /// Registers that are asked while the form is filled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lookups: Vec<Lookup>,
    /// Other people who are asked to agree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmations: Vec<Confirmation>,
    /// A time at the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<Appointment>,
    /// A code that proves who sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_time_code: Option<OneTimeCode>,
    /// Money that is not a fee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
    /// The procedures of a linked service; none: it is one procedure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Services that may serve better.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
    /// Small tables that expressions look into: table, key, column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tables: BTreeMap<String, BTreeMap<String, BTreeMap<String, Value>>>,
    /// Public holidays (`YYYY-MM-DD`), in order; only where working days are counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
    /// How the official forms are laid out in print.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layouts: Vec<Layout>,
    /// Version of the declaration's text, sent with operation 28.
    pub declaration_version: String,
    /// Why the province takes no dossiers of this service; none: it takes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
}

/// A law, decree or circular.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LegalGround {
    /// "Luật Hộ tịch 60/2014/QH13, Điều 15".
    pub number: String,
    /// What it says, in short.
    pub title: String,
}

impl Service {
    /// Every field in order, columns of lists included.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.steps.iter().flat_map(|step| step.fields.iter())
    }

    /// The field of this id.
    pub fn field(&self, id: &FieldId) -> Option<&Field> {
        self.fields().find(|field| field.id == *id)
    }

    /// The columns of a list, in order.
    pub fn columns<'a>(&'a self, list: &'a FieldId) -> impl Iterator<Item = &'a Field> {
        self.fields()
            .filter(move |field| field.id.list().as_ref() == Some(list))
    }

    /// The short name of a source, for origin marks: "Dân cư"; none for a source that the definition does not ask.
    pub fn short_name(&self, source: &str) -> Option<&str> {
        let asked = self.sources.iter().map(|used| (&used.id, &used.short));
        let looked_up = self.lookups.iter().map(|used| (&used.source, &used.short));
        first_of(source, asked.chain(looked_up))
    }

    /// The whole name of a source in the language of the definition; none for a source that it does not ask.
    pub fn source_name(&self, source: &str) -> Option<&str> {
        let asked = self.sources.iter().map(|used| (&used.id, &used.name));
        let looked_up = { self.lookups.iter() }.map(|used| (&used.source, &used.source_name));
        first_of(source, asked.chain(looked_up))
    }

    /// Who keeps a source, and how it is corrected.
    pub fn register(&self, source: &str) -> Option<&Register> {
        self.registers.iter().find(|one| one.source == source)
    }

    /// The public holidays as days.
    pub fn days_off(&self) -> Vec<CivilDate> {
        let days = self.holidays.iter();
        days.filter_map(|day| CivilDate::parse_iso(day).ok())
            .collect()
    }

    /// The language in which numbers and dates are put into words.
    pub fn words(&self) -> vietnam::Language {
        if self.language == "en" {
            vietnam::Language::En
        } else {
            vietnam::Language::Vi
        }
    }

    /// Why the province takes no dossiers of a case, or of the whole service.
    pub fn closed<'a>(&'a self, case: &'a Case) -> Option<&'a str> {
        case.closed.as_deref().or(self.closed.as_deref())
    }

    /// The case of this code.
    pub fn case(&self, code: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.code == code)
    }
}

/// The first name that is given to a source.
fn first_of<'a>(
    source: &str,
    names: impl Iterator<Item = (&'a String, &'a String)>,
) -> Option<&'a str> {
    let mut named = names.filter(|(id, name)| *id == source && !name.is_empty());
    named.next().map(|(_, name)| name.as_str())
}

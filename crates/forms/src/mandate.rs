//! Authorisations that stand in VNeID (`authorisation` of `facts.csv`): who gave one, until when, and whom it lets the
//! person act for. App and server judge by this alike (contract 3.1).

use crate::fact::{Fact, FactValue};
use std::collections::BTreeMap;
use vietnam::CivilDate;
use vietnam::name::same_name;

/// Its record kind.
pub const AUTHORISATION: &str = "authorisation";

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mandate {
    /// Id of the record.
    pub record_id: String,
    /// Its number.
    pub number: Option<String>,
    /// Name of who gave it.
    pub principal: Option<String>,
    /// Number of who gave it, where the record has it.
    pub principal_id: Option<String>,
    /// Last days of validity (`YYYY-MM-DD`): of the record, and the one that was agreed. None: until it is withdrawn.
    pub until: Vec<String>,
    /// Key of its provenance.
    pub prov: String,
}

impl Mandate {
    /// Those of the person who asks, as facts have them, by a source that is the authority for them.
    #[must_use]
    pub fn all<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Vec<Self> {
        let mut all: BTreeMap<&str, Self> = BTreeMap::new();
        let own = facts.into_iter().filter(|fact| {
            fact.record == AUTHORISATION && fact.subject == "self" && fact.provenance.verified
        });
        for fact in own {
            let mandate = all.entry(&fact.record_id).or_insert_with(|| Self {
                record_id: fact.record_id.clone(),
                number: fact.provenance.number.clone(),
                until: fact.provenance.valid_until.iter().cloned().collect(),
                prov: fact.provenance.id.clone(),
                ..Self::default()
            });
            if let FactValue::Value(value) = &fact.value
                && let Some(said) = value.as_str()
            {
                mandate.says(&fact.attribute, said);
            }
        }
        all.into_values().collect()
    }

    /// Takes over what the record says of an attribute.
    pub fn says(&mut self, attribute: &str, said: &str) {
        match attribute {
            "number" => self.number = Some(said.to_owned()),
            "principal_name" => self.principal = Some(said.to_owned()),
            "principal_personal_id" => self.principal_id = Some(said.to_owned()),
            "valid_to" => self.until.push(said.to_owned()),
            _ => {}
        }
    }

    /// Whether it holds on a day: on its last day still. A last day that cannot be read is no validity.
    #[must_use]
    pub fn holds(&self, on: CivilDate) -> bool {
        let is_yet = |day: &String| CivilDate::parse_iso(day).is_ok_and(|day| on <= day);
        self.until.iter().all(is_yet)
    }

    /// Whether this person gave it: by number where both are known, else by name.
    #[must_use]
    pub fn is_of(&self, name: Option<&str>, personal_id: Option<&str>) -> bool {
        match (&self.principal_id, personal_id) {
            (Some(principal), Some(number)) => principal == number,
            _ => {
                let names = self.principal.as_deref().zip(name);
                names.is_some_and(|(principal, name)| same_name(principal, name))
            }
        }
    }
}

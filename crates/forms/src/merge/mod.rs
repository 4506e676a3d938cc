//! Facts of many sources become proposals for answers (decisions 19, 20). The order of arrival never matters.

mod about;
mod fit;
mod layer;
mod missing;
mod remind;
mod round;
mod rows;
mod said;
mod settle;
mod several;
mod stand;
mod whose;

pub use about::{Voice, abouts, told_of};
pub use fit::taken;
#[cfg(feature = "author")]
pub(crate) use fit::{Fit, fit};
pub use missing::missing;
pub(crate) use remind::{NUMBER, is_reminder, may_be_reminded};
pub use said::said;
pub use several::{Several, several};

use crate::answers::Reader;
use crate::definition::{Lookup, Service};
use crate::eval::Scope;
use crate::fact::{Fact, FactValue, Provenance};
use crate::origin::Origin;
use crate::place::{FieldId, Place, RowKey};
use layer::Layer;
use round::Round;
use serde_json::Value;
pub(crate) use stand::Wants;
use stand::loose;
use std::collections::{BTreeMap, BTreeSet};
use vietnam::address::Former;

/// A value that may stand at a place at once: nothing was typed there and no source says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// Where.
    pub place: Place,
    /// What, in the shape of the field's kind.
    pub value: Value,
    /// What to note in the draft.
    pub origin: Origin,
    /// Where it came from.
    pub provenance: Provenance,
}

/// Values that differ: the citizen decides. Where nothing was typed the place stays without an answer until then.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Where.
    pub place: Place,
    /// What the sources say, best source first.
    pub candidates: Vec<Candidate>,
    /// What the citizen typed, when that is what differs.
    pub typed: Option<Value>,
}

impl Conflict {
    /// Nobody contradicts anybody: one source names several values, of which the form takes one. A licence of two
    /// classes, say.
    pub fn is_choice(&self) -> bool {
        self.typed.is_none() && are_of_one_source(&self.candidates)
    }

    /// The candidate that the office goes by, whatever the citizen chooses: the best source that is the authority for
    /// the value. None: no source is, and the office asks; or any may be chosen.
    pub fn followed(&self) -> Option<usize> {
        if self.is_choice() {
            return None;
        }
        let mut candidates = self.candidates.iter();
        candidates.position(|candidate| candidate.provenance.verified)
    }
}

/// What one source says.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The value, in the shape of the field's kind.
    pub value: Value,
    /// Where it came from.
    pub provenance: Provenance,
}

impl Candidate {
    /// Whether it is the same value of the same record.
    #[must_use]
    pub fn is_the_same(&self, other: &Self) -> bool {
        self.provenance.id == other.provenance.id && self.value == other.value
    }
}

/// Whether one source says all of it, about the same person.
fn are_of_one_source(candidates: &[Candidate]) -> bool {
    let whose = |one: &Candidate| (one.provenance.source.clone(), one.provenance.about.clone());
    let mut all = candidates.iter().map(whose);
    all.next().is_some_and(|first| all.all(|one| one == first))
}

/// What a source says that the field cannot hold: shown as it came, never cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// Where it would stand.
    pub place: Place,
    /// As the source wrote it.
    pub text: String,
    /// Where it came from.
    pub provenance: Provenance,
}

/// What is noted about the answers before a merge.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// What was typed, filled or decided; an answer without origin counts as typed.
    pub origins: &'a BTreeMap<Place, Origin>,
    /// Where filled answers came from, by the key that their origins name.
    pub provenance: &'a BTreeMap<String, Provenance>,
    /// Those that have answered, be it that they hold nothing; those that facts come by need not be among them.
    pub answered: &'a BTreeSet<Voice>,
    /// What addresses of before 01/07/2025 are today, as far as that is certain here.
    pub former: &'a dyn Former,
}

impl<'a> Before<'a> {
    /// The source that an answer was filled from; of a look-up, its key.
    fn source(self, place: &Place) -> Option<&'a str> {
        let key = self.origins.get(place)?.prov.as_ref()?;
        if Lookup::is_key(key) {
            return Some(key);
        }
        Some(self.provenance.get(key)?.source.as_str())
    }

    /// Whom the record was about that an answer was filled from, where that is known.
    fn about(self, place: &Place) -> Option<&'a str> {
        let key = self.origins.get(place)?.prov.as_ref()?;
        self.provenance.get(key)?.about.as_deref()
    }
}

/// All proposals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// Values without doubt.
    pub fills: Vec<Fill>,
    /// Differences.
    pub conflicts: Vec<Conflict>,
    /// Places whose filled answer goes, with its origin: nothing that counts says it any more.
    pub withdrawn: BTreeSet<Place>,
    /// Rows that lists should have after it, in order: those they have, then those that records bring. Rows of a record
    /// that is not meant any more are gone, unless something was typed in them.
    pub rows: Vec<(FieldId, Vec<RowKey>)>,
    /// What could not be read.
    pub unread: Vec<Unread>,
}

/// Most rounds in which what was filled may show further fields or decide whose records count.
const ROUNDS: usize = 8;

/// Merges facts into the answers. Of a source that the service names only what a `[[source]]` wants whose condition
/// holds counts. A row that the list's origin names was taken out by the citizen, and stays away. Only shown fields
/// get values; what is filled counts for what else is shown and wanted.
pub fn merge(service: &Service, reader: &dyn Reader, before: Before<'_>, facts: &[Fact]) -> Merged {
    let facts = sorted(facts);
    // What a source filled and may say no more must not decide about itself.
    let wants = Wants::new(service, Scope::new(service, reader));
    let mut merged = Merged {
        withdrawn: loose(before, &wants, &facts),
        ..Merged::default()
    };
    for _ in 0..ROUNDS {
        let layer = Layer::over(reader, &merged);
        let next = Round::new(service, reader, &layer, before, &facts).run();
        if next == merged {
            break;
        }
        merged = next;
    }
    merged
}

/// The facts in an order of their own, so that the order of arrival does not matter.
fn sorted(facts: &[Fact]) -> Vec<&Fact> {
    let key = |fact: &Fact| {
        let value = match &fact.value {
            FactValue::Value(value) => value.to_string(),
            FactValue::Raw(text) => text.clone(),
        };
        let by = &fact.provenance;
        (
            fact.record.clone(),
            fact.record_id.clone(),
            fact.row,
            fact.attribute.clone(),
            by.source.clone(),
            by.id.clone(),
            value,
        )
    };
    let mut facts: Vec<&Fact> = facts.iter().collect();
    facts.sort_by_cached_key(|fact| key(fact));
    facts
}

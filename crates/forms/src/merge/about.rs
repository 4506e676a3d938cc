//! Whom a source speaks of: it may have answered about one person and be out about another.

use super::Before;
use super::stand::Wants;
use super::whose::split;
use crate::answers::Reader;
use crate::definition::{Field, Service, StepKind};
use crate::eval::Scope;
use crate::fact::{Fact, FactValue, Provenance};
use crate::origin::Origin;
use crate::place::{FieldId, Place};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A source about a subject (a subject kind, as [`Fact::subject`]), or a look-up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Voice {
    source: String,
    about: String,
}

impl Voice {
    /// A source, by its id in `sources.csv`, about a subject.
    pub fn of(source: impl Into<String>, about: impl Into<String>) -> Self {
        let (source, about) = (source.into(), about.into());
        Self { source, about }
    }

    /// A look-up, by its key.
    pub fn of_lookup(key: impl Into<String>) -> Self {
        let key = key.into();
        Self::of(key.clone(), key)
    }

    pub(super) fn pair(&self) -> (&str, &str) {
        (&self.source, &self.about)
    }
}

/// Whom the records were about that filled the answers of a draft, by the key of their provenance: told by the answers
/// as they stand, before anything is changed. A key of which several may be meant, or nobody, is left out.
pub fn abouts(
    service: &Service,
    reader: &dyn Reader,
    origins: &BTreeMap<Place, Origin>,
    provenance: &BTreeMap<String, Provenance>,
) -> BTreeMap<String, String> {
    let wants = Wants::new(service, Scope::new(service, reader));
    let none = BTreeSet::new();
    let before = Before {
        origins,
        provenance,
        answered: &none,
        former: &(),
    };
    let mut meant: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (place, origin) in origins {
        let (Some(key), Some(source)) = (&origin.prov, before.source(place)) else {
            continue;
        };
        let who = wants.may_fill(place, source);
        match meant.get_mut(key.as_str()) {
            // One record is about one subject.
            Some(known) => known.retain(|about| who.contains(about)),
            None => drop(meant.insert(key, who)),
        }
    }
    let only = meant.into_iter().filter_map(|(key, who)| {
        let mut who = who.into_iter();
        let first = who.next()?;
        who.next().is_none().then(|| (key.to_owned(), first))
    });
    only.collect()
}

/// The answers that are about such a subject and nobody else, as the answers stand: those that only records of it may
/// fill, and those of the same role as `name`, the field of its name. Case answers are not among them: they choose what
/// is filed. Nor are lists.
pub fn told_of(
    service: &Service,
    reader: &dyn Reader,
    about: &str,
    name: &FieldId,
) -> Vec<FieldId> {
    let wants = Wants::new(service, Scope::new(service, reader));
    let role = |field: &Field| split(&field.concept).0.to_owned();
    let named = service.field(name).map(role);
    let is_of = |field: &&Field| {
        let place = Place::from(field.id.clone());
        let sources = field.sources.iter();
        let mut whose = sources
            .flat_map(|source| wants.may_fill(&place, &source.id))
            .peekable();
        let is_filled = whose.peek().is_some() && whose.all(|one| one == about);
        is_filled || Some(role(field)) == named
    };
    let steps = { service.steps.iter() }.filter(|step| step.kind != StepKind::Case);
    { steps.flat_map(|step| &step.fields) }
        .filter(|field| !field.id.is_column() && !field.id.is_list())
        .filter(is_of)
        .map(|field| field.id.clone())
        .collect()
}

/// A fact of this source about this subject, without what it says.
pub(super) fn blank(service: &Service, source: &str, about: &str, cited: &str) -> Option<Fact> {
    let (record, attribute) = cited.split_once('.')?;
    Some(Fact {
        record: record.to_owned(),
        attribute: attribute.to_owned(),
        concept: service.concepts.get(cited).cloned().unwrap_or_default(),
        record_id: String::new(),
        row: None,
        subject: about.to_owned(),
        value: FactValue::Value(Value::Null),
        provenance: Provenance {
            source: source.to_owned(),
            ..Provenance::default()
        },
    })
}

//! Whom a source speaks of: it may have answered about one person and be out about another.

use super::Before;
use super::stand::Wants;
use crate::answers::Reader;
use crate::definition::Service;
use crate::eval::Scope;
use crate::fact::{Fact, FactValue, Provenance};
use crate::origin::Origin;
use crate::place::Place;
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

//! What a code said, as facts again: a draft keeps of it only values at their places, each with where it came from.

use super::{CodeKind, HEALTH_NUMBER, HEALTH_RECORD, RECORD, Target, card, targets};
use crate::answers::Reader;
use crate::definition::{Field, Service};
use crate::fact::{Fact, FactValue, Provenance};
use crate::kind::Kind;
use crate::place::{FieldId, Place};
use serde_json::Value;

/// The facts behind a value that a code once gave at a place; of a row, also those that tell which row it is. None where
/// no code is read for the place any more, as the answers stand.
#[must_use]
pub fn said_again(
    service: &Service,
    reader: &dyn Reader,
    place: &Place,
    value: &Value,
    by: &Provenance,
) -> Vec<Fact> {
    let kind = CodeKind::of_source(&by.source);
    let target = targets(service, reader)
        .into_iter()
        .find(|target| Some(target.kind) == kind && target.fields.contains(&place.field));
    let Some(target) = target else {
        return Vec::new();
    };
    let fact = |id: &FieldId, value: Value| target.said_at(service.field(id)?, value, by);
    let of_row = target.keys(service).into_iter().filter_map(|key| {
        let cell = Place::in_row(key.clone(), place.row.clone()?);
        fact(&key, reader.answer(&cell)?)
    });
    let at_place = fact(&place.field, value.clone());
    at_place.into_iter().chain(of_row).collect()
}

impl Target {
    /// Columns that tell rows apart, of those that a code fills.
    fn keys(&self, service: &Service) -> Vec<FieldId> {
        let list = self.list.as_ref().and_then(|list| service.field(list));
        let Some(Kind::GroupList(limits)) = list.map(|list| &list.kind) else {
            return Vec::new();
        };
        let mut keys = limits.unique.concat();
        keys.retain(|key| self.fields.contains(key));
        keys
    }

    fn said_at(&self, field: &Field, value: Value, by: &Provenance) -> Option<Fact> {
        let source = self.kind.source();
        let source = field.sources.iter().find(|one| one.id == source)?;
        let (record, attribute, concept) = match (&source.from, self.kind) {
            (Some(cited), _) => {
                let (record, attribute) = cited.split_once('.')?;
                (record, attribute, "")
            }
            (None, CodeKind::Card) => {
                let (attribute, concept) = card::part(&field.concept)?;
                (RECORD, attribute, concept)
            }
            (None, CodeKind::HealthCard) => (HEALTH_RECORD, HEALTH_NUMBER.0, HEALTH_NUMBER.1),
            (None, CodeKind::Paper) => return None,
        };
        Some(Fact {
            record: record.to_owned(),
            attribute: attribute.to_owned(),
            concept: concept.to_owned(),
            record_id: by.id.clone(),
            row: self.list.as_ref().map(|_| 0),
            subject: self.subject.clone(),
            value: FactValue::Value(value),
            provenance: by.clone(),
        })
    }
}

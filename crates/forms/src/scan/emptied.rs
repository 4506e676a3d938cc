//! What a code fills although it was emptied: who scans again wants it there.

use super::{Scanned, Target};
use crate::answers::Reader;
use crate::compare::same_value;
use crate::definition::Service;
use crate::origin::{How, Origin};
use crate::place::{FieldId, Place, RowKey};
use crate::value::canonical;
use serde_json::json;
use std::collections::BTreeMap;

impl Target {
    /// Places that the code may fill and that were emptied after they had been filled: a merge leaves them empty as
    /// long as their origin is kept. Of a list, those of the row that the card is meant for.
    #[must_use]
    pub fn emptied(
        &self,
        service: &Service,
        reader: &dyn Reader,
        origins: &BTreeMap<Place, Origin>,
        scanned: &Scanned,
    ) -> Vec<Place> {
        let row = self.row_of(service, reader, scanned);
        let place = |id: &FieldId| match id.list() {
            Some(_) => Some(Place::in_row(id.clone(), row.clone()?)),
            None => Some(Place::from(id.clone())),
        };
        let is_emptied = |place: &Place| {
            let origin = origins.get(place);
            let is_changed = origin.is_some_and(|origin| origin.how == How::Override);
            is_changed && is_blank(service, reader, place)
        };
        { self.fields.iter() }
            .filter_map(place)
            .filter(is_emptied)
            .collect()
    }

    /// The row of the card's number, else the one that is open for it.
    fn row_of(&self, service: &Service, reader: &dyn Reader, scanned: &Scanned) -> Option<RowKey> {
        let (list, Scanned::Card(card)) = (self.list.as_ref()?, scanned) else {
            return None;
        };
        let said = json!(card.personal_id.as_str());
        let number = self.fields.iter().find(|id| {
            let field = service.field(id);
            field.is_some_and(|field| field.concept.ends_with(".personal_id"))
        })?;
        let is_of_card = |row: &RowKey| {
            let answer = reader.answer(&Place::in_row(number.clone(), row.clone()));
            answer.is_some_and(|answer| same_value(&answer, &said))
        };
        let own = reader.rows(list).into_iter().find(is_of_card);
        own.or_else(|| self.open_row(service, reader, card)?.row)
    }
}

/// Whether nothing that counts is answered: a text that was emptied stays as an empty one.
fn is_blank(service: &Service, reader: &dyn Reader, place: &Place) -> bool {
    let answer = reader.answer(place);
    let counts = service
        .field(&place.field)
        .zip(answer)
        .and_then(|(field, answer)| canonical(&field.kind, &answer));
    counts.is_none()
}

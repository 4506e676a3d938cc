//! What facts say of one place, whatever stands there: how a server knows that an answer was taken from them.

use super::fit::{Fit, fit};
use super::whose::{roles, source_of};
use crate::answers::Reader;
use crate::definition::Service;
use crate::eval::Scope;
use crate::fact::Fact;
use crate::place::Place;
use serde_json::Value;

/// The values that these facts may fill in there, by the rules of a merge as the answers stand: of a source that the
/// field names, of its attribute or its thing, and about whom a role rule means. What does not fit says nothing.
pub fn said<'f>(
    service: &Service,
    reader: &dyn Reader,
    place: &Place,
    facts: impl IntoIterator<Item = &'f Fact>,
) -> Vec<Value> {
    let Some(field) = service.field(&place.field) else {
        return Vec::new();
    };
    let scope = Scope::new(service, reader);
    let roles = roles(service, scope);
    let values = facts.into_iter().filter_map(|fact| {
        let (_, source) = source_of(field, fact, &roles)?;
        match fit(field, source, &fact.value) {
            Fit::Value(value) => Some(value),
            Fit::Blank | Fit::Unread(_) => None,
        }
    });
    values.collect()
}

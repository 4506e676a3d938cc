//! What a source was asked for and did not give, as questions of the form that are still open.

use super::about::blank;
use super::whose::{roles, source_of};
use crate::answers::Reader;
use crate::definition::{Field, Service};
use crate::eval::Scope;
use crate::fact::Fact;

/// The fields that these attributes (`record.attribute`) of records about `about` from `source` would fill, that are
/// shown and have no answer: in the order of the form, each once. Columns of lists are not among them.
pub fn missing<'s>(
    service: &'s Service,
    reader: &dyn Reader,
    source: &str,
    about: &str,
    attributes: &[String],
) -> Vec<&'s Field> {
    let scope = Scope::new(service, reader);
    let roles = roles(service, scope);
    let cited = attributes.iter();
    let cited = cited.filter_map(|cited| blank(service, source, about, cited));
    let cited: Vec<Fact> = cited.collect();
    let is_open = |field: &&Field| {
        !field.id.is_column()
            && !field.is_worked_out()
            && { cited.iter() }.any(|fact| source_of(field, fact, &roles).is_some())
            && scope.is_shown(field)
            && scope.answer(&field.id).is_none()
    };
    service.fields().filter(is_open).collect()
}

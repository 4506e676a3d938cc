//! The ledger: where every answer comes from, as a view of origins and provenance (decision 22).

use crate::answers::Reader;
use crate::definition::Service;
use crate::eval::Scope;
use crate::fact::Provenance;
use crate::origin::{How, Other};
use crate::place::{FieldId, Place};
use crate::route::Known;
use serde_json::Value;

/// One answer that counts, and how it came to be.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerLine<'a> {
    /// Where.
    pub place: Place,
    /// What.
    pub value: Value,
    /// How it came to be.
    pub how: Came<'a>,
    /// What other sources said and the citizen did not choose, each with its provenance where it is known.
    pub others: Vec<(&'a Other, Option<&'a Provenance>)>,
}

/// How an answer came to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Came<'a> {
    /// Worked out by the engine.
    Computed,
    /// Typed by the citizen.
    Typed,
    /// Filled from a source; none: the draft no longer knows which.
    Filled(Option<&'a Provenance>),
    /// Filled, then changed by the citizen.
    Changed {
        /// Whose value was changed.
        from: Option<&'a Provenance>,
        /// What it was.
        original: Option<&'a Value>,
    },
}

/// Every answer that is shown, in the order of the form.
pub fn ledger<'a>(service: &Service, reader: &dyn Reader, known: Known<'a>) -> Vec<LedgerLine<'a>> {
    let scope = Scope::new(service, reader);
    let mut lines = Vec::new();
    for field in service.fields().filter(|field| !field.id.is_column()) {
        if !field.id.is_list() {
            lines.extend(line(scope, reader, known, &field.id));
        } else if scope.is_shown(field) {
            for row in reader.rows(&field.id) {
                let scope = scope.in_row(&field.id, &row);
                lines.extend(
                    service
                        .columns(&field.id)
                        .filter_map(|column| line(scope, reader, known, &column.id)),
                );
            }
        }
    }
    lines
}

fn line<'a>(
    scope: Scope<'_>,
    reader: &dyn Reader,
    known: Known<'a>,
    field: &FieldId,
) -> Option<LedgerLine<'a>> {
    let value = scope.answer(field)?;
    let place = scope.place(field);
    let origin = known.origins.get(&place);
    let by = |key: &str| known.provenance.get(key);
    let source = origin.and_then(|origin| by(origin.prov.as_ref()?));
    let how = match origin.map(|origin| (origin.how, origin)) {
        Some((How::Auto, _)) => Came::Filled(source),
        Some((How::Override, origin)) => Came::Changed {
            from: source,
            original: origin.original.as_ref(),
        },
        Some((How::Manual, _)) => Came::Typed,
        None if reader.answer(&place).is_some() => Came::Typed,
        None => Came::Computed,
    };
    let others = origin
        .map(|origin| origin.others.as_slice())
        .unwrap_or_default();
    let others = others
        .iter()
        .map(|other| (other, by(&other.prov)))
        .collect();
    Some(LedgerLine {
        place,
        value,
        how,
        others,
    })
}

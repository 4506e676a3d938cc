//! The way through the steps: what is settled, what is done, what only a person can tell.

use crate::answers::Reader;
use crate::check::check_place;
use crate::definition::{Field, Service, Step};
use crate::eval::Scope;
use crate::fact::Provenance;
use crate::lists::Lists;
use crate::origin::{How, Origin};
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
    let mut look = Look {
        reader,
        lists,
        known,
        ask: Vec::new(),
        open: false,
        shown: false,
        trusted: true,
        told: false,
    };
    let scope = Scope::new(service, reader);
    for field in step
        .fields
        .iter()
        .filter(|field| !field.id.is_column() && scope.is_shown(field))
    {
        look.field(scope, field);
        if field.id.is_list() {
            for row in reader.rows(&field.id) {
                let scope = scope.in_row(&field.id, &row);
                for column in service
                    .columns(&field.id)
                    .filter(|column| scope.is_shown(column))
                {
                    look.field(scope, column);
                }
            }
        }
    }
    look.view(step)
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

/// Looking through the shown fields of one step.
struct Look<'a> {
    reader: &'a dyn Reader,
    lists: &'a dyn Lists,
    known: Known<'a>,
    /// Must be answered or mended, or may be answered.
    ask: Vec<Place>,
    /// At least one must.
    open: bool,
    shown: bool,
    /// Every required answer is trusted.
    trusted: bool,
    /// At least one answer is there.
    told: bool,
}

impl Look<'_> {
    fn field(&mut self, scope: Scope<'_>, field: &Field) {
        self.shown = true;
        let place = scope.place(&field.id);
        let answer = scope.answer(&field.id);
        let is_faulty = !check_place(scope.service(), self.reader, self.lists, &place).is_valid();
        if is_faulty || self.known.conflicts.contains(&place) {
            self.open = true;
            self.ask.push(place);
        } else if answer.is_some() {
            self.told = true;
            self.trusted &= self.is_trusted(field, &place) || !scope.holds(&field.required);
        } else if waits_for_a_register(scope, field) {
            self.open = true;
            self.ask.push(place);
        } else if !field.read_only && !self.has_rows(field) {
            self.ask.push(place);
        }
    }

    /// A list that is not empty is asked by its cells.
    fn has_rows(&self, field: &Field) -> bool {
        field.id.is_list() && !self.reader.rows(&field.id).is_empty()
    }

    /// Computed by the engine, or filled by a source that is the authority for it and left so.
    fn is_trusted(&self, field: &Field, place: &Place) -> bool {
        let Some(origin) = self.known.origins.get(place) else {
            return field.is_worked_out() || self.reader.answer(place).is_none();
        };
        let source = origin
            .prov
            .as_ref()
            .and_then(|key| self.known.provenance.get(key));
        origin.how == How::Auto && source.is_some_and(|source| source.verified)
    }

    fn view(self, step: &Step) -> StepView<'_> {
        let state = match self {
            Self { shown: false, .. } => StepState::Hidden,
            Self { open: true, .. } => StepState::Open,
            Self {
                trusted: true,
                told: true,
                ..
            } => StepState::Settled,
            _ => StepState::Done,
        };
        let ask = if state == StepState::Settled {
            Vec::new()
        } else {
            self.ask
        };
        StepView { step, state, ask }
    }
}

/// Whether the answer of a look-up that sending needs would stand here.
fn waits_for_a_register(scope: Scope<'_>, field: &Field) -> bool {
    let mut lookups = scope.service().lookups.iter();
    lookups.any(|lookup| {
        lookup.after == field.id && scope.holds(&lookup.when) && scope.holds(&lookup.needed)
    })
}

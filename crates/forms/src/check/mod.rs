//! What is wrong: one answer, or everything before it is sent.

use crate::answers::Reader;
use crate::definition::Service;
use crate::fault::Fault;
use crate::lists::Lists;
use crate::papers::Supplied;
use crate::place::Place;
use std::collections::BTreeSet;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// Must be mended before sending.
    pub errors: Vec<Fault>,
    /// Are told and do not block.
    pub warnings: Vec<Fault>,
}

/// What a whole dossier brings beside its answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    /// Papers given, or the ground on which they are not.
    pub supplied: Supplied,
    /// Places whose sources disagree and where the citizen has not decided.
    pub conflicts: BTreeSet<Place>,
}

impl Verdict {
    /// Whether it may be sent.
    pub fn is_valid(&self) -> bool {
        self.errors.is_empty()
    }
}

/// Checks one answer: kind, limits, required. A list: its rows' number and uniqueness, not its cells.
pub fn check_place(
    service: &Service,
    reader: &dyn Reader,
    lists: &dyn Lists,
    place: &Place,
) -> Verdict {
    let _ = (service, reader, lists, place);
    Verdict::default()
}

/// Checks everything: case, fields, rules, papers, open conflicts.
pub fn check(
    service: &Service,
    reader: &dyn Reader,
    lists: &dyn Lists,
    dossier: &Dossier,
) -> Verdict {
    let _ = (service, reader, lists, dossier);
    Verdict::default()
}

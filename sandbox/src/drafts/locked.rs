//! Values that are not the person's to change: read-only fields that a source gives (contract 4.5).

use std::collections::{BTreeMap, BTreeSet};

use forms::merge::{Before, merge};
use forms::place::Place;
use portal_api::{DraftContent, Fault};

use super::judge::{Judged, origins};
use super::said::differs;
use crate::prefill::{Told, facts};
use crate::state::AppState;

/// A fault for each read-only value that is marked as the person's own while a source told this draft another. What
/// they chose before both values is theirs: the office sees both. So is what no source told, or what they found wrong
/// and reported.
///
/// Only what sources say of the person who signed in is held against it: of somebody else, or under a key, what counts
/// hangs on answers that may have changed since.
pub(super) fn faults(
    state: &AppState,
    judged: &Judged<'_>,
    content: &DraftContent,
    told: &Told,
) -> Vec<Fault> {
    let service = judged.service;
    let is_of_draft = |id| content.frame.prefill_ids.contains(id);
    let facts: Vec<_> = told
        .of_self()
        .filter(|answer| is_of_draft(&answer.prefill_id))
        .flat_map(|answer| facts(service, "self", answer))
        .collect();
    if facts.is_empty() {
        return Vec::new();
    }
    let mut origins = origins(service, &judged.answers, content);
    // That something else stood there before a person changed it is no leave to change it.
    for origin in origins.values_mut() {
        origin.original = None;
    }
    let before = Before {
        former: &state.units.old,
        origins: &origins,
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    let merged = merge(service, &judged.answers, before, &facts);
    let is_locked = |place: &Place| {
        let field = service.field(&place.field);
        field.is_some_and(|field| field.read_only)
    };
    { merged.conflicts.iter() }
        .filter(|conflict| conflict.typed.is_some() && is_locked(&conflict.place))
        .map(|conflict| forms::send::pointer(&judged.answers, &conflict.place))
        .map(|pointer| pointer.as_str().into())
        .filter(|pointer| !content.answers.disputes.contains_key(pointer))
        .map(|pointer| differs(&pointer))
        .collect()
}

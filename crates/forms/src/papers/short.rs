//! Why a record that came does not spare the paper that it might have spared.

use super::held::is_valid;
use super::{is_theirs, says};
use crate::answers::Reader;
use crate::definition::{Paper, Service};
use crate::eval::Scope;
use crate::fact::Fact;
use crate::merge::Wants;

/// What a record lacks to replace a paper; what lacks least stands last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Short {
    /// It is not about the person or the matter that is meant.
    NotMeant,
    /// It does not say what the paper would prove.
    Unsaid,
    /// Its source is not the authority for it.
    Unverified,
    /// It holds no longer.
    Over,
}

/// What the records of a source lack to replace the paper, of the one that lacks least. None: no record of a kind that
/// might came by it, or one of them does replace it.
pub fn short(
    service: &Service,
    reader: &dyn Reader,
    facts: &[Fact],
    paper: &Paper,
    source: &str,
) -> Option<Short> {
    let scope = Scope::new(service, reader);
    let wants = Wants::new(service, scope);
    let all: Vec<&Fact> = facts.iter().collect();
    let of_source = facts.iter().filter(|fact| fact.provenance.source == source);
    let lacking = of_source.flat_map(|fact| {
        let by = { paper.replaced_by.iter() }.filter(|by| by.record == fact.record);
        by.map(|by| {
            let from = &fact.provenance;
            let is_meant = wants.count(fact)
                && scope.holds(&paper.replaced_when)
                && scope.holds(&by.when)
                && is_theirs(scope, paper, fact, &all);
            if !is_meant {
                Some(Short::NotMeant)
            } else if !says(fact, by, &all) {
                Some(Short::Unsaid)
            } else if !from.verified {
                Some(Short::Unverified)
            } else if is_valid(from.valid_until.as_deref(), reader.today()) {
                None
            } else {
                Some(Short::Over)
            }
        })
    });
    let lacking: Option<Vec<Short>> = lacking.collect();
    lacking?.into_iter().max()
}

//! Order of the answers in a search box.

use super::label::Label;

/// How near a name is to what was typed; the smaller the nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Whole,
    Beginning,
    WholeWithoutAccents,
    BeginningWithoutAccents,
    Word,
    Part,
}

/// The nearest that any reading of what was typed comes to a name.
pub(super) fn rank_of(readings: &[Label], unit: &Label) -> Option<Rank> {
    readings.iter().filter_map(|typed| near(typed, unit)).min()
}

/// The first `limit` units, the nearest first, otherwise in their own order.
pub(super) fn rank<'a, T>(
    units: impl Iterator<Item = &'a T>,
    limit: usize,
    rank_of: impl Fn(&T) -> Option<Rank>,
) -> Vec<&'a T> {
    let mut found: Vec<_> = units
        .filter_map(|unit| rank_of(unit).map(|rank| (rank, unit)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found
        .into_iter()
        .take(limit)
        .map(|(_, unit)| unit)
        .collect()
}

fn near(typed: &Label, unit: &Label) -> Option<Rank> {
    if typed.searched.is_empty() {
        return None;
    }
    if typed.word.is_some() && typed.word != unit.word {
        return None;
    }
    let at = unit.searched.find(&typed.searched)?;
    let word_before = unit
        .searched
        .get(..at)
        .is_some_and(|before| before.ends_with(' '));
    Some(if typed.folded == unit.folded {
        Rank::Whole
    } else if unit.folded.starts_with(&typed.folded) {
        Rank::Beginning
    } else if typed.searched == unit.searched {
        Rank::WholeWithoutAccents
    } else if at == 0 {
        Rank::BeginningWithoutAccents
    } else if word_before {
        Rank::Word
    } else {
        Rank::Part
    })
}

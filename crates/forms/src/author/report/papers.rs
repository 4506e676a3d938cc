//! How many papers of a case need not be brought.

use super::person::PriorResult;
use crate::answers::Reader;
use crate::author::vocabulary::{Vocabulary, rows_parts};
use crate::definition::Service;
use crate::fact::Fact;
use crate::papers::{Held, PaperState, Supplied, papers};

/// Papers of one service as one person meets them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// Those that the person's case demands: given, shown or handed in. What is made from the answers, what nobody may
    /// ask for any more and what is only offered is not among them.
    pub required: usize,
    /// A verified and valid record replaces them.
    pub not_needed: usize,
    /// A usable prior result covers them.
    pub covered: usize,
}

impl Papers {
    /// What the person still supplies, or shows at the counter.
    pub fn to_supply(&self) -> usize {
        self.required - self.not_needed - self.covered
    }

    /// Papers spared in a hundred, rounded down; none where the case demands none.
    pub fn share(&self) -> Option<usize> {
        ((self.not_needed + self.covered) * 100).checked_div(self.required)
    }
}

/// Counts the papers of a dossier, none of which has been given yet.
pub(super) fn count(
    service: &Service,
    answers: &dyn Reader,
    facts: &[Fact],
    results: &[Held],
) -> Papers {
    let mut counted = Papers::default();
    for view in papers(service, answers, facts, results, &Supplied::new(), &[]) {
        if !view.paper.is_demanded() {
            continue;
        }
        counted.required += 1;
        match view.state {
            PaperState::NotNeeded(_) => counted.not_needed += 1,
            PaperState::Covered(_) => counted.covered += 1,
            _ => {}
        }
    }
    counted
}

/// A person's prior results as a service is offered them (operation 11): with the papers that each satisfies.
pub fn offered(service: &Service, words: &Vocabulary, results: &[PriorResult]) -> Vec<Held> {
    let offered = results.iter().enumerate().map(|(at, result)| {
        let satisfied = service.papers.iter().filter(|paper| {
            paper.result_codes.contains(&result.code)
                || paper
                    .replaced_by
                    .iter()
                    .any(|by| holds(words, &by.record, &result.code))
        });
        Held {
            result_id: at.to_string(),
            result_code: result.code.clone(),
            satisfies: satisfied.map(|paper| paper.code.clone()).collect(),
            usable: result.usable,
            valid_until: result.valid_until.clone(),
            ..Held::default()
        }
    });
    offered.collect()
}

/// Whether results of a code hold a kind of record.
fn holds(words: &Vocabulary, record: &str, code: &str) -> bool {
    let mut rows = words.facts.iter().filter(|row| row.record == record);
    rows.any(|row| rows_parts(&row.result_codes).any(|one| one == code))
}

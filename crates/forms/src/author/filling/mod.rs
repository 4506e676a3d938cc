//! Answers made from a definition alone: the least and the most that a case takes, for tests, samples and the proof
//! that every case can be filed.
//!
//! A search: it chooses the case, lets the engine judge, mends what is wrong ([`mend`]) by making conditions hold
//! ([`goal`], [`likely`]) out of usual answers ([`value`], [`stock`]), and begins anew with other chances where that leads nowhere.

mod dice;
mod goal;
mod likely;
mod mend;
mod search;
mod stock;
mod value;
pub mod wild;

pub use dice::Dice;
pub use stock::Stock;

use crate::answers::Answers;
use crate::check::Dossier;
use crate::condition::Condition;
use crate::definition::{Case, Service};
use crate::place::{FieldId, Place, RowKey};
use search::Search;
use vietnam::CivilDate;

/// Beginnings before a filling is given up.
const BEGINNINGS: u64 = 30;
/// The same for a filling with wishes, of which many cannot come true in a case.
const WISHING: u64 = 2;
/// Rounds in which wishes are made true.
const GRANTING: usize = 3;

/// How much is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Only that without which it could not be filed, and what is wished.
    Least,
    /// Everything that is asked, as far as the answers agree with each other.
    Full,
}

/// A wish of a filling: a condition that stands so, outside lists or in some row of a list.
#[derive(Clone, Debug)]
pub struct Wish<'w> {
    /// What.
    pub condition: &'w Condition,
    /// Whether it holds.
    pub holds: bool,
    /// In some row of this list.
    pub list: Option<&'w FieldId>,
}

/// Makes fillings of one service.
#[derive(Clone, Copy)]
pub struct Filler<'a> {
    /// The service.
    pub service: &'a Service,
    /// What answers are made of.
    pub stock: &'a Stock,
    /// The evaluation date.
    pub today: CivilDate,
}

impl Filler<'_> {
    /// Answers of this case without fault, every paper being given, as far as the case is filed here at all; none where
    /// none were found.
    #[must_use]
    pub fn fill(&self, case: &Case, extent: Extent, seed: u64) -> Option<Answers> {
        self.fill_with(case, &[], extent, seed)
    }

    /// The same, with wishes that come true as well.
    #[must_use]
    pub fn fill_with(
        &self,
        case: &Case,
        wishes: &[Wish<'_>],
        extent: Extent,
        seed: u64,
    ) -> Option<Answers> {
        let beginnings = if wishes.is_empty() {
            BEGINNINGS
        } else {
            WISHING
        };
        let begin = |more| self.search(case, seed.wrapping_mul(BEGINNINGS).wrapping_add(more));
        let mut begun = (0..beginnings).map(begin);
        let mut search = begun.find_map(|mut search| search.fill(wishes).then_some(search))?;
        match extent {
            Extent::Least if wishes.is_empty() => search.least(),
            Extent::Least => {}
            Extent::Full => search.most(),
        }
        search.drop_hidden();
        Some(search.answers)
    }

    /// Changes a filing so that the wishes come true, whatever else becomes wrong, even its case.
    #[must_use]
    pub fn change(
        &self,
        case: &Case,
        answers: &Answers,
        wishes: &[Wish<'_>],
        seed: u64,
    ) -> Option<Answers> {
        let mut search = self.search(case, seed);
        search.answers = answers.clone();
        search.grant(wishes).then_some(search.answers)
    }

    /// Places that are shown and were not answered.
    #[must_use]
    pub fn unanswered(&self, case: &Case, answers: &Answers) -> Vec<Place> {
        let mut search = self.search(case, 0);
        search.answers = answers.clone();
        search.unanswered()
    }

    /// A dossier with every paper.
    #[must_use]
    pub fn every_paper(&self) -> Dossier {
        search::every_paper(self.service)
    }

    fn search<'s>(&'s self, case: &'s Case, seed: u64) -> Search<'s> {
        Search::new(self.service, case, self.stock, self.today, seed)
    }
}

impl Search<'_> {
    /// Answers without fault in which the wishes come true; whether that was reached.
    fn fill(&mut self, wishes: &[Wish<'_>]) -> bool {
        // Wishes first: mending leaves alone what is not wrong.
        if !self.choose() || !self.grant(wishes) || !self.choose() {
            return false;
        }
        self.keep_case();
        self.mend() && self.are_true(wishes)
    }

    /// Makes every wish come true, again where a later one undid an earlier one. Whether all are true then.
    fn grant(&mut self, wishes: &[Wish<'_>]) -> bool {
        for _ in 0..GRANTING {
            for wish in wishes {
                self.grant_one(wish);
            }
            if self.are_true(wishes) {
                return true;
            }
        }
        false
    }

    fn grant_one(&mut self, wish: &Wish<'_>) {
        let at = wish.list.and_then(|list| {
            self.show(list, &None, 4);
            let rows = self.answers.rows.get(list);
            let first: Option<RowKey> = rows.and_then(|rows| rows.first().cloned());
            Some((list.clone(), first.or_else(|| self.add_row(list))?))
        });
        self.make(wish.condition, wish.holds, &at);
    }

    fn are_true(&self, wishes: &[Wish<'_>]) -> bool {
        wishes.iter().all(|wish| match wish.list {
            None => self.holds(wish.condition, &None) == wish.holds,
            Some(list) => self.answers.rows.get(list).is_some_and(|rows| {
                let at = |row: &RowKey| Some((list.clone(), row.clone()));
                rows.iter()
                    .any(|row| self.holds(wish.condition, &at(row)) == wish.holds)
            }),
        })
    }
}

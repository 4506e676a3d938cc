//! Finding a name of a list by what somebody wrote: with or without accents and the word for the kind, abbreviated,
//! by another name of a province.

use super::label::Label;
use super::words::{KINDS, OTHER_NAMES, SHORT_NAMES, may_be_one};
use crate::text::{fold, search_fold};

/// Fewest letters by which another name of a province is found before it is written in full.
const BEGUN: usize = 4;

/// A name of a list, ready to be looked for. It need not be that of a unit.
#[derive(Clone, Debug)]
pub struct Sign {
    label: Label,
    /// With the word for the kind: folded, and without accents.
    whole: (String, String),
}

/// What somebody wrote to find a name.
#[derive(Clone, Debug)]
pub struct Sought {
    readings: Vec<Label>,
    /// All that it may be the beginning or a part of: folded, and without accents.
    spellings: Vec<(String, String)>,
}

/// How well letters fit a name; the best stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The name itself, with its accents.
    Same,
    /// Its beginning, with accents.
    Beginning,
    /// Its beginning, without accents.
    PlainBeginning,
    /// The beginning of a word.
    Word,
    /// Anywhere.
    Inside,
    /// The beginning of the name behind the word for another kind, which it may have become.
    OtherKind,
}

impl Sign {
    /// The sign of a name with the word for its kind, if it has one.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let label = Label::official(name);
        let whole = both(label.spelled());
        Self { label, whole }
    }

    /// Does it begin with the word for a kind of unit?
    #[must_use]
    pub fn is_unit(&self) -> bool {
        self.label.word.is_some()
    }
}

impl Sought {
    /// What somebody wrote.
    #[must_use]
    pub fn of(written: &str) -> Self {
        let readings = Label::readings(written);
        let (folded, plain) = (fold(written), search_fold(written));
        // "tp" alone is the beginning of a word for a kind.
        let kind =
            { KINDS.iter() }.find(|kind| folded.len() > 1 && kind.short.contains(&folded.as_str()));
        let begun = { SHORT_NAMES.iter().chain(&OTHER_NAMES) }
            .filter(|(other, _)| plain.len() >= BEGUN && other.starts_with(&plain));
        let spellings = std::iter::once(folded)
            .chain(readings.iter().map(Label::spelled))
            .chain(kind.map(|kind| kind.word.to_owned()))
            .chain(begun.map(|(_, name)| fold(name)))
            .map(both)
            .collect();
        Self {
            readings,
            spellings,
        }
    }

    /// Is nothing written?
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.spellings.iter().all(|(_, plain)| plain.is_empty())
    }

    /// How well it fits a name; none where it does not. Nothing written fits all.
    #[must_use]
    pub fn fit(&self, name: &Sign) -> Option<Fit> {
        if self.is_blank() {
            return Some(Fit::Inside);
        }
        let by_letters = { self.spellings.iter() }
            .filter(|(_, plain)| !plain.is_empty())
            .filter_map(|written| fit(written, &name.whole))
            .min();
        by_letters.or_else(|| {
            let of_kind = |reading: &&Label| is_of_kind(reading, &name.label);
            let begins = |reading: &Label| name.label.searched.starts_with(&reading.searched);
            { self.readings.iter().filter(of_kind) }
                .any(|reading| reading.word.is_some() && begins(reading))
                .then_some(Fit::OtherKind)
        })
    }

    /// Those of the names that it names in full; one, where it is clear which is meant. With accents they count, and
    /// the word for the kind decides between two of one name.
    #[must_use]
    pub fn named<'a, T>(&self, names: &(impl Iterator<Item = (&'a Sign, T)> + Clone)) -> Vec<T> {
        for reading in &self.readings {
            let fitting = |(name, item): (&Sign, T)| {
                let fit = reading.fit(&name.label)?;
                is_of_kind(reading, &name.label).then_some((fit, item))
            };
            let fitting: Vec<(u8, T)> = names.clone().filter_map(fitting).collect();
            if let Some(highest) = fitting.iter().map(|(fit, _)| *fit).max() {
                let best = fitting.into_iter().filter(|(fit, _)| *fit == highest);
                return best.map(|(_, item)| item).collect();
            }
        }
        Vec::new()
    }
}

/// Does the word for the kind that is written, if any, agree with a name?
fn is_of_kind(reading: &Label, name: &Label) -> bool {
    match (reading.word, name.word) {
        (None, _) => true,
        (Some(written), Some(word)) => may_be_one(written, word),
        (Some(_), None) => false,
    }
}

fn fit((exact, plain): &(String, String), (name, plain_name): &(String, String)) -> Option<Fit> {
    let at = plain_name.find(plain.as_str())?;
    Some(if name == exact {
        Fit::Same
    } else if name.starts_with(exact.as_str()) {
        Fit::Beginning
    } else if at == 0 {
        Fit::PlainBeginning
    } else if plain_name.contains(&[" ", plain].concat()) {
        Fit::Word
    } else {
        Fit::Inside
    })
}

fn both(folded: String) -> (String, String) {
    let plain = search_fold(&folded);
    (folded, plain)
}

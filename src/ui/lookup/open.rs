//! The open list of a look-up: what it shows, and where the keyboard is in it.

use crate::text::{Text, say, t};
use crate::ui::{Entries, Entry};

/// How many entries are shown at once; typing narrows the rest.
const SHOWN: usize = 30;

/// What the list shows and where the keyboard is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Open {
    /// Entries that fit, best first, cut to [`SHOWN`].
    pub(super) shown: Vec<Entry>,
    /// How many fit in all.
    pub(super) fitting: usize,
    /// Index of the entry that Enter takes.
    pub(super) active: Option<usize>,
}

impl Open {
    /// What fits the written letters.
    pub(super) fn of(entries: &Entries, written: &str) -> Self {
        let mut shown = entries.find(written);
        let fitting = shown.len();
        shown.truncate(SHOWN);
        Self {
            shown,
            fitting,
            active: None,
        }
    }

    /// Moves by so many entries, around both ends.
    pub(super) fn step(&mut self, by: isize) {
        let count = self.shown.len();
        let next = match (self.active, by) {
            (None, 1..) => Some(0),
            (None, _) => count.checked_sub(1),
            (Some(active), _) => active
                .checked_add_signed(by)
                .map_or(count.checked_sub(1), |next| {
                    Some(if next < count { next } else { 0 })
                }),
        };
        self.active = next.filter(|next| *next < count);
    }

    /// The entry that Enter takes.
    pub(super) fn chosen(&self) -> Option<Entry> {
        self.active
            .and_then(|active| self.shown.get(active))
            .cloned()
    }

    /// How many fit, in words.
    pub(super) fn told(&self) -> String {
        match self.fitting {
            0 => t(Text::NothingFound).to_owned(),
            fitting if fitting > self.shown.len() => say::results_cut(&fitting, &self.shown.len()),
            fitting => say::results_found(&fitting),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(count: usize) -> Open {
        let entries: Entries = (0..count)
            .map(|n| Entry::new(n.to_string(), format!("Xã {n}")))
            .collect();
        Open::of(&entries, "")
    }

    #[test]
    fn the_keyboard_goes_around_the_ends() {
        let mut list = open(3);
        let mut seen = Vec::new();
        for by in [1, 1, 1, 1, -1, -1] {
            list.step(by);
            seen.push(list.active);
        }
        assert_eq!(seen, [Some(0), Some(1), Some(2), Some(0), Some(2), Some(1)]);
    }

    #[test]
    fn an_empty_list_has_no_active_entry() {
        let mut list = open(0);
        list.step(1);
        list.step(-1);
        assert_eq!(list.active, None);
        assert_eq!(list.chosen(), None);
    }

    #[test]
    fn long_lists_are_cut_and_say_so() {
        crate::text::speak_for_test("vi");
        let list = open(100);
        assert_eq!(list.shown.len(), SHOWN);
        assert!(list.told().starts_with("100 kết quả"));
        assert_eq!(open(2).told(), "2 kết quả");
    }
}

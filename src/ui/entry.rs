//! Entries of long lists, and finding them by a few letters, with or without accents.

use std::sync::Arc;
use vietnam::text::{fold, search_fold};

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its code.
    pub code: String,
    /// What people read.
    pub name: String,
    /// Other names by which it is found: those before a merger, short ones.
    pub also: Vec<String>,
}

impl Entry {
    /// An entry with one name.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            name: name.into(),
            also: Vec::new(),
        }
    }
}

/// A list with its search keys, made once and shared.
#[derive(Clone, Debug, Default)]
pub struct Entries(Arc<Vec<Keyed>>);

#[derive(Clone, Debug)]
struct Keyed {
    entry: Entry,
    /// Keys of the name and of each other name.
    names: Vec<(String, String)>,
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl FromIterator<Entry> for Entries {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Self(Arc::new(entries.into_iter().map(Keyed::new).collect()))
    }
}

impl Entries {
    /// All entries, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter().map(|keyed| &keyed.entry)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entry of this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Entry> {
        self.iter().find(|entry| entry.code == code)
    }

    /// Those that the written letters fit, best first; all of them where nothing is written.
    #[must_use]
    pub fn find(&self, written: &str) -> Vec<Entry> {
        let (exact, plain) = (fold(written), search_fold(written));
        let mut found: Vec<(Fit, &Entry)> = self
            .0
            .iter()
            .filter_map(|keyed| Some((keyed.fit(&exact, &plain)?, &keyed.entry)))
            .collect();
        found.sort_by_key(|(fit, _)| *fit);
        found.into_iter().map(|(_, entry)| entry.clone()).collect()
    }

    /// The one entry that has exactly this name, accents aside; none where two have.
    #[must_use]
    pub fn named(&self, written: &str) -> Option<Entry> {
        let found = self.find(written);
        let mut best = found
            .iter()
            .filter(|entry| fold(&entry.name) == fold(written));
        if let (Some(only), None) = (best.next(), best.next()) {
            return Some(only.clone());
        }
        let mut same = found
            .iter()
            .filter(|entry| search_fold(&entry.name) == search_fold(written));
        match (same.next(), same.next()) {
            (Some(only), None) => Some(only.clone()),
            _ => None,
        }
    }
}

/// How well letters fit a name; the best stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
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
}

impl Keyed {
    fn new(entry: Entry) -> Self {
        let names = std::iter::once(&entry.name)
            .chain(&entry.also)
            .map(|name| (fold(name), search_fold(name)))
            .collect();
        Self { entry, names }
    }

    fn fit(&self, exact: &str, plain: &str) -> Option<Fit> {
        self.names
            .iter()
            .filter_map(|(name, plain_name)| fit(name, plain_name, exact, plain))
            .min()
    }
}

fn fit(name: &str, plain_name: &str, exact: &str, plain: &str) -> Option<Fit> {
    if plain.is_empty() {
        return Some(Fit::Inside);
    }
    let at = plain_name.find(plain)?;
    Some(if name == exact {
        Fit::Same
    } else if name.starts_with(exact) {
        Fit::Beginning
    } else if at == 0 {
        Fit::PlainBeginning
    } else if plain_name.contains(&format!(" {plain}")) {
        Fit::Word
    } else {
        Fit::Inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Entries {
        let names = [
            "Hà Nội",
            "Đống Đa",
            "Ước Lễ",
            "Hoà Bình",
            "Hòa Bình Mới",
            "Đa Đồng",
        ];
        let mut entries: Vec<Entry> = names.iter().map(|name| Entry::new(*name, *name)).collect();
        entries[0].also.push("Hà Tây".to_owned());
        entries.into_iter().collect()
    }

    #[track_caller]
    fn check(written: &str, expected: &[&str]) {
        let found: Vec<String> = list()
            .find(written)
            .into_iter()
            .map(|entry| entry.name)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn accents_may_be_left_out_and_narrow_when_written() {
        check("dong da", &["Đống Đa"]);
        check("uoc", &["Ước Lễ"]);
        check("dong", &["Đống Đa", "Đa Đồng"]);
        check("đồng", &["Đống Đa", "Đa Đồng"]);
        check("hòa bình", &["Hoà Bình", "Hòa Bình Mới"]);
    }

    #[test]
    fn old_names_find_todays_entry() {
        check("ha tay", &["Hà Nội"]);
    }

    #[test]
    fn nothing_written_shows_all_and_nonsense_nothing() {
        assert_eq!(list().find("").len(), 6);
        check("zzz", &[]);
    }

    #[test]
    fn a_whole_name_is_recognised() {
        assert_eq!(
            list().named("ha noi").map(|entry| entry.code).as_deref(),
            Some("Hà Nội")
        );
        assert_eq!(list().named("da"), None);
        assert_eq!(list().named(""), None);
    }

    #[test]
    fn two_of_the_same_name_are_not_guessed() {
        let twins: Entries = [Entry::new("1", "Tân Lập"), Entry::new("2", "Tân Lập")]
            .into_iter()
            .collect();
        assert_eq!(twins.named("Tân Lập"), None);
    }
}

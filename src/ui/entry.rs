//! Entries of long lists, and finding them by a few letters, with or without accents.

use std::sync::{Arc, OnceLock};

use vietnam::unit::{Fit, Sign, Sought};

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

/// A list, made once and shared.
#[derive(Clone, Debug, Default)]
pub struct Entries(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    entries: Vec<Entry>,
    /// By what each is found, its own name first: made when it is first looked for.
    signs: OnceLock<Vec<Vec<Sign>>>,
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl FromIterator<Entry> for Entries {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let entries = entries.into_iter().collect();
        Self(Arc::new(Inner {
            entries,
            signs: OnceLock::new(),
        }))
    }
}

impl Entries {
    /// All entries, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.entries.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.entries.is_empty()
    }

    /// The entry of this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Entry> {
        self.iter().find(|entry| entry.code == code)
    }

    /// Those that the written letters fit, best first; all of them where nothing is written.
    #[must_use]
    pub fn find(&self, written: &str) -> Vec<Entry> {
        let sought = Sought::of(written);
        let fit = |(signs, entry): (&Vec<Sign>, _)| {
            let fit = signs.iter().filter_map(|sign| sought.fit(sign)).min()?;
            Some((fit, entry))
        };
        let mut found: Vec<(Fit, &Entry)> = self
            .signs()
            .iter()
            .zip(self.iter())
            .filter_map(fit)
            .collect();
        found.sort_by_key(|(fit, _)| *fit);
        found.into_iter().map(|(_, entry)| entry.clone()).collect()
    }

    /// What somebody means who leaves it at these letters. Other names of a unit are those of before, and name none of
    /// today's; elsewhere they are spellings.
    #[must_use]
    pub fn meant(&self, written: &str) -> Meant {
        let names = self
            .signs()
            .iter()
            .zip(&self.0.entries)
            .flat_map(|(signs, entry)| {
                let is_unit = signs.first().is_some_and(Sign::is_unit);
                let count = if is_unit { 1 } else { signs.len() };
                signs.iter().take(count).map(move |sign| (sign, entry))
            });
        let mut named = Sought::of(written).named(&names);
        named.dedup_by_key(|entry| &entry.code);
        match named.as_slice() {
            [only] => Meant::One((*only).clone()),
            [] => Meant::Several(self.find(written).len()),
            several => Meant::Several(several.len()),
        }
    }

    fn signs(&self) -> &[Vec<Sign>] {
        let of = |entry: &Entry| {
            let names = std::iter::once(&entry.name).chain(&entry.also);
            names.map(|name| Sign::of(name)).collect()
        };
        self.0.signs.get_or_init(|| self.iter().map(of).collect())
    }
}

/// What written letters mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// The one entry that they name in full: accents, the word for a unit's kind and short words aside.
    One(Entry),
    /// None for certain; so many entries fit.
    Several(usize),
}

/// What stays in the box of a list though it is none of its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// As it was typed.
    pub text: String,
    /// How many entries fit it.
    pub fits: usize,
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

    fn entries<const N: usize>(names: [&str; N]) -> Entries {
        let named = names.map(|name| Entry::new(name, name));
        named.into_iter().collect()
    }

    #[track_caller]
    fn means(list: &Entries, written: &str, expected: Result<&str, usize>) {
        let meant = match list.meant(written) {
            Meant::One(entry) => Ok(entry.name),
            Meant::Several(fits) => Err(fits),
        };
        assert_eq!(
            meant.as_deref().map_err(|fits| *fits),
            expected,
            "{written}"
        );
    }

    #[test]
    fn a_whole_name_is_recognised() {
        means(&list(), "ha noi", Ok("Hà Nội"));
        means(&list(), "đa", Err(2));
        means(&list(), "ha tay", Ok("Hà Nội"));
        means(&list(), "zzz", Err(0));
    }

    #[test]
    fn two_of_the_same_name_are_not_guessed() {
        let names = ["Xã Tân Lập", "Phường Tân Lập", "Xã Tân Lạp"];
        let units = entries(names);
        means(&units, "Tân Lập", Err(2));
        means(&units, "tan lap", Err(3));
        means(&units, "x. tân lập", Ok("Xã Tân Lập"));
        means(&units, "p tan lap", Ok("Phường Tân Lập"));
        means(&units, "Quận Tân Lập", Err(0));
        let mut former = Entry::new("1", "Thành phố Hà Nội");
        former.also.push("Hà Tây".to_owned());
        let former: Entries = [former].into_iter().collect();
        means(&former, "Hà Tây", Err(1));
    }

    #[test]
    fn units_are_known_by_short_words_and_everyday_names() {
        let names = ["Thành phố Hà Nội", "Thành phố Hồ Chí Minh", "Thành phố Huế"];
        let units = entries(names);
        for written in ["tp hcm", "TP.HCM", "tphcm", "sai gon", "TP. Hồ Chí Minh"] {
            means(&units, written, Ok("Thành phố Hồ Chí Minh"));
        }
        let found = units.find("thừa thi");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "Thành phố Huế");
    }
}

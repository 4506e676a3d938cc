//! A unit's name as somebody wrote it: the word for its kind, and the name.

use super::words::{KINDS, OTHER_NAMES, SHORT_NAMES};
use crate::{letters, text};

/// One way to understand a written name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The word for the kind, with accents, if one is written.
    pub(super) word: Option<&'static str>,
    /// [`text::fold`] of the name without that word.
    pub(super) folded: String,
    /// [`text::search_fold`] of it.
    pub(super) searched: String,
    /// Does what was written, with the word for the kind, have any accent?
    accented: bool,
}

impl Label {
    /// The label of a unit whose kind and name are known.
    pub(super) fn of(word: Option<&'static str>, name: &str) -> Self {
        let folded = text::fold(name);
        let folded = match folded.trim_start_matches('0') {
            number if is_number(number) => number.to_owned(),
            _ => folded,
        };
        Self {
            word,
            searched: text::search_fold(&folded),
            folded,
            accented: true,
        }
    }

    /// The label of an official name, which begins with the word for its kind.
    pub(super) fn official(name: &str) -> Self {
        Self::readings(name).swap_remove(0)
    }

    /// Every way to understand what somebody wrote, the likeliest first: with
    /// the word for the kind taken off, all of it as the name ("Phương Liệt"
    /// without accents), and as another name of a unit.
    pub(super) fn readings(written: &str) -> Vec<Self> {
        let folded = text::fold(written);
        let without_word = KINDS.iter().find_map(|kind| {
            let mut forms = [kind.word, kind.plain]
                .into_iter()
                .chain(kind.short.iter().copied());
            let rest = forms.find_map(|form| rest(&folded, form))?;
            Some(Self::of(Some(kind.word), rest))
        });
        let mut readings: Vec<Self> = without_word
            .into_iter()
            .chain([Self::of(None, &folded)])
            .collect();
        let alias = readings.iter().find_map(|label| {
            let mut others = SHORT_NAMES.iter().chain(&OTHER_NAMES);
            let (_, name) = others.find(|(other, _)| *other == label.searched)?;
            Some(Self::of(label.word, name))
        });
        readings.extend(alias);
        let accented = folded.chars().any(|c| letters::base(c) != c);
        readings
            .into_iter()
            .map(|label| Self { accented, ..label })
            .collect()
    }

    /// The name, folded, behind the word for the kind, if there is one.
    pub(super) fn spelled(&self) -> String {
        match self.word {
            Some(word) => [word, " ", &self.folded].concat(),
            None => self.folded.clone(),
        }
    }

    /// Is this unit surely meant: the same kind, and the same name, with accents where any are written?
    pub(super) fn is_surely(&self, unit: &Self) -> bool {
        self.word.is_some() && self.fit(unit) == Some(3)
    }

    /// How well a unit's label fits a written one: `None` where the names
    /// differ even without accents. Accents weigh more than the kind, but only
    /// with somebody who writes accents: "thanh an" may be "Thạnh An".
    pub(super) fn fit(&self, unit: &Self) -> Option<u8> {
        (self.searched == unit.searched).then(|| {
            2 * u8::from(!self.accented || self.folded == unit.folded)
                + u8::from(self.word.is_some() && self.word == unit.word)
        })
    }
}

/// The units whose names fit best what somebody wrote; several where it could
/// be any of them.
pub(super) fn best<'a, T: 'a>(
    written: &str,
    units: &(impl Iterator<Item = &'a T> + Clone),
    fit: impl Fn(&Label, &T) -> Option<u8>,
) -> Vec<&'a T> {
    for reading in Label::readings(written) {
        let fitting: Vec<_> = units
            .clone()
            .filter_map(|unit| Some((fit(&reading, unit)?, unit)))
            .collect();
        if let Some(highest) = fitting.iter().map(|(fit, _)| *fit).max() {
            return fitting
                .into_iter()
                .filter(|(fit, _)| *fit == highest)
                .map(|(_, unit)| unit)
                .collect();
        }
    }
    Vec::new()
}

/// A folded name of a unit with the word for its kind written out, and without
/// zeros before a number: "phường 1" of "p. 01", "thành phố hồ chí minh" of
/// "tp.hcm". Accents stay as they are.
pub(crate) fn spelled(folded: &str) -> String {
    let with_word = KINDS.iter().find_map(|kind| {
        let mut forms = std::iter::once(kind.word).chain(kind.short.iter().copied());
        Some((kind.word, forms.find_map(|form| rest(folded, form))?))
    });
    let Some((word, name)) = with_word else {
        return folded.to_owned();
    };
    let label = Label::of(Some(word), name);
    let short = { SHORT_NAMES.iter() }.find(|(short, _)| *short == label.folded);
    let label = short.map_or(label, |(_, name)| Label::of(Some(word), name));
    label.spelled()
}

/// What follows a word for a kind, if the text begins with it as a whole word
/// (or, as in `q1`, directly before a number) and something follows.
fn rest<'a>(folded: &'a str, word: &str) -> Option<&'a str> {
    let rest = folded.strip_prefix(word)?;
    let starts_a_name =
        rest.starts_with([' ', '.']) || rest.starts_with(|c: char| c.is_ascii_digit());
    let name = rest.trim_start_matches([' ', '.']);
    (starts_a_name && !name.is_empty()).then_some(name)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, word: Option<&str>, folded: &str) {
        let label = Label::official(written);
        assert_eq!((label.word, &*label.folded), (word, folded), "{written}");
    }

    #[test]
    fn words_and_abbreviations() {
        check("Phường Phúc Xá", Some("phường"), "phúc xá");
        check("P.Phúc Xá", Some("phường"), "phúc xá");
        check("Q. 01", Some("quận"), "1");
        check("q1", Some("quận"), "1");
        check("Thị xã Kỳ Anh", Some("thị xã"), "kỳ anh");
        check("TX Kỳ Anh", Some("thị xã"), "kỳ anh");
        check("thanh pho Hue", Some("thành phố"), "hue");
        check("Phương Liệt", None, "phương liệt");
        check("Xã", None, "xã");
        check("", None, "");
    }

    #[track_caller]
    fn reads(written: &str, expected: &[&str]) {
        let readings = Label::readings(written);
        assert_eq!(
            readings
                .iter()
                .map(|label| &*label.searched)
                .collect::<Vec<_>>(),
            expected
        );
    }

    #[test]
    fn a_name_may_begin_like_a_word() {
        reads("phuong liet", &["liet", "phuong liet"]);
        reads("Xã Đàn", &["dan", "xa dan"]);
    }

    #[test]
    fn other_names_come_last() {
        reads("TP.HCM", &["hcm", "tp hcm", "ho chi minh"]);
        reads("TPHCM", &["tphcm", "ho chi minh"]);
        reads("Sài Gòn", &["sai gon", "ho chi minh"]);
    }
}

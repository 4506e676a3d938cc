//! Languages: the texts of the chosen one, by name. The names come from `locales/` at build time.
//!
//! Texts are plain values, not signals: a change of language draws the page anew under the same stores.

pub mod age;
pub mod fault;
mod load;
pub mod when;

use std::cell::Cell;
use std::fmt::Display;

pub use load::{StaleTexts, load, load_more};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// As `lang`, `Accept-Language` and the compiled definitions have it: "vi".
    pub code: &'static str,
    /// Its own name: "Tiếng Việt".
    pub name: &'static str,
}

impl Language {
    /// Vietnamese, which stands in where another language lacks a text.
    pub const VI: Language = Language {
        code: "vi",
        name: "Tiếng Việt",
    };

    /// The language with this code, if the app has it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Language> {
        LANGUAGES
            .iter()
            .copied()
            .find(|language| language.code == code)
    }
}

/// What is spoken: the language, the texts that travel first, and those that come later.
#[derive(Clone, Copy)]
struct Spoken {
    language: Language,
    first: &'static [&'static str],
    later: &'static [&'static str],
}

thread_local! {
    static SPOKEN: Cell<Spoken> = const { Cell::new(Spoken { language: Language::VI, first: &[], later: &[] }) };
}

/// The text of this name in the language that is spoken now.
#[must_use]
pub fn t(text: Text) -> &'static str {
    line(text as usize)
}

/// The language that is spoken now.
#[must_use]
pub fn language() -> Language {
    SPOKEN.get().language
}

/// Speaks this language from now on. The files are what the build made of its folder; `later` may come on its own, with
/// [`speak_more`].
///
/// # Errors
/// A file was made for another version of the app; nothing changes then.
pub fn speak(language: Language, first: String, later: Option<String>) -> Result<(), StaleTexts> {
    let first = lines(first)?;
    let later = later.map(lines).transpose()?.unwrap_or_default();
    SPOKEN.set(Spoken {
        language,
        first,
        later,
    });
    Ok(())
}

/// Adds the texts that come later to the language that is spoken.
///
/// # Errors
/// The file was made for another version of the app; nothing changes then.
pub fn speak_more(later: String) -> Result<(), StaleTexts> {
    let later = lines(later)?;
    SPOKEN.set(Spoken {
        later,
        ..SPOKEN.get()
    });
    Ok(())
}

/// A page knows few languages and each is kept once it was spoken: texts live as long as the page.
fn lines(file: String) -> Result<&'static [&'static str], StaleTexts> {
    let file: &'static str = file.leak();
    let mut lines = file.lines();
    if lines.next() != Some(DIGEST) {
        return Err(StaleTexts);
    }
    Ok(lines.collect::<Vec<&'static str>>().leak())
}

fn line(index: usize) -> &'static str {
    let spoken = SPOKEN.get();
    let line = match index.checked_sub(FIRST) {
        None => spoken.first.get(index),
        Some(index) => spoken.later.get(index),
    };
    line.copied().unwrap_or_default()
}

fn fill(index: usize, figures: &[(&str, &dyn Display)]) -> String {
    let mut pieces = line(index).split('{');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, after) = piece.split_once('}').unwrap_or((piece, ""));
        if let Some((_, value)) = figures.iter().find(|(figure, _)| *figure == name) {
            text.push_str(&value.to_string());
        }
        text.push_str(after);
    }
    text
}

/// Speaks Vietnamese or English in a native test.
#[cfg(test)]
pub(crate) fn speak_for_test(code: &str) {
    let (first, later) = match code {
        "en" => (
            include_str!(concat!(env!("OUT_DIR"), "/en.txt")),
            include_str!(concat!(env!("OUT_DIR"), "/en.later.txt")),
        ),
        _ => (
            include_str!(concat!(env!("OUT_DIR"), "/vi.txt")),
            include_str!(concat!(env!("OUT_DIR"), "/vi.later.txt")),
        ),
    };
    let language = Language::from_code(code).unwrap();
    speak(language, first.to_owned(), Some(later.to_owned())).unwrap();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_follow_the_language() {
        speak_for_test("vi");
        assert_eq!(t(Text::Continue), "Tiếp tục");
        speak_for_test("en");
        assert_eq!(t(Text::Continue), "Continue");
        assert_eq!(language().code, "en");
    }

    #[test]
    fn figures_are_filled_in() {
        speak_for_test("vi");
        assert_eq!(say::results_found(&12), "12 kết quả");
    }

    #[test]
    fn texts_of_another_version_are_refused() {
        speak_for_test("vi");
        let old = || "0123\nLưu".to_owned();
        assert_eq!(speak(Language::VI, old(), None), Err(StaleTexts));
        assert_eq!(speak_more(old()), Err(StaleTexts));
        assert_eq!(t(Text::Continue), "Tiếp tục");
    }

    #[test]
    fn every_language_is_known_by_its_code() {
        assert_eq!(Language::from_code("vi"), Some(Language::VI));
        assert!(Language::from_code("fr").is_none());
    }
}

//! Names of persons: one field, as registered. Parts are a proposal only.

use crate::{letters, text};

/// What is odd about a name. Only [`NameFault::blocks`] stops a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameFault {
    /// Nothing is written.
    Empty,
    /// A digit: no name in civil status has one (Civil Code 2015, Art. 26).
    Digit,
    /// A character that is not a Latin letter, space, apostrophe, hyphen or
    /// dot. Registers hold such names, so the person is only asked to look.
    Sign(char),
}

impl NameFault {
    /// Must the form stop here, or only ask to look again?
    #[must_use]
    pub fn blocks(self) -> bool {
        !matches!(self, Self::Sign(_))
    }
}

/// The usual reading of a name: family name first, given name last. An empty
/// part means that the name has none; a single word is a given name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct NameParts {
    /// Family name (họ).
    pub family: String,
    /// Middle name (chữ đệm), of any number of words.
    pub middle: String,
    /// Given name (tên).
    pub given: String,
}

/// Can this be a person's name? The name itself is [`text::clean`] of it.
///
/// # Errors
/// The first thing that is odd; digits before signs.
pub fn check_name(name: &str) -> Result<(), NameFault> {
    let name = text::clean(name);
    if name.is_empty() {
        return Err(NameFault::Empty);
    }
    if name.contains(|c: char| c.is_ascii_digit()) {
        return Err(NameFault::Digit);
    }
    match name.chars().find(|c| !is_name_character(*c)) {
        Some(sign) => Err(NameFault::Sign(sign)),
        None => Ok(()),
    }
}

/// Proposes the parts of a name for a receiver that wants them. The person
/// sees and may correct them: with some peoples the family name is last.
#[must_use]
pub fn parts(name: &str) -> NameParts {
    let name = text::clean(name);
    let Some((before, given)) = name.rsplit_once(' ') else {
        return NameParts {
            given: name,
            ..NameParts::default()
        };
    };
    let (family, middle) = before.split_once(' ').unwrap_or((before, ""));
    NameParts {
        family: family.to_owned(),
        middle: middle.to_owned(),
        given: given.to_owned(),
    }
}

/// Are two names the same but for spelling (case, tone placement, spaces,
/// shape of apostrophes, decomposed letters)?
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    text::same_text(a, b)
}

fn is_name_character(c: char) -> bool {
    letters::is_latin_letter(c) || matches!(c, ' ' | '\'' | '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(name: &str, expected: Result<(), NameFault>) {
        assert_eq!(check_name(name), expected, "{name}");
    }

    #[track_caller]
    fn split(name: &str, family: &str, middle: &str, given: &str) {
        let found = parts(name);
        assert_eq!(
            (&*found.family, &*found.middle, &*found.given),
            (family, middle, given)
        );
    }

    #[test]
    fn names_of_all_peoples_pass() {
        for name in [
            "Sanjay",
            "Y Bhiao Niê",
            "K'Sor H’Blêch",
            "Điểu B'Rơi",
            "Anne-Marie",
            "Nguyễn Ỷ",
        ] {
            check(name, Ok(()));
        }
    }

    #[test]
    fn digits_block_and_signs_ask() {
        check(" \u{200B} ", Err(NameFault::Empty));
        check("Nguyễn Văn 2", Err(NameFault::Digit));
        check("Nguyễn_Văn $Mẫu", Err(NameFault::Sign('_')));
        assert!(NameFault::Digit.blocks());
        assert!(!NameFault::Sign('_').blocks());
    }

    #[test]
    fn parts_of_one_to_many_words() {
        split("", "", "", "");
        split("Sanjay", "", "", "Sanjay");
        split("Lê An", "Lê", "", "An");
        split("  Nguyễn  Thị Minh   Khai ", "Nguyễn", "Thị Minh", "Khai");
    }

    #[test]
    fn the_card_and_the_form_write_one_name() {
        assert!(same_name("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hòa"));
        assert!(!same_name("Nguyễn Thị Hòa", "Nguyễn Thị Hoa"));
    }

    proptest! {
        #[test]
        fn parts_lose_nothing(name in "\\PC{0,60}") {
            let NameParts { family, middle, given } = parts(&name);
            let joined = format!("{family} {middle} {given}");
            prop_assert_eq!(text::clean(&joined), text::clean(&name));
        }

        #[test]
        fn checking_never_fails_badly(name in "(?s).{0,60}") {
            let _ = check_name(&name);
        }
    }
}

//! Identity numbers: the personal id of 12 digits and the old number of 9.
//!
//! Only the shape can be wrong. The digits of a personal id do tell where,
//! when and as what sex its holder was registered, but a person may lawfully
//! have one that no longer fits (Decree 70/2024/NĐ-CP, Art. 11(7)): such a
//! difference warns and never blocks. There is no check digit.

use std::fmt;

use crate::text;

/// Triples of the 63 provinces (Decision 124/2004/QĐ-TTg). The mergers of 2025
/// renumbered nobody.
const PROVINCES: [u8; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

/// Why a text is no identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdFault {
    /// Nothing is written.
    Empty,
    /// Something other than digits and the spaces, dots and hyphens between.
    NotDigits,
    /// The number of digits found is not the one wanted.
    Length(usize),
}

/// In what a personal id differs from what is stated about its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdWarning {
    /// The first three digits are no province of Viet Nam: a birth registered
    /// abroad, or a slip.
    Place,
    /// Digits 4 to 6 tell another year of birth.
    BirthYear,
    /// Digit 4 tells another sex.
    Sex,
}

/// Sex as the civil-status law has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// A personal identification number: 12 digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonalId(String);

/// An old identity card number (CMND): 9 digits, without structure.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OldId(String);

impl PersonalId {
    /// Reads 12 digits; spaces, dots and hyphens between them are dropped.
    ///
    /// # Errors
    /// The shape that is wrong.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        digits(text, 12).map(Self)
    }

    /// The 12 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The year of birth that the number tells.
    #[must_use]
    pub fn told_birth_year(&self) -> i32 {
        1900 + i32::from(self.digit(3) / 2) * 100
            + i32::from(self.digit(4)) * 10
            + i32::from(self.digit(5))
    }

    /// The sex that the number tells.
    #[must_use]
    pub fn told_sex(&self) -> Sex {
        if self.digit(3).is_multiple_of(2) {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    /// Are the first three digits those of a province (of the 63)?
    #[must_use]
    pub fn tells_province(&self) -> bool {
        self.digit(0) == 0 && PROVINCES.contains(&(self.digit(1) * 10 + self.digit(2)))
    }

    /// What differs from what is stated; what is not stated is not compared.
    #[must_use]
    pub fn warnings(&self, birth_year: Option<i32>, sex: Option<Sex>) -> Vec<IdWarning> {
        let place = (!self.tells_province()).then_some(IdWarning::Place);
        let year = birth_year
            .filter(|year| *year != self.told_birth_year())
            .map(|_| IdWarning::BirthYear);
        let sex = sex
            .filter(|sex| *sex != self.told_sex())
            .map(|_| IdWarning::Sex);
        [place, year, sex].into_iter().flatten().collect()
    }

    fn digit(&self, at: usize) -> u8 {
        self.0.as_bytes().get(at).map_or(0, |byte| byte - b'0')
    }
}

impl OldId {
    /// Reads 9 digits; spaces, dots and hyphens between them are dropped.
    ///
    /// # Errors
    /// The shape that is wrong.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        digits(text, 9).map(Self)
    }

    /// The 9 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PersonalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask(&self.0))
    }
}

impl fmt::Debug for OldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask(&self.0))
    }
}

/// A number for lists and logs: all but its last three characters hidden, and
/// all of them where there are no more than three.
#[must_use]
pub fn mask(number: &str) -> String {
    let length = number.chars().count();
    let hidden = if length > 3 { length - 3 } else { length };
    number
        .chars()
        .enumerate()
        .map(|(at, c)| if at < hidden { '•' } else { c })
        .collect()
}

/// Digits in groups of three, for the eye: `001 099 000 001`. Anything that is
/// not all digits comes back as it is.
#[must_use]
pub fn grouped(number: &str) -> String {
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = String::with_capacity(number.len() * 4 / 3);
    for (at, digit) in number.chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

fn digits(written: &str, length: usize) -> Result<String, IdFault> {
    let digits = text::ungrouped(written);
    if digits.is_empty() {
        Err(IdFault::Empty)
    } else if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Err(IdFault::NotDigits)
    } else if digits.len() != length {
        Err(IdFault::Length(digits.len()))
    } else {
        Ok(digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(written: &str, expected: Result<&str, IdFault>) {
        let found = PersonalId::parse(written);
        assert_eq!(
            found.as_ref().map(PersonalId::as_str),
            expected.as_ref().copied(),
            "{written}"
        );
    }

    #[track_caller]
    fn warns(id: &str, year: i32, sex: Sex, expected: &[IdWarning]) {
        assert_eq!(
            PersonalId::parse(id)
                .unwrap()
                .warnings(Some(year), Some(sex)),
            expected
        );
    }

    #[test]
    fn only_the_shape_is_refused() {
        check("001099000001", Ok("001099000001"));
        check(" 001 099.000-001 ", Ok("001099000001"));
        check("００１099000001", Ok("001099000001"));
        check("", Err(IdFault::Empty));
        check("00109900000", Err(IdFault::Length(11)));
        check("00109900000O", Err(IdFault::NotDigits));
        check("٠٠١٠٩٩٠٠٠٠٠١", Err(IdFault::NotDigits));
        assert!(OldId::parse("012 345 678").is_ok());
        assert_eq!(OldId::parse("12345678"), Err(IdFault::Length(8)));
    }

    #[test]
    fn structure_warns() {
        warns("001099000001", 1999, Sex::Male, &[]);
        warns("001199000001", 1999, Sex::Female, &[]);
        warns("079305000001", 2005, Sex::Female, &[]);
        warns(
            "001099000001",
            2099,
            Sex::Female,
            &[IdWarning::BirthYear, IdWarning::Sex],
        );
        warns("003099000001", 1999, Sex::Male, &[IdWarning::Place]);
        warns("101099000001", 1999, Sex::Male, &[IdWarning::Place]);
        assert_eq!(
            PersonalId::parse("001099000001")
                .unwrap()
                .warnings(None, None),
            []
        );
    }

    #[test]
    fn shown_for_the_eye_and_hidden_in_lists() {
        assert_eq!(grouped("001099000001"), "001 099 000 001");
        assert_eq!(grouped("01234567x"), "01234567x");
        assert_eq!(mask("001099000001"), "•••••••••001");
        assert_eq!(mask("12"), "••");
        assert_eq!(
            format!("{:?}", PersonalId::parse("001099000001")),
            "Ok(•••••••••001)"
        );
    }

    proptest! {
        #[test]
        fn any_twelve_digits_are_read_back(id in "[0-9]{12}") {
            let read = PersonalId::parse(&grouped(&id)).unwrap();
            prop_assert_eq!(read.as_str(), &id);
        }

        #[test]
        fn no_text_is_a_surprise(text in "(?s).{0,20}|[0-9 .-]{0,20}") {
            let _ = (PersonalId::parse(&text), OldId::parse(&text), grouped(&text));
            prop_assert_eq!(mask(&text).chars().count(), text.chars().count());
        }

        #[test]
        fn the_stated_year_and_sex_agree_with_their_own_id(year in 1900..=2399i32, female: bool, rest in "[0-9]{6}") {
            let digit = 2 * (year / 100 - 19) + i32::from(female);
            let id = PersonalId::parse(&format!("079{digit}{:02}{rest}", year % 100)).unwrap();
            let sex = if female { Sex::Female } else { Sex::Male };
            prop_assert_eq!(id.warnings(Some(year), Some(sex)), []);
        }
    }
}

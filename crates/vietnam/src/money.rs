//! Amounts in đồng: whole, never negative.

use std::fmt;

use crate::Language;
use crate::number_words::{capitalised, number_in_words};
use crate::{letters, text};

/// An amount of đồng, exact in JSON (at most 2⁵³ − 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vnd(u64);

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MoneyFault {
    /// Nothing is written.
    Empty,
    /// Something other than digits, separators and the word đồng.
    NotANumber,
    /// A fraction, or groups that are not of three digits: `12,5`, `1.23`.
    Fraction,
    /// More than JSON can carry exactly.
    TooLarge,
}

impl Vnd {
    /// The largest amount.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// An amount, or `None` above [`Self::MAX`].
    #[must_use]
    pub fn new(amount: u64) -> Option<Self> {
        (amount <= Self::MAX.0).then_some(Self(amount))
    }

    /// Reads digits, alone or in groups of three by dot, comma or space, with
    /// or without đ, ₫, đồng or VND after them.
    ///
    /// # Errors
    /// The shape that is wrong.
    pub fn parse(text: &str) -> Result<Self, MoneyFault> {
        let lower: String = text::clean(text)
            .chars()
            .map(letters::lower)
            .map(letters::base)
            .collect();
        let written = lower.trim_start_matches("vnd").trim();
        let number = ["dong", "vnd", "d", "₫"]
            .into_iter()
            .find_map(|word| written.strip_suffix(word))
            .unwrap_or(written)
            .trim_end();
        if number.is_empty() {
            return Err(if written.is_empty() {
                MoneyFault::Empty
            } else {
                MoneyFault::NotANumber
            });
        }
        if !number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' '))
        {
            return Err(MoneyFault::NotANumber);
        }
        let mut groups = number.split(['.', ',', ' ']);
        let first = groups.next().unwrap_or_default();
        let mut digits = first.to_owned();
        for group in groups {
            if group.len() != 3 || !(1..=3).contains(&first.len()) {
                return Err(MoneyFault::Fraction);
            }
            digits.push_str(group);
        }
        digits
            .parse()
            .ok()
            .and_then(Self::new)
            .ok_or(MoneyFault::TooLarge)
    }

    /// The amount in đồng.
    #[must_use]
    pub fn amount(self) -> u64 {
        self.0
    }

    /// `1.234.567 ₫`, with a no-break space.
    #[must_use]
    pub fn shown(self) -> String {
        format!("{}\u{A0}₫", grouped(self.0))
    }

    /// In words: "Hai mươi lăm nghìn đồng", "Twenty five thousand đồng".
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        capitalised(&format!("{} đồng", number_in_words(self.0, language)))
    }
}

impl fmt::Display for Vnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A whole number with a dot between thousands: `1.234.567`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(written: &str, expected: Result<u64, MoneyFault>) {
        assert_eq!(Vnd::parse(written).map(Vnd::amount), expected, "{written}");
    }

    #[test]
    fn amounts_as_people_write_them() {
        for written in [
            "1234567",
            "1.234.567",
            "1,234,567",
            "1 234 567",
            "1.234.567 đ",
            "1.234.567\u{A0}₫",
            "1.234.567 Đồng",
            "1234567VND",
            "VND 1,234,567",
        ] {
            check(written, Ok(1_234_567));
        }
        check("0", Ok(0));
        check("000", Ok(0));
    }

    #[test]
    fn faults() {
        check(" ", Err(MoneyFault::Empty));
        check("đ", Err(MoneyFault::NotANumber));
        check("một triệu", Err(MoneyFault::NotANumber));
        check("-5", Err(MoneyFault::NotANumber));
        check("12,5", Err(MoneyFault::Fraction));
        check("1.234,56", Err(MoneyFault::Fraction));
        check("1234.567", Err(MoneyFault::Fraction));
        check(".500", Err(MoneyFault::Fraction));
        check("9007199254740992", Err(MoneyFault::TooLarge));
        check("99999999999999999999999", Err(MoneyFault::TooLarge));
    }

    #[test]
    fn shown_and_read_out() {
        let fee = Vnd::new(1_234_567).unwrap();
        assert_eq!(fee.shown(), "1.234.567\u{A0}₫");
        assert_eq!(
            Vnd::new(25_000).unwrap().in_words(Language::Vi),
            "Hai mươi lăm nghìn đồng"
        );
        assert_eq!(Vnd::default().shown(), "0\u{A0}₫");
    }

    proptest! {
        #[test]
        fn shown_amounts_are_read_back(amount in 0..=Vnd::MAX.0) {
            let amount = Vnd::new(amount).unwrap();
            prop_assert_eq!(Vnd::parse(&amount.shown()), Ok(amount));
            prop_assert_eq!(Vnd::parse(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn no_text_is_a_surprise(text in "(?s).{0,20}|[0-9., đ₫]{0,20}") {
            let _ = Vnd::parse(&text);
        }
    }
}

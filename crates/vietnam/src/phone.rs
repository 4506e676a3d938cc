//! Phone numbers. Vietnamese ones are kept as `0…`, foreign ones as `+…`.

use std::fmt;

use crate::personal_id::mask;
use crate::text;

/// Second and third digits of mobile numbers in use, e.g. `91` of `0912…`.
/// Numbers are ported, so they do not tell the operator.
const MOBILE: [&str; 36] = [
    "32", "33", "34", "35", "36", "37", "38", "39", "52", "55", "56", "58", "59", "70", "76", "77",
    "78", "79", "81", "82", "83", "84", "85", "86", "87", "88", "89", "90", "91", "92", "93", "94",
    "96", "97", "98", "99",
];

/// Area codes of three digits without the zero; `24` and `28` have two.
const AREAS: [&str; 61] = [
    "203", "204", "205", "206", "207", "208", "209", "210", "211", "212", "213", "214", "215",
    "216", "218", "219", "220", "221", "222", "225", "226", "227", "228", "229", "232", "233",
    "234", "235", "236", "237", "238", "239", "251", "252", "254", "255", "256", "257", "258",
    "259", "260", "261", "262", "263", "269", "270", "271", "272", "273", "274", "275", "276",
    "277", "290", "291", "292", "293", "294", "296", "297", "299",
];

/// Why a text is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhoneFault {
    /// Nothing is written.
    Empty,
    /// Something other than digits, a leading `+`, and signs between.
    NotDigits,
    /// A Vietnamese number has 10 digits, of a landline 11; this is how many
    /// were found, counted from the leading zero.
    Length(usize),
    /// A mobile number of 11 digits (012x, 016x, 018x, 019x): since 2018 such
    /// numbers have 10.
    OldMobile,
    /// A number of another country where a Vietnamese one is wanted, or one
    /// that does not begin as a Vietnamese number does.
    NotVietnamese,
}

/// What a number can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    /// Vietnamese mobile: can receive text messages.
    Mobile,
    /// Vietnamese landline.
    Landline,
    /// Another country's number.
    Foreign,
}

/// A phone number of the right shape.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads a Vietnamese number. `+84`, `84` and `0084` count as the zero;
    /// spaces, dots, hyphens and brackets are dropped.
    ///
    /// # Errors
    /// The shape that is wrong.
    pub fn parse(text: &str) -> Result<Self, PhoneFault> {
        let number = national(&text::ungrouped(text))?;
        match (number.len(), number.as_bytes()) {
            (11, [b'0', b'2', ..]) | (10, [b'0', b'1' | b'3'..=b'9', ..]) => Ok(Self(number)),
            (11, [b'0', b'1', b'2' | b'6' | b'8' | b'9', ..]) => Err(PhoneFault::OldMobile),
            (_, [b'0', b'0', ..]) => Err(PhoneFault::NotVietnamese),
            (length, [b'0', ..]) => Err(PhoneFault::Length(length)),
            _ => Err(PhoneFault::NotVietnamese),
        }
    }

    /// Reads a Vietnamese number, or a foreign one written with `+` or `00`
    /// and 8 to 15 digits, where a field allows it.
    ///
    /// # Errors
    /// The shape that is wrong.
    pub fn parse_any(text: &str) -> Result<Self, PhoneFault> {
        let number = text::ungrouped(text);
        let abroad = number
            .strip_prefix('+')
            .or_else(|| number.strip_prefix("00"));
        match abroad.filter(|digits| !digits.starts_with("84")) {
            None => Self::parse(text),
            Some(digits) if !is_digits(digits) => Err(PhoneFault::NotDigits),
            Some(digits) if (8..=15).contains(&digits.len()) && !digits.starts_with('0') => {
                Ok(Self(format!("+{digits}")))
            }
            Some(digits) => Err(PhoneFault::Length(digits.len())),
        }
    }

    /// The stored form: `0912345678`, or `+81312345678` for a foreign number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Mobile, landline or foreign.
    #[must_use]
    pub fn kind(&self) -> PhoneKind {
        match self.0.as_bytes() {
            [b'+', ..] => PhoneKind::Foreign,
            [_, b'2', ..] => PhoneKind::Landline,
            _ => PhoneKind::Mobile,
        }
    }

    /// Is the prefix one that is known to be in use? New ones may come, so an
    /// unknown one only warns. Foreign prefixes are not judged.
    #[must_use]
    pub fn has_known_prefix(&self) -> bool {
        let starts = |length: usize| self.0.get(1..=length).unwrap_or_default();
        match self.kind() {
            PhoneKind::Foreign => true,
            PhoneKind::Mobile => MOBILE.contains(&starts(2)),
            PhoneKind::Landline => matches!(starts(2), "24" | "28") || AREAS.contains(&starts(3)),
        }
    }

    /// The international form (E.164): `+84912345678`.
    #[must_use]
    pub fn e164(&self) -> String {
        match self.0.strip_prefix('0') {
            Some(rest) => format!("+84{rest}"),
            None => self.0.clone(),
        }
    }

    /// In groups for the eye: `0912 345 678`, `024 3825 1234`,
    /// `0203 382 5123`; a foreign number as it is.
    #[must_use]
    pub fn shown(&self) -> String {
        let groups = match (self.kind(), self.0.get(1..3)) {
            (PhoneKind::Foreign, _) => return self.0.clone(),
            (PhoneKind::Landline, Some("24" | "28")) => (3, 7),
            _ => (4, 7),
        };
        let part = |range: std::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        let length = self.0.len();
        format!(
            "{} {} {}",
            part(0..groups.0),
            part(groups.0..groups.1),
            part(groups.1..length)
        )
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask(&self.0))
    }
}

/// The digits from the leading zero on.
fn national(number: &str) -> Result<String, PhoneFault> {
    if number.is_empty() {
        return Err(PhoneFault::Empty);
    }
    let digits = number.strip_prefix('+').unwrap_or(number);
    if !is_digits(digits) {
        return Err(PhoneFault::NotDigits);
    }
    let abroad = digits.len() < number.len() || digits.starts_with("00");
    let after_country = digits
        .strip_prefix("00")
        .unwrap_or(digits)
        .strip_prefix("84");
    match after_country {
        // `+84 (0) 912…`: the zero is already there.
        Some(rest) if abroad && rest.starts_with('0') => Ok(rest.to_owned()),
        Some(rest) if abroad || matches!(rest.len(), 9 | 10) => Ok(format!("0{rest}")),
        _ if abroad => Err(PhoneFault::NotVietnamese),
        _ => Ok(digits.to_owned()),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(written: &str, expected: Result<&str, PhoneFault>) {
        let found = Phone::parse(written);
        assert_eq!(
            found.as_ref().map(Phone::as_str),
            expected.as_ref().copied(),
            "{written}"
        );
    }

    #[track_caller]
    fn shows(written: &str, shown: &str, kind: PhoneKind) {
        let phone = Phone::parse_any(written).unwrap();
        assert_eq!((&*phone.shown(), phone.kind()), (shown, kind));
    }

    #[test]
    fn many_ways_to_write_one_number() {
        for written in [
            "0912345678",
            "0912 345 678",
            "+84 912.345.678",
            "84912345678",
            "0084-912-345-678",
            "+84 (0) 912345678",
        ] {
            check(written, Ok("0912345678"));
        }
        check("(024) 3825 1234", Ok("02438251234"));
        check("+84 24 3825 1234", Ok("02438251234"));
    }

    #[test]
    fn faults() {
        check("", Err(PhoneFault::Empty));
        check("09123f5678", Err(PhoneFault::NotDigits));
        check("+", Err(PhoneFault::NotDigits));
        check("091234567", Err(PhoneFault::Length(9)));
        check("0243825123", Err(PhoneFault::Length(10)));
        check("01691234567", Err(PhoneFault::OldMobile));
        check("+1 202 555 0100", Err(PhoneFault::NotVietnamese));
        check("912345678", Err(PhoneFault::NotVietnamese));
    }

    #[test]
    fn foreign_numbers_where_allowed() {
        shows("+1 (202) 555-0100", "+12025550100", PhoneKind::Foreign);
        shows("0081 3 1234 5678", "+81312345678", PhoneKind::Foreign);
        assert_eq!(Phone::parse_any("+1 202"), Err(PhoneFault::Length(4)));
    }

    #[test]
    fn shown_in_groups() {
        shows("0912345678", "0912 345 678", PhoneKind::Mobile);
        shows("02438251234", "024 3825 1234", PhoneKind::Landline);
        shows("02033825123", "0203 382 5123", PhoneKind::Landline);
        assert_eq!(Phone::parse("0912345678").unwrap().e164(), "+84912345678");
    }

    #[test]
    fn an_unknown_prefix_is_known_to_be_unknown() {
        let known = |number| Phone::parse(number).unwrap().has_known_prefix();
        assert!(known("0900000001") && known("02438251234") && known("02033825123"));
        assert!(!known("0950000001") && !known("0412345678") && !known("02173825123"));
    }

    proptest! {
        #[test]
        fn stored_and_shown_forms_are_read_back(number in "0[1-9][0-9]{8}|02[0-9]{9}|\\+[1-79][0-9]{8,13}") {
            if let Ok(phone) = Phone::parse_any(&number) {
                prop_assert_eq!(Phone::parse_any(phone.as_str()), Ok(phone.clone()));
                prop_assert_eq!(Phone::parse_any(&phone.shown()), Ok(phone.clone()));
                prop_assert_eq!(Phone::parse_any(&phone.e164()), Ok(phone));
            }
        }

        #[test]
        fn no_text_is_a_surprise(text in "(?s).{0,20}|[0-9+ ().-]{0,20}") {
            if let Ok(phone) = Phone::parse(&text).or_else(|_| Phone::parse_any(&text)) {
                let _ = (phone.kind(), phone.has_known_prefix(), phone.shown());
            }
        }
    }
}

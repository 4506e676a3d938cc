//! Answers that are one text: their lengths and patterns.

use super::{Wrong, code};
use crate::fault::FaultCode;
use crate::kind::Kind;
use serde_json::Value;
use vietnam::name::{NameFault, check_name};
use vietnam::personal_id::PersonalId;
use vietnam::phone::Phone;

/// Most characters of a text where the definition gives no limit.
pub const TEXT_MAX: usize = 500;
/// Most characters of a person's name where the definition gives no limit.
pub const NAME_MAX: usize = 100;
/// Most characters of a code where the definition gives no limit.
const CODE_MAX: usize = 100;
/// Most characters of an e-mail address (contract 2.4).
const EMAIL_MAX: usize = 254;

const NAME: &str = "^[^0-9]*$";
const PERSONAL_ID: &str = "^[0-9]{12}$";
const PHONE: &str = "^0([13-9][0-9]{8}|2[0-9]{9})$";
const ANY_PHONE: &str =
    "^(0([13-9][0-9]{8}|2[0-9]{9})|\\+([1-79][0-9]{7,14}|8[0-35-9][0-9]{6,13}))$";
const EMAIL: &str = "^[^@ ]+@[^@ .]+(\\.[^@ .]+)+$";
const PLATE: &str = "^[0-9A-ZĐ]{4,12}$";
const TIME: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

/// The regular expression (ECMA 262, `u`) that a canonical answer of this kind matches; none: any text does.
pub fn text_pattern(kind: &Kind) -> Option<String> {
    let fixed = match kind {
        Kind::PersonName(_) => NAME,
        Kind::PersonalId => PERSONAL_ID,
        Kind::Phone { foreign: false } => PHONE,
        Kind::Phone { foreign: true } => ANY_PHONE,
        Kind::Email => EMAIL,
        Kind::Plate => PLATE,
        Kind::Time => TIME,
        Kind::Code(shape) if !shape.warn_only => return code::pattern(shape),
        _ => return None,
    };
    Some(fixed.to_owned())
}

/// Fewest and most characters (Unicode code points) of a canonical answer of this kind; none: its pattern says it.
pub fn text_lengths(kind: &Kind) -> Option<(usize, usize)> {
    match kind {
        Kind::Text(limits) => Some((limits.min.unwrap_or(1), limits.max.unwrap_or(TEXT_MAX))),
        Kind::PersonName(limits) => Some((limits.min.unwrap_or(1), limits.max.unwrap_or(NAME_MAX))),
        Kind::Code(shape) => Some((1, shape.max.unwrap_or(CODE_MAX))),
        Kind::Email => Some((1, EMAIL_MAX)),
        _ => None,
    }
}

/// Length first, then pattern.
pub(super) fn fault(kind: &Kind, answer: &Value) -> Option<Wrong> {
    let Some(text) = answer.as_str() else {
        return Some(Wrong::misshapen());
    };
    if let Some((least, most)) = text_lengths(kind) {
        let length = text.chars().count();
        if length < least {
            return Some(Wrong::new(FaultCode::TooShort).with("min", least));
        }
        if length > most {
            return Some(Wrong::new(FaultCode::TooLong).with("max", most));
        }
    }
    (!fits(kind, text)).then(|| unfit(kind, text))
}

/// A text that does not fit its kind. Of a personal id it is told how many digits there are.
fn unfit(kind: &Kind, text: &str) -> Wrong {
    let wrong = Wrong::new(FaultCode::Pattern);
    match kind {
        Kind::PersonalId => wrong.with("digits", digits(text)),
        _ => wrong,
    }
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// The native side of [`text_pattern`].
fn fits(kind: &Kind, text: &str) -> bool {
    match kind {
        Kind::PersonName(_) => check_name(text) != Err(NameFault::Digit),
        Kind::PersonalId => PersonalId::parse(text).is_ok_and(|id| id.as_str() == text),
        Kind::Phone { foreign: false } => {
            Phone::parse(text).is_ok_and(|phone| phone.as_str() == text)
        }
        Kind::Phone { foreign: true } => {
            Phone::parse_any(text).is_ok_and(|phone| phone.as_str() == text)
        }
        Kind::Email => is_email(text),
        Kind::Plate => {
            (4..=12).contains(&text.chars().count())
                && text
                    .chars()
                    .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == 'Đ')
        }
        Kind::Time => minutes(text).is_some(),
        Kind::Code(shape) => shape.warn_only || code::fits(shape, text),
        _ => true,
    }
}

/// One `@`, something before it, and a domain of at least two labels after it.
fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else {
        return false;
    };
    !user.is_empty()
        && !text.contains(' ')
        && !domain.contains('@')
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

/// Whether a plate looks as most do: province, series, four to six digits (29B112345), or the army's (AA1234).
/// Others exist, so another look only warns.
pub(crate) fn is_usual_plate(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_uppercase() || c == 'Đ';
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let series = digits.trim_start_matches(is_letter);
    let province = text.len() - digits.len();
    let letters = digits.chars().take_while(|c| is_letter(*c)).count();
    let number = series.len();
    series.bytes().all(|byte| byte.is_ascii_digit())
        && match province {
            2 => (1..=2).contains(&letters) && (4..=6).contains(&number),
            0 => letters == 2 && number == 4,
            _ => false,
        }
}

/// Minutes of the day of a time `HH:MM`.
pub fn minutes(text: &str) -> Option<u16> {
    let &[h1, h2, b':', m1, m2] = text.as_bytes() else {
        return None;
    };
    if ![h1, h2, m1, m2].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |tens: u8, ones: u8| u16::from(tens - b'0') * 10 + u16::from(ones - b'0');
    let (hour, minute) = (two(h1, h2), two(m1, m2));
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

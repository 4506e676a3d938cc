//! The QR code on health insurance cards: parts between `|`, the name in hexadecimal UTF-8.
//!
//! No authority has published its layout (unconfirmed); what two public readers agree on is taken, and nothing else.

use std::fmt;

use crate::date::PartialDate;
use crate::name::check_name;
use crate::text;

/// What a health card says.
#[derive(Clone, PartialEq, Eq)]
pub struct HealthCardQr {
    /// Number of the card or of its holder: 10 digits, two letters and 13 digits, or a personal id.
    pub number: String,
    /// The holder's name, to be compared only.
    pub name: String,
    /// When the holder was born, to be compared only; none where the part after the name is no date.
    pub birth: Option<PartialDate>,
}

impl HealthCardQr {
    /// Reads the number, which comes first, and the name after it. None for another kind of code.
    #[must_use]
    pub fn read(scanned: &str) -> Option<Self> {
        let mut parts = scanned.split('|').map(str::trim);
        let number = parts.next()?.to_ascii_uppercase();
        let name = parts.next()?;
        // A part more at least: an identity card's code begins with a number too.
        let birth = PartialDate::read(parts.next()?).ok();
        let name = of_hexadecimal(name).filter(|name| check_name(name).is_ok())?;
        is_number(&number).then_some(Self {
            number,
            name,
            birth,
        })
    }
}

/// Says nothing of the card: it is personal data and stays out of logs.
impl fmt::Debug for HealthCardQr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HealthCardQr")
    }
}

fn is_number(text: &str) -> bool {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
    match text.len() {
        10 | 12 => is_digits(text),
        15 => text
            .split_at_checked(2)
            .is_some_and(|(letters, digits)| is_letters(letters) && is_digits(digits)),
        _ => false,
    }
}

fn of_hexadecimal(text: &str) -> Option<String> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let byte = |[high, low]: &[u8; 2]| {
        let digit = |byte: u8| char::from(byte).to_digit(16);
        u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
    };
    let bytes: Option<Vec<u8>> = pairs.iter().map(byte).collect();
    let name = String::from_utf8(bytes?).ok()?;
    (!name.is_empty()).then(|| text::clean(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Nguyễn Văn Mẫu".
    const NAME: &str = "4e677579e1bb856e2056c4836e204de1baab75";

    #[test]
    fn number_and_name() {
        for number in ["GD4019990000001", "4019990000", "001099000001"] {
            let card = HealthCardQr::read(&format!("{number}|{NAME}|31011990|1|-")).unwrap();
            assert_eq!(card.number, number);
            assert_eq!(card.name, "Nguyễn Văn Mẫu");
            assert_eq!(card.birth, PartialDate::parse_iso("1990-01-31").ok());
        }
    }

    #[test]
    fn other_codes_are_none() {
        for other in [
            "",
            "4019990000",
            "4019990000|4e67",
            "4019990000||31011990",
            "GD40199900000|4e67|x",
            "4019990000|4e6|x",
            "4019990000|ff|x",
            "é019990000|4e67|x",
            "001099000001||NGUYỄN VĂN MẪU|01021999|Nam|Hà Nội|15042021",
            "001099000001|012345678|NGUYỄN VĂN MẪU|01021999|Nam|Hà Nội|15042021",
        ] {
            assert_eq!(HealthCardQr::read(other), None, "{other}");
        }
    }
}

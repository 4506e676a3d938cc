//! Number plates of vehicles. Kept without separators: `29A12345`.
//!
//! The shape is loose on purpose: series differ between provinces and years,
//! so a plate of another shape only warns.

use crate::text;

/// Why a text does not look like a number plate. Never blocks but for
/// [`PlateFault::Empty`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlateFault {
    /// Nothing is written.
    Empty,
    /// No shape of a Vietnamese plate that is known.
    Shape,
}

/// What carries the plate; the same characters are parted differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vehicle {
    /// `29A-123.45`.
    Car,
    /// `29-B1 123.45`.
    Motorcycle,
}

/// A number plate of a known shape: capitals and digits, no separators.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plate(String);

impl Plate {
    /// Reads a plate; case, spaces, dots and hyphens do not matter.
    ///
    /// # Errors
    /// [`PlateFault`].
    pub fn parse(text: &str) -> Result<Self, PlateFault> {
        let compact = compact(text);
        if compact.is_empty() {
            return Err(PlateFault::Empty);
        }
        if is_civil(&compact) || is_temporary(&compact) || is_army(&compact) || is_foreign(&compact)
        {
            Ok(Self(compact))
        } else {
            Err(PlateFault::Shape)
        }
    }

    /// The stored form: `29A12345`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it stands on the plate of a vehicle. Plates that are not civil ones
    /// are shown as they are stored.
    #[must_use]
    pub fn shown(&self, vehicle: Vehicle) -> String {
        let Some((province, series, order)) = civil_parts(&self.0) else {
            return self.0.clone();
        };
        match vehicle {
            Vehicle::Car => format!("{province}{series}-{}", dotted(order)),
            Vehicle::Motorcycle => match order.split_at_checked(1) {
                // `29B112345`: the first digit belongs to the series B1.
                Some((first, rest)) if series.chars().count() == 1 && rest.len() >= 4 => {
                    format!("{province}-{series}{first} {}", dotted(rest))
                }
                _ => format!("{province}-{series} {}", dotted(order)),
            },
        }
    }
}

/// The characters of a plate as they are stored, of whatever shape it is.
#[must_use]
pub fn compact(text: &str) -> String {
    let upper = |c: char| {
        if c == 'đ' {
            'Đ'
        } else {
            c.to_ascii_uppercase()
        }
    };
    text::ungrouped(text).chars().map(upper).collect()
}

/// Province, letters of the series, and the digits that follow.
fn civil_parts(compact: &str) -> Option<(&str, &str, &str)> {
    let (province, rest) = compact.split_at_checked(2)?;
    let (series, order) = rest.split_at(rest.find(|c: char| c.is_ascii_digit())?);
    let shape = is_digits(province)
        && is_digits(order)
        && (4..=6).contains(&order.len())
        && (1..=2).contains(&series.chars().count())
        && series.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ');
    shape.then_some((province, series, order))
}

fn is_civil(compact: &str) -> bool {
    civil_parts(compact).is_some()
}

/// `T` and 7 or 8 digits.
fn is_temporary(compact: &str) -> bool {
    compact
        .strip_prefix('T')
        .is_some_and(|rest| is_digits(rest) && matches!(rest.len(), 7 | 8))
}

/// Two letters and 4 digits.
fn is_army(compact: &str) -> bool {
    compact.split_at_checked(2).is_some_and(|(letters, order)| {
        letters.bytes().all(|byte| byte.is_ascii_uppercase())
            && order.len() == 4
            && is_digits(order)
    })
}

/// Province, country, NG (diplomatic), QT (international organisation), NN
/// (foreigner) or CV, and 2 digits.
fn is_foreign(compact: &str) -> bool {
    let parts = compact.split_at_checked(5).and_then(|(place, rest)| {
        let (kind, order) = rest.split_at_checked(2)?;
        Some((place, kind, order))
    });
    parts.is_some_and(|(place, kind, order)| {
        is_digits(place)
            && matches!(kind, "NG" | "QT" | "NN" | "CV")
            && order.len() == 2
            && is_digits(order)
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Five digits with a dot after the third; others as they are.
fn dotted(order: &str) -> String {
    match order.split_at_checked(3) {
        Some((first, last)) if last.len() == 2 => format!("{first}.{last}"),
        _ => order.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(written: &str, expected: Result<&str, PlateFault>) {
        let found = Plate::parse(written);
        assert_eq!(
            found.as_ref().map(Plate::as_str),
            expected.as_ref().copied(),
            "{written}"
        );
    }

    #[track_caller]
    fn shows(stored: &str, vehicle: Vehicle, shown: &str) {
        assert_eq!(Plate::parse(stored).unwrap().shown(vehicle), shown);
    }

    #[test]
    fn plates_of_every_shape() {
        check("29a-123.45", Ok("29A12345"));
        check("29-B1 123.45", Ok("29B112345"));
        check("29-AA 123.45", Ok("29AA12345"));
        check("51 MĐ 1234", Ok("51MĐ1234"));
        check("51mđ1234", Ok("51MĐ1234"));
        check("T29 12345", Ok("T2912345"));
        check("80-011-NG-01", Ok("80011NG01"));
        check("TM 1234", Ok("TM1234"));
    }

    #[test]
    fn other_shapes_are_told_apart() {
        check(" - ", Err(PlateFault::Empty));
        check("29A123", Err(PlateFault::Shape));
        check("29ABC12345", Err(PlateFault::Shape));
        check("29A1234567", Err(PlateFault::Shape));
        check("29Ê12345", Err(PlateFault::Shape));
        check("80011XX01", Err(PlateFault::Shape));
        assert_eq!(compact("29a-12"), "29A12");
    }

    #[test]
    fn shown_as_on_the_vehicle() {
        shows("29A12345", Vehicle::Car, "29A-123.45");
        shows("29A1234", Vehicle::Car, "29A-1234");
        shows("29LD12345", Vehicle::Car, "29LD-123.45");
        shows("29B112345", Vehicle::Motorcycle, "29-B1 123.45");
        shows("29B11234", Vehicle::Motorcycle, "29-B1 1234");
        shows("29AA12345", Vehicle::Motorcycle, "29-AA 123.45");
        shows("T2912345", Vehicle::Car, "T2912345");
    }

    proptest! {
        #[test]
        fn shown_plates_are_read_back(plate in "[0-9]{2}[A-ZĐ]{1,2}[0-9]{4,6}") {
            let plate = Plate::parse(&plate).unwrap();
            for vehicle in [Vehicle::Car, Vehicle::Motorcycle] {
                prop_assert_eq!(Plate::parse(&plate.shown(vehicle)), Ok(plate.clone()));
            }
        }

        #[test]
        fn no_text_is_a_surprise(text in "(?s).{0,15}|[0-9A-ZđĐ. -]{0,15}") {
            if let Ok(plate) = Plate::parse(&text) {
                prop_assert_eq!(Plate::parse(plate.as_str()), Ok(plate));
            }
        }
    }
}

//! Moments as people here read them.

use vietnam::{CivilDate, moment as read};

use super::language;

/// A moment (RFC 3339): "08:30 ngày 24/11/2026". What is no moment stays as it is.
#[must_use]
pub fn moment(text: &str) -> String {
    read::shown(text, spoken()).unwrap_or_else(|| text.to_owned())
}

/// The time of a moment: "08:30". What is no moment stays as it is.
#[must_use]
pub fn clock(text: &str) -> String {
    read::time(text).unwrap_or_else(|| text.to_owned())
}

/// The day of a moment or a date: "24/11/2026". What is neither stays as it is.
#[must_use]
pub fn day(text: &str) -> String {
    read::day(text)
        .or_else(|| CivilDate::parse_iso(text).ok())
        .map_or_else(|| text.to_owned(), CivilDate::shown)
}

/// The language of values.
#[must_use]
pub fn spoken() -> vietnam::Language {
    match language().code {
        "en" => vietnam::Language::En,
        _ => vietnam::Language::Vi,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_in_the_language_that_is_spoken() {
        crate::text::speak_for_test("vi");
        assert_eq!(moment("2026-11-24T20:05:00Z"), "03:05 ngày 25/11/2026");
        assert_eq!(clock("2026-11-24T20:05:00Z"), "03:05");
        crate::text::speak_for_test("en");
        assert_eq!(moment("2026-11-24T20:05:00Z"), "03:05 on 25/11/2026");
    }

    #[test]
    fn what_is_no_moment_stays() {
        for text in ["", "hôm qua", "2026-13-01T00:00:00Z"] {
            assert_eq!([moment(text), clock(text), day(text)], [text; 3]);
        }
    }

    #[test]
    fn days_of_moments_and_dates() {
        assert_eq!(day("2026-11-24T20:05:00Z"), "25/11/2026");
        assert_eq!(day("2026-11-24"), "24/11/2026");
    }
}

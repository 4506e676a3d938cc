//! Moments as people here read them. Viet Nam is seven hours ahead of UTC all year.

use vietnam::CivilDate;
use vietnam::date::add_days;

/// Minutes by which Viet Nam is ahead of UTC.
const AHEAD: i64 = 7 * 60;
const MINUTES_A_DAY: i64 = 24 * 60;

/// A moment (RFC 3339): "08:30, 24/11/2026". What is no moment stays as it is.
#[must_use]
pub fn moment(text: &str) -> String {
    read(text).map_or_else(
        || text.to_owned(),
        |(date, minute)| format!("{:02}:{:02}, {}", minute / 60, minute % 60, date.shown()),
    )
}

/// The time of a moment: "08:30". What is no moment stays as it is.
#[must_use]
pub fn clock(text: &str) -> String {
    read(text).map_or_else(
        || text.to_owned(),
        |(_, minute)| format!("{:02}:{:02}", minute / 60, minute % 60),
    )
}

/// The day of a moment or a date: "24/11/2026". What is neither stays as it is.
#[must_use]
pub fn day(text: &str) -> String {
    read(text)
        .map(|(date, _)| date)
        .or_else(|| CivilDate::parse_iso(text).ok())
        .map_or_else(|| text.to_owned(), CivilDate::shown)
}

/// Day and minute of the day in Viet Nam.
fn read(text: &str) -> Option<(CivilDate, i64)> {
    let date = CivilDate::parse_iso(text.get(..10)?).ok()?;
    let minute = minutes(text.get(11..16)?)?;
    let zone = text
        .get(16..)?
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
    let ahead = match zone.as_bytes().first()? {
        b'Z' | b'z' => 0,
        b'+' => minutes(zone.get(1..)?)?,
        b'-' => -minutes(zone.get(1..)?)?,
        _ => return None,
    };
    let local = minute - ahead + AHEAD;
    let date = add_days(date, local.div_euclid(MINUTES_A_DAY));
    Some((date, local.rem_euclid(MINUTES_A_DAY)))
}

/// "08:30" → 510.
fn minutes(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, shown: &str) {
        assert_eq!(moment(text), shown);
        assert_eq!(clock(text), shown.split(", ").next().unwrap());
    }

    #[test]
    fn moments_are_told_in_the_time_of_viet_nam() {
        check("2026-11-24T08:30:00+07:00", "08:30, 24/11/2026");
        check("2026-11-24T20:05:59.123Z", "03:05, 25/11/2026");
        check("2026-12-31T22:00:00Z", "05:00, 01/01/2027");
        check("2026-11-24T00:30:00+09:30", "22:00, 23/11/2026");
        check("2026-11-24T00:30:00-01:00", "08:30, 24/11/2026");
    }

    #[test]
    fn what_is_no_moment_stays() {
        for text in [
            "",
            "hôm qua",
            "2026-11-24",
            "2026-13-01T00:00:00Z",
            "2026-11-24T08:30",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn days_of_moments_and_dates() {
        assert_eq!(day("2026-11-24T20:05:00Z"), "25/11/2026");
        assert_eq!(day("2026-11-24"), "24/11/2026");
        assert_eq!(day("?"), "?");
    }
}

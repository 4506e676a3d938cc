//! Moments as people here read them. Viet Nam is seven hours ahead of UTC all year.

use crate::Language;
use crate::date::{CivilDate, add_days};

/// Minutes by which Viet Nam is ahead of UTC.
const AHEAD: i64 = 7 * 60;
const MINUTES_A_DAY: i64 = 24 * 60;

/// "18:00 ngày 14/11/2026", "18:00 on 14/11/2026": the time in Viet Nam of an RFC 3339 moment, or of one that names no
/// zone and is of here. None: it is no moment.
pub fn shown(text: &str, language: Language) -> Option<String> {
    let (date, minute) = read(text)?;
    let on = match language {
        Language::Vi => "ngày",
        Language::En => "on",
    };
    Some([&clock(minute), on, &date.shown()].join(" "))
}

/// The time of day of a moment: "18:00".
pub fn time(text: &str) -> Option<String> {
    read(text).map(|(_, minute)| clock(minute))
}

/// The day of a moment.
pub fn day(text: &str) -> Option<CivilDate> {
    read(text).map(|(date, _)| date)
}

/// Day and minute of the day in Viet Nam.
fn read(text: &str) -> Option<(CivilDate, i64)> {
    let date = CivilDate::parse_iso(text.get(..10)?).ok()?;
    if text.get(10..11) != Some("T") {
        return None;
    }
    let minute = minutes(text.get(11..16)?)?;
    let zone = text
        .get(16..)?
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
    let ahead = match zone.as_bytes().first() {
        None => AHEAD,
        Some(b'Z' | b'z') => 0,
        Some(b'+') => minutes(zone.get(1..)?)?,
        Some(b'-') => -minutes(zone.get(1..)?)?,
        Some(_) => return None,
    };
    let local = minute - ahead + AHEAD;
    let date = add_days(date, local.div_euclid(MINUTES_A_DAY));
    Some((date, local.rem_euclid(MINUTES_A_DAY)))
}

fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// "08:30" → 510.
fn minutes(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
    let is_time = (0..24).contains(&hours) && (0..60).contains(&minutes);
    is_time.then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, clock: &str, date: &str) {
        let of = |on: &str| Some([clock, on, date].join(" "));
        assert_eq!(shown(text, Language::Vi), of("ngày"));
        assert_eq!(shown(text, Language::En), of("on"));
        assert_eq!(time(text).as_deref(), Some(clock));
        assert_eq!(day(text).map(CivilDate::shown).as_deref(), Some(date));
    }

    #[test]
    fn moments_are_told_in_the_time_of_viet_nam() {
        check("2026-11-14T18:00:00+07:00", "18:00", "14/11/2026");
        check("2026-11-24T08:30", "08:30", "24/11/2026");
        check("2026-11-24T20:05:59.123Z", "03:05", "25/11/2026");
        check("2026-12-31T22:00:00Z", "05:00", "01/01/2027");
        check("2026-11-24T00:30:00+09:30", "22:00", "23/11/2026");
        check("2026-11-24T00:30:00-01:00", "08:30", "24/11/2026");
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "hôm qua",
            "2026-11-24",
            "2026-13-01T00:00:00Z",
            "2026-11-24T8",
            "2026-11-24T25:00",
            "2026-11-24T08:30 x",
        ] {
            assert_eq!(shown(text, Language::Vi), None, "{text}");
        }
    }
}

//! Order of dates as patterns: a JSON Schema cannot compare texts, yet ISO dates of a fixed length it can sieve.

use vietnam::CivilDate;
use vietnam::date::{add_days, add_months};

/// A full date; the days of each month are right but for 29 February.
pub(super) const DATE: &str = "[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))";
/// A time of day.
pub(super) const TIME: &str = "([01][0-9]|2[0-3]):[0-5][0-9]";

/// Matches full and partial dates, also with a time, all of which lies on this day or later.
pub(super) fn from(day: CivilDate) -> String {
    let (year, month, date) = parts(day);
    let whole_month = month + u32::from(date > 1);
    let whole_year = year + u32::from(month > 1 || date > 1);
    let any_month = "(0[1-9]|1[0-2])";
    let mut ways = vec![
        format!(
            "{}(-{any_month}(-[0-9]{{2}}(T.*)?)?)?",
            at_least(year + 1, 4)
        ),
        format!("{year:04}-{}(-[0-9]{{2}}(T.*)?)?", at_least(month + 1, 2)),
        format!("{year:04}-{month:02}-{}(T.*)?", at_least(date, 2)),
    ];
    if whole_month == month {
        ways.push(format!("{year:04}-{month:02}"));
    }
    if whole_year == year {
        ways.push(format!("{year:04}"));
    }
    format!("^({})$", ways.join("|"))
}

/// Matches full and partial dates, also with a time, all of which lies before this day.
pub(super) fn before(day: CivilDate) -> String {
    let (year, month, date) = parts(day);
    let ways = [
        format!(
            "{}(-[0-9]{{2}}(-[0-9]{{2}}(T.*)?)?)?",
            at_most(year.saturating_sub(1), 4)
        ),
        format!("{year:04}-{}(-[0-9]{{2}}(T.*)?)?", at_most(month - 1, 2)),
        format!("{year:04}-{month:02}-{}(T.*)?", at_most(date - 1, 2)),
    ];
    format!("^({})$", ways.join("|"))
}

/// The first day from which a period up to `today` is shorter than `length`: days, months or years, as `period` counts.
pub(super) fn first_day_under(
    length: i64,
    months: i64,
    days: i64,
    today: CivilDate,
    period: impl Fn(CivilDate, CivilDate) -> i64,
) -> CivilDate {
    let back = |step: i64| i32::try_from(-step.saturating_mul(length)).unwrap_or_default();
    let near = add_days(
        add_months(today, back(months)),
        -days.saturating_mul(length),
    );
    let candidates = (-5..=5).map(|more| add_days(near, more));
    candidates
        .into_iter()
        .find(|day| period(*day, today) < length)
        .unwrap_or(near)
}

fn parts(day: CivilDate) -> (u32, u32, u32) {
    (
        day.year().unsigned_abs(),
        day.month().into(),
        day.day().into(),
    )
}

/// Digits of this width that make at least this number.
fn at_least(number: u32, width: usize) -> String {
    sieve(number, width, |digit| {
        (digit < 9).then(|| format!("[{}-9]", digit + 1))
    })
}

/// Digits of this width that make at most this number.
fn at_most(number: u32, width: usize) -> String {
    sieve(number, width, |digit| {
        (digit > 0).then(|| format!("[0-{}]", digit - 1))
    })
}

/// The number itself, or the same beginning, a digit beyond, and any rest.
fn sieve(number: u32, width: usize, beyond: impl Fn(u32) -> Option<String>) -> String {
    let digits = format!("{number:0width$}");
    if digits.len() > width {
        return "[^0-9]".to_owned();
    }
    let mut ways = vec![digits.clone()];
    for (at, digit) in digits.char_indices() {
        if let Some(class) = digit.to_digit(10).and_then(&beyond) {
            let head = digits.get(..at).unwrap_or_default();
            ways.push(format!("{head}{class}[0-9]{{{}}}", width - at - 1));
        }
    }
    format!("({})", ways.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vietnam::PartialDate;
    use vietnam::date::years_between;

    fn matches(pattern: &str, text: &str) -> bool {
        jsonschema::validator_for(&serde_json::json!({ "pattern": pattern }))
            .unwrap()
            .is_valid(&serde_json::json!(text))
    }

    #[test]
    fn patterns_order_dates() {
        for day in ["2008-02-29", "2010-01-01", "1999-12-31", "2020-10-09"] {
            let day = CivilDate::parse_iso(day).unwrap();
            let (from, before) = (from(day), before(day));
            for move_by in [-4000, -366, -31, -1, 0, 1, 30, 365, 4000] {
                let other = add_days(day, move_by);
                let full = other.to_string();
                for text in [&full, &full[..7], &full[..4]] {
                    let date = PartialDate::parse_iso(text).unwrap();
                    assert_eq!(
                        matches(&from, text),
                        date.earliest() >= day,
                        "{text} from {day}"
                    );
                    assert_eq!(
                        matches(&before, text),
                        date.latest() < day,
                        "{text} before {day}"
                    );
                }
                assert_eq!(matches(&from, &format!("{full}T10:00")), other >= day);
            }
        }
    }

    #[test]
    fn ages_turn_on_the_right_day() {
        for today in ["2026-11-25", "2024-02-29", "2026-02-28", "2026-03-01"] {
            let today = CivilDate::parse_iso(today).unwrap();
            for age in [6, 14, 18, 60] {
                let first = first_day_under(age, 12, 0, today, |a, b| years_between(a, b).into());
                assert!(i64::from(years_between(first, today)) < age);
                assert!(i64::from(years_between(add_days(first, -1), today)) >= age);
            }
        }
    }
}

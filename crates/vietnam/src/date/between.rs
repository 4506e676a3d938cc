//! Arithmetic with days: periods, ages, days after.

use super::civil::{Weekday, days_in_month};
use super::{CivilDate, PartialDate};

/// Days from `a` to `b`; negative when `b` is earlier.
#[must_use]
pub fn days_between(a: CivilDate, b: CivilDate) -> i64 {
    b.day_number() - a.day_number()
}

/// Working days after `a` up to `b`: neither Saturdays, Sundays nor one of the
/// `holidays` (the first day of a term does not count: Civil Code 2015, Art.
/// 147). Negative when `b` is earlier.
#[must_use]
pub fn working_days_between(a: CivilDate, b: CivilDate, holidays: &[CivilDate]) -> i64 {
    if b < a {
        return -working_days_between(b, a, holidays);
    }
    let days = days_between(a, b);
    let rest = (1..=days % 7).map(|more| add_days(b, more - days % 7));
    let of_weeks = days / 7 * 5;
    let of_rest = rest.filter(|day| is_weekday(*day)).count();
    let off = holidays
        .iter()
        .filter(|day| a < **day && **day <= b && is_weekday(**day));
    let count = |days: usize| i64::try_from(days).unwrap_or(i64::MAX);
    of_weeks + count(of_rest) - count(off.count())
}

fn is_weekday(day: CivilDate) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Full months completed from `a` to `b`; negative when `b` is earlier.
#[must_use]
pub fn months_between(a: CivilDate, b: CivilDate) -> i32 {
    if b < a {
        return -months_between(b, a);
    }
    months(b) - months(a) - i32::from(b.day() < a.day())
}

/// Full years completed from `a` to `b`; negative when `b` is earlier. From
/// 29 February a year is complete on 1 March where there is no such day.
#[must_use]
pub fn years_between(a: CivilDate, b: CivilDate) -> i32 {
    months_between(a, b) / 12
}

/// The day `days` later (earlier when negative), kept inside the calendar.
#[must_use]
pub fn add_days(date: CivilDate, days: i64) -> CivilDate {
    CivilDate::from_day_number(date.day_number().saturating_add(days))
}

/// The same day of the month `months` later (earlier when negative), or the
/// last day of that month where it has no such day (Civil Code 2015, Art.
/// 148). Kept inside the calendar.
#[must_use]
pub fn add_months(date: CivilDate, months_later: i32) -> CivilDate {
    let total = months(date).saturating_add(months_later);
    let (year, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
    let (Ok(short_year), Ok(month)) = (u16::try_from(year), u8::try_from(month)) else {
        return if total < 0 {
            CivilDate::FIRST
        } else {
            CivilDate::LAST
        };
    };
    let day = date.day().min(days_in_month(short_year, month));
    let outside = if year < 1 {
        CivilDate::FIRST
    } else {
        CivilDate::LAST
    };
    CivilDate::new(year, month, day).unwrap_or(outside)
}

/// The same day `years` later, by the rule of [`add_months`].
#[must_use]
pub fn add_years(date: CivilDate, years: i32) -> CivilDate {
    add_months(date, years.saturating_mul(12))
}

/// The age in full years on a day: the youngest and the oldest that a person
/// with this birth date can be. A rule about age holds only if it holds for
/// both.
#[must_use]
pub fn age_range(birth: PartialDate, at: CivilDate) -> (i32, i32) {
    (
        years_between(birth.latest(), at),
        years_between(birth.earliest(), at),
    )
}

/// Months since the (non-existing) January of year 0.
fn months(date: CivilDate) -> i32 {
    date.year() * 12 + i32::from(date.month()) - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> CivilDate {
        CivilDate::parse_iso(text).unwrap()
    }

    #[track_caller]
    fn between(a: &str, b: &str, years: i32, months: i32, days: i64) {
        let (a, b) = (day(a), day(b));
        assert_eq!(
            (
                years_between(a, b),
                months_between(a, b),
                days_between(a, b)
            ),
            (years, months, days)
        );
        assert_eq!(
            (
                years_between(b, a),
                months_between(b, a),
                days_between(b, a)
            ),
            (-years, -months, -days)
        );
    }

    #[track_caller]
    fn months_later(date: &str, months: i32, expected: &str) {
        assert_eq!(add_months(day(date), months).to_string(), expected);
    }

    #[track_caller]
    fn age(birth: &str, at: &str, expected: (i32, i32)) {
        assert_eq!(
            age_range(PartialDate::parse_iso(birth).unwrap(), day(at)),
            expected
        );
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays() {
        let day = |text| CivilDate::parse_iso(text).unwrap();
        let off = [day("2027-01-01"), day("2027-01-02")];
        let count = |a, b| working_days_between(day(a), day(b), &off);
        assert_eq!(count("2026-11-25", "2026-11-25"), 0);
        assert_eq!(count("2026-11-25", "2026-12-02"), 5);
        assert_eq!(count("2026-11-27", "2026-11-30"), 1);
        assert_eq!(count("2026-12-30", "2027-01-05"), 3);
        assert_eq!(count("2027-01-05", "2026-12-30"), -3);
        assert_eq!(count("2026-11-29", "2026-12-13"), 10);
    }

    #[test]
    fn periods_are_complete_on_the_day() {
        between("2008-11-25", "2026-11-25", 18, 216, 6574);
        between("2008-11-26", "2026-11-25", 17, 215, 6573);
        between("2004-02-29", "2022-02-28", 17, 215, 6574);
        between("2004-02-29", "2022-03-01", 18, 216, 6575);
        between("2026-01-31", "2026-02-28", 0, 0, 28);
        between("2026-11-25", "2026-11-25", 0, 0, 0);
    }

    #[test]
    fn months_end_where_the_month_ends() {
        months_later("2026-01-31", 1, "2026-02-28");
        months_later("2024-01-31", 1, "2024-02-29");
        months_later("2026-01-31", -2, "2025-11-30");
        months_later("2026-11-25", 2, "2027-01-25");
        months_later("2026-11-25", i32::MAX, "9999-12-31");
        months_later("2026-11-25", i32::MIN, "0001-01-01");
        assert_eq!(add_years(day("2024-02-29"), 1).to_string(), "2025-02-28");
        assert_eq!(
            add_years(day("2024-02-29"), 9_000).to_string(),
            "9999-12-31"
        );
        assert_eq!(add_days(day("2026-12-31"), 1).to_string(), "2027-01-01");
        assert_eq!(
            add_days(day("2026-12-31"), i64::MAX).to_string(),
            "9999-12-31"
        );
    }

    #[test]
    fn an_age_is_an_interval() {
        age("1960", "2026-11-25", (65, 66));
        age("1960-11", "2026-11-25", (65, 66));
        age("1960-12", "2026-11-25", (65, 65));
        age("1960-11-25", "2026-11-25", (66, 66));
    }

    proptest! {
        #[test]
        fn adding_days_is_undone_by_counting(start in 0..2_900_000i64, days in -700_000..700_000i64) {
            let a = add_days(CivilDate::FIRST, start + 700_000);
            let b = add_days(a, days);
            if b != CivilDate::LAST {
                prop_assert_eq!(days_between(a, b), days);
            }
            prop_assert_eq!(a.weekday() == b.weekday(), days_between(a, b) % 7 == 0);
        }

        #[test]
        fn a_month_later_is_at_least_the_months_asked(start in 0..3_000_000i64, count in 0..5_000i32) {
            let a = add_days(CivilDate::FIRST, start);
            let b = add_months(a, count);
            let found = months_between(a, b);
            prop_assert!(found == count || b.day() < a.day() && found == count - 1);
        }
    }
}

//! A day of the calendar.

use std::fmt;
use std::str::FromStr;

use super::{DateFault, PartialDate};

/// A day of the Gregorian calendar, years 1 to 9999. Without time or zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    year: u16,
    month: u8,
    day: u8,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// Thứ hai.
    Monday,
    /// Thứ ba.
    Tuesday,
    /// Thứ tư.
    Wednesday,
    /// Thứ năm.
    Thursday,
    /// Thứ sáu.
    Friday,
    /// Thứ bảy.
    Saturday,
    /// Chủ nhật.
    Sunday,
}

impl CivilDate {
    pub(crate) const FIRST: Self = Self {
        year: 1,
        month: 1,
        day: 1,
    };
    pub(crate) const LAST: Self = Self {
        year: 9999,
        month: 12,
        day: 31,
    };

    /// The day with this year (1–9999), month (1–12) and day of the month.
    ///
    /// # Errors
    /// The first of year, month and day that does not exist.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateFault> {
        let year = checked_year(year)?;
        checked_month(month)?;
        if day == 0 || day > days_in_month(year, month) {
            return Err(DateFault::NoSuchDay);
        }
        Ok(Self { year, month, day })
    }

    /// Reads exactly `yyyy-MM-dd`.
    ///
    /// # Errors
    /// [`DateFault::NotFull`] for a valid partial date, otherwise its fault.
    pub fn parse_iso(text: &str) -> Result<Self, DateFault> {
        PartialDate::parse_iso(text)?
            .full()
            .ok_or(DateFault::NotFull)
    }

    /// Reads a full date as people write it; see [`PartialDate::read`].
    ///
    /// # Errors
    /// [`DateFault::NotFull`] for a valid partial date, otherwise its fault.
    pub fn read(text: &str) -> Result<Self, DateFault> {
        PartialDate::read(text)?.full().ok_or(DateFault::NotFull)
    }

    /// Year, 1–9999.
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// Month, 1–12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// Day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        match (self.day_number() + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// As people read it: `05/03/1960`.
    #[must_use]
    pub fn shown(self) -> String {
        PartialDate::from(self).shown()
    }

    /// Days since 1 January 1970; negative before. Years are counted from
    /// March, so that the leap day is the last of its year.
    pub(crate) fn day_number(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let days_before_month = (153 * ((month + 9) % 12) + 2) / 5;
        365 * year + year / 4 - year / 100 + year / 400 + days_before_month + day - 1 - 719_468
    }

    /// The inverse of [`Self::day_number`], kept inside the calendar.
    pub(crate) fn from_day_number(number: i64) -> Self {
        let number = number.clamp(Self::FIRST.day_number(), Self::LAST.day_number());
        let days = number + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = (from_march + 2) % 12 + 1;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let year = 400 * era + year_of_era + i64::from(month <= 2);
        Self {
            year: u16::try_from(year).unwrap_or(Self::LAST.year),
            month: u8::try_from(month).unwrap_or(Self::LAST.month),
            day: u8::try_from(day).unwrap_or(Self::LAST.day),
        }
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        PartialDate::from(*self).fmt(f)
    }
}

impl fmt::Debug for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for CivilDate {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<Self, DateFault> {
        Self::parse_iso(text)
    }
}

pub(super) fn checked_year(year: i32) -> Result<u16, DateFault> {
    u16::try_from(year)
        .ok()
        .filter(|year| (1..=9999).contains(year))
        .ok_or(DateFault::NoSuchYear)
}

pub(super) fn checked_month(month: u8) -> Result<u8, DateFault> {
    if (1..=12).contains(&month) {
        Ok(month)
    } else {
        Err(DateFault::NoSuchMonth)
    }
}

/// Days in a month of 1–12.
pub(super) fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(y: i32, m: u8, d: u8, expected: Result<&str, DateFault>) {
        assert_eq!(
            CivilDate::new(y, m, d)
                .map(|date| date.to_string())
                .as_deref(),
            expected.as_ref().copied()
        );
    }

    #[test]
    fn only_real_days() {
        check(2024, 2, 29, Ok("2024-02-29"));
        check(2000, 2, 29, Ok("2000-02-29"));
        check(1900, 2, 29, Err(DateFault::NoSuchDay));
        check(2023, 2, 29, Err(DateFault::NoSuchDay));
        check(2023, 4, 31, Err(DateFault::NoSuchDay));
        check(2023, 4, 0, Err(DateFault::NoSuchDay));
        check(2023, 0, 1, Err(DateFault::NoSuchMonth));
        check(2023, 13, 1, Err(DateFault::NoSuchMonth));
        check(0, 1, 1, Err(DateFault::NoSuchYear));
        check(10_000, 1, 1, Err(DateFault::NoSuchYear));
    }

    #[test]
    fn every_day_follows_the_day_before() {
        let mut number = CivilDate::FIRST.day_number();
        for year in 1..=9999u16 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let date = CivilDate { year, month, day };
                    assert_eq!(date.day_number(), number);
                    assert_eq!(CivilDate::from_day_number(number), date);
                    number += 1;
                }
            }
        }
        assert_eq!(CivilDate::new(1970, 1, 1).unwrap().day_number(), 0);
    }

    #[test]
    fn days_of_the_week() {
        let weekday = |text| CivilDate::parse_iso(text).unwrap().weekday();
        assert_eq!(weekday("1970-01-01"), Weekday::Thursday);
        assert_eq!(weekday("2026-11-25"), Weekday::Wednesday);
        assert_eq!(weekday("1945-09-02"), Weekday::Sunday);
    }
}

//! A date of which the day, or day and month, may be unknown.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::civil::{checked_month, checked_year, days_in_month};
use super::{CivilDate, DateFault, read};

/// `YYYY[-MM[-DD]]`: a year, a month of a year, or a day. It stands for the
/// whole interval from [`earliest`](Self::earliest) to
/// [`latest`](Self::latest); nothing unknown is ever invented.
///
/// Its `Ord` is for sorting (by what is known, unknown first). To ask which of
/// two came first use [`certain_order`](Self::certain_order).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A year, 1–9999.
    ///
    /// # Errors
    /// [`DateFault::NoSuchYear`].
    pub fn of_year(year: i32) -> Result<Self, DateFault> {
        Ok(Self {
            year: checked_year(year)?,
            month: None,
            day: None,
        })
    }

    /// A month of a year.
    ///
    /// # Errors
    /// [`DateFault::NoSuchYear`] or [`DateFault::NoSuchMonth`].
    pub fn of_month(year: i32, month: u8) -> Result<Self, DateFault> {
        Ok(Self {
            year: checked_year(year)?,
            month: Some(checked_month(month)?),
            day: None,
        })
    }

    /// Reads exactly `yyyy`, `yyyy-MM` or `yyyy-MM-dd`.
    ///
    /// # Errors
    /// [`DateFault::Empty`], [`DateFault::NotADate`] for another shape, or the
    /// part that does not exist.
    pub fn parse_iso(text: &str) -> Result<Self, DateFault> {
        read::iso(text)
    }

    /// Reads a date as people write it: `5/3/1960`, `05-03-1960`, `05031960`,
    /// `3/1960`, `1960`, `ngày 05 tháng 3 năm 1960`, and ISO, with hyphens or
    /// without. The day comes
    /// first. Zeros for day and month mean that they are unknown.
    ///
    /// # Errors
    /// What is missing or does not exist. Two-digit years are refused.
    pub fn read(text: &str) -> Result<Self, DateFault> {
        read::tolerant(text)
    }

    /// Year, 1–9999.
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// Month, 1–12, if known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// Day of the month, if known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Is the day known?
    #[must_use]
    pub fn is_full(self) -> bool {
        self.day.is_some()
    }

    /// The day, if it is known.
    #[must_use]
    pub fn full(self) -> Option<CivilDate> {
        self.is_full().then(|| self.earliest())
    }

    /// The first day that this date can be.
    #[must_use]
    pub fn earliest(self) -> CivilDate {
        self.with(self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that this date can be.
    #[must_use]
    pub fn latest(self) -> CivilDate {
        let month = self.month.unwrap_or(12);
        self.with(month, self.day.unwrap_or(days_in_month(self.year, month)))
    }

    /// Which came first, where that is certain: the intervals do not meet, or
    /// both are the same day. `None`: it depends on what is unknown.
    #[must_use]
    pub fn certain_order(self, other: Self) -> Option<Ordering> {
        if self.latest() < other.earliest() {
            Some(Ordering::Less)
        } else if self.earliest() > other.latest() {
            Some(Ordering::Greater)
        } else {
            (self == other && self.is_full()).then_some(Ordering::Equal)
        }
    }

    /// Can both be the same day? `1960` and `05/03/1960` do not contradict
    /// each other, `04/1960` and `05/03/1960` do.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// As people read it: `05/03/1960`, `03/1960`, `1960`.
    #[must_use]
    pub fn shown(self) -> String {
        let year = self.year;
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{day:02}/{month:02}/{year:04}"),
            (Some(month), None) => format!("{month:02}/{year:04}"),
            _ => format!("{year:04}"),
        }
    }

    fn with(self, month: u8, day: u8) -> CivilDate {
        // The parts were checked when this date was made.
        CivilDate::new(self.year(), month, day).unwrap_or(CivilDate::FIRST)
    }
}

impl From<CivilDate> for PartialDate {
    fn from(date: CivilDate) -> Self {
        let year = u16::try_from(date.year()).unwrap_or_default();
        Self {
            year,
            month: Some(date.month()),
            day: Some(date.day()),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PartialDate {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<Self, DateFault> {
        Self::parse_iso(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse_iso(text).unwrap()
    }

    #[track_caller]
    fn interval(text: &str, earliest: &str, latest: &str) {
        let found = (
            date(text).earliest().to_string(),
            date(text).latest().to_string(),
        );
        assert_eq!(found, (earliest.to_owned(), latest.to_owned()));
    }

    #[track_caller]
    fn order(a: &str, b: &str, expected: Option<Ordering>) {
        assert_eq!(date(a).certain_order(date(b)), expected, "{a} {b}");
        assert_eq!(
            date(b).certain_order(date(a)),
            expected.map(Ordering::reverse),
            "{b} {a}"
        );
    }

    #[test]
    fn intervals() {
        interval("1960", "1960-01-01", "1960-12-31");
        interval("1960-02", "1960-02-01", "1960-02-29");
        interval("1960-02-05", "1960-02-05", "1960-02-05");
    }

    #[test]
    fn certain_orders() {
        order("1960", "1961-01-01", Some(Ordering::Less));
        order("1960-03-05", "1960-03-05", Some(Ordering::Equal));
        order("1960", "1960-03-05", None);
        order("1960", "1960", None);
        order("1960-03", "1960-02-28", Some(Ordering::Greater));
    }

    #[test]
    fn agreement() {
        assert!(date("1960").agrees_with(date("1960-03-05")));
        assert!(date("1960-03").agrees_with(date("1960")));
        assert!(!date("1960-04").agrees_with(date("1960-03-05")));
    }

    #[test]
    fn shown_as_people_write() {
        assert_eq!(date("1960-03-05").shown(), "05/03/1960");
        assert_eq!(date("1960-03").shown(), "03/1960");
        assert_eq!(date("1960").shown(), "1960");
    }
}

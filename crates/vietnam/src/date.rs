//! Days of the Gregorian calendar and births of which only the month or the
//! year is known. Text on the wire is ISO 8601; people read `05/03/1960`.

mod between;
mod civil;
mod partial;
mod read;
mod words;

pub use between::{
    add_days, add_months, add_years, age_range, days_between, months_between, working_days_between,
    years_between,
};
pub use civil::{CivilDate, Weekday};
pub use partial::PartialDate;
pub use words::{date_in_words, date_on_paper};

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateFault {
    /// Nothing is written.
    Empty,
    /// Not of the shape of a date at all.
    NotADate,
    /// The place of the day is empty: `/3/1960`.
    MissingDay,
    /// The place of the month is empty: `31//1990`.
    MissingMonth,
    /// No year: `5/3`.
    MissingYear,
    /// The year must be written with four digits.
    ShortYear,
    /// The year is outside the calendar (0001–9999), or outside 1800–2199 in
    /// what a person wrote.
    NoSuchYear,
    /// The month is not 1–12.
    NoSuchMonth,
    /// The month has no such day: `31/02/2020`.
    NoSuchDay,
    /// Only a month or year is given where a full date is wanted.
    NotFull,
}

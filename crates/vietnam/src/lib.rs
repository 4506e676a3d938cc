//! Vietnamese names, dates, numbers, units and texts. Pure: no I/O, no clock,
//! and no input makes it panic.
//!
//! | Module | Subject |
//! |---|---|
//! | [`text`] | cleaning, comparing and searching of text |
//! | [`name`] | names of persons |
//! | [`date`] | full and partial dates, ages, dates in words |
//! | [`number_words`] | numbers in words |
//! | [`personal_id`] | personal id (12 digits) and old identity number (9 digits) |
//! | [`phone`] | Vietnamese and foreign phone numbers |
//! | [`email`] | e-mail addresses |
//! | [`moment`] | moments as people here read them |
//! | [`money`] | amounts in đồng |
//! | [`plate`] | number plates |
//! | [`card_qr`] | the QR code of identity cards |
//! | [`health_card_qr`] | the QR code of health insurance cards |
//! | [`vietqr`] | the QR code of a bank transfer |
//! | [`mod@unit`] | administrative units, today's and old, and conversion |
//! | [`address`] | whether two addresses are the same place |
//!
//! Every reader is tolerant of how people write and strict about what comes
//! out: it returns one canonical value or a fault that says what is wrong.
//! It judges shape only; whether a value is true is the back end's to say.

pub mod text;

mod letters;

pub mod address;
pub mod card_qr;
pub mod date;
pub mod email;
pub mod health_card_qr;
pub mod moment;
pub mod money;
pub mod name;
pub mod number_words;
pub mod personal_id;
pub mod phone;
pub mod plate;
pub mod unit;
pub mod vietqr;

pub use crate::date::{CivilDate, PartialDate};

/// A language in which this crate can put numbers and dates into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

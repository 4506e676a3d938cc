//! Administrative units: today's 34 provinces and 3,321 communes, and those
//! before 01/07/2025 with what became of them.
//!
//! The tables are not part of this crate: whoever needs them loads the text of
//! the files in `data/` and hands it to [`Units::read`] or [`OldUnits::read`].
//! A code does not tell its age (most old codes live on as codes of larger
//! units), so always keep the vintage with it.

mod code;
mod csv;
mod current_address;
mod hamlet;
mod kind;
mod label;
mod legacy_address;
mod old;
mod old_table;
mod search;
mod sought;
mod today;
mod words;

pub use code::{Code, CommuneCode, ProvinceCode};
pub(crate) use current_address::parts;
pub use current_address::{CurrentAddress, names_a_district};
pub use kind::{CommuneKind, ProvinceKind};
pub(crate) use label::spelled;
pub use legacy_address::LegacyAddress;
pub use old::{Conversion, OldCommune, OldDistrict, OldProvince, OldUnits, Share, Successor};
pub use sought::{Fit, Sign, Sought};
pub use today::{Commune, Province, Units};

/// Why a table cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitFault {
    /// The first line does not name the columns expected.
    Header,
    /// A line (counted from 1) has a wrong number of cells, code, type or
    /// relation.
    Line(usize),
}

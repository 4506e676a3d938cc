//! Are two written addresses the same place?

use crate::text;
use crate::unit::{CommuneCode, Conversion, LegacyAddress, OldUnits, parts, spelled};
use std::fmt;

/// Most units at the end of an address: commune, district, province.
const UNITS: usize = 3;

/// Where an address is today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The commune.
    pub commune: CommuneCode,
    /// What stands before the units: house, street, village.
    pub detail: String,
}

/// Knows what addresses of before 01/07/2025 are today: by the table of old units, or by what was looked up in it.
pub trait Former: fmt::Debug {
    /// Where the address is today, as far as that is certain. An old commune that was split is not certain.
    fn today(&self, written: &str) -> Option<Standing>;
}

/// Knows none.
impl Former for () {
    fn today(&self, _: &str) -> Option<Standing> {
        None
    }
}

impl Former for OldUnits {
    fn today(&self, written: &str) -> Option<Standing> {
        Standing::of(self.read_legacy_address(written))
    }
}

impl Standing {
    /// Where an old address that was read is today, if that is certain. Only one with its district is old: districts
    /// are no more.
    #[must_use]
    pub fn of(read: LegacyAddress) -> Option<Self> {
        let is_old = read.district.is_some() && read.commune.is_some();
        match read.conversion {
            Conversion::Whole(commune) if is_old => Some(Self {
                commune,
                detail: read.detail,
            }),
            _ => None,
        }
    }
}

/// Do two addresses differ in spelling only: case, tone placement, spaces and
/// commas, the country at the end, and words for units that are abbreviated
/// (`P. 1, Q. 3` = `Phường 1, Quận 3`)?
#[must_use]
pub fn same_address_text(a: &str, b: &str) -> bool {
    a == b || fold_address(a) == fold_address(b)
}

/// The key of an address: [`text::fold`], its parts between commas only.
fn fold_address(address: &str) -> String {
    let folded = text::fold(address);
    let parts = parts(&folded);
    let first_unit = parts.len().saturating_sub(UNITS);
    let part = |(at, part): (usize, &&str)| {
        if at < first_unit {
            (*part).to_owned()
        } else {
            spelled(part)
        }
    };
    let parts: Vec<String> = parts.iter().enumerate().map(part).collect();
    parts.join(", ")
}

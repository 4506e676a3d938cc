//! Are two written addresses the same place?

use crate::text;
use crate::unit::{CommuneCode, Conversion, OldUnits, Units};

/// Do two addresses differ in spelling only: case, tone placement, spaces and
/// commas?
#[must_use]
pub fn same_address_text(a: &str, b: &str) -> bool {
    a == b || fold_address(a) == fold_address(b)
}

/// Are two addresses the same place, one perhaps with the names of units of
/// before 01/07/2025 and the other with today's? True only where that is
/// certain: the same detail in the same commune of today. An old commune that
/// was split is not certain.
#[must_use]
pub fn same_place(a: &str, b: &str, units: &Units, old_units: &OldUnits) -> bool {
    if same_address_text(a, b) {
        return true;
    }
    let place = |address| place(address, units, old_units);
    place(a).is_some_and(|known| place(b) == Some(known))
}

/// The key of an address: [`text::fold`], its parts between commas only.
fn fold_address(address: &str) -> String {
    let folded = text::fold(address);
    let parts = folded
        .split([',', ';'])
        .map(|part| part.trim_matches([' ', '.']));
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Detail and commune of today, where they are certain. With a district it is
/// an address of before; districts are no more.
fn place(address: &str, units: &Units, old_units: &OldUnits) -> Option<(String, CommuneCode)> {
    let old = old_units.read_legacy_address(address);
    let (detail, commune) = if old.district.is_some() && old.commune.is_some() {
        match old.conversion {
            Conversion::Whole(commune) => (old.detail, commune),
            Conversion::Split(_) | Conversion::Unknown => return None,
        }
    } else {
        let read = units.read_address(address);
        (read.detail, read.commune?)
    };
    Some((fold_address(&detail), commune))
}

//! Reading an address of two levels, as written since 01/07/2025: "Số 1,
//! Phường B, Thành phố D".

use super::label::Label;
use super::{Commune, CommuneCode, ProvinceCode, Units, hamlet};
use crate::text;

/// What could be understood of an address of today; a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentAddress {
    /// The whole address as it came, cleaned.
    pub text: String,
    /// What stands before the units: house, street, village.
    pub detail: String,
    /// The commune, where it is certain.
    pub commune: Option<CommuneCode>,
    /// The province.
    pub province: Option<ProvinceCode>,
}

impl Units {
    /// Reads an address of today from its end: province, commune, and the
    /// rest, parted by commas; before the commune a hamlet may stand without
    /// one. A district is never taken for the commune that has its name today.
    #[must_use]
    pub fn read_address(&self, written: &str) -> CurrentAddress {
        let text = text::clean(written);
        let mut rest = parts(&text);
        let province = rest.last().and_then(|last| self.find_province(last));
        if province.is_some() {
            rest.pop();
        }
        let communes: Vec<&Commune> = match (province, rest.last()) {
            (Some(province), Some(last)) if !is_old_level(last) => {
                self.find_communes(last, Some(province.code))
            }
            _ => Vec::new(),
        };
        let commune = match (communes.as_slice(), province) {
            ([only], _) => rest.pop().map(|_| only.code),
            ([], Some(province)) => self.cut_commune(&mut rest, province.code),
            _ => None,
        };
        let (detail, province) = (rest.join(", "), province.map(|province| province.code));
        CurrentAddress {
            text,
            detail,
            commune,
            province,
        }
    }

    /// Takes a commune off the end of the last part, where only a word parts it from what stands before.
    fn cut_commune(&self, rest: &mut [&str], province: ProvinceCode) -> Option<CommuneCode> {
        let last = rest.last_mut().filter(|last| !is_old_level(last))?;
        let surely = |label: &Label| -> Option<CommuneCode> {
            let mut units =
                { self.communes_of(province) }.filter(|unit| label.is_surely(&unit.label));
            let only = units.next()?;
            units.next().is_none().then_some(only.code)
        };
        let (before, commune) = hamlet::cut(last, |label| surely(label).is_some())?;
        *last = before;
        surely(&Label::official(commune))
    }
}

/// Does an address of Viet Nam name a unit of a level that is no more, above
/// its commune? A province stands last and may be a city.
#[must_use]
pub fn names_a_district(written: &str) -> bool {
    let text = text::clean(written);
    let parts = parts(&text);
    let above = parts.split_last().map_or(&[][..], |(_, above)| above);
    above.iter().any(|part| is_old_level(part))
}

/// Is this by its word a unit of a kind that is no more below a province?
fn is_old_level(part: &str) -> bool {
    let word = Label::official(part).word;
    matches!(
        word,
        Some("huyện" | "quận" | "thị xã" | "thị trấn" | "thành phố")
    )
}

/// The parts of an address between commas, without the country at the end.
pub(crate) fn parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text
        .split([',', ';'])
        .map(|part| part.trim_matches([' ', '-', '.']))
        .filter(|part| !part.is_empty())
        .collect();
    while parts
        .last()
        .is_some_and(|last| matches!(&*text::search_fold(last), "viet nam" | "vn"))
    {
        parts.pop();
    }
    parts
}

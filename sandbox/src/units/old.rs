//! Units as of a day before 01/07/2025: provinces and communes of the order of 30/06/2025. Districts are no level of
//! operation 7: a commune's full name ends with its district (`docs/decisions/0016-units-as-of-a-day.md`).

use portal_api::{AdminUnit, UnitLevel};
use vietnam::unit::{OldCommune, OldDistrict, OldUnits};

use super::{Asked, LAST_DAY};
use crate::problem::Failure;

/// Code and name of a province of before 01/07/2025.
pub(super) struct OldProvince {
    code: String,
    name: String,
}

/// Reads `data/legacy-provinces.csv`; none where a line is wrong.
pub(super) fn read(text: &str) -> Option<Vec<OldProvince>> {
    let mut lines = text.lines();
    lines.next().filter(|header| *header == "code,name")?;
    let row = |line: &str| {
        let (code, name) = line.split_once(',')?;
        Some(OldProvince {
            code: code.to_owned(),
            name: name.to_owned(),
        })
    };
    lines.map(row).collect()
}

/// What was asked for, of that order.
pub(super) fn units(
    provinces: &[OldProvince],
    old: &OldUnits,
    asked: &Asked,
) -> Result<Vec<AdminUnit>, Failure> {
    if asked.legacy.is_some() {
        return Err(Failure::malformed(
            "legacy asks for the units of today: leave asOf out",
        ));
    }
    match (asked.level.as_deref(), &asked.parent) {
        (Some("province") | None, None) => Ok(provinces.iter().map(province).collect()),
        (Some("commune"), None) => {
            { Ok(provinces.iter()) }.map(|all| all.flat_map(|one| communes(one, old)).collect())
        }
        (Some("commune") | None, Some(parent)) => { provinces.iter() }
            .find(|one| one.code == *parent)
            .map(|one| communes(one, old))
            .ok_or_else(Failure::not_found),
        (Some("province"), Some(_)) => Ok(Vec::new()),
        (Some(_), _) => Err(super::no_level()),
    }
}

fn province(unit: &OldProvince) -> AdminUnit {
    AdminUnit {
        code: unit.code.as_str().into(),
        name: bare(&unit.name).into(),
        full_name: unit.name.as_str().into(),
        level: UnitLevel::Province,
        parent_code: None,
        valid_from: LAST_DAY.into(),
        valid_to: Some(LAST_DAY.into()),
        replaced_by: Vec::new(),
        replaces: Vec::new(),
    }
}

/// Those with a code; an island district without communes has none.
fn communes(province: &OldProvince, old: &OldUnits) -> Vec<AdminUnit> {
    let named = old
        .provinces()
        .iter()
        .filter(|one| one.name == province.name);
    let districts = named.flat_map(|one| &one.districts);
    let all = districts.flat_map(|district| {
        let communes = district.communes.iter();
        communes.filter_map(|unit| commune(province, district, unit))
    });
    all.collect()
}

fn commune(province: &OldProvince, district: &OldDistrict, unit: &OldCommune) -> Option<AdminUnit> {
    let successors = unit.successors.iter();
    Some(AdminUnit {
        code: unit.code?.as_str().into(),
        name: bare(&unit.name).into(),
        full_name: format!("{}, {}", unit.name, district.name).into(),
        level: UnitLevel::Commune,
        parent_code: Some(province.code.as_str().into()),
        valid_from: LAST_DAY.into(),
        valid_to: Some(LAST_DAY.into()),
        replaced_by: successors.map(|one| one.code.as_str().into()).collect(),
        replaces: Vec::new(),
    })
}

/// A name without the word for its kind.
fn bare(name: &str) -> &str {
    let words = ["Thành phố ", "Tỉnh ", "Thị trấn ", "Phường ", "Xã "];
    let found = words.iter().find_map(|word| name.strip_prefix(word));
    found.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use vietnam::personal_id::PersonalId;

    const PROVINCES: &str = include_str!("../../../data/legacy-provinces.csv");
    const COMMUNES: &str = include_str!("../../../data/legacy-communes.csv");

    #[test]
    fn the_old_provinces_are_those_of_the_communes_and_of_personal_numbers() {
        let provinces = read(PROVINCES).unwrap();
        let old = OldUnits::read(COMMUNES, "old_code,new_code,kind\n").unwrap();
        let names: BTreeSet<&str> = provinces.iter().map(|one| one.name.as_str()).collect();
        let known = old.provinces().iter().map(|one| one.name.as_str());
        assert_eq!(names, known.collect());
        for one in &provinces {
            let number = PersonalId::parse(&format!("0{}090999001", one.code)).unwrap();
            assert!(number.tells_province(), "{}", one.name);
        }
        assert!(read("code,name\n01").is_none() && read("name\n").is_none());
    }

    #[test]
    fn names_lose_the_word_for_their_kind() {
        assert_eq!(bare("Thị trấn Sóc Sơn"), "Sóc Sơn");
        assert_eq!(bare("Phường 4"), "4");
    }
}

//! Reading the table of old units.

use super::csv::rows;
use super::label::Label;
use super::{
    Code, CommuneCode, OldCommune, OldDistrict, OldProvince, OldUnits, Share, Successor, UnitFault,
};

impl OldUnits {
    /// Reads the text of `legacy-communes.csv`, or of some rows below its
    /// header, and of `legacy-splits.csv`, which may have rows too many.
    ///
    /// # Errors
    /// The first line that is not as expected, of either file.
    pub fn read(communes: &str, splits: &str) -> Result<Self, UnitFault> {
        let header = [
            "old_code",
            "old_name",
            "old_district_name",
            "old_province_name",
            "new_code",
            "relation",
        ];
        let shares = shares(splits)?;
        let mut units = Self::default();
        for row in rows(communes, header)? {
            let (line, [code, name, district, province, new_code, relation]) = row?;
            let fault = UnitFault::Line(line);
            let old = if code.is_empty() {
                None
            } else {
                Some(Code::parse(code).ok_or(fault)?)
            };
            let new = Code::parse(new_code).ok_or(fault)?;
            let share = match relation {
                "whole" => Share::Whole,
                "part" => shares
                    .binary_search_by_key(&(old, new), |(pair, _)| *pair)
                    .ok()
                    .and_then(|at| shares.get(at))
                    .map_or(Share::Part, |(_, share)| *share),
                _ => return Err(fault),
            };
            let successor = Successor { code: new, share };
            units.add([name, district, province], old, successor);
        }
        Ok(units)
    }

    /// Only the names of provinces: with them the address tells which part of
    /// the table to load, by [`OldUnits::read_legacy_address`].
    #[must_use]
    pub fn of_provinces<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            provinces: names.into_iter().map(old_province).collect(),
        }
    }

    /// Adds what a row says of a commune.
    fn add(&mut self, names: [&str; 3], code: Option<CommuneCode>, successor: Successor) {
        let [name, district, province] = names;
        let commune = || OldCommune {
            code,
            name: name.to_owned(),
            successors: Vec::new(),
        };
        let is_commune = |unit: &OldCommune| unit.name == name && unit.code == code;
        let in_province = |unit: &mut OldProvince| {
            entry(
                &mut unit.districts,
                |unit| unit.name == district,
                || old_district(district),
                |unit| {
                    entry(&mut unit.communes, is_commune, commune, |unit| {
                        unit.successors.push(successor);
                    });
                },
            );
        };
        entry(
            &mut self.provinces,
            |unit| unit.name == province,
            || old_province(province),
            in_province,
        );
    }
}

type Pair = (Option<CommuneCode>, CommuneCode);

fn shares(splits: &str) -> Result<Vec<(Pair, Share)>, UnitFault> {
    let mut shares = Vec::new();
    for row in rows(splits, ["old_code", "new_code", "kind"])? {
        let (line, [old, new, kind]) = row?;
        let share = match kind {
            "part" => Some(Share::Part),
            "area_only" => Some(Share::AreaOnly),
            "part_area_all_population" => Some(Share::AreaAndAllPeople),
            "part_population" => Some(Share::SomePeople),
            "other" => Some(Share::Other),
            _ => None,
        };
        let pair = Code::parse(old)
            .zip(Code::parse(new))
            .map(|(old, new)| (Some(old), new));
        shares.push(pair.zip(share).ok_or(UnitFault::Line(line))?);
    }
    shares.sort_by_key(|(pair, _)| *pair);
    Ok(shares)
}

fn old_province(name: &str) -> OldProvince {
    OldProvince {
        name: name.to_owned(),
        districts: Vec::new(),
        label: Label::official(name),
    }
}

fn old_district(name: &str) -> OldDistrict {
    OldDistrict {
        name: name.to_owned(),
        communes: Vec::new(),
        label: Label::official(name),
    }
}

/// Does something with the unit that fits, or with a new one. Rows of one unit
/// stand together in the table, so the last units are looked at first.
fn entry<T>(
    units: &mut Vec<T>,
    fits: impl Fn(&T) -> bool,
    make: impl FnOnce() -> T,
    then: impl FnOnce(&mut T),
) {
    if let Some(unit) = units.iter_mut().rev().find(|unit| fits(unit)) {
        then(unit);
    } else {
        let mut unit = make();
        then(&mut unit);
        units.push(unit);
    }
}

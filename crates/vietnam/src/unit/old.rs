//! Units before 01/07/2025 (63 provinces, districts, communes) and what
//! became of them. Mergers of earlier years are not covered.

use super::csv::rows;
use super::label::{Label, best};
use super::{Code, CommuneCode, UnitFault};

/// What an old commune is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// All of it lies in this commune.
    Whole(CommuneCode),
    /// It was split, or it may be one of several: ask the person.
    Split(Vec<Successor>),
    /// The table has no such commune: say so and ask.
    Unknown,
}

/// A commune of today that took an old one or some of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Successor {
    /// The commune of today.
    pub code: CommuneCode,
    /// What it took.
    pub share: Share,
}

/// What a successor took of an old commune, as the official table notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Share {
    /// All of it.
    Whole,
    /// Area and people of a part.
    Part,
    /// Some area, without people named.
    AreaOnly,
    /// Some area, and all the people: may be preselected.
    AreaAndAllPeople,
    /// Some of the people.
    SomePeople,
    /// A note that could not be classified, or a note about one of several
    /// communes that may be meant.
    Other,
}

/// A province of before 01/07/2025.
#[derive(Clone, Debug)]
pub struct OldProvince {
    /// Its name with the word for its kind.
    pub name: String,
    /// Its districts.
    pub districts: Vec<OldDistrict>,
    label: Label,
}

/// A district of before 01/07/2025.
#[derive(Clone, Debug)]
pub struct OldDistrict {
    /// Its name with the word for its kind.
    pub name: String,
    /// Its communes. An island district without communes has one, without
    /// name and code.
    pub communes: Vec<OldCommune>,
    label: Label,
}

/// A commune of before 01/07/2025.
#[derive(Clone, Debug)]
pub struct OldCommune {
    /// Its old code, which today may be that of another unit.
    pub code: Option<CommuneCode>,
    /// Its name with the word for its kind.
    pub name: String,
    /// What it became; at least one.
    pub successors: Vec<Successor>,
}

/// The table of old units, or the part of it that was loaded.
#[derive(Clone, Debug, Default)]
pub struct OldUnits {
    provinces: Vec<OldProvince>,
}

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

    /// The provinces with their districts and communes.
    #[must_use]
    pub fn provinces(&self) -> &[OldProvince] {
        &self.provinces
    }

    /// What became of the commune that had this code before 01/07/2025.
    #[must_use]
    pub fn convert_code(&self, old: CommuneCode) -> Conversion {
        let districts = self
            .provinces
            .iter()
            .flat_map(|province| &province.districts);
        let communes: Vec<_> = districts
            .flat_map(|district| &district.communes)
            .filter(|commune| commune.code == Some(old))
            .collect();
        conversion(&communes)
    }

    /// What became of a commune, by names with or without accents and words
    /// for the kind. An empty or unknown district is tolerated where the
    /// province has only one commune of that name.
    #[must_use]
    pub fn convert_names(&self, commune: &str, district: &str, province: &str) -> Conversion {
        let provinces = self.find_provinces(province);
        let within = match find_districts(&provinces, district) {
            none if none.is_empty() => all_districts(&provinces),
            found => found,
        };
        conversion(&find_communes(&within, commune))
    }

    /// The communes of today in which an old district lies, by code; none
    /// where the district is not known. Narrows the choice where the commune
    /// itself is not known.
    #[must_use]
    pub fn successors_of_district(&self, district: &str, province: &str) -> Vec<CommuneCode> {
        successors(&find_districts(&self.find_provinces(province), district))
    }

    /// The old provinces that somebody may mean.
    pub(super) fn find_provinces(&self, written: &str) -> Vec<&OldProvince> {
        best(written, &self.provinces.iter(), |label, unit| {
            label.fit(&unit.label)
        })
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

/// The districts of some provinces that somebody may mean.
pub(super) fn find_districts<'a>(
    provinces: &[&'a OldProvince],
    written: &str,
) -> Vec<&'a OldDistrict> {
    let districts = provinces.iter().flat_map(|province| &province.districts);
    best(written, &districts, |label, unit| label.fit(&unit.label))
}

/// All the districts of some provinces.
pub(super) fn all_districts<'a>(provinces: &[&'a OldProvince]) -> Vec<&'a OldDistrict> {
    provinces
        .iter()
        .flat_map(|province| &province.districts)
        .collect()
}

/// The communes of today in which some districts lie, by code.
pub(super) fn successors(districts: &[&OldDistrict]) -> Vec<CommuneCode> {
    let communes = districts.iter().flat_map(|district| &district.communes);
    let mut codes: Vec<_> = communes
        .flat_map(|commune| &commune.successors)
        .map(|successor| successor.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The communes of some districts that somebody may mean.
pub(super) fn find_communes<'a>(
    districts: &[&'a OldDistrict],
    written: &str,
) -> Vec<&'a OldCommune> {
    let communes = districts.iter().flat_map(|district| &district.communes);
    best(written, &communes, |label, unit| {
        label.fit(&Label::official(&unit.name))
    })
}

/// What became of the communes that somebody may mean. Where there are several
/// of them, what was noted about one says nothing about the person.
pub(super) fn conversion(communes: &[&OldCommune]) -> Conversion {
    let mut found: Vec<Successor> = Vec::new();
    for successor in communes.iter().flat_map(|commune| &commune.successors) {
        if !found.iter().any(|known| known.code == successor.code) {
            let share = if communes.len() > 1 {
                Share::Other
            } else {
                successor.share
            };
            found.push(Successor {
                share,
                ..*successor
            });
        }
    }
    match *found.as_slice() {
        [] => Conversion::Unknown,
        [only] => Conversion::Whole(only.code),
        _ => Conversion::Split(found),
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

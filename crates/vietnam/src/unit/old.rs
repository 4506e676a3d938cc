//! Units before 01/07/2025 (63 provinces, districts, communes) and what
//! became of them. Mergers of earlier years are not covered.

use super::CommuneCode;
use super::label::{Label, best};

/// What an old commune is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// All of it lies in this commune.
    Whole(CommuneCode),
    /// It was split, or it may be one of several, or it is doubtful that this
    /// one is meant: ask the person. At least one candidate.
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
    pub(super) label: Label,
}

/// A district of before 01/07/2025.
#[derive(Clone, Debug)]
pub struct OldDistrict {
    /// Its name with the word for its kind.
    pub name: String,
    /// Its communes. An island district without communes has one, without
    /// name and code.
    pub communes: Vec<OldCommune>,
    pub(super) label: Label,
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
    pub(super) provinces: Vec<OldProvince>,
}

impl Conversion {
    /// The same where it is not sure that this commune is meant: ask.
    pub(super) fn doubtful(self) -> Self {
        let share = Share::Other;
        match self {
            Self::Whole(code) => Self::Split(vec![Successor { code, share }]),
            Self::Split(candidates) => Self::Split(
                candidates
                    .into_iter()
                    .map(|one| Successor { share, ..one })
                    .collect(),
            ),
            Self::Unknown => Self::Unknown,
        }
    }
}

impl OldUnits {
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
    /// for the kind. Without a district, every commune of that name in the
    /// province may be meant; with an unknown one, it is to be asked whether
    /// it is one of them.
    #[must_use]
    pub fn convert_names(&self, commune: &str, district: &str, province: &str) -> Conversion {
        let provinces = self.find_provinces(province);
        let districts = find_districts(&provinces, district);
        if !districts.is_empty() {
            return conversion(&find_communes(&districts, commune));
        }
        let found = conversion(&find_communes(&all_districts(&provinces), commune));
        if district.trim().is_empty() {
            found
        } else {
            found.doubtful()
        }
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
            found.push(*successor);
        }
    }
    match *found.as_slice() {
        [] => Conversion::Unknown,
        [only] => Conversion::Whole(only.code),
        _ if communes.len() > 1 => Conversion::Split(found).doubtful(),
        _ => Conversion::Split(found),
    }
}

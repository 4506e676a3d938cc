//! Units since 01/07/2025: provinces and communes, without districts.

use super::csv::rows;
use super::label::{Label, best};
use super::search::{self, rank};
use super::{Code, CommuneCode, CommuneKind, ProvinceCode, ProvinceKind, UnitFault};
use crate::number_words::capitalised;

/// A province or centrally-run city of today.
#[derive(Clone, Debug)]
pub struct Province {
    /// Its code.
    pub code: ProvinceCode,
    /// Its name without the word for its kind.
    pub name: String,
    /// Province or city.
    pub kind: ProvinceKind,
    /// The names of the provinces before 01/07/2025 that it consists of.
    pub merged_from: Vec<String>,
    label: Label,
}

/// A commune, ward or special zone of today.
#[derive(Clone, Debug)]
pub struct Commune {
    /// Its code.
    pub code: CommuneCode,
    /// Its name without the word for its kind.
    pub name: String,
    /// Commune, ward or special zone.
    pub kind: CommuneKind,
    /// The province it lies in.
    pub province: ProvinceCode,
    pub(super) label: Label,
}

/// Today's table of units.
#[derive(Clone, Debug, Default)]
pub struct Units {
    provinces: Vec<Province>,
    communes: Vec<Commune>,
}

impl Province {
    /// "Tỉnh Cao Bằng", "Thành phố Hà Nội".
    #[must_use]
    pub fn full_name(&self) -> String {
        capitalised(&format!("{} {}", self.kind.word(), self.name))
    }
}

impl Commune {
    /// "Phường Ba Đình", "Xã Ba Vì", "Đặc khu Côn Đảo".
    #[must_use]
    pub fn full_name(&self) -> String {
        capitalised(&format!("{} {}", self.kind.word(), self.name))
    }
}

impl Units {
    /// Reads the text of `provinces.csv` and `communes.csv`.
    ///
    /// # Errors
    /// The first line that is not as expected, of either file.
    pub fn read(provinces: &str, communes: &str) -> Result<Self, UnitFault> {
        let provinces = rows(provinces, ["code", "name_vi", "type", "merged_from"])?
            .map(|row| row.and_then(|(line, cells)| province(cells).ok_or(UnitFault::Line(line))))
            .collect::<Result<Vec<_>, _>>()?;
        let mut communes = rows(communes, ["code", "name_vi", "type", "province_code"])?
            .map(|row| row.and_then(|(line, cells)| commune(cells).ok_or(UnitFault::Line(line))))
            .collect::<Result<Vec<_>, _>>()?;
        communes.sort_by_key(|commune| commune.code);
        Ok(Self {
            provinces,
            communes,
        })
    }

    /// Units by code and full name, as lists of them have it, and the communes
    /// of one province. What is no name of a unit is left out.
    #[must_use]
    pub fn of_names<'a>(
        provinces: impl IntoIterator<Item = (&'a str, &'a str)>,
        communes: impl IntoIterator<Item = (&'a str, &'a str)>,
        of: Option<ProvinceCode>,
    ) -> Self {
        let provinces = provinces.into_iter().filter_map(|(code, name)| {
            let (kind, name) = ProvinceKind::split(name)?;
            province([code, name, kind.word(), ""])
        });
        let communes = communes.into_iter().filter_map(|(code, name)| {
            let (kind, name) = CommuneKind::split(name)?;
            commune([code, name, kind.word(), of.as_ref()?.as_str()])
        });
        let mut units = Self {
            provinces: provinces.collect(),
            communes: communes.collect(),
        };
        units.communes.sort_by_key(|commune| commune.code);
        units
    }

    /// All provinces in the order of the table.
    #[must_use]
    pub fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// All communes by code.
    #[must_use]
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// The communes of a province by code.
    pub fn communes_of(&self, province: ProvinceCode) -> impl Iterator<Item = &Commune> + Clone {
        self.communes
            .iter()
            .filter(move |commune| commune.province == province)
    }

    /// The province with a code.
    #[must_use]
    pub fn province(&self, code: ProvinceCode) -> Option<&Province> {
        self.provinces.iter().find(|province| province.code == code)
    }

    /// The commune with a code of today.
    #[must_use]
    pub fn commune(&self, code: CommuneCode) -> Option<&Commune> {
        let at = self
            .communes
            .binary_search_by_key(&code, |commune| commune.code)
            .ok()?;
        self.communes.get(at)
    }

    /// The province of today that somebody means, with or without accents and
    /// the word for its kind; common short names are known.
    #[must_use]
    pub fn find_province(&self, written: &str) -> Option<&Province> {
        let found = best(written, &self.provinces.iter(), |label, unit| {
            label.fit(&unit.label)
        });
        found.first().copied()
    }

    /// The province of today in which a province of before 01/07/2025 lies.
    #[must_use]
    pub fn province_of_old(&self, written: &str) -> Option<&Province> {
        let found = best(written, &self.provinces.iter(), |label, unit| {
            unit.merged_from
                .iter()
                .filter_map(|old| label.fit(&Label::of(None, old)))
                .max()
        });
        found.first().copied()
    }

    /// The communes of today that somebody means, in one province or in all.
    /// Several where the name, or what is left of it without accents, is that
    /// of several.
    #[must_use]
    pub fn find_communes(&self, written: &str, province: Option<ProvinceCode>) -> Vec<&Commune> {
        best(written, &self.within(province), |label, unit| {
            label.fit(&unit.label)
        })
    }

    /// The first `limit` provinces for a search box, best first. Former names
    /// find the province of today.
    #[must_use]
    pub fn search_provinces(&self, written: &str, limit: usize) -> Vec<&Province> {
        let readings = Label::readings(written);
        rank(self.provinces.iter(), limit, |unit| {
            let old = unit.merged_from.iter().map(|old| Label::of(None, old));
            search::rank_of(&readings, &unit.label)
                .or_else(|| old.filter_map(|old| search::rank_of(&readings, &old)).min())
        })
    }

    /// The first `limit` communes for a search box, best first: the whole
    /// name with accents, its beginning, the name without accents, the
    /// beginning of a word, any part.
    #[must_use]
    pub fn search_communes(
        &self,
        written: &str,
        province: Option<ProvinceCode>,
        limit: usize,
    ) -> Vec<&Commune> {
        let readings = Label::readings(written);
        rank(self.within(province), limit, |unit| {
            search::rank_of(&readings, &unit.label)
        })
    }

    fn within(&self, province: Option<ProvinceCode>) -> impl Iterator<Item = &Commune> + Clone {
        self.communes
            .iter()
            .filter(move |commune| province.is_none_or(|province| commune.province == province))
    }
}

fn province([code, name, kind, merged_from]: [&str; 4]) -> Option<Province> {
    let kind = ProvinceKind::from_word(kind)?;
    Some(Province {
        code: Code::parse(code)?,
        name: name.to_owned(),
        kind,
        merged_from: merged_from.split(';').map(str::to_owned).collect(),
        label: Label::of(Some(kind.word()), name),
    })
}

fn commune([code, name, kind, province]: [&str; 4]) -> Option<Commune> {
    let kind = CommuneKind::from_word(kind)?;
    Some(Commune {
        code: Code::parse(code)?,
        name: name.to_owned(),
        kind,
        province: Code::parse(province)?,
        label: Label::of(Some(kind.word()), name),
    })
}

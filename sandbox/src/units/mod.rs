//! Operation 7: administrative units of today, what became of the old ones, and those as of a day before (contract 4.2).

mod old;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use portal_api::{AdminUnit, Page, UnitLevel};
use serde::Deserialize;
use vietnam::unit::{Code, Commune, CommuneCode, Conversion, OldUnits, Province, Units as Today};

use crate::clock::parse_date;
use crate::conventions::{Paging, Params, caching};
use crate::problem::Failure;
use crate::start::StartError;
use crate::state::AppState;

/// Day on which the two-tier order began.
const FIRST_DAY: &str = "2025-07-01";
/// Last day of the order before, and the only one for which the tables are known to hold.
const LAST_DAY: &str = "2025-06-30";

/// Units of today and of before.
pub struct Units {
    /// Provinces and communes.
    pub today: Today,
    /// Units before 01/07/2025.
    pub old: OldUnits,
    old_provinces: Vec<old::OldProvince>,
    /// By code of today: the old communes that it took something of.
    replaced: BTreeMap<CommuneCode, BTreeSet<CommuneCode>>,
}

impl Units {
    /// Reads the five files of `data/`.
    ///
    /// # Errors
    /// When one is missing or a line is wrong.
    pub fn load(root: &Path) -> Result<Self, StartError> {
        let text = |name: &str| {
            let file = root.join("data").join(name);
            std::fs::read_to_string(&file)
                .map_err(StartError::doing(format!("reading {}", file.display())))
        };
        let today = Today::read(&text("provinces.csv")?, &text("communes.csv")?);
        let old = OldUnits::read(&text("legacy-communes.csv")?, &text("legacy-splits.csv")?)
            .map_err(|fault| StartError::doing("reading the old units")(format!("{fault:?}")))?;
        let provinces = text("legacy-provinces.csv")?;
        Ok(Self {
            old_provinces: old::read(&provinces).ok_or_else(|| {
                StartError::doing("reading the old provinces")("a line is wrong".to_owned())
            })?,
            today: today
                .map_err(|fault| StartError::doing("reading the units")(format!("{fault:?}")))?,
            replaced: replaced(&old),
            old,
        })
    }

    /// The commune of today with this code.
    pub fn commune(&self, code: &str) -> Option<&Commune> {
        self.today.commune(Code::parse(code)?)
    }

    /// The province of today with this code.
    pub fn province(&self, code: &str) -> Option<&Province> {
        self.today.province(Code::parse(code)?)
    }

    fn shown(&self, unit: &Commune) -> AdminUnit {
        let replaced = self.replaced.get(&unit.code).into_iter().flatten();
        AdminUnit {
            code: unit.code.as_str().into(),
            name: unit.name.as_str().into(),
            full_name: unit.full_name().into(),
            level: UnitLevel::Commune,
            parent_code: Some(unit.province.as_str().into()),
            valid_from: FIRST_DAY.into(),
            valid_to: None,
            replaced_by: Vec::new(),
            replaces: replaced.map(|code| code.as_str().into()).collect(),
        }
    }
}

/// What each commune of today took something of.
fn replaced(old: &OldUnits) -> BTreeMap<CommuneCode, BTreeSet<CommuneCode>> {
    let districts = { old.provinces().iter() }.flat_map(|province| &province.districts);
    let mut replaced: BTreeMap<CommuneCode, BTreeSet<CommuneCode>> = BTreeMap::new();
    for commune in districts.flat_map(|district| &district.communes) {
        for successor in &commune.successors {
            replaced
                .entry(successor.code)
                .or_default()
                .extend(commune.code);
        }
    }
    replaced
}

/// Operation 7.
pub fn routes() -> Router<AppState> {
    Router::new().route("/admin-units", get(units))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    parent: Option<String>,
    level: Option<String>,
    as_of: Option<String>,
    legacy: Option<String>,
}

async fn units(
    State(state): State<AppState>,
    Params(asked): Params<Asked>,
    paging: Paging,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = found(&state.units, asked)?;
    let page: Page<AdminUnit> = paging.page(found)?;
    caching::public(&headers, caching::LISTS, &page)
}

fn found(units: &Units, asked: Asked) -> Result<Vec<AdminUnit>, Failure> {
    let (today, old) = (&units.today, &units.old);
    if let Some(day) = &asked.as_of {
        parse_date(day).ok_or_else(|| Failure::malformed("asOf: a day"))?;
        if day.as_str() < FIRST_DAY {
            return old::units(&units.old_provinces, old, &asked);
        }
    }
    Ok(if let Some(code) = asked.legacy {
        let code = Code::parse(&code).ok_or_else(|| Failure::malformed("legacy: five digits"))?;
        let codes = match old.convert_code(code) {
            Conversion::Whole(code) => vec![code],
            Conversion::Split(parts) => parts.into_iter().map(|part| part.code).collect(),
            Conversion::Unknown => return Err(Failure::not_found()),
        };
        codes
            .into_iter()
            .filter_map(|code| today.commune(code))
            .map(|unit| units.shown(unit))
            .collect()
    } else {
        match (asked.level.as_deref(), asked.parent) {
            (Some("province"), None) | (None, None) => {
                today.provinces().iter().map(province).collect()
            }
            (Some("commune"), None) => { today.communes().iter() }
                .map(|unit| units.shown(unit))
                .collect(),
            (Some("commune") | None, Some(parent)) => {
                let parent = units.province(&parent).ok_or_else(Failure::not_found)?;
                { today.communes_of(parent.code) }
                    .map(|unit| units.shown(unit))
                    .collect()
            }
            (Some("province"), Some(_)) => Vec::new(),
            (Some(_), _) => return Err(no_level()),
        }
    })
}

fn no_level() -> Failure {
    Failure::malformed("level: province or commune")
}

fn province(unit: &Province) -> AdminUnit {
    AdminUnit {
        code: unit.code.as_str().into(),
        name: unit.name.as_str().into(),
        full_name: unit.full_name().into(),
        level: UnitLevel::Province,
        parent_code: None,
        valid_from: FIRST_DAY.into(),
        valid_to: None,
        replaced_by: Vec::new(),
        replaces: Vec::new(),
    }
}

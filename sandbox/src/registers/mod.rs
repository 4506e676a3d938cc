//! The registers behind look-ups and payments: records of all test persons, rates, and what payments changed since.

mod cards;
mod entries;
mod rates;
mod settled;

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::start::StartError;

pub use cards::extend_cards;
pub use entries::{Entry, all, entries, insurance_number};
pub use rates::{Contribution, Surcharge};
pub use settled::{Settled, reference, settle};

/// What the registers know beside the persons' records.
pub struct Registers {
    /// Rates of household health insurance.
    pub contribution: Contribution,
    /// Surcharge on late fines.
    pub surcharge: Surcharge,
    /// Schools with their region, by year.
    pub schools: Vec<School>,
    /// Programmes of institutions.
    pub programmes: Vec<Programme>,
}

/// A school as its register has it.
#[derive(Clone, Debug, Deserialize)]
pub struct School {
    /// Its code.
    pub code: String,
    /// Its name.
    #[serde(rename = "vi")]
    pub name: String,
    /// Its province.
    #[serde(rename = "parent")]
    pub province: String,
    /// Its commune.
    pub commune: String,
    /// Priority regions, each from a year on.
    pub regions: Vec<Region>,
}

/// A priority region and the year it begins in.
#[derive(Clone, Debug, Deserialize)]
pub struct Region {
    /// First school year, by the year it starts in.
    pub from: u16,
    /// `KV1`, `KV2-NT`, `KV2`, `KV3`.
    pub region: String,
}

/// A programme of an institution.
#[derive(Clone, Debug, Deserialize)]
pub struct Programme {
    /// Its code.
    pub code: String,
    /// Its name.
    #[serde(rename = "vi")]
    pub name: String,
    /// Code of the institution.
    #[serde(rename = "parent")]
    pub institution: String,
    /// Years in which it takes applications.
    pub years: Vec<u16>,
    /// Conditions.
    pub conditions: Option<String>,
}

#[derive(Deserialize)]
struct Items<T> {
    item: Vec<T>,
}

impl Registers {
    /// Reads the rates and lists of a project.
    ///
    /// # Errors
    /// When a file is wrong; the error names it.
    pub fn load(root: &Path) -> Result<Self, StartError> {
        let schools: Items<School> = read(root, "sandbox/lists/schools.toml")?;
        let programmes: Items<Programme> = read(root, "sandbox/lists/programmes.toml")?;
        Ok(Self {
            contribution: read(root, "data/health-contribution.toml")?,
            surcharge: read(root, "data/fine-surcharge.toml")?,
            schools: schools.item,
            programmes: programmes.item,
        })
    }
}

fn read<T: DeserializeOwned>(root: &Path, name: &str) -> Result<T, StartError> {
    let file = root.join(name);
    let doing = || format!("reading {}", file.display());
    let text = std::fs::read_to_string(&file).map_err(StartError::doing(doing()))?;
    toml::from_str(&text).map_err(StartError::doing(doing()))
}

//! `services/facts.csv`: which attributes records have, of what kind, and which sources serve them (decision 19).

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::start::StartError;

/// All attributes by `record.attribute`.
#[derive(Clone, Debug)]
pub struct FactTable(BTreeMap<String, Attribute>);

/// One attribute of one kind of record.
#[derive(Clone, Debug, Deserialize)]
pub struct Attribute {
    /// Kind of record: `population`.
    pub record: String,
    /// Attribute without its record: `full_name`, `members[].full_name`.
    pub attribute: String,
    /// Kind of value: `address`, `date` …
    pub kind: String,
    /// What it is about: `person.full_name`.
    pub concept: String,
    /// Ids of the sources that serve it, `;` between.
    sources: String,
    /// Codes of results that hold it, `;` between.
    result_codes: String,
}

impl FactTable {
    /// Reads the file of a project.
    ///
    /// # Errors
    /// When it is missing or a line is wrong.
    pub fn load(root: &Path) -> Result<Self, StartError> {
        let file = root.join("services/facts.csv");
        let doing = || StartError::doing::<csv::Error>(format!("reading {}", file.display()));
        let mut reader = csv::Reader::from_path(&file).map_err(doing())?;
        let mut table = BTreeMap::new();
        for row in reader.deserialize() {
            let row: Attribute = row.map_err(doing())?;
            table.insert(format!("{}.{}", row.record, row.attribute), row);
        }
        Ok(Self(table))
    }

    /// The attribute of this name, if there is one.
    pub fn get(&self, record: &str, attribute: &str) -> Option<&Attribute> {
        self.0.get(&format!("{record}.{attribute}"))
    }

    /// Whether a source serves any attribute of a kind of record.
    pub fn serves(&self, source: &str, record: &str) -> bool {
        self.0
            .values()
            .any(|row| row.record == record && row.served_by(source))
    }

    /// Codes of the results that hold a kind of record.
    pub fn codes_of(&self, record: &str) -> Vec<&str> {
        let row = self.0.values().find(|row| row.record == record);
        row.map(|row| {
            row.result_codes
                .split(';')
                .filter(|code| !code.is_empty())
                .collect()
        })
        .unwrap_or_default()
    }
}

impl Attribute {
    /// Whether a source serves it.
    pub fn served_by(&self, source: &str) -> bool {
        self.sources.split(';').any(|one| one == source)
    }
}

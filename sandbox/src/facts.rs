//! `services/facts.csv`: which attributes records have, of what kind, and which sources serve them (decision 19).

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::persons::Record;
use crate::start::StartError;

/// All attributes by `record.attribute`, and whom the records of prior results are about.
#[derive(Clone, Debug)]
pub struct FactTable {
    attributes: BTreeMap<String, Attribute>,
    abouts: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct ResultRow {
    record: String,
    about: String,
}

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
    /// Reads the files of a project: `services/facts.csv`, and of `services/results.csv` whom each kind is about.
    ///
    /// # Errors
    /// When one is missing or a line is wrong.
    pub fn load(root: &Path) -> Result<Self, StartError> {
        let attributes: Vec<Attribute> = rows(&root.join("services/facts.csv"))?;
        let kinds: Vec<ResultRow> = rows(&root.join("services/results.csv"))?;
        let named = |row: Attribute| (format!("{}.{}", row.record, row.attribute), row);
        let kinds = kinds.into_iter().filter(|row| !row.about.is_empty());
        Ok(Self {
            attributes: attributes.into_iter().map(named).collect(),
            abouts: kinds.map(|row| (row.record, row.about)).collect(),
        })
    }

    /// The attribute of this name, if there is one.
    pub fn get(&self, record: &str, attribute: &str) -> Option<&Attribute> {
        self.attributes.get(&format!("{record}.{attribute}"))
    }

    /// Whether a source serves any attribute of a kind of record.
    pub fn serves(&self, source: &str, record: &str) -> bool {
        self.attributes
            .values()
            .any(|row| row.record == record && row.served_by(source))
    }

    /// What a record says of a member (`full_name`, `personal_id`, `birth_date`) of whom such a result is about.
    pub fn of_subject<'a>(&self, record: &'a Record, member: &str) -> Option<&'a str> {
        let about = self.abouts.get(&record.kind)?;
        let concept = format!("{about}.{member}");
        let mut rows = self.attributes.values();
        let row = rows.find(|row| row.record == record.kind && row.concept == concept)?;
        record.holds.get(&row.attribute)?.as_str()
    }

    /// Codes of the results that hold a kind of record.
    pub fn codes_of(&self, record: &str) -> Vec<&str> {
        let row = self.attributes.values().find(|row| row.record == record);
        row.map(|row| {
            row.result_codes
                .split(';')
                .filter(|code| !code.is_empty())
                .collect()
        })
        .unwrap_or_default()
    }
}

fn rows<T: serde::de::DeserializeOwned>(file: &Path) -> Result<Vec<T>, StartError> {
    let doing = || StartError::doing::<csv::Error>(format!("reading {}", file.display()));
    let mut reader = csv::Reader::from_path(file).map_err(doing())?;
    reader
        .deserialize()
        .map(|row| row.map_err(doing()))
        .collect()
}

impl Attribute {
    /// Whether a source serves it.
    pub fn served_by(&self, source: &str) -> bool {
        self.sources.split(';').any(|one| one == source)
    }
}

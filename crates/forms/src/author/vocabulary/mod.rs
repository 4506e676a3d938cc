//! The words that definitions may use: `services/*.csv`, which say for programs what the sheets of the services say,
//! and the ids of the lists in `data/lists/`.

mod condition;
mod rows;
mod tell;

pub use condition::{Misread, parse};
pub use rows::{
    AttributeRow, CaseRow, FieldRow, HolidayRow, PaperRow, RegisterRow, ResultRow, SourceRow,
};
pub(crate) use rows::{bare, parts as rows_parts};

use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// All vocabulary, in the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// `services/fields.csv`.
    pub fields: Vec<FieldRow>,
    /// `services/facts.csv`.
    pub facts: Vec<AttributeRow>,
    /// `services/sources.csv`.
    pub sources: Vec<SourceRow>,
    /// `services/registers.csv`.
    pub registers: Vec<RegisterRow>,
    /// `services/papers.csv`.
    pub papers: Vec<PaperRow>,
    /// `services/results.csv`.
    pub results: Vec<ResultRow>,
    /// `services/cases.csv`.
    pub cases: Vec<CaseRow>,
    /// Public holidays, `data/public-holidays.csv`.
    pub holidays: Vec<String>,
    /// List → its codes.
    pub lists: BTreeMap<String, BTreeSet<String>>,
}

/// The vocabulary could not be read.
#[derive(Debug)]
pub struct Unread {
    /// Which file.
    pub path: PathBuf,
    /// Why.
    pub why: String,
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.why)
    }
}

impl std::error::Error for Unread {}

impl Vocabulary {
    /// Reads the csv files of a folder; lists are added by [`crate::author::lists`].
    ///
    /// # Errors
    /// A file that is missing, or a row that does not fit its header.
    pub fn read(services: &Path) -> Result<Self, Unread> {
        Ok(Self {
            fields: rows_of(services, "fields.csv")?,
            facts: rows_of(services, "facts.csv")?,
            sources: rows_of(services, "sources.csv")?,
            registers: rows_of(services, "registers.csv")?,
            papers: rows_of(services, "papers.csv")?,
            results: rows_of(services, "results.csv")?,
            cases: rows_of(services, "cases.csv")?,
            holidays: Vec::new(),
            lists: BTreeMap::new(),
        })
    }

    /// Adds the public holidays of a folder of data.
    ///
    /// # Errors
    /// A file that is missing, or a row that does not fit its header.
    pub fn read_holidays(&mut self, data: &Path) -> Result<(), Unread> {
        let rows: Vec<HolidayRow> = rows_of(data, "public-holidays.csv")?;
        self.holidays = rows.into_iter().map(|row| row.date).collect();
        Ok(())
    }

    /// The fields of a service.
    pub fn fields_of<'a>(&'a self, service: &'a str) -> impl Iterator<Item = &'a FieldRow> {
        self.fields.iter().filter(move |row| row.service == service)
    }

    /// Whether facts know a kind of record.
    pub fn has_record(&self, record: &str) -> bool {
        self.facts.iter().any(|row| row.record == record)
    }

    /// Codes of the results that hold a kind of record.
    pub fn codes_of<'a>(&'a self, record: &str) -> impl Iterator<Item = &'a str> {
        let row = self.facts.iter().find(|row| row.record == record);
        row.into_iter()
            .flat_map(|row| rows_parts(&row.result_codes))
    }

    /// The attribute cited as `record.attribute`.
    pub fn attribute<'a>(&'a self, cited: &'a str) -> Option<&'a AttributeRow> {
        self.serving(cited).next()
    }

    /// Every row of an attribute: different sources may hold it in different shapes.
    pub fn serving<'a>(&'a self, cited: &'a str) -> impl Iterator<Item = &'a AttributeRow> {
        let (record, attribute) = cited.split_once('.').unwrap_or_default();
        self.facts
            .iter()
            .filter(move |row| row.record == record && row.attribute == attribute)
    }
}

fn rows_of<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<T>, Unread> {
    let path = folder.join(name);
    let unread = |error: csv::Error| Unread {
        path: path.clone(),
        why: error.to_string(),
    };
    csv::Reader::from_path(&path)
        .map_err(unread)?
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(unread)
}

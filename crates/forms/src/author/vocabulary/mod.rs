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
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Why, and what helps.
    pub why: String,
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.path.display();
        match self.line {
            0 => write!(f, "{path}: {}", self.why),
            line => write!(f, "{path}:{line}: {}", self.why),
        }
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
            cases: lined(services, "cases.csv")?
                .into_iter()
                .map(|(line, row)| CaseRow { line, ..row })
                .collect(),
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
    let rows = lined(folder, name)?.into_iter();
    Ok(rows.map(|(_, row)| row).collect())
}

/// The rows of a file, each with its line.
fn lined<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<(usize, T)>, Unread> {
    let path = folder.join(name);
    let unread = |error: csv::Error| unread(&path, &error);
    let mut reader = csv::Reader::from_path(&path).map_err(unread)?;
    let header = reader.headers().map_err(unread)?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unread)?;
        let line = line_of(record.position());
        rows.push((line, record.deserialize(Some(&header)).map_err(unread)?));
    }
    Ok(rows)
}

fn line_of(position: Option<&csv::Position>) -> usize {
    let line = position.map_or(0, csv::Position::line);
    usize::try_from(line).unwrap_or_default()
}

/// What is wrong with a row, and what helps: the reader of csv tells only the first.
fn unread(path: &Path, error: &csv::Error) -> Unread {
    let (line, why) = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            pos,
            expected_len,
            len,
        } => {
            let (fault, remedy) = if len < expected_len {
                (
                    "short",
                    "write every cell, an empty one as nothing between two commas",
                )
            } else {
                (
                    "long",
                    "put a cell that holds a comma in double quotes, or take the last cells out",
                )
            };
            let why = format!(
                "the row is too {fault}: {len} cells, and the header names {expected_len}; {remedy}"
            );
            (line_of(pos.as_ref()), why)
        }
        csv::ErrorKind::Deserialize { pos, err } => (
            line_of(pos.as_ref()),
            format!("{err}; the first line names the cells: write what the other rows have there"),
        ),
        csv::ErrorKind::Utf8 { pos, .. } => (
            line_of(pos.as_ref()),
            "the text is not UTF-8; save the file as UTF-8".to_owned(),
        ),
        _ => (0, error.to_string()),
    };
    Unread {
        path: path.to_owned(),
        line,
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_does_not_fit_is_told_with_its_line_and_what_helps() {
        let folder = std::env::temp_dir().join(format!("motcua-rows-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let told = |rows: &str| {
            std::fs::write(folder.join("results.csv"), rows).unwrap();
            let read = lined::<PaperRow>(&folder, "results.csv");
            let told = read
                .map(|rows| rows.len())
                .map_err(|unread| unread.to_string());
            let folder = format!("{}/", folder.display());
            told.map_err(|told| told.replace(&folder, ""))
        };
        let head = "service,paper,name_vi,name_en,when,replaced_by,originals_copies,unconfirmed\n";
        let row = "01,01.a,A,A,,,1/0,no\n";
        assert_eq!(told(&[head, row].concat()), Ok(1));
        let short = told(&[head, row, "01,01.b\n"].concat()).unwrap_err();
        assert_eq!(
            short,
            "results.csv:3: the row is too short: 2 cells, and the header names 8; \
             write every cell, an empty one as nothing between two commas"
        );
        let long = told(&[head, "01,01.a,A, b,A,,,1/0,no\n"].concat()).unwrap_err();
        assert!(
            long.starts_with("results.csv:2: the row is too long: 9 cells"),
            "{long}"
        );
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

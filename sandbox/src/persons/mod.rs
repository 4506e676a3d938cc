//! The test persons: one file each in `sandbox/persons/`, with the records that sources hold of them. All are invented.

mod expand;
mod file;
mod organisation;
mod pdf;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use crate::random;
use crate::start::StartError;

pub use file::{About, Exam, Issuer, Person, PlateWon, Record, Relative, ResultInfo, SourceMood};
pub use organisation::Organisation;
pub use pdf::paper;

/// All test persons; clones share them.
#[derive(Clone)]
pub struct Persons(Arc<Vec<Person>>);

impl Persons {
    /// Reads `sandbox/persons/*.toml` of a project, by file name.
    ///
    /// # Errors
    /// When a file is wrong; the error names it.
    pub fn load(root: &Path) -> Result<Self, StartError> {
        let folder = root.join("sandbox/persons");
        let listing = std::fs::read_dir(&folder)
            .map_err(StartError::doing(format!("reading {}", folder.display())))?;
        let mut files: Vec<_> = listing
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
            .collect();
        files.sort();
        let expander = expand::Expander::load(root)?;
        let read = |path: &std::path::PathBuf| {
            let text = std::fs::read_to_string(path)
                .map_err(StartError::doing(format!("reading {}", path.display())))?;
            let mut person: Person = toml::from_str(&text)
                .map_err(StartError::doing(format!("reading {}", path.display())))?;
            person
                .finish(&expander)
                .map_err(StartError::doing(format!("reading {}", path.display())))?;
            Ok(person)
        };
        files
            .iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map(|persons| Self(Arc::new(persons)))
    }

    /// Everybody, by file name.
    pub fn all(&self) -> &[Person] {
        &self.0
    }

    /// The person of this key, which is the subject at the identity provider.
    pub fn get(&self, key: &str) -> Option<&Person> {
        self.0.iter().find(|person| person.key == key)
    }

    /// The person with this identity number: how the account of another identity server is found here.
    pub fn with_personal_id(&self, number: &str) -> Option<&Person> {
        self.0.iter().find(|person| person.personal_id == number)
    }

    /// The person of this key, else the one with this identity number.
    pub fn find(&self, key: &str, number: Option<&str>) -> Option<&Person> {
        let by_number = || self.with_personal_id(number?);
        self.get(key).or_else(by_number)
    }

    /// Whether any person has a record in a source.
    pub fn connects(&self, source: &str) -> bool {
        let serves = |record: &Record| record.sources.iter().any(|one| one == source);
        self.0.iter().any(|person| {
            let others = person.relatives.iter().flat_map(|one| &one.records);
            let organisations = person.organisations.iter().flat_map(|one| &one.records);
            { person.records.iter().chain(others).chain(organisations) }.any(serves)
        })
    }
}

/// A handle for something of a person: the same at every start, and telling nothing.
pub fn handle(parts: &[&str]) -> String {
    random::sha256(parts.join("\n")).chars().take(24).collect()
}

/// Values of a record by attribute, as [`file::Record`] holds them.
pub type Holds = BTreeMap<String, Value>;

//! The report over all services: for each the person of `services/reuse.toml` with full records, and `plain`.

use super::{Expander, Names, Person, Reuse, Scenarios, answers, offered, read_person};
use super::{read_scenarios, reuse, told, whose, why, why_papers};
use crate::author::compile;
use crate::author::files::Files;
use std::path::Path;
use vietnam::CivilDate;
use vietnam::unit::Units;

/// The account with the population record only.
pub(super) const PLAIN: &str = "plain";

/// A service as two persons meet it.
pub struct Row {
    /// Id and Vietnamese name of the service.
    pub service: (String, String),
    /// Key of the person with full records.
    pub person: String,
    /// What that person's records answer.
    pub full: Reuse,
    /// What is answered of `plain`.
    pub plain: Reuse,
    /// Why little is known, where little is.
    pub why: Option<String>,
    /// Why few papers are spared, where few are.
    pub why_papers: Option<String>,
}

/// Reads what the persons of a checkout hold and ask for.
pub struct Reader<'a> {
    pub(super) root: &'a Path,
    pub(super) files: &'a Files,
    names: Names,
    units: Units,
    /// What persons ask for.
    pub scenarios: Scenarios,
}

impl<'a> Reader<'a> {
    /// Reads the units, lists and scenarios.
    ///
    /// # Errors
    /// A file that cannot be read; the error names it.
    pub fn new(root: &'a Path, files: &'a Files) -> Result<Self, String> {
        let mut names = Names::default();
        for folder in ["data/lists", "sandbox/lists"] {
            let path = root.join(folder);
            let entries = std::fs::read_dir(&path).map_err(|error| format!("{folder}: {error}"))?;
            for entry in entries.flatten() {
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if name.ends_with(".toml") {
                    names
                        .add(&text(root, &name)?)
                        .map_err(|wrong| format!("{name}: {wrong}"))?;
                }
            }
        }
        let units = Units::read(
            &text(root, "data/provinces.csv")?,
            &text(root, "data/communes.csv")?,
        );
        let file = "services/reuse.toml";
        Ok(Self {
            root,
            files,
            names,
            units: units.map_err(|fault| format!("{fault:?}"))?,
            scenarios: read_scenarios(file, &text(root, file)?)
                .map_err(|finding| finding.to_string())?,
        })
    }

    /// The person of a key.
    ///
    /// # Errors
    /// A file that is missing or wrong; the error names it.
    pub fn person(&self, key: &str) -> Result<Person, String> {
        let file = format!("sandbox/persons/{key}.toml");
        let expander = Expander {
            words: &self.files.words,
            names: &self.names,
            units: &self.units,
        };
        read_person(&text(self.root, &file)?, &expander).map_err(|wrong| format!("{file}: {wrong}"))
    }

    /// The persons of whom every source answers at once.
    ///
    /// # Errors
    /// A file that is wrong; the error names it.
    pub fn persons(&self) -> Result<Vec<Person>, String> {
        let folder = "sandbox/persons";
        let entries = std::fs::read_dir(self.root.join(folder));
        let entries = entries.map_err(|error| format!("{folder}: {error}"))?;
        let names = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned());
        let keys = names.filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()));
        let mut keys: Vec<String> = keys.collect();
        keys.sort();
        let persons: Vec<Person> = keys
            .iter()
            .map(|key| self.person(key))
            .collect::<Result<_, _>>()?;
        Ok(persons
            .into_iter()
            .filter(|person| !person.is_hindered)
            .collect())
    }

    /// All services.
    ///
    /// # Errors
    /// A person's file that is wrong, a definition that cannot be compiled.
    pub fn rows(&self, today: CivilDate) -> Result<Vec<Row>, String> {
        let row = |source| {
            let service =
                compile::to_service(source, "vi").map_err(|finding| finding.to_string())?;
            let count = |key: &str| {
                let person = self.person(key)?;
                let request = answers(&self.scenarios, &service.id, key, today);
                let facts = told(&service, &request, &person.held);
                let words = &self.files.words;
                let results = offered(&service, words, &person.results);
                Ok::<_, String>(reuse(&service, words, &request, &facts, &results))
            };
            let person = whose(&self.scenarios, &service.id);
            Ok(Row {
                full: count(person)?,
                plain: count(PLAIN)?,
                person: person.to_owned(),
                why: why(&self.scenarios, &service.id).map(str::to_owned),
                why_papers: why_papers(&self.scenarios, &service.id).map(str::to_owned),
                service: (service.id.clone(), service.name.clone()),
            })
        };
        self.files.services.iter().map(row).collect()
    }
}

fn text(root: &Path, name: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(name)).map_err(|error| format!("{name}: {error}"))
}

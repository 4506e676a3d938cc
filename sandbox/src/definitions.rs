//! The service definitions, compiled from `services/*.toml` at start as the build compiles them for the app
//! (decision 14): both sides check with the same definition and name the same form version.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use forms::author::compile;
use forms::author::files::Files;
use forms::author::finding::Finding;
use forms::author::overlay::Overlay;
use forms::definition::{Case, Service};
use serde::Deserialize;

use crate::conventions::Language;
use crate::request_log::LogTo;
use crate::start::StartError;

/// All services: those that are defined, and those that are to come.
#[derive(Debug)]
pub struct Definitions {
    services: BTreeMap<String, Defined>,
    groups: Vec<Group>,
    cases: Vec<ListedCase>,
    fields: Vec<Field>,
}

/// A definition in each language.
#[derive(Debug)]
pub struct Defined {
    vi: Service,
    en: Service,
    /// When its file was last changed, in seconds since 1970.
    pub changed: i64,
}

/// A life event with its services.
#[derive(Debug)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// Its services, in order.
    pub services: Vec<Listed>,
}

/// A service in the catalogue.
#[derive(Debug)]
pub struct Listed {
    /// Number among the 25: "09".
    pub id: String,
    /// Its name.
    pub name: Words,
}

/// A text in each language.
#[derive(Clone, Debug)]
pub struct Words([String; 2]);

/// A row of `services/cases.csv`: what is known of services that are to come.
#[derive(Clone, Debug, Deserialize)]
pub struct ListedCase {
    /// Number of the service.
    pub service: String,
    /// National code, or `motcua.NN`.
    pub procedure: String,
    /// `full`, `partial`, `in-person`, `info`.
    pub online: String,
}

/// The field of administration that a service belongs to.
#[derive(Clone, Debug, Deserialize)]
pub struct Field {
    service: String,
    /// Its code, the product's own.
    pub code: String,
    name_vi: String,
    name_en: String,
    audience: String,
}

impl Defined {
    /// The definition in a language.
    pub fn in_language(&self, language: Language) -> &Service {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

impl Words {
    /// The text.
    pub fn get(&self, language: Language) -> &str {
        let [vi, en] = &self.0;
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}

impl Field {
    /// Its name.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.name_vi,
            Language::En => &self.name_en,
        }
    }

    /// Whom its services are for: words of the contract.
    pub fn audience(&self) -> impl Iterator<Item = &str> {
        self.audience.split(';')
    }
}

impl Definitions {
    /// Compiles the definitions of a project, under a province's overlay where one is named. A definition that is wrong
    /// is told and left out, so that the others work.
    ///
    /// # Errors
    /// When a file cannot be read at all, or the catalogue or the overlay is wrong.
    pub fn load(root: &Path, overlay: Option<&Path>) -> Result<Self, StartError> {
        let files = read(root, overlay)?;
        let mut services = BTreeMap::new();
        for source in &files.services {
            let overlay = overlay.filter(|_| source.merged_from().is_some());
            let file = overlay.map_or_else(|| root.join(&source.file), Path::to_owned);
            let changed = std::fs::metadata(file)
                .and_then(|data| data.modified())
                .unwrap_or(SystemTime::UNIX_EPOCH);
            let changed = changed
                .duration_since(SystemTime::UNIX_EPOCH)
                .map_or(0, |since| {
                    i64::try_from(since.as_secs()).unwrap_or_default()
                });
            match (
                compile::to_service(source, "vi"),
                compile::to_service(source, "en"),
            ) {
                (Ok(vi), Ok(en)) => {
                    services.insert(vi.id.clone(), Defined { vi, en, changed });
                }
                (Err(finding), _) | (_, Err(finding)) => LogTo::Stderr.line(finding.to_string()),
            }
        }
        let catalogue = files
            .catalogue
            .ok_or("services/catalogue.toml is missing or wrong")
            .map_err(StartError::doing("reading the catalogue"))?;
        let of = |language: Language| {
            let defined: Vec<Service> = services
                .values()
                .map(|one: &Defined| one.in_language(language).clone())
                .collect();
            serde_json::from_value::<Vec<RawGroup>>(catalogue.to_json(language.code(), &defined))
        };
        let vi = of(Language::Vi).map_err(StartError::doing("reading the catalogue"))?;
        let en = of(Language::En).map_err(StartError::doing("reading the catalogue"))?;
        Ok(Self {
            services,
            groups: vi.into_iter().zip(en).map(Group::of).collect(),
            cases: rows(
                &std::fs::read(root.join("services/cases.csv"))
                    .map_err(StartError::doing("reading services/cases.csv"))?,
            )?,
            fields: rows(include_bytes!("../texts/fields.csv"))?,
        })
    }

    /// The life events.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The definition of a service by its number, if there is one yet.
    pub fn service(&self, id: &str) -> Option<&Defined> {
        self.services.get(id)
    }

    /// All of them, in the order of their numbers.
    pub fn all(&self) -> impl Iterator<Item = &Defined> {
        self.services.values()
    }

    /// The definition that has a case of this procedure, or is the form of this id (`motcua.09`).
    pub fn of_procedure(&self, code: &str) -> Option<&Defined> {
        self.services.values().find(|one| {
            one.vi.form_id == code || one.vi.cases.iter().any(|case| case.procedure == code)
        })
    }

    /// A case by its code, with its service.
    pub fn case(&self, code: &str, language: Language) -> Option<(&Service, &Case)> {
        let services = self.services.values().map(|one| one.in_language(language));
        services.into_iter().find_map(|service| {
            service
                .cases
                .iter()
                .find(|case| case.code == code)
                .map(|case| (service, case))
        })
    }

    /// What is known of the cases of a service that is to come.
    pub fn listed_cases<'a>(&'a self, service: &'a str) -> impl Iterator<Item = &'a ListedCase> {
        self.cases
            .iter()
            .filter(move |row| row.service == service && !row.procedure.is_empty())
    }

    /// The field of administration of a service.
    pub fn field(&self, service: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.service == service)
    }
}

/// The files that authors write, and what a province changes of them.
///
/// # Errors
/// When a file cannot be read, or the overlay is wrong.
pub fn read(root: &Path, overlay: Option<&Path>) -> Result<Files, StartError> {
    let mut files = Files::read(root).map_err(StartError::doing("reading the definitions"))?;
    for finding in &files.findings {
        LogTo::Stderr.line(finding.to_string());
    }
    if let Some(path) = overlay {
        let name = path.display().to_string();
        let bytes = std::fs::read(path);
        let bytes = bytes.map_err(StartError::doing(format!("reading {name}")))?;
        let told = |findings: Vec<Finding>| {
            let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
            lines.join("\n")
        };
        let overlay = Overlay::read_file(&files, &name, bytes).map_err(told);
        overlay
            .map_err(StartError::doing("reading the overlay"))?
            .lay(&mut files);
    }
    Ok(files)
}

#[derive(Deserialize)]
struct RawGroup {
    id: String,
    name: String,
    services: Vec<RawListed>,
}

#[derive(Deserialize)]
struct RawListed {
    id: String,
    name: String,
}

impl Group {
    fn of((vi, en): (RawGroup, RawGroup)) -> Self {
        let listed = |(vi, en): (RawListed, RawListed)| Listed {
            id: vi.id,
            name: Words([vi.name, en.name]),
        };
        Self {
            id: vi.id,
            name: Words([vi.name, en.name]),
            services: vi
                .services
                .into_iter()
                .zip(en.services)
                .map(listed)
                .collect(),
        }
    }
}

fn rows<T: serde::de::DeserializeOwned>(text: &[u8]) -> Result<Vec<T>, StartError> {
    csv::Reader::from_reader(text)
        .into_deserialize()
        .collect::<Result<_, _>>()
        .map_err(StartError::doing("reading a table of services"))
}

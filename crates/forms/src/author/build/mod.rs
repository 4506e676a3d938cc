//! Writes what travels to the browser: definitions, catalogue and lists as compact JSON, one file per language.
//!
//! - `services/<id>.<lang>.json`, `services/<id>.opening.<lang>.json`, `services/index.<lang>.json`,
//!   `services/results.<lang>.json`
//! - `lists/<list>.<lang>.json`, and what [`units`] writes

mod units;

use super::compile::{self, LANGUAGES};
use super::files::Files;
use super::results;
use crate::opening::Opening;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Nothing more could be written.
#[derive(Debug)]
pub struct Unwritten {
    /// Which file.
    pub path: PathBuf,
    /// Why.
    pub why: String,
}

impl std::fmt::Display for Unwritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.why)
    }
}

impl std::error::Error for Unwritten {}

/// Writes everything below a folder, and says how many files.
///
/// # Errors
/// A definition that the engine cannot read, a table of units that cannot be read, a file that cannot be written.
pub fn build(files: &Files, root: &Path, out: &Path) -> Result<usize, Unwritten> {
    let mut site = Site { out, written: 0 };
    write_services(&mut site, files)?;
    for language in LANGUAGES {
        for list in &files.lists {
            site.json(
                &format!("lists/{}.{language}.json", list.id),
                &list.to_json(language),
            )?;
        }
    }
    units::write(&mut site, &root.join("data"))?;
    Ok(site.written)
}

/// Writes the definitions, their openings, the kinds of results and the catalogue below a folder, and says how many files: all that an
/// overlay changes of a site.
///
/// # Errors
/// A definition that the engine cannot read, a file that cannot be written.
pub fn services(files: &Files, out: &Path) -> Result<usize, Unwritten> {
    let mut site = Site { out, written: 0 };
    write_services(&mut site, files)?;
    Ok(site.written)
}

fn write_services(site: &mut Site<'_>, files: &Files) -> Result<(), Unwritten> {
    for language in LANGUAGES {
        let mut services = Vec::new();
        for source in &files.services {
            let service = compile::to_service(source, language).map_err(|finding| Unwritten {
                path: PathBuf::from(&source.file),
                why: finding.to_string(),
            })?;
            site.json(
                &format!("services/{}.{language}.json", service.id),
                &service,
            )?;
            site.json(
                &format!("services/{}.opening.{language}.json", service.id),
                &Opening::of(&service),
            )?;
            services.push(service);
        }
        site.json(
            &format!("services/results.{language}.json"),
            &results::kinds(&files.words, &services, language),
        )?;
        if let Some(catalogue) = &files.catalogue {
            site.json(
                &format!("services/index.{language}.json"),
                &catalogue.to_json(language, &services),
            )?;
        }
    }
    Ok(())
}

/// The folder that is written.
struct Site<'a> {
    out: &'a Path,
    written: usize,
}

impl Site<'_> {
    fn json(&mut self, name: &str, value: &impl Serialize) -> Result<(), Unwritten> {
        match serde_json::to_string(value) {
            Ok(text) => self.text(name, &text),
            Err(error) => Err(Unwritten {
                path: self.out.join(name),
                why: error.to_string(),
            }),
        }
    }

    fn text(&mut self, name: &str, text: &str) -> Result<(), Unwritten> {
        let path = self.out.join(name);
        let folder = path.parent().unwrap_or(self.out);
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&path, text))
            .map_err(|error| Unwritten {
                path: path.clone(),
                why: error.to_string(),
            })?;
        self.written += 1;
        Ok(())
    }
}

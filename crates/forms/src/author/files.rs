//! The files of a checkout: `services/*.toml`, `services/*.csv`, `services/catalogue.toml`, `data/lists/*.toml`.

use super::catalogue::Catalogue;
use super::finding::Finding;
use super::lists::List;
use super::source::{self, Source};
use super::vocabulary::{Unread, Vocabulary};
use std::path::{Path, PathBuf};

/// Everything that authors write, as far as it could be read.
pub struct Files {
    /// Definitions, by file name.
    pub services: Vec<Source>,
    /// Closed lists, by file name.
    pub lists: Vec<List>,
    /// All services by life event.
    pub catalogue: Option<Catalogue>,
    /// The words that definitions may use.
    pub words: Vocabulary,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

impl Files {
    /// Reads a checkout. What authors wrote wrongly is kept in `findings`.
    ///
    /// # Errors
    /// A folder or vocabulary file that cannot be read.
    pub fn read(root: &Path) -> Result<Self, Unread> {
        let mut words = Vocabulary::read(&root.join("services"))?;
        words.read_holidays(&root.join("data"))?;
        let mut findings = Vec::new();
        let mut lists: Vec<List> = Vec::new();
        for (name, bytes) in toml_files(root, "data/lists")? {
            let read = source::utf8(&name, bytes).map_err(|finding| vec![finding]);
            match read.and_then(|text| List::read(&name, &text)) {
                Ok(list) => lists.push(list),
                Err(wrong) => findings.extend(wrong),
            }
        }
        for list in &lists {
            words
                .lists
                .insert(list.id.clone(), list.codes().map(str::to_owned).collect());
        }
        let (mut services, mut catalogue) = (Vec::new(), None);
        for (name, bytes) in toml_files(root, "services")? {
            let text = match source::utf8(&name, bytes) {
                Ok(text) => text,
                Err(finding) => {
                    findings.push(finding);
                    continue;
                }
            };
            if name.ends_with("/catalogue.toml") {
                match Catalogue::read(&name, &text) {
                    Ok(read) => catalogue = Some(read),
                    Err(wrong) => findings.extend(wrong),
                }
                continue;
            }
            if !is_definition(&name) {
                continue;
            }
            match Source::read(&name, &text) {
                Ok(mut source) => {
                    findings.extend(source.name_codes(&lists));
                    words.tell(&mut source.both);
                    services.push(source);
                }
                Err(wrong) => findings.extend(wrong),
            }
        }
        Ok(Self {
            services,
            lists,
            catalogue,
            words,
            findings,
        })
    }
}

/// Name from the root and bytes of each TOML file of a folder, in order.
fn toml_files(root: &Path, folder: &str) -> Result<Vec<(String, Vec<u8>)>, Unread> {
    let unread = |path: PathBuf| {
        move |error: std::io::Error| Unread {
            path,
            line: 0,
            why: error.to_string(),
        }
    };
    let directory = root.join(folder);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&directory).map_err(unread(directory.clone()))? {
        let path = entry.map_err(unread(directory.clone()))?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    let named = |path: &Path| {
        format!(
            "{folder}/{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        )
    };
    paths
        .iter()
        .map(|path| {
            Ok((
                named(path),
                std::fs::read(path).map_err(unread(path.clone()))?,
            ))
        })
        .collect()
}

/// Definitions are named by their number among the 25: `09-dang-ky-khai-sinh.toml`.
fn is_definition(name: &str) -> bool {
    name.rsplit('/')
        .next()
        .is_some_and(|file| file.starts_with(|first: char| first.is_ascii_digit()))
}

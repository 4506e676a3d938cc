//! A province's overlay: one file, `overlays/<province>.toml`, in the words of the definitions (docs/overlays.md).

use super::files::Files;
use super::finding::{Finding, did_you_mean};
use super::lint::Unconfirmed;
use super::source::{self, Source, overlay_head, tree};
use serde_json::Value;
use std::collections::BTreeMap;
use vietnam::CivilDate;

/// What a province changes, laid over the definitions it names.
pub struct Overlay {
    /// The file as the province knows it.
    pub file: String,
    /// Code of the province (`data/provinces.csv`).
    pub province: String,
    /// What is not known or not confirmed, by line.
    pub unconfirmed: Vec<Unconfirmed>,
    /// The services that it changes, merged: number → definition.
    merged: BTreeMap<String, Source>,
    /// Line of the province's code.
    line: usize,
}

impl Overlay {
    /// Reads an overlay against the definitions.
    ///
    /// # Errors
    /// Everything in it that the format does not allow or that no definition has.
    pub fn read(files: &Files, file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let root = source::parse(file, text)?;
        let head = overlay_head(file, &root);
        let (mut findings, head) = match head {
            Ok(head) => (Vec::new(), head),
            Err(findings) => (findings, Value::Null),
        };
        let word = |key: &str| head.get(key).and_then(Value::as_str).unwrap_or_default();
        let line = |key: &str| root.get(key).map_or(1, |node| node.line);
        let mut overlay = Self {
            file: file.to_owned(),
            province: word("province").to_owned(),
            unconfirmed: Vec::new(),
            merged: BTreeMap::new(),
            line: line("province"),
        };
        if !head.is_null() && CivilDate::parse_iso(word("date")).is_err() {
            let what = format!("`{}` is no date", word("date"));
            findings.push(overlay.wrong(line("date"), "date", what, "write it as 2026-11-25"));
        }
        for said in root.get("service").map_or(&[][..], tree::Node::entries) {
            let by_id = |source: &&Source| id_of(source) == Some(&said.key);
            let Some(source) = files.services.iter().find(by_id) else {
                let known = files.services.iter().filter_map(id_of);
                let remedy = did_you_mean(&said.key, known, "services go by their number: 09");
                let what = format!("there is no service {}", said.key);
                findings.push(overlay.wrong(said.line, "", what, &remedy));
                continue;
            };
            match source.under(file, said, &files.lists) {
                Ok((merged, marks)) => {
                    findings.extend(lowered(&merged, &said.key));
                    overlay.unconfirmed.extend(marks);
                    overlay.merged.insert(said.key.clone(), merged);
                }
                Err(wrong) => findings.extend(wrong),
            }
        }
        overlay.unconfirmed.sort();
        findings.sort();
        if findings.is_empty() {
            Ok(overlay)
        } else {
            Err(findings)
        }
    }

    /// The definitions that it changes, merged.
    pub fn merged(&self) -> impl Iterator<Item = &Source> {
        self.merged.values()
    }

    /// Says where the province's code is none that there is.
    pub fn check_province<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Option<Finding> {
        let is_known = codes.into_iter().any(|code| code == self.province);
        let what = format!("there is no province {}", self.province);
        let remedy = "take the code from data/provinces.csv";
        (!is_known).then(|| self.wrong(self.line, "province", what, remedy))
    }

    /// Puts the merged definitions in the place of those that they come from.
    pub fn lay(self, files: &mut Files) {
        for (id, merged) in self.merged {
            let mut services = files.services.iter_mut();
            if let Some(source) = services.find(|source| id_of(source) == Some(&id)) {
                *source = merged;
            }
        }
    }

    fn wrong(&self, line: usize, place: &str, what: String, remedy: &str) -> Finding {
        Finding {
            file: self.file.clone(),
            line,
            place: place.to_owned(),
            what,
            remedy: remedy.to_owned(),
        }
    }
}

fn id_of(source: &Source) -> Option<&str> {
    source.both.get("id")?.as_str()
}

/// Cells of the tables in `least` that are lower than the law's.
fn lowered(merged: &Source, service: &str) -> Vec<Finding> {
    let Some((base, _)) = merged.merged_from() else {
        return Vec::new();
    };
    let tables = base.get("least").and_then(Value::as_array);
    let tables = tables.into_iter().flatten().filter_map(Value::as_str);
    let mut found = Vec::new();
    for table in tables {
        let rows = base.pointer(&format!("/tables/{table}"));
        for (row, cells) in rows.and_then(Value::as_object).into_iter().flatten() {
            for (column, law) in cells.as_object().into_iter().flatten() {
                let pointer = format!("/tables/{table}/{row}/{column}");
                let here = merged.both.pointer(&pointer).and_then(Value::as_i64);
                let (Some(law), true) = (law.as_i64(), here < law.as_i64()) else {
                    continue;
                };
                found.push(Finding {
                    file: merged.file.clone(),
                    line: merged.line(&pointer),
                    place: format!("service {service} table {table} {row} {column}"),
                    what: format!("it is below the law's {law}"),
                    remedy: "a province may raise it, not lower it".to_owned(),
                });
            }
        }
    }
    found
}

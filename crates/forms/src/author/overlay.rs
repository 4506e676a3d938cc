//! A province's overlay: one file, `overlays/<province>.toml`, in the words of the definitions (docs/overlays.md).

use super::files::Files;
use super::finding::{Finding, did_you_mean};
use super::lint::{self, Unconfirmed};
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
    /// Reads the file of an overlay against the definitions.
    ///
    /// # Errors
    /// It is not UTF-8, or what [`Self::read`] refuses.
    pub fn read_file(files: &Files, file: &str, bytes: Vec<u8>) -> Result<Self, Vec<Finding>> {
        let text = source::utf8(file, bytes).map_err(|finding| vec![finding])?;
        Self::read(files, file, &text)
    }

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
        findings.extend(overlay.names_no_service(&root));
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
                    findings.extend(moved(&merged, &said.key));
                    findings.extend(procedures(files, &merged, &said.key));
                    findings.extend(lint::grave(&merged));
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

    /// Refuses an overlay that would change nothing: the province would believe it is served by it.
    fn names_no_service(&self, root: &tree::Node) -> Option<Finding> {
        let node = root.get("service")?;
        let what = match &node.content {
            tree::Content::Table(services) if services.is_empty() => "it changes no service",
            tree::Content::Table(_) => return None,
            _ => &format!("{} stands here", node.describe()),
        };
        let remedy = "write [service.NN], and below it what the province does otherwise";
        Some(self.wrong(node.line, "service", what.to_owned(), remedy))
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

/// How many times the law's value a province may ask: what is beyond is a slip of the keys.
const MOST_TIMES: i64 = 10;

/// Cells of the tables in `least` that are lower than the law's, or far beyond it.
fn moved(merged: &Source, service: &str) -> Vec<Finding> {
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
                let Some(law) = law.as_i64() else { continue };
                let (what, remedy) = match here {
                    Some(here) if here > law.saturating_mul(MOST_TIMES) => (
                        format!("{here} is more than {MOST_TIMES} times the law's {law}"),
                        "write what the resolution of the province says",
                    ),
                    Some(here) if here >= law => continue,
                    _ => (
                        format!("it is below the law's {law}"),
                        "a province may raise it, not lower it",
                    ),
                };
                found.push(Finding {
                    file: merged.file.clone(),
                    line: merged.line(&pointer),
                    place: format!("service {service} table {table} {row} {column}"),
                    what,
                    remedy: remedy.to_owned(),
                });
            }
        }
    }
    found
}

/// Cases that the province gives the procedure of another one. Cases of one service may share theirs, but what the
/// country keeps apart would be sent as the other.
fn procedures(files: &Files, merged: &Source, service: &str) -> Vec<Finding> {
    let word = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let cases = |both: &Value| {
        let cases = both.get("cases").and_then(Value::as_array).cloned();
        let named = |case: &Value| Some((word(case, "code")?, word(case, "procedure")?));
        let cases = cases.unwrap_or_default();
        cases.iter().filter_map(named).collect::<Vec<_>>()
    };
    let country = |source: &Source| {
        let both = source.merged_from().map_or(&source.both, |(base, _)| base);
        cases(both)
    };
    let ours = country(merged);
    let mut found = Vec::new();
    for (at, (code, procedure)) in cases(&merged.both).into_iter().enumerate() {
        let before = ours.iter().find(|(known, _)| *known == code);
        if before.is_some_and(|(_, before)| *before == procedure) {
            continue;
        }
        let others = files
            .services
            .iter()
            .filter(|source| id_of(source) != Some(service));
        let others = others.flat_map(&country);
        // A new case may be of the same procedure as another one of its service.
        let beside = ours.iter().filter(|_| before.is_some()).cloned();
        let mut taken = beside.chain(others);
        if let Some((other, _)) = taken.find(|(_, taken)| *taken == procedure) {
            let pointer = format!("/cases/{at}/procedure");
            found.push(Finding {
                file: merged.file.clone(),
                line: merged.line(&pointer),
                place: format!("service {service} case {code} procedure"),
                what: format!("`{procedure}` is the procedure of {other}"),
                remedy: "write the code of this case".to_owned(),
            });
        }
    }
    found
}

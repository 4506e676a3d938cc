//! Refuses what would go wrong later: each finding names file, line, place and remedy.
//!
//! - words: [`references`], [`named`], [`beyond`], [`unique`], [`grounds`], [`money`]; [`fields`], [`identifying`], [`papers`], [`cases`]
//!   and [`told`] against the vocabulary; the forms in print: [`layouts`]
//! - logic: [`cycles`], [`limits`], [`reach`], [`offered`]; answers are tried by [`worlds`]

mod beyond;
mod cases;
mod cycles;
mod fields;
mod grounds;
mod identifying;
mod layouts;
mod limits;
mod mention;
mod money;
mod named;
mod offered;
mod papers;
mod reach;
mod records;
mod references;
mod told;
mod unconfirmed;
mod unique;
mod walk;
mod worlds;

pub use unconfirmed::{Unconfirmed, unconfirmed};
pub(crate) use walk::kind_name;

use super::compile;
use super::finding::{Finding, did_you_mean};
use super::source::{Source, field_place};
use super::vocabulary::Vocabulary;
use crate::definition::{Field, Service};
use serde_json::Value;
use vietnam::CivilDate;

/// Everything that is wrong with a definition that could be read. Ages in conditions are tried on the given day.
pub fn lint(source: &Source, words: &Vocabulary, today: CivilDate) -> Vec<Finding> {
    let service = match compile::to_service(source, "vi") {
        Ok(service) => service,
        Err(finding) => return vec![finding],
    };
    let mut lint = Lint {
        source,
        service: &service,
        words,
        today,
        findings: Vec::new(),
    };
    unique::check(&mut lint);
    references::check(&mut lint);
    named::check(&mut lint);
    beyond::check(&mut lint);
    records::check(&mut lint);
    told::check(&mut lint);
    grounds::check(&mut lint);
    lint.findings.extend(money::findings(source, &service));
    layouts::check(&mut lint);
    limits::check(&mut lint);
    cycles::check(&mut lint);
    least(&mut lint);
    // What a province changes is not in the vocabulary.
    let is_ours = !lint.is_merged();
    if is_ours {
        fields::check_rows(&mut lint);
        identifying::check(&mut lint);
    }
    if lint.findings.is_empty() {
        reach::check(&mut lint);
        offered::check(&mut lint);
        if is_ours {
            fields::check_asked(&mut lint);
            papers::check(&mut lint);
            cases::check(&mut lint);
        }
    }
    if !is_ours {
        lint.findings
            .iter_mut()
            .for_each(|finding| of_service(finding, &service.id));
    }
    lint.findings.sort();
    lint.findings.dedup();
    lint.findings
}

/// What no server may begin with under a province's overlay: a definition that the engine cannot read, or money that is
/// none.
pub(super) fn grave(merged: &Source) -> Vec<Finding> {
    let service = match compile::to_service(merged, "vi") {
        Ok(service) => service,
        Err(finding) => return vec![finding],
    };
    let mut found = money::findings(merged, &service);
    found
        .iter_mut()
        .for_each(|finding| of_service(finding, &service.id));
    found
}

/// A finding about a merged definition says which one: an overlay changes several.
fn of_service(finding: &mut Finding, id: &str) {
    finding.place = format!("service {id} {}", finding.place);
}

/// Tables whose cells a province may only raise must be there.
fn least(lint: &mut Lint<'_>) {
    let named = lint.source.both.get("least").and_then(Value::as_array);
    for (i, table) in named.into_iter().flatten().enumerate() {
        let table = table.as_str().unwrap_or_default();
        if !lint.service.tables.contains_key(table) {
            let known = lint.service.tables.keys().map(String::as_str);
            let remedy = did_you_mean(table, known, "name a [table]");
            let what = format!("there is no table `{table}`");
            lint.tell(&format!("/least/{i}"), "least", what, remedy);
        }
    }
}

/// A definition under inspection.
struct Lint<'a> {
    source: &'a Source,
    service: &'a Service,
    words: &'a Vocabulary,
    today: CivilDate,
    findings: Vec<Finding>,
}

impl<'a> Lint<'a> {
    /// Whether a province's overlay was laid over the definition.
    fn is_merged(&self) -> bool {
        self.source.merged_from().is_some()
    }

    /// Notes what is wrong at a pointer of the compiled form.
    fn tell(
        &mut self,
        pointer: &str,
        place: impl Into<String>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.findings.push(Finding {
            file: self.source.file.clone(),
            line: self.source.line(pointer),
            place: place.into(),
            what: what.into(),
            remedy: remedy.into(),
        });
    }

    /// Every field with its pointer in the compiled form and its place in words.
    fn fields(&self) -> impl Iterator<Item = (String, String, &'a Field)> + use<'a> {
        self.service.steps.iter().enumerate().flat_map(|(i, step)| {
            let fields = step.fields.iter().enumerate();
            fields.map(move |(j, field)| {
                (
                    format!("/steps/{i}/fields/{j}"),
                    field_place(field.id.as_str()),
                    field,
                )
            })
        })
    }

    /// The ids of all fields.
    fn ids(&self) -> Vec<&'a str> {
        self.service
            .fields()
            .map(|field| field.id.as_str())
            .collect()
    }
}

//! What a person asks for when reuse is counted: the choices about the request itself, per service.

use crate::answers::Answers;
use crate::author::finding::Finding;
use crate::author::source::tree::{self, Content, Node};
use crate::place::Place;
use serde_json::Value;
use std::collections::BTreeMap;
use vietnam::CivilDate;

/// Service → field → answer; or service → key of a person → field → answer.
pub type Scenarios = BTreeMap<String, BTreeMap<String, Value>>;

/// Reads `services/reuse.toml`: one table per service, one fixed answer per choice.
///
/// # Errors
/// What is no TOML, or no such table.
pub(super) fn read_scenarios(file: &str, text: &str) -> Result<Scenarios, Finding> {
    let root = tree::parse(text).map_err(|unreadable| Finding {
        file: file.to_owned(),
        line: unreadable.line,
        place: String::new(),
        what: unreadable.message,
        remedy: "see https://toml.io/en/v1.1.0".to_owned(),
    })?;
    let Content::Table(services) = &root.content else {
        return Ok(Scenarios::new());
    };
    services
        .iter()
        .map(|entry| Ok((entry.key.clone(), choices(file, &entry.node)?)))
        .collect()
}

fn choices(file: &str, node: &Node) -> Result<BTreeMap<String, Value>, Finding> {
    let wrong = |line: usize, what: &str| Finding {
        file: file.to_owned(),
        line,
        place: String::new(),
        what: what.to_owned(),
        remedy: "write [\"09\"] and below it field = answer".to_owned(),
    };
    let Content::Table(entries) = &node.content else {
        return Err(wrong(node.line, "this is no table"));
    };
    let read = entries.iter().map(|entry| {
        let value =
            tree::plain(&entry.node).ok_or_else(|| wrong(entry.line, "this is no answer"))?;
        Ok((entry.key.clone(), value))
    });
    read.collect()
}

/// The table that says with whose records a service is counted.
const WHOSE: &str = "whose";

/// Key of the person with whose full records a service is counted: `full`, unless the table `whose` says who.
pub(super) fn whose<'a>(scenarios: &'a Scenarios, service: &str) -> &'a str {
    let table = scenarios.get(WHOSE);
    let key = table.and_then(|table| table.get(service)?.as_str());
    key.unwrap_or("full")
}

/// The table that says why little is known in a service.
const WHY: &str = "why";

/// The table that says why few papers are spared in a service.
const WHY_PAPERS: &str = "why_papers";

/// Why little is known in a service, where it says so.
pub(super) fn why<'a>(scenarios: &'a Scenarios, service: &str) -> Option<&'a str> {
    scenarios.get(WHY)?.get(service)?.as_str()
}

/// Why few papers are spared in a service, where it says so.
pub(super) fn why_papers<'a>(scenarios: &'a Scenarios, service: &str) -> Option<&'a str> {
    scenarios.get(WHY_PAPERS)?.get(service)?.as_str()
}

/// A person's choices for a service as answers on a day. A table by the person's key changes some of them.
pub fn answers(scenarios: &Scenarios, service: &str, person: &str, today: CivilDate) -> Answers {
    let choices = scenarios.get(service);
    let own = choices.and_then(|choices| choices.get(person)?.as_object());
    let all = choices
        .into_iter()
        .flatten()
        .chain(own.into_iter().flatten());
    let values = all.filter(|(_, value)| !value.is_object());
    let values = values.map(|(id, value)| (Place::of(id.as_str()), value.clone()));
    Answers {
        today,
        values: values.collect(),
        rows: BTreeMap::new(),
    }
}

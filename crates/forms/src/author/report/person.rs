//! The facts of a test person, from its file in `sandbox/persons/`: what each source would answer.

use super::Names;
use crate::author::source::tree;
use crate::author::vocabulary::{Vocabulary, rows_parts};
use crate::fact::{Fact, FactValue, Provenance};
use serde_json::{Value, json};
use vietnam::unit::{Code, Units};

/// A test person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Name of the file.
    pub key: String,
    /// What every source that holds records of the person, of relatives, or of the first organisation would say.
    pub held: Vec<Held>,
    /// Prior results in the warehouses, the person's own and the first organisation's.
    pub results: Vec<PriorResult>,
    /// Some source of the person answers late, or not at all.
    pub is_hindered: bool,
}

/// A prior result that the person holds.
#[derive(Clone, Debug)]
pub struct PriorResult {
    /// `KQ.…`
    pub code: String,
    /// Last day of validity.
    pub valid_until: Option<String>,
    /// It was not revoked and its file is still kept.
    pub usable: bool,
}

/// What a source holds.
#[derive(Clone, Debug)]
pub struct Held {
    /// What it would say.
    pub fact: Fact,
    /// Another person whom it is about.
    pub whose: Option<Whose>,
}

/// Another person than the one who asks.
#[derive(Clone, Debug)]
pub struct Whose {
    /// Identity number, where there is one.
    pub number: Option<String>,
    /// Full name.
    pub name: String,
    /// Birth date.
    pub born: Option<String>,
}

impl Held {
    /// Identity number of another person whom it is about.
    pub fn number(&self) -> Option<&str> {
        self.whose.as_ref()?.number.as_deref()
    }
}

/// Sources that no server is asked for: the device reads them from what the person holds in the hand.
pub(super) const ON_THE_DEVICE: [&str; 3] = ["card-qr", "health-card-qr", "paper-code"];

/// What short forms in a person's file are written out with.
pub(super) struct Expander<'a> {
    /// Attributes and who serves them.
    pub(super) words: &'a Vocabulary,
    /// Names of codes.
    pub(super) names: &'a Names,
    /// Communes and provinces.
    pub(super) units: &'a Units,
}

/// Reads a person's file.
///
/// # Errors
/// What is no TOML, or holds a short form that cannot be written out.
pub(super) fn read_person(text: &str, expander: &Expander<'_>) -> Result<Person, String> {
    let root = tree::parse(text)
        .map_err(|unreadable| format!("line {}: {}", unreadable.line, unreadable.message))?;
    let root = tree::plain(&root).ok_or("a value that no person has")?;
    let text = |value: &Value, name: &str| {
        value
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let mut person = Person {
        key: text(&root, "key"),
        held: Vec::new(),
        results: Vec::new(),
        is_hindered: root.get("moods").is_some(),
    };
    let records = |of: &Value| {
        of.get("record")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    person.results.extend(prior_results(&records(&root)));
    for (at, record) in records(&root).iter().enumerate() {
        expander.add(
            &mut person.held,
            record,
            ("self", None),
            &format!("self-{at}"),
        )?;
    }
    let others = |name: &str| {
        root.get(name)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    for (number, relative) in others("relative").iter().enumerate() {
        let records = records(relative);
        let subject = match text(relative, "relation").as_str() {
            _ if records.iter().any(says_dead) => "deceased".to_owned(),
            "father" | "mother" => "parent".to_owned(),
            "other" => "other-by-authorisation".to_owned(),
            relation => relation.to_owned(),
        };
        for (at, record) in records.iter().enumerate() {
            let id = format!("relative{number}-{at}");
            let number = relative.get("personal_id").and_then(Value::as_str);
            let whose = Whose {
                number: number.map(str::to_owned),
                name: text(relative, "full_name"),
                born: relative
                    .get("birth_date")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            };
            expander.add(&mut person.held, record, (&subject, Some(&whose)), &id)?;
        }
    }
    for organisation in others("organisation").iter().take(1) {
        person.results.extend(prior_results(&records(organisation)));
        for (at, record) in records(organisation).iter().enumerate() {
            let id = format!("organisation-{at}");
            expander.add(&mut person.held, record, ("organisation", None), &id)?;
        }
    }
    Ok(person)
}

/// The results among records: those that a warehouse keeps with their file.
fn prior_results(records: &[Value]) -> Vec<PriorResult> {
    let results = records.iter().filter_map(|record| {
        let result = record.get("result")?;
        let mut sources = record.get("sources")?.as_array()?.iter();
        sources.find(|source| {
            let id = source.as_str().unwrap_or_default();
            id.ends_with("-warehouse")
        })?;
        let valid_until = record.get("valid_until").and_then(Value::as_str);
        let is_gone = result.get("gone").and_then(Value::as_bool) == Some(true);
        let is_revoked = result.get("status").and_then(Value::as_str) == Some("revoked");
        Some(PriorResult {
            code: result.get("code")?.as_str()?.to_owned(),
            valid_until: valid_until.map(str::to_owned),
            usable: !is_gone && !is_revoked,
        })
    });
    results.collect()
}

/// Whether a record says that whom it is about has died.
fn says_dead(record: &Value) -> bool {
    let kind = record.get("kind").and_then(Value::as_str);
    let life = record.pointer("/holds/life_state").and_then(Value::as_str);
    matches!(kind, Some("death_notice" | "death_extract")) || life == Some("dead")
}

impl Expander<'_> {
    /// The facts of one record, once per source that serves them.
    fn add(
        &self,
        held: &mut Vec<Held>,
        record: &Value,
        (subject, whose): (&str, Option<&Whose>),
        id: &str,
    ) -> Result<(), String> {
        let text = |name: &str| record.get(name).and_then(Value::as_str);
        let kind = text("kind").ok_or("a record without a kind")?;
        let sources = record
            .get("sources")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        for source in sources.chain(ON_THE_DEVICE) {
            let provenance = Provenance {
                id: format!("{id}-{source}"),
                source: source.to_owned(),
                source_name: source.to_owned(),
                issued_on: text("issued_on").map(str::to_owned),
                valid_until: text("valid_until").map(str::to_owned),
                // What the device reads is no proof, and what people saved themselves is declared.
                verified: source != "profile" && !ON_THE_DEVICE.contains(&source),
                ..Provenance::default()
            };
            for (attribute, value) in record
                .get("holds")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                let rows = value
                    .as_array()
                    .filter(|rows| rows.iter().all(Value::is_object));
                let cells: Vec<(String, Option<usize>, &Value)> = match rows {
                    None => vec![(attribute.clone(), None, value)],
                    Some(rows) => rows
                        .iter()
                        .enumerate()
                        .flat_map(|(row, cells)| {
                            let cells = cells.as_object().into_iter().flatten();
                            cells.map(move |(name, value)| {
                                (format!("{attribute}[].{name}"), Some(row), value)
                            })
                        })
                        .collect(),
                };
                for (attribute, row, value) in cells {
                    let cited = format!("{kind}.{attribute}");
                    let known = self
                        .words
                        .attribute(&cited)
                        .ok_or_else(|| format!("there is no {cited}"))?;
                    if !rows_parts(&known.sources).any(|serving| serving == source) {
                        continue;
                    }
                    let fact = Fact {
                        record: kind.to_owned(),
                        concept: known.concept.clone(),
                        record_id: id.to_owned(),
                        row,
                        subject: subject.to_owned(),
                        value: self
                            .value(&known.kind, value)
                            .ok_or_else(|| format!("{cited} cannot be written out"))?,
                        provenance: provenance.clone(),
                        attribute,
                    };
                    let whose = whose.cloned();
                    held.push(Held { fact, whose });
                }
            }
        }
        Ok(())
    }

    /// A short form written out: `{ commune, detail }` an address, `{ list, code }` a code answer, `{ raw }` as written.
    /// A code with its name is written out already.
    fn value(&self, kind: &str, value: &Value) -> Option<FactValue> {
        let part = |name: &str| value.get(name).and_then(Value::as_str);
        if let Some(raw) = part("raw") {
            return Some(FactValue::Raw(raw.to_owned()));
        }
        let made = match kind {
            "address" => match part("commune") {
                Some(commune) => self.address(commune, part("detail"))?,
                None => {
                    let text = part("legacy")?;
                    json!({ "country": "VN", "text": text, "vintage": "legacy", "legacy": { "text": text } })
                }
            },
            "lookup" | "unit" if part("name").is_none() => {
                let (list, code) = (part("list")?, part("code")?);
                let (name, version) = self.names.get(list, code)?;
                json!({ "code": code, "name": name, "list": list, "version": version })
            }
            _ => value.clone(),
        };
        Some(FactValue::Value(made))
    }

    fn address(&self, commune: &str, detail: Option<&str>) -> Option<Value> {
        let unit = self.units.commune(Code::parse(commune)?)?;
        let province = self.units.province(unit.province)?;
        let text: Vec<String> = detail
            .map(str::to_owned)
            .into_iter()
            .chain([unit.full_name(), province.full_name()])
            .collect();
        let mut made = json!({ "country": "VN", "province": province.code.as_str(), "commune": commune, "text": text.join(", "), "vintage": "current" });
        if let Some(detail) = detail {
            made.as_object_mut()?
                .insert("detail".to_owned(), detail.into());
        }
        Some(made)
    }
}

//! A draft as the app keeps it: what a merge proposes is taken over.

use crate::{root, today};
use forms::answers::Answers;
use forms::author::files::Files;
use forms::author::report::{Reader, answers, told};
use forms::definition::Service;
use forms::fact::{Fact, FactValue, Provenance};
use forms::merge::{Before, Merged, Voice, merge};
use forms::origin::Origin;
use forms::place::Place;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Services with the person whose records they read: parents, lists, a vehicle, a death, an organisation.
const SAMPLES: [(&str, &str); 8] = [
    ("02", "full"),
    ("03", "full"),
    ("07", "motorcycle-buyer"),
    ("09", "full"),
    ("10", "bereaved"),
    ("13", "organisation-head"),
    ("17", "household-of-four"),
    ("22", "full"),
];

/// A service, what is asked for, and what all its sources say of a person.
pub(crate) struct Sample {
    pub(crate) service: Service,
    pub(crate) request: Answers,
    pub(crate) facts: Vec<Fact>,
}

pub(crate) fn samples() -> &'static [Sample] {
    static SAMPLED: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLED.get_or_init(|| {
        let files = Files::read(&root()).unwrap();
        let root = root();
        let reader = Reader::new(&root, &files).unwrap();
        let sample = |(id, key): &(&str, &str)| {
            let mut sources = files.services.iter();
            let service = sources
                .find_map(|source| {
                    let service = forms::author::compile::to_service(source, "vi").unwrap();
                    (service.id == *id).then_some(service)
                })
                .unwrap();
            let request = answers(&reader.scenarios, id, key, today());
            let facts = told(&service, &request, &reader.person(key).unwrap().held);
            Sample {
                service,
                request,
                facts,
            }
        };
        SAMPLES.iter().map(sample).collect()
    })
}

impl std::fmt::Debug for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "service {}", self.service.id)
    }
}

/// What an answer is worth to the next merge.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) answers: Answers,
    pub(crate) origins: BTreeMap<Place, Origin>,
    pub(crate) provenance: BTreeMap<String, Provenance>,
    pub(crate) last: Merged,
}

impl Draft {
    pub(crate) fn new(answers: &Answers) -> Self {
        Self {
            answers: answers.clone(),
            origins: BTreeMap::new(),
            provenance: BTreeMap::new(),
            last: Merged::default(),
        }
    }

    /// All facts that have come so far are merged, and the app takes over what comes of it.
    pub(crate) fn take(&mut self, service: &Service, facts: &[Fact]) {
        let answered = facts.iter();
        let answered: BTreeSet<Voice> = answered
            .map(|fact| Voice::of(&fact.provenance.source, &fact.subject))
            .collect();
        let before = Before {
            former: &(),
            origins: &self.origins,
            provenance: &self.provenance,
            answered: &answered,
        };
        let merged = merge(service, &self.answers, before, facts);
        self.answers.rows.extend(merged.rows.iter().cloned());
        for place in &merged.withdrawn {
            self.put(place, None);
        }
        for conflict in &merged.conflicts {
            self.put(&conflict.place, conflict.typed.as_ref());
        }
        self.origins
            .retain(|place, _| !merged.withdrawn.contains(place));
        for fill in &merged.fills {
            let by = &fill.provenance;
            let mut facts = facts.iter();
            let by = Provenance {
                about: facts
                    .find(|fact| fact.provenance.id == by.id)
                    .map(|fact| fact.subject.clone()),
                ..by.clone()
            };
            self.provenance.insert(by.id.clone(), by);
            self.origins.insert(fill.place.clone(), fill.origin.clone());
            self.put(&fill.place, Some(&fill.value));
        }
        self.last = merged;
    }

    fn put(&mut self, place: &Place, value: Option<&Value>) {
        match value {
            Some(value) => self.answers.values.insert(place.clone(), value.clone()),
            None => self.answers.values.remove(place),
        };
    }

    /// What is seen: what would be sent, and what is to be decided.
    pub(crate) fn seen(&self, service: &Service) -> (Value, Vec<(String, Vec<Value>)>) {
        let conflicts = self.last.conflicts.iter().map(|conflict| {
            let said = conflict.candidates.iter();
            let place = format!("{:?}", conflict.place);
            (place, said.map(|one| one.value.clone()).collect())
        });
        let data = forms::send::to_data(service, &self.answers);
        (data, conflicts.collect())
    }
}

/// Other people's names, numbers and days, in the place of what some facts say: sources that contradict each other.
pub(crate) fn disturbed(facts: &[Fact], which: &[bool]) -> Vec<Fact> {
    let mut made = facts.to_vec();
    for (at, fact) in made.iter_mut().enumerate() {
        if !which
            .get(at % which.len().max(1))
            .copied()
            .unwrap_or_default()
        {
            continue;
        }
        if let FactValue::Value(Value::String(text)) = &mut fact.value {
            let is_date = vietnam::CivilDate::parse_iso(text).is_ok();
            *text = match text.as_str() {
                _ if is_date => "1981-02-03".to_owned(),
                name if name.contains(' ') => "Trần Thị Mẫu Khác".to_owned(),
                _ => continue,
            };
        }
    }
    made
}

//! That every source which `fields.csv` names fills an answer, and every record which `papers.csv` names spares its
//! paper: each shown by a test person, through the definition and the engine.

use super::person::{Held, ON_THE_DEVICE, Person};
use super::told::{merged, told, with_fills};
use super::{Reader, answers};
use crate::answers::Answers;
use crate::author::compile;
use crate::author::filling::{Filler, Stock, Wish};
use crate::author::vocabulary::FieldRow;
use crate::condition::Condition;
use crate::definition::{Paper, Replacement, Service, SourceUse};
use crate::fact::{Fact, FactValue};
use crate::papers::{PaperState, Supplied, papers};
use crate::place::{FieldId, Place};
use serde_json::Value;
use std::collections::BTreeSet;
use vietnam::CivilDate;

/// Read by a reader that only kiosks have.
const ON_A_KIOSK: &str = "card-chip";
/// Beginnings of the search for answers under which something is asked.
const SEEDS: u64 = 4;

/// What was shown to work, and what was not.
#[derive(Clone, Debug, Default)]
pub struct Proofs {
    /// One per source that works.
    pub sources: Vec<Proof>,
    /// One per paper and record kind that spares it.
    pub records: Vec<Proof>,
    /// What nobody could show.
    pub missing: Vec<By>,
}

/// A person with whom something works, and under what answers.
#[derive(Clone, Debug)]
pub struct Proof {
    /// What works.
    pub by: By,
    /// In which service.
    pub service: String,
    /// Key of the person.
    pub person: String,
    /// What the person has answered when sources are asked.
    pub answers: Answers,
}

/// What works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A source fills answers.
    Source(String),
    /// A record spares a paper.
    Record {
        /// Code of the paper.
        paper: String,
        /// Kind of the record.
        record: String,
    },
}

impl std::fmt::Display for By {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Source(id) => write!(f, "source {id}"),
            Self::Record { paper, record } => write!(f, "{record} for {paper}"),
        }
    }
}

impl By {
    /// Whether it works with these facts, beside these answers.
    pub fn works(&self, service: &Service, answers: &Answers, facts: &[Fact]) -> bool {
        match self {
            Self::Source(id) => fills(service, answers, facts, id),
            Self::Record { paper, record } => spares(service, answers, facts, (paper, record)),
        }
    }
}

/// Whether facts of a source fill an answer: beside all the others, or, where better sources say the same, alone.
fn fills(service: &Service, answers: &Answers, facts: &[Fact], source: &str) -> bool {
    let of_source: Vec<Fact> = facts
        .iter()
        .filter(|fact| fact.provenance.source == source)
        .cloned()
        .collect();
    let filled = |facts: &[Fact]| {
        let merged = merged(service, answers, facts);
        let mut fills = merged.fills.iter();
        fills.any(|fill| fill.provenance.source == source)
    };
    !of_source.is_empty() && (filled(facts) || filled(&of_source))
}

/// Whether the records of a kind, and nothing else, leave nothing of a paper to bring.
fn spares(
    service: &Service,
    answers: &Answers,
    facts: &[Fact],
    (paper, record): (&str, &str),
) -> bool {
    let filled = with_fills(service, answers, facts);
    let of_kind: Vec<Fact> = facts
        .iter()
        .filter(|fact| fact.record == record)
        .cloned()
        .collect();
    let views = papers(service, &filled, &of_kind, &[], &Supplied::new(), &[]);
    let mut views = views.iter().filter(|view| view.paper.code == paper);
    views.any(|view| match view.state {
        PaperState::NotNeeded(_) => true,
        // Made from answers, that record's among them.
        PaperState::FromAnswers | PaperState::GivenInQuestion => !of_kind.is_empty(),
        _ => false,
    })
}

impl Reader<'_> {
    /// Shows what works, with the persons of `sandbox/persons/` of whom every source answers.
    ///
    /// # Errors
    /// A file that is wrong; the error names it.
    pub fn proofs(&self, today: CivilDate) -> Result<Proofs, String> {
        let stock = Stock::read(self.root, self.files)?;
        let persons = self.persons()?;
        let mut proofs = Proofs::default();
        let mut services = Vec::new();
        for source in &self.files.services {
            let service =
                compile::to_service(source, "vi").map_err(|finding| finding.to_string())?;
            services.push(service);
        }
        let searches: Vec<Search<'_>> = services
            .iter()
            .map(|service| Search {
                reader: self,
                filler: Filler {
                    service,
                    stock: &stock,
                    today,
                },
                persons: &persons,
            })
            .collect();
        for id in self.named() {
            let by = By::Source(id.clone());
            match searches.iter().find_map(|search| search.source(&by, &id)) {
                Some(proof) => proofs.sources.push(proof),
                None => proofs.missing.push(by),
            }
        }
        for search in &searches {
            for paper in &search.filler.service.papers {
                for record in &paper.replaced_by {
                    let by = By::Record {
                        paper: paper.code.clone(),
                        record: record.record.clone(),
                    };
                    match search.record(&by, paper, record) {
                        Some(proof) => proofs.records.push(proof),
                        None => proofs.missing.push(by),
                    }
                }
            }
        }
        Ok(proofs)
    }

    /// The sources of facts that `fields.csv` names, without what only kiosks read.
    fn named(&self) -> BTreeSet<String> {
        let fields = self.files.words.fields.iter();
        let named = fields.flat_map(FieldRow::source_ids);
        named
            .filter(|id| *id != ON_A_KIOSK)
            .map(str::to_owned)
            .collect()
    }
}

/// The search for a person with whom something works in a service.
struct Search<'a> {
    reader: &'a Reader<'a>,
    filler: Filler<'a>,
    persons: &'a [Person],
}

impl Search<'_> {
    fn source(&self, by: &By, id: &str) -> Option<Proof> {
        let service = self.filler.service;
        let mut rows = self.reader.files.words.fields_of(&service.id);
        if !rows.any(|row| row.source_ids().any(|named| named == id)) {
            return None;
        }
        if ON_THE_DEVICE.contains(&id) {
            return self.read_on_the_device(by, id);
        }
        let mut uses = service.sources.iter().filter(|used| used.id == id);
        uses.find_map(|used| self.show(by, used, &[], |_| true))
    }

    fn record(&self, by: &By, paper: &Paper, record: &Replacement) -> Option<Proof> {
        let service = self.filler.service;
        let conditions = [&paper.when, &paper.replaced_when, &record.when];
        let uses = service.sources.iter().filter(|used| {
            let mut want = used.want.iter();
            want.any(|cited| kind_of(cited) == record.record)
        });
        { uses }
            .find_map(|used| self.show(by, used, &conditions, |fact| fact.record == record.record))
    }

    /// Looks for a person of whom a source that the service asks knows such facts, and for answers under which the
    /// conditions hold and it is asked.
    fn show(
        &self,
        by: &By,
        used: &SourceUse,
        conditions: &[&Condition],
        is_meant: impl Fn(&Fact) -> bool,
    ) -> Option<Proof> {
        let service = self.filler.service;
        for person in self.persons {
            let mut known = person.held.iter();
            let Some(key) = known.find(|held| {
                let fact = &held.fact;
                fact.provenance.source == used.id
                    && used.about.contains(&fact.subject)
                    && is_meant(fact)
                    && used.want.iter().any(|cited| fact.is(cited))
            }) else {
                continue;
            };
            for seed in 0..SEEDS {
                let Some(mut answers) = self.request(person, used, conditions, seed) else {
                    continue;
                };
                type_keys(&mut answers, used, key, person);
                let facts = told(service, &answers, &person.held);
                if by.works(service, &answers, &facts) {
                    return Some(self.proof(by, person, answers));
                }
            }
        }
        None
    }

    fn read_on_the_device(&self, by: &By, id: &str) -> Option<Proof> {
        let service = self.filler.service;
        for person in self.persons {
            let facts: Vec<Fact> = person
                .held
                .iter()
                .map(|held| &held.fact)
                .filter(|fact| fact.provenance.source == id && fact.subject == "self")
                .cloned()
                .collect();
            if facts.is_empty() {
                continue;
            }
            let mut rows = self.reader.files.words.fields_of(&service.id);
            let found = rows.find_map(|row| {
                let named = row.source_ids().any(|named| named == id);
                let field = service.field(&FieldId::new(&row.id)).filter(|_| named)?;
                let answers = self.granted(person, &[&field.shown], 0)?;
                by.works(service, &answers, &facts).then_some(answers)
            });
            if let Some(answers) = found {
                return Some(self.proof(by, person, answers));
            }
        }
        None
    }

    /// Answers under which the conditions hold, the source is asked and all its keys are answered.
    fn request(
        &self,
        person: &Person,
        used: &SourceUse,
        conditions: &[&Condition],
        seed: u64,
    ) -> Option<Answers> {
        let keys = used.keys.values().cloned();
        let answered: Vec<Condition> = keys.map(Condition::Answered).collect();
        let wished: Vec<&Condition> = conditions
            .iter()
            .copied()
            .chain([&used.when])
            .chain(&answered)
            .collect();
        self.granted(person, &wished, seed)
    }

    fn granted(&self, person: &Person, wished: &[&Condition], seed: u64) -> Option<Answers> {
        let service = self.filler.service;
        let today = self.filler.today;
        let request = answers(&self.reader.scenarios, &service.id, &person.key, today);
        let wishes: Vec<Wish<'_>> = wished
            .iter()
            .map(|condition| Wish {
                condition,
                holds: true,
                list: None,
            })
            .collect();
        self.filler
            .change(service.cases.first()?, &request, &wishes, seed)
    }

    fn proof(&self, by: &By, person: &Person, answers: Answers) -> Proof {
        Proof {
            by: by.clone(),
            service: self.filler.service.id.clone(),
            person: person.key.clone(),
            answers,
        }
    }
}

/// Types the keys by which the source finds the record: who it is about, or what is written on the paper.
fn type_keys(answers: &mut Answers, used: &SourceUse, held: &Held, person: &Person) {
    for (key, field) in &used.keys {
        let whose = held.whose.as_ref();
        let value = match key.as_str() {
            "personal_id" => whose.and_then(|whose| whose.number.clone()),
            "full_name" => whose.map(|whose| whose.name.clone()),
            "birth_date" => whose.and_then(|whose| whose.born.clone()),
            "notice_code" => said(person, held, "code"),
            name => said(person, held, name),
        };
        if let Some(value) = value {
            let place = Place::of(field.clone());
            answers.values.insert(place, Value::from(value));
        }
    }
}

/// What the record says under a name, else any record of the person.
fn said(person: &Person, held: &Held, name: &str) -> Option<String> {
    let facts = || person.held.iter().map(|held| &held.fact);
    let text = |fact: &Fact| match &fact.value {
        FactValue::Value(Value::String(text)) => Some(text.clone()),
        _ => None,
    };
    let same = facts().filter(|fact| fact.record_id == held.fact.record_id);
    same.chain(facts())
        .filter(|fact| fact.attribute == name)
        .find_map(text)
}

fn kind_of(cited: &str) -> &str {
    cited.split_once('.').map_or(cited, |(kind, _)| kind)
}

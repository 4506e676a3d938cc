//! Codes that the person reads on the device: which the form takes, about whom, and the facts in them. No code is a
//! proof: what it says fills answers in and is compared, as any other source (decisions 20, 21).

mod again;
mod card;
mod emptied;
mod fits;
mod paper;

pub use again::said_again;

use crate::answers::Reader;
use crate::compare::same_value;
use crate::definition::{Field, RoleRule, Service};
use crate::eval::Scope;
use crate::fact::{Fact, FactValue, Provenance};
use crate::place::{FieldId, Place};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use vietnam::CivilDate;
use vietnam::card_qr::{CardQr, QrFault};
use vietnam::health_card_qr::HealthCardQr;
use vietnam::unit::CurrentAddress;

/// A kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeKind {
    /// On an identity card.
    Card,
    /// On a health insurance card.
    HealthCard,
    /// On a notice, a bill, an inspection sheet: the key of what is looked up.
    Paper,
}

/// What a code may fill: the fields that name its source, about one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Which code.
    pub kind: CodeKind,
    /// Subject kind of the person: `self`, `guest` …
    pub subject: String,
    /// The list that gets a row for each card.
    pub list: Option<FieldId>,
    /// The fields, in order.
    pub fields: Vec<FieldId>,
    /// Role of the person in this form: first part of the fields' concepts.
    role: String,
    /// `record.attribute` of a paper's code.
    cited: Option<String>,
}

/// What was read, understood.
#[derive(Clone, Debug, PartialEq)]
pub enum Scanned {
    /// An identity card.
    Card(Box<CardQr>),
    /// A health insurance card.
    HealthCard(HealthCardQr),
    /// The key that stands on a paper.
    Paper(String),
}

/// Why nothing is taken from a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanFault {
    /// Letters were lost or changed between scanner and form: scan again, or switch the input method off.
    Again,
    /// Capitals and small letters came exchanged: scan again without Caps Lock.
    CapsLock,
    /// Another kind of code.
    Other,
    /// A card of somebody else.
    SomebodyElse,
    /// A day on it cannot be: it was issued after today, or before its holder was born.
    Days,
}

impl Scanned {
    /// When the card was issued, where its code says so.
    #[must_use]
    pub fn issued(&self) -> Option<CivilDate> {
        match self {
            Self::Card(card) => Some(card.issued),
            Self::HealthCard(_) | Self::Paper(_) => None,
        }
    }

    fn is_of_its_time(&self, today: CivilDate) -> bool {
        match self {
            Self::Card(card) => card.is_of_its_time(today),
            Self::HealthCard(card) => card.birth.is_none_or(|born| born.earliest() <= today),
            Self::Paper(_) => true,
        }
    }

    /// The address of a card that was issued since 01/07/2025: it names units of today, which the caller looks up.
    #[must_use]
    pub fn home(&self) -> Option<&str> {
        match self {
            Self::Card(card) if card.is_of_two_levels() => card.address.as_deref(),
            _ => None,
        }
    }
}

const KINDS: [CodeKind; 3] = [CodeKind::Card, CodeKind::HealthCard, CodeKind::Paper];
const RECORD: &str = "citizen_card";
const HEALTH_RECORD: &str = "health_card";
const HEALTH_NUMBER: (&str, &str) = ("number", "health_card.number");

impl CodeKind {
    /// Id in `sources.csv`.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Card => "card-qr",
            Self::HealthCard => "health-card-qr",
            Self::Paper => "paper-code",
        }
    }

    /// Name of the source as the dossier has it, whatever language the person reads: in Vietnamese, for the office.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Card => "Mã QR trên thẻ căn cước",
            Self::HealthCard => "Mã QR trên thẻ bảo hiểm y tế",
            Self::Paper => "Mã đọc từ giấy tờ",
        }
    }

    /// The kind of code that this source is; none: it is not read on the device.
    #[must_use]
    pub fn of_source(source: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.source() == source)
    }
}

/// Whether the person reads this source themselves, on the device: what it says once says nothing of what it said before.
pub(crate) fn is_read_here(source: &str) -> bool {
    CodeKind::of_source(source).is_some()
}

/// What codes may fill here, as the answers stand: only fields that are shown.
#[must_use]
pub fn targets(service: &Service, reader: &dyn Reader) -> Vec<Target> {
    let scope = Scope::new(service, reader);
    let mut targets: Vec<Target> = Vec::new();
    for field in service.fields().filter(|field| is_open(scope, field)) {
        for kind in KINDS {
            let mut sources = field.sources.iter();
            let Some(source) = sources.find(|used| used.id == kind.source()) else {
                continue;
            };
            let role = field.concept.split('.').next().unwrap_or_default();
            let cited = source.from.clone().filter(|_| kind == CodeKind::Paper);
            // A part of the code that no layout names is in none of our facts.
            let is_named = source.from.is_none() || cited.is_some();
            for subject in is_named
                .then(|| subjects(scope, kind, role))
                .into_iter()
                .flatten()
            {
                let list = field.id.list();
                let known = targets.iter_mut().find(|known| {
                    known.kind == kind
                        && known.subject == subject
                        && known.list == list
                        && known.role == role
                        && known.cited == cited
                });
                match known {
                    Some(known) => known.fields.push(field.id.clone()),
                    None => targets.push(Target {
                        kind,
                        subject,
                        list,
                        fields: vec![field.id.clone()],
                        role: role.to_owned(),
                        cited: cited.clone(),
                    }),
                }
            }
        }
    }
    targets
}

/// Shown; a column where its list is.
fn is_open(scope: Scope<'_>, field: &Field) -> bool {
    match field.id.list() {
        Some(list) => {
            let list = scope.service().field(&list);
            list.is_some_and(|list| scope.is_shown(list))
        }
        None => scope.is_shown(field),
    }
}

/// Of whom a card must be to fill this role, by the rules that a merge follows.
fn subjects(scope: Scope<'_>, kind: CodeKind, role: &str) -> BTreeSet<String> {
    let own = || BTreeSet::from(["self".to_owned()]);
    if kind != CodeKind::Card {
        return own();
    }
    let rules = scope.service().roles.iter();
    let of_role: Vec<&RoleRule> = rules
        .filter(|rule| rule.role == role && rule.is == "person")
        .collect();
    if of_role.is_empty() && role == "person" {
        return own();
    }
    let counts = |rule: &&RoleRule| {
        (rule.records.is_empty() || rule.records.iter().any(|record| record == RECORD))
            && scope.holds(&rule.when)
    };
    let of_role = of_role.into_iter().filter(counts);
    of_role.map(|rule| rule.of.clone()).collect()
}

impl Target {
    /// Understands the text of a code.
    ///
    /// # Errors
    /// [`ScanFault`]; nothing is guessed from a mangled text.
    pub fn read(&self, service: &Service, text: &str) -> Result<Scanned, ScanFault> {
        let card = CardQr::read(text);
        match self.kind {
            CodeKind::Card => match card {
                Ok(card) => Ok(Scanned::Card(Box::new(card))),
                Err(QrFault::ScanAgain) if HealthCardQr::read(text).is_none() => {
                    Err(ScanFault::Again)
                }
                Err(QrFault::CapsLock) => Err(ScanFault::CapsLock),
                Err(_) => Err(ScanFault::Other),
            },
            CodeKind::HealthCard => HealthCardQr::read(text)
                .map(Scanned::HealthCard)
                .ok_or(ScanFault::Other),
            CodeKind::Paper => {
                let field = self.fields.first().and_then(|field| service.field(field));
                let is_paper = matches!(card, Err(QrFault::NotACard));
                field
                    .filter(|_| is_paper)
                    .and_then(|field| paper::key(field, text))
                    .map(Scanned::Paper)
                    .ok_or(ScanFault::Other)
            }
        }
    }

    /// The row that a card is meant for: the first of nobody known, whose name is open or that of the card. None: a
    /// new one.
    #[must_use]
    pub fn open_row(&self, service: &Service, reader: &dyn Reader, card: &CardQr) -> Option<Place> {
        let list = self.list.as_ref()?;
        let scope = Scope::new(service, reader);
        let of_role = |thing: &str| {
            let concept = [&self.role, ".", thing].concat();
            let mut columns = self.fields.iter();
            columns.find(|id| {
                service
                    .field(id)
                    .is_some_and(|field| field.concept == concept)
            })
        };
        let (number, name) = (of_role("personal_id")?, of_role("full_name"));
        let keys = match &service.field(list)?.kind {
            crate::kind::Kind::GroupList(limits) => limits.unique.concat(),
            _ => Vec::new(),
        };
        let rows = reader.rows(list);
        let row = rows.iter().find(|row| {
            let scope = scope.in_row(list, row);
            let is_of = |name: &FieldId| {
                let name = scope.answer(name);
                name.is_none_or(|name| same_value(&name, &json!(card.name)))
            };
            keys.contains(number)
                && keys.iter().all(|key| scope.answer(key).is_none())
                && name.is_none_or(is_of)
        })?;
        Some(Place::in_row(number.clone(), row.clone()))
    }

    /// What the code says, as facts of one record. `home`: a card's address of two levels as the tables of units
    /// understood it, where [`Scanned::home`] asks for that.
    #[must_use]
    pub fn facts(
        &self,
        scanned: &Scanned,
        home: Option<&CurrentAddress>,
        record_id: &str,
        provenance: &Provenance,
    ) -> Vec<Fact> {
        let said = match scanned {
            Scanned::Card(card) => card::said(card, home),
            Scanned::HealthCard(card) => vec![(
                HEALTH_RECORD,
                HEALTH_NUMBER.0,
                HEALTH_NUMBER.1,
                json!(card.number),
            )],
            Scanned::Paper(_) => Vec::new(),
        };
        let fact = |record: &str, attribute: &str, concept: &str, value: Value| Fact {
            record: record.to_owned(),
            attribute: attribute.to_owned(),
            concept: concept.to_owned(),
            record_id: record_id.to_owned(),
            row: self.list.as_ref().map(|_| 0),
            subject: self.subject.clone(),
            value: FactValue::Value(value),
            provenance: provenance.clone(),
        };
        let mut facts: Vec<Fact> = said
            .into_iter()
            .map(|(record, attribute, concept, value)| fact(record, attribute, concept, value))
            .collect();
        if let (Scanned::Paper(key), Some((record, attribute))) = (
            scanned,
            self.cited
                .as_deref()
                .and_then(|cited| cited.split_once('.')),
        ) {
            facts.push(fact(record, attribute, "", json!(key)));
        }
        facts
    }
}

type Said = (&'static str, &'static str, &'static str, Value);

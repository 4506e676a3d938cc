//! The answers under way, and what can be done to them: set, cleared, rows added and taken out.

use super::Dice;
use super::stock::Stock;
use super::value::{self, Person};
use crate::answers::{Answers, Reader};
use crate::check::{Dossier, check, check_place};
use crate::condition::Condition;
use crate::definition::{Case, Field, Service};
use crate::eval::Scope;
use crate::fault::Fault;
use crate::kind::Kind;
use crate::papers::Supply;
use crate::place::{FieldId, Place, RowKey};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vietnam::CivilDate;

/// Rows that a list may grow to while a number of rows is looked for.
const MOST_ROWS: usize = 12;

/// Where something is asked: in a row of a list, or outside lists.
pub(super) type At = Option<(FieldId, RowKey)>;

/// Looks for answers of one case.
pub(super) struct Search<'a> {
    pub(super) service: &'a Service,
    pub(super) case: &'a Case,
    pub(super) stock: &'a Stock,
    pub(super) dice: Dice,
    pub(super) answers: Answers,
    /// Fields that stay as they are: those that chose the case, once it is chosen.
    pub(super) kept: BTreeSet<FieldId>,
    dossier: Dossier,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        service: &'a Service,
        case: &'a Case,
        stock: &'a Stock,
        today: CivilDate,
        seed: u64,
    ) -> Self {
        Self {
            service,
            case,
            stock,
            dice: Dice::new(seed),
            answers: Answers {
                today,
                values: BTreeMap::new(),
                rows: BTreeMap::new(),
            },
            kept: BTreeSet::new(),
            dossier: every_paper(service),
        }
    }

    /// The faults that the engine finds, every paper being there; not that the case is filed elsewhere.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let verdict = check(self.service, &self.answers, self.stock, &self.dossier);
        let mut faults = verdict.errors;
        faults.retain(|fault| !fault.params.contains_key("case"));
        faults
    }

    /// Asks the engine at a place.
    pub(super) fn ask<T>(&self, at: &At, ask: impl FnOnce(Scope<'_>) -> T) -> T {
        let scope = Scope::new(self.service, &self.answers);
        match at {
            Some((list, row)) => ask(scope.in_row(list, row)),
            None => ask(scope),
        }
    }

    pub(super) fn holds(&self, condition: &Condition, at: &At) -> bool {
        self.ask(at, |scope| scope.holds(condition))
    }

    /// The places of a field: one outside lists; in a row its cell; else the cells of all rows.
    pub(super) fn places(&self, field: &FieldId, at: &At) -> Vec<Place> {
        let Some(list) = field.list() else {
            return vec![Place::from(field.clone())];
        };
        match at {
            Some((inside, row)) if *inside == list => {
                vec![Place::in_row(field.clone(), row.clone())]
            }
            _ => self
                .answers
                .rows(&list)
                .into_iter()
                .map(|row| Place::in_row(field.clone(), row))
                .collect(),
        }
    }

    /// The row that a place stands in.
    pub(super) fn at(place: &Place) -> At {
        Some((place.field.list()?, place.row.clone()?))
    }

    /// Answers that a place may have, the usual ones first.
    pub(super) fn values(&self, field: &Field, place: &Place) -> Vec<Value> {
        let row = place.row.as_ref().and_then(|row| {
            let rows = self.answers.rows(&place.field.list()?);
            rows.iter().position(|known| known == row)
        });
        let roles: BTreeSet<&str> = self.service.fields().map(Field::role).collect();
        let role = roles
            .iter()
            .position(|role| *role == field.role())
            .unwrap_or_default();
        let person = Person(role + 60 * row.map_or(0, |row| row + 1));
        let office = &self.case.authority.office;
        self.ask(&Self::at(place), |scope| {
            value::answers(scope, field, self.stock, person, office)
        })
    }

    /// Gives a place an answer that is taken there: the usual one, mostly. Whether it has one then.
    pub(super) fn answer(&mut self, place: &Place) -> bool {
        let Some(field) = self.service.field(&place.field) else {
            return false;
        };
        if field.id.is_list() {
            return self.add_row(&field.id).is_some();
        }
        let mut values = self.values(field, place);
        let is_choice = matches!(
            field.kind,
            Kind::YesNo
                | Kind::OneOf(_)
                | Kind::SeveralOf(_)
                | Kind::Lookup(_)
                | Kind::IdentityPaper(_)
        );
        // Units and people agree with each other where each has the usual answer.
        let share = if is_choice { 100 } else { 10 };
        if self.dice.in_hundred(share) && !values.first().is_some_and(is_home) {
            self.dice.shuffle(&mut values);
        }
        let before = self.answers.values.get(place).cloned();
        for value in values {
            if before.as_ref() == Some(&value) {
                continue;
            }
            self.answers.values.insert(place.clone(), value);
            if check_place(self.service, &self.answers, self.stock, place).is_valid() {
                return true;
            }
        }
        self.put(place, before);
        false
    }

    /// Puts an answer back, or none.
    pub(super) fn put(&mut self, place: &Place, value: Option<Value>) {
        match value {
            Some(value) => self.answers.values.insert(place.clone(), value),
            None => self.answers.values.remove(place),
        };
    }

    pub(super) fn add_row(&mut self, list: &FieldId) -> Option<RowKey> {
        let rows = self.answers.rows.entry(list.clone()).or_default();
        if rows.len() >= MOST_ROWS {
            return None;
        }
        let key = RowKey::new_beside(rows.iter());
        rows.push(key.clone());
        Some(key)
    }

    /// Takes the last row out.
    pub(super) fn drop_row(&mut self, list: &FieldId) -> bool {
        let last = self.answers.rows.get_mut(list).and_then(Vec::pop);
        if let Some(row) = &last {
            self.answers.values.retain(|place, _| {
                place.row.as_ref() != Some(row) || place.field.list().as_ref() != Some(list)
            });
        }
        last.is_some()
    }

    /// Makes a list so long.
    pub(super) fn set_rows(&mut self, list: &FieldId, count: usize) {
        while self.answers.rows(list).len() > count && self.drop_row(list) {}
        while self.answers.rows(list).len() < count && self.add_row(list).is_some() {}
    }
}

/// Every paper of a service, given.
pub(super) fn every_paper(service: &Service) -> Dossier {
    let papers = service.papers.iter();
    Dossier {
        supplied: papers
            .map(|paper| (paper.code.clone(), Supply::Upload))
            .collect(),
        ..Dossier::default()
    }
}

fn is_home(value: &Value) -> bool {
    value.get("code").and_then(Value::as_str) == Some("VN")
}

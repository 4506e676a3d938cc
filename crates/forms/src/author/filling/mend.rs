//! Mends what the engine finds wrong, until it finds nothing; leaves out what is not needed; adds what may be added.

use super::search::{At, Search};
use crate::answers::Reader;
use crate::case::{CaseChoice, choose};
use crate::check::check_place;
use crate::condition::Condition;
use crate::definition::Field;
use crate::eval::Scope;
use crate::fault::{Fault, FaultCode};
use crate::kind::Kind;
use crate::place::{FieldId, Place};
use crate::send::place;
use crate::shape::choice_word;
use serde_json::Value;

/// Rounds of mending before it begins anew.
const ROUNDS: usize = 60;
/// Rows that a list of a full filling has, where so many are taken.
const FULL_ROWS: usize = 2;

impl<'a> Search<'a> {
    /// Answers that choose the case and have no fault. Whether there are some.
    pub(super) fn mend(&mut self) -> bool {
        for _ in 0..ROUNDS {
            if !self.choose() {
                return false;
            }
            let faults = self.faults();
            if faults.is_empty() {
                return true;
            }
            let (mut missing, wrong): (Vec<&Fault>, Vec<&Fault>) =
                faults.iter().partition(|fault| is_missing(fault));
            self.dice.shuffle(&mut missing);
            for fault in missing {
                // Of two of which one is enough, the first answer has settled the other.
                if self.is_asked_for(fault) {
                    self.mend_one(fault);
                }
            }
            if let Some(fault) = self.dice.one(&wrong) {
                self.mend_one(fault);
            }
        }
        false
    }

    /// Whether an answer is missing there still.
    fn is_asked_for(&self, fault: &Fault) -> bool {
        place(self.service, &self.answers, &fault.pointer).is_some_and(|place| {
            let found = check_place(self.service, &self.answers, self.stock, &place);
            found.errors.iter().any(is_missing)
        })
    }

    /// Leads the case questions to the case.
    pub(super) fn choose(&mut self) -> bool {
        let (service, case) = (self.service, self.case);
        let is_chosen = |search: &Self| {
            let chosen = choose(service, &search.answers).chosen();
            chosen.is_some_and(|chosen| chosen.code == case.code) && search.not_offered().is_none()
        };
        if is_chosen(self) {
            return true;
        }
        let kept = std::mem::take(&mut self.kept);
        for _ in 0..12 {
            self.make(&case.when, true, &None);
            match choose(service, &self.answers) {
                CaseChoice::Chosen(chosen) if chosen.code == case.code => {
                    match self.not_offered() {
                        Some(when) => self.make(when, true, &None),
                        None => break,
                    };
                }
                CaseChoice::Chosen(other) => {
                    self.make(&other.when, false, &None);
                }
                CaseChoice::Open(open) => {
                    for id in open {
                        self.answer(&Place::from(id.clone()));
                    }
                }
                CaseChoice::None => {}
            }
        }
        self.kept = kept;
        is_chosen(self)
    }

    /// When the option would be offered that answers a case question and is not.
    fn not_offered(&self) -> Option<&'a Condition> {
        let service = self.service;
        service.dimensions.iter().find_map(|id| {
            let Kind::OneOf(choices) = &service.field(id)?.kind else {
                return None;
            };
            let answer = self.ask(&None, |scope| scope.answer(id))?;
            let mut options = choices.options.iter();
            let chosen = options.find(|option| choice_word(&answer) == Some(&option.value))?;
            (!self.holds(&chosen.when, &None)).then_some(&chosen.when)
        })
    }

    /// Keeps what chose the case.
    pub(super) fn keep_case(&mut self) {
        let read = self.service.cases.iter().flat_map(|case| case.when.reads());
        self.kept = read
            .chain(self.service.dimensions.iter().cloned())
            .collect();
    }

    fn mend_one(&mut self, fault: &Fault) {
        let rule = fault.params.get("rule").and_then(|rule| rule.as_str());
        let Some(place) = place(self.service, &self.answers, &fault.pointer) else {
            return;
        };
        let at = Self::at(&place);
        let today = self.answers.today.to_string();
        if let Some(rule) = rule.and_then(|id| self.service.rules.iter().find(|rule| rule.id == id))
        {
            let (first, other) = ((&rule.holds, true), (&rule.when, false));
            let (goal, want) = if self.dice.in_hundred(80) {
                first
            } else {
                other
            };
            self.make(goal, want, &at);
        } else if let Some(periods) = fault.params.get("periods") {
            let to = fault.params.get("to");
            let from = fault.params.get("from");
            match periods.as_str() {
                // What is missing between begins with the later one's first day, or has no end at all.
                Some("gap") if to.and_then(Value::as_str) == Some(&today) => self.put(&place, None),
                Some("gap") => self.put(&place, from.cloned()),
                Some("open") => self.put(&place, to.cloned()),
                _ => self.put(&place, Some(today.into())),
            }
        } else if place.field.is_list() {
            if fault.code == FaultCode::TooMany {
                self.drop_row(&place.field);
            } else {
                self.add_row(&place.field);
            }
        } else if !self.answer(&place) && fault.code != FaultCode::Required {
            self.put(&place, None);
        }
    }

    /// Whether the answers still choose the case and have no fault.
    pub(super) fn is_filed(&self) -> bool {
        let chosen = choose(self.service, &self.answers).chosen();
        chosen.is_some_and(|chosen| chosen.code == self.case.code) && self.faults().is_empty()
    }

    /// Takes out every answer and row without which it is still a filing.
    pub(super) fn least(&mut self) {
        let lists: Vec<FieldId> = self.answers.rows.keys().cloned().collect();
        for list in lists {
            loop {
                let before = self.answers.clone();
                if !self.drop_row(&list) || !self.is_filed() {
                    self.answers = before;
                    break;
                }
            }
        }
        let mut again = true;
        while again {
            again = false;
            let places: Vec<Place> = self.answers.values.keys().cloned().collect();
            for place in places {
                let before = self.answers.values.remove(&place);
                if self.is_filed() {
                    again = true;
                } else {
                    self.put(&place, before);
                }
            }
        }
        self.answers.rows.retain(|_, rows| !rows.is_empty());
    }

    /// Takes out answers that were given on the way and are not shown.
    pub(super) fn drop_hidden(&mut self) {
        let (service, before) = (self.service, self.answers.clone());
        let scope = Scope::new(service, &before);
        let is_shown = |id: &FieldId| service.field(id).is_some_and(|field| scope.is_shown(field));
        self.answers.rows.retain(|list, _| is_shown(list));
        self.answers.values.retain(|place, _| {
            let Some((list, row)) = Self::at(place) else {
                return is_shown(&place.field);
            };
            let field = service.field(&place.field);
            field.is_some_and(|field| scope.in_row(&list, &row).is_shown(field))
        });
    }

    /// Answers whatever more is asked, as far as it can be answered beside the rest.
    pub(super) fn most(&mut self) {
        // Each round may show more.
        for _ in 0..4 {
            let open = self.unanswered();
            if open.is_empty() {
                return;
            }
            for place in open {
                self.answer_beside(&place);
            }
        }
    }

    /// Shown places without an answer, and lists with room for rows.
    pub(super) fn unanswered(&self) -> Vec<Place> {
        let scope = Scope::new(self.service, &self.answers);
        let mut found = Vec::new();
        for field in self.service.fields().filter(|field| !field.id.is_column()) {
            if !scope.is_shown(field) {
                continue;
            }
            let place = Place::from(field.id.clone());
            let Kind::GroupList(limits) = &field.kind else {
                found.extend(self.is_open(scope, field).then_some(place));
                continue;
            };
            let rows = self.answers.rows(&field.id);
            if rows.len() < limits.max.unwrap_or(FULL_ROWS).min(FULL_ROWS) {
                found.push(place);
            }
            for row in rows {
                let inside = scope.in_row(&field.id, &row);
                let columns = self.service.columns(&field.id);
                let open = columns
                    .filter(|column| inside.is_shown(column) && self.is_open(inside, column));
                found.extend(open.map(|column| Place::in_row(column.id.clone(), row.clone())));
            }
        }
        found
    }

    fn is_open(&self, scope: Scope<'_>, field: &Field) -> bool {
        !field.is_worked_out() && !self.answers.values.contains_key(&scope.place(&field.id))
    }

    /// Answers a place, and mends what that makes wrong elsewhere; as before where it cannot be mended.
    fn answer_beside(&mut self, place: &Place) {
        let at: At = Self::at(place);
        for _ in 0..3 {
            let before = self.answers.clone();
            let is_answered = self.answer(place);
            if is_answered && (self.is_filed() || (self.mend() && self.is_there(place, &at))) {
                return;
            }
            self.answers = before;
        }
    }

    fn is_there(&self, place: &Place, at: &At) -> bool {
        place.field.is_list() || self.ask(at, |scope| scope.answer(&place.field).is_some())
    }
}

/// Whether an answer is missing.
fn is_missing(fault: &Fault) -> bool {
    fault.code == FaultCode::Required && fault.params.is_empty()
}

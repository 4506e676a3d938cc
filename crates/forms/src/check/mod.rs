//! What is wrong: one answer, or everything before it is sent.
//!
//! Shapes are judged by [`crate::shape`]; here is what needs other answers, lists or the day.

mod answer;
mod date;
mod dossier;
mod listed;
mod number;
mod periods;
mod rows;
mod waits;

use crate::answers::Reader;
use crate::case::{CaseChoice, choose};
use crate::definition::{Field, Service};
use crate::eval::Scope;
use crate::fault::{Fault, FaultCode};
use crate::lists::Lists;
use crate::papers::Supplied;
use crate::place::{Place, Pointer};
use crate::send::pointer;
use crate::shape::Wrong;
use serde_json::Value;
use std::collections::BTreeSet;

/// What a check found, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// Must be mended before sending.
    pub errors: Vec<Fault>,
    /// Are told and do not block.
    pub warnings: Vec<Fault>,
}

/// What a whole dossier brings beside its answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    /// Papers given, or the ground on which they are not.
    pub supplied: Supplied,
    /// Places whose sources disagree and where the citizen has not decided.
    pub conflicts: BTreeSet<Place>,
}

impl Verdict {
    /// Whether it may be sent.
    pub fn is_valid(&self) -> bool {
        self.errors.is_empty()
    }

    fn error(&mut self, pointer: Pointer, wrong: Wrong) {
        self.errors.push(fault(pointer, wrong));
    }

    fn warning(&mut self, pointer: Pointer, wrong: Wrong) {
        self.warnings.push(fault(pointer, wrong));
    }
}

/// Checks one answer: kind, limits, required. A list: its rows' number and uniqueness, not its cells.
/// A place that is not shown has no faults.
pub fn check_place(
    service: &Service,
    reader: &dyn Reader,
    lists: &dyn Lists,
    place: &Place,
) -> Verdict {
    let mut verdict = Verdict::default();
    if let Some(field) = service.field(&place.field) {
        Scope::at(service, reader, place, |scope| {
            check_field(scope, lists, field, &mut verdict);
        });
    }
    verdict
}

/// What the digits of a person's number tell against another answer of theirs, and where the number stands. It is told at
/// one of both: the later one, where they are asked on one step.
pub fn contradicted(
    service: &Service,
    reader: &dyn Reader,
    place: &Place,
) -> Option<(Place, Fault)> {
    let field = service.field(&place.field)?;
    Scope::at(service, reader, place, |scope| {
        let (number, wrong) = answer::contradicted(scope, field)?;
        let number = scope.place(&number.id);
        let at = pointer(reader, &number);
        Some((number, fault(at, wrong)))
    })
}

/// Checks everything: case, answers, rules, papers, open conflicts.
pub fn check(
    service: &Service,
    reader: &dyn Reader,
    lists: &dyn Lists,
    dossier: &Dossier,
) -> Verdict {
    let mut verdict = Verdict::default();
    let scope = Scope::new(service, reader);
    case(scope, &mut verdict);
    for field in service.fields().filter(|field| !field.id.is_column()) {
        check_field(scope, lists, field, &mut verdict);
        if field.id.is_list() && scope.is_shown(field) {
            for row in reader.rows(&field.id) {
                for column in service.columns(&field.id) {
                    check_field(scope.in_row(&field.id, &row), lists, column, &mut verdict);
                }
            }
        }
    }
    dossier::rules(scope, &mut verdict);
    dossier::papers(scope, &dossier.supplied, &mut verdict);
    dossier::conflicts(scope, &dossier.conflicts, &mut verdict);
    verdict
}

/// A row that is not filed here or closed by the province, or no row at all, cannot be sent.
fn case(scope: Scope<'_>, verdict: &mut Verdict) {
    let service = scope.service();
    let not_here = match choose(service, scope.reader()) {
        CaseChoice::Open(_) => return,
        CaseChoice::Chosen(case) if case.is_filed() && service.closed(case).is_none() => return,
        CaseChoice::Chosen(case) => {
            Wrong::new(FaultCode::NotEligible).with("case", case.code.as_str())
        }
        CaseChoice::None => Wrong::new(FaultCode::NotEligible),
    };
    let at = service.dimensions.first();
    verdict.error(at.map_or_else(|| Pointer::new(""), Pointer::of), not_here);
}

fn check_field(scope: Scope<'_>, lists: &dyn Lists, field: &Field, verdict: &mut Verdict) {
    if !scope.is_shown(field) {
        return;
    }
    if field.id.is_list() {
        rows::check(scope, field, verdict);
        return;
    }
    let place = scope.place(&field.id);
    let at = || pointer(scope.reader(), &place);
    match scope.answer(&field.id) {
        Some(answer) => answer::check(scope, lists, field, &answer, at, verdict),
        None if scope.holds(&field.required) && !waits::for_another(scope, field) => {
            verdict.error(at(), Wrong::new(FaultCode::Required));
        }
        None => {}
    }
}

fn fault(pointer: Pointer, wrong: Wrong) -> Fault {
    wrong.params.into_iter().fold(
        Fault::new(pointer, wrong.code),
        |fault, (name, value): (_, Value)| fault.with(name, value),
    )
}

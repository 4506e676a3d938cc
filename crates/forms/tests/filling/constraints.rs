//! Every constraint of every field is broken once in a filing, and gives its code at its place.

use crate::support::{every_service, fillings, rounds};
use crate::violate::{IN_TWO_ROWS, RowTrial, Trial, rows, violations};
use forms::answers::{Answers, Reader};
use forms::author::filling::{Extent, Filler, Wish};
use forms::check::check_place;
use forms::condition::{Comparison, Condition, Expr};
use forms::definition::{Case, Field};
use forms::eval::Scope;
use forms::place::{FieldId, Place};
use forms::send::pointer;
use std::collections::BTreeSet;

/// Tries before a field counts as one that no filing answers.
const TRIES: u64 = 4;

/// A field and one of its constraints.
type Constraint = (FieldId, &'static str);

#[derive(Default)]
struct Tried {
    faults: BTreeSet<String>,
    broken: BTreeSet<Constraint>,
    waiting: BTreeSet<Constraint>,
    answered: BTreeSet<FieldId>,
}

#[test]
fn every_constraint_of_every_field_gives_its_code() {
    every_service(|filler| {
        let mut tried = Tried::default();
        for (case, answers) in fillings(filler, 0..rounds()) {
            break_all(filler, case, &answers, &mut tried);
        }
        // Fields that the cases' own fillings do not show, and bounds that they do not know, are looked for.
        for field in filler.service.fields() {
            look_for(filler, field, &mut tried);
        }
        let Tried {
            mut faults,
            broken,
            waiting,
            ..
        } = tried;
        let never = waiting.difference(&broken);
        faults.extend(never.map(|(field, what)| format!("{field}: nothing is ever \"{what}\"")));
        faults.into_iter().collect()
    });
}

/// Fillings in which the field is answered and all of its constraints can be tried.
fn look_for(filler: &Filler<'_>, field: &Field, tried: &mut Tried) {
    let is_done = |tried: &Tried| {
        let mut waiting = tried.waiting.iter().filter(|(id, _)| *id == field.id);
        (tried.answered.contains(&field.id) || field.is_worked_out())
            && waiting.all(|each| tried.broken.contains(each))
    };
    let list = field.id.list();
    let wishes = wishes(tried, field, list.as_ref());
    let wishes: Vec<Wish<'_>> = wishes
        .iter()
        .map(|(condition, list)| Wish {
            condition,
            holds: true,
            list: *list,
        })
        .collect();
    for seed in 0..TRIES {
        // All that is asked may hide the field again.
        let extent = if seed % 2 == 0 {
            Extent::Full
        } else {
            Extent::Least
        };
        for case in &filler.service.cases {
            if is_done(tried) {
                return;
            }
            let Some(answers) = filler.fill_with(case, &wishes, extent, seed) else {
                continue;
            };
            break_all(filler, case, &answers, tried);
        }
    }
    // What the office writes has no value here.
    if !tried.answered.contains(&field.id) && !field.is_worked_out() {
        tried.faults.insert(format!(
            "{} is answered in no filing that was found",
            field.id
        ));
    }
}

/// That the field is answered; in two rows where that is what was not tried yet.
fn wishes<'f>(
    tried: &Tried,
    field: &'f Field,
    list: Option<&'f FieldId>,
) -> Vec<(Condition, Option<&'f FieldId>)> {
    let answered = Condition::Answered(field.id.clone());
    match list {
        Some(list) if tried.waiting.contains(&(field.id.clone(), IN_TWO_ROWS)) => {
            let rows = Expr::CountThat(list.clone(), Box::new(answered));
            vec![(
                Condition::Compare(rows, Comparison::AtLeast, Expr::Value(2.into())),
                None,
            )]
        }
        _ => vec![(field.shown.clone(), list), (answered, list)],
    }
}

fn break_all(filler: &Filler<'_>, case: &Case, answers: &Answers, tried: &mut Tried) {
    let service = filler.service;
    let scope = Scope::new(service, answers);
    for field in service.fields() {
        let rows = field.id.list().map(|list| answers.rows(&list));
        let places = match rows {
            None => vec![Place::from(field.id.clone())],
            Some(rows) => rows
                .into_iter()
                .map(|row| Place::in_row(field.id.clone(), row))
                .collect(),
        };
        for place in places {
            let list = field.id.list();
            let scope = match (&list, &place.row) {
                (Some(list), Some(row)) => scope.in_row(list, row),
                _ => scope,
            };
            if !scope.is_shown(field) {
                continue;
            }
            if field.id.is_list() {
                tried
                    .answered
                    .extend((!answers.rows(&field.id).is_empty()).then(|| field.id.clone()));
                break_rows(filler, case, answers, field, tried);
            } else if let Some(answer) = scope.answer(&field.id) {
                tried.answered.insert(field.id.clone());
                if !field.is_worked_out() {
                    for trial in violations(filler, scope, field, &answer) {
                        break_one(filler, case, answers, &place, trial, tried);
                    }
                }
            }
        }
    }
}

fn break_one(
    filler: &Filler<'_>,
    case: &Case,
    answers: &Answers,
    place: &Place,
    trial: Trial,
    tried: &mut Tried,
) {
    let violation = match trial {
        Trial::NotNow(what) => {
            tried.waiting.insert((place.field.clone(), what));
            return;
        }
        Trial::Broken(violation) => violation,
    };
    let mut broken = answers.clone();
    broken
        .values
        .insert(place.clone(), violation.answer.clone());
    let found = check_place(filler.service, &broken, filler.stock, place).errors;
    let at = pointer(&broken, place);
    tried.broken.insert((place.field.clone(), violation.what));
    if !found
        .iter()
        .any(|fault| fault.code == violation.code && fault.pointer == at)
    {
        tried.faults.insert(format!(
            "{}: {} {}: {:?} instead of {:?} for {}",
            case.code, place.field, violation.what, found, violation.code, violation.answer
        ));
    }
}

fn break_rows(
    filler: &Filler<'_>,
    case: &Case,
    answers: &Answers,
    field: &Field,
    tried: &mut Tried,
) {
    for trial in rows(filler, answers, field) {
        let trial = match trial {
            RowTrial::NotNow(column) => {
                tried.waiting.insert((column, IN_TWO_ROWS));
                continue;
            }
            RowTrial::Broken(trial) => trial,
        };
        let list = Place::from(field.id.clone());
        let found = check_place(filler.service, &trial.answers, filler.stock, &list).errors;
        let last = trial.twice.unwrap_or_else(|| field.id.clone());
        tried.broken.insert((last, trial.what));
        if !found.iter().any(|fault| trial.fault.is(fault)) {
            tried.faults.insert(format!(
                "{}: {} {}: {found:?}",
                case.code, field.id, trial.what
            ));
        }
    }
}

//! What is left out: a required answer is asked for there and nowhere else, a hidden one is not sent.

use crate::support::{every_service, fillings, rounds, verdict};
use forms::answers::{Answers, Reader};
use forms::author::filling::{Dice, Filler, wild};
use forms::definition::Service;
use forms::eval::Scope;
use forms::fault::{Fault, FaultCode};
use forms::place::{Place, Pointer};
use forms::send::{pointer, to_data};
use std::collections::BTreeSet;

/// Shown places that must be answered, with rows.
fn required(service: &Service, answers: &Answers) -> BTreeSet<Place> {
    let scope = Scope::new(service, answers);
    let mut found = BTreeSet::new();
    for field in service.fields() {
        match field.id.list() {
            None => found.extend(
                scope
                    .is_required(field)
                    .then(|| Place::from(field.id.clone())),
            ),
            Some(list) => found.extend(answers.rows(&list).into_iter().filter_map(|row| {
                let is_required = scope.in_row(&list, &row).is_required(field);
                is_required.then(|| Place::in_row(field.id.clone(), row))
            })),
        }
    }
    found
}

/// The faults that leaving an answer out brings, without those of questions that its absence brings up.
fn faults_without(filler: &Filler<'_>, answers: &Answers, place: &Place) -> Vec<Fault> {
    let before = required(filler.service, answers);
    let without = without(answers, place);
    let new: BTreeSet<Pointer> = required(filler.service, &without)
        .difference(&before)
        .map(|place| pointer(&without, place))
        .collect();
    let mut faults = verdict(filler, &without).errors;
    faults.retain(|fault| fault.code != FaultCode::Required || !new.contains(&fault.pointer));
    faults
}

#[test]
fn a_required_answer_that_is_left_out_is_the_only_fault() {
    every_service(|filler| {
        let mut faults = BTreeSet::new();
        for (case, answers) in fillings(filler, 0..rounds()) {
            for place in required(filler.service, &answers) {
                // A value that is worked out where nothing was typed is there still.
                let is_given =
                    answers.values.contains_key(&place) || answers.rows.contains_key(&place.field);
                if !is_given || is_there_without(filler, &answers, &place) {
                    continue;
                }
                let found = faults_without(filler, &answers, &place);
                let at = pointer(&answers, &place);
                let is_it =
                    |fault: &Fault| fault.code == FaultCode::Required && fault.pointer == at;
                if found.len() != 1 || !found.iter().all(is_it) {
                    faults.insert(format!("{}: without {}: {found:?}", case.code, place.field));
                }
            }
        }
        faults.into_iter().collect()
    });
}

/// The same without an answer, or without the rows of a list.
fn without(answers: &Answers, place: &Place) -> Answers {
    let mut without = answers.clone();
    without.values.remove(place);
    without.rows.remove(&place.field);
    without
}

fn is_there_without(filler: &Filler<'_>, answers: &Answers, place: &Place) -> bool {
    let without = without(answers, place);
    let scope = Scope::new(filler.service, &without);
    match (place.field.list(), &place.row) {
        (Some(list), Some(row)) => scope.in_row(&list, row).answer(&place.field).is_some(),
        _ => scope.answer(&place.field).is_some(),
    }
}

#[test]
fn hidden_answers_change_nothing_and_are_not_sent() {
    every_service(|filler| {
        let mut faults = BTreeSet::new();
        for (seed, (case, answers)) in (0..).zip(fillings(filler, 0..rounds())) {
            let mut dice = Dice::new(seed);
            let hidden = with_hidden(filler, &answers, &mut dice);
            let (sent, before) = (
                to_data(filler.service, &hidden),
                to_data(filler.service, &answers),
            );
            if sent != before {
                faults.insert(format!("{}: {sent:#}\ninstead of {before:#}", case.code));
            }
            if !verdict(filler, &hidden).is_valid() {
                faults.insert(format!("{}: hidden answers are judged", case.code));
            }
        }
        faults.into_iter().collect()
    });
}

/// The same with an answer at every place that is not shown.
fn with_hidden(filler: &Filler<'_>, answers: &Answers, dice: &mut Dice) -> Answers {
    let service = filler.service;
    let scope = Scope::new(service, answers);
    let care = wild::Care {
        left_out: 0,
        broken: 20,
    };
    let strange = wild::answers(service, &filler.stock.closed(), filler.today, care, dice);
    let mut made = answers.clone();
    for (list, rows) in &strange.rows {
        if service
            .field(list)
            .is_some_and(|list| !scope.is_shown(list))
        {
            made.rows.insert(list.clone(), rows.clone());
        }
    }
    for (place, value) in &strange.values {
        let Some(field) = service.field(&place.field) else {
            continue;
        };
        let is_shown = match (field.id.list(), &place.row) {
            (Some(list), Some(_))
                if !service
                    .field(&list)
                    .is_some_and(|list| scope.is_shown(list)) =>
            {
                false
            }
            (Some(_), _) => continue,
            (None, _) => scope.is_shown(field),
        };
        if !is_shown {
            made.values.insert(place.clone(), value.clone());
        }
    }
    for (list, rows) in &answers.rows {
        for row in rows {
            let inside = scope.in_row(list, row);
            for column in service
                .columns(list)
                .filter(|column| !inside.is_shown(column))
            {
                let value = wild::answer(column, &filler.stock.closed(), filler.today, dice);
                made.values
                    .insert(Place::in_row(column.id.clone(), row.clone()), value);
            }
        }
    }
    made
}

//! Conditions that can never hold: fields, steps and cases that nobody would ever see.

use super::Lint;
use super::walk::{Logic, kind_name};
use super::worlds::Worlds;
use crate::case::{CaseChoice, choose};
use crate::condition::Condition;
use crate::kind::Kind;
use crate::place::FieldId;

const REMEDY: &str = "mend the condition, or take it out";

pub(super) fn check(lint: &mut Lint<'_>) {
    steps(lint);
    cases(lint);
    let service = lint.service;
    for (i, rule) in service.rules.iter().enumerate() {
        // A rule about columns is judged in every row.
        let column = rule.at.iter().find(|id| id.is_column());
        some_time(
            lint,
            &rule.when,
            column,
            &format!("/rules/{i}/when"),
            &format!("rule {} when", rule.id),
        );
    }
    for (i, paper) in service.papers.iter().enumerate() {
        some_time(
            lint,
            &paper.when,
            None,
            &format!("/papers/{i}/when"),
            &format!("paper {} when", paper.code),
        );
        for (j, by) in paper.replaced_by.iter().enumerate() {
            some_time(
                lint,
                &by.when,
                None,
                &format!("/papers/{i}/replaced_by/{j}/when"),
                &format!("paper {} replaced_by {} when", paper.code, by.record),
            );
        }
    }
    for (i, source) in service.sources.iter().enumerate() {
        some_time(
            lint,
            &source.when,
            None,
            &format!("/sources/{i}/when"),
            &format!("source {} when", source.id),
        );
    }
    for (i, role) in service.roles.iter().enumerate() {
        some_time(
            lint,
            &role.when,
            None,
            &format!("/roles/{i}/when"),
            &format!("role {} when", role.role),
        );
    }
}

/// Whether a condition holds for some answers, of a column in some row; a finding where it never does.
fn some_time(
    lint: &mut Lint<'_>,
    condition: &Condition,
    field: Option<&FieldId>,
    pointer: &str,
    place: &str,
) -> bool {
    if *condition == Condition::Always || is_put_out(lint, condition) {
        return true;
    }
    let rows = field.and_then(FieldId::list).map(Condition::Answered);
    let seeds = [Some(condition), rows.as_ref()];
    let seeds: Vec<Logic<'_>> = { seeds.into_iter().flatten() }
        .map(Logic::Condition)
        .collect();
    let worlds = Worlds::of(lint.service, lint.today, &seeds);
    let holds = |world: &super::worlds::World<'_>| {
        world.at(field, |scope| scope.holds(condition)) == Some(true)
    };
    let found = worlds.find(holds).is_some();
    if !found && worlds.is_exhaustive() {
        lint.tell(
            pointer,
            place,
            "it never holds, whatever is answered",
            REMEDY,
        );
        return false;
    }
    true
}

/// A province does without it.
fn is_put_out(lint: &Lint<'_>, condition: &Condition) -> bool {
    lint.is_merged() && *condition == Condition::Never
}

fn steps(lint: &mut Lint<'_>) {
    for (i, step) in lint.service.steps.iter().enumerate() {
        let mut reached = false;
        for (j, field) in step.fields.iter().enumerate() {
            let (pointer, place) = (
                format!("/steps/{i}/fields/{j}"),
                super::field_place(field.id.as_str()),
            );
            reached |= some_time(
                lint,
                &field.shown,
                Some(&field.id),
                &format!("{pointer}/shown"),
                &format!("{place} shown"),
            );
            if field.required != Condition::Never {
                some_time(
                    lint,
                    &field.required,
                    Some(&field.id),
                    &format!("{pointer}/required"),
                    &format!("{place} required"),
                );
            }
            if let Kind::OneOf(choices) | Kind::SeveralOf(choices) = &field.kind {
                for (k, option) in choices.options.iter().enumerate() {
                    let pointer =
                        format!("{pointer}/kind/{}/options/{k}/when", kind_name(&field.kind));
                    some_time(
                        lint,
                        &option.when,
                        Some(&field.id),
                        &pointer,
                        &format!("{place} options {} when", option.value),
                    );
                }
            }
        }
        if !reached {
            lint.tell(
                &format!("/steps/{i}"),
                format!("step {}", step.id),
                "no answers lead to this step",
                "show at least one of its fields",
            );
        }
    }
}

/// Every row must be chosen by some answers, and all answers must choose a row.
fn cases(lint: &mut Lint<'_>) {
    let service = lint.service;
    let seeds: Vec<Condition> = service
        .dimensions
        .iter()
        .cloned()
        .map(Condition::Answered)
        .collect();
    let whens = service.cases.iter().map(|case| &case.when);
    let seeds: Vec<Logic<'_>> = whens.chain(&seeds).map(Logic::Condition).collect();
    let worlds = Worlds::of(service, lint.today, &seeds);
    for (i, case) in service.cases.iter().enumerate() {
        let (pointer, place) = (
            format!("/cases/{i}/when"),
            format!("case {} when", case.code),
        );
        let chosen = |world: &super::worlds::World<'_>| {
            choose(service, &world.answers)
                .chosen()
                .is_some_and(|chosen| chosen.code == case.code)
        };
        if worlds.find(chosen).is_some() || !worlds.is_exhaustive() || is_put_out(lint, &case.when)
        {
            continue;
        }
        if some_time(lint, &case.when, None, &pointer, &place) {
            lint.tell(
                &pointer,
                place,
                "the rows above take every answer that fits",
                "move it up, or mend the conditions above",
            );
        }
    }
    if let Some(world) = worlds.find(|world| choose(service, &world.answers) == CaseChoice::None) {
        let told = world.told();
        lint.tell(
            "/cases",
            "case",
            format!("no row is chosen {told}"),
            "add a row, or widen one",
        );
    }
}

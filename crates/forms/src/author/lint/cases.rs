//! The case table of a definition against `cases.csv`: the same answers lead to the same case.

use super::Lint;
use super::walk::Logic;
use super::worlds::{World, Worlds};
use crate::author::finding::{Finding, did_you_mean};
use crate::author::vocabulary::{CaseRow, rows_parts};
use crate::case::choose;
use crate::condition::Condition;
use crate::definition::{Case, Online};

const FILE: &str = "services/cases.csv";

const AS_ROW: &str =
    "follow services/cases.csv, or correct the row there with the reason in its note";

pub(super) fn check(lint: &mut Lint<'_>) {
    let (words, service) = (lint.words, lint.service);
    let rows: Vec<&CaseRow> = words
        .cases
        .iter()
        .filter(|row| row.service == service.id)
        .collect();
    let (chosen, told): (Vec<&CaseRow>, Vec<&CaseRow>) =
        rows.iter().partition(|row| !row.condition.is_empty());
    for (i, case) in service.cases.iter().enumerate() {
        let (pointer, place) = (format!("/cases/{i}"), format!("case {}", case.code));
        if let Some(row) = known(lint, &chosen, &case.code, &pointer, &place) {
            for (member, what) in differences(case, row) {
                lint.tell(
                    &format!("{pointer}/{member}"),
                    format!("{place} {member}"),
                    what,
                    AS_ROW,
                );
            }
        }
    }
    for (i, case) in service.told.iter().enumerate() {
        known(
            lint,
            &told,
            &case.code,
            &format!("/told/{i}"),
            &format!("told {}", case.code),
        );
    }
    missing(lint, &chosen, "[[case]]", |code| {
        service.case(code).is_some()
    });
    missing(lint, &told, "[[told]]", |code| {
        service.told.iter().any(|case| case.code == code)
    });
    if let Some(row) = rows.first() {
        let here = service
            .dimensions
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        let there = rows_parts(&row.dimensions).collect::<Vec<_>>().join(", ");
        if here != there {
            lint.tell(
                "/dimensions",
                "dimensions",
                format!("{here} here, {there} in {FILE}:{}", row.line),
                AS_ROW,
            );
        }
    }
    same_choice(lint, &chosen);
}

fn known<'r>(
    lint: &mut Lint<'_>,
    rows: &[&'r CaseRow],
    code: &str,
    pointer: &str,
    place: &str,
) -> Option<&'r CaseRow> {
    let row = rows.iter().find(|row| row.case == code).copied();
    if row.is_none() {
        let remedy = did_you_mean(
            code,
            rows.iter().map(|row| row.case.as_str()),
            "add a row to services/cases.csv",
        );
        lint.tell(pointer, place, "cases.csv does not know it", remedy);
    }
    row
}

fn missing(lint: &mut Lint<'_>, rows: &[&CaseRow], table: &str, is_there: impl Fn(&str) -> bool) {
    for row in rows.iter().filter(|row| !is_there(&row.case)) {
        lint.tell(
            "/cases",
            format!("case {}", row.case),
            format!(
                "{FILE}:{} names the case, and it is not defined here",
                row.line
            ),
            format!("add it as {table}, or take the row out"),
        );
    }
}

fn differences(case: &Case, row: &CaseRow) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if case.procedure != row.procedure {
        found.push((
            "procedure",
            format!(
                "{} here, {} in {FILE}:{}",
                case.procedure, row.procedure, row.line
            ),
        ));
    }
    let online = match case.online {
        Online::Full => "full",
        Online::Partial => "partial",
        Online::InPerson => "in-person",
        Online::Info => "info",
    };
    if online != row.online {
        found.push((
            "online",
            format!("{online} here, {} in {FILE}:{}", row.online, row.line),
        ));
    }
    if row.unconfirmed == "yes" && !case.unconfirmed {
        let what = format!("{FILE}:{} marks it unconfirmed", row.line);
        found.push(("unconfirmed", what));
    }
    found
}

/// Tries all answers of the case questions.
fn same_choice(lint: &mut Lint<'_>, rows: &[&CaseRow]) {
    let mut table: Vec<(&str, Condition)> = Vec::new();
    for row in rows {
        match lint.condition(&row.condition) {
            Ok(condition) => table.push((&row.case, condition)),
            Err(why) => lint.findings.push(Finding {
                file: FILE.to_owned(),
                line: row.line,
                place: format!("case {} condition", row.case),
                what: why.to_string(),
                remedy: "write it as the other rows do (docs/authoring.md, The vocabulary)"
                    .to_owned(),
            }),
        }
    }
    let service = lint.service;
    let whens = service
        .cases
        .iter()
        .map(|case| &case.when)
        .chain(table.iter().map(|(_, condition)| condition));
    let seeds: Vec<Logic<'_>> = whens.map(Logic::Condition).collect();
    let worlds = Worlds::of(service, lint.today, &seeds);
    let here = |world: &World<'_>| {
        choose(service, &world.answers)
            .chosen()
            .map(|case| case.code.as_str())
    };
    let there = |world: &World<'_>| {
        world
            .at(None, |scope| {
                table
                    .iter()
                    .find(|(_, condition)| scope.holds(condition))
                    .map(|(case, _)| *case)
            })
            .flatten()
    };
    if let Some(world) = worlds.find(|world| here(world) != there(world)) {
        let (here, there) = (
            here(&world).unwrap_or("no case"),
            there(&world).unwrap_or("no case"),
        );
        let line = { rows.iter() }.find(|row| row.case == there);
        let line = line.map(|row| format!(":{}", row.line)).unwrap_or_default();
        let at = service.cases.iter().position(|case| case.code == here);
        let place = at.map_or_else(|| "case".to_owned(), |_| format!("case {here} when"));
        let pointer = at.map_or_else(|| "/cases".to_owned(), |at| format!("/cases/{at}/when"));
        lint.tell(
            &pointer,
            place,
            format!(
                "it leads to {here} here, to {there} in {FILE}{line}, {}",
                world.told()
            ),
            AS_ROW,
        );
    }
}

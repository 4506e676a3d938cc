//! Nothing that is sent is lost in print, on generated answers of every defined service in both languages.
//! `MOTCUA_GENERATED` sets how many per service.

use super::{Print, print};
use crate::author::compile::{LANGUAGES, to_service};
use crate::author::files::Files;
use crate::author::filling::Dice;
use crate::author::filling::wild::{Care, answers};
use crate::definition::Service;
use crate::lists::NoLists;
use crate::place::Pointer;
use crate::send::to_data;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;
use vietnam::CivilDate;

/// Answers per service where `MOTCUA_GENERATED` does not say.
const USUAL: usize = 100;

/// Every answer of a tree that is sent.
fn sent(data: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    for (name, value) in data.as_object().into_iter().flatten() {
        match value.as_array().filter(|rows| rows.iter().all(is_row)) {
            Some(rows) => found.extend((0..).zip(rows).flat_map(|(at, row)| {
                let cells = row.as_object().into_iter().flat_map(Map::keys);
                cells.map(move |cell| Pointer::new(format!("/{name}/{at}/{cell}")))
            })),
            None => found.push(Pointer::new(format!("/{name}"))),
        }
    }
    found
}

/// A row of a list, not a file or a code among several.
fn is_row(value: &Value) -> bool {
    let members = value.as_object();
    members.is_some_and(|row| {
        !["code", "value", "sha256"]
            .iter()
            .any(|name| row.contains_key(*name))
    })
}

/// How often each answer that is written stands on each sheet, and in the annex.
fn counted(print: &Print) -> (Vec<BTreeMap<&Pointer, usize>>, BTreeMap<&Pointer, usize>) {
    let sheets = print.sheets.iter();
    let sheets = sheets.map(|sheet| times(sheet.entries().collect()));
    let annex = print.annex.iter().flat_map(super::Line::entries).collect();
    (sheets.collect(), times(annex))
}

fn times(entries: Vec<&super::Entry>) -> BTreeMap<&Pointer, usize> {
    let mut times = BTreeMap::new();
    let written = entries
        .into_iter()
        .filter(|entry| !entry.written.is_blank());
    written.for_each(|entry| *times.entry(&entry.pointer).or_default() += 1);
    times
}

/// How much wording there is.
fn check(service: &Service, data: &Value, today: CivilDate) -> usize {
    let print = print(service, data, today, &NoLists);
    let (sheets, annex) = counted(&print);
    let sent = sent(data);
    for pointer in &sent {
        let on_sheets: Vec<usize> = sheets
            .iter()
            .filter_map(|sheet| sheet.get(pointer).copied())
            .collect();
        let in_annex = annex.get(pointer).copied().unwrap_or_default();
        let is_once = on_sheets.iter().all(|times| *times == 1)
            && in_annex == usize::from(on_sheets.is_empty());
        assert!(
            is_once,
            "{}: {pointer} stands {on_sheets:?} times on forms, {in_annex} in the annex of\n{data:#}",
            service.id
        );
    }
    let strange = sheets
        .iter()
        .chain([&annex])
        .flat_map(BTreeMap::keys)
        .find(|pointer| !sent.contains(pointer));
    assert_eq!(strange, None, "{} prints what was not sent", service.id);
    print.wording().len()
}

#[test]
fn everything_that_is_sent_is_printed_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = Files::read(&root).unwrap();
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let count = std::env::var("MOTCUA_GENERATED").map_or(USUAL, |count| count.parse().unwrap());
    for source in &files.services {
        let services = LANGUAGES.map(|language| to_service(source, language).unwrap());
        let [service, _] = &services;
        for seed in 0..count {
            let mut dice = Dice::new(seed as u64);
            let (left_out, broken) = *dice.pick(&[(0, 0), (10, 0), (30, 20)]);
            let given = answers(
                service,
                &files.words.lists,
                today,
                Care { left_out, broken },
                &mut dice,
            );
            let data = to_data(service, &given);
            let [wording, other] = services
                .each_ref()
                .map(|service| check(service, &data, today));
            assert_eq!(wording, other, "{}: {data:#}", service.id);
        }
    }
}

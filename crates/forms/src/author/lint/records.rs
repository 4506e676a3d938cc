//! Records, attributes and sources must be those of `facts.csv` and `sources.csv`, and a source must hold what it is asked.

use super::Lint;
use crate::author::finding::did_you_mean;
use crate::author::vocabulary::rows_parts;

/// Sources that no operation asks: the sign-in, the saved profile, and what is read on the device.
const UNASKED: [&str; 8] = [
    "vneid",
    "profile",
    "card-qr",
    "card-chip",
    "health-card-qr",
    "paper-code",
    "self",
    "organisation-account",
];

/// About whom a record may be (contract 3.1).
const SUBJECTS: [&str; 10] = [
    "self",
    "child",
    "parent",
    "spouse",
    "ward",
    "deceased",
    "household-member",
    "guest",
    "other-by-authorisation",
    "organisation",
];

/// Those whose records an uploaded paper opens.
const BY_PAPER: [&str; 3] = ["deceased", "other-by-authorisation", "organisation"];

pub(super) fn check(lint: &mut Lint<'_>) {
    let service = lint.service;
    for (i, role) in service.roles.iter().enumerate() {
        let (pointer, place) = (format!("/roles/{i}"), format!("role {}", role.role));
        subject(
            lint,
            &format!("{pointer}/of"),
            &format!("{place} of"),
            &role.of,
        );
        for kind in &role.records {
            record(
                lint,
                &format!("{pointer}/records"),
                &format!("{place} records"),
                kind,
            );
        }
    }
    for (i, asked) in service.sources.iter().enumerate() {
        let (pointer, place) = (format!("/sources/{i}"), format!("source {}", asked.id));
        source(lint, &pointer, &place, &asked.id);
        for kind in &asked.about {
            subject(
                lint,
                &format!("{pointer}/about"),
                &format!("{place} about"),
                kind,
            );
        }
        for cited in &asked.want {
            attribute(
                lint,
                &format!("{pointer}/want"),
                &format!("{place} want"),
                cited,
                &asked.id,
            );
        }
    }
    for (i, lookup) in service.lookups.iter().enumerate() {
        let (pointer, place) = (format!("/lookups/{i}"), format!("lookup {}", lookup.id));
        source(lint, &format!("{pointer}/source"), &place, &lookup.source);
        for name in lookup.gives.keys() {
            let cited = format!("{}.{name}", lookup.record);
            attribute(
                lint,
                &format!("{pointer}/gives/{name}"),
                &format!("{place} gives"),
                &cited,
                &lookup.source,
            );
        }
    }
    for (pointer, place, field) in lint.fields() {
        let (pointer, place) = (format!("{pointer}/sources"), format!("{place} sources"));
        for reference in &field.sources {
            let id = reference.id.as_str();
            if !source(lint, &pointer, &place, id) {
                continue;
            }
            if let Some(cited) = &reference.from {
                attribute(lint, &pointer, &place, cited, id);
            }
            let asked = service.sources.iter().map(|asked| &asked.id);
            let looked_up = service.lookups.iter().map(|lookup| &lookup.source);
            if !UNASKED.contains(&id) && !asked.chain(looked_up).any(|asked| asked == id) {
                lint.tell(
                    &pointer,
                    &place,
                    format!("nothing asks the source `{id}`"),
                    "add a [[source]] that says what is wanted of it",
                );
            }
        }
    }
    for (i, case) in service.cases.iter().enumerate() {
        for (j, result) in case.results.iter().enumerate() {
            let (pointer, place) = (
                format!("/cases/{i}/results/{j}"),
                format!("case {} results", case.code),
            );
            match &result.record {
                Some(kind) if record(lint, &pointer, &place, kind) => {
                    for name in result.holds.keys() {
                        known(
                            lint,
                            &format!("{pointer}/holds/{name}"),
                            &place,
                            &format!("{kind}.{name}"),
                        );
                    }
                }
                None if !result.holds.is_empty() => {
                    lint.tell(
                        &pointer,
                        &place,
                        "it holds data of no record",
                        "say which record it is",
                    );
                }
                _ => {}
            }
        }
    }
    for (i, paper) in service.papers.iter().enumerate() {
        let (pointer, place) = (
            format!("/papers/{i}/replaced_by"),
            format!("paper {} replaced_by", paper.code),
        );
        for by in &paper.replaced_by {
            for name in by.says.keys() {
                known(lint, &pointer, &place, &format!("{}.{name}", by.record));
            }
        }
        for kind in &paper.proves {
            let mut asked = service.sources.iter().flat_map(|asked| &asked.about);
            if !BY_PAPER.contains(&kind.as_str()) || !asked.any(|about| about == kind) {
                lint.tell(
                    &format!("/papers/{i}/proves"),
                    format!("paper {} proves", paper.code),
                    format!("no file opens a source about `{kind}` here"),
                    "name a kind that a [[source]] is about, and that an upload proves (deceased, other-by-authorisation, organisation)",
                );
            }
        }
        let mut kinds = paper.replaced_by.iter().map(|by| by.record.as_str());
        let named = kinds
            .clone()
            .filter(|kind| record(lint, &pointer, &place, kind))
            .count();
        if named > 0 && named == kinds.len() && !kinds.any(|kind| may_be_read(lint, kind)) {
            lint.tell(
                &pointer,
                &place,
                "nothing reads any of these records: the paper is always wanted",
                "add a [[source]] that wants an attribute of one, or leave it out",
            );
        }
    }
}

/// Whether a record of this kind can be there: a source is asked for it, a look-up gives it, or it comes unasked.
fn may_be_read(lint: &Lint<'_>, kind: &str) -> bool {
    let (service, facts) = (lint.service, &lint.words.facts);
    let mut wanted = service.sources.iter().flat_map(|asked| &asked.want);
    let mut rows = facts.iter().filter(|row| row.record == kind);
    wanted.any(|cited| {
        cited
            .split_once('.')
            .is_some_and(|(record, _)| record == kind)
    }) || service.lookups.iter().any(|lookup| lookup.record == kind)
        || rows.any(|row| rows_parts(&row.sources).any(|source| UNASKED.contains(&source)))
}

fn source(lint: &mut Lint<'_>, pointer: &str, place: &str, id: &str) -> bool {
    let known = lint.words.sources.iter().any(|row| row.id == id);
    if !known {
        let remedy = did_you_mean(
            id,
            lint.words.sources.iter().map(|row| row.id.as_str()),
            "services/sources.csv lists the sources",
        );
        lint.tell(pointer, place, format!("there is no source `{id}`"), remedy);
    }
    known
}

fn record(lint: &mut Lint<'_>, pointer: &str, place: &str, kind: &str) -> bool {
    let known = lint.words.has_record(kind);
    if !known {
        let remedy = did_you_mean(
            kind,
            lint.words.facts.iter().map(|row| row.record.as_str()),
            "services/facts.csv lists the kinds of records",
        );
        lint.tell(
            pointer,
            place,
            format!("there is no record `{kind}`"),
            remedy,
        );
    }
    known
}

fn known(lint: &mut Lint<'_>, pointer: &str, place: &str, cited: &str) -> bool {
    let known = lint.words.attribute(cited).is_some();
    if !known {
        let names: Vec<String> = lint
            .words
            .facts
            .iter()
            .map(|row| format!("{}.{}", row.record, row.attribute))
            .collect();
        let remedy = did_you_mean(
            cited,
            names.iter().map(String::as_str),
            "services/facts.csv lists the attributes",
        );
        lint.tell(pointer, place, format!("no record has `{cited}`"), remedy);
    }
    known
}

/// An attribute that the source serves.
fn attribute(lint: &mut Lint<'_>, pointer: &str, place: &str, cited: &str, source: &str) {
    if !known(lint, pointer, place, cited) {
        return;
    }
    let serving: Vec<&str> = lint
        .words
        .serving(cited)
        .flat_map(|row| rows_parts(&row.sources))
        .collect();
    if !serving.contains(&source) {
        let remedy = format!("it comes from {}", serving.join(", "));
        lint.tell(
            pointer,
            place,
            format!("the source `{source}` does not hold `{cited}`"),
            remedy,
        );
    }
}

fn subject(lint: &mut Lint<'_>, pointer: &str, place: &str, kind: &str) {
    if !SUBJECTS.contains(&kind) {
        let remedy = did_you_mean(kind, SUBJECTS, &format!("one of: {}", SUBJECTS.join(", ")));
        lint.tell(
            pointer,
            place,
            format!("a record is never about `{kind}`"),
            remedy,
        );
    }
}

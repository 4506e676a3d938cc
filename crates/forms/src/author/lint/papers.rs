//! The papers of a definition against `papers.csv`.

use super::Lint;
use super::walk::Logic;
use super::worlds::Worlds;
use crate::author::finding::did_you_mean;
use crate::author::vocabulary::{PaperRow, rows_parts};
use crate::condition::Condition;
use crate::definition::{Paper, PaperHow};
use crate::kind::Kind;
use std::collections::BTreeSet;

const AS_ROW: &str =
    "follow services/papers.csv, or correct the row there with the reason in its note";

pub(super) fn check(lint: &mut Lint<'_>) {
    let (words, service) = (lint.words, lint.service);
    let rows: Vec<&PaperRow> = words
        .papers
        .iter()
        .filter(|row| row.service == service.id)
        .collect();
    for (i, paper) in service.papers.iter().enumerate() {
        let (pointer, place) = (format!("/papers/{i}"), format!("paper {}", paper.code));
        let Some(row) = rows.iter().find(|row| row.paper == paper.code) else {
            let remedy = did_you_mean(
                &paper.code,
                rows.iter().map(|row| row.paper.as_str()),
                "add a row to services/papers.csv",
            );
            lint.tell(&pointer, &place, "papers.csv does not know it", remedy);
            continue;
        };
        for (member, what) in differences(paper, row, &lint.source.both, i) {
            lint.tell(
                &format!("{pointer}/{member}"),
                format!("{place} {member}"),
                what,
                AS_ROW,
            );
        }
        whose(lint, &pointer, &place, paper);
        given_in(lint, &pointer, &place, paper);
        let text = row.when.strip_prefix("shown:").unwrap_or(&row.when).trim();
        match lint.condition(if text.is_empty() { "always" } else { text }) {
            Ok(condition) => same_time(lint, &condition, &paper.when, &pointer, &place),
            Err(why) => lint.tell(
                &pointer,
                &place,
                format!("its row in papers.csv cannot be read: {why}"),
                "mend the row",
            ),
        }
    }
    for row in rows
        .iter()
        .filter(|row| !service.papers.iter().any(|paper| paper.code == row.paper))
    {
        lint.tell(
            "/papers",
            format!("paper {}", row.paper),
            "the paper is not defined",
            "add a [[paper]]",
        );
    }
}

/// The questions whose files are a paper take files, and the paper is not asked beside them.
fn given_in(lint: &mut Lint<'_>, pointer: &str, place: &str, paper: &Paper) {
    let (pointer, place) = (format!("{pointer}/given_in"), format!("{place} given_in"));
    let fields = lint.service.fields();
    let asks_files: Vec<&str> = fields
        .filter(|field| matches!(field.kind, Kind::File(_)))
        .map(|field| field.id.as_str())
        .collect();
    for id in &paper.given_in {
        if !asks_files.contains(&id.as_str()) {
            let remedy = did_you_mean(
                id.as_str(),
                asks_files.iter().copied(),
                "name a field of kind file",
            );
            lint.tell(
                &pointer,
                &place,
                format!("no field `{id}` asks for a file"),
                remedy,
            );
        }
    }
    if !paper.given_in.is_empty() && paper.how != PaperHow::FromAnswers {
        lint.tell(
            &pointer,
            &place,
            "it would be asked twice",
            "add how = \"from-answers\", or leave `given_in` out",
        );
    }
}

/// A result that covers a paper may be about somebody else, so the paper says whose it is; the form names them.
fn whose(lint: &mut Lint<'_>, pointer: &str, place: &str, paper: &Paper) {
    let (pointer, place) = (format!("{pointer}/whose"), format!("{place} whose"));
    let fields = lint.service.fields();
    let concepts: Vec<&str> = fields.map(|field| field.concept.as_str()).collect();
    for name in &paper.whose {
        if !concepts.contains(&name.as_str()) || !name.ends_with("name") {
            let names = concepts.iter().copied();
            let names = names.filter(|concept| concept.ends_with("name"));
            let remedy = did_you_mean(name, names, "name the concept of a field that asks a name");
            lint.tell(
                &pointer,
                &place,
                format!("no field asks the name `{name}`"),
                remedy,
            );
        }
    }
    let words = lint.words;
    let kinds = words.results.iter().filter(|kind| !kind.about.is_empty());
    let of_somebody = kinds.filter(|kind| {
        let mut codes = words.codes_of(&kind.record);
        codes.any(|code| paper.result_codes.iter().any(|one| one == code))
    });
    if let (Some(kind), true) = ({ of_somebody }.next(), paper.whose.is_empty()) {
        lint.tell(
            &pointer,
            &place,
            format!("a `{}` covers it, whoever that is about", kind.record),
            "name the concept of the person's name (`child.full_name`)",
        );
    }
}

/// Member and difference.
fn differences(
    paper: &Paper,
    row: &PaperRow,
    both: &serde_json::Value,
    at: usize,
) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut differ = |member: &'static str, here: &str, there: &str| {
        if here != there {
            found.push((member, format!("{here} here, {there} in papers.csv")));
        }
    };
    let english = both
        .pointer(&format!("/papers/{at}/name/en"))
        .and_then(serde_json::Value::as_str);
    differ("name", &paper.name, &row.name_vi);
    differ("name", english.unwrap_or_default(), &row.name_en);
    let listed = |kinds: BTreeSet<&str>| {
        if kinds.is_empty() {
            "none".to_owned()
        } else {
            kinds.into_iter().collect::<Vec<_>>().join(", ")
        }
    };
    let here: BTreeSet<&str> = paper
        .replaced_by
        .iter()
        .map(|by| by.record.as_str())
        .collect();
    let there: BTreeSet<&str> = rows_parts(&row.replaced_by)
        .filter(|kind| *kind != "form")
        .collect();
    differ("replaced_by", &listed(here), &listed(there));
    let made = rows_parts(&row.replaced_by).any(|kind| kind == "form");
    let made_of = |from_answers| match from_answers {
        true => "made from the answers",
        false => "not made from the answers",
    };
    differ(
        "how",
        made_of(paper.how == PaperHow::FromAnswers),
        made_of(made),
    );
    differ(
        "originals",
        &format!("{}/{}", paper.originals, paper.copies),
        &row.originals_copies,
    );
    let told = |optional| if optional { "optional" } else { "demanded" };
    differ(
        "optional",
        told(paper.optional),
        told(row.when.starts_with("shown:")),
    );
    if row.unconfirmed == "yes" && !paper.unconfirmed {
        found.push(("unconfirmed", "papers.csv marks it unconfirmed".to_owned()));
    }
    found
}

fn same_time(lint: &mut Lint<'_>, row: &Condition, here: &Condition, pointer: &str, place: &str) {
    let worlds = Worlds::of(lint.service, lint.today, &[row, here].map(Logic::Condition));
    let holds = |world: &super::worlds::World<'_>| {
        world.at(None, |scope| [scope.holds(here), scope.holds(row)])
    };
    let differs = worlds.find(|world| holds(world).is_some_and(|[here, there]| here != there));
    if let Some(world) = differs {
        let belongs = if holds(&world) == Some([true, false]) {
            "belongs to the dossier here, not"
        } else {
            "does not belong to the dossier here, but does"
        };
        lint.tell(
            &format!("{pointer}/when"),
            format!("{place} when"),
            format!("it {belongs} by papers.csv {}", world.told()),
            AS_ROW,
        );
    }
}

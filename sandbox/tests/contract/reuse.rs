//! The report of `./dev report reuse` and what operation 16 truly gives: service by service the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use forms::answers::Answers;
use forms::asks::asks;
use forms::author::files::Files;
use forms::author::report::{self, Reader, SELF, markdown, reuse, with_fills};
use forms::definition::Service;
use forms::fact::Fact;
use sandbox::conventions::Language;
use vietnam::CivilDate;

use crate::browser::{Browser, Portal, TODAY};
use crate::facts::{Question, facts};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// All that the sources of a service say, asked as answers come in: what one source fills may be another's key.
async fn told(browser: &Browser, service: &Service, request: &Answers) -> Vec<Fact> {
    let mut told = Vec::new();
    let mut asked = BTreeSet::new();
    loop {
        let known = told.len();
        let answers = with_fills(service, request, &told);
        for ask in asks(service, &answers) {
            for about in &ask.source.about {
                // About themselves people are asked for at once, and once; others are found by keys.
                let (found, place) = if about == SELF {
                    (true, format!("{:?}", ask.source))
                } else {
                    let found = ask.waits_for.is_empty();
                    (found, format!("{about} {:?} {:?}", ask.source, ask.keys))
                };
                if !found || !asked.insert(place) {
                    continue;
                }
                let question = Question::of(service, ask.source, about, ask.keys.clone());
                if let Ok(answer) = question.ask(browser).await {
                    told.extend(facts(service, about, &answer));
                }
            }
        }
        if told.len() == known {
            return told;
        }
    }
}

#[tokio::test]
async fn what_is_reported_is_what_the_sources_give() {
    let portal = Portal::start().await;
    let files = Files::read(Path::new(ROOT)).unwrap();
    let reader = Reader::new(Path::new(ROOT), &files).unwrap();
    let today = CivilDate::parse_iso(TODAY).unwrap();
    let mut browsers = BTreeMap::new();
    let mut apart = Vec::new();
    let rows = reader.rows(today).unwrap();
    assert_eq!(rows.len(), files.services.len());
    for row in &rows {
        let id = &row.service.0;
        let defined = portal.running.state.definitions.service(id).unwrap();
        let service = defined.in_language(Language::Vi);
        for (key, reported) in [(row.person.as_str(), &row.full), ("plain", &row.plain)] {
            if !browsers.contains_key(key) {
                browsers.insert(key.to_owned(), portal.signed_in(key).await);
            }
            let request = report::answers(&reader.scenarios, id, key, today);
            let told = told(&browsers[key], service, &request).await;
            let counted = reuse(service, &files.words, &request, &told);
            if counted != *reported {
                apart.push(format!(
                    "{id} {key}: reported {reported:?}, given {counted:?}"
                ));
            }
        }
        assert!(
            row.full.filled > 0,
            "{id}: nothing is filled for {}",
            row.person
        );
        assert!(
            row.full.asked() <= row.plain.asked() + 1,
            "{id}: {} is asked more than plain",
            row.person
        );
    }
    assert_eq!(apart, Vec::<String>::new());
}

#[test]
fn the_paper_says_what_the_report_says() {
    let files = Files::read(Path::new(ROOT)).unwrap();
    let reader = Reader::new(Path::new(ROOT), &files).unwrap();
    let rows = reader.rows(CivilDate::parse_iso(TODAY).unwrap()).unwrap();
    let paper = std::fs::read_to_string(Path::new(ROOT).join("docs/reuse.md")).unwrap();
    assert!(
        paper.ends_with(&format!("\n\n{}", markdown(&rows))),
        "write it anew: MOTCUA_TODAY={TODAY} ./dev report reuse --write"
    );
}

//! The report of `./dev report reuse` and what operation 16 truly gives: service by service the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use forms::answers::Answers;
use forms::asks::asks;
use forms::author::files::Files;
use forms::author::report::{self, By, LITTLE, Reader, SELF, markdown, reuse, with_fills};
use forms::definition::Service;
use forms::fact::Fact;
use forms::papers::Held;
use portal_api::{PriorResult, ProofKind, ResultList};
use sandbox::conventions::Language;
use sandbox::prefill::facts;
use serde_json::json;
use vietnam::CivilDate;

use crate::browser::{Browser, Portal, TODAY};
use crate::facts::Question;
use crate::sample::{pdf, uploaded};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// All that the sources of a service say, asked as answers come in: what one source fills may be another's key. Where
/// a paper proves that the person may know, it is uploaded, if there is one.
async fn told(
    browser: &Browser,
    service: &Service,
    request: &Answers,
    has_paper: bool,
) -> Vec<Fact> {
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
                let mut question = Question::of(service, ask.source, about, ask.keys.clone());
                let mut answer = question.ask(browser).await;
                let by_paper = |accepted: &Vec<ProofKind>| accepted.contains(&ProofKind::Upload);
                let mut papers = service.papers.iter();
                let is_asked = papers.any(|paper| paper.proves.iter().any(|kind| kind == about));
                if has_paper && is_asked && answer.as_ref().is_err_and(by_paper) {
                    let upload = uploaded(browser, &pdf(), "giấy.pdf").await;
                    question.subject["proof"] = json!({ "kind": "upload", "uploadId": upload });
                    answer = question.ask(browser).await;
                }
                told.extend(answer.iter().flat_map(|one| facts(service, about, one)));
            }
        }
        if told.len() == known {
            return told;
        }
    }
}

/// The prior results that a person is offered for a service (operation 11).
async fn results(browser: &Browser, service: &Service) -> Vec<Held> {
    let procedure = &service.cases[0].procedure;
    let path = format!("/me/results?procedureCode={procedure}");
    let list: ResultList = browser.get(&path).await.read();
    let held = |result: PriorResult| Held {
        result_id: result.result_id.to_string(),
        result_code: result.result_code.to_string(),
        satisfies: result.satisfies.iter().map(ToString::to_string).collect(),
        usable: result.usable,
        valid_until: result.valid_until.as_deref().map(str::to_owned),
        ..Held::default()
    };
    list.items.into_iter().map(held).collect()
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
            let told = told(&browsers[key], service, &request, false).await;
            let results = results(&browsers[key], service).await;
            let counted = reuse(service, &files.words, &request, &told, &results);
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

#[tokio::test]
async fn every_source_and_every_record_works_against_the_sources() {
    let portal = Portal::start().await;
    let files = Files::read(Path::new(ROOT)).unwrap();
    let reader = Reader::new(Path::new(ROOT), &files).unwrap();
    let proofs = reader.proofs(CivilDate::parse_iso(TODAY).unwrap()).unwrap();
    assert_eq!(proofs.missing, []);
    let mut browsers = BTreeMap::new();
    let mut failing = Vec::new();
    for proof in proofs.sources.iter().chain(&proofs.records) {
        let on_the_device = ["card-qr", "health-card-qr", "paper-code"];
        if matches!(&proof.by, By::Source(id) if on_the_device.contains(&id.as_str())) {
            continue;
        }
        let defined = portal.running.state.definitions.service(&proof.service);
        let service = defined.unwrap().in_language(Language::Vi);
        let key = &proof.person;
        if !browsers.contains_key(key) {
            browsers.insert(key.clone(), portal.signed_in(key).await);
        }
        let told = told(&browsers[key], service, &proof.answers, true).await;
        if !proof.by.works(service, &proof.answers, &told) {
            failing.push(format!("{} {key}: {}", proof.service, proof.by));
        }
    }
    assert_eq!(failing, Vec::<String>::new());
}

#[test]
fn where_little_is_known_it_is_said_why() {
    let files = Files::read(Path::new(ROOT)).unwrap();
    let reader = Reader::new(Path::new(ROOT), &files).unwrap();
    for row in reader.rows(CivilDate::parse_iso(TODAY).unwrap()).unwrap() {
        let is_little = row.full.share().is_some_and(|share| share < LITTLE);
        assert_eq!(is_little, row.why.is_some(), "{}", row.service.0);
        let few = row.full.papers.share().is_some_and(|share| share < LITTLE);
        assert_eq!(few, row.why_papers.is_some(), "papers of {}", row.service.0);
    }
}

#[test]
fn the_paper_says_what_the_report_says() {
    let files = Files::read(Path::new(ROOT)).unwrap();
    let reader = Reader::new(Path::new(ROOT), &files).unwrap();
    let today = CivilDate::parse_iso(TODAY).unwrap();
    let (rows, proofs) = (reader.rows(today).unwrap(), reader.proofs(today).unwrap());
    let paper = std::fs::read_to_string(Path::new(ROOT).join("docs/reuse.md")).unwrap();
    assert!(
        paper.ends_with(&format!("\n\n{}", markdown(&rows, &proofs))),
        "write it anew: MOTCUA_TODAY={TODAY} ./dev report reuse --write"
    );
}

//! What entitles the person to see another's records, without a browser.

use super::*;
use crate::form::wanted::Chosen;
use forms::answers::Answers;
use std::collections::BTreeMap;
use vietnam::CivilDate;

fn service() -> Service {
    let paper = |code: &str, kinds: &str| {
        format!(r#"{{"code":"{code}","name":"{code}","when":"always","proves":[{kinds}]}}"#)
    };
    let text = r#"{"id":"25","slug":"s","form_id":"f","form_version":"1","language":"vi","name":"n","what":"w","who":"w","legal":[],
        "dimensions":[],"cases":[],"declaration_version":"1","steps":[{"id":"a","title":"A","fields":[
        {"id":"code","concept":"contract.code","kind":{"code":{}},"label":"L"}]}],
        "sources":[{"id":"electricity","when":"always","about":["other-by-authorisation"],"want":["electricity_contract.debt"],"keys":{"customer_code":"code"}}],
        "papers":[PAPERS]}"#;
    let papers = [
        paper("25.cccd", ""),
        paper("25.uy-quyen", r#""other-by-authorisation""#),
    ];
    Service::read(&text.replace("PAPERS", &papers.join(","))).unwrap()
}

fn answers() -> Answers {
    Answers {
        today: CivilDate::parse_iso("2026-11-25").unwrap(),
        values: BTreeMap::from([(forms::place::Place::of("code"), "PC1".into())]),
        rows: BTreeMap::new(),
    }
}

fn attached(document: &str, by: AttachedBy) -> Attached {
    Attached {
        document: document.to_owned(),
        by,
        label: None,
        reason: None,
    }
}

#[test]
fn only_a_file_of_the_paper_that_proves_it_entitles() {
    let (service, answers) = (service(), answers());
    let found = |attached: &[Attached]| sent(&service, &answers, attached, AUTHORISED);
    let other = attached("25.cccd", AttachedBy::Upload("u1".into()));
    assert_eq!(found(std::slice::from_ref(&other)), None);
    let later = attached("25.uy-quyen", AttachedBy::Later);
    assert_eq!(found(&[later]), None);
    let paper = attached("25.uy-quyen", AttachedBy::Upload("u2".into()));
    let upload = Some(Basis::Upload("u2".into()));
    assert_eq!(found(&[other, paper]), upload);
    assert_eq!(sent(&service, &answers, &[], "deceased"), None);
}

#[test]
fn the_others_of_a_dossier_are_those_whose_records_came() {
    let (service, answers) = (service(), answers());
    let need = needs(&service, &answers, &BTreeMap::new()).remove(0);
    let mut sources = Sources::default();
    assert_eq!(subjects(&sources, &service, &answers), []);
    let kept = Who {
        about: AUTHORISED.into(),
        basis: Some(Basis::Upload("u1".into())),
        ..Who::default()
    };
    sources.remember(vec![kept.clone()]);
    assert_eq!(subjects(&sources, &service, &answers), [kept]);
    let mut asked = Asked {
        wanted: need.wanted,
        state: AskState::Done(GivenState::NotProved),
        absent: Vec::new(),
    };
    asked.wanted.basis = Some(Basis::Upload("u2".into()));
    sources.asked.push(asked);
    assert_eq!(subjects(&sources, &service, &answers), []);
    sources.asked[0].state = AskState::Done(GivenState::Here);
    let read = subjects(&sources, &service, &answers);
    assert_eq!(read[0].basis, Some(Basis::Upload("u2".into())));
}

#[test]
fn a_draft_remembers_who_was_chosen_and_by_which_result() {
    let mut sources = Sources::default();
    sources.remember(vec![Who {
        about: "child".into(),
        handle: Some("h1".into()),
        name: Some("Mẫu An".into()),
        birth_date: Some("2020-06-01".into()),
        basis: Some(Basis::Result("r1".into())),
        ..Who::default()
    }]);
    let chosen = Chosen {
        handle: "h1".into(),
        full_name: "Mẫu An".into(),
        birth_date: Some("2020-06-01".into()),
    };
    assert_eq!(sources.chosen["child"], chosen);
    assert_eq!(sources.bases["child"], Basis::Result("r1".into()));
}

//! What entitles the person to see another's records, without a browser.

use super::*;
use crate::form::sources::Asked;
use crate::form::wanted::Chosen;
use forms::answers::Answers;
use forms::fact::{Fact, FactValue, Provenance};
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
    assert_eq!(found(std::slice::from_ref(&other)), []);
    let later = attached("25.uy-quyen", AttachedBy::Later);
    assert_eq!(found(&[later]), []);
    let paper = attached("25.uy-quyen", AttachedBy::Upload("u2".into()));
    let own = attached("25.uy-quyen", AttachedBy::OwnFile("f1".into()));
    let files = ["u2", "f1"].map(|id| Basis::Upload(id.into()));
    assert_eq!(found(&[other, paper, own]), files);
    assert_eq!(sent(&service, &answers, &[], "deceased"), []);
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
        refusal: None,
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
    let by_record = Who {
        about: AUTHORISED.into(),
        basis: Some(Basis::Record("v1".into())),
        ..Who::default()
    };
    sources.remember(vec![by_record]);
    assert_eq!(sources.bases[AUTHORISED], Basis::Record("v1".into()));
}

fn wanted(keys: &[(&str, &str)]) -> Wanted {
    let keys = keys.iter();
    Wanted {
        source: "population".into(),
        about: AUTHORISED.into(),
        attributes: BTreeMap::new(),
        keys: keys
            .map(|&(key, value)| (key.into(), value.into()))
            .collect(),
        person: None,
        basis: None,
    }
}

fn asked(wanted: &Wanted, way: &Basis, state: GivenState) -> Asked {
    Asked {
        wanted: on(wanted, way),
        state: AskState::Done(state),
        absent: Vec::new(),
        refusal: None,
    }
}

#[test]
fn an_authorisation_in_vneid_is_tried_where_it_holds_and_names_who_is_meant() {
    let fact = |attribute: &str, said: &str| Fact {
        record: "authorisation".into(),
        attribute: attribute.into(),
        concept: String::new(),
        record_id: "v1".into(),
        row: None,
        subject: SELF.into(),
        value: FactValue::Value(said.into()),
        provenance: Provenance {
            verified: true,
            ..Provenance::default()
        },
    };
    let mut facts = vec![
        fact("principal_name", "Trang Thị Mẫu Chủ"),
        fact("principal_personal_id", "040165999065"),
        fact("valid_to", "2027-10-31"),
    ];
    let today = answers().today;
    let found =
        |facts: &[Fact], keys: &[(&str, &str)]| given(&Mandate::all(facts), &wanted(keys), today);
    let record = [Basis::Record("v1".into())];
    let named = [
        ("full_name", "Trang Thị Mẫu Chủ"),
        ("personal_id", "040165999065"),
    ];
    assert_eq!(found(&facts, &named), record);
    assert_eq!(found(&facts, &[("customer_code", "PC1")]), record);
    let namesake = [named[0], ("personal_id", "040165999066")];
    assert_eq!(found(&facts, &namesake), []);
    facts[2].value = FactValue::Value("2026-10-31".into());
    assert_eq!(found(&facts, &named), []);
}

#[test]
fn what_was_refused_gives_way_and_what_does_stays() {
    let wanted = wanted(&[("full_name", "Trang Thị Mẫu Chủ")]);
    let (record, upload) = (Basis::Record("v1".into()), Basis::Upload("u1".into()));
    let both = [record.clone(), upload.clone()];
    let mut sources = Sources::default();
    let now = |sources: &Sources, ways: &[Basis]| chosen(sources, &wanted, ways);
    assert_eq!(now(&sources, &both), Some(record.clone()));
    assert_eq!(now(&sources, &[]), None);
    sources.unproved.push(on(&wanted, &record));
    assert_eq!(now(&sources, &both), Some(upload.clone()));
    // Refused, and nothing else is there: it is not asked again.
    let refused = asked(&wanted, &record, GivenState::NotProved);
    sources.asked.push(refused);
    assert_eq!(now(&sources, &both[..1]), Some(record.clone()));
    // What was read by the paper stays read by it, though VNeID says something now.
    sources.unproved.clear();
    sources.asked = vec![asked(&wanted, &upload, GivenState::Here)];
    assert_eq!(now(&sources, &both), Some(upload.clone()));
    assert_eq!(now(&sources, &both[..1]), Some(record));
    // A register's own link goes before what was brought, until it does not do.
    let ways = [Basis::Link, upload.clone()];
    sources.asked.clear();
    assert_eq!(now(&sources, &ways), None);
    sources.unproved.push(wanted.clone());
    assert_eq!(now(&sources, &ways), Some(upload));
    // Somebody else is meant: what was refused of the first says nothing of them.
    let other = Wanted {
        keys: BTreeMap::new(),
        ..wanted.clone()
    };
    assert_eq!(chosen(&sources, &other, &ways), None);
}

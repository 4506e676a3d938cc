//! What counts as a paper that was spared, and a paper whose file is given in a question.

use crate::papers::notice;
use crate::support::{answers, field, service};
use forms::condition::Condition;
use forms::definition::{Paper, PaperHow, Replacement, Service};
use forms::ledger::{self, Brought};
use forms::papers::{PaperState, Supplied, Supply, papers};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn paper(code: &str, how: PaperHow, is_replaced: bool) -> Paper {
    let by = Replacement {
        record: "birth_notice".into(),
        when: Condition::Always,
        says: BTreeMap::new(),
    };
    Paper {
        code: code.into(),
        how,
        when: Condition::Always,
        replaced_by: if is_replaced { vec![by] } else { vec![] },
        ..service().papers[0].clone()
    }
}

const DATA: &str = r#"{"birth_case": "both", "has_notice": "electronic"}"#;

fn photo() -> Value {
    json!([{"uploadId": "u1", "name": "anh.jpg", "sha256": "0".repeat(64), "size": 3, "mediaType": "image/jpeg"}])
}

/// With a photo, or without.
fn data(has_photo: bool) -> Value {
    let mut data: Value = serde_json::from_str(DATA).unwrap();
    if has_photo {
        data["photo"] = photo();
    }
    data
}

#[test]
fn a_paper_is_spared_only_where_it_was_to_be_handed_in_and_something_stands_for_it() {
    let mut service = service();
    let optional = Paper {
        optional: true,
        ..paper("offered", PaperHow::Upload, true)
    };
    service.papers = vec![
        paper("replaced", PaperHow::Upload, true),
        paper("shown", PaperHow::InPerson, true),
        optional,
        paper("form", PaperHow::FromAnswers, true),
        paper("never", PaperHow::NeverAsked, true),
        paper("uploaded", PaperHow::Upload, true),
        paper("result", PaperHow::Upload, false),
        paper("earlier", PaperHow::Upload, false),
        paper("later", PaperHow::Upload, false),
        paper("lacking", PaperHow::Upload, false),
    ];
    let supplied: Supplied = [
        ("uploaded".into(), Supply::Upload),
        ("result".into(), Supply::Result),
        ("earlier".into(), Supply::OwnFile),
        ("later".into(), Supply::Later),
    ]
    .into();
    let (answers, facts) = (answers(&data(false)), [notice()]);
    let views = papers(&service, &answers, &facts, &[], &supplied, &[]);
    let spared = views.iter().filter(|view| view.is_spared());
    let spared: Vec<&str> = spared.map(|view| view.paper.code.as_str()).collect();
    assert_eq!(spared, ["replaced", "shown", "result", "earlier"]);
}

/// A paper that the question `photo` holds, which must be answered or need not be.
fn with_photo(must: bool) -> Service {
    let mut service = service();
    service.papers = vec![Paper {
        given_in: vec![field("photo")],
        ..paper("portrait", PaperHow::FromAnswers, true)
    }];
    let fields = service.steps.iter_mut().flat_map(|step| &mut step.fields);
    for one in fields.filter(|one| one.id == field("photo")) {
        one.shown = Condition::Always;
        one.required = if must {
            Condition::Always
        } else {
            Condition::Never
        };
    }
    service
}

#[test]
fn a_record_spares_a_paper_of_a_question_only_where_its_file_need_not_and_did_not_come() {
    let facts = [notice()];
    let is_spared = |must: bool, has_photo: bool| {
        let (service, answers) = (with_photo(must), answers(&data(has_photo)));
        let views = papers(&service, &answers, &facts, &[], &Supplied::new(), &[]);
        let is_given = views[0].state == PaperState::GivenInQuestion;
        assert_ne!(is_given, views[0].is_spared());
        views[0].is_spared()
    };
    let all = [(true, true), (true, false), (false, true), (false, false)];
    let spared = all.map(|(must, has_photo)| is_spared(must, has_photo));
    assert_eq!(spared, [false, false, false, true]);
}

#[test]
fn the_ledger_names_the_file_that_was_sent_in_a_question() {
    let told = |has_photo: bool| {
        let (service, answers) = (with_photo(false), answers(&data(has_photo)));
        let none = (BTreeMap::new(), BTreeMap::new());
        let lines = ledger::papers(&service, &answers, &[], &none.0, &none.1);
        let told = lines.into_iter().map(|line| (line.how, line.label));
        told.collect::<Vec<_>>()
    };
    let sent = Brought::Attached(Supply::Upload);
    assert_eq!(told(true), [(sent, Some("anh.jpg".to_owned()))]);
    assert_eq!(told(false), []);
}

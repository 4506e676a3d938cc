//! Papers: not needed, covered, to be supplied, brought later (contract 3, Attachment; 4.4).

use crate::support::{answers, fact, service};
use forms::papers::{Held, PaperState, Supplied, Supply, papers, settled};
use serde_json::json;

/// The state of each paper by the last part of its code.
fn states(facts: &[forms::fact::Fact], results: &[Held], supplied: &Supplied) -> Vec<String> {
    let (service, answers) = (service(), answers(&json!({"birth_case": "both"})));
    papers(&service, &answers, facts, results, supplied)
        .iter()
        .map(|view| {
            let state = match &view.state {
                PaperState::NotNeeded(by) => format!("not needed by {}", by.id),
                PaperState::Covered(by) => format!("covered by {}", by[0].result_id),
                state => format!("{state:?}"),
            };
            format!("{}: {state}", view.paper.code.trim_start_matches("99."))
        })
        .collect()
}

fn notice() -> forms::fact::Fact {
    fact(
        "birth-notice",
        "birth_notice.code",
        "birth.notice_code",
        json!("00001.GCS.00001.26"),
    )
}

fn marriage() -> Held {
    Held {
        result_id: "r-1".into(),
        result_code: "KQ.G15.000032".into(),
        usable: true,
        ..Held::default()
    }
}

#[test]
fn a_record_replaces_a_paper_only_while_its_own_condition_holds() {
    let (mut service, answers) = (service(), answers(&json!({"birth_case": "both"})));
    let state = |service: &forms::definition::Service| {
        let facts = [notice()];
        let views = papers(service, &answers, &facts, &[], &Supplied::default());
        matches!(views[0].state, PaperState::NotNeeded(_))
    };
    assert!(state(&service));
    service.papers[0].replaced_by[0].when = forms::condition::Condition::Never;
    assert!(!state(&service));
}

#[test]
fn every_paper_says_how_it_stands() {
    let expected = [
        "chung-sinh: ToSupply",
        "ket-hon: ToSupply",
        "to-khai: FromAnswers",
        "tuy-than: InPerson",
        "ho-khau: NeverAsked",
        "khac: Optional",
        "chua-ro: ToSupply",
    ];
    assert_eq!(states(&[], &[], &Supplied::new()), expected);
}

#[test]
fn a_verified_and_valid_record_makes_a_paper_unnecessary() {
    let first = |fact| states(&[fact], &[], &Supplied::new()).remove(0);
    let with = |change: fn(&mut forms::fact::Provenance)| {
        let mut notice = notice();
        change(&mut notice.provenance);
        notice
    };
    assert_eq!(first(notice()), "chung-sinh: not needed by p-birth-notice");
    assert_eq!(
        first(with(|by| by.valid_until = Some("2026-11-25".into()))),
        "chung-sinh: not needed by p-birth-notice"
    );
    assert_eq!(
        first(with(|by| by.valid_until = Some("2026-11-24".into()))),
        "chung-sinh: ToSupply"
    );
    assert_eq!(
        first(with(|by| by.valid_until = Some("không rõ".into()))),
        "chung-sinh: ToSupply"
    );
    assert_eq!(
        first(with(|by| by.verified = false)),
        "chung-sinh: ToSupply"
    );
}

#[test]
fn a_usable_prior_result_covers_a_paper_by_its_code_or_by_the_servers_word() {
    let second = |held| states(&[], &[held], &Supplied::new()).remove(1);
    assert_eq!(second(marriage()), "ket-hon: covered by r-1");
    let other = Held {
        result_code: "KQ.X".into(),
        ..marriage()
    };
    assert_eq!(second(other.clone()), "ket-hon: ToSupply");
    assert_eq!(
        second(Held {
            satisfies: vec!["99.ket-hon".into()],
            ..other
        }),
        "ket-hon: covered by r-1"
    );
    assert_eq!(
        second(Held {
            usable: false,
            ..marriage()
        }),
        "ket-hon: ToSupply"
    );
    assert_eq!(
        second(Held {
            valid_until: Some("2026-11-24".into()),
            ..marriage()
        }),
        "ket-hon: ToSupply"
    );
}

#[test]
fn what_was_supplied_stands_and_what_comes_later_is_told() {
    let supplied: Supplied = [
        ("99.chung-sinh".into(), Supply::Upload),
        ("99.ket-hon".into(), Supply::Later),
    ]
    .into();
    let found = states(&[notice()], &[marriage()], &supplied);
    assert_eq!(
        found[..2],
        ["chung-sinh: Supplied(Upload)", "ket-hon: Later"]
    );
}

#[test]
fn what_a_record_replaces_counts_as_supplied() {
    let (service, answers, facts) = (
        service(),
        answers(&json!({"birth_case": "both"})),
        [notice()],
    );
    let given: Supplied = [("99.ket-hon".into(), Supply::Result)].into();
    let views = papers(&service, &answers, &facts, &[], &given);
    let expected: Supplied = [
        ("99.chung-sinh".into(), Supply::Record),
        ("99.ket-hon".into(), Supply::Result),
    ]
    .into();
    assert_eq!(settled(&views, &given), expected);
}

#[test]
fn a_record_replaces_a_paper_only_where_it_speaks_of_the_right_person() {
    let (mut service, answers) = (service(), answers(&json!({"birth_case": "both"})));
    service.papers[0].replaced_when = forms::condition::Condition::Never;
    let facts = [notice()];
    let views = papers(&service, &answers, &facts, &[], &Supplied::new());
    assert_eq!(views[0].state, PaperState::ToSupply);
}

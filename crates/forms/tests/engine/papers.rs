//! Papers: not needed, covered, to be supplied, brought later (contract 3, Attachment; 4.4).

use crate::support::{answers, fact, service};
use forms::papers::{Held, PaperState, Supplied, Supply, Unfit, are_alike, papers, settled, unfit};
use serde_json::json;

/// The state of each paper by the last part of its code.
pub(crate) fn states(
    facts: &[forms::fact::Fact],
    results: &[Held],
    supplied: &Supplied,
) -> Vec<String> {
    let (service, answers) = (
        service(),
        answers(&json!({"birth_case": "both", "has_notice": "electronic"})),
    );
    papers(&service, &answers, facts, results, supplied, &[])
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

pub(crate) fn notice() -> forms::fact::Fact {
    let mut notice = fact(
        "birth-notice",
        "birth_notice.code",
        "birth.notice_code",
        json!("00001.GCS.00001.26"),
    );
    notice.subject = "child".into();
    notice
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
    let (mut service, answers) = (
        service(),
        answers(&json!({"birth_case": "both", "has_notice": "electronic"})),
    );
    let state = |service: &forms::definition::Service| {
        let facts = [notice()];
        let views = papers(service, &answers, &facts, &[], &Supplied::default(), &[]);
        matches!(views[0].state, PaperState::NotNeeded(_))
    };
    assert!(state(&service));
    service.papers[0].replaced_by[0].when = forms::condition::Condition::Never;
    assert!(!state(&service));
}

#[test]
fn a_record_replaces_a_paper_only_where_it_says_what_it_must() {
    let data = json!({"birth_case": "both", "has_notice": "electronic"});
    let (mut service, answers) = (service(), answers(&data));
    let by = &mut service.papers[0].replaced_by[0];
    by.says.insert("kind".into(), "live".into());
    service.sources[1].want.push("birth_notice.kind".into());
    let said = |value: &str| {
        let mut said = notice();
        said.attribute = "kind".into();
        said.value = forms::fact::FactValue::Value(json!(value));
        let facts = [notice(), said];
        let views = papers(&service, &answers, &facts, &[], &Supplied::new(), &[]);
        views[0].replaced_by.is_some()
    };
    assert!(said("live"));
    assert!(!said("still"));
    // Of a record that says nothing of it, nothing is known.
    let facts = [notice()];
    let views = papers(&service, &answers, &facts, &[], &Supplied::new(), &[]);
    assert_eq!(views[0].replaced_by, None);
}

#[test]
fn a_record_of_somebody_who_is_not_meant_now_replaces_nothing() {
    let service = service();
    let state = |notice_is: &str, subject: &str| {
        let answers = answers(&json!({"birth_case": "both", "has_notice": notice_is}));
        let mut notice = notice();
        notice.subject = subject.into();
        let facts = [notice];
        let views = papers(&service, &answers, &facts, &[], &Supplied::new(), &[]);
        matches!(views[0].state, PaperState::NotNeeded(_))
    };
    assert!(state("electronic", "child"));
    assert!(!state("electronic", "ward"));
    assert!(!state("none", "child"), "the notice is not asked for now");
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
        answers(&json!({"birth_case": "both", "has_notice": "electronic"})),
        [notice()],
    );
    let given: Supplied = [("99.ket-hon".into(), Supply::Result)].into();
    let views = papers(&service, &answers, &facts, &[], &given, &[]);
    let expected: Supplied = [
        ("99.chung-sinh".into(), Supply::Record),
        ("99.ket-hon".into(), Supply::Result),
    ]
    .into();
    assert_eq!(settled(&views, &given), expected);
}

#[test]
fn a_record_replaces_a_paper_only_where_it_speaks_of_the_right_person() {
    let (mut service, answers) = (
        service(),
        answers(&json!({"birth_case": "both", "has_notice": "electronic"})),
    );
    service.papers[0].replaced_when = forms::condition::Condition::Never;
    let facts = [notice()];
    let views = papers(&service, &answers, &facts, &[], &Supplied::new(), &[]);
    assert_eq!(views[0].state, PaperState::ToSupply);
}

/// Ids of the results that are offered for the marriage certificate, and why the others are not.
fn offered(results: &[Held]) -> (Vec<String>, Vec<(String, Unfit)>) {
    let (service, answers) = (
        service(),
        answers(&json!({"birth_case": "both", "has_notice": "electronic"})),
    );
    let views = papers(&service, &answers, &[], results, &Supplied::new(), &[]);
    let covering = match &views[1].state {
        PaperState::Covered(covering) => covering.clone(),
        _ => Vec::new(),
    };
    let unfit = unfit(&service, &answers, &[], views[1].paper, results).into_iter();
    (
        covering.iter().map(|held| held.result_id.clone()).collect(),
        unfit
            .map(|(held, why)| (held.result_id.clone(), why))
            .collect(),
    )
}

#[test]
fn of_several_results_the_newest_stands_first_whatever_came_first() {
    let of = |id: &str, issued: Option<&str>| Held {
        result_id: id.into(),
        issued_on: issued.map(Into::into),
        ..marriage()
    };
    let mut all = [
        of("old", Some("2019-05-01")),
        of("undated", None),
        of("new", Some("2024-02-29")),
    ];
    let expected = ["new", "old", "undated"];
    assert_eq!(offered(&all).0, expected);
    all.reverse();
    assert_eq!(offered(&all).0, expected);
}

#[test]
fn what_is_over_revoked_or_unusable_is_told_and_never_offered() {
    let held = |id: &str, change: fn(&mut Held)| {
        let mut held = Held {
            result_id: id.into(),
            ..marriage()
        };
        change(&mut held);
        held
    };
    let all = [
        held("good", |held| held.valid_until = Some("2026-11-25".into())),
        held("late", |held| {
            held.valid_until = Some("2026-11-24".into());
            held.issued_on = Some("2020-01-01".into());
        }),
        held("over", |held| held.expired = true),
        held("unread", |held| held.valid_until = Some("?".into())),
        // Revoked counts before all else, whatever else the server says.
        held("revoked", |held| (held.revoked, held.usable) = (true, true)),
        held("gone", |held| held.usable = false),
        held("other", |held| {
            held.result_code = "KQ.X".into();
            held.revoked = true;
        }),
    ];
    let (covering, unfit) = offered(&all);
    assert_eq!(covering, ["good"]);
    let expected = [
        ("late", Unfit::Expired),
        ("unread", Unfit::Expired),
        ("revoked", Unfit::Revoked),
        ("over", Unfit::Expired),
        ("gone", Unfit::Unusable),
    ];
    let expected = expected.map(|(id, why)| (id.to_owned(), why));
    assert_eq!(unfit, expected);
}

#[test]
fn a_record_that_comes_after_the_file_says_that_the_paper_was_not_needed() {
    let (service, answers) = (
        service(),
        answers(&json!({"birth_case": "both", "has_notice": "electronic"})),
    );
    let given: Supplied = [("99.chung-sinh".into(), Supply::Upload)].into();
    let facts = [notice()];
    let before = papers(&service, &answers, &[], &[], &given, &[]);
    let after = papers(&service, &answers, &facts, &[], &given, &[]);
    assert_eq!(before[0].replaced_by, None);
    assert_eq!(after[0].state, PaperState::Supplied(Supply::Upload));
    assert_eq!(after[0].replaced_by.unwrap().id, "p-birth-notice");
}

#[test]
fn a_file_for_one_paper_may_do_for_another_of_the_same_name_or_kind() {
    let service = service();
    let paper = |code: &str, results: &[&str]| forms::definition::Paper {
        code: code.into(),
        result_codes: results.iter().map(|code| (*code).to_owned()).collect(),
        ..service.papers[0].clone()
    };
    let marriage = paper("99.ket-hon", &["KQ.G15.000032", "KQ.G15.000039"]);
    for (other, alike) in [
        (paper("98.ket-hon", &[]), true),
        (paper("98.quan-he", &["KQ.G15.000039"]), true),
        (paper("98.quan-he", &["KQ.G15.000031"]), false),
        (paper("99.khac", &[]), false),
    ] {
        assert_eq!(are_alike(&marriage, &other), alike, "{}", other.code);
        assert_eq!(are_alike(&other, &marriage), alike, "{}", other.code);
    }
}

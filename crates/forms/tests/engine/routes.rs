//! The way through the steps, with settled ones; decision 22: the ledger is a view of origins.

use crate::support::{FewLists, answers, at, service, today};
use forms::answers::Answers;
use forms::condition::Condition;
use forms::definition::{Paper, PaperHow};
use forms::fact::Provenance;
use forms::kind::Kind;
use forms::ledger::{self, Brought, Came, LedgerLine, ledger};
use forms::origin::{Dispute, How, Origin, Other};
use forms::papers::Supply;
use forms::place::Place;
use forms::route::{Known, StepState, route};
use forms::send::{from_data, row_keys, to_data};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
struct Beside {
    origins: BTreeMap<Place, Origin>,
    provenance: BTreeMap<String, Provenance>,
    conflicts: BTreeSet<Place>,
}

impl Beside {
    /// These were filled by a source that is the authority for them, or not.
    fn filled(ids: &[&str], verified: bool) -> Self {
        let origin = Origin {
            how: How::Auto,
            prov: Some("p-1".into()),
            original: None,
            others: Vec::new(),
        };
        Self {
            origins: ids.iter().map(|id| (at(id), origin.clone())).collect(),
            provenance: [(
                "p-1".into(),
                Provenance {
                    id: "p-1".into(),
                    verified,
                    ..Provenance::default()
                },
            )]
            .into(),
            conflicts: BTreeSet::new(),
        }
    }

    fn known(&self) -> Known<'_> {
        Known {
            origins: &self.origins,
            provenance: &self.provenance,
            conflicts: &self.conflicts,
        }
    }
}

/// State and questions of one step.
fn step(id: &str, answers: &Answers, beside: &Beside) -> (StepState, Vec<String>) {
    let service = service();
    let views = route(&service, answers, &FewLists, beside.known());
    let view = views.into_iter().find(|view| view.step.id == id).unwrap();
    (
        view.state,
        view.ask
            .iter()
            .map(|place| place.field.to_string())
            .collect(),
    )
}

fn child(more: Value) -> Answers {
    let mut data = json!({"birth_case": "both", "foreign": false, "child_name": "Lê Mẫu An", "child_birth": "2026-11-01"});
    data.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    answers(&data)
}

#[test]
fn what_is_not_answered_keeps_a_step_open() {
    let mut answers = child(json!({}));
    answers.values.remove(&at("child_birth"));
    let (state, ask) = step("tre", &answers, &Beside::filled(&["child_name"], true));
    assert_eq!(
        (state, ask),
        (
            StepState::Open,
            vec!["child_birth".into(), "has_notice".into()]
        )
    );
}

#[test]
fn a_step_known_from_trusted_sources_is_settled() {
    let trusted = Beside::filled(&["child_name", "child_birth"], true);
    assert_eq!(
        step("tre", &child(json!({})), &trusted),
        (StepState::Settled, vec![])
    );
}

#[test]
fn what_was_typed_changed_or_not_verified_is_done_and_not_settled() {
    let done = (StepState::Done, vec!["has_notice".to_owned()]);
    assert_eq!(
        step(
            "tre",
            &child(json!({})),
            &Beside::filled(&["child_name"], true)
        ),
        done
    );
    assert_eq!(
        step(
            "tre",
            &child(json!({})),
            &Beside::filled(&["child_name", "child_birth"], false)
        ),
        done
    );
    let mut changed = Beside::filled(&["child_name", "child_birth"], true);
    changed.origins.get_mut(&at("child_name")).unwrap().how = How::Override;
    assert_eq!(step("tre", &child(json!({})), &changed), done);
    let late = child(json!({"late": true}));
    assert_eq!(
        step(
            "tre",
            &late,
            &Beside::filled(&["child_name", "child_birth"], true)
        ),
        done,
        "a default was typed over"
    );
}

#[test]
fn a_look_up_that_sending_needs_keeps_a_step_open() {
    let mut service = service();
    let lookup = json!({ "id": "plate-choice", "after": "has_notice", "text": "Chọn", "source": "vehicle",
        "record": "plate_choice", "needed": "always" });
    service.lookups = vec![serde_json::from_value(lookup).unwrap()];
    let trusted = Beside::filled(&["child_name", "child_birth"], true);
    let state = |answers: &Answers| {
        let views = route(&service, answers, &FewLists, trusted.known());
        let view = views.into_iter().find(|view| view.step.id == "tre");
        view.unwrap().state
    };
    assert_eq!(state(&child(json!({}))), StepState::Open);
    let said = child(json!({"has_notice": "none"}));
    assert_ne!(state(&said), StepState::Open);
}

#[test]
fn a_conflict_or_a_fault_opens_a_step_again() {
    let mut beside = Beside::filled(&["child_name", "child_birth"], true);
    beside.conflicts.insert(at("child_name"));
    assert_eq!(step("tre", &child(json!({})), &beside).0, StepState::Open);
    let faulty = child(json!({"has_notice": "electronic", "notice_code": "sai"}));
    let (state, ask) = step(
        "tre",
        &faulty,
        &Beside::filled(&["child_name", "child_birth"], true),
    );
    assert_eq!((state, ask), (StepState::Open, vec!["notice_code".into()]));
}

#[test]
fn a_step_of_which_nothing_is_shown_is_hidden() {
    assert_eq!(
        step(
            "me",
            &answers(&json!({"birth_case": "unknown"})),
            &Beside::default()
        ),
        (StepState::Hidden, vec![])
    );
}

#[test]
fn a_list_asks_for_its_rows_and_their_cells() {
    let (state, ask) = step(
        "thanh-vien",
        &answers(&json!({"has_members": true})),
        &Beside::default(),
    );
    assert_eq!((state, ask), (StepState::Open, vec!["members[]".into()]));
    let one = answers(&json!({"has_members": true, "members": [{"birth": "2020"}]}));
    let ask = step("thanh-vien", &one, &Beside::default()).1;
    assert_eq!(ask[..1], ["members[].full_name"]);
    assert!(ask.contains(&"members[].guardian".to_owned()));
}

#[test]
fn the_ledger_says_where_every_answer_comes_from() {
    let (service, answers) = (
        service(),
        child(json!({"relation": "mother", "phone": "0912345678"})),
    );
    let mut beside = Beside::filled(&["child_name", "child_birth"], true);
    let changed = beside.origins.get_mut(&at("child_name")).unwrap();
    changed.how = How::Override;
    changed.original = Some(json!("Lê An"));
    changed.others = vec![Other {
        value: json!("Lê B"),
        prov: "p-2".into(),
    }];
    let chosen = beside.origins.get_mut(&at("child_birth")).unwrap();
    chosen.others = vec![Other {
        value: json!("2026-11-02"),
        prov: "p-1".into(),
    }];
    beside.origins.insert(
        at("phone"),
        Origin {
            how: How::Manual,
            prov: None,
            original: None,
            others: vec![],
        },
    );
    let wrong = Dispute {
        prov: "p-1".into(),
        note: "Tên đúng là Lê Ân".into(),
        asked: true,
        at: "2026-11-25T08:00:00+07:00".into(),
    };
    let disputes = BTreeMap::from([(at("child_name"), wrong.clone())]);
    let lines = ledger(&service, &answers, beside.known(), &disputes);
    let line = |id: &str| lines.iter().find(|line| line.place == at(id)).unwrap();
    let source = beside.provenance.get("p-1");
    assert_eq!(line("child_name").dispute, Some((&wrong, source)));
    assert_eq!(line("child_birth").dispute, None);
    assert_eq!(
        (line("child_name").source(), line("phone").source()),
        (source, None)
    );
    assert_eq!(
        line("child_birth").how,
        Came::Filled(beside.provenance.get("p-1"))
    );
    let original = json!("Lê An");
    assert_eq!(
        line("child_name").how,
        Came::Changed {
            from: beside.provenance.get("p-1"),
            original: Some(&original)
        }
    );
    assert_eq!(line("child_name").others.len(), 1);
    assert!(
        line("child_birth").others.is_empty(),
        "what else its own record names is no other source"
    );
    assert_eq!(
        (&line("phone").how, &line("relation").how),
        (&Came::Typed, &Came::Typed)
    );
    assert_eq!(
        (&line("late").how, &line("late").value),
        (&Came::Computed, &json!(false))
    );
    assert!(
        lines
            .iter()
            .all(|line| line.place.field.as_str() != "declaration"),
        "what has no answer has no line"
    );
}

#[test]
fn the_ledger_says_the_same_of_what_was_sent() {
    let service = service();
    let typed = child(
        json!({"relation": "mother", "phone": "0912345678", "has_members": true,
        "members": [{"full_name": "An", "share": 2}]}),
    );
    let sent = to_data(&service, &typed);
    let keys = row_keys(&service, &typed);
    let beside = Beside::filled(&["child_name"], true);
    let disputes = BTreeMap::new();
    let lines = |answers: &Answers| ledger(&service, answers, beside.known(), &disputes);
    let read = from_data(&service, &sent, today(), &keys);
    let how = |lines: &[LedgerLine<'_>], id: &str| {
        let line = lines.iter().find(|line| line.place == at(id));
        line.map(|line| line.how == Came::Computed)
    };
    let (before, after) = (lines(&typed), lines(&read));
    for computed in ["late", "child_birth_words", "shares", "summary"] {
        assert_eq!(how(&before, computed), Some(true), "{computed}");
    }
    let told = |lines: Vec<LedgerLine<'_>>| -> Vec<_> {
        let one = |line: LedgerLine<'_>| (line.place, line.value, format!("{:?}", line.how));
        lines.into_iter().map(one).collect()
    };
    assert_eq!(told(before), told(after));
    // Answered otherwise than it is worked out: that is not worked out.
    let otherwise = child(json!({"relation": "mother", "late": true}));
    assert_eq!(how(&lines(&otherwise), "late"), Some(false));
}

#[test]
fn the_ledger_says_how_each_paper_came() {
    let mut service = service();
    let paper = |code: &str, how: PaperHow| Paper {
        code: code.into(),
        how,
        when: Condition::Always,
        ..service.papers[0].clone()
    };
    service.papers = vec![
        paper("own", PaperHow::Upload),
        paper("lacking", PaperHow::Upload),
        paper("made", PaperHow::FromAnswers),
        paper("shown", PaperHow::InPerson),
        paper("never", PaperHow::NeverAsked),
        paper("known", PaperHow::Upload),
    ];
    let beside = Beside::filled(&[], true);
    let one = |document: &str, supply, label: &str, prov: Option<&str>| ledger::Attached {
        document: document.to_owned(),
        supply,
        label: Some(label.to_owned()),
        prov: prov.map(str::to_owned),
    };
    let attached = [
        one("own", Supply::Upload, "a.pdf", None),
        one("known", Supply::Result, "45/2014", Some("p-1")),
        one("former", Supply::Later, "", None),
        one("own", Supply::Upload, "b.pdf", None),
    ];
    let answers = child(json!({}));
    let wrong = Dispute {
        prov: "p-1".into(),
        note: "Ngày sinh sai".into(),
        asked: false,
        at: "2026-11-25T08:00:00+07:00".into(),
    };
    let disputes = BTreeMap::from([(at("own"), wrong.clone())]);
    let known = &beside.provenance;
    let lines = ledger::papers(&service, &answers, &attached, known, &disputes);
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.document.as_str(), line.how, line.how.is_spared()))
        .collect();
    assert_eq!(
        told,
        [
            ("own", Brought::Attached(Supply::Upload), false),
            ("own", Brought::Attached(Supply::Upload), false),
            ("made", Brought::FromAnswers, false),
            ("shown", Brought::InPerson, false),
            ("never", Brought::NeverAsked, true),
            ("known", Brought::Attached(Supply::Result), true),
            ("former", Brought::Attached(Supply::Later), false),
        ]
    );
    assert_eq!(lines[5].source, beside.provenance.get("p-1"));
    assert!(
        lines[5].source.is_some(),
        "a result says where it comes from"
    );
    assert_eq!((lines[0].source, lines[6].paper), (None, None));
    assert_eq!(
        [lines[0].label.as_deref(), lines[1].label.as_deref()],
        [Some("a.pdf"), Some("b.pdf")],
        "each file of a paper"
    );
    assert_eq!(lines[0].dispute, Some((&wrong, known.get("p-1"))));
    assert_eq!([lines[1].dispute, lines[5].dispute], [None, None]);
}

#[test]
fn a_list_that_may_stay_empty_is_asked_once_while_it_is() {
    let mut service = service();
    let steps = service.steps.iter_mut();
    let members = { steps }.find(|step| step.id == "thanh-vien").unwrap();
    members
        .fields
        .retain(|field| field.id.as_str().starts_with("members"));
    for field in &mut members.fields {
        field.shown = Condition::Always;
        if let Kind::GroupList(limits) = &mut field.kind {
            limits.min = None;
        }
    }
    let asked = |answers: &Answers| -> Vec<String> {
        let beside = Beside::default();
        let views = route(&service, answers, &FewLists, beside.known());
        let view = { views.into_iter() }.find(|view| view.step.id == "thanh-vien");
        let ask = view.unwrap().ask.into_iter();
        ask.map(|place| place.field.to_string()).collect()
    };
    assert_eq!(asked(&answers(&json!({}))), ["members[]"]);
    let named = json!({"members": [{"full_name": "Lê Văn Mẫu", "personal_id": "001099000001"}]});
    assert!(!asked(&answers(&named)).contains(&"members[]".to_owned()));
}

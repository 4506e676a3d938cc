//! What asking the sources comes to, without a browser.

use super::*;
use crate::portal::ProblemKind;
use crate::portal::consents::Agreed;

#[test]
fn a_note_that_a_source_was_out_goes_when_it_has_answered() {
    let wanted = Wanted {
        source: "residence".to_owned(),
        about: "self".to_owned(),
        attributes: BTreeMap::from([("residence.head_name".to_owned(), String::new())]),
        keys: BTreeMap::new(),
        person: None,
        basis: None,
    };
    let mut sources = Sources::default();
    sources.asked.push(Asked {
        wanted: wanted.clone(),
        state: AskState::Waiting,
        absent: Vec::new(),
        refusal: None,
    });
    let mut given = Given::nothing(GivenState::Out);
    given.later = Some("note".to_owned());
    sources.close(&wanted, &given);
    assert_eq!(
        (sources.notes(), sources.asked[0].absent.len()),
        (vec!["note".to_owned()], 1)
    );
    sources.close(&wanted, &Given::nothing(GivenState::Here));
    assert_eq!(
        (sources.notes(), sources.asked[0].absent.len()),
        (Vec::new(), 0)
    );
    // Of a draft that was opened it is not known which source each is of.
    sources.keep_notes(vec!["a".to_owned(), "b".to_owned()]);
    sources.close(&wanted, &given);
    assert_eq!(sources.notes().len(), 3);
}

#[test]
fn an_answer_about_somebody_chosen_before_is_not_waited_for() {
    let about = |person: &str| Wanted {
        source: "birth".to_owned(),
        about: "child".to_owned(),
        attributes: BTreeMap::new(),
        keys: BTreeMap::new(),
        person: Some(person.to_owned()),
        basis: None,
    };
    let mut sources = Sources::default();
    sources.asked.push(Asked {
        wanted: about("b"),
        state: AskState::Waiting,
        absent: Vec::new(),
        refusal: None,
    });
    assert!(sources.is_asked(&about("b")));
    assert!(!sources.is_asked(&about("a")));
}

#[test]
fn a_form_with_a_newer_version_is_no_source_that_is_out() {
    let after = |problem| AskState::after(&problem);
    let conflict = |kind| after(Problem::Conflict(kind, None));
    assert_eq!(conflict(ProblemKind::FormVersionChanged), AskState::Old);
    let out = AskState::Done(GivenState::Out);
    assert_eq!(conflict(ProblemKind::ProcedureClosed), out);
    assert_eq!(after(Problem::Offline), out);
    assert_eq!(after(Problem::SignedOut), AskState::SignedOut);
    assert_eq!(after(Problem::ConsentNeeded(Vec::new())), AskState::Refused);
}

#[test]
fn what_was_refused_is_not_read_when_a_draft_is_opened_again() {
    let consent = |id: &str, source: &str, is_for_papers| Agreed {
        id: id.to_owned(),
        source: source.to_owned(),
        procedure: "1.004194".to_owned(),
        is_for_papers,
        since: String::new(),
        until: String::new(),
        text_version: String::new(),
        used_in: Vec::new(),
    };
    let held = vec![
        consent("c1", "population", false),
        consent("c2", "residence", true),
        consent("another-draft", PRIOR_DOSSIER, false),
    ];
    let ours = ["c1", "c2", "gone"].map(str::to_owned);
    let ids =
        |all: &[&str]| -> BTreeSet<String> { all.iter().map(|id| (*id).to_owned()).collect() };
    assert_eq!(still_agreed(held, &ours), ids(&["population"]));
    let all = ids(&["population", PRIOR_DOSSIER]);
    assert_eq!(asking_for_itself(all), ids(&["population"]));
}

#[test]
fn a_ward_is_asked_about_once_they_are_no_child() {
    let wanted = |about: &str, number: &str| Wanted {
        source: "population".to_owned(),
        about: about.to_owned(),
        attributes: BTreeMap::new(),
        keys: [("personal_id".to_owned(), number.to_owned())].into(),
        person: None,
        basis: None,
    };
    let need = Need {
        wanted: wanted("ward", "089211999067"),
        ready: true,
        after: vec!["child".to_owned()],
    };
    assert!(waits(&[], &need));
    for (number, state, expected) in [
        ("089211999067", AskState::Waiting, true),
        ("089211999067", AskState::Done(GivenState::Here), true),
        ("089211999067", AskState::Done(GivenState::NotProved), false),
        // Of whom it was asked before says nothing of who is meant now.
        ("089211999068", AskState::Done(GivenState::NotProved), true),
    ] {
        let all = [Asked {
            wanted: wanted("child", number),
            state,
            absent: Vec::new(),
            refusal: None,
        }];
        assert_eq!(waits(&all, &need), expected, "{number} {state:?}");
    }
    let alone = Need {
        after: Vec::new(),
        ..need
    };
    assert!(!waits(&[], &alone));
}

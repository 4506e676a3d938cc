//! Papers that a record might spare and does not: it is gone, said to be wrong, or does not do.

use crate::papers::{notice, states};
use crate::support::{answers, service};
use forms::fact::{Fact, FactValue, Provenance};
use forms::papers::{PaperState, Short, Supplied, Supply, papers, short};
use serde_json::json;

#[test]
fn a_record_that_nobody_speaks_for_any_more_spares_nothing() {
    // The draft says so still; the source does not, or says it of another child.
    let kept: Supplied = [("99.chung-sinh".into(), Supply::Record)].into();
    assert_eq!(states(&[], &[], &kept)[0], "chung-sinh: ToSupply");
    let mut other = notice();
    other.subject = "ward".into();
    assert_eq!(states(&[other], &[], &kept)[0], "chung-sinh: ToSupply");
    let spared = "chung-sinh: not needed by p-birth-notice";
    assert_eq!(states(&[notice()], &[], &kept)[0], spared);
}

#[test]
fn a_record_that_the_citizen_says_is_wrong_spares_nothing() {
    let data = json!({"birth_case": "both", "has_notice": "electronic"});
    let (service, answers, facts) = (service(), answers(&data), [notice()]);
    let state = |wrong: &Provenance| {
        let views = papers(
            &service,
            &answers,
            &facts,
            &[],
            &Supplied::new(),
            &[("99.chung-sinh", wrong)],
        );
        (views[0].state == PaperState::ToSupply, views[0].replaced_by)
    };
    let said = &facts[0].provenance;
    assert_eq!(state(said), (true, None));
    // Asked again after a reload, the record comes under another key.
    let before = |number: &str| Provenance {
        id: "p-before".into(),
        number: Some(number.into()),
        ..said.clone()
    };
    let numbered = |number: &str| {
        let mut notice = notice();
        notice.provenance.number = Some(number.into());
        notice
    };
    let facts = [numbered("1")];
    let spared = |wrong: &Provenance| {
        let views = papers(
            &service,
            &answers,
            &facts,
            &[],
            &Supplied::new(),
            &[("99.chung-sinh", wrong)],
        );
        views[0].replaced_by.is_some()
    };
    assert!(!spared(&before("1")));
    assert!(spared(&before("2")), "another record");
    let other = [("99.ket-hon", &before("1"))];
    let views = papers(&service, &answers, &facts, &[], &Supplied::new(), &other);
    assert!(views[0].replaced_by.is_some(), "said of another paper");
}

#[test]
fn a_record_that_does_not_do_says_what_it_lacks() {
    let mut service = service();
    let by = &mut service.papers[0].replaced_by[0];
    by.says.insert("kind".into(), "live".into());
    service.sources[1].want.push("birth_notice.kind".into());
    let data = json!({"birth_case": "both", "has_notice": "electronic"});
    let answers = answers(&data);
    let lacks =
        |facts: &[Fact], source: &str| short(&service, &answers, facts, &service.papers[0], source);
    let said = |value: &str, change: fn(&mut Fact)| {
        let mut kind = notice();
        kind.attribute = "kind".into();
        kind.value = FactValue::Value(json!(value));
        let mut facts = [notice(), kind];
        facts.iter_mut().for_each(change);
        lacks(&facts, "birth-notice")
    };
    assert_eq!(said("live", |_| ()), None, "it does");
    assert_eq!(said("still", |_| ()), Some(Short::Unsaid));
    let unverified = said("live", |fact| fact.provenance.verified = false);
    assert_eq!(unverified, Some(Short::Unverified));
    let over = said("live", |fact| {
        fact.provenance.valid_until = Some("2026-11-24".into());
    });
    assert_eq!(over, Some(Short::Over));
    let other = said("live", |fact| fact.subject = "ward".into());
    assert_eq!(other, Some(Short::NotMeant));
    let facts = [notice()];
    assert_eq!(lacks(&facts, "population"), None, "it said nothing");
}

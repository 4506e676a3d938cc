//! Authorisations that stand in VNeID: whose they are, how long they hold, which paper they spare (contract 3.1).

use crate::support::{answers, fact, service};
use forms::definition::Replacement;
use forms::fact::Fact;
use forms::mandate::Mandate;
use forms::papers::{PaperState, Short, Supplied, papers, short};
use forms::place::FieldId;
use serde_json::{Value, json};
use vietnam::CivilDate;

const NUMBER: &str = "040165999065";

/// An authorisation with these attributes.
fn given(said: &[(&str, &str)]) -> Vec<Fact> {
    let one = |(name, value): &(&str, &str)| {
        let cited = format!("authorisation.{name}");
        fact("vneid", &cited, &cited, json!(value))
    };
    said.iter().map(one).collect()
}

fn mandate(said: &[(&str, &str)]) -> Mandate {
    Mandate::all(&given(said)).remove(0)
}

#[test]
fn it_is_of_whose_number_it_has_and_else_of_whose_name() {
    let named = mandate(&[("principal_name", "Trang Thị Mẫu Chủ")]);
    assert!(named.is_of(Some("TRANG THỊ MẪU CHỦ"), Some(NUMBER)));
    assert!(!named.is_of(Some("Trang Thị Mẫu Khác"), Some(NUMBER)));
    assert!(!named.is_of(None, Some(NUMBER)) && !named.is_of(None, None));
    let numbered = mandate(&[
        ("principal_name", "Trang Thị Mẫu Chủ"),
        ("principal_personal_id", NUMBER),
    ]);
    assert!(numbered.is_of(Some("Trang Thị Mẫu Chủ"), Some(NUMBER)));
    // Two people may have the same name.
    assert!(!numbered.is_of(Some("Trang Thị Mẫu Chủ"), Some("040165999066")));
    assert!(numbered.is_of(Some("Trang Thị Mẫu Chủ"), None));
}

#[test]
fn it_holds_to_its_last_day() {
    let on = |day| CivilDate::parse_iso(day).unwrap();
    let mut mandate = mandate(&[("number", "UQ-1"), ("valid_to", "2026-11-25")]);
    assert_eq!(mandate.number.as_deref(), Some("UQ-1"));
    assert!(mandate.holds(on("2026-11-25")) && !mandate.holds(on("2026-11-26")));
    // The record may be over before the agreement is.
    mandate.until.push("2026-11-01".into());
    assert!(!mandate.holds(on("2026-11-25")));
    mandate.until = vec!["soon".into()];
    assert!(!mandate.holds(on("2026-11-25")));
    mandate.until.clear();
    assert!(mandate.holds(on("2036-11-25")));
}

#[test]
fn only_ones_own_count_and_only_as_the_authority_says_them() {
    let mut facts = given(&[("principal_name", "Trang Thị Mẫu Chủ")]);
    assert_eq!(Mandate::all(&facts).len(), 1);
    facts[0].provenance.verified = false;
    assert_eq!(Mandate::all(&facts), []);
    facts[0].provenance.verified = true;
    facts[0].subject = "child".into();
    assert_eq!(Mandate::all(&facts), []);
}

#[test]
fn one_that_somebody_else_gave_spares_no_paper_that_opens_their_records() {
    let mut service = service();
    service.papers[0].replaced_by = vec![Replacement {
        record: "authorisation".into(),
        when: forms::condition::Condition::Always,
        says: [].into(),
    }];
    service.papers[0].proves = vec!["child".into()];
    service.sources[1].keys = [
        ("full_name", "mother_name"),
        ("personal_id", "mother_personal_id"),
    ]
    .map(|(key, field)| (key.to_owned(), FieldId::new(field)))
    .into();
    let facts = given(&[
        ("principal_name", "Trang Thị Mẫu Chủ"),
        ("principal_personal_id", NUMBER),
    ]);
    let check = |data: &Value, spares: bool| {
        let (service, answers) = (&service, answers(data));
        let views = papers(service, &answers, &facts, &[], &Supplied::new(), &[]);
        let is_spared = matches!(views[0].state, PaperState::NotNeeded(_));
        assert_eq!(is_spared, spares, "{data}");
        let lacks = short(service, &answers, &facts, &service.papers[0], "vneid");
        assert_eq!(lacks, (!spares).then_some(Short::NotMeant), "{data}");
    };
    let notice = json!("electronic");
    let named = |number: &str| {
        json!({ "birth_case": "both", "has_notice": notice, "mother_name": "Trang Thị Mẫu Chủ",
            "mother_personal_id": number })
    };
    check(&named(NUMBER), true);
    check(&named("040165999066"), false);
    // Nobody is named yet.
    check(&json!({ "birth_case": "both", "has_notice": notice }), true);
}

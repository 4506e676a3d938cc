//! Whose a prior result or a record is, by the persons whom the services' forms name.

use crate::support::{answers_of, fact};
use crate::whose::services;
use forms::eval::Scope;
use forms::fact::Fact;
use forms::papers::{Held, PaperState, Supplied, Unfit, papers, unfit};
use forms::place::{FieldId, Place, RowKey};
use forms::whose::{Named, is_another};
use serde_json::{Value, json};

/// A prior result about somebody.
fn about(name: &str, born: Option<&str>, number: Option<&str>) -> Named {
    Named {
        name: Some(name.into()),
        birth_date: born.map(Into::into),
        personal_id: number.map(Into::into),
        tax_code: None,
    }
}

#[test]
fn a_result_about_somebody_else_does_not_cover_the_paper() {
    let services = services();
    let of = |mut data: Value| {
        let service = &services["09"];
        data["procedure_kind"] = "again".into();
        let answers = answers_of(service, &data);
        let held = |about: Option<Named>| Held {
            result_code: "KQ.G15.000031".into(),
            usable: true,
            about,
            ..Held::default()
        };
        let paper = { service.papers.iter() }.find(|paper| paper.code == "09.ban-sao-khai-sinh-cu");
        let paper = paper.unwrap();
        move |about: Option<Named>| {
            let held = [held(about)];
            let views = papers(service, &answers, &[], &held, &Supplied::new(), &[]);
            let mut views = views.into_iter();
            let view = views.find(|view| view.paper.code == paper.code).unwrap();
            let why = unfit(service, &answers, &[], paper, &held).pop();
            let is_covered = matches!(view.state, PaperState::Covered(_));
            assert_eq!(is_covered, why.is_none());
            why.map(|(_, why)| why)
        }
    };
    let child = of(json!({ "child_name": "PHẠM MẪU HÒA", "child_birth_date": "2023-02-01" }));
    let other = Some(Unfit::Another);
    for (whose, why) in [
        (about("Phạm Mẫu Hoà", Some("2023-02-01"), None), None),
        (
            about("Phạm Mẫu Hoà", Some("2023"), Some("001323999001")),
            None,
        ),
        (about("Phạm Mẫu Hoà", None, None), None),
        // A sister, a twin, a cousin of the same name.
        (about("Phạm Mẫu Bình", Some("2020-06-01"), None), other),
        (about("Phạm Mẫu Hiền", Some("2023-02-01"), None), other),
        (about("Phạm Mẫu Hòa", Some("2020-06-01"), None), other),
    ] {
        assert_eq!(child(Some(whose.clone())), why, "{whose:?}");
    }
    assert_eq!(child(None), None);
    // Nobody is named yet: nothing is certain.
    let nobody = of(json!({}));
    assert_eq!(
        nobody(Some(about("Phạm Mẫu Bình", Some("2020-06-01"), None))),
        None
    );
}

#[test]
fn of_several_rows_a_result_is_about_one() {
    let services = services();
    let service = &services["19"];
    let list = FieldId::new("dependants[]");
    let name = { service.fields() }.find(|field| field.concept == "dependant.full_name");
    let name = name.unwrap().id.clone();
    assert_eq!(name.list(), Some(list.clone()));
    let mut answers = answers_of(service, &json!({ "case": "dependants" }));
    for (row, dependant) in [("a", "Phạm Mẫu An"), ("b", "Phạm Mẫu Bình")] {
        let row = RowKey(row.into());
        answers
            .rows
            .entry(list.clone())
            .or_default()
            .push(row.clone());
        answers
            .values
            .insert(Place::in_row(name.clone(), row), dependant.into());
    }
    let names = ["dependant.full_name".to_owned()];
    let scope = Scope::new(service, &answers);
    let is_another = |name| is_another(scope, &names, &about(name, Some("2020-06-01"), None));
    assert!(!is_another("Phạm Mẫu Bình"));
    assert!(is_another("Phạm Mẫu Cẩm"));
}

/// A birth certificate of a child.
fn certificate(record: &str, name: &str, number: &str) -> Vec<Fact> {
    let says = [
        ("child_name", "child.full_name", name),
        ("child_personal_id", "child.personal_id", number),
    ];
    let facts = says.map(|(attribute, concept, value)| {
        let cited = format!("birth_certificate.{attribute}");
        let mut fact = fact("province-warehouse", &cited, concept, value.into());
        fact.record_id = record.into();
        fact.provenance.verified = true;
        fact
    });
    facts.into()
}

#[test]
fn a_paper_of_each_of_several_is_spared_where_records_speak_of_all() {
    let services = services();
    let service = &services["19"];
    let (an, binh, stranger) = ("001220999005", "001223999006", "001220999123");
    let rows = |numbers: &[&str]| {
        let mut answers = answers_of(service, &json!({ "case": "dependants" }));
        for number in numbers {
            let (list, row) = (FieldId::new("dependants[]"), RowKey((*number).into()));
            answers.rows.entry(list).or_default().push(row.clone());
            let cells = [
                ("full_name", "Phạm Mẫu"),
                ("relation", "child"),
                ("personal_id", number),
            ];
            for (name, value) in cells {
                let column = FieldId::new(format!("dependants[].{name}"));
                let place = Place::in_row(column, row.clone());
                answers.values.insert(place, value.into());
            }
        }
        answers
    };
    let facts = [
        certificate("a", "Phạm Mẫu An", an),
        certificate("b", "Phạm Mẫu Bình", binh),
    ]
    .concat();
    let held = Held {
        result_code: "KQ.G15.000031".into(),
        usable: true,
        about: Some(about("Phạm Mẫu Cẩm", None, Some(stranger))),
        ..Held::default()
    };
    let state = |numbers: &[&str], facts: &[Fact], held: &[Held]| {
        let answers = rows(numbers);
        let views = papers(service, &answers, facts, held, &Supplied::new(), &[]);
        let view = views
            .iter()
            .find(|view| view.paper.code == "19.nguoi-phu-thuoc")
            .unwrap();
        let why = unfit(service, &answers, facts, view.paper, held).pop();
        let state = match view.state {
            PaperState::NotNeeded(_) => "not needed",
            PaperState::Covered(_) => "covered",
            _ => "to supply",
        };
        (state, why.map(|(_, why)| why))
    };
    let none: &[Held] = &[];
    assert_eq!(state(&[an, binh], &facts, none).0, "not needed");
    assert_eq!(state(&[an, binh, stranger], &facts, none).0, "to supply");
    assert_eq!(state(&[an, stranger], &facts[..2], none).0, "to supply");
    // One result does for the one who is left, never for several.
    let one = [held];
    assert_eq!(
        state(&[an, binh, stranger], &facts, &one),
        ("covered", None)
    );
    assert_eq!(
        state(&[an, binh, stranger], &facts[..2], &one),
        ("to supply", Some(Unfit::OneOfSeveral))
    );
    assert_eq!(
        state(&[an, binh], &facts[..2], &one),
        ("to supply", Some(Unfit::Another))
    );
}

#[test]
fn a_birth_certificate_proves_no_guardian() {
    let services = services();
    let number = "089178999066";
    let of_card = json!({ "filing_for": "child", "rep_personal_id": number, "legal_representative_personal_id": number, "mother_personal_id": "089185999068" });
    let of_passport = json!({ "case": "renew_child", "rep_relation": "guardian" });
    for (id, data, paper) in [
        ("02", of_card, "02.giay-to-dai-dien"),
        ("12", of_passport, "12.giay-to-dai-dien"),
    ] {
        let service = &services[id];
        let answers = answers_of(service, &data);
        let is_spared = |cited: &str| {
            let mut fact = fact("civil-status", cited, "any", "1".into());
            fact.subject = "ward".into();
            fact.provenance.verified = true;
            let facts = [fact];
            let views = papers(service, &answers, &facts, &[], &Supplied::new(), &[]);
            let view = views.iter().find(|view| view.paper.code == paper).unwrap();
            matches!(view.state, PaperState::NotNeeded(_))
        };
        assert!(!is_spared("birth_certificate.number"), "{id}");
        assert!(is_spared("guardianship.guardian_personal_id"), "{id}");
    }
}

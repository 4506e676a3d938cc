//! Whom a dossier is for (contract 4.6, `applicant`), by the answers of the services themselves.

use crate::support::{fact, today};
use forms::answers::Answers;
use forms::author::{compile, files::Files};
use forms::definition::Service;
use forms::eval::Scope;
use forms::fact::Fact;
use forms::papers::{Held, PaperState, Supplied, Unfit, papers, unfit};
use forms::place::{FieldId, Place, RowKey};
use forms::whose::{Named, filed_for, is_another, named};
use std::collections::BTreeMap;
use std::path::Path;

fn services() -> BTreeMap<String, Service> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = Files::read(&root).unwrap();
    let service = |source| compile::to_service(source, "vi").unwrap();
    let all = files.services.iter().map(service);
    all.map(|service| (service.id.clone(), service)).collect()
}

fn answers(values: &[(&str, &str)]) -> Answers {
    Answers {
        today: today(),
        values: { values.iter() }
            .map(|(id, value)| (Place::of(*id), (*value).into()))
            .collect(),
        rows: BTreeMap::new(),
    }
}

#[test]
fn a_dossier_is_for_whom_the_case_says() {
    let services = services();
    for (id, values, expected) in [
        ("01", &[("filing_for", "self")][..], &[][..]),
        ("01", &[("filing_for", "represented")], &["child", "ward"]),
        ("02", &[("filing_for", "child")], &["child"]),
        (
            "03",
            &[("filing_for", "other"), ("declarant_role", "guardian")],
            &["ward"],
        ),
        (
            "03",
            &[("filing_for", "other"), ("declarant_role", "agent")],
            &["other-by-authorisation"],
        ),
        ("12", &[("case", "lost_child")], &["child"]),
        ("12", &[("case", "renew_adult")], &[]),
        ("22", &[("filing_for", "spouse")], &["spouse"]),
        // Who marries, or reports a birth or a death, files for themselves.
        ("11", &[("filing_party", "groom")], &[]),
        ("09", &[("requester_relation", "mother")], &[]),
        ("10", &[("requester_relation", "child")], &[]),
        // Nothing is answered yet.
        ("22", &[], &[]),
    ] {
        let answers = answers(values);
        assert_eq!(
            filed_for(&services[id], &answers),
            expected,
            "{id} {values:?}"
        );
    }
}

#[test]
fn whom_it_is_for_is_named_by_their_part_of_the_form() {
    let services = services();
    let child = answers(&[
        ("case", "lost_child"),
        ("child_full_name", "Mẫu An"),
        ("child_date_of_birth", "2020-06-01"),
        ("rep_full_name", "Mẫu Mẹ"),
    ]);
    let found = named(&services["12"], &child).unwrap();
    assert_eq!(found.name.as_deref(), Some("Mẫu An"));
    let own = answers(&[("case", "renew_adult"), ("full_name", "Mẫu An")]);
    assert_eq!(named(&services["12"], &own), None);
    let school = answers(&[("org_name", "Trường Mẫu")]);
    assert_eq!(filed_for(&services["13"], &school), ["organisation"]);
    let expected = Named {
        name: Some("Trường Mẫu".into()),
        ..Named::default()
    };
    assert_eq!(named(&services["13"], &school), Some(expected));
    assert_eq!(filed_for(&services["13"], &answers(&[])), [""; 0]);
}

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
    let of = |child: &[(&str, &str)]| {
        let service = &services["09"];
        let always = [("procedure_kind", "again")];
        let answers = answers(&[&always, child].concat());
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
    let child = of(&[
        ("child_name", "PHẠM MẪU HÒA"),
        ("child_birth_date", "2023-02-01"),
    ]);
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
    let nobody = of(&[]);
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
    let mut answers = answers(&[("case", "dependants")]);
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
        let mut answers = answers(&[("case", "dependants")]);
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

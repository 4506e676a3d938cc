//! Whom a dossier is for (contract 4.6, `applicant`), by the answers of the services themselves.

use crate::support::today;
use forms::answers::Answers;
use forms::author::{compile, files::Files};
use forms::definition::Service;
use forms::place::Place;
use forms::whose::{Named, filed_for, named};
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

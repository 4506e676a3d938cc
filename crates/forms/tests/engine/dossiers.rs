//! The whole check: rules across fields, rows, papers, open conflicts; decision 12: what is unconfirmed never blocks.

use crate::support::{FewLists, SAMPLE, answers, at, cell, named, service};
use forms::check::{Dossier, Verdict, check, check_place};
use forms::papers::Supply;
use forms::place::RowKey;
use serde_json::{Value, json};

fn whole() -> Value {
    json!({
        "birth_case": "both", "foreign": false, "relation": "mother",
        "child_name": "Lê Mẫu An", "child_birth": "2026-11-01",
        "mother_name": "Lê Thị Mẫu", "mother_birth": "1990", "mother_nationality": {"code": "VN", "name": "Việt Nam"},
        "copies": false, "phone": "0912345678", "receiving_authority": {"code": "00004", "name": "Phường Mẫu"},
        "declaration": true
    })
}

fn with(more: Value) -> Value {
    let mut data = whole();
    data.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    data
}

fn complete() -> Dossier {
    let supplied = [
        ("99.chung-sinh".into(), Supply::Record),
        ("99.ket-hon".into(), Supply::Result),
        ("99.chua-ro".into(), Supply::Upload),
    ];
    Dossier {
        supplied: supplied.into(),
        ..Dossier::default()
    }
}

fn verdict(data: &Value, dossier: &Dossier) -> Verdict {
    check(&service(), &answers(data), &FewLists, dossier)
}

#[track_caller]
fn errors(data: Value, expected: &[&str]) {
    assert_eq!(named(&verdict(&data, &complete()).errors), expected);
}

#[test]
fn a_whole_dossier_is_valid() {
    assert_eq!(verdict(&whole(), &complete()), Verdict::default());
    assert!(verdict(&whole(), &complete()).is_valid());
}

#[test]
fn faults_come_in_the_order_of_the_form() {
    errors(
        json!({"birth_case": "unknown", "foreign": false, "copies": true, "phone": "1"}),
        &[
            "/relation required",
            "/child_name required",
            "/child_birth required",
            "/copy_count required",
            "/phone pattern",
            "/receiving_authority required",
            "/declaration required",
        ],
    );
}

#[test]
fn a_hidden_field_is_neither_checked_nor_asked() {
    errors(
        with(
            json!({"birth_case": "unknown", "mother_personal_id": "sai", "has_notice": "none", "notice_code": "sai"}),
        ),
        &[],
    );
}

#[test]
fn rows_are_counted_and_their_cells_checked() {
    errors(with(json!({"has_members": true})), &["/members required"]);
    let row = |name: &str, id: &str| json!({"full_name": name, "birth": "1980", "personal_id": id});
    let two = |id: &str| {
        with(json!({"has_members": true, "members": [row("An", "001080000001"), row("Bình", id)]}))
    };
    errors(two("001080000002"), &[]);
    errors(
        two("001 080 000 001"),
        &["/members/1/personal_id not-unique"],
    );
    errors(
        with(json!({"has_members": true, "members": [{"birth": "2026-12"}]})),
        &[
            "/members/0/full_name required",
            "/members/0/birth after-today",
            "/members/0/guardian required",
        ],
    );
    let four: Vec<Value> = (1..5)
        .map(|n| row("An", &format!("00108000000{n}")))
        .collect();
    errors(
        with(json!({"has_members": true, "members": four})),
        &["/members too-many"],
    );
    errors(
        with(json!({"has_members": true, "members": "An"})),
        &["/members pattern"],
    );
    errors(with(json!({"has_members": false, "members": [{}]})), &[]);
}

#[test]
fn a_required_list_needs_a_row_even_without_a_least_number() {
    let mut json: Value = serde_json::from_str(SAMPLE).unwrap();
    let list = json.pointer_mut("/steps/3/fields/1").unwrap();
    list["kind"] = json!({"group-list": {}});
    let found = |service: &Value| {
        let service = forms::definition::Service::read(&service.to_string()).unwrap();
        named(
            &check_place(
                &service,
                &answers(&with(json!({"has_members": true}))),
                &FewLists,
                &at("members[]"),
            )
            .errors,
        )
    };
    assert_eq!(found(&json), [""; 0]);
    json.pointer_mut("/steps/3/fields/1").unwrap()["required"] = json!("always");
    assert_eq!(found(&json), ["/members required"]);
}

#[test]
fn rules_speak_only_when_they_know() {
    let warned = |data: Value| named(&verdict(&data, &complete()).warnings);
    assert_eq!(
        warned(with(json!({"mother_birth": "2015"}))),
        ["/mother_birth cross-field"]
    );
    assert_eq!(
        warned(with(json!({"mother_birth": "2014"}))),
        ["/mother_birth cross-field"],
        "twelve years must have passed for all of the year"
    );
    assert_eq!(warned(with(json!({"mother_birth": null}))), [""; 0]);
    assert_eq!(
        warned(with(
            json!({"mother_birth": "2015", "birth_case": "unknown"})
        )),
        [""; 0]
    );
    errors(
        with(json!({"mother_personal_id": "001190000001", "mother_old_id": "001190000001"})),
        &["/mother_personal_id cross-field"],
    );
    errors(with(json!({"mother_personal_id": "001190000001"})), &[]);
    let rule = &verdict(&with(json!({"mother_birth": "2015"})), &complete()).warnings[0];
    assert_eq!(
        (&rule.params["rule"], &rule.params["at"]),
        (
            &json!("mother-older"),
            &json!(["/mother_birth", "/child_birth"])
        )
    );
}

#[test]
fn a_rule_about_columns_is_judged_in_every_row() {
    let rows = json!([{"full_name": "An", "birth": "1980"}, {"full_name": "Cụ", "birth": "1929"}, {"full_name": "Bà", "birth": null}]);
    errors(
        with(json!({"has_members": true, "members": rows})),
        &["/members/1/birth not-eligible"],
    );
}

#[test]
fn what_is_unconfirmed_warns_and_never_blocks() {
    let many = verdict(
        &with(json!({"copies": true, "copy_count": 60})),
        &complete(),
    );
    assert_eq!(
        (named(&many.errors), named(&many.warnings)),
        (vec![], vec!["/copy_count cross-field".to_owned()])
    );
    assert_eq!(many.warnings[0].params["see"], "08");
    let mut dossier = complete();
    dossier.supplied.remove("99.chua-ro");
    let paper = verdict(&whole(), &dossier);
    assert_eq!(
        (paper.errors.len(), named(&paper.warnings)),
        (0, vec!["/attachments document-required".to_owned()])
    );
}

#[test]
fn papers_must_be_there_or_explained() {
    let mut dossier = complete();
    dossier.supplied.remove("99.chung-sinh");
    let missing = verdict(&whole(), &dossier);
    assert_eq!(named(&missing.errors), ["/attachments document-required"]);
    assert_eq!(
        serde_json::to_value(&missing.errors[0]).unwrap(),
        json!({
            "in": "body", "pointer": "/attachments", "code": "document-required", "params": {"documentCode": "99.chung-sinh"}
        })
    );
    dossier
        .supplied
        .insert("99.chung-sinh".into(), Supply::Later);
    let later = verdict(&whole(), &dossier);
    assert_eq!(
        (later.errors.len(), later.warnings[0].params.get("later")),
        (0, Some(&json!(true)))
    );
}

#[test]
fn open_conflicts_block_where_they_are_shown() {
    let conflicts = [
        at("mother_name"),
        at("notice_code"),
        cell("members[].full_name", "row-0001"),
        at("unknown"),
    ];
    let dossier = Dossier {
        conflicts: conflicts.into(),
        ..complete()
    };
    assert_eq!(
        named(&verdict(&whole(), &dossier).errors),
        ["/mother_name conflict-open"]
    );
    let mut members = answers(&with(
        json!({"has_members": true, "members": [{"full_name": "An", "birth": "1980"}]}),
    ));
    members
        .rows
        .values_mut()
        .for_each(|rows| rows[0] = RowKey("row-0001".into()));
    let found = check(&service(), &members, &FewLists, &dossier);
    assert!(named(&found.errors).contains(&"/members/0/full_name conflict-open".to_owned()));
}

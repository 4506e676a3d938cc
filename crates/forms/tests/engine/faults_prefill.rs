//! Rows of `tests/faults/rows.json` about facts that fill answers (P) and about addresses from records (A).

use crate::merging::{Origins, conflicts, fills, origin};
use crate::merging_order::apply;
use crate::support::{FewLists, answers_of, at, fact, field, named, small};
use forms::check::{Dossier, Verdict, check};
use forms::compare::same;
use forms::definition::Service;
use forms::fact::Fact;
use forms::merge::{Before, Merged, merge};
use forms::origin::{How, Origin};
use forms::send::to_data;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn merged(
    service: &Service,
    answers: &forms::answers::Answers,
    origins: &Origins,
    facts: &[Fact],
) -> Merged {
    let provenance = { facts.iter() }
        .map(|fact| (fact.provenance.id.clone(), fact.provenance.clone()))
        .collect();
    let before = Before {
        former: &(),
        origins,
        provenance: &provenance,
        answered: &BTreeSet::new(),
    };
    merge(service, answers, before, facts)
}

/// What the service makes of facts alone.
fn filled(service: &Service, facts: &[Fact]) -> Merged {
    merged(
        service,
        &answers_of(service, &json!({})),
        &Origins::new(),
        facts,
    )
}

/// What is wrong with these answers.
fn verdict(service: &Service, data: &Value) -> Verdict {
    let dossier = Dossier::default();
    check(service, &answers_of(service, data), &FewLists, &dossier)
}

fn population(attribute: &str, concept: &str, value: Value) -> Fact {
    fact(
        "population",
        &format!("population.{attribute}"),
        concept,
        value,
    )
}

/// A field of a kind, of the person who asks, from the population record.
fn known(id: &str, concept: &str, kind: Value) -> Value {
    json!({"id": id, "concept": concept, "label": id, "kind": kind, "sources": [{"id": "population"}]})
}

#[test]
fn p03_what_a_register_writes_otherwise_is_not_changed_by_looking_at_it() {
    let birth = known(
        "birth",
        "person.birth_date",
        json!({"date": {"not_after": "today"}}),
    );
    let service = small(json!([birth]), json!([]));
    let said = [population(
        "birth_date",
        "person.birth_date",
        json!("20170102"),
    )];
    let (mut answers, mut origins) = (answers_of(&service, &json!({})), Origins::new());
    let found = merged(&service, &answers, &origins, &said);
    apply(&mut answers, &mut origins, &found);
    assert_eq!(answers.values[&at("birth")], "2017-01-02");
    // Kept as the register wrote it, or as the control writes it when its card is closed: it stays the register's.
    let kind = &service.field(&field("birth")).unwrap().kind;
    assert!(same(kind, &json!("20170102"), &json!("2017-01-02")));
    for kept in ["20170102", "2017-01-02"] {
        answers.values.insert(at("birth"), json!(kept));
        for origins in [&origins, &Origins::new()] {
            let again = merged(&service, &answers, origins, &said);
            assert_eq!(conflicts(&again), [], "{kept}");
        }
    }
    assert_eq!(origins[&at("birth")].how, How::Auto);
}

#[test]
fn p04_a_hidden_answer_is_neither_checked_nor_sent() {
    let service = small(
        json!([
            {"id": "married", "concept": "person.married", "label": "Kết hôn", "kind": "yes-no", "required": "always"},
            {"id": "spouse_id", "concept": "spouse.personal_id", "label": "Số của vợ, chồng", "kind": "personal-id",
             "required": "always", "shown": {"compare": [{"field": "married"}, "is", {"value": true}]}}
        ]),
        json!([]),
    );
    let wrong = |married: bool| json!({"married": married, "spouse_id": "12345"});
    let shown = verdict(&service, &wrong(true));
    assert_eq!(named(&shown.errors), ["/spouse_id pattern"]);
    assert_eq!(verdict(&service, &wrong(false)), Verdict::default());
    let sent = to_data(&service, &answers_of(&service, &wrong(false)));
    assert_eq!(sent, json!({"married": false}));
}

/// `signer` is worked out from the name at once, and a source says it too; `greeting` is worked out only.
fn signed() -> Service {
    small(
        json!([
            known("name", "person.full_name", json!({"person-name": {}})),
            {"id": "signer", "concept": "signer.full_name", "label": "Người ký", "kind": {"person-name": {}},
             "computed": {"field": "name"}, "sources": [{"id": "account"}]},
            {"id": "greeting", "concept": "request.greeting", "label": "Lời chào", "kind": {"text": {}}, "read_only": true,
             "computed": {"text": [{"before": "Kính gửi ", "value": {"field": "signer"}}]}}
        ]),
        json!([]),
    )
}

proptest! {
    #[test]
    fn p06_what_is_worked_out_follows_what_arrives_later_in_any_order(
        sources in Just(["population", "account"]).prop_shuffle()
    ) {
        let service = signed();
        let said = [
            population("full_name", "person.full_name", json!("Nguyễn Văn Mẫu")),
            fact("account", "account.signer", "signer.full_name", json!("Nguyễn Thị Mẫu")),
        ];
        let mut answers = answers_of(&service, &json!({}));
        let mut origins = Origins::new();
        prop_assert_eq!(to_data(&service, &answers), json!({}), "the rule runs before anything has arrived");
        for arrived in 1..=sources.len() {
            let has_arrived = |fact: &Fact| sources[..arrived].contains(&fact.provenance.source.as_str());
            let facts: Vec<Fact> = said.iter().filter(|fact| has_arrived(fact)).cloned().collect();
            let found = merged(&service, &answers, &origins, &facts);
            prop_assert_eq!(conflicts(&found), []);
            apply(&mut answers, &mut origins, &found);
            if sources[0] == "population" && arrived == 1 {
                let by_rule = &to_data(&service, &answers)["signer"];
                prop_assert_eq!(by_rule, "Nguyễn Văn Mẫu", "until the source has answered");
            }
        }
        let end = json!({"name": "Nguyễn Văn Mẫu", "signer": "Nguyễn Thị Mẫu", "greeting": "Kính gửi Nguyễn Thị Mẫu"});
        prop_assert_eq!(to_data(&service, &answers), end);
    }
}

#[test]
fn p07_what_the_person_changed_stays_when_the_draft_is_opened_again() {
    let phone = known("phone", "contact.phone", json!({"phone": {}}));
    let service = small(json!([phone]), json!([]));
    let said = |number: &str| [population("phone", "contact.phone", json!(number))];
    let mine = json!("0900000002");
    let changed = Origin {
        original: Some(json!("0900000001")),
        ..origin(How::Override)
    };
    let answers = answers_of(&service, &json!({ "phone": mine }));
    let origins = [(at("phone"), changed)].into();
    let resumed = merged(&service, &answers, &origins, &said("+84900000001"));
    assert_eq!((fills(&resumed).len(), resumed.withdrawn.len()), (0, 0));
    assert_eq!(
        conflicts(&resumed),
        [],
        "decided before, so not asked again"
    );
    // Without that decision, or when the source says something new, both stand side by side.
    let newer = merged(&service, &answers, &origins, &said("0900000003"));
    let asked = (
        "phone".into(),
        vec![json!("0900000003")],
        Some(mine.clone()),
    );
    assert_eq!((fills(&newer).len(), conflicts(&newer)), (0, vec![asked]));
    let typed = merged(&service, &answers, &Origins::new(), &said("0900000001"));
    let offered = ("phone".into(), vec![json!("0900000001")], Some(mine));
    assert_eq!((fills(&typed).len(), conflicts(&typed)), (0, vec![offered]));
}

#[test]
fn p10_a_value_that_the_field_cannot_hold_is_shown_whole_and_never_cut() {
    let phone = |foreign: bool| {
        let field = known(
            "phone",
            "contact.phone",
            json!({"phone": {"foreign": foreign}}),
        );
        let said = population("phone", "contact.phone", json!("+1 202 555 0100"));
        filled(&small(json!([field]), json!([])), &[said])
    };
    let narrow = phone(false);
    assert_eq!(fills(&narrow), BTreeMap::new());
    assert_eq!(
        (&narrow.unread[0].place, narrow.unread[0].text.as_str()),
        (&at("phone"), "+1 202 555 0100")
    );
    let wide = phone(true);
    assert_eq!(
        fills(&wide),
        [("phone".into(), json!("+12025550100"))].into()
    );
    assert_eq!(wide.unread, []);
}

#[test]
fn p13_a_full_date_of_a_card_is_offered_beside_the_year_that_was_typed() {
    let birth = json!({"id": "birth", "concept": "person.birth_date", "label": "Ngày sinh",
        "kind": {"partial-date": {"not_after": "today"}}, "sources": [{"id": "card-qr"}]});
    let service = small(json!([birth]), json!([]));
    let scanned = fact(
        "card-qr",
        "card.birth_date",
        "person.birth_date",
        json!("1990-01-31"),
    );
    let typed = answers_of(&service, &json!({"birth": "1990"}));
    let found = merged(&service, &typed, &Origins::new(), &[scanned]);
    let offered = (
        "birth".into(),
        vec![json!("1990-01-31")],
        Some(json!("1990")),
    );
    assert_eq!((fills(&found).len(), conflicts(&found)), (0, vec![offered]));
}

#[test]
fn p15_odd_and_long_values_stand_as_they_came_and_are_asked_about() {
    let service = small(
        json!([
            known("name", "person.full_name", json!({"person-name": {}})),
            known(
                "other_name",
                "person.other_name",
                json!({"person-name": {}})
            ),
            known("street", "person.street", json!({"text": {}}))
        ]),
        json!([]),
    );
    let long = "Nguyễn Hoàng Trường Thành Phương Quỳnh Trang Khánh Nghiênggg";
    assert_eq!(
        (long.split(' ').count(), long.chars().count()),
        (9, 60),
        "sixty letters and spaces in nine words"
    );
    let said = json!({"name": "Nguyễn_Văn $Mẫu", "other_name": long, "street": "Số 5 & 7, ngõ 1.2, phố Huế"});
    let facts = [
        population("full_name", "person.full_name", said["name"].clone()),
        population(
            "other_name",
            "person.other_name",
            said["other_name"].clone(),
        ),
        population("street", "person.street", said["street"].clone()),
    ];
    let found = filled(&service, &facts);
    assert_eq!((found.unread.len(), found.conflicts.len()), (0, 0));
    let mut answers = answers_of(&service, &json!({}));
    apply(&mut answers, &mut Origins::new(), &found);
    assert_eq!(to_data(&service, &answers), said, "sent unchanged");
    let verdict = verdict(&service, &said);
    assert_eq!(verdict.errors, []);
    assert_eq!(
        named(&verdict.warnings),
        ["/name pattern"],
        "asked to check"
    );
}

#[test]
fn p18_who_files_for_somebody_else_fills_only_the_own_part() {
    let for_oneself = json!({"compare": [{"field": "filing_for"}, "is", {"value": "self"}]});
    let service = small(
        json!([
            {"id": "filing_for", "concept": "request.filing_for", "label": "Nộp cho ai", "required": "always",
             "kind": {"one-of": {"options": [{"value": "self", "label": "Tôi"}, {"value": "mother", "label": "Mẹ tôi"}]}}},
            known("applicant_name", "applicant.full_name", json!({"person-name": {}})),
            known("helper_name", "helper.full_name", json!({"person-name": {}}))
        ]),
        json!([
            {"role": "applicant", "is": "person", "of": "self", "when": for_oneself},
            {"role": "helper", "is": "person", "of": "self", "when": "always"}
        ]),
    );
    let mine = [population(
        "full_name",
        "person.full_name",
        json!("Nguyễn Văn Mẫu"),
    )];
    let filed = |filing_for: &str| {
        let answers = answers_of(&service, &json!({"filing_for": filing_for}));
        let found = merged(&service, &answers, &Origins::new(), &mine);
        fills(&found).into_keys().collect::<Vec<_>>()
    };
    assert_eq!(filed("mother"), ["helper_name"]);
    assert_eq!(filed("self"), ["applicant_name", "helper_name"]);
}

#[test]
fn p22_a_number_of_a_source_becomes_the_text_of_a_text_field() {
    let service = small(
        json!([known(
            "house_number",
            "person.house_number",
            json!({"text": {}})
        )]),
        json!([]),
    );
    let said = population("house_number", "person.house_number", json!(12));
    let found = filled(&service, &[said]);
    assert_eq!(fills(&found), [("house_number".into(), json!("12"))].into());
    let data = json!({"house_number": found.fills[0].value});
    assert_eq!(verdict(&service, &data), Verdict::default());
}

#[test]
fn a03_the_new_address_takes_the_place_of_all_of_the_old_one() {
    let service = small(
        json!([known(
            "address",
            "person.address",
            json!({"address": {"legacy": true}})
        )]),
        json!([]),
    );
    let said = |value: &Value| population("residence_address", "person.address", value.clone());
    let old = json!({"country": "VN", "province": "92", "commune": "31150", "detail": "Số 9, tổ 3", "vintage": "current",
        "text": "Số 9, tổ 3, Phường Mẫu, Thành phố Cần Thơ", "legacy": {"text": "Số 9, Phường Cũ, Quận Cũ, Cần Thơ", "province": "92"}});
    let new = json!({"country": "VN", "province": "01", "commune": "00004", "vintage": "current",
        "text": "Phường Ba Đình, Thành phố Hà Nội"});
    let (mut answers, mut origins) = (answers_of(&service, &json!({})), Origins::new());
    for address in [&old, &new] {
        let found = merged(&service, &answers, &origins, &[said(address)]);
        apply(&mut answers, &mut origins, &found);
        assert_eq!(
            answers.values[&at("address")],
            *address,
            "no part of another"
        );
        assert_eq!(origins[&at("address")].how, How::Auto);
    }
    assert_eq!(to_data(&service, &answers), json!({"address": new}));
}

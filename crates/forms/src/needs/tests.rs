use super::*;
use crate::place::FieldId;
use serde_json::json;
use vietnam::CivilDate;

fn service() -> Service {
    let service = json!({
        "id": "03", "slug": "s", "form_id": "motcua.03", "form_version": "1.0.0+0", "language": "vi",
        "name": "n", "what": "w", "who": "w", "legal": [], "dimensions": [], "cases": [], "declaration_version": "1",
        "steps": [{ "id": "s", "title": "t", "fields": [
            { "id": "how", "concept": "consent.how", "kind": { "one-of": { "options": [] } }, "label": "Cách" },
            { "id": "place", "concept": "a.b", "kind": { "text": {} }, "label": "Nơi" },
            { "id": "head", "concept": "head.full_name", "kind": { "person-name": {} }, "label": "Chủ hộ" },
            { "id": "head_id", "concept": "head.personal_id", "kind": "personal-id", "label": "Số" },
            { "id": "owners[]", "concept": "o.s", "kind": { "group-list": {} }, "label": "Chủ" },
            { "id": "owners[].name", "concept": "owner.full_name", "kind": { "person-name": {} }, "label": "Tên" },
            { "id": "owners[].id", "concept": "owner.personal_id", "kind": "personal-id", "label": "Số" },
        ] }],
        "confirmations": [
            { "id": "head", "role": "head", "purpose": "agree", "name": "Chủ hộ", "full_name": "head",
              "personal_id": "head_id", "covers": ["place", "how"], "statement": "Đồng ý",
              "when": { "compare": [{ "field": "how" }, "is", { "value": "vneid" }] } },
            { "id": "owners", "role": "owner", "purpose": "agree", "name": "Chủ sở hữu", "list": "owners[]",
              "full_name": "owners[].name", "personal_id": "owners[].id", "covers": ["place", "owners[].name"],
              "statement": "Đồng ý" },
        ],
    });
    serde_json::from_value(service).unwrap()
}

#[test]
fn one_person_and_every_row_with_a_number_are_asked() {
    let service = service();
    let data = json!({
        "how": "vneid", "place": "12 Lê Lợi", "head": "Lê Thị Hoa", "head_id": "001085012345",
        "owners": [{ "name": "Công ty Nhà Xanh" }, { "name": "Trần Văn Bình", "id": "001070054321" }],
    });
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let answers = send::from_data(&service, &data, today, &Default::default());
    let asked = confirmations(&service, &answers);
    let people: Vec<_> = asked
        .iter()
        .map(|asked| {
            (
                asked.confirmation.id.as_str(),
                asked.personal_id.as_deref().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        people,
        [("head", "001085012345"), ("owners", "001070054321")]
    );
    let covers: Vec<&str> = asked[1].covers.iter().map(Pointer::as_str).collect();
    assert_eq!(covers, ["/place", "/owners/1/name"]);
    assert_eq!(
        Value::from(covered(&data, &asked[1].covers)),
        json!({ "/place": "12 Lê Lợi", "/owners/1/name": "Trần Văn Bình" })
    );
}

#[test]
fn what_is_answered_later_was_not_agreed_to() {
    let mut service = service();
    let covers = ["place", "owners[]"].map(FieldId::new);
    service.confirmations[0].covers = covers.into();
    let agreed = |data: serde_json::Value| {
        let today = CivilDate::parse_iso("2026-11-25").unwrap();
        let answers = send::from_data(&service, &data, today, &Default::default());
        let asked = confirmations(&service, &answers);
        (
            asked[0].covers.clone(),
            Value::from(covered(&data, &asked[0].covers)),
        )
    };
    let (before, alone) = agreed(json!({ "how": "vneid", "place": "12 Lê Lợi" }));
    assert_eq!(alone, json!({ "/place": "12 Lê Lợi" }));
    let rows = json!([{ "name": "Trần Văn Bình" }]);
    let (after, owned) = agreed(json!({ "how": "vneid", "place": "12 Lê Lợi", "owners": rows }));
    assert_eq!(before, after, "who is asked is asked of the same");
    assert_eq!(owned, json!({ "/place": "12 Lê Lợi", "/owners": rows }));
}

#[test]
fn a_row_is_asked_only_where_its_condition_holds() {
    let mut service = service();
    let not_me =
        json!({ "compare": [{ "field": "owners[].id" }, "is-not", { "value": "001085012345" }] });
    service.confirmations[1].that = serde_json::from_value(not_me).unwrap();
    let data = json!({ "owners": [{ "id": "001085012345" }, { "id": "001070054321" }] });
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let answers = send::from_data(&service, &data, today, &Default::default());
    let asked = confirmations(&service, &answers);
    let ids: Vec<_> = asked.iter().map(|asked| &asked.personal_id).collect();
    assert_eq!(ids, [&Some("001070054321".to_owned())]);
}

#[test]
fn who_was_not_asked_is_missing() {
    let service = service();
    let data = json!({
        "how": "vneid", "place": "12 Lê Lợi", "head": "Lê Thị Hoa", "head_id": "001085012345",
        "owners": [{ "name": "Trần Văn Bình", "id": "001070054321" }],
    });
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let answers = send::from_data(&service, &data, today, &Default::default());
    let missing = |met: &Met| -> Vec<String> {
        let faults = faults(&service, &answers, met);
        let named = |fault: &Fault| fault.params["confirmation"].as_str().unwrap().to_owned();
        faults.iter().map(named).collect()
    };
    assert_eq!(missing(&Met::default()), ["head", "owners"]);
    let person = |name: &str, end: &str| Person {
        full_name: name.to_owned(),
        id_end: end.to_owned(),
    };
    let asking = |role: &str, name: &str, end: &str| Asking {
        role: role.to_owned(),
        purpose: "agree".to_owned(),
        person: person(name, end),
    };
    let met = |asked: Vec<Asking>| Met {
        asked,
        ..Met::default()
    };
    let own = Met {
        own: Some(person("Lê Thị Hoa", "345")),
        ..Met::default()
    };
    assert_eq!(missing(&own), ["owners"]);
    let head = asking("head", "Lê Thị Hoa", "345");
    assert_eq!(missing(&met(vec![head.clone()])), ["owners"]);
    let other = asking("owner", "Trần Văn Bình", "322");
    assert_eq!(missing(&met(vec![head.clone(), other])), ["owners"]);
    let owner = asking("owner", "TRẦN VĂN BÌNH", "321");
    assert!(missing(&met(vec![head, owner])).is_empty());
}

#[test]
fn a_debt_is_paid_before_sending_unless_that_is_only_offered() {
    let mut service = service();
    let payment = json!({
        "subject": "electricity", "lookup": "electricity-customer", "amount": "debt", "time": "before-sending",
        "when": { "compare": [{ "field": "place" }, "is", { "value": "owed" }] },
    });
    service.payment = serde_json::from_value(payment).unwrap();
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let missing = |service: &Service, place: &str| {
        let data = json!({ "place": place });
        let answers = send::from_data(service, &data, today, &Default::default());
        let faults = faults(service, &answers, &Met::default());
        faults
            .iter()
            .any(|fault| fault.params.contains_key("payment"))
    };
    assert!(missing(&service, "owed"));
    assert!(!missing(&service, "settled"));
    if let Some(payment) = &mut service.payment {
        payment.optional = true;
    }
    assert!(!missing(&service, "owed"));
}

#[test]
fn nobody_is_asked_while_the_condition_does_not_hold() {
    let service = service();
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let paper = json!({ "how": "paper", "head": "Lê Thị Hoa" });
    let answers = send::from_data(&service, &paper, today, &Default::default());
    assert!(confirmations(&service, &answers).is_empty());
    let there = json!({ "how": "vneid" });
    let answers = send::from_data(&service, &there, today, &Default::default());
    let asked = confirmations(&service, &answers);
    assert_eq!((asked.len(), asked[0].personal_id.clone()), (1, None));
    assert!(appointment(&service, &answers).is_none());
    assert!(parts(&service, &answers).is_empty());
    let unknown = FieldId::new("nothing");
    assert!(service.field(&unknown).is_none());
}

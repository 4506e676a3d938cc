//! Faults P10, P15, P22: what registers hold comes into every kind of field whole, or is shown as it came; never cut.

use crate::support::{empty, fact, service};
use forms::condition::Condition;
use forms::definition::{Field, Service, SourceRef};
use forms::kind::Kind;
use forms::merge::{Before, merge};
use forms::place::{FieldId, Place};
use forms::value::show_any;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use vietnam::Language;
use vietnam::text::same_text;

/// What no field was made for: too long, too strange, of another type.
fn strange() -> Vec<Value> {
    vec![
        json!(12),
        json!(3.5),
        json!(true),
        json!("Nguyễn_Văn $Mẫu"),
        json!("Số 5 & 7, tổ 3., ấp <Mẫu>"),
        json!("Nguyễn Thị Mẫu Hoàng Ngọc Phương Thảo Quỳnh Như Anh Thư Đài"),
        json!("Mẫu ".repeat(2_000)),
        json!("+1 202 555 0100"),
        json!("31/02/1990"),
        json!({ "code": "ZZ-không-có", "name": "Nước Mẫu", "list": "countries" }),
        json!({ "value": "khác-hẳn" }),
        json!({ "country": "VN", "text": "Xã Mẫu, Huyện Cũ", "vintage": "legacy", "legacy": { "text": "Xã Mẫu, Huyện Cũ" } }),
        json!(["sms", "bồ câu"]),
    ]
}

/// What says nothing.
fn blank() -> [Value; 4] {
    [json!(null), json!(""), json!("   "), json!([])]
}

/// The sample with every field always shown, and filled by an attribute of its own.
fn every_field_is_filled() -> Service {
    let mut service = service();
    service.sources.clear();
    for field in service.steps.iter_mut().flat_map(|step| &mut step.fields) {
        field.shown = Condition::Always;
        field.computed = None;
        field.sources = vec![SourceRef {
            id: "population".to_owned(),
            from: Some(["population.", field.id.leaf()].concat()),
            means: BTreeMap::new(),
        }];
    }
    service
}

/// What comes of one fact for a field: what stands there, and what is shown beside it.
fn outcome(service: &Service, field: &Field, value: Value) -> (Option<Value>, Option<String>) {
    let cited = ["population.", field.id.leaf()].concat();
    let fact = fact("population", &cited, &field.concept, value);
    let before = Before {
        former: &(),
        origins: &BTreeMap::new(),
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    let found = merge(service, &empty(), before, &[fact]);
    assert!(found.conflicts.is_empty());
    let place = Place::of(field.id.clone());
    let fill = found.fills.iter().find(|fill| fill.place == place);
    let unread = found.unread.iter().find(|unread| unread.place == place);
    (
        fill.map(|fill| fill.value.clone()),
        unread.map(|unread| unread.text.clone()),
    )
}

/// Kinds that a source's single value can stand in.
fn single(service: &Service) -> impl Iterator<Item = &Field> {
    service
        .fields()
        .filter(|field| !field.id.is_column() && !field.id.is_list())
        .filter(|field| !matches!(field.kind, Kind::Statement))
}

fn kind_name(kind: &Kind) -> String {
    let json = serde_json::to_value(kind).unwrap();
    match &json {
        Value::String(name) => name.clone(),
        Value::Object(map) => map.keys().next().unwrap().clone(),
        _ => String::new(),
    }
}

#[test]
fn what_a_source_says_is_taken_whole_or_shown_as_it_came() {
    let service = every_field_is_filled();
    let mut tried = BTreeSet::new();
    for field in single(&service) {
        for value in strange() {
            let shown = show_any(&value, Language::Vi);
            let id = field.id.as_str();
            match outcome(&service, field, value) {
                (Some(taken), None) => {
                    let taken = show_any(&taken, Language::Vi);
                    let is_whole = same_text(&taken, &shown) || digits(&taken) == digits(&shown);
                    assert!(is_whole, "{id}: {shown} became {taken}");
                }
                (None, Some(text)) => assert_eq!(text, shown, "{id}"),
                nothing_or_both => panic!("{id}: {shown}: {nothing_or_both:?}"),
            }
            tried.insert(kind_name(&field.kind));
        }
    }
    assert!(tried.len() >= 18, "only {tried:?}");
}

/// The digits of what is a number, however it is grouped.
fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_number = !text.chars().any(char::is_alphabetic);
    (is_number && !digits.is_empty()).then_some(digits)
}

#[test]
fn what_says_nothing_leaves_the_field_to_be_asked() {
    let service = every_field_is_filled();
    for field in single(&service) {
        for value in blank() {
            let found = outcome(&service, field, value.clone());
            assert_eq!(found, (None, None), "{}: {value}", field.id.as_str());
        }
    }
}

#[test]
fn a_number_becomes_the_text_that_is_asked() {
    let service = every_field_is_filled();
    let field = service.field(&FieldId::new("mother_old_id")).unwrap();
    let found = outcome(&service, field, json!(12));
    assert_eq!(found, (Some(json!("12")), None));
}

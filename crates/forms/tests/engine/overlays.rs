//! Decision 14: a province's overlay over a definition.

use crate::support::SAMPLE;
use forms::definition::Service;
use forms::overlay::{FREE, OPTIONAL, OverlayWhy, WHOLE, apply};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn sample() -> Value {
    serde_json::from_str(SAMPLE).unwrap()
}

fn laid(overlay: &Value) -> Service {
    Service::read(&apply(&sample(), overlay).unwrap().to_string()).unwrap()
}

#[track_caller]
fn refused(overlay: Value, pointer: &str, why: OverlayWhy) {
    let fault = apply(&sample(), &overlay).unwrap_err();
    assert_eq!((fault.pointer.as_str(), fault.why), (pointer, why));
}

#[test]
fn an_empty_overlay_changes_nothing() {
    assert_eq!(apply(&sample(), &json!({})).unwrap(), sample());
}

#[test]
fn entries_are_merged_by_name_and_new_ones_added() {
    let service = laid(&json!({
        "fees": [{"id": "local", "amount": {"value": 12_000}, "law": "Nghị quyết HĐND"}, {"id": "post", "name": "Bưu điện"}],
        "papers": [{"code": "99.khac", "optional": null}],
        "cases": [{"code": "99.both", "fees": ["copy", "local"], "term": {"value": 2, "unit": "working-days"}}],
        "steps": [{"id": "me", "fields": [{"id": "mother_name", "hint": "Như trên giấy khai sinh"}]}]
    }));
    let fee = |id: &str| service.fees.iter().find(|fee| fee.id == id).unwrap();
    assert!(
        fee("local").amount.is_some()
            && fee("copy").amount.is_some()
            && fee("post").amount.is_none()
    );
    assert!(
        !service
            .papers
            .iter()
            .find(|paper| paper.code == "99.khac")
            .unwrap()
            .optional
    );
    assert_eq!(service.case("99.both").unwrap().fees, ["copy", "local"]);
    assert_eq!(
        service
            .case("99.both")
            .unwrap()
            .term
            .as_ref()
            .unwrap()
            .value,
        2
    );
    let name = service.field(&"mother_name".into()).unwrap();
    assert_eq!(
        (name.hint.as_deref(), name.label.as_str()),
        (Some("Như trên giấy khai sinh"), "Tên mẹ")
    );
    assert_eq!(service.fees.len(), 4);
}

#[test]
fn lists_without_names_are_replaced_and_named_ones_keep_their_entries() {
    let grounds = laid(&json!({})).legal.len();
    let service = laid(&json!({
        "cases": [], "papers": [], "legal": [{"number": "Nghị quyết 1", "title": "Lệ phí"}],
        "fees": [{"id": "late", "exemptions": [{"name": "Mọi người", "when": "always"}]}]
    }));
    assert_eq!((service.cases.len(), service.papers.len()), (3, 7));
    assert_eq!(service.legal[grounds].number, "Nghị quyết 1");
    let late = service.fees.iter().find(|fee| fee.id == "late").unwrap();
    assert_eq!(
        late.exemptions
            .iter()
            .map(|ground| ground.name.as_str())
            .collect::<Vec<_>>(),
        ["Mọi người"]
    );
}

#[test]
fn conditions_are_replaced_as_a_whole() {
    let service = laid(
        &json!({"steps": [{"id": "me", "fields": [{"id": "mother_name", "shown": {"answered": "child_name"}}]}]}),
    );
    let name = service.field(&"mother_name".into()).unwrap();
    assert_eq!(
        name.shown,
        forms::condition::Condition::Answered("child_name".into())
    );
}

#[test]
fn what_the_definition_does_not_have_is_refused_with_its_pointer() {
    refused(
        json!({"hotline": "1022"}),
        "/hotline",
        OverlayWhy::UnknownMember,
    );
    refused(
        json!({"fees": [{"id": "copy", "price": 1}]}),
        "/fees/0/price",
        OverlayWhy::UnknownMember,
    );
    refused(
        json!({"fees": [{"name": "Bản sao"}]}),
        "/fees/0",
        OverlayWhy::Nameless,
    );
    refused(json!({"name": 5}), "/name", OverlayWhy::OtherType);
    refused(json!({"fees": {"copy": 1}}), "/fees", OverlayWhy::OtherType);
    refused(json!([]), "", OverlayWhy::OtherType);
}

/// Every member that a definition can do without, by name; found by taking each away. What is one whole, and maps with
/// free names, are not looked into.
fn optional_members(whole: &Value, at: &str, found: &mut BTreeSet<String>) {
    let inside = |name: &str| [at, "/", name].concat();
    match whole.pointer(at) {
        Some(Value::Object(map)) => {
            for name in map.keys() {
                let mut without = whole.clone();
                without
                    .pointer_mut(at)
                    .unwrap()
                    .as_object_mut()
                    .unwrap()
                    .remove(name);
                if serde_json::from_value::<Service>(without).is_ok() {
                    found.insert(name.clone());
                }
                if !WHOLE.contains(&name.as_str()) && !FREE.contains(&name.as_str()) {
                    optional_members(whole, &inside(name), found);
                }
            }
        }
        Some(Value::Array(entries)) => (0..entries.len()).for_each(|index| {
            optional_members(whole, &inside(&index.to_string()), found);
        }),
        _ => {}
    }
}

#[test]
fn what_may_be_added_is_what_definitions_can_do_without() {
    let text = json!("x");
    let full = json!({
        "told": [], "closed": "x", "roles": [{"role": "a", "is": "b", "of": "c", "records": ["d"], "when": "never"}],
        "sources": [{"id": "a", "about": ["self"], "want": [], "keys": {"a": "b"}}], "tables": {"a": {}}, "holidays": ["2027-01-01"],
        "lookups": [{"id": "a", "when": "never", "after": "b", "text": "c", "request": {"a": "today"}, "optional": ["a"], "choose": "d", "of": "a", "that": "never", "none": "b",
            "source": "e", "source_name": "f", "short": "g", "record": "h", "gives": {"a": "b"}, "needed": "always"}],
        "confirmations": [{"id": "a", "role": "head", "purpose": "agree", "name": "b", "when": "never", "list": "c[]", "that": "never", "full_name": "d",
            "personal_id": "e", "covers": ["f"], "statement": "g", "unconfirmed": true}],
        "appointment": {"when": "never", "needed": "always", "date": "a", "slot": "b", "at": "c"},
        "one_time_code": {"when": "never"},
        "payment": {"subject": "exam", "lookup": "exam", "amount": "total", "when": "never", "time": "alone", "optional": true, "unconfirmed": true},
        "parts": [{"id": "a", "procedure": "b", "name": "c", "when": "never", "office": "d", "field": "e", "results": [{"code": "a", "name": "b"}]}],
        "offers": [{"service": "15", "when": "never", "text": "a"}]
    });
    let case = json!({
        "code": "a", "procedure": "b", "name": "c", "when": "never", "online": "full", "fees": ["x"], "forms": ["x"], "shows": ["x"], "information": text,
        "unconfirmed": true, "closed": text, "term": {"value": 1, "unit": "days", "note": text}, "authority": {"office": "o", "field": "x", "by": ["x"]},
        "results": [{"code": "a", "name": "b", "record": "c", "holds": {"a": "today"}}]
    });
    let field = json!({
        "id": "a", "concept": "a.b", "kind": "yes-no", "label": "c", "hint": text, "why": text, "items": {"A": "1"}, "shown": "never",
        "required": "always", "sources": [{"id": "a", "from": "b.c", "means": {"a": 1}}], "computed": "today", "read_only": true,
        "masked": true, "unconfirmed": true, "autocomplete": "tel", "codes": {"a": {}}
    });
    let rule = json!({"id": "a", "when": "never", "holds": "never", "at": ["a"], "text": "b", "level": "error", "code": "other", "see": "08", "unconfirmed": true});
    let paper = json!({
        "code": "a", "name": "b", "hint": text, "when": "never", "optional": true, "how": "upload", "given_in": ["a"], "replaced_by": [{"record": "a"}], "result_codes": ["a"], "proves": ["deceased"], "whose": ["child"],
        "spared": text, "unconfirmed": true, "originals": 1, "copies": 1
    });
    let fee = json!({
        "id": "a", "name": "b", "amount": "today", "apart": true, "from": "2026-01-01", "until": "2026-12-31", "law": text, "unconfirmed": true, "when": "never",
        "exemptions": [{"name": "a", "when": "never", "from": "2026-01-01", "until": "2026-12-31", "unconfirmed": true}]
    });
    let row = json!({"field": "a", "item": "1", "label": text, "capitals": true, "words": true, "boxes": true, "beside": true, "columns": []});
    let layout = json!({
        "id": "a", "official": true, "title": text, "number": text, "law": text, "to": "a", "note": text, "unconfirmed": true,
        "blocks": [{"heading": text, "text": text, "when": "never", "rows": [row]}],
        "signatures": [{"title": text, "note": text, "name": "a", "rows": [], "when": "never"}]
    });
    let mut whole = sample();
    whole
        .as_object_mut()
        .unwrap()
        .extend(full.as_object().unwrap().clone());
    whole["cases"] = json!([case]);
    whole["steps"] = json!([{"id": "a", "title": "b", "kind": "case", "lead": text, "about": text, "fields": [field]}]);
    whole["rules"] = json!([rule]);
    whole["papers"] = json!([paper]);
    whole["fees"] = json!([fee]);
    whole["layouts"] = json!([layout]);
    let mut found = BTreeSet::new();
    optional_members(&whole, "", &mut found);
    assert_eq!(
        found,
        OPTIONAL.iter().map(|name| (*name).to_owned()).collect()
    );
}

//! The committed API document is the one the types make.

use portal_api::DOCUMENT;
use serde_json::Value;

#[test]
fn committed_document_is_current() {
    let made = portal_api::openapi::text().unwrap();
    assert!(
        made == DOCUMENT,
        "openapi.json is stale: run `cargo run -p portal-api --features openapi --bin openapi`"
    );
}

#[test]
fn every_reference_leads_somewhere() {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let mut references = Vec::new();
    collect(&document, "$ref", &mut references);
    assert!(!references.is_empty());
    for reference in references {
        let pointer = reference.as_str().unwrap().strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}

#[test]
fn null_stands_only_in_the_merge_patch() {
    let mut document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let patch = document
        .pointer_mut("/components/schemas/ContactPatch/properties")
        .and_then(Value::as_object_mut)
        .unwrap();
    for member in ["phone", "email", "postal"] {
        let schema = patch.remove(member).unwrap();
        assert!(
            schema.to_string().contains(r#""null""#),
            "{member} can be deleted"
        );
    }
    assert!(!document.to_string().contains(r#""null""#));
}

#[test]
fn operations_say_who_may_call_and_how_they_fail() {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let paths = document.get("paths").and_then(Value::as_object).unwrap();
    let operations: Vec<&Value> = paths
        .values()
        .flat_map(|path| path.as_object().unwrap().values())
        .collect();
    assert_eq!(operations.len(), portal_api::OPERATIONS.len());
    for operation in operations {
        let id = operation["operationId"].as_str().unwrap();
        let op = portal_api::Operation::named(id).unwrap();
        let description = operation["description"].as_str().unwrap();
        for level in op.access {
            assert!(description.contains(level.code()), "{id}");
        }
        for kind in op.problem_kinds() {
            let answer = &operation["responses"][kind.status().to_string()];
            let named = answer["description"].as_str().unwrap();
            assert!(
                named.split(", ").any(|slug| slug == kind.slug()),
                "{id}: {}",
                kind.slug()
            );
        }
        let headers: Vec<&str> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "header")
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        assert_eq!(
            headers.contains(&"X-Portal-Client"),
            !op.method.is_safe(),
            "{id}"
        );
        assert_eq!(headers.contains(&"Idempotency-Key"), op.idempotent, "{id}");
        assert_eq!(headers.contains(&"If-Match"), op.if_match, "{id}");
    }
}

fn collect<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, key, found)),
        Value::Object(object) => {
            found.extend(object.get(key).filter(|value| value.is_string()));
            object.values().for_each(|value| collect(value, key, found));
        }
        _ => {}
    }
}

//! Makes values that a schema of the document allows.

use serde_json::{Map, Value, json};

/// What kind of sample to make.
#[derive(Clone, Copy)]
pub(crate) struct Make {
    /// With all members, not only the required ones.
    pub(crate) all: bool,
    /// With a member that the contract does not know, in every object.
    pub(crate) unknown: bool,
}

/// Samples of a named schema: one for each value or shape it may have.
pub(crate) fn top(document: &Value, name: &str, make: Make) -> Vec<Value> {
    let schema = &document["components"]["schemas"][name];
    if let Some(values) = schema["enum"].as_array() {
        return values.clone();
    }
    if let Some(shapes) = schema["oneOf"].as_array() {
        return shapes
            .iter()
            .map(|shape| sample(document, shape, make))
            .collect();
    }
    vec![sample(document, schema, make)]
}

/// A value that a schema allows.
fn sample(document: &Value, schema: &Value, make: Make) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#')).unwrap();
        return sample(document, target, make);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let members = parts
            .iter()
            .flat_map(|part| match sample(document, part, make) {
                Value::Object(members) => members,
                other => panic!("not an object: {other}"),
            });
        return Value::Object(members.collect());
    }
    if let Some([first, ..]) = schema["oneOf"].as_array().map(Vec::as_slice) {
        return sample(document, first, make);
    }
    if let Some([first, ..]) = schema["enum"].as_array().map(Vec::as_slice) {
        return first.clone();
    }
    match schema["type"].as_str() {
        Some("string") => json!("x"),
        Some("integer") => json!(schema["minimum"].as_u64().unwrap_or(0).max(1)),
        Some("number") => json!(0.5),
        Some("boolean") => json!(true),
        Some("array") => json!([sample(document, &schema["items"], make)]),
        Some("object") => object(document, schema, make),
        None => json!({ "free": [1, "form"] }),
        Some(other) => panic!("no sample for {other}"),
    }
}

fn object(document: &Value, schema: &Value, make: Make) -> Value {
    let mut members = Map::new();
    if let Some(values) = schema.get("additionalProperties") {
        members.insert("key".to_owned(), sample(document, values, make));
    }
    if let Some(properties) = schema["properties"].as_object() {
        let required = schema["required"].as_array();
        for (name, member) in properties {
            let wanted = required.is_some_and(|names| names.contains(&json!(name)));
            if make.all || wanted {
                members.insert(name.clone(), sample(document, member, make));
            }
        }
        if make.unknown {
            members.insert("notInTheContract".to_owned(), json!({ "a": [null] }));
        }
    }
    Value::Object(members)
}

//! Makes the generated document say what the wire is: an optional member is
//! absent, never null (contract 2.3); and plain words where docs link to code.

use serde_json::{Map, Value, json};

/// The members in which null is sent: it deletes (operation 10).
const DELETABLE: [&str; 3] = ["phone", "email", "postal"];

/// Takes null out of every schema but the deletable members of operation 10.
pub(super) fn tidy(document: &mut Value) {
    let properties = "/components/schemas/ContactPatch/properties";
    let deletable = document.pointer(properties).and_then(|properties| {
        DELETABLE
            .iter()
            .map(|name| Some(((*name).to_owned(), properties.get(name)?.clone())))
            .collect::<Option<Map<String, Value>>>()
    });
    tidy_value(document);
    if let Some(kept) = deletable
        && let Some(Value::Object(members)) = document.pointer_mut(properties)
    {
        members.extend(kept);
    }
}

fn tidy_value(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(tidy_value),
        Value::Object(object) => {
            drop_null_type(object);
            unwrap_nullable(object);
            plain_description(object);
            object.values_mut().for_each(tidy_value);
        }
        _ => {}
    }
}

/// `"type": ["string", "null"]` becomes `"type": "string"`.
fn drop_null_type(object: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = object.get_mut("type") else {
        return;
    };
    types.retain(|kind| kind != "null");
    if let [only] = types.as_slice() {
        let only = only.clone();
        object.insert("type".to_owned(), only);
    }
}

/// `"oneOf": [X, {"type": "null"}]` becomes X.
fn unwrap_nullable(object: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = object.get_mut("oneOf") else {
        return;
    };
    let before = choices.len();
    choices.retain(|choice| *choice != json!({ "type": "null" }));
    if choices.len() < before
        && let [Value::Object(only)] = choices.as_slice()
    {
        let only = only.clone();
        object.remove("oneOf");
        object.extend(only);
    }
}

/// "[`Name`]" becomes "`Name`".
fn plain_description(object: &mut Map<String, Value>) {
    if let Some(Value::String(text)) = object.get_mut("description") {
        *text = text
            .replace("[`", "`")
            .replace("`]", "`")
            .replace("crate::", "");
    }
}

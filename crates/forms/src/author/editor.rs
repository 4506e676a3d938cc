//! The JSON Schema that editors use while a definition is written, made from the tables of the format.

use super::source::format::{FIELD, Form, KINDS, Member, SERVICE, Shape};
use crate::figures::MOST;
use serde_json::{Map, Value, json};

/// The schema of a definition's file. Conditions and expressions are checked by the linter.
pub fn schema() -> Value {
    let mut made = table(SERVICE.members);
    if let Some(members) = made.as_object_mut() {
        members.insert(
            "$schema".to_owned(),
            "https://json-schema.org/draft/2020-12/schema".into(),
        );
        members.insert("title".to_owned(), "A service definition of motcua".into());
        members.insert(
            "$defs".to_owned(),
            json!({ "texts": texts(), "condition": condition(), "field": field() }),
        );
    }
    made
}

fn table(members: &[Member]) -> Value {
    let needed: Vec<&str> = members
        .iter()
        .filter(|member| member.needed)
        .map(|member| member.key)
        .collect();
    let properties: Map<String, Value> = members
        .iter()
        .map(|member| (member.key.to_owned(), form(member.form)))
        .collect();
    json!({ "type": "object", "required": needed, "properties": properties, "additionalProperties": false })
}

fn form(form_of: Form) -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let of = |shape: &Shape| table(shape.members);
    let named = |shape: &Shape| json!({ "anyOf": [{ "type": "string" }, of(shape)] });
    match form_of {
        Form::Texts => json!({ "$ref": "#/$defs/texts" }),
        Form::Word => json!({ "type": "string" }),
        Form::Words | Form::Shapes => list(json!({ "type": "string" })),
        Form::Keys => list(json!({ "anyOf": [{ "type": "string" }, form(Form::Words)] })),
        Form::Choice(words) => json!({ "enum": words }),
        Form::Day => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Form::Code => json!({ "type": "string", "pattern": "^[0-9A-Za-z][0-9A-Za-z._/-]{0,63}$" }),
        Form::Count(most) => json!({ "type": "integer", "minimum": 0, "maximum": most }),
        Form::Amount => {
            json!({ "anyOf": [{ "type": "integer", "minimum": 0, "maximum": MOST }, { "type": "object" }] })
        }
        Form::Flag => json!({ "type": "boolean" }),
        Form::Scalar | Form::Expr => json!({}),
        Form::Condition => json!({ "$ref": "#/$defs/condition" }),
        Form::Table(shape) => of(shape),
        Form::Tables(shape) => list(of(shape)),
        Form::Named(_, shape) => list(named(shape)),
        Form::Shared(_, shape) => json!({ "anyOf": [{ "type": "string" }, list(named(shape))] }),
        Form::Parts => json!({ "type": "object" }),
        Form::Fields => list(json!({ "$ref": "#/$defs/field" })),
        Form::Map(values) => json!({ "type": "object", "additionalProperties": form(*values) }),
    }
}

fn texts() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    json!({ "type": "object", "required": ["vi", "en"], "properties": { "vi": text, "en": text }, "additionalProperties": false })
}

fn condition() -> Value {
    json!({ "anyOf": [{ "type": "boolean" }, { "enum": ["always", "never"] }, { "type": "object" }] })
}

/// What every field has, and what its kind adds.
fn field() -> Value {
    let kinds = KINDS.iter().map(|(kind, constraints)| {
        let mut limits = table(constraints);
        if let Some(members) = limits.as_object_mut() {
            members.remove("additionalProperties");
        }
        json!({ "if": { "properties": { "kind": { "const": kind } } }, "then": limits })
    });
    let kinds: Vec<Value> = kinds.collect();
    let names: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    let mut made = table(FIELD.members);
    if let Some(members) = made.as_object_mut() {
        members.remove("additionalProperties");
        members.insert("unevaluatedProperties".to_owned(), false.into());
        members.insert("allOf".to_owned(), kinds.into());
        let kind = json!({ "properties": { "kind": { "enum": names } }, "required": ["kind"] });
        members.insert("anyOf".to_owned(), json!([kind]));
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::source::tree;
    use std::path::Path;

    fn checkout(name: &str) -> String {
        std::fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../..")
                .join(name),
        )
        .unwrap()
    }

    #[test]
    fn the_file_for_editors_is_of_today() {
        let kept: Value = serde_json::from_str(&checkout("services/schema.json")).unwrap();
        assert_eq!(
            kept,
            schema(),
            "write it anew: forms schema --authoring > services/schema.json"
        );
    }

    #[test]
    fn editors_accept_what_is_written_and_refuse_slips() {
        let text = include_str!("../../tests/author_lint/base.toml");
        let validator = jsonschema::draft202012::new(&schema()).unwrap();
        let valid = |text: &str| {
            validator.is_valid(&tree::plain(&tree::parse(text).ok().unwrap()).unwrap())
        };
        assert!(valid(text));
        assert!(!valid(&text.replacen(
            "kind = \"email\"",
            "kind = \"emial\"",
            1
        )));
        assert!(!valid(&text.replacen(
            "  max = 9",
            "  max = 9\n  shapes = [\"9\"]",
            1
        )));
        assert!(!valid(&text.replacen("vi = \"Thư\"", "vn = \"Thư\"", 1)));
    }
}

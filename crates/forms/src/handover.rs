//! Answers that go with a person from one service to another, by concept (decision 6).

use crate::answers::Reader;
use crate::definition::{Field, Service, thing};
use crate::eval::Scope;
use crate::fact::{Fact, FactValue, Provenance};
use crate::kind::Kind;
use crate::merge;
use crate::place::{FieldId, RowKey};
use crate::value::canonical;
use serde_json::Value;
use std::collections::BTreeSet;

/// What belongs to the one dossier and is never handed over.
const OWN: [&str; 2] = ["request", "dossier"];

/// Answers for another service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handed {
    /// Single answers.
    pub values: Vec<(FieldId, Value)>,
    /// Lists, each with the cells of its rows in order.
    pub lists: Vec<(FieldId, Vec<Cells>)>,
}

/// The answers of a row, by column.
pub type Cells = Vec<(FieldId, Value)>;

/// What of the answers of one service answers questions of another: the same concept, in a shape that the other's kind
/// takes. What the other works out itself is left to it.
pub fn hand_over(from: &Service, reader: &dyn Reader, to: &Service) -> Handed {
    let scope = Scope::new(from, reader);
    let mut handed = Handed::default();
    for field in to
        .fields()
        .filter(|field| !field.id.is_column() && is_asked(field))
    {
        let mut twins = from.fields().filter(|twin| is_twin(twin, field));
        if field.id.is_list() {
            let list = twins.find(|twin| twin.id.is_list() && scope.is_shown(twin));
            if let Some(list) = list {
                let rows = reader.rows(&list.id);
                let rows: Vec<_> = rows
                    .iter()
                    .map(|row| cells(from, scope, &list.id, row, to, &field.id))
                    .collect();
                if !rows.is_empty() {
                    handed.lists.push((field.id.clone(), rows));
                }
            }
        } else {
            let value = twins
                .filter(|twin| !twin.id.is_column() && !twin.id.is_list())
                .find_map(|twin| fitting(field, &scope.answer(&twin.id)?));
            handed
                .values
                .extend(value.map(|value| (field.id.clone(), value)));
        }
    }
    handed
}

/// Name of an earlier dossier as the source of an answer: in Vietnamese, whatever language the person reads, since the
/// office reads it too. `service` is the Vietnamese name of its service.
pub fn source_name(service: &str) -> String {
    format!("Hồ sơ {service}")
}

/// The answers of a dossier of theirs, of which the citizen is reminded in the next: single answers that were shown,
/// as facts of `by`, whose source is [`crate::fact::PRIOR_DOSSIER`]; only what `next` may be reminded of, and the
/// numbers by which persons are known. The merge decides which of them count for whom.
pub fn reminders(
    of: &Service,
    reader: &dyn Reader,
    code: &str,
    by: &Provenance,
    next: &Service,
) -> Vec<Fact> {
    let scope = Scope::new(of, reader);
    let mut facts = Vec::new();
    let asked = next.fields().filter(|field| merge::may_be_reminded(field));
    let asked: BTreeSet<&str> = asked.map(|field| thing(&field.concept)).collect();
    for field in of.fields() {
        let is_single = !field.id.is_column() && !field.id.is_list();
        let is_kept =
            !OWN.contains(&field.role()) && !matches!(field.kind, Kind::Statement | Kind::File(_));
        let thing = thing(&field.concept);
        let is_wanted = thing == merge::NUMBER || asked.contains(thing);
        if !is_single || !is_kept || !is_wanted {
            continue;
        }
        if let Some(value) = scope.answer(&field.id) {
            facts.push(Fact {
                record: "prior_dossier".to_owned(),
                attribute: field.id.as_str().to_owned(),
                concept: field.concept.clone(),
                record_id: code.to_owned(),
                row: None,
                subject: "self".to_owned(),
                value: FactValue::Value(value),
                provenance: by.clone(),
            });
        }
    }
    facts
}

/// The cells of a row, by the columns of the other list.
fn cells(
    from: &Service,
    scope: Scope<'_>,
    list: &FieldId,
    row: &RowKey,
    to: &Service,
    other: &FieldId,
) -> Cells {
    let scope = scope.in_row(list, row);
    let cell = |column: &Field| {
        let mut twins = from.columns(list).filter(|twin| is_twin(twin, column));
        let value = twins.find_map(|twin| fitting(column, &scope.answer(&twin.id)?))?;
        Some((column.id.clone(), value))
    };
    to.columns(other)
        .filter(|column| is_asked(column))
        .filter_map(cell)
        .collect()
}

fn is_twin(twin: &Field, field: &Field) -> bool {
    twin.concept == field.concept && !OWN.contains(&field.role())
}

fn is_asked(field: &Field) -> bool {
    !field.read_only && !matches!(field.kind, Kind::Statement | Kind::File(_))
}

/// The value, where the field can hold it.
fn fitting(field: &Field, value: &Value) -> Option<Value> {
    let value = canonical(&field.kind, value)?;
    let fits = match &field.kind {
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => {
            let has = |word: &str| choices.options.iter().any(|option| option.value == word);
            match &value {
                Value::String(word) => has(word),
                Value::Object(members) => members
                    .get("value")
                    .and_then(Value::as_str)
                    .is_some_and(has),
                _ => false,
            }
        }
        Kind::YesNo => value.is_boolean(),
        Kind::Number(_) | Kind::Money(_) => value.is_number(),
        Kind::Lookup(list) => {
            let of = value.get("list").and_then(Value::as_str);
            of == Some(list.list.as_str())
        }
        Kind::Address(_) | Kind::Unit(_) | Kind::IdentityPaper(_) => value.is_object(),
        Kind::OrderedList(_) => value.is_array(),
        _ => value.is_string(),
    };
    fits.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::send;
    use serde_json::json;
    use vietnam::CivilDate;

    fn service(id: &str, fields: &Value) -> Service {
        let service = json!({
            "id": id, "slug": "s", "form_id": "f", "form_version": "1.0.0+0", "language": "vi",
            "name": "n", "what": "w", "who": "w", "legal": [], "dimensions": [], "cases": [], "declaration_version": "1",
            "steps": [{ "id": "s", "title": "t", "fields": fields }],
        });
        serde_json::from_value(service).unwrap()
    }

    fn field(id: &str, concept: &str, kind: &Value) -> Value {
        json!({ "id": id, "concept": concept, "kind": kind, "label": "x" })
    }

    fn one_of(words: &[&str]) -> Value {
        let option = |word: &&str| json!({ "value": word, "label": word });
        let options: Vec<Value> = words.iter().map(option).collect();
        json!({ "one-of": { "options": options } })
    }

    #[test]
    fn answers_go_by_concept_where_they_fit() {
        let from = service(
            "09",
            &json!([
                field(
                    "child_name",
                    "child.full_name",
                    &json!({ "person-name": {} })
                ),
                field("kind", "registration.kind", &one_of(&["on_time", "late"])),
                field("copies", "request.copies", &json!({ "number": {} })),
                field("list[]", "household.members", &json!({ "group-list": {} })),
                field(
                    "list[].name",
                    "member.full_name",
                    &json!({ "person-name": {} })
                ),
                field("list[].age", "member.age", &json!({ "number": {} })),
            ]),
        );
        let mut worked_out = field("shown", "child.full_name", &json!({ "person-name": {} }));
        worked_out["read_only"] = json!(true);
        let to = service(
            "15",
            &json!([
                field(
                    "name_of_child",
                    "child.full_name",
                    &json!({ "person-name": {} })
                ),
                worked_out,
                field("kind", "registration.kind", &one_of(&["on_time"])),
                field("copies", "request.copies", &json!({ "number": {} })),
                field(
                    "people[]",
                    "household.members",
                    &json!({ "group-list": {} })
                ),
                field(
                    "people[].who",
                    "member.full_name",
                    &json!({ "person-name": {} })
                ),
                field("people[].age", "member.age", &json!({ "text": {} })),
            ]),
        );
        let given = |kind: &str| {
            let data = json!({
                "child_name": "Lê Mẫu An", "kind": kind, "copies": 2,
                "list": [{ "name": "Lê Mẫu Hoa", "age": 30 }, {}],
            });
            let today = CivilDate::parse_iso("2026-11-25").unwrap();
            hand_over(
                &from,
                &send::from_data(&from, &data, today, &Default::default()),
                &to,
            )
        };
        let (name, kind) = (FieldId::new("name_of_child"), FieldId::new("kind"));
        let child = (name, json!("Lê Mẫu An"));
        assert_eq!(given("late").values, std::slice::from_ref(&child));
        assert_eq!(given("on_time").values, [child, (kind, json!("on_time"))]);
        let who = (FieldId::new("people[].who"), json!("Lê Mẫu Hoa"));
        let lists = [(FieldId::new("people[]"), vec![vec![who], vec![]])];
        assert_eq!(given("late").lists, lists);
    }
}

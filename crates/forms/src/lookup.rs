//! Look-ups (contract, operation 44): what is asked of a register, and what its answer says as facts.

use crate::answers::Reader;
use crate::condition::{Condition, Expr};
use crate::definition::{Lookup, Service};
use crate::eval::Scope;
use crate::fact::{Fact, FactValue, Provenance};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The request, once everything it needs is answered; none before, and where the look-up is not offered.
pub fn request(service: &Service, lookup: &Lookup, reader: &dyn Reader) -> Option<Value> {
    let scope = Scope::new(service, reader);
    if !scope.holds(&lookup.when) {
        return None;
    }
    let mut made = Map::new();
    let mut lists: BTreeMap<&str, BTreeMap<&str, &Expr>> = BTreeMap::new();
    for (member, expr) in &lookup.request {
        if let Some((list, member)) = member.split_once('/') {
            lists.entry(list).or_default().insert(member, expr);
        } else if let Some(value) = scope.value(expr) {
            made.insert(member.clone(), value);
        } else if !lookup.optional.contains(member) {
            return None;
        }
    }
    for (list, members) in lists {
        let entries = entries(scope, &lookup.that, &members)?;
        made.insert(list.to_owned(), entries.into());
    }
    Some(made.into())
}

/// One entry per row of the list whose columns are read, and a single one where none are; none while one lacks
/// something, or where there is no row.
fn entries(
    scope: Scope<'_>,
    that: &Condition,
    members: &BTreeMap<&str, &Expr>,
) -> Option<Vec<Value>> {
    let mut reads = members.values().flat_map(|expr| expr.reads());
    let Some(list) = reads.find_map(|field| field.list()) else {
        return Some(vec![entry(scope, members)?]);
    };
    let rows = scope.reader().rows(&list);
    let inside = rows.iter().map(|row| scope.in_row(&list, row));
    let asked = inside.filter(|row| row.holds(that));
    let entries: Vec<Value> = asked
        .map(|row| entry(row, members))
        .collect::<Option<_>>()?;
    (!entries.is_empty()).then_some(entries)
}

fn entry(scope: Scope<'_>, members: &BTreeMap<&str, &Expr>) -> Option<Value> {
    let member = |(name, expr): (&&str, &&Expr)| Some(((*name).to_owned(), scope.value(expr)?));
    let entry: Option<Map<String, Value>> = members.iter().map(member).collect();
    entry.map(Value::from)
}

/// What the answer offers to pick from; what it says as a whole where there is nothing to pick.
pub fn alternatives<'a>(lookup: &Lookup, answer: &'a Value) -> Vec<&'a Value> {
    match &lookup.choose {
        Some(member) => {
            let found = member_of(answer, member).and_then(Value::as_array);
            found
                .map(|items| items.iter().collect())
                .unwrap_or_default()
        }
        None => vec![answer],
    }
}

/// The facts of an answer, or of the alternative that was picked. `retrieved_at` is when the register spoke (RFC 3339).
pub fn facts(service: &Service, lookup: &Lookup, answer: &Value, retrieved_at: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (attribute, member) in &lookup.gives {
        for (row, value) in values(answer, member) {
            facts.push(Fact {
                record: lookup.record.clone(),
                attribute: attribute.clone(),
                concept: concept(service, lookup, attribute),
                record_id: lookup.key(),
                row,
                subject: lookup.key(),
                value: FactValue::Value(value.clone()),
                provenance: Provenance {
                    id: lookup.key(),
                    source: lookup.source.clone(),
                    source_name: lookup.source_name.clone(),
                    retrieved_at: retrieved_at.to_owned(),
                    verified: true,
                    ..Provenance::default()
                },
            });
        }
    }
    facts
}

fn concept(service: &Service, lookup: &Lookup, attribute: &str) -> String {
    let cited = [&lookup.record, ".", attribute].concat();
    service.concepts.get(&cited).cloned().unwrap_or_default()
}

/// The values of a member; `items/rate` of a list has one per entry, with its place there.
fn values<'a>(answer: &'a Value, member: &str) -> Vec<(Option<usize>, &'a Value)> {
    if let Some(value) = member_of(answer, member) {
        return match value {
            Value::Null => Vec::new(),
            Value::Array(entries) => rows(entries.iter().map(Some)),
            value => vec![(None, value)],
        };
    }
    let Some((list, member)) = member.split_once('/') else {
        return Vec::new();
    };
    let entries = answer.get(list).and_then(Value::as_array);
    rows(
        entries
            .into_iter()
            .flatten()
            .map(|entry| member_of(entry, member)),
    )
}

fn rows<'a>(entries: impl Iterator<Item = Option<&'a Value>>) -> Vec<(Option<usize>, &'a Value)> {
    let numbered = entries.enumerate();
    numbered
        .filter_map(|(index, value)| Some((Some(index), value?)))
        .collect()
}

fn member_of<'a>(answer: &'a Value, member: &str) -> Option<&'a Value> {
    let mut parts = member.split('/');
    parts.try_fold(answer, |value, part| match value {
        Value::Array(entries) => entries.get(part.parse::<usize>().ok()?),
        _ => value.get(part),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::place::{FieldId, Place, RowKey};
    use serde_json::json;
    use vietnam::CivilDate;

    fn service() -> Service {
        let service = json!({
            "id": "17", "slug": "s", "form_id": "motcua.17", "form_version": "1.0.0+0", "language": "vi",
            "name": "n", "what": "w", "who": "w", "legal": [], "dimensions": [], "cases": [], "declaration_version": "1",
            "steps": [{ "id": "s", "title": "t", "fields": [
                { "id": "card", "concept": "card.number", "kind": { "text": {} }, "label": "Thẻ" },
                { "id": "members[]", "concept": "household.members", "kind": { "group-list": {} }, "label": "Người" },
                { "id": "members[].number", "concept": "member.number", "kind": { "text": {} }, "label": "Số" },
                { "id": "members[].pays", "concept": "member.pays", "kind": "yes-no", "label": "Đóng" },
            ] }],
            "concepts": { "health_card.holder": "card.holder" },
            "lookups": [
                { "id": "contribution", "after": "members[]", "text": "t", "source": "social-insurance",
                  "record": "contribution", "request": { "members/number": { "field": "members[].number" } },
                  "gives": { "rows[].rate": "items/rate", "total": "total" } },
                { "id": "health-card", "after": "card", "text": "t", "source": "health", "record": "health_card",
                  "request": { "number": { "field": "card" }, "note": { "field": "members[]" } }, "optional": ["note"],
                  "choose": "found/items", "gives": { "holder": "holder" } },
                { "id": "contribution", "of": "one", "after": "card", "text": "t", "source": "social-insurance",
                  "record": "contribution", "request": { "members/number": { "field": "card" } },
                  "gives": { "first": "points/0" } },
            ],
        });
        serde_json::from_value(service).unwrap()
    }

    fn answers(rows: &[Option<&str>]) -> Answers {
        let (list, column) = (FieldId::new("members[]"), FieldId::new("members[].number"));
        let keys: Vec<RowKey> = (0..rows.len())
            .map(|i| RowKey(format!("row-{i}")))
            .collect();
        let cells = keys.iter().zip(rows).filter_map(|(key, number)| {
            Some((
                Place::in_row(column.clone(), key.clone()),
                json!((*number)?),
            ))
        });
        Answers {
            today: CivilDate::parse_iso("2026-11-25").unwrap(),
            values: cells.collect(),
            rows: [(list, keys.clone())].into(),
        }
    }

    #[test]
    fn a_request_waits_for_every_row() {
        let service = service();
        let asks = |rows: &[Option<&str>]| request(&service, &service.lookups[0], &answers(rows));
        assert_eq!(
            asks(&[Some("1"), Some("2")]),
            Some(json!({ "members": [{ "number": "1" }, { "number": "2" }] }))
        );
        assert_eq!(asks(&[Some("1"), None]), None);
        assert_eq!(asks(&[]), None);
    }

    #[test]
    fn rows_that_are_not_meant_are_left_out() {
        let mut service = service();
        let pays = json!({ "compare": [{ "field": "members[].pays" }, "is", { "value": true }] });
        service.lookups[0].that = serde_json::from_value(pays).unwrap();
        let mut answers = answers(&[Some("1"), None, Some("3")]);
        let mut pays = |row: &str| {
            let column = FieldId::new("members[].pays");
            let place = Place::in_row(column, RowKey(row.to_owned()));
            answers.values.insert(place, json!(true));
        };
        pays("row-0");
        pays("row-2");
        assert_eq!(
            request(&service, &service.lookups[0], &answers),
            Some(json!({ "members": [{ "number": "1" }, { "number": "3" }] }))
        );
    }

    #[test]
    fn a_list_without_columns_has_one_entry() {
        let service = service();
        let one = &service.lookups[2];
        let mut answers = answers(&[]);
        assert_eq!(request(&service, one, &answers), None);
        let card = Place::from(FieldId::new("card"));
        answers.values.insert(card, json!("GD479"));
        assert_eq!(
            request(&service, one, &answers),
            Some(json!({ "members": [{ "number": "GD479" }] }))
        );
        assert_eq!(one.key(), "lookup-contribution.one");
        let found = facts(&service, one, &json!({ "points": ["P1", "P2"] }), "");
        assert_eq!(found[0].value, FactValue::Value(json!("P1")));
    }

    #[test]
    fn a_request_goes_without_what_is_optional() {
        let service = service();
        let mut answers = answers(&[]);
        assert_eq!(request(&service, &service.lookups[1], &answers), None);
        let card = Place::from(FieldId::new("card"));
        answers.values.insert(card, json!("GD479"));
        assert_eq!(
            request(&service, &service.lookups[1], &answers),
            Some(json!({ "number": "GD479" }))
        );
    }

    #[test]
    fn an_answer_becomes_facts_of_its_source() {
        let service = service();
        let answer = json!({ "items": [{ "rate": 4 }, { "rate": 3 }], "total": 7 });
        let found = facts(
            &service,
            &service.lookups[0],
            &answer,
            "2026-11-25T08:00:00+07:00",
        );
        let said: Vec<_> = found
            .iter()
            .map(|fact| (fact.attribute.as_str(), fact.row, fact.value.clone()))
            .collect();
        let value = |n| FactValue::Value(json!(n));
        assert_eq!(
            said,
            [
                ("rows[].rate", Some(0), value(4)),
                ("rows[].rate", Some(1), value(3)),
                ("total", None, value(7)),
            ]
        );
        assert!(
            found.iter().all(|fact| Lookup::is_key(&fact.subject)
                && fact.provenance.source == "social-insurance")
        );
    }

    #[test]
    fn one_of_several_is_picked() {
        let service = service();
        let lookup = &service.lookups[1];
        let answer = json!({ "found": { "items": [{ "holder": "Nguyễn V. A." }, { "holder": "Trần T. B." }] } });
        let offered = alternatives(lookup, &answer);
        assert_eq!(offered.len(), 2);
        let found = facts(&service, lookup, offered[1], "");
        assert_eq!(found[0].value, FactValue::Value(json!("Trần T. B.")));
        assert_eq!(found[0].concept, "card.holder");
        assert!(alternatives(lookup, &json!({})).is_empty());
    }
}

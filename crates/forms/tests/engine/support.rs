//! The sample service, and short ways to answer it.

use forms::answers::Answers;
use forms::condition::{Condition, Expr};
use forms::definition::Service;
use forms::fact::{Fact, FactValue, Provenance};
use forms::fault::Fault;
use forms::lists::Lists;
use forms::place::{FieldId, Place, RowKey};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use vietnam::CivilDate;

pub(crate) const SAMPLE: &str = include_str!("sample.json");

/// The evaluation date of all tests.
pub(crate) fn today() -> CivilDate {
    CivilDate::parse_iso("2026-11-25").unwrap()
}

pub(crate) fn service() -> Service {
    Service::read(SAMPLE).unwrap()
}

/// No answer yet.
pub(crate) fn empty() -> Answers {
    Answers {
        today: today(),
        values: BTreeMap::new(),
        rows: BTreeMap::new(),
    }
}

/// These answers, given as they stand in `data`.
pub(crate) fn answers(data: &Value) -> Answers {
    forms::send::from_data(&service(), data, today(), &BTreeMap::new())
}

pub(crate) fn field(id: &str) -> FieldId {
    FieldId::new(id)
}

pub(crate) fn at(id: &str) -> Place {
    Place::of(id)
}

pub(crate) fn cell(id: &str, row: &str) -> Place {
    Place::in_row(id, RowKey(row.to_owned()))
}

pub(crate) fn condition(json: Value) -> Condition {
    serde_json::from_value(json).unwrap()
}

pub(crate) fn expr(json: Value) -> Expr {
    serde_json::from_value(json).unwrap()
}

/// `pointer code` of every fault.
pub(crate) fn named(faults: &[Fault]) -> Vec<String> {
    let code = |fault: &Fault| {
        serde_json::to_value(fault.code)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    };
    faults
        .iter()
        .map(|fault| format!("{} {}", fault.pointer, code(fault)))
        .collect()
}

/// A verified fact about the person who asks; the source's name is the provenance's key.
pub(crate) fn fact(source: &str, attribute: &str, concept: &str, value: Value) -> Fact {
    let (record, attribute) = attribute.split_once('.').unwrap();
    Fact {
        record: record.into(),
        attribute: attribute.into(),
        concept: concept.into(),
        record_id: format!("{record}-1"),
        row: None,
        subject: "self".into(),
        value: FactValue::Value(value),
        provenance: Provenance {
            id: format!("p-{source}"),
            source: source.into(),
            source_name: source.to_uppercase(),
            issued_on: Some("2026-01-01".into()),
            retrieved_at: "2026-11-25T08:00:00+07:00".into(),
            verified: true,
            ..Provenance::default()
        },
    }
}

/// Lists of two countries and two communes; others are not known.
pub(crate) struct FewLists;

impl Lists for FewLists {
    fn contains(&self, list: &str, code: &str) -> Option<bool> {
        match list {
            "countries" => Some(["VN", "JP"].contains(&code)),
            "communes" => Some(["00004", "00008"].contains(&code)),
            "provinces" => Some(code == "01"),
            "identity-papers" => Some(["passport", "identity-card", "other"].contains(&code)),
            _ => None,
        }
    }

    fn name(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

/// A service of one case and one step with these fields, and roles.
pub(crate) fn small(fields: Value, roles: Value) -> Service {
    let mut service: Value = serde_json::from_str(SAMPLE).unwrap();
    let parts = service.as_object_mut().unwrap();
    for part in ["rules", "papers", "fees", "sources", "tables"] {
        parts.remove(part);
    }
    parts.insert("dimensions".into(), json!([]));
    parts.insert(
        "cases".into(),
        json!([{"code": "99.one", "procedure": "1.000001", "name": "Một", "online": "full",
                "authority": {"office": "commune-committee"}, "when": "always"}]),
    );
    parts.insert("roles".into(), roles);
    parts.insert(
        "steps".into(),
        json!([{"id": "mot", "title": "Một", "fields": fields}]),
    );
    serde_json::from_value(service).unwrap()
}

/// Answers of a service, given as they stand in `data`.
pub(crate) fn answers_of(service: &Service, data: &Value) -> Answers {
    forms::send::from_data(service, data, today(), &BTreeMap::new())
}

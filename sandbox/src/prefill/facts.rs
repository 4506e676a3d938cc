//! An answer of operation 16 as the facts that the engine merges.

use forms::definition::Service;
use forms::fact::{Fact, FactValue, Provenance};
use portal_api::{PrefillAnswer, Verification};
use serde_json::Value;

/// The facts of an answer about a subject kind, a list's cell by cell.
pub fn facts(service: &Service, about: &str, answer: &PrefillAnswer) -> Vec<Fact> {
    let mut facts = Vec::new();
    for source in &answer.sources {
        for record in &source.records {
            let record_kind = record.record_kind.as_str();
            for (attribute, said) in &record.attributes {
                let from = answer.provenance.get(&said.prov);
                let mut add = |attribute: String, row: Option<usize>, value: FactValue| {
                    let cited = format!("{record_kind}.{attribute}");
                    facts.push(Fact {
                        record: record_kind.to_owned(),
                        concept: service.concepts.get(&cited).cloned().unwrap_or_default(),
                        attribute,
                        record_id: record.record_id.to_string(),
                        row,
                        subject: about.to_owned(),
                        value,
                        provenance: Provenance {
                            id: said.prov.to_string(),
                            source: source.status.source.to_string(),
                            issued_on: from
                                .and_then(|from| from.issued_on.as_deref().map(str::to_owned)),
                            valid_until: from
                                .and_then(|from| from.valid_until.as_deref().map(str::to_owned)),
                            verified: from
                                .is_some_and(|from| from.verification == Verification::Verified),
                            ..Provenance::default()
                        },
                    });
                };
                match (&said.value, &said.raw) {
                    (Some(Value::Array(rows)), _) if attribute.ends_with("[]") => {
                        for (at, row) in rows.iter().enumerate() {
                            for (column, cell) in row.as_object().into_iter().flatten() {
                                let attribute = format!("{attribute}.{column}");
                                add(attribute, Some(at), FactValue::Value(cell.clone()));
                            }
                        }
                    }
                    (Some(value), _) => {
                        add(attribute.to_string(), None, FactValue::Value(value.clone()));
                    }
                    (None, Some(raw)) => {
                        add(attribute.to_string(), None, FactValue::Raw(raw.to_string()));
                    }
                    (None, None) => {}
                }
            }
        }
    }
    facts
}

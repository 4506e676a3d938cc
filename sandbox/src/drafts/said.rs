//! Values marked `auto` against what their source said, as long as that answer holds (contract 4.5).

use forms::compare::same;
use forms::definition::{Field, SourceRef};
use forms::eval::Scope;
use forms::merge::taken;
use forms::place::Pointer;
use portal_api::{DraftContent, Fault, FaultCode, OriginKind, PrefillAnswer};
use serde_json::Value;

use super::judge::Judged;
use crate::facts::FactTable;

/// A fault for each value that is marked as taken from a source and differs from everything it said of this thing.
/// Where the source said nothing that can be compared, nothing is judged.
pub(super) fn mismatches(
    facts: &FactTable,
    judged: &Judged<'_>,
    content: &DraftContent,
    answers: &[PrefillAnswer],
) -> Vec<Fault> {
    let scope = Scope::new(judged.service, &judged.answers);
    let mut faults = Vec::new();
    for (pointer, origin) in &content.answers.origins {
        let Some(prov) = origin
            .prov
            .as_ref()
            .filter(|_| origin.origin == OriginKind::Auto)
        else {
            continue;
        };
        let at = Pointer::new(pointer.as_str());
        let Some(place) = forms::send::place(judged.service, &judged.answers, &at) else {
            continue;
        };
        let Some(field) = judged.service.field(&place.field) else {
            continue;
        };
        let list = place.field.list();
        let scope = match (&list, &place.row) {
            (Some(list), Some(row)) => scope.in_row(list, row),
            _ => scope,
        };
        let Some(value) = scope.answer(&place.field) else {
            continue;
        };
        let said: Vec<Value> = answers
            .iter()
            .flat_map(|answer| said(facts, answer, prov, field))
            .collect();
        if !said.is_empty() && !said.iter().any(|one| same(&field.kind, &value, one)) {
            faults.push(Fault {
                pointer: pointer.clone(),
                code: FaultCode::MismatchWithSource,
                params: None,
                detail: None,
                r#in: None,
            });
        }
    }
    faults
}

/// What a source said of a field's thing under a provenance.
fn said(facts: &FactTable, answer: &PrefillAnswer, prov: &str, field: &Field) -> Vec<Value> {
    let mut values = Vec::new();
    for source in &answer.sources {
        let named: Vec<&SourceRef> = field
            .sources
            .iter()
            .filter(|one| source.status.source == *one.id.as_str())
            .collect();
        for record in &source.records {
            for (attribute, fact) in record
                .attributes
                .iter()
                .filter(|(_, fact)| *fact.prov == *prov)
            {
                for (attribute, value) in cells(attribute, fact.value.as_ref()) {
                    values.extend(meant(
                        facts,
                        &record.record_kind,
                        &attribute,
                        value,
                        &named,
                        field,
                    ));
                }
            }
        }
    }
    values
}

/// An attribute's value; a list's values one by one, by column.
fn cells<'a>(attribute: &str, value: Option<&'a Value>) -> Vec<(String, &'a Value)> {
    match (value, attribute.strip_suffix("[]")) {
        (Some(Value::Array(rows)), Some(_)) => {
            let columns = rows.iter().filter_map(Value::as_object).flatten();
            columns
                .map(|(column, value)| (format!("{attribute}.{column}"), value))
                .collect()
        }
        (Some(value), _) => vec![(attribute.to_owned(), value)],
        (None, _) => Vec::new(),
    }
}

/// What a fact means in the field: by the attribute that the definition cites, else as it is when it is of the same
/// thing.
fn meant(
    facts: &FactTable,
    record: &str,
    attribute: &str,
    value: &Value,
    sources: &[&SourceRef],
    field: &Field,
) -> Vec<Value> {
    let name = format!("{record}.{attribute}");
    let cited: Vec<&&SourceRef> = sources
        .iter()
        .filter(|source| source.from.as_deref() == Some(&name))
        .collect();
    if !cited.is_empty() {
        return cited
            .into_iter()
            .filter_map(|source| taken(field, source, value))
            .collect();
    }
    let of_same_thing = facts
        .get(record, attribute)
        .is_some_and(|known| thing(&known.concept) == thing(&field.concept));
    let source = sources.iter().find(|source| source.from.is_none());
    match source.filter(|_| of_same_thing) {
        Some(source) => taken(field, source, value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// `full_name` of `person.full_name`.
fn thing(concept: &str) -> &str {
    concept.split_once('.').map_or(concept, |(_, thing)| thing)
}

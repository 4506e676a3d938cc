//! Values marked `auto` against what their source said, as long as that answer holds (contract 4.5).

use forms::compare::same_place;
use forms::definition::{Field, Lookup, SourceRef, thing};
use forms::eval::Scope;
use forms::merge::taken;
use forms::place::Pointer;
use portal_api::{DraftContent, Fault, FaultCode, Origin, OriginKind, PrefillAnswer, ProvId};
use serde_json::Value;

use super::judge::Judged;
use crate::facts::FactTable;
use crate::prefill::Told;
use crate::state::AppState;

/// A value that a draft marks as taken from a source.
pub(super) struct Marked<'a> {
    /// Where it stands.
    pub pointer: &'a portal_api::Pointer,
    /// The key of what it was taken from.
    pub prov: &'a ProvId,
    /// Its field.
    pub field: &'a Field,
    /// The value.
    pub value: Value,
}

/// The values that a draft marks so; of what is not asked, or empty, there are none.
pub(super) fn marked<'a>(judged: &'a Judged<'_>, content: &'a DraftContent) -> Vec<Marked<'a>> {
    let scope = Scope::new(judged.service, &judged.answers);
    let one = |(pointer, origin): (&'a portal_api::Pointer, &'a Origin)| {
        let taken = origin.origin == OriginKind::Auto;
        let prov = origin.prov.as_ref().filter(|_| taken)?;
        let at = Pointer::new(pointer.as_str());
        let place = forms::send::place(judged.service, &judged.answers, &at)?;
        let field = judged.service.field(&place.field)?;
        let list = place.field.list();
        let scope = match (&list, &place.row) {
            (Some(list), Some(row)) => scope.in_row(list, row),
            _ => scope,
        };
        let value = scope.answer(&place.field)?;
        Some(Marked {
            pointer,
            prov,
            field,
            value,
        })
    };
    content.answers.origins.iter().filter_map(one).collect()
}

/// A fault for each value that is marked as taken from a source and differs from everything it said of this thing, or
/// whose source never said anything to the person here. Where it said nothing that can be compared, and of an answer
/// that has run out, nothing is judged.
pub(super) fn mismatches(
    state: &AppState,
    content: &DraftContent,
    marked: &[Marked<'_>],
    told: &Told,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for one in marked.iter().filter(|one| !Lookup::is_key(one.prov)) {
        let said: Vec<Value> = told
            .holding()
            .flat_map(|answer| said(&state.facts, answer, one.prov, one.field))
            .collect();
        let old = &state.units.old;
        let is_said = |said: &Value| same_place(&one.field.kind, &one.value, said, old);
        let is_other = !said.is_empty() && !said.iter().any(is_said);
        if is_other || !is_backed(state, content, told, one.prov) {
            faults.push(differs(one.pointer));
        }
    }
    faults
}

/// Whether the source that a draft names under a provenance told the person something here, or is one that only the
/// person brings.
fn is_backed(state: &AppState, content: &DraftContent, told: &Told, prov: &ProvId) -> bool {
    let named = content.answers.provenance.get(prov);
    named.is_some_and(|named| match told.provenance(prov) {
        Some(said) => said.source == named.source,
        None => state.sources.is_brought(&named.source),
    })
}

/// The fault of a value that is not what it is said to be.
pub(super) fn differs(pointer: &portal_api::Pointer) -> Fault {
    Fault {
        pointer: pointer.clone(),
        code: FaultCode::MismatchWithSource,
        params: None,
        detail: None,
        r#in: None,
    }
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
pub(super) fn meant(
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

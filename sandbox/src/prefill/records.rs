//! Records as they travel, with where they come from (contract 3).

use std::collections::{BTreeMap, BTreeSet};

use portal_api::{
    Agency, AgencyLevel, Attribute, Fact, FactRecord, ProvId, Provenance, SignatureState, SourceId,
    Verification,
};
use serde_json::{Map, Value};

use super::subject::Reached;
use crate::conventions::Language;
use crate::persons::{Issuer, Record, handle};
use crate::results::Held;
use crate::state::AppState;

/// The attributes that are wanted of a record; none when it holds none of them. A list travels whole under
/// `members[]`, its rows with the wanted columns only. What was given is noted in `given`.
pub fn wanted(
    reached: &Reached<'_>,
    names: &[&Attribute],
    prov: &ProvId,
    given: &mut BTreeSet<String>,
) -> Option<FactRecord> {
    let record = reached.record.as_ref();
    let mut attributes = BTreeMap::new();
    for name in names {
        let Some(attribute) = name
            .strip_prefix(record.kind.as_str())
            .and_then(|rest| rest.strip_prefix('.'))
        else {
            continue;
        };
        let found = match attribute.split_once("[].") {
            Some((list, column)) => column_of(record, list, column, prov, &mut attributes),
            None => record
                .holds
                .get(attribute)
                .map(|value| drop(attributes.insert(attribute.to_owned(), fact(value, prov))))
                .is_some(),
        };
        if found {
            given.insert(name.to_string());
        }
    }
    (!attributes.is_empty()).then(|| made(record, reached.result.clone(), attributes))
}

/// A record with all that it holds.
pub fn whole(record: &Record, result: Option<&str>, prov: &ProvId) -> FactRecord {
    let named = |(name, value): (&String, &Value)| {
        let rows = value
            .as_array()
            .is_some_and(|rows| !rows.is_empty() && rows.iter().all(Value::is_object));
        (
            if rows {
                format!("{name}[]")
            } else {
                name.clone()
            },
            fact(value, prov),
        )
    };
    made(
        record,
        result.map(str::to_owned),
        record.holds.iter().map(named).collect(),
    )
}

/// Where a record of a source comes from.
pub fn of_record(
    state: &AppState,
    reached: &Reached<'_>,
    source: &SourceId,
    language: Language,
) -> (ProvId, Provenance) {
    let record = reached.record.as_ref();
    let id = handle(&["provenance", &record.handle, source]);
    let mut provenance = blank(state, source, language);
    provenance.record_id = Some(record.handle.as_str().into());
    provenance.result_id = reached.result.as_deref().map(Into::into);
    provenance.record_ref = record.reference.as_deref().map(Into::into);
    provenance.issuer = record.issuer.as_ref().map(agency);
    provenance.issued_on = record.issued_on.as_deref().map(Into::into);
    provenance.valid_until = record.valid_until.as_deref().map(Into::into);
    provenance.signature = if record.signed {
        SignatureState::Valid
    } else {
        SignatureState::Absent
    };
    (id.into(), provenance)
}

/// Where a prior result comes from.
pub fn of_result(state: &AppState, result: &Held, language: Language) -> Provenance {
    let mut provenance = blank(state, &result.source.as_str().into(), language);
    provenance.result_id = Some(result.id.as_str().into());
    provenance.record_ref = result.number.as_deref().map(Into::into);
    provenance.issuer.clone_from(&result.issuer);
    provenance.issued_on = result.issued_on.as_deref().map(Into::into);
    provenance.valid_until = result.valid_until.as_deref().map(Into::into);
    provenance.signature = if result.signed {
        SignatureState::Valid
    } else {
        SignatureState::Absent
    };
    provenance
}

/// An office of a person's file.
pub fn agency(issuer: &Issuer) -> Agency {
    let level =
        serde_json::from_value(Value::from(issuer.level.as_str())).unwrap_or(AgencyLevel::Other);
    Agency {
        code: issuer.code.as_str().into(),
        name: issuer.name.as_str().into(),
        level,
        admin_unit_code: None,
    }
}

/// A source's provenance with nothing said of a record. What people saved themselves is declared, not verified.
pub fn blank(state: &AppState, source: &SourceId, language: Language) -> Provenance {
    let known = state.sources.get(source);
    let name = known.map_or(source.as_str(), |one| one.name(language));
    let verification = if source == "profile" {
        Verification::Declared
    } else {
        Verification::Verified
    };
    Provenance::bare(source.clone(), name, state.clock.instant(), verification)
}

/// Adds a column to the rows of a list that are under way; whether any row has it.
fn column_of(
    record: &Record,
    list: &str,
    column: &str,
    prov: &ProvId,
    attributes: &mut BTreeMap<String, Fact>,
) -> bool {
    let rows = record
        .holds
        .get(list)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    if rows.is_empty() {
        return false;
    }
    let empty = || Value::from(vec![Value::Object(Map::new()); rows.len()]);
    let entry = attributes
        .entry(format!("{list}[]"))
        .or_insert_with(|| Fact {
            value: Some(empty()),
            raw: None,
            prov: prov.clone(),
        });
    let mut any = false;
    for (made, row) in entry
        .value
        .as_mut()
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .zip(rows)
    {
        if let (Some(made), Some(cell)) = (made.as_object_mut(), row.get(column)) {
            made.insert(column.to_owned(), cell.clone());
            any = true;
        }
    }
    any
}

fn made(record: &Record, result: Option<String>, attributes: BTreeMap<String, Fact>) -> FactRecord {
    FactRecord {
        record_kind: record.kind.as_str().into(),
        record_id: record.handle.as_str().into(),
        result_id: result.map(Into::into),
        valid_until: record.valid_until.as_deref().map(Into::into),
        attributes,
    }
}

/// `{ raw = "…" }` of a person's file is what the source wrote and no value fits.
fn fact(value: &Value, prov: &ProvId) -> Fact {
    match value.get("raw").and_then(Value::as_str) {
        Some(raw) => Fact {
            value: None,
            raw: Some(raw.into()),
            prov: prov.clone(),
        },
        None => Fact {
            value: Some(value.clone()),
            raw: None,
            prov: prov.clone(),
        },
    }
}

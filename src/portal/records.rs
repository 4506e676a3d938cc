//! What the state already knows: consents, facts per source, prior results (operations 11 to 16).

mod results;

use super::request::Request;
use super::subject::{Basis, Who};
use super::{Problem, Proof};
use crate::text::language;
use forms::fact::{Fact, FactValue, Provenance};
use gloo::net::http::Method;
use portal_api::{
    Consent, ConsentPurpose, ConsentRequest, FactRecord, Items, Locale, PrefillAnswer,
    PrefillRequest, SourceAnswer,
};
use serde_json::Value;
use std::collections::BTreeMap;

pub use results::{
    Awaited, Found, PriorResult, ResultFile, Signature, all_results, content, detail, results,
};

/// Version of the consent's text in `locales/`; goes with every consent.
const CONSENT_TEXT: &str = "2026-11";
/// A source may take so long, in milliseconds, before it counts as out: the server's own limit lies below.
const PATIENCE: u32 = 30_000;

/// About which procedure, case and form the records are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// National code.
    pub procedure: String,
    /// Row of the case table.
    pub case: String,
    /// Version of the definition.
    pub form_version: String,
}

/// Which records are wanted of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Id of the source.
    pub source: String,
    /// About whom: a subject kind of contract 3.1.
    pub about: String,
    /// `record.attribute` → its concept.
    pub attributes: BTreeMap<String, String>,
    /// What the source needs to find the record. Of another person than the one who asks, `full_name` with
    /// `personal_id` or `birth_date` also says who that is.
    pub keys: BTreeMap<String, String>,
    /// The handle of the person, where they were chosen by name (operation 9); no key then says who they are.
    pub person: Option<String>,
    /// What entitles to it; none: the registers' own link, if there is one.
    pub basis: Option<Basis>,
}

/// What one source gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// How it went.
    pub state: GivenState,
    /// What it knows.
    pub facts: Vec<Fact>,
    /// Where each fact comes from, whole, by key.
    pub proofs: BTreeMap<String, Proof>,
    /// What was asked for and did not come, as `record.attribute`.
    pub absent: Vec<String>,
    /// Id of the answer: the server checks filled values against it.
    pub prefill_id: Option<String>,
    /// Signed note that the source was out, for the office to ask later.
    pub later: Option<String>,
    /// Why what was brought does not entitle to it.
    pub refusal: Option<Refusal>,
}

/// Why something was refused, in the server's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The words.
    pub words: String,
    /// Code of the language that they are in.
    pub language: &'static str,
}

/// How asking a source went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenState {
    /// It answered.
    Here,
    /// It holds nothing about the person.
    NotHeld,
    /// It is out, or took too long: can be asked again.
    Out,
    /// Nothing proves that the person may see it.
    NotProved,
}

/// Agrees that these sources are read for this purpose; `results` are named where documents are reused. Gives
/// source → id of the consent.
///
/// # Errors
/// See [`Problem`].
pub async fn agree(
    purpose: &Purpose,
    sources: &[String],
    results: Option<Vec<String>>,
    key: &str,
) -> Result<BTreeMap<String, String>, Problem> {
    let request = ConsentRequest {
        purpose: if results.is_some() {
            ConsentPurpose::ReuseDocument
        } else {
            ConsentPurpose::Prefill
        },
        procedure_code: purpose.procedure.as_str().into(),
        case_code: Some(purpose.case.as_str().into()),
        scopes: sources
            .iter()
            .map(|source| source.as_str().into())
            .collect(),
        result_ids: results.map(|ids| ids.iter().map(|id| id.as_str().into()).collect()),
        text_version: CONSENT_TEXT.into(),
        locale: if language().code == "en" {
            Locale::En
        } else {
            Locale::Vi
        },
    };
    let answer = Request::new(Method::POST, "/me/consents")
        .key(key)
        .json(&request);
    let consents: Items<Consent> = answer.send().await?.json().await?;
    let pair = |consent: Consent| (consent.scope.to_string(), consent.consent_id.to_string());
    Ok(consents.items.into_iter().map(pair).collect())
}

/// Asks one source. A source that fails is a state, never a problem of the whole.
///
/// # Errors
/// Only what concerns the session or the form: signed out, consent missing, form version changed, offline.
pub async fn ask(
    purpose: &Purpose,
    wanted: &Wanted,
    consents: &[String],
) -> Result<Given, Problem> {
    let keys: BTreeMap<String, Value> = wanted
        .keys
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    let keys = if keys.is_empty() {
        BTreeMap::new()
    } else {
        BTreeMap::from([(wanted.source.as_str().into(), keys)])
    };
    let request = PrefillRequest {
        procedure_code: purpose.procedure.as_str().into(),
        case_code: purpose.case.as_str().into(),
        form_version: purpose.form_version.as_str().into(),
        subject: Who::of(wanted).asked(),
        sources: vec![wanted.source.as_str().into()],
        want: wanted
            .attributes
            .keys()
            .map(|cited| cited.as_str().into())
            .collect(),
        keys,
        consent_ids: consents.iter().map(|id| id.as_str().into()).collect(),
    };
    let request = Request::new(Method::POST, "/prefill")
        .json(&request)
        .patience(PATIENCE);
    match request.send().await {
        Ok(answer) => Ok(given(answer.json().await?, wanted)),
        Err(Problem::NotProved(words)) => Ok(Given {
            refusal: words.map(|words| Refusal {
                words,
                language: language().code,
            }),
            ..Given::nothing(GivenState::NotProved)
        }),
        Err(problem) if problem.passes() && problem != Problem::Offline => {
            Ok(Given::nothing(GivenState::Out))
        }
        Err(problem) => Err(problem),
    }
}

impl Given {
    /// Nothing came, for this reason.
    #[must_use]
    pub fn nothing(state: GivenState) -> Self {
        Self {
            state,
            facts: Vec::new(),
            proofs: BTreeMap::new(),
            absent: Vec::new(),
            prefill_id: None,
            later: None,
            refusal: None,
        }
    }
}

fn given(answer: PrefillAnswer, wanted: &Wanted) -> Given {
    let mut given = Given::nothing(GivenState::Out);
    given.prefill_id = Some(answer.prefill_id.to_string());
    for (id, wire) in answer.provenance {
        given
            .proofs
            .insert(id.to_string(), Proof::new(id.as_str(), wire));
    }
    for source in answer.sources {
        given.state = match source.status.status {
            SourceAnswer::Ok => GivenState::Here,
            SourceAnswer::NotHeld => GivenState::NotHeld,
            SourceAnswer::Timeout | SourceAnswer::Unavailable => GivenState::Out,
        };
        given.later = source.status.later_token.map(|token| token.to_string());
        let absent = source.absent.iter().map(ToString::to_string);
        given.absent.extend(absent);
        for record in source.records {
            // Null is said of nothing.
            let empty = { record.attributes.iter() }
                .filter(|(_, said)| said.value.is_none() && said.raw.is_none());
            let cited = empty.map(|(name, _)| format!("{}.{name}", record.record_kind));
            given.absent.extend(cited);
            given.facts.extend(facts(record, wanted, &given.proofs));
        }
    }
    given
}

/// The facts of a record. A list travels whole, as rows under `members[]`; each cell becomes a fact of its row.
fn facts(record: FactRecord, wanted: &Wanted, proofs: &BTreeMap<String, Proof>) -> Vec<Fact> {
    let (kind, record_id) = (record.record_kind.to_string(), record.record_id.to_string());
    let mut facts = Vec::new();
    for (attribute, said) in record.attributes {
        let Some(proof) = proofs.get(said.prov.as_str()) else {
            continue;
        };
        let mut add = |attribute: String, row: Option<usize>, value: FactValue| {
            let cited = [kind.as_str(), ".", attribute.as_str()].concat();
            facts.push(Fact {
                record: kind.clone(),
                concept: wanted.attributes.get(&cited).cloned().unwrap_or_default(),
                attribute,
                record_id: record_id.clone(),
                row,
                subject: wanted.about.clone(),
                value,
                provenance: Provenance {
                    about: Some(wanted.about.clone()),
                    ..proof.shown().clone()
                },
            });
        };
        match (said.value, said.raw) {
            (Some(Value::Array(rows)), _) if attribute.ends_with("[]") => {
                for (index, row) in rows.into_iter().enumerate() {
                    let Value::Object(cells) = row else { continue };
                    for (column, cell) in cells {
                        add(
                            [&attribute, ".", &column].concat(),
                            Some(index),
                            fact_value(cell),
                        );
                    }
                }
            }
            (Some(value), _) => add(attribute, None, FactValue::Value(value)),
            (None, Some(raw)) => add(attribute, None, FactValue::Raw(raw.to_string())),
            (None, None) => {}
        }
    }
    facts
}

/// `{ raw: "…" }` in a cell is what the source wrote and no value fits.
fn fact_value(cell: Value) -> FactValue {
    match cell.get("raw").and_then(Value::as_str) {
        Some(raw) => FactValue::Raw(raw.to_owned()),
        None => FactValue::Value(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_of_a_list_become_facts_of_their_row() {
        let answer: PrefillAnswer = serde_json::from_value(json!({
            "prefillId": "p1", "generatedAt": "2026-11-25T08:00:00Z", "expiresAt": "2026-12-02T08:00:00Z",
            "sources": [{ "source": "residence", "status": "ok", "records": [{
                "recordKind": "residence", "recordId": "r1", "attributes": {
                    "residence_type": { "value": "permanent", "prov": "v1" },
                    "moved_in_on": { "value": null, "prov": "v1" },
                    "members[]": { "value": [{ "full_name": "Mẫu An" }, { "full_name": { "raw": "M.B" } }], "prov": "v1" },
                } }], "absent": ["residence.head_name"] }],
            "provenance": { "v1": { "source": "residence", "sourceName": "Cư trú", "retrievedAt": "2026-11-25T08:00:00Z", "verification": "verified", "signature": "absent" } },
        }))
        .unwrap();
        let wanted = Wanted {
            source: "residence".into(),
            about: "self".into(),
            attributes: BTreeMap::from([(
                "residence.members[].full_name".into(),
                "member.full_name".into(),
            )]),
            keys: BTreeMap::new(),
            person: None,
            basis: None,
        };
        let given = given(answer, &wanted);
        assert_eq!((given.state, given.facts.len()), (GivenState::Here, 3));
        assert_eq!(
            given.absent,
            ["residence.head_name", "residence.moved_in_on"]
        );
        let rows: Vec<_> = given
            .facts
            .iter()
            .filter(|fact| fact.row.is_some())
            .collect();
        assert_eq!(rows[0].attribute, "members[].full_name");
        assert_eq!(rows[0].concept, "member.full_name");
        assert_eq!(
            (rows[1].row, &rows[1].value),
            (Some(1), &FactValue::Raw("M.B".into()))
        );
        let from = &rows[0].provenance;
        assert!(from.verified && from.about.as_deref() == Some("self"));
    }
}

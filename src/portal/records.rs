//! What the state already knows: consents, facts per source, prior results (operations 11 to 16).

use super::Problem;
use super::request::Request;
use crate::text::Language;
use forms::fact::{Fact, FactValue, Provenance};
use gloo::net::http::Method;
use portal_api::{
    Consent, ConsentPurpose, ConsentRequest, Items, Locale, PrefillAnswer, PrefillRequest, Proof, ProofKind, ResultList,
    SourceAnswer, Subject, SubjectKind, Verification,
};
use std::collections::BTreeMap;

/// Version of the consent's text in `locales/`; goes with every consent.
const CONSENT_TEXT: &str = "2026-01";

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

/// What one source gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Id of the source.
    pub source: String,
    /// How it went.
    pub state: GivenState,
    /// What it knows.
    pub facts: Vec<Fact>,
    /// Id of the answer: the server checks filled values against it.
    pub prefill_id: Option<String>,
    /// Signed note that the source was out, for the office to ask later.
    pub later: Option<String>,
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

/// Which records are wanted of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Id of the source.
    pub source: String,
    /// About whom: a subject kind of contract 3.1.
    pub about: String,
    /// `record.attribute` → its concept.
    pub attributes: BTreeMap<String, String>,
    /// What the source needs to find the record.
    pub keys: BTreeMap<String, String>,
}

/// A prior result of the citizen.
#[derive(Clone, Debug, PartialEq)]
pub struct Result {
    /// What the engine looks at.
    pub held: forms::papers::Held,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Why it cannot be used, in words.
    pub unusable: Option<String>,
    /// Its first file, with its hash where the source tells it.
    pub file: Option<(String, String)>,
}

/// Agrees that these sources are read for this purpose. Gives source → id of the consent.
///
/// # Errors
/// See [`Problem`].
pub async fn agree(
    purpose: &Purpose,
    sources: &[String],
    results: Option<Vec<String>>,
    key: &str,
) -> std::result::Result<BTreeMap<String, String>, Problem> {
    let request = ConsentRequest {
        purpose: if results.is_some() { ConsentPurpose::ReuseDocument } else { ConsentPurpose::Prefill },
        procedure_code: purpose.procedure.as_str().into(),
        case_code: Some(purpose.case.as_str().into()),
        scopes: sources.iter().map(|source| source.as_str().into()).collect(),
        result_ids: results.map(|ids| ids.into_iter().map(Into::into).collect()),
        text_version: CONSENT_TEXT.into(),
        locale: if Language::current().code == "en" { Locale::En } else { Locale::Vi },
    };
    let answer = Request::new(Method::POST, "/me/consents").key(key).json(&request).send().await?;
    let consents: Items<Consent> = answer.json().await?;
    Ok(consents.items.into_iter().map(|consent| (consent.scope.to_string(), consent.consent_id.to_string())).collect())
}

/// Asks one source. A source that fails is a state, never a problem of the whole.
///
/// # Errors
/// Only what concerns the session or the form: signed out, consent missing, form version changed, offline.
pub async fn ask(purpose: &Purpose, wanted: &Wanted, consent: &str) -> std::result::Result<Given, Problem> {
    let request = PrefillRequest {
        procedure_code: purpose.procedure.as_str().into(),
        case_code: purpose.case.as_str().into(),
        form_version: purpose.form_version.as_str().into(),
        subject: subject(&wanted.about),
        sources: vec![wanted.source.as_str().into()],
        want: wanted.attributes.keys().map(|attribute| attribute.as_str().into()).collect(),
        keys: if wanted.keys.is_empty() {
            BTreeMap::new()
        } else {
            let keys = wanted.keys.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
            BTreeMap::from([(wanted.source.as_str().into(), keys)])
        },
        consent_ids: vec![consent.into()],
    };
    let out = |state| Given { source: wanted.source.clone(), state, facts: Vec::new(), prefill_id: None, later: None };
    match Request::new(Method::POST, "/prefill").json(&request).send().await {
        Ok(answer) => Ok(given(answer.json().await?, wanted)),
        Err(Problem::NotProved) => Ok(out(GivenState::NotProved)),
        Err(Problem::Silent | Problem::Later(_) | Problem::Broken(_) | Problem::Foreign) => Ok(out(GivenState::Out)),
        Err(problem) => Err(problem),
    }
}

/// Prior results that may serve this case.
///
/// # Errors
/// See [`Problem`].
pub async fn results(purpose: &Purpose) -> std::result::Result<Vec<Result>, Problem> {
    let path = ["/me/results?procedureCode=", &purpose.procedure, "&caseCode=", &purpose.case].concat();
    let list: ResultList = Request::get(path).send().await?.json().await?;
    Ok(list.items.into_iter().map(result).collect())
}

fn result(found: portal_api::PriorResult) -> Result {
    Result {
        held: forms::papers::Held {
            result_id: found.result_id.to_string(),
            result_code: found.result_code.to_string(),
            satisfies: found.satisfies.iter().map(ToString::to_string).collect(),
            usable: found.usable,
            valid_until: found.valid_until.map(|date| date.to_string()),
        },
        title: found.title.to_string(),
        number: found.number.map(|number| number.to_string()),
        issuer: found.issuer.map(|issuer| issuer.name.to_string()),
        issued_on: found.issued_on.map(|date| date.to_string()),
        unusable: found.unusable_reason.map(|reason| reason.to_string()),
        file: found
            .files
            .into_iter()
            .next()
            .map(|file| (file.name.to_string(), file.sha256.map(|hash| hash.to_string()).unwrap_or_default())),
    }
}

/// Subject kinds that are proved by the registers' own links; `self` by the session (contract 3.1).
fn subject(about: &str) -> Subject {
    let kind = serde_json::from_value(about.into()).unwrap_or(SubjectKind::Own);
    let proof = if kind == SubjectKind::Own { ProofKind::Session } else { ProofKind::RegisterLink };
    let proof = Proof { kind: proof, record_id: None, result_id: None, upload_id: None, confirmation_id: None };
    Subject { kind, person: None, organisation: None, proof: Some(proof) }
}

fn given(answer: PrefillAnswer, wanted: &Wanted) -> Given {
    let provenance: BTreeMap<String, Provenance> =
        answer.provenance.iter().map(|(id, prov)| (id.to_string(), known(id.as_ref(), prov))).collect();
    let mut state = GivenState::Out;
    let mut later = None;
    let mut facts = Vec::new();
    for source in answer.sources {
        state = match source.status.status {
            SourceAnswer::Ok => GivenState::Here,
            SourceAnswer::NotHeld => GivenState::NotHeld,
            _ => GivenState::Out,
        };
        later = source.status.later_token.map(|token| token.to_string());
        for record in source.records {
            let kind = record.record_kind.to_string();
            for (attribute, fact) in record.attributes {
                let Some(provenance) = provenance.get(fact.prov.as_str()) else { continue };
                let concept = wanted.attributes.get(&[&kind, ".", &attribute].concat()).cloned().unwrap_or_default();
                let Some(value) = fact.value.map(FactValue::Value).or(fact.raw.map(|raw| FactValue::Raw(raw.to_string())))
                else {
                    continue;
                };
                facts.push(Fact {
                    record: kind.clone(),
                    attribute,
                    concept,
                    record_id: record.record_id.to_string(),
                    row: None,
                    subject: wanted.about.clone(),
                    value,
                    provenance: provenance.clone(),
                });
            }
        }
    }
    let prefill_id = Some(answer.prefill_id.to_string());
    Given { source: wanted.source.clone(), state, facts, prefill_id, later }
}

fn known(id: &str, prov: &portal_api::Provenance) -> Provenance {
    Provenance {
        id: id.to_owned(),
        source: prov.source.to_string(),
        source_name: prov.source_name.to_string(),
        result_id: prov.result_id.as_ref().map(ToString::to_string),
        issued_on: prov.issued_on.as_ref().map(ToString::to_string),
        valid_until: prov.valid_until.as_ref().map(ToString::to_string),
        retrieved_at: prov.retrieved_at.to_string(),
        verified: matches!(prov.verification, Verification::Verified | Verification::Matched),
    }
}

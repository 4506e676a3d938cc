//! Prior results of the person (operations 11 to 13).

use super::{Fact, Purpose, Wanted, facts};
use crate::portal::request::Request;
use crate::portal::{Problem, Proof};
use crate::route::escape_query;
use forms::whose::Named;
use portal_api::{
    FactRecord, ResultDetail, ResultList, ResultStatus, SignatureState, SourceAnswer,
};
use std::collections::BTreeMap;

/// A prior result of the citizen.
#[derive(Clone, Debug, PartialEq)]
pub struct PriorResult {
    /// What the engine looks at.
    pub held: forms::papers::Held,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Source that keeps it: the scope of a consent to reuse it.
    pub source: String,
    /// Where it comes from.
    pub proof: Option<Proof>,
    /// Why it cannot be used, in words; none where it can.
    pub why_not: Option<String>,
    /// What a check of its signature found.
    pub signature: Signature,
    /// Whether its values can be asked for.
    pub structured: bool,
    /// Its files.
    pub files: Vec<ResultFile>,
}

impl PriorResult {
    /// The name of the source that keeps it; empty where it is not told.
    #[must_use]
    pub fn source_name(&self) -> &str {
        let shown = self.proof.as_ref().map(Proof::shown);
        shown.map_or("", |shown| &shown.source_name)
    }
}

/// A file of a prior result.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultFile {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Media type, where it is told.
    pub media_type: String,
    /// Its size in bytes; none where the source no longer keeps it.
    pub size: Option<u64>,
}

/// What a check of a signature found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// It holds.
    Valid,
    /// It does not hold.
    Invalid,
    /// There is none.
    Absent,
    /// Nobody has looked.
    Unchecked,
}

/// A value of a paper that another register has yet to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Attribute of the paper's record.
    pub attribute: String,
    /// Who gives it.
    pub source_name: String,
}

/// What a search for prior results gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The results.
    pub results: Vec<PriorResult>,
    /// Ids of the warehouses that did not answer.
    pub out: Vec<String>,
}

/// Prior results that may serve this case.
///
/// # Errors
/// See [`Problem`].
pub async fn results(purpose: &Purpose) -> Result<Found, Problem> {
    let path = [
        "/me/results?procedureCode=",
        &purpose.procedure,
        "&caseCode=",
        &purpose.case,
    ];
    search(path.concat()).await
}

/// Prior results that the province itself keeps; with a procedure also those that the national warehouse gives for it.
///
/// # Errors
/// See [`Problem`].
pub async fn all_results(procedure: Option<&str>) -> Result<Found, Problem> {
    let path = "/me/results".to_owned();
    let path = match procedure {
        Some(procedure) => path + "?procedureCode=" + &escape_query(procedure),
        None => path,
    };
    search(path).await
}

/// A prior result with its values, where its source has them, and what is yet to come.
///
/// # Errors
/// See [`Problem`].
pub async fn detail(id: &str) -> Result<(PriorResult, Vec<Fact>, Vec<Awaited>), Problem> {
    let detail: ResultDetail = Request::get(path(id)).send().await?.json().await?;
    let proofs: BTreeMap<String, Proof> = { detail.provenance.into_iter() }
        .map(|(id, wire)| (id.to_string(), Proof::new(id.as_str(), wire)))
        .collect();
    let wanted = Wanted {
        source: detail.result.source.to_string(),
        about: "self".to_owned(),
        attributes: BTreeMap::new(),
        keys: BTreeMap::new(),
        person: None,
        basis: None,
    };
    let (mut known, mut to_come) = (Vec::new(), Vec::new());
    if let Some(record) = detail.record {
        to_come = awaited(&record, &proofs);
        known = facts(record, &wanted, &proofs);
    }
    Ok((result(detail.result, &proofs), known, to_come))
}

/// The bytes of a file of a prior result.
///
/// # Errors
/// [`Problem::NotFound`] where it is no longer kept; see [`Problem`].
pub async fn content(id: &str, file: &str) -> Result<Vec<u8>, Problem> {
    let path = path(id) + "/content?fileId=" + &escape_query(file);
    Request::get(path).send().await?.binary().await
}

async fn search(path: String) -> Result<Found, Problem> {
    let list: ResultList = Request::get(path).send().await?.json().await?;
    let proofs: BTreeMap<String, Proof> = { list.provenance.into_iter() }
        .map(|(id, wire)| (id.to_string(), Proof::new(id.as_str(), wire)))
        .collect();
    let is_out = |answer| matches!(answer, SourceAnswer::Timeout | SourceAnswer::Unavailable);
    let out = list.searched.iter().filter(|one| is_out(one.status));
    Ok(Found {
        out: out.map(|one| one.source.to_string()).collect(),
        results: { list.items.into_iter() }
            .map(|found| result(found, &proofs))
            .collect(),
    })
}

/// An attribute without value comes from the source of its provenance (`docs/decisions/0015-values-not-yet-there.md`).
fn awaited(record: &FactRecord, proofs: &BTreeMap<String, Proof>) -> Vec<Awaited> {
    let attributes = record.attributes.iter();
    let to_come = attributes.filter(|(_, said)| said.value.is_none() && said.raw.is_none());
    let name = |id: &str| {
        proofs
            .get(id)
            .map(|proof| proof.shown().source_name.clone())
    };
    let one = |(attribute, said): (&String, &portal_api::Fact)| Awaited {
        attribute: attribute.clone(),
        source_name: name(said.prov.as_str()).unwrap_or_default(),
    };
    to_come.map(one).collect()
}

fn path(id: &str) -> String {
    ["/me/results/", &escape_query(id)].concat()
}

fn result(found: portal_api::PriorResult, proofs: &BTreeMap<String, Proof>) -> PriorResult {
    let text = |date: Option<portal_api::Date>| date.map(|date| date.to_string());
    let file = |file: portal_api::ResultFile| ResultFile {
        id: file.file_id.to_string(),
        name: file.name.to_string(),
        media_type: file.media_type.unwrap_or_default(),
        size: file.size,
    };
    PriorResult {
        held: forms::papers::Held {
            result_id: found.result_id.to_string(),
            result_code: found.result_code.to_string(),
            satisfies: found.satisfies.iter().map(ToString::to_string).collect(),
            usable: found.usable,
            revoked: found.status == ResultStatus::Revoked,
            expired: found.status == ResultStatus::Expired,
            issued_on: text(found.issued_on),
            valid_until: text(found.valid_until),
            about: found.about.map(named),
        },
        title: found.title.to_string(),
        number: found.number.map(|number| number.to_string()),
        issuer: found.issuer.map(|issuer| issuer.name.to_string()),
        proof: proofs.get(found.prov.as_str()).cloned(),
        source: found.source.to_string(),
        why_not: found.unusable_reason.map(|why| why.to_string()),
        signature: signature(found.signature.state),
        structured: found.structured,
        files: found.files.into_iter().map(file).collect(),
    }
}

fn named(person: portal_api::PersonRef) -> Named {
    Named {
        name: Some(person.full_name.to_string()),
        personal_id: person.personal_id.map(|number| number.to_string()),
        birth_date: person.birth_date.map(|date| date.to_string()),
        tax_code: None,
    }
}

fn signature(state: SignatureState) -> Signature {
    match state {
        SignatureState::Valid => Signature::Valid,
        SignatureState::Invalid => Signature::Invalid,
        SignatureState::Absent => Signature::Absent,
        SignatureState::Unchecked => Signature::Unchecked,
    }
}

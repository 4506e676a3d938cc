//! Operations 4 and 5: the procedures, from the definitions and from what is known of services that are to come
//! (contract 4.2, decision 15).

mod summary;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use forms::definition::{Case as DefinedCase, Paper, Service};
use portal_api::{
    Audience, Case, CaseDocument, CaseResult, DocumentSigner, LegalBasis, LookupId, Procedure,
    ProcedureSummary,
};
use serde::Deserialize;
use serde_json::Value;
use vietnam::text::search_fold;

use crate::clock::instant_at;
use crate::conventions::{Language, Paging, Params, caching};
use crate::definitions::{Group, Listed};
use crate::offices;
use crate::problem::Failure;
use crate::state::AppState;
use summary::{closed, summaries};

/// Operations 4 and 5.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/procedures", get(procedures))
        .route("/procedures/{procedureCode}", get(procedure))
}

#[derive(Deserialize)]
struct Asked {
    essential: Option<bool>,
    q: Option<String>,
    group: Option<String>,
    audience: Option<String>,
    agency: Option<String>,
}

/// Operation 4.
async fn procedures(
    State(state): State<AppState>,
    language: Language,
    Params(asked): Params<Asked>,
    paging: Paging,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let q = asked.q.as_deref().map(search_fold).unwrap_or_default();
    let audience: Option<Audience> = asked
        .audience
        .and_then(|word| serde_json::from_value(Value::from(word)).ok());
    let fits = |summary: &ProcedureSummary| {
        (q.is_empty() || search_fold(&summary.name).contains(&q) || summary.code == *q)
            && audience
                .as_ref()
                .is_none_or(|one| summary.audience.contains(one))
            && asked.essential != Some(false)
    };
    let groups = state
        .definitions
        .groups()
        .iter()
        .filter(|group| asked.group.as_ref().is_none_or(|id| group.id == *id));
    let listed =
        groups.flat_map(|group| group.services.iter().map(move |service| (group, service)));
    let of_agency = |(_, service): &(&Group, &Listed)| {
        asked.agency.as_ref().is_none_or(|code| {
            let defined = state.definitions.service(&service.id);
            defined.is_some_and(|one| {
                one.in_language(language)
                    .cases
                    .iter()
                    .any(|case| offices::takes(code, &case.authority.office))
            })
        })
    };
    let items = listed
        .filter(of_agency)
        .flat_map(|(group, service)| summaries(&state, group, service, language))
        .filter(fits)
        .collect();
    caching::public(&headers, caching::CATALOGUE, &paging.page(items)?)
}

/// Operation 5. All cases of the form stand in each of its procedures: which one it is, the answers say.
async fn procedure(
    State(state): State<AppState>,
    language: Language,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let defined = state
        .definitions
        .of_procedure(&code)
        .ok_or_else(Failure::not_found)?;
    let service = defined.in_language(language);
    let listed = state
        .definitions
        .groups()
        .iter()
        .flat_map(|group| group.services.iter().map(move |one| (group, one)));
    let (group, one) = { listed }
        .find(|(_, one)| one.id == service.id)
        .ok_or_else(Failure::not_found)?;
    let summaries = summaries(&state, group, one, language);
    let summary = summaries
        .iter()
        .find(|summary| summary.code == *code)
        .or(summaries.first())
        .ok_or_else(Failure::not_found)?;
    let mut sources: Vec<&str> = service
        .sources
        .iter()
        .map(|source| source.id.as_str())
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let answer = Procedure {
        summary: summary.clone(),
        form_id: service.form_id.as_str().into(),
        form_version: service.form_version.as_str().into(),
        cases: service
            .cases
            .iter()
            .map(|case| case_of(&state, service, case, language))
            .collect(),
        sources: sources.into_iter().map(Into::into).collect(),
        lookups: lookups(service),
        legal_bases: service
            .legal
            .iter()
            .map(|law| LegalBasis {
                number: law.number.as_str().into(),
                title: law.title.as_str().into(),
                issued_on: None,
                effective_on: None,
                url: None,
            })
            .collect(),
        related: Vec::new(),
        interlinked: Vec::new(),
        updated_at: instant_at(defined.changed),
    };
    caching::public(&headers, caching::CATALOGUE, &answer)
}

fn case_of(state: &AppState, service: &Service, case: &DefinedCase, language: Language) -> Case {
    let shut = shut(service, case, language);
    Case {
        case_code: case.code.as_str().into(),
        procedure_code: case.procedure.as_str().into(),
        name: case.name.as_str().into(),
        open: shut.is_none(),
        closed_text: shut.map(Into::into),
        fee_codes: case.fees.iter().map(|fee| fee.as_str().into()).collect(),
        results: case
            .results
            .iter()
            .map(|result| CaseResult {
                result_code: result.code.as_str().into(),
                name: result.name.as_str().into(),
                paper: true,
            })
            .collect(),
        documents: service
            .papers
            .iter()
            .filter(|paper| paper.how.is_sent())
            .map(|paper| document(state, paper))
            .collect(),
    }
}

fn document(state: &AppState, paper: &Paper) -> CaseDocument {
    CaseDocument {
        document_code: paper.code.as_str().into(),
        name: paper.name.as_str().into(),
        replaceable_by: replaceable_by(state, paper)
            .into_iter()
            .map(Into::into)
            .collect(),
        template_url: None,
        signature: DocumentSigner::None,
    }
}

/// Look-ups of a form, each once: a form may ask one register about several people.
fn lookups(service: &Service) -> Vec<LookupId> {
    let ids = service.lookups.iter().map(|lookup| lookup.id.as_str());
    let mut known: Vec<LookupId> = ids
        .filter_map(|id| serde_json::from_value(Value::from(id)).ok())
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// Codes of results that a paper can be replaced by: named by the paper, or holding a record that replaces it.
pub fn replaceable_by<'a>(state: &'a AppState, paper: &'a Paper) -> Vec<&'a str> {
    // What a result says in detail is known only once its data are read.
    let by_record = paper
        .replaced_by
        .iter()
        .filter(|by| by.says.is_empty())
        .flat_map(|by| state.facts.codes_of(&by.record));
    let mut codes: Vec<&str> = paper
        .result_codes
        .iter()
        .map(String::as_str)
        .chain(by_record)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Why no dossiers of a case are taken here; none: they are.
fn shut<'a>(service: &'a Service, case: &'a DefinedCase, language: Language) -> Option<&'a str> {
    let in_person = || (!case.is_filed()).then(|| closed(true, language));
    service.closed(case).or_else(in_person)
}

//! Operations 9 and 10: what the state knows of the person signed in, by groups; only groups asked for are fetched (contract 4.3).

mod contact;
mod files;
mod groups;
mod organisations;
mod refs;
mod told;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch};
use axum::{Json, Router};
use portal_api::{Me, ProblemKind, SourceAnswer, SourceStatus};
use serde::Deserialize;

use crate::consents;
use crate::conventions::{Language, Params, caching, etag};
use crate::persons::{Person, Record, SourceMood, handle};
use crate::prefill::records;
use crate::problem::Failure;
use crate::session::{S1, refused};
use crate::state::AppState;
pub use refs::referred;

pub use contact::profile_now;
use groups::{addresses, family, household, identity};

/// Operations 9, 10, 42 and 43.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/me", get(me))
        .route("/me/contact", patch(contact::patch))
        .route("/me/files", get(files::list))
        .route("/me/files/{fileId}/content", get(files::content))
}

/// Groups that need level 2, and the source and kind of record that each is read from.
const GROUPS: [(&str, &str, &str); 4] = [
    ("identity", "population", "population"),
    ("address", "population", "population"),
    ("family", "population", "population"),
    ("household", "residence", "residence"),
];

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    include: String,
}

async fn me(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Params(asked): Params<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let wants = |group: &str| asked.include.split(',').any(|one| one == group);
    let asks_more = GROUPS.iter().any(|(group, ..)| wants(group)) || wants("organisations");
    if asks_more && session.level < 2 {
        return Err(refused(ProblemKind::StepUpRequired, 2, false));
    }
    let person = state.person(&session.assured);
    let mut answer = Me::default();
    for (group, source, kind) in GROUPS.iter().filter(|(group, ..)| wants(group)) {
        let (status, record) = ask(person, source, kind);
        if let (Some(person), Some(record)) = (person, record) {
            match *group {
                "identity" => answer.identity = identity(record),
                "address" => answer.address = Some(addresses(record)),
                "family" => answer.family = Some(family(person, record)),
                _ => answer.household = household(person, record),
            }
            let mut provenance = records::blank(&state, &(*source).into(), language);
            provenance.record_id = Some(record.handle.as_str().into());
            let id: portal_api::ProvId = handle(&["me", &record.handle]).into();
            answer.provenance.insert(id.clone(), provenance);
            answer.from.insert(format!("/{group}").into(), id);
        }
        if !answer.sources.iter().any(|one| one.source == **source) {
            answer.sources.push(SourceStatus {
                source: (*source).into(),
                status,
                retry_after: None,
                problem: None,
                later_token: None,
            });
        }
    }
    told::keep(&state, &session.person, &answer).await?;
    if wants("organisations")
        && let Some(person) = person
    {
        organisations::tell(&state, person, language, &mut answer);
    }
    if wants("contact") {
        answer.contact = Some(contact::of(&state, &session.person, person).await?);
    }
    if wants("consents") {
        answer.consents = Some(consents::in_force(&state, &session.person).await?);
    }
    let tag = answer.contact.as_ref().map(contact::tag).transpose()?;
    if let Some(tag) = tag
        .as_ref()
        .filter(|tag| asked.include == "contact" && etag::known(&headers, tag))
    {
        return Ok((
            axum::http::StatusCode::NOT_MODIFIED,
            [(header::ETAG, tag.clone())],
        )
            .into_response());
    }
    let mut response = Json(answer).into_response();
    if let Some(tag) = tag {
        caching::insert(response.headers_mut(), header::ETAG, &tag);
    }
    Ok(response)
}

/// Why a source does not answer about a person, if it does not.
fn outage(person: Option<&Person>, source: &str) -> Option<SourceAnswer> {
    match person?.moods.get(source)? {
        SourceMood::Unavailable => Some(SourceAnswer::Unavailable),
        SourceMood::Timeout => Some(SourceAnswer::Timeout),
        SourceMood::Slow(_) => None,
    }
}

/// The record of a source, if it answers.
fn ask<'a>(
    person: Option<&'a Person>,
    source: &str,
    kind: &str,
) -> (SourceAnswer, Option<&'a Record>) {
    if let Some(out) = outage(person, source) {
        return (out, None);
    }
    let record = person.and_then(|person| person.records.iter().find(|record| record.kind == kind));
    (
        if record.is_some() {
            SourceAnswer::Ok
        } else {
            SourceAnswer::NotHeld
        },
        record,
    )
}

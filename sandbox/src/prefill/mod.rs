//! Operation 16: facts from the sources, side by side, each in its own time (contract 4.5, decision 20).
//! It chooses nothing and merges nothing.

mod check;
pub mod entitled;
mod facts;
mod forgotten;
pub mod records;
mod subject;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use portal_api::{
    Attribute, PrefillAnswer, PrefillRequest, ProblemKind, ProofKind, Provenance, SourceAnswer,
    SourceFacts, SourceStatus, SubjectKind,
};

use crate::clock::instant_at;
use crate::confirmations;
use crate::conventions::{JsonBody, Language};
use crate::persons::SourceMood;
use crate::problem::Failure;
use crate::random;
use crate::registers::Settled;
use crate::session::{Assured, S2};
use crate::sources::{later, outage};
use crate::state::AppState;
pub use facts::facts;
pub use forgotten::{TakenBack, forgotten, note};
use subject::Reach;
pub use told::{Forgotten, Told, ToldFact, clean, forget, forget_shared};

/// Values marked `auto` are checked against an answer for so long: a draft that is resumed within the week.
const SECONDS: i64 = 7 * 86_400;

/// Operation 16.
pub fn routes() -> Router<AppState> {
    Router::new().route("/prefill", post(prefill))
}

async fn prefill(
    State(state): State<AppState>,
    S2(session): S2,
    language: Language,
    body: JsonBody<PrefillRequest>,
) -> Result<Json<PrefillAnswer>, Failure> {
    let request = body.value;
    check::form(&state, &request)?;
    check::consent(&state, &session.assured, &request).await?;
    let held = crate::results::held(&state, &session.assured).await?;
    let settled = Settled::load(&state.db).await?;
    let reach = match shared(&state, &session.assured, &request).await? {
        Some(reach) => reach,
        None => subject::reach(&state, &session.assured, &request, &held, language).await?,
    };
    let mut reach = reach.now(&settled);
    if request.subject.kind == SubjectKind::Own {
        reach.refresh(&state, &session.person).await?;
    }

    let moods = state
        .person(&session.assured)
        .map(|person| person.moods.clone())
        .unwrap_or_default();
    let limit = state.settings.times.prefill;
    let outages = outage::all(&state.db).await?;
    let waits = request
        .sources
        .iter()
        .map(|source| outage::mood(&outages, &moods, source.as_str()))
        .map(|mood| tokio::spawn(mood_after(mood, limit)));
    let waits: Vec<_> = waits.collect();

    let mut provenance = BTreeMap::new();
    let mut sources = Vec::new();
    for (source, wait) in request.sources.iter().zip(waits) {
        let answer = wait.await.unwrap_or(SourceAnswer::Unavailable);
        let mut given = facts_of(
            &state,
            &request,
            source,
            answer,
            &reach,
            language,
            &mut provenance,
        );
        if problem_of(answer).is_some() {
            let at = state.clock.unix();
            let note = later::note(&state.db, &session.person, source, at).await?;
            given.status.later_token = Some(note.into());
        }
        sources.push(given);
    }
    let now = state.clock.unix();
    let answer = PrefillAnswer {
        prefill_id: random::id().into(),
        generated_at: instant_at(now),
        expires_at: instant_at(now + SECONDS),
        sources,
        provenance,
    };
    let of_self = request.subject.kind == SubjectKind::Own && request.keys.is_empty();
    sqlx::query(
        "INSERT INTO prefill (id, person, answer, expires_at, of_self, subject) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(answer.prefill_id.as_str())
    .bind(&session.person)
    .bind(serde_json::to_string(&answer)?)
    .bind(now + SECONDS)
    .bind(of_self)
    .bind(serde_json::to_string(&request.subject)?)
    .execute(&state.db)
    .await?;
    // Who agreed may have taken it back while the sources were asked.
    if let Err(refused) = shared(&state, &session.assured, &request).await {
        let mut connection = state.db.acquire().await?;
        told::forget_answer(&mut connection, &answer.prefill_id).await?;
        return Err(refused);
    }
    Ok(Json(answer))
}

/// What the subject agreed to share, where their confirmation is the proof (contract 3.1).
async fn shared<'a>(
    state: &'a AppState,
    who: &Assured,
    request: &PrefillRequest,
) -> Result<Option<Reach<'a>>, Failure> {
    let subject = &request.subject;
    let others = matches!(
        subject.kind,
        SubjectKind::Parent
            | SubjectKind::Spouse
            | SubjectKind::HouseholdMember
            | SubjectKind::OtherByAuthorisation
    );
    let proof = subject
        .proof
        .as_ref()
        .filter(|proof| others && proof.kind == ProofKind::Confirmation);
    let Some(id) = proof.and_then(|proof| proof.confirmation_id.as_ref()) else {
        return Ok(None);
    };
    let agreed = confirmations::shared_by(state, who, id).await?;
    let refused = || Failure::representation_not_proved(&[ProofKind::Confirmation]);
    let (person, scopes) = agreed.ok_or_else(refused)?;
    let named = subject.person.as_ref();
    let named = named.and_then(|named| named.personal_id.as_deref());
    let person = { state.persons.get(&person) }
        .filter(|person| named.is_none_or(|number| person.personal_id == number))
        .ok_or_else(refused)?;
    Ok(Some(Reach::shared(person, &scopes)))
}

/// How a source answers, once it does.
pub async fn mood_after(mood: Option<SourceMood>, limit: Duration) -> SourceAnswer {
    let Some(mood) = mood else {
        return SourceAnswer::Ok;
    };
    match mood.wait() {
        Some(wait) if wait < limit => {
            tokio::time::sleep(wait).await;
            if matches!(mood, SourceMood::Unavailable) {
                SourceAnswer::Unavailable
            } else {
                SourceAnswer::Ok
            }
        }
        _ => {
            tokio::time::sleep(limit).await;
            SourceAnswer::Timeout
        }
    }
}

/// What one source says of what is wanted, and nothing else.
fn facts_of(
    state: &AppState,
    request: &PrefillRequest,
    source: &portal_api::SourceId,
    answer: SourceAnswer,
    reach: &Reach<'_>,
    language: Language,
    provenance: &mut BTreeMap<portal_api::ProvId, Provenance>,
) -> SourceFacts {
    let out = answer != SourceAnswer::Ok;
    let wanted: Vec<&Attribute> = request
        .want
        .iter()
        .filter(|name| served(state, name, source))
        .collect();
    let mut given = BTreeSet::new();
    let mut found = Vec::new();
    for reached in reach.of(request, source).filter(|_| !out) {
        let (prov, mut from) = records::of_record(state, reached, source, language);
        from.about = Some(request.subject.kind);
        if let Some(record) = records::wanted(reached, &wanted, &prov, &mut given) {
            provenance.insert(prov, from);
            found.push(record);
        }
    }
    let held = reach.of(request, source).next().is_some();
    let status = SourceStatus {
        source: source.clone(),
        status: if !out && !held {
            SourceAnswer::NotHeld
        } else {
            answer
        },
        retry_after: out.then_some(60),
        problem: problem_of(answer).map(ProblemKind::type_uri),
        later_token: None,
    };
    let absent = wanted
        .into_iter()
        .filter(|name| !given.contains(name.as_str()))
        .cloned()
        .collect();
    SourceFacts {
        status,
        records: found,
        absent,
    }
}

/// The problem behind an answer that is none.
pub fn problem_of(answer: SourceAnswer) -> Option<ProblemKind> {
    match answer {
        SourceAnswer::Unavailable => Some(ProblemKind::UpstreamUnavailable),
        SourceAnswer::Timeout => Some(ProblemKind::UpstreamTimeout),
        SourceAnswer::Ok | SourceAnswer::NotHeld => None,
    }
}

fn served(state: &AppState, name: &str, source: &str) -> bool {
    let attribute = name
        .split_once('.')
        .and_then(|(record, attribute)| state.facts.get(record, attribute));
    attribute.is_some_and(|attribute| attribute.served_by(source))
}

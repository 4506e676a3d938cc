//! Operation 47: asking another person.

use axum::extract::State;
use axum::http::StatusCode;
use portal_api::{
    AskedPerson, ConfirmationChannel, ConfirmationPurpose, ConfirmationRequest, ConfirmationRole,
    ConfirmationState, Fault, FaultCode, Pointer,
};
use serde_json::{Map, Value};
use vietnam::CivilDate;
use vietnam::date::add_days;
use vietnam::text::fold;

use super::covers::{sha256, tree, values};
use super::show;
use super::store::{self, AskedFor, Stored};
use crate::conventions::idempotency::idempotent;
use crate::conventions::rate::{self, Rate};
use crate::conventions::{Answer, JsonBody, Key, Language};
use crate::drafts;
use crate::drafts::judge::today;
use crate::me::referred;
use crate::messages::{self, Message};
use crate::otp;
use crate::problem::{Failure, body_fault};
use crate::random;
use crate::registers::entries;
use crate::session::{Assured, S2};
use crate::state::AppState;

/// Days to answer, unless the request says otherwise, and at most.
const DAYS: i64 = 7;
const DAYS_AT_MOST: i64 = 30;

/// Requests of one person.
const RATE: Rate = Rate {
    calls: 20,
    seconds: 600,
};

pub(super) async fn ask(
    State(state): State<AppState>,
    S2(session): S2,
    language: Language,
    key: Key,
    body: JsonBody<ConfirmationRequest>,
) -> Result<Answer, Failure> {
    let who = session.assured.clone();
    let (person, request) = (who.person.clone(), body.value);
    let work = {
        let state = state.clone();
        async move {
            rate::count(&state, "confirmation", &who.person, RATE).await?;
            let stored = asked(&state, &who, request).await?;
            let shown = show::wire(&state, &stored, language, false);
            let location = format!("/api/v1/confirmations/{}", stored.id);
            Ok(Answer::new(StatusCode::CREATED, &shown)?.header("location", location))
        }
    };
    let route = "POST /confirmations";
    idempotent(&state, &person, route, &key, &body.sha256, work).await
}

async fn asked(
    state: &AppState,
    who: &Assured,
    request: ConfirmationRequest,
) -> Result<Stored, Failure> {
    let draft = drafts::find(state, &who.person, &request.draft_id).await?;
    if draft.etag != request.draft_etag {
        return Err(draft.moved_on(&request.draft_etag));
    }
    let now = today(state)?;
    let mut faults = faults(&request, now);
    faults.extend(astray(state, &draft.content.frame.form_id, &request));
    let shown = values(&tree(state, &draft.content)?, &request.covers);
    faults.extend(empty(state, &draft.content.frame.form_id, &request, &shown));
    let other = match other(state, who, &request) {
        Ok(other) => Some(other),
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    let Some(other) = other.filter(|_| faults.is_empty()) else {
        return Err(Failure::invalid(faults));
    };
    let frame = &draft.content.frame;
    let case = frame.case_code.as_deref().map(str::to_owned);
    let first_case = || {
        let defined = state.definitions.of_procedure(&frame.procedure_code);
        let service = defined.map(|one| one.in_language(Language::Vi));
        let mut cases = service.into_iter().flat_map(|service| &service.cases);
        let found = cases.find(|case| frame.procedure_code == *case.procedure.as_str());
        found.map(|case| case.code.clone())
    };
    let stored = Stored {
        id: random::code(),
        draft_id: draft.id,
        dossier_code: None,
        asked_by: who.person.clone(),
        asked_by_name: who.full_name.clone(),
        person: other.key,
        personal_id: other.number,
        full_name: other.name,
        covers_sha256: sha256(&shown)?,
        shown,
        procedure_code: frame.procedure_code.to_string(),
        case_code: case.or_else(first_case).unwrap_or_default(),
        state: ConfirmationState::Waiting,
        reason: None,
        requested_at: state.clock.instant().to_string(),
        due_by: request
            .due_by
            .map_or_else(|| add_days(now, DAYS).to_string(), |day| day.to_string()),
        answered_at: None,
        withdrawn_at: None,
        asked: AskedFor {
            purpose: request.purpose,
            role: request.role,
            channel: request.channel,
            covers: request.covers,
            scopes: request.scopes,
        },
    };
    store::insert(state, &stored).await?;
    let phone = stored.person.as_deref();
    let phone = phone.and_then(|person| otp::phone(state, person));
    let message = Message {
        channel: if stored.by_phone() { "sms" } else { "vneid" },
        name: &stored.full_name,
        address: &phone.unwrap_or_default(),
        what: "confirmation-asked",
        detail: &format!("{}/dong-y/{}", state.origin(), stored.id),
    };
    messages::send(state, message).await?;
    Ok(stored)
}

fn faults(request: &ConfirmationRequest, now: CivilDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    if request.role == ConfirmationRole::Unrecognised {
        faults.push(body_fault("/role", FaultCode::NotInList));
    }
    let sharing = request.purpose == ConfirmationPurpose::ShareData;
    let scopes = request.scopes.as_deref().unwrap_or_default();
    match (sharing, scopes.is_empty(), request.covers.is_empty()) {
        (true, true, _) => faults.push(body_fault("/scopes", FaultCode::Required)),
        (false, _, true) => faults.push(body_fault("/covers", FaultCode::Required)),
        _ => {}
    }
    // The root would be an agreement to everything.
    let is_odd = |one: &Pointer| one.is_empty() || !Pointer::is_valid(one);
    let odd = { request.covers.iter().enumerate() }.filter(|(_, one)| is_odd(one));
    faults.extend(odd.map(|(at, _)| body_fault(format!("/covers/{at}"), FaultCode::Pattern)));
    if let Some(day) = &request.due_by {
        match CivilDate::parse_iso(day) {
            Err(_) => faults.push(body_fault("/dueBy", FaultCode::NotADate)),
            Ok(day) if day < now => faults.push(body_fault("/dueBy", FaultCode::BeforeMin)),
            Ok(day) if day > add_days(now, DAYS_AT_MOST) => {
                faults.push(body_fault("/dueBy", FaultCode::AfterMax));
            }
            Ok(_) => {}
        }
    }
    faults
}

/// Covers that are no answers of the form, and an agreement to nothing at all. What is not answered yet may be covered:
/// once it is, the agreement is void.
fn empty(
    state: &AppState,
    form: &str,
    request: &ConfirmationRequest,
    shown: &Map<String, Value>,
) -> Vec<Fault> {
    let defined = state.definitions.of_procedure(form);
    let service = defined.map(|one| one.in_language(Language::Vi));
    let is_of_form = |one: &Pointer| {
        let named = one.split('/').nth(1).unwrap_or_default();
        let mut fields = service.iter().flat_map(|service| service.fields());
        service.is_none() || fields.any(|field| field.id.as_str().split("[]").next() == Some(named))
    };
    let is_valid = |one: &Pointer| !one.is_empty() && Pointer::is_valid(one);
    let covers = request.covers.iter().enumerate();
    let strange = covers.filter(|(_, one)| is_valid(one) && !is_of_form(one));
    let mut faults: Vec<Fault> = strange
        .map(|(at, _)| body_fault(format!("/covers/{at}"), FaultCode::NotInList))
        .collect();
    if faults.is_empty() && shown.is_empty() && !request.covers.is_empty() {
        faults.push(body_fault("/covers", FaultCode::Required));
    }
    faults
}

/// Sources that may not be read by this agreement: only what the form itself reads, and only where sharing is asked for.
fn astray(state: &AppState, form: &str, request: &ConfirmationRequest) -> Vec<Fault> {
    let defined = state.definitions.of_procedure(form);
    let service = defined.map(|one| one.in_language(Language::Vi));
    let reads = |id: &str| {
        let mut sources = service.iter().flat_map(|service| &service.sources);
        request.purpose == ConfirmationPurpose::ShareData && sources.any(|source| source.id == id)
    };
    let scopes = request.scopes.iter().flatten().enumerate();
    let wrong = scopes.filter(|(_, id)| !reads(id));
    wrong
        .map(|(at, _)| body_fault(format!("/scopes/{at}"), FaultCode::NotInList))
        .collect()
}

/// Who is asked.
struct Other {
    key: Option<String>,
    number: String,
    name: String,
}

/// Whom the request means, if registers know them and they can answer.
fn other(state: &AppState, who: &Assured, request: &ConfirmationRequest) -> Result<Other, Fault> {
    let (name, number) = meant(state, who, &request.person)?;
    if who.personal_id.as_deref() == Some(number.as_str()) {
        return Err(body_fault("/person", FaultCode::NotEligible));
    }
    let known = state.persons.with_personal_id(&number);
    // Without an account of level 2 nobody can answer by VNeID, without a phone in the register not by phone.
    let can = match (request.channel, known) {
        (ConfirmationChannel::Vneid, Some(person)) => person.level >= 2,
        (ConfirmationChannel::Phone, Some(person)) => otp::phone(state, &person.key).is_some(),
        (_, None) => false,
    };
    if !can {
        return Err(body_fault("/person", FaultCode::NotEligible));
    }
    Ok(Other {
        key: known.map(|person| person.key.clone()),
        number,
        name,
    })
}

/// Name and number, by handle or as typed; what was typed must be what the population database has.
fn meant(state: &AppState, who: &Assured, asked: &AskedPerson) -> Result<(String, String), Fault> {
    let mismatch = |at: &str| body_fault(at, FaultCode::MismatchWithSource);
    if let Some(handle) = &asked.r#ref {
        let found = state
            .person(who)
            .and_then(|person| referred(person, handle));
        return match found {
            Some((name, Some(number))) => Ok((name, number)),
            _ => Err(mismatch("/person/ref")),
        };
    }
    let required = |at: &str| body_fault(at, FaultCode::Required);
    let number = asked.personal_id.as_deref();
    let number = number.ok_or_else(|| required("/person/personalId"))?;
    let name = asked.full_name.as_deref();
    let name = name.ok_or_else(|| required("/person/fullName"))?;
    let held = name_of(state, number).ok_or_else(|| mismatch("/person/personalId"))?;
    if fold(&held) != fold(name) {
        return Err(mismatch("/person/fullName"));
    }
    Ok((held, number.to_owned()))
}

/// The name that registers have under a number.
fn name_of(state: &AppState, number: &str) -> Option<String> {
    if let Some(person) = state.persons.with_personal_id(number) {
        return Some(person.full_name.clone());
    }
    let relatives = state.persons.all().iter().flat_map(|one| &one.relatives);
    let relative = { relatives }.find(|one| one.personal_id.as_deref() == Some(number));
    if let Some(relative) = relative {
        return Some(relative.full_name.clone());
    }
    let households = entries(&state.persons, "residence");
    let mut members = households.flat_map(|entry| {
        let rows = entry.record.holds.get("members").and_then(Value::as_array);
        rows.into_iter().flatten()
    });
    let row = members.find(|row| row.get("personal_id").and_then(Value::as_str) == Some(number))?;
    row.get("full_name")?.as_str().map(str::to_owned)
}

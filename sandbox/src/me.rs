//! Operation 9: what the state knows of the person signed in, by groups; only groups asked for are fetched (contract 4.3).

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use portal_api::{
    Addresses, Channels, Contact, ContactVerified, Family, Household, HouseholdMember, Identity,
    Me, PersonRef, ProblemKind, SourceAnswer, SourceStatus,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::consents;
use crate::conventions::{Language, Params, caching, etag};
use crate::persons::{Person, Record, SourceMood, handle};
use crate::prefill::records;
use crate::problem::Failure;
use crate::session::{S1, refused};
use crate::state::AppState;

/// Operation 9.
pub fn routes() -> Router<AppState> {
    Router::new().route("/me", get(me))
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
    if wants("contact") {
        answer.contact = Some(person.map(contact).unwrap_or_default());
    }
    if wants("consents") {
        answer.consents = Some(consents::in_force(&state, &session.person).await?);
    }
    let tag = answer
        .contact
        .as_ref()
        .map(serde_json::to_vec)
        .transpose()?
        .map(etag::of);
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

/// The record of a source, if it answers.
fn ask<'a>(
    person: Option<&'a Person>,
    source: &str,
    kind: &str,
) -> (SourceAnswer, Option<&'a Record>) {
    match person.and_then(|person| person.moods.get(source)) {
        Some(SourceMood::Unavailable) => return (SourceAnswer::Unavailable, None),
        Some(SourceMood::Timeout) => return (SourceAnswer::Timeout, None),
        Some(SourceMood::Slow(_)) | None => {}
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

/// None when the record lacks what an identity must have.
fn identity(record: &Record) -> Option<Identity> {
    Some(Identity {
        full_name: read(record, "full_name")?,
        name_parts: None,
        personal_id: read(record, "personal_id")?,
        old_id: read(record, "old_id"),
        birth_date: read(record, "birth_date")?,
        gender: read(record, "gender")?,
        nationality: country(record, "nationality")?,
        ethnic_group: read(record, "ethnicity"),
        religion: read(record, "religion"),
        marital_status: read(record, "marital_status"),
        place_of_birth: read(record, "birth_place"),
        home_town: read(record, "hometown"),
        id_document: paper(record),
    })
}

fn addresses(record: &Record) -> Addresses {
    Addresses {
        permanent: read(record, "permanent_address"),
        current: read(record, "current_address"),
        temporary: read(record, "temporary_address"),
    }
}

fn family(person: &Person, record: &Record) -> Family {
    let children = person
        .relatives
        .iter()
        .filter(|relative| relative.relation == "child" && relative.link.is_some());
    let children: Vec<PersonRef> = children
        .map(|child| PersonRef {
            r#ref: Some(child.handle.as_str().into()),
            full_name: child.full_name.as_str().into(),
            birth_date: child.birth_date.as_deref().map(Into::into),
            gender: child
                .gender
                .as_deref()
                .and_then(|word| serde_json::from_value(Value::from(word)).ok()),
            ..PersonRef::default()
        })
        .collect();
    Family {
        father: named(person, record, "father"),
        mother: named(person, record, "mother"),
        spouse: named(person, record, "spouse"),
        representative: named(person, record, "representative"),
        children: (!children.is_empty()).then_some(children),
    }
}

/// A relative as the population record names one, by a handle instead of the number.
fn named(person: &Person, record: &Record, role: &str) -> Option<PersonRef> {
    let known = person
        .relatives
        .iter()
        .find(|relative| relative.relation == role);
    Some(PersonRef {
        r#ref: Some(
            known
                .map_or_else(
                    || handle(&[&person.key, role]),
                    |relative| relative.handle.clone(),
                )
                .into(),
        ),
        full_name: read(record, &format!("{role}_name"))?,
        birth_date: read(record, &format!("{role}_birth_date")),
        nationality: country(record, &format!("{role}_nationality")),
        ..PersonRef::default()
    })
}

fn household(person: &Person, record: &Record) -> Option<Household> {
    let rows = record.holds.get("members").and_then(Value::as_array);
    let member = |(at, row): (usize, &Value)| {
        let read = |name: &str| row.get(name).cloned();
        Some(HouseholdMember {
            person: PersonRef {
                r#ref: Some(handle(&[&person.key, "member", &at.to_string()]).into()),
                full_name: read("full_name")?.as_str()?.into(),
                birth_date: read("birth_date").and_then(|value| serde_json::from_value(value).ok()),
                gender: read("gender").and_then(|value| serde_json::from_value(value).ok()),
                ..PersonRef::default()
            },
            relation_to_head: serde_json::from_value(read("relation_to_head")?).ok()?,
        })
    };
    Some(Household {
        head: PersonRef {
            r#ref: Some(handle(&[&person.key, "head"]).into()),
            full_name: read(record, "head_name")?,
            ..PersonRef::default()
        },
        relation_to_head: read(record, "relation_to_head")?,
        members: rows.map(|rows| rows.iter().enumerate().filter_map(member).collect()),
    })
}

/// From the saved profile, else what the account has; the account's is verified.
fn contact(person: &Person) -> Contact {
    let read = |kind: &str, name: &str| {
        person
            .value(kind, name)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let (phone, email) = (read("account", "phone"), read("account", "email"));
    let verified = ContactVerified {
        phone: phone.is_some(),
        email: email.is_some(),
    };
    Contact {
        phone: phone.or_else(|| read("profile", "phone")).map(Into::into),
        email: email.or_else(|| read("profile", "email")).map(Into::into),
        postal: person
            .value("profile", "delivery_address")
            .cloned()
            .and_then(|value| serde_json::from_value(value).ok()),
        verified,
        channels: Channels {
            sms: true,
            email: false,
            zalo: false,
            in_app: true,
        },
    }
}

fn read<T: DeserializeOwned>(record: &Record, attribute: &str) -> Option<T> {
    serde_json::from_value(record.holds.get(attribute)?.clone()).ok()
}

/// A nationality is a code answer in records, a bare code in an identity.
fn country(record: &Record, attribute: &str) -> Option<portal_api::Country> {
    Some(record.holds.get(attribute)?.get("code")?.as_str()?.into())
}

/// The identity paper, from our snake_case members.
fn paper(record: &Record) -> Option<portal_api::IdDocument> {
    let paper = record.holds.get("id_paper")?;
    let text = |name: &str| paper.get(name).and_then(Value::as_str);
    Some(portal_api::IdDocument {
        r#type: text("type")?.into(),
        number: text("number")?.into(),
        issued_on: text("issued_on").map(Into::into),
        issued_by: text("issued_by").map(Into::into),
    })
}

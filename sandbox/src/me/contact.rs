//! Operation 10: the contact, changed by a merge patch. What is new stays unverified without a one-time code.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use portal_api::{Change, Code, Contact, ContactPatch, Email, FaultCode, ProblemKind, Text};
use serde_json::Value;

use super::groups;
use crate::conventions::{IfMatch, JsonBody, caching, etag};
use crate::otp::{self, Purpose};
use crate::persons::{Person, Record};
use crate::problem::{Failure, body_fault};
use crate::session::S1;
use crate::state::AppState;

/// The contact of a person: as they changed it, else as the records have it.
///
/// # Errors
/// When the database fails.
pub(super) async fn of(
    state: &AppState,
    key: &str,
    person: Option<&Person>,
) -> Result<Contact, Failure> {
    Ok(match changed(state, key).await? {
        Some(contact) => contact,
        None => person.map(groups::contact).unwrap_or_default(),
    })
}

/// What the person changed it to; none where they never did.
async fn changed(state: &AppState, key: &str) -> Result<Option<Contact>, Failure> {
    let text = kept(state, key).await?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// That as it is kept.
async fn kept(state: &AppState, key: &str) -> Result<Option<String>, Failure> {
    let text = sqlx::query_scalar("SELECT contact FROM contact WHERE person = ?")
        .bind(key)
        .fetch_optional(&state.db)
        .await?;
    Ok(text)
}

/// The person's saved profile as it is now: what it holds follows the contact.
///
/// # Errors
/// When the database fails.
pub async fn profile_now(
    state: &AppState,
    key: &str,
    record: &Record,
) -> Result<Option<Record>, Failure> {
    let Some(contact) = changed(state, key)
        .await?
        .filter(|_| record.kind == "profile")
    else {
        return Ok(None);
    };
    let mut record = record.clone();
    let mut put = |name: &str, value: Option<Value>| match value {
        Some(value) => drop(record.holds.insert(name.to_owned(), value)),
        None => drop(record.holds.remove(name)),
    };
    put("phone", contact.phone.map(|phone| phone.as_str().into()));
    put("email", contact.email.map(|email| email.as_str().into()));
    let postal = contact.postal.map(serde_json::to_value).transpose()?;
    put("delivery_address", postal);
    Ok(Some(record))
}

/// The tag of a contact.
pub(super) fn tag(contact: &Contact) -> Result<String, Failure> {
    Ok(etag::of(serde_json::to_vec(contact)?))
}

pub(super) async fn patch(
    State(state): State<AppState>,
    S1(session): S1,
    if_match: IfMatch,
    body: JsonBody<ContactPatch>,
) -> Result<Response, Failure> {
    let (key, mut patch) = (session.person.as_str(), body.value);
    let person = state.person(&session.assured);
    let former = kept(&state, key).await?;
    let before = match &former {
        Some(text) => serde_json::from_str(text)?,
        None => person.map(groups::contact).unwrap_or_default(),
    };
    if_match.check(&tag(&before)?)?;
    check(&mut patch)?;
    let proved = match &patch.otp {
        Some(proof) => {
            let addresses = [set(&patch.phone), set(&patch.email)];
            let purposes: Vec<Purpose> = { addresses.into_iter().flatten() }
                .map(Purpose::Contact)
                .collect();
            match otp::verify(&state, proof, &purposes, key).await? {
                Purpose::Contact(address) => Some(address),
                _ => None,
            }
        }
        None => None,
    };
    let after = applied(before, patch, proved.as_deref());
    // Only over what was read above: of two that change the same at once, one is told.
    let done = sqlx::query("INSERT INTO contact (person, contact) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET contact = excluded.contact WHERE contact.contact = ?")
        .bind(key)
        .bind(serde_json::to_string(&after)?)
        .bind(former)
        .execute(&state.db)
        .await?;
    if done.rows_affected() == 0 {
        let now = tag(&of(&state, key, person).await?)?;
        return Err(Failure::conflict(
            ProblemKind::PreconditionFailed,
            now.as_str(),
        ));
    }
    let tag = tag(&after)?;
    let mut response = Json(after).into_response();
    caching::insert(response.headers_mut(), header::ETAG, &tag);
    Ok(response)
}

/// New values must have their shape; a phone is brought into the one in which it is kept.
fn check(patch: &mut ContactPatch) -> Result<(), Failure> {
    let mut faults = Vec::new();
    if let Change::Set(phone) = &mut patch.phone {
        match otp::written(phone) {
            Some(written) => *phone = written,
            None => faults.push(body_fault("/phone", FaultCode::Pattern)),
        }
    }
    if matches!(&patch.email, Change::Set(email) if !Email::is_valid(email)) {
        faults.push(body_fault("/email", FaultCode::Pattern));
    }
    if let Change::Set(postal) = &patch.postal {
        let detail = postal.detail.as_deref().unwrap_or_default();
        if !Text::<500>::is_valid(&postal.text) {
            faults.push(body_fault("/postal/text", FaultCode::TooLong));
        }
        if !Text::<300>::is_valid(detail) {
            faults.push(body_fault("/postal/detail", FaultCode::TooLong));
        }
        let units = [("province", &postal.province), ("commune", &postal.commune)];
        for (name, code) in units {
            if code.as_ref().is_some_and(|code| !Code::is_valid(code)) {
                faults.push(body_fault(
                    format!("/postal/{name}"),
                    FaultCode::UnitUnknown,
                ));
            }
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::invalid(faults))
    }
}

fn set<T: ToString>(change: &Change<T>) -> Option<String> {
    match change {
        Change::Set(value) => Some(value.to_string()),
        Change::Keep | Change::Delete => None,
    }
}

/// The contact after a patch. A phone or e-mail that is new is verified only where a code that went there proved it.
fn applied(mut contact: Contact, patch: ContactPatch, proved: Option<&str>) -> Contact {
    let verified = &mut contact.verified;
    let (by_phone, by_email) = (
        proved.is_some() && set(&patch.phone).as_deref() == proved,
        proved.is_some() && set(&patch.email).as_deref() == proved,
    );
    change(
        &mut contact.phone,
        patch.phone,
        &mut verified.phone,
        by_phone,
    );
    change(
        &mut contact.email,
        patch.email,
        &mut verified.email,
        by_email,
    );
    change(&mut contact.postal, patch.postal, &mut false, false);
    if let Some(wanted) = patch.channels {
        let channels = &mut contact.channels;
        for (known, wanted) in [
            (&mut channels.sms, wanted.sms),
            (&mut channels.email, wanted.email),
            (&mut channels.zalo, wanted.zalo),
            (&mut channels.in_app, wanted.in_app),
        ] {
            *known = wanted.unwrap_or(*known);
        }
    }
    contact
}

fn change<T: PartialEq>(
    known: &mut Option<T>,
    change: Change<T>,
    verified: &mut bool,
    proved: bool,
) {
    let now = match change {
        Change::Keep => return,
        Change::Delete => None,
        Change::Set(value) => Some(value),
    };
    if now != *known || proved {
        *verified = proved && now.is_some();
    }
    *known = now;
}

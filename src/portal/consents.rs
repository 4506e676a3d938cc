//! What the person has agreed to, and taking it back (operations 9, 15; names of sources by 41).

use super::Problem;
use super::request::Request;
use crate::route::escape_query;
use gloo::net::http::Method;
use portal_api::{Consent, ConsentPurpose, Items, Me};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A consent that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// Its id.
    pub id: String,
    /// The source that may be read.
    pub source: String,
    /// For which procedure.
    pub procedure: String,
    /// For papers that are used again; else for filling in.
    pub is_for_papers: bool,
    /// Since when (RFC 3339).
    pub since: String,
    /// Until when (RFC 3339).
    pub until: String,
    /// Version of the text that was agreed to.
    pub text_version: String,
    /// Codes of dossiers that were sent under it.
    pub used_in: Vec<String>,
}

/// The consents of the person that hold.
///
/// # Errors
/// See [`Problem`].
pub async fn agreed() -> Result<Vec<Agreed>, Problem> {
    let me: Me = Request::get("/me?include=consents")
        .send()
        .await?
        .json()
        .await?;
    Ok(me.consents.unwrap_or_default().iter().map(read).collect())
}

/// Takes a consent back. What was sent stays; drafts lose what they hold under it.
///
/// # Errors
/// See [`Problem`].
pub async fn withdraw(id: &str) -> Result<(), Problem> {
    let path = ["/me/consents/", &escape_query(id)].concat();
    Request::new(Method::DELETE, path).send().await.map(drop)
}

/// Names of the sources by their ids.
///
/// # Errors
/// See [`Problem`].
pub async fn source_names() -> Result<BTreeMap<String, String>, Problem> {
    let all: Items<Source> = Request::get("/sources").send().await?.json().await?;
    Ok(all
        .items
        .into_iter()
        .map(|one| (one.source, one.name))
        .collect())
}

/// What is read of a source's state (operation 41).
#[derive(Deserialize)]
struct Source {
    source: String,
    name: String,
}

fn read(consent: &Consent) -> Agreed {
    let used_in = consent.used_in.iter();
    Agreed {
        id: consent.consent_id.to_string(),
        source: consent.scope.to_string(),
        procedure: consent.procedure_code.to_string(),
        is_for_papers: consent.purpose == ConsentPurpose::ReuseDocument,
        since: consent.granted_at.to_string(),
        until: consent.expires_at.to_string(),
        text_version: consent.text_version.to_string(),
        used_in: used_in.map(ToString::to_string).collect(),
    }
}

//! What the citizen answered in earlier dossiers of theirs: read from the last of them, with the forms of then.

use super::sent;
use crate::portal::dossier;
use crate::portal::records::{Given, GivenState, Wanted};
use crate::portal::{Problem, Proof, site};
use crate::text::{Language, language};
use forms::definition::Service;
use forms::fact::{Fact, PRIOR_DOSSIER};
use forms::handover::{reminders, source_name};
use forms::send;
use futures::future::join_all;
use serde_json::Value;
use std::collections::BTreeMap;

/// Most dossiers that are read.
const READ: usize = 3;

/// Asking for them, as for any source.
#[must_use]
pub fn wanted() -> Wanted {
    Wanted {
        source: PRIOR_DOSSIER.to_owned(),
        about: "self".to_owned(),
        attributes: BTreeMap::new(),
        keys: BTreeMap::new(),
        person: None,
        basis: None,
    }
}

/// Reads of the last dossiers what this service may be reminded of. One that cannot be read reminds of nothing, and stops nothing.
///
/// # Errors
/// See [`Problem`]: the list could not be had.
pub async fn ask(next: &Service) -> Result<Given, Problem> {
    let (lines, _) = dossier::list(None).await?;
    let mut given = Given::nothing(GivenState::NotHeld);
    let last = lines.into_iter().take(READ);
    let last = last.map(|line| async move { said(&line.code, next).await });
    for (facts, proof) in join_all(last).await.into_iter().flatten() {
        given.facts.extend(facts);
        given.proofs.insert(proof.shown().id.clone(), proof);
    }
    if !given.facts.is_empty() {
        given.state = GivenState::Here;
    }
    Ok(given)
}

/// What one dossier says. None of a service or a form that the app no longer has.
async fn said(code: &str, next: &Service) -> Option<(Vec<Fact>, Proof)> {
    let earlier = sent::read(code, language()).await.ok()?;
    if earlier.is_outdated {
        return None;
    }
    let service = earlier.service;
    let sent_on = earlier.sent_at.get(..10)?;
    let data = Value::Object(earlier.saved.data);
    let answers = send::from_data(&service, &data, earlier.day, &BTreeMap::new());
    // The office reads the name too.
    let named = site::service_of(&earlier.slug, Language::VI, &service.form_version).await;
    let name = source_name(
        named
            .as_ref()
            .map_or(&service.name, |service| &service.name),
    );
    let proof = Proof::of_dossier(code, &name, sent_on, &earlier.sent_at);
    let facts = reminders(&service, &answers, code, proof.shown(), next);
    Some((facts, proof))
}

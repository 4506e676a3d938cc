//! What a draft loses when a consent is taken back (operation 15), or an agreement to share data (operation 50): values,
//! papers and traces of what was read by it.

use std::collections::BTreeSet;

use portal_api::{
    Answers, AttachmentKind, ConsentPurpose, DraftContent, Id, Origin, OriginKind, Pointer, ProvId,
    Subject,
};
use serde_json::{Map, Value};
use sqlx::SqliteConnection;

use super::store;
use crate::consents::Withdrawn;
use crate::prefill::Forgotten;
use crate::problem::Failure;
use crate::state::AppState;

/// Words of the notices in `texts/dossiers.txt`.
const NOTICE: &str = "consent-withdrawn";
const TAKEN_BACK: &str = "agreement-taken-back";

/// Takes out of the person's drafts what they hold under the consent.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(
    connection: &mut SqliteConnection,
    state: &AppState,
    person: &str,
    gone: &Withdrawn,
) -> Result<(), Failure> {
    store::change(connection, state, person, NOTICE, |content| {
        forget(content, gone)
    })
    .await
}

/// Takes out of a person's drafts what was read by an agreement that somebody has taken back.
///
/// # Errors
/// When the database fails.
pub async fn take_back(
    connection: &mut SqliteConnection,
    state: &AppState,
    person: &str,
    by: &str,
    gone: &Forgotten,
) -> Result<(), Failure> {
    let notice = [TAKEN_BACK, "|", by].concat();
    store::change(connection, state, person, &notice, |content| {
        forget_shared(content, gone)
    })
    .await
}

/// Whether anything was lost.
fn forget_shared(content: &mut DraftContent, gone: &Forgotten) -> bool {
    let before = content.clone();
    let is_by_it = |subject: &Subject| {
        let proof = subject.proof.as_ref();
        proof.and_then(|proof| proof.confirmation_id.as_ref()) == Some(&gone.confirmation)
    };
    let frame = &mut content.frame;
    frame.subjects.retain(|subject| !is_by_it(subject));
    if is_by_it(&frame.applicant) {
        frame.applicant.proof = None;
    }
    let is_gone = |id: &Id| gone.answers.contains(id);
    frame.prefill_ids.retain(|id| !is_gone(id));
    lose(&mut content.answers, &gone.provenance);
    *content != before
}

/// Whether anything was lost.
fn forget(content: &mut DraftContent, gone: &Withdrawn) -> bool {
    if !content.frame.consent_ids.contains(&gone.id) {
        let before = content.answers.attachments.len();
        content
            .answers
            .attachments
            .retain(|one| one.consent_id.as_ref() != Some(&gone.id));
        return content.answers.attachments.len() < before;
    }
    content.frame.consent_ids.retain(|id| *id != gone.id);
    content.answers.attachments.retain(|one| {
        one.kind != AttachmentKind::PriorResult || one.consent_id.as_ref() != Some(&gone.id)
    });
    // Another consent of the draft for the same source may hold on.
    let is_held = gone.held.iter().any(|held| {
        held.consent_id != gone.id
            && held.scope == gone.scope
            && held.purpose == ConsentPurpose::Prefill
            && content.frame.consent_ids.contains(&held.consent_id)
    });
    if is_held {
        return true;
    }
    let provenance = content.answers.provenance.iter();
    let of_source = provenance.filter(|(_, prov)| prov.source == gone.scope);
    let lost = of_source.map(|(key, _)| key.clone()).collect();
    lose(&mut content.answers, &lost);
    true
}

/// Takes out what was filled from these records, and every trace of them.
fn lose(answers: &mut Answers, lost: &BTreeSet<ProvId>) {
    let mut emptied: Vec<Pointer> = Vec::new();
    answers.origins.retain(|pointer, origin| {
        let keeps = keep(origin, lost);
        if !keeps {
            emptied.push(pointer.clone());
        }
        keeps
    });
    for pointer in &emptied {
        take_out(&mut answers.data, pointer);
    }
    answers.undecided.retain(|_, others| {
        others.retain(|other| !lost.contains(&other.prov));
        !others.is_empty()
    });
    answers
        .disputes
        .retain(|_, dispute| !lost.contains(&dispute.prov));
    answers
        .attachments
        .retain(|one| one.prov.as_ref().is_none_or(|prov| !lost.contains(prov)));
    answers.provenance.retain(|key, _| !lost.contains(key));
}

/// Whether the answer stays: what the person typed does, without what the source had said.
fn keep(origin: &mut Origin, lost: &BTreeSet<ProvId>) -> bool {
    origin.others.retain(|other| !lost.contains(&other.prov));
    if !origin.prov.as_ref().is_some_and(|prov| lost.contains(prov)) {
        return true;
    }
    if origin.origin == OriginKind::Auto {
        return false;
    }
    origin.origin = OriginKind::Manual;
    origin.prov = None;
    origin.original = None;
    true
}

fn take_out(data: &mut Map<String, Value>, pointer: &str) {
    let mut parts = pointer.trim_start_matches('/').split('/');
    let Some(first) = parts.next() else { return };
    let (row, column) = (parts.next(), parts.next());
    match (row.and_then(|row| row.parse::<usize>().ok()), column) {
        (Some(row), Some(column)) => {
            let rows = data.get_mut(first).and_then(Value::as_array_mut);
            let row = rows.and_then(|rows| rows.get_mut(row));
            if let Some(row) = row.and_then(Value::as_object_mut) {
                row.remove(column);
            }
        }
        _ => drop(data.remove(first)),
    }
}

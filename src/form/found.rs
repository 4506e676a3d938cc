//! What the person has already and a paper may be taken from: prior results, and files of before.

use super::Filling;
use super::background::Search;
use super::basis::Standing;
use super::sources::purpose;
use crate::device::clock::pause;
use crate::portal::draft::{Attached, AttachedBy};
use crate::portal::files::{self, OwnFile};
use crate::portal::records::{self, PriorResult};
use crate::portal::{Problem, site};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How long the warehouses are waited for, in tenths of a second.
const PATIENCE: u32 = 40;

/// Looks for prior results, files of before, and how long each kind of result holds. What does not come is not offered:
/// every paper can still be photographed.
pub fn look(filling: &Filling) {
    search(filling);
    let Some(purpose) = purpose(filling) else {
        return;
    };
    let own = filling.clone();
    spawn_local(async move {
        if let Ok(files) = files::for_case(&purpose).await {
            own.background().update(|known| known.own = files);
        }
    });
    let filling = filling.clone();
    spawn_local(async move {
        if let Ok(kinds) = site::result_kinds().await {
            filling
                .background()
                .update(|known| known.kinds = Arc::clone(&kinds));
        }
    });
}

/// Prior results that show what somebody is to the person, once the warehouses have answered, which are not waited for
/// long.
pub async fn linking(filling: &Filling, one: &Standing) -> Vec<PriorResult> {
    if one.records.is_empty() {
        return Vec::new();
    }
    let known = filling.background();
    if known.with_untracked(|known| known.results_search == Search::Not) {
        look(filling);
    }
    for _ in 0..PATIENCE {
        let is_over = known.with_untracked(|known| {
            !known.kinds.is_empty() && known.results_search != Search::Asking
        });
        if is_over {
            break;
        }
        pause(100).await;
    }
    known.with_untracked(|known| known.linking(one.records, one.holder()))
}

/// Looks for prior results, or looks again.
pub fn search(filling: &Filling) {
    let Some(purpose) = purpose(filling) else {
        return;
    };
    let set = |filling: &Filling, search| {
        filling
            .background()
            .update(|known| known.results_search = search);
    };
    set(filling, Search::Asking);
    let filling = filling.clone();
    spawn_local(async move {
        match records::results(&purpose).await {
            Ok(found) => {
                filling
                    .background()
                    .update(|known| known.results = found.results);
                let all = found.out.is_empty();
                let went = if all {
                    Search::Done
                } else {
                    Search::Out(found.out)
                };
                set(&filling, went);
            }
            Err(_) => set(&filling, Search::Out(Vec::new())),
        }
    });
}

/// Takes a prior result for a paper, under a consent of its own.
///
/// # Errors
/// See [`Problem`].
pub async fn take(filling: &Filling, document: String, result: PriorResult) -> Result<(), Problem> {
    let purpose = purpose(filling).ok_or(Problem::NotFound)?;
    let id = result.held.result_id.clone();
    let key = crate::device::random::uuid().unwrap_or_default();
    let ids = Some(vec![id.clone()]);
    let source = std::slice::from_ref(&result.source);
    let consents = records::agree(&purpose, source, ids, &key).await?;
    let consent = consents.into_values().next().unwrap_or_default();
    filling
        .sources()
        .update(|sources| sources.consents.push(consent.clone()));
    let prov = result.proof.as_ref().map(|proof| proof.shown().id.clone());
    let proofs: BTreeMap<_, _> = prov.clone().into_iter().zip(result.proof).collect();
    filling.background().update(|known| known.prove(proofs));
    filling.supply(Attached {
        document,
        by: AttachedBy::Result {
            id,
            consent,
            code: result.held.result_code,
            prov,
        },
        label: Some(result.title),
        reason: None,
    });
    Ok(())
}

/// Takes a file of before for a paper, beside what was sent for it now.
pub fn take_file(filling: &Filling, document: &str, file: &OwnFile) {
    filling.attached().update(|attached| {
        attached.retain(|one| {
            let is_file = matches!(one.by, AttachedBy::Upload(_) | AttachedBy::OwnFile(_));
            one.document != document || is_file
        });
        attached.push(Attached {
            document: document.to_owned(),
            by: AttachedBy::OwnFile(file.id.clone()),
            label: Some(file.name.clone()),
            reason: None,
        });
    });
    filling.touch_now();
    super::uploads::entitled(filling, document);
}

/// Takes a file of before out of a paper again; elsewhere it stays.
pub fn leave_file(filling: &Filling, document: &str, file: &str) {
    filling.attached().update(|attached| {
        attached.retain(|one| {
            one.document != document || one.by != AttachedBy::OwnFile(file.to_owned())
        });
    });
    filling.touch_now();
    super::uploads::entitled(filling, document);
}

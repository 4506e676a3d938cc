//! What a draft needs beside answers and papers: who has to agree, answers of registers, a time at the office. The
//! definition says what, the engine what of it is missing; here it is told what was done.

use std::collections::BTreeSet;

use forms::needs::{self, Asked, Asking, Met, Person};
use portal_api::{
    ConfirmationNeed, ConfirmationPurpose, ConfirmationRole, ConfirmationState, Fault,
};
use serde_json::Value;

use super::faults::wire;
use super::judge::Judged;
use crate::confirmations::{self, Stored, sha256};
use crate::problem::Failure;
use crate::session::Assured;
use crate::state::AppState;

/// Figures of a number that are shown to others.
const SHOWN: usize = 3;

/// Whom the definition asks, as the answers stand; what no source confirms is offered, never demanded.
pub(super) fn needed(judged: &Judged<'_>) -> Vec<ConfirmationNeed> {
    needs::confirmations(judged.service, &judged.answers)
        .into_iter()
        .filter(|asked| !asked.confirmation.unconfirmed)
        .map(|asked| ConfirmationNeed {
            role: role(&asked.confirmation.role),
            full_name: asked.full_name.map(Into::into),
        })
        .collect()
}

/// What stands against sending: what the draft needs and has not. A confirmation that was refused, is void or over counts
/// as not asked for; one that waits counts, for the office begins when it is answered.
pub(super) async fn faults(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    draft: &super::Stored,
    looked_up: BTreeSet<String>,
) -> Result<Vec<Fault>, Failure> {
    let content = &draft.content;
    let tree = forms::send::to_data(judged.service, &judged.answers);
    let mut standing = Vec::new();
    for id in &content.frame.confirmation_ids {
        standing.extend(confirmations::standing(state, who, &draft.id, id, &tree).await?);
    }
    let mut asked = Vec::new();
    for one in needs::confirmations(judged.service, &judged.answers) {
        let hash = sha256(&needs::covered(&tree, &one.covers))?;
        if standing
            .iter()
            .any(|stored| answers_to(stored, &one, &hash))
        {
            asked.extend(asking(&one));
        }
    }
    let met = Met {
        looked_up,
        asked,
        own: who.personal_id.as_deref().map(|number| Person {
            full_name: who.full_name.clone(),
            id_end: end(number),
        }),
        booked: content.frame.appointment_id.is_some(),
        offers_times: true,
    };
    let missing = needs::faults(judged.service, &judged.answers, &met);
    Ok(missing.iter().map(wire).collect())
}

/// Whether a confirmation is what is to be asked: of this person, for this purpose and in this role, of exactly these
/// values. Who declared that values are right has not agreed to what is made of them.
fn answers_to(stored: &Stored, asked: &Asked<'_>, hash: &str) -> bool {
    Some(stored.asked.purpose) == purpose(&asked.confirmation.purpose)
        && stored.asked.role == role(&asked.confirmation.role)
        && asked.personal_id.as_ref() == Some(&stored.personal_id)
        && stored.covers_sha256 == hash
}

fn asking(asked: &Asked<'_>) -> Option<Asking> {
    Some(Asking {
        purpose: asked.confirmation.purpose.clone(),
        role: asked.confirmation.role.clone(),
        person: Person {
            full_name: asked.full_name.clone()?,
            id_end: end(asked.personal_id.as_deref()?),
        },
    })
}

fn end(number: &str) -> String {
    let from = number.len().saturating_sub(SHOWN);
    number.get(from..).unwrap_or_default().to_owned()
}

/// Both lists are the contract's, so the word is the bridge.
fn role(word: &str) -> ConfirmationRole {
    serde_json::from_value(Value::from(word)).unwrap_or(ConfirmationRole::Unrecognised)
}

/// Likewise.
fn purpose(word: &str) -> Option<ConfirmationPurpose> {
    serde_json::from_value(Value::from(word)).ok()
}

/// Whether a confirmation in this state can be built on.
pub fn stands(state: ConfirmationState) -> bool {
    matches!(
        state,
        ConfirmationState::Waiting | ConfirmationState::Agreed
    )
}

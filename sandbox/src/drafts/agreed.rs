//! Whether those agreed whom a draft has to ask: the definition says who, the draft names what was asked.

use forms::needs;
use portal_api::{
    ConfirmationNeed, ConfirmationRole, ConfirmationState, DraftContent, Fault, FaultCode,
};
use serde_json::Value;

use super::judge::Judged;
use crate::confirmations::{self, sha256};
use crate::problem::{Failure, body_fault};
use crate::session::Assured;
use crate::state::AppState;

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

/// What stands against sending: a confirmation that the draft names and that was refused, is void or over, and one that
/// it needs and nobody asked for. Waiting for one is no fault: the office begins when it is answered.
pub(super) async fn faults(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    content: &DraftContent,
) -> Result<Vec<Fault>, Failure> {
    let tree = forms::send::to_data(judged.service, &judged.answers);
    let mut faults = Vec::new();
    let mut standing = Vec::new();
    for (at, id) in content.frame.confirmation_ids.iter().enumerate() {
        match confirmations::standing(state, who, id, &tree).await? {
            Some(one) => standing.push(one),
            None => {
                let at = format!("/confirmationIds/{at}");
                faults.push(body_fault(at, FaultCode::NotEligible));
            }
        }
    }
    let asked = needs::confirmations(judged.service, &judged.answers);
    for asked in asked.iter().filter(|asked| !asked.confirmation.unconfirmed) {
        let hash = sha256(&needs::covered(&tree, &asked.covers))?;
        let fits = standing.iter().any(|one| {
            one.asked.role == role(&asked.confirmation.role)
                && asked.personal_id.as_ref() == Some(&one.personal_id)
                && one.covers_sha256 == hash
        });
        if !fits {
            let mut fault = body_fault("/confirmationIds", FaultCode::Required);
            let name = asked.confirmation.id.as_str();
            fault.params = Some([("confirmation".to_owned(), name.into())].into());
            faults.push(fault);
        }
    }
    Ok(faults)
}

/// Both lists are the contract's, so the word is the bridge.
fn role(word: &str) -> ConfirmationRole {
    serde_json::from_value(Value::from(word)).unwrap_or(ConfirmationRole::Unrecognised)
}

/// Whether a confirmation in this state can be built on.
pub fn stands(state: ConfirmationState) -> bool {
    matches!(
        state,
        ConfirmationState::Waiting | ConfirmationState::Agreed
    )
}

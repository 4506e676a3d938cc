//! Taking back an agreement to share data (operation 50, `withdraw`): what was read by it goes out of the drafts, nothing
//! more is read, and dossiers that were sent stay as they are.

use portal_api::{ConfirmationAnswer, ConfirmationState, ProblemKind};

use super::answer::prove;
use super::store::Stored;
use crate::drafts;
use crate::prefill::{self, TakenBack};
use crate::problem::Failure;
use crate::session::Assured;
use crate::state::AppState;

/// Who agreed shares no more. Doing it again changes nothing. What was agreed to or declared for the dossier itself is
/// closed once it is answered: it is part of what the office has.
pub(super) async fn take_back(
    state: &AppState,
    who: &Assured,
    stored: &Stored,
    given: &ConfirmationAnswer,
) -> Result<(), Failure> {
    let closed = || Failure::new(ProblemKind::ConfirmationClosed);
    match stored.state {
        ConfirmationState::Withdrawn => return Ok(()),
        ConfirmationState::Agreed if stored.shares() => {}
        _ => return Err(closed()),
    }
    prove(state, who, stored, given).await?;
    let mut transaction = state.db.begin().await?;
    let taken = sqlx::query("UPDATE confirmation SET state = 'withdrawn', withdrawn_at = ? WHERE id = ? AND state = 'agreed'")
        .bind(state.clock.instant().as_str())
        .bind(&stored.id)
        .execute(&mut *transaction)
        .await?
        .rows_affected();
    if taken == 0 {
        return Err(closed());
    }
    let asker = &stored.asked_by;
    let gone = prefill::forget_shared(&mut transaction, asker, &stored.id).await?;
    let by = TakenBack {
        confirmation: stored.id.as_str().into(),
        name: stored.full_name.clone(),
    };
    prefill::note(&mut transaction, state, asker, &gone.provenance, &by).await?;
    drafts::take_back(&mut transaction, state, asker, &stored.full_name, &gone).await?;
    transaction.commit().await?;
    Ok(())
}

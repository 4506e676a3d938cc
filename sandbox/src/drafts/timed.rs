//! Whether the time at the office that a draft names holds, and whether it needs one (profile 6.1).

use forms::needs;
use portal_api::{DraftContent, Fault, FaultCode};

use super::judge::Judged;
use crate::appointments;
use crate::problem::{Failure, body_fault};
use crate::session::Assured;
use crate::state::AppState;

/// Whether sending needs an appointment.
pub(super) fn needed(judged: &Judged<'_>) -> bool {
    needs::appointment(judged.service, &judged.answers).is_some_and(|(_, needed)| needed)
}

/// What stands against sending. `agency`: the office that takes the dossier.
pub(super) async fn faults(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    content: &DraftContent,
    agency: &str,
) -> Result<Vec<Fault>, Failure> {
    let fault = |code| vec![body_fault("/appointmentId", code)];
    let Some(id) = &content.frame.appointment_id else {
        let missing = needed(judged);
        return Ok(if missing {
            fault(FaultCode::Required)
        } else {
            Vec::new()
        });
    };
    let booked = appointments::for_draft(state, &who.person, id).await?;
    let fits = booked.is_some_and(|booked| booked.agency.code == *agency);
    Ok(if fits {
        Vec::new()
    } else {
        fault(FaultCode::NotEligible)
    })
}

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

/// A time that the draft names and that does not hold: not the person's, over, or at another office than the one that
/// takes the dossier.
pub(super) async fn faults(
    state: &AppState,
    who: &Assured,
    content: &DraftContent,
    office: &str,
) -> Result<Vec<Fault>, Failure> {
    let Some(id) = &content.frame.appointment_id else {
        return Ok(Vec::new());
    };
    let booked = appointments::for_draft(state, &who.person, id).await?;
    Ok(
        if booked.is_some_and(|booked| booked.agency.code == *office) {
            Vec::new()
        } else {
            vec![body_fault("/appointmentId", FaultCode::NotEligible)]
        },
    )
}

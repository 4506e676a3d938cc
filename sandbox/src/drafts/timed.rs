//! Whether the time at the office that a draft names holds, and whether it needs one (profile 6.1).

use forms::definition::Appointment;
use forms::eval::Scope;
use forms::needs;
use forms::place::FieldId;
use portal_api::{Fault, FaultCode};
use serde_json::Value;

use super::judge::Judged;
use super::{Stored, said};
use crate::appointments::{self, Booked};
use crate::problem::{Failure, body_fault};
use crate::session::Assured;
use crate::state::AppState;

/// Whether sending needs an appointment.
pub(super) fn needed(judged: &Judged<'_>) -> bool {
    needs::appointment(judged.service, &judged.answers).is_some_and(|(_, needed)| needed)
}

/// A time that the draft names and that does not hold: not the person's, over, of another draft or dossier, or at another
/// office than the one that takes the dossier. Of one that holds, answers that say another day or time: they stand on the
/// printed form, and the office waits at the time that was booked.
pub(super) async fn faults(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    draft: &Stored,
    office: &str,
) -> Result<Vec<Fault>, Failure> {
    let Some(id) = &draft.content.frame.appointment_id else {
        return Ok(Vec::new());
    };
    let booked = appointments::for_draft(state, &who.person, &draft.id, id).await?;
    let Some(booked) = booked.filter(|booked| booked.agency.code == *office) else {
        return Ok(vec![body_fault("/appointmentId", FaultCode::NotEligible)]);
    };
    let asked = needs::appointment(judged.service, &judged.answers);
    Ok(asked.map_or_else(Vec::new, |(asked, _)| otherwise(judged, asked, &booked)))
}

/// Answers that say another time than the booked one.
fn otherwise(judged: &Judged<'_>, asked: &Appointment, booked: &Booked) -> Vec<Fault> {
    let scope = Scope::new(judged.service, &judged.answers);
    let differs = |field: &FieldId, says: &dyn Fn(&Value) -> bool| {
        let told = scope.answer(field)?;
        (!says(&told)).then(|| said::differs(&format!("/{}", field.leaf()).into()))
    };
    let day = differs(&asked.date, &|told| {
        told.as_str().is_some_and(|day| booked.is_on(day))
    });
    let time = asked.slot.as_ref().and_then(|slot| {
        differs(slot, &|told| {
            let part = |name: &str| told.get(name).and_then(Value::as_str);
            part("code").is_some_and(|code| booked.is_at(code))
                && part("name").is_some_and(|name| name.contains(booked.clock()))
        })
    });
    day.into_iter().chain(time).collect()
}

//! Books a time.

use axum::extract::State;
use axum::http::StatusCode;
use portal_api::{AppointmentRequest, FaultCode, Phone, ProblemKind};

use super::slots::{PLACES, Slot, office};
use super::store::{self, Booked};
use crate::conventions::idempotency::idempotent;
use crate::conventions::{Answer, JsonBody, Key};
use crate::dossiers;
use crate::drafts;
use crate::drafts::judge::today;
use crate::problem::{Failure, body_fault};
use crate::random;
use crate::session::S1;
use crate::state::AppState;

/// One place per draft and dossier: who books again for the same gives the former back.
pub(super) async fn book(
    State(state): State<AppState>,
    S1(session): S1,
    key: Key,
    body: JsonBody<AppointmentRequest>,
) -> Result<Answer, Failure> {
    let (person, request) = (session.person.clone(), body.value);
    let work = {
        let (state, person) = (state.clone(), person.clone());
        async move {
            let booked = booked(&state, &person, request).await?;
            Answer::new(StatusCode::CREATED, &booked.wire())
        }
    };
    let route = "POST /appointments";
    idempotent(&state, &person, route, &key, &body.sha256, work).await
}

async fn booked(
    state: &AppState,
    person: &str,
    request: AppointmentRequest,
) -> Result<Booked, Failure> {
    if !Phone::is_valid(&request.phone) {
        return Err(Failure::invalid(vec![body_fault(
            "/phone",
            FaultCode::Pattern,
        )]));
    }
    let unknown = || Failure::invalid(vec![body_fault("/slotId", FaultCode::NotInList)]);
    let slot = Slot::of(&request.slot_id).ok_or_else(unknown)?;
    let agency = office(state, &slot.agency).ok_or_else(unknown)?;
    if !slot.is_offered(state, today(state)?) {
        return Err(unknown());
    }
    if let Some(draft) = &request.draft_id {
        drafts::find(state, person, draft).await?;
    }
    if let Some(code) = &request.dossier_code {
        dossiers::find(state, person, code).await?;
    }
    let taken = || Failure::new(ProblemKind::SlotTaken);
    let start = slot.start();
    let booked = Booked {
        id: random::code(),
        person: person.to_owned(),
        ticket: String::new(),
        token: random::secret(),
        visitor: request.person,
        phone: request.phone.to_string(),
        draft_id: request.draft_id.map(|id| id.to_string()),
        dossier_code: request.dossier_code.map(|code| code.to_string()),
        agency,
        start,
    };
    store::book(state, booked, PLACES).await?.ok_or_else(taken)
}

//! Times at an office (contract, profile 6.1).

use super::Problem;
use super::request::Request;
use crate::route::escape_query;
use gloo::net::http::Method;
use portal_api::{Appointment, AppointmentRequest, AppointmentSlot, Page};

/// So many pages of times are read: a month of a busy office.
const PAGES: usize = 10;

/// A time that can be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its id.
    pub id: String,
    /// Begins (RFC 3339).
    pub start: String,
    /// Ends (RFC 3339).
    pub end: String,
}

/// A time that is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// Its id.
    pub id: String,
    /// The number that is called.
    pub ticket: String,
}

/// The free times of an office from one day to another (`YYYY-MM-DD`).
///
/// # Errors
/// See [`Problem`].
pub async fn slots(
    office: &str,
    procedure: &str,
    from: &str,
    to: &str,
) -> Result<Vec<Slot>, Problem> {
    let all = format!(
        "/appointment-slots?agency={}&procedureCode={}&from={from}&to={to}&limit=100",
        escape_query(office),
        escape_query(procedure),
    );
    let mut slots = Vec::new();
    let mut path = all.clone();
    for _ in 0..PAGES {
        let page: Page<AppointmentSlot> = Request::get(path).send().await?.json().await?;
        let free = page.items.into_iter().filter(|slot| slot.free > 0);
        slots.extend(free.map(|slot| Slot {
            id: slot.slot_id.to_string(),
            start: slot.start.to_string(),
            end: slot.end.to_string(),
        }));
        let Some(cursor) = page.next_cursor else {
            break;
        };
        path = [&all, "&cursor=", &escape_query(&cursor)].concat();
    }
    Ok(slots)
}

/// Books a time for a draft; the same key never books two.
///
/// # Errors
/// See [`Problem`]: a conflict where somebody was quicker.
pub async fn book(
    slot: &str,
    procedure: &str,
    draft: &str,
    phone: &str,
    key: &str,
) -> Result<Booked, Problem> {
    let request = AppointmentRequest {
        slot_id: slot.into(),
        procedure_code: Some(procedure.into()),
        draft_id: Some(draft.into()),
        phone: phone.into(),
        ..AppointmentRequest::default()
    };
    let answer = Request::new(Method::POST, "/appointments")
        .key(key)
        .json(&request);
    let made: Appointment = answer.send().await?.json().await?;
    Ok(Booked {
        id: made.appointment_id.to_string(),
        ticket: made.ticket_code.to_string(),
    })
}

/// Gives a time back.
///
/// # Errors
/// See [`Problem`].
pub async fn cancel(id: &str) -> Result<(), Problem> {
    let path = ["/appointments/", id].concat();
    Request::new(Method::DELETE, path).send().await.map(drop)
}

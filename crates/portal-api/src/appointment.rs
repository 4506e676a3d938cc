//! Appointments, an optional profile (contract 6.1).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Agency, Code, Id, Instant, PersonRef, Phone, Text};

/// A time that can be booked (6.1).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentSlot {
    /// The slot.
    pub slot_id: Id,
    /// Begins.
    pub start: Instant,
    /// Ends.
    pub end: Instant,
    /// At which counter.
    pub counter: Option<Text<100>>,
    /// Places left.
    pub free: u32,
}

/// Body of the booking (6.1).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentRequest {
    /// The slot.
    pub slot_id: Id,
    /// Procedure.
    pub procedure_code: Option<Code>,
    /// Draft.
    pub draft_id: Option<Id>,
    /// Dossier.
    pub dossier_code: Option<Code>,
    /// Who comes, unless it is the person signed in.
    pub person: Option<PersonRef>,
    /// Phone to reach them.
    pub phone: Phone,
}

/// A booked appointment (6.1).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appointment {
    /// The appointment.
    pub appointment_id: Id,
    /// Number to call.
    pub ticket_code: Code,
    /// Begins.
    pub start: Instant,
    /// Where.
    pub agency: Agency,
    /// Token to show at the counter as a QR code.
    pub qr: Text<1000>,
}

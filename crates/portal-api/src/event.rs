//! Event stream, an optional profile (contract 6.4): CloudEvents 1.0 that carry
//! ids only; the app reads the thing again.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Id, Instant};

/// Prefix of every event type (6.4, 11 row 1).
pub const EVENT_PREFIX: &str = "vn.portal";

/// One event, a CloudEvent in JSON (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// `1.0`.
    pub specversion: String,
    /// The event, also for `Last-Event-ID`.
    pub id: Id,
    /// The portal.
    pub source: String,
    /// What happened.
    pub r#type: EventType,
    /// When.
    pub time: Instant,
    /// What it happened to.
    pub data: EventData,
}

/// What happened (6.4). A newer value is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EventType {
    /// A dossier has a new state.
    #[serde(rename = "vn.portal.dossier.state-changed")]
    DossierStateChanged,
    /// A supplement is asked for.
    #[serde(rename = "vn.portal.supplement-requested")]
    SupplementRequested,
    /// A payment has a new state.
    #[serde(rename = "vn.portal.payment-changed")]
    PaymentChanged,
    /// A signing request has a new state.
    #[serde(rename = "vn.portal.signing-changed")]
    SigningChanged,
    /// An upload has a new state.
    #[serde(rename = "vn.portal.upload-changed")]
    UploadChanged,
    /// A confirmation has a new state.
    #[serde(rename = "vn.portal.confirmation-changed")]
    ConfirmationChanged,
    /// The session ends soon.
    #[serde(rename = "vn.portal.session-expiring")]
    SessionExpiring,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Ids of what an event happened to; those that apply (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventData {
    /// The dossier.
    pub dossier_code: Option<Code>,
    /// The request for a supplement.
    pub request_id: Option<Id>,
    /// The payment.
    pub payment_id: Option<Id>,
    /// The signing request.
    pub signing_request_id: Option<Id>,
    /// The upload.
    pub upload_id: Option<Id>,
    /// The confirmation.
    pub confirmation_id: Option<Id>,
}

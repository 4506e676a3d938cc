//! Notifications: operations 37 and 38 (contract 4.10).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Id, Instant, Text, Uri};

/// News for the person (4.10).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// The notification.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// What about.
    pub kind: NotificationKind,
    /// Title, without personal data.
    pub title: Text<200>,
    /// Text.
    pub body: Text<1000>,
    /// The dossier.
    pub dossier_code: Option<Code>,
    /// Where in the app to read more.
    pub link: Option<Uri>,
    /// When it was read.
    pub read_at: Option<Instant>,
}

/// What a [`Notification`] is about (4.10). A newer value reads as `System`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NotificationKind {
    /// A new state.
    State,
    /// A request for a supplement.
    Supplement,
    /// A payment.
    Payment,
    /// A result.
    Result,
    /// An appointment.
    Appointment,
    /// A confirmation.
    Confirmation,
    /// The portal itself.
    #[serde(other)]
    System,
}

/// Body of operation 38 (4.10).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadMark {
    /// The newest that was read.
    pub up_to: Id,
}

//! One-time codes: operation 51 (contract 4.12). A code lives 5 minutes and
//! bears 5 tries.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Email, Id, Instant, Masked, Phone};

/// Body of operation 51: what the code is for (4.12).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OtpRequest {
    /// Tracking of a dossier. An unknown code gets the same answer.
    #[serde(rename_all = "camelCase")]
    Tracking {
        /// The dossier.
        dossier_code: Code,
    },
    /// Proof of a new phone or e-mail; one of the two.
    #[serde(rename_all = "camelCase")]
    Contact {
        /// The phone.
        #[serde(skip_serializing_if = "Option::is_none")]
        phone: Option<Phone>,
        /// The e-mail.
        #[serde(skip_serializing_if = "Option::is_none")]
        email: Option<Email>,
    },
    /// Submission.
    #[serde(rename_all = "camelCase")]
    Submit {
        /// The draft.
        draft_id: Id,
    },
    /// In place of a fresh sign-in (2.2).
    StepUp,
    /// Confirmation by another person.
    #[serde(rename_all = "camelCase")]
    Confirmation {
        /// The confirmation.
        confirmation_id: Id,
    },
}

/// Answer of operation 51 (4.12).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OtpSent {
    /// The code's id.
    pub otp_id: Id,
    /// Digits of the code, 4 to 8.
    pub length: u8,
    /// Until when it holds.
    pub expires_at: Instant,
    /// Seconds until another may be asked for.
    pub resend_after: u32,
    /// Where it was sent.
    pub sent_to: Option<Masked>,
}

/// A one-time code, sent with what it proves (3).
#[skip_serializing_none]
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OtpProof {
    /// The code's id.
    pub otp_id: Id,
    /// The code, 4 to 8 digits.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9]{4,8}$"))]
    pub value: String,
}

impl fmt::Debug for OtpProof {
    /// Hides the code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtpProof")
            .field("otp_id", &self.otp_id)
            .finish_non_exhaustive()
    }
}

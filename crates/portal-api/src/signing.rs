//! Signing, an optional profile (contract 6.2). The server renders, has the
//! provider sign, and checks; activation data never reach the app.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{CodeName, Id, Instant, OtpProof, Sha256, Text, Uri};

/// A certificate that the person can sign with (6.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credential {
    /// The credential.
    pub credential_id: Id,
    /// Provider.
    pub provider: CodeName,
    /// Subject of the certificate.
    pub subject: Text<300>,
    /// Its serial number.
    pub serial_number: Text<100>,
    /// First moment.
    pub valid_from: Instant,
    /// Last moment.
    pub valid_to: Instant,
    /// State.
    pub status: CredentialStatus,
    /// How a signature is released.
    pub auth_mode: AuthMode,
    /// Whether it is the person signed in.
    pub matches_person: bool,
}

/// State of a [`Credential`] (6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CredentialStatus {
    /// Can be used.
    Active,
    /// Has run out.
    Expired,
    /// Was revoked.
    Revoked,
    /// Is on hold.
    Suspended,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// How a signature is released (6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuthMode {
    /// In the provider's app.
    App,
    /// By a code.
    Otp,
    /// By PIN and code.
    PinOtp,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Body of a new signing request (6.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSigningRequest {
    /// The credential.
    pub credential_id: Id,
    /// What for.
    pub purpose: SigningPurpose,
    /// What is signed, 1 to 20.
    pub documents: Vec<DocumentToSign>,
    /// One-time code, purpose `step-up`, where the level asks for it (2.2).
    pub otp: Option<OtpProof>,
}

/// What a signature is for (6.2). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SigningPurpose {
    /// A dossier.
    Dossier,
    /// An authorisation.
    Authorisation,
}

/// A document to sign (6.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentToSign {
    /// Which one.
    pub r#ref: DocumentToSignRef,
    /// Name for showing.
    pub label: Text<300>,
}

/// A document to sign: the form of a draft, or an upload (6.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DocumentToSignRef {
    /// The form of a draft.
    Draft(DraftToSign),
    /// An upload.
    Upload(UploadToSign),
}

/// The form of a draft; a change after signing invalidates the request (6.2).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftToSign {
    /// The draft.
    pub draft_id: Id,
    /// Its ETag.
    pub draft_etag: String,
}

/// An upload to sign (6.2).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadToSign {
    /// The upload.
    pub upload_id: Id,
}

/// Release of a signature; code and PIN are passed through, never stored or
/// logged (6.2).
#[skip_serializing_none]
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SigningAuthorization {
    /// The provider's code, 4 to 8 digits.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9]{4,8}$"))]
    pub code: Option<String>,
    /// The PIN, 4 to 32 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 4, max_length = 32))]
    pub pin: Option<String>,
    /// One-time code, purpose `step-up`, where the level asks for it (2.2).
    pub otp: Option<OtpProof>,
}

impl fmt::Debug for SigningAuthorization {
    /// Hides code and PIN.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningAuthorization")
            .finish_non_exhaustive()
    }
}

/// A signing request (6.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SigningRequest {
    /// The request.
    pub signing_request_id: Id,
    /// State.
    pub state: SigningState,
    /// Until when it can be released.
    pub expires_at: Instant,
    /// What is signed.
    #[serde(default)]
    pub documents: Vec<SigningDocument>,
    /// Opens the provider's app.
    pub app_link: Option<Uri>,
    /// Seconds to wait before asking again.
    pub poll_after: u32,
    /// Why it failed.
    pub failure: Option<Text<500>>,
}

/// State of a [`SigningRequest`] (6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SigningState {
    /// The PDF is being made.
    Preparing,
    /// The person must act in the provider's app.
    WaitingUser,
    /// A code is needed.
    WaitingOtp,
    /// Signed.
    Signed,
    /// The person refused.
    Refused,
    /// Not released in time.
    Expired,
    /// Did not work.
    Failed,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// A document of a [`SigningRequest`] (6.2). The app shows the PDF and its hash
/// before the request is released.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SigningDocument {
    /// Name for showing.
    pub label: Text<300>,
    /// SHA-256 of the PDF.
    pub sha256: Sha256,
    /// Pages.
    pub pages: u32,
    /// Where to read the PDF.
    pub preview_document_url: Uri,
    /// The signed file, as an upload.
    pub signed_upload_id: Option<Id>,
}

//! Uploads (tus 1.0.0): operations 23 to 27 (contract 4.7).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Id, Instant, Sha256, SignatureReport, Text};

/// Version of the tus protocol, for the header `Tus-Resumable` (4.7).
pub const TUS_VERSION: &str = "1.0.0";

/// Media type of the body of operation 25 (4.7).
pub const TUS_MEDIA_TYPE: &str = "application/offset+octet-stream";

/// Answer of operation 27 (4.7).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Upload {
    /// The upload.
    pub upload_id: Id,
    /// File name.
    pub name: Text<255>,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub length: u64,
    /// Bytes received.
    pub offset: u64,
    /// SHA-256 of the content, as said at creation.
    pub sha256: Option<Sha256>,
    /// State.
    pub state: UploadState,
    /// Why it was rejected.
    pub reject: Option<Rejection>,
    /// Pages.
    pub pages: Option<u32>,
    /// What a check of its signatures found.
    pub signature: Option<SignatureReport>,
    /// Whether its text has been read.
    pub ocr: Option<OcrState>,
    /// Until when it is kept.
    pub expires_at: Instant,
    /// Seconds to wait before asking again.
    pub poll_after: Option<u32>,
}

/// State of an [`Upload`] (4.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UploadState {
    /// Bytes are missing.
    Receiving,
    /// The digest is being checked.
    Verifying,
    /// It is being searched for malware.
    Scanning,
    /// It can be submitted.
    Ready,
    /// It cannot.
    Rejected,
    /// It is no longer kept.
    Expired,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Why an upload was rejected (4.7).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rejection {
    /// Why.
    pub code: RejectCode,
    /// In words.
    pub detail: Text<500>,
}

/// Why an upload was rejected (4.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RejectCode {
    /// The content is not what was announced.
    DigestMismatch,
    /// Malware was found.
    Infected,
    /// A kind of file that is not taken.
    TypeNotAllowed,
    /// It cannot be read.
    Unreadable,
    /// It is protected by a password.
    Encrypted,
    /// Too many pages.
    TooManyPages,
    /// Too large.
    TooLarge,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Whether the text of an upload has been read (4.7). A newer value reads as `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OcrState {
    /// Being read.
    Running,
    /// Read: source `ocr` of operation 16 has it.
    Done,
    /// Not read.
    #[serde(other)]
    None,
}

//! The person's own files: operations 42 and 43 (contract 4.3).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Id, Instant, Sha256, SignatureReport, Text};

/// A file of the person's own, operation 42 (4.3). An upload is listed from
/// `ready` on, with `fileId` = `uploadId`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnFile {
    /// The file.
    pub file_id: Id,
    /// Whether it was uploaded or is a receipt.
    pub kind: OwnFileKind,
    /// File name.
    pub name: Text<255>,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the content.
    pub sha256: Sha256,
    /// Pages.
    pub pages: Option<u32>,
    /// What it is.
    pub title: Option<Text<500>>,
    /// The paper it was uploaded for.
    pub document_code: Option<Code>,
    /// The dossier it belongs to.
    pub dossier_code: Option<Code>,
    /// The payment it is the receipt of.
    pub payment_id: Option<Id>,
    /// When it was uploaded.
    pub uploaded_at: Instant,
    /// Until when it is kept.
    pub expires_at: Option<Instant>,
    /// Papers of the asked case that it would do for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub satisfies: Vec<Code>,
    /// What a check of its signatures found.
    pub signature: Option<SignatureReport>,
}

/// Kind of an [`OwnFile`] (4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OwnFileKind {
    /// Uploaded by the person.
    Upload,
    /// A receipt.
    Receipt,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

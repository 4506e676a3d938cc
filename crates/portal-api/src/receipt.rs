//! Receipts (contract section 3, 4.11).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Agency, Code, FormVersion, Instant, Sha256, Text};

/// The office's receipt for a submission, a supplement or a payment (3, 4.11).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// What was received.
    pub kind: ReceiptKind,
    /// Code of the dossier or payment.
    pub code: Code,
    /// When.
    pub at: Instant,
    /// By whom.
    pub agency: Option<Agency>,
    /// Version of the form that was sent.
    pub form_version: Option<FormVersion>,
    /// SHA-256 over the RFC 8785 form of what was sent (4.11).
    pub content_sha256: Sha256,
    /// The files that were sent.
    #[serde(default)]
    pub files: Vec<ReceiptFile>,
    /// JWS over kind, code, time, agency and hash; no personal data (4.11).
    pub token: Option<Text<1000>>,
}

/// What a [`Receipt`] is for (3). Closed: it is under the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReceiptKind {
    /// A dossier.
    Submission,
    /// A supplement.
    Supplement,
    /// A payment.
    Payment,
}

/// A file named by a [`Receipt`] (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptFile {
    /// The paper it is for.
    pub document_code: Code,
    /// File name.
    pub name: Text<255>,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the content.
    pub sha256: Sha256,
}

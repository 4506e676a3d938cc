//! Check of receipts: operations 39 and 46 (contract 4.11).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Agency, Code, Instant, ReceiptKind, Sha256};

/// Answer of operation 39: what the office knows of a receipt now (4.11).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptCheck {
    /// What it is for.
    pub kind: ReceiptKind,
    /// Code of the dossier or payment.
    pub code: Code,
    /// By whom.
    pub agency: Option<Agency>,
    /// When.
    pub at: Instant,
    /// Hash of what was sent.
    pub content_sha256: Option<Sha256>,
    /// Whether it holds.
    pub valid: bool,
}

/// Claims under the signature of a receipt's token, a compact JWS: no personal
/// data (4.11).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptClaims {
    /// What it is for.
    pub kind: ReceiptKind,
    /// Code of the dossier or payment.
    pub code: Code,
    /// When.
    pub at: Instant,
    /// By whom.
    pub agency: Option<Agency>,
    /// Hash of what was sent.
    pub content_sha256: Sha256,
}

/// Answer of operation 46 (4.11).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeySet {
    /// The keys; retired ones stay listed.
    pub keys: Vec<SigningKey>,
}

/// A public key that receipts are signed with, as a JWK (4.11).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SigningKey {
    /// Name of the key, in the head of a token.
    pub kid: String,
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`.
    pub crv: String,
    /// The key, base64url.
    pub x: String,
    /// First moment.
    pub valid_from: Instant,
    /// Last moment; absent while it is in use.
    pub valid_to: Option<Instant>,
}

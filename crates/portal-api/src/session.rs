//! Session and identity: operations 1 to 3 and 40 (contract 4.1).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Date, Id, Instant, Masked, Text, Uri};

/// Answer of operation 1: who is signed in, what the portal offers (4.1).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Whether somebody is signed in.
    pub state: SessionState,
    /// Optional parts that this portal offers (6).
    #[serde(default)]
    pub features: Features,
    /// Who is signed in.
    pub person: Option<SessionPerson>,
    /// How well the sign-in is assured.
    pub assurance: Option<Assurance>,
    /// End of the session whatever happens.
    pub expires_at: Option<Instant>,
    /// End of the session when nothing happens.
    pub idle_expires_at: Option<Instant>,
    /// The server's clock.
    pub server_time: Instant,
    /// The evaluation date, in Asia/Ho_Chi_Minh (2.3).
    pub today: Date,
    /// Limits of uploads and drafts.
    pub limits: Limits,
}

/// State of a [`Session`] (4.1). Closed.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SessionState {
    /// Nobody is signed in.
    #[default]
    Anonymous,
    /// Somebody is.
    Active,
}

/// Optional profiles that a portal offers (6); absent is not offered.
#[skip_serializing_none]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Features {
    /// Digital signing (6.2).
    pub signing: bool,
    /// Appointments (6.1).
    pub appointments: bool,
    /// Rating of dossiers (6.3).
    pub feedback: bool,
    /// Service indicators (6.3).
    pub indicators: bool,
    /// Kiosks (6.4).
    pub kiosk: bool,
    /// Hand-over between screens (6.4).
    pub handover: bool,
    /// Event stream (6.4).
    pub events: bool,
}

/// Who is signed in (4.1).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionPerson {
    /// Name for showing.
    pub display_name: Text<100>,
    /// Identity number, masked.
    pub masked_id: Masked,
    /// Kind of account.
    pub account_kind: AccountKind,
}

/// Kind of an account (4.1). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AccountKind {
    /// A person's.
    Person,
    /// An organisation's.
    Organisation,
}

/// How well a sign-in is assured (4.1).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assurance {
    /// Level of the electronic identity, 1 or 2 (2.2).
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 2))]
    pub level: u8,
    /// When the person authenticated.
    pub auth_time: Instant,
    /// By what.
    pub method: SignInMethod,
}

/// How a person signed in (4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SignInMethod {
    /// VNeID.
    Vneid,
    /// The portal's single sign-on.
    PortalSso,
    /// The card's chip at a kiosk.
    KioskChip,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Limits of uploads and drafts (4.1).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    /// Greatest size of one file in bytes.
    pub upload_max_bytes: u64,
    /// Media types that are taken.
    #[serde(default)]
    pub upload_types: Vec<String>,
    /// Days a draft is kept.
    pub draft_days: u32,
}

/// Answer of operation 3 (4.1).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogoutAnswer {
    /// Where the browser goes to end the session at the identity server.
    pub redirect_url: Option<Uri>,
}

/// Answer of operation 40: the person's draft key, wrapped for this call (4.1).
///
/// `wrapped` = AES-KW of the 32-byte key under HKDF-SHA-256 over
/// ECDH(`X-Portal-Wrap-Key`, `serverKey`) with info = `keyId`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftKey {
    /// Which key.
    pub key_id: Id,
    /// What it is used with.
    pub algorithm: DraftKeyAlgorithm,
    /// The server's P-256 public key, base64url.
    pub server_key: String,
    /// The wrapped key, base64url.
    pub wrapped: String,
    /// Until when the key is the person's.
    pub expires_at: Instant,
}

/// Algorithm of a [`DraftKey`] (4.1). Closed: another one cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DraftKeyAlgorithm {
    /// AES-256 in Galois counter mode.
    #[serde(rename = "A256GCM")]
    A256Gcm,
}

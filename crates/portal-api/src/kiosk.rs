//! Kiosks, an optional profile (contract 6.4).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Agency, Code, Id, Instant, Text};

/// Body of an enrolment (6.4). The private key stays in the device, not extractable.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolmentRequest {
    /// One-time code, 8 to 12 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 12))]
    pub enrolment_code: String,
    /// The device's public key.
    pub public_key: DeviceKey,
    /// Model.
    pub model: Text<100>,
    /// Version of the software.
    pub software_version: Text<40>,
    /// What is built in.
    #[serde(default)]
    pub peripherals: Vec<PeripheralKind>,
}

/// Public key of a device, a JWK on P-256 (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceKey {
    /// `EC`.
    pub kty: String,
    /// `P-256`.
    pub crv: String,
    /// First coordinate, base64url.
    pub x: String,
    /// Second coordinate, base64url.
    pub y: String,
}

/// Something that is built into a kiosk (6.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PeripheralKind {
    /// Reader of identity cards.
    CardReader,
    /// Printer.
    Printer,
    /// Scanner.
    Scanner,
    /// Camera.
    Camera,
    /// Fingerprint reader.
    Fingerprint,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Answer of an enrolment (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolment {
    /// The device.
    pub device_id: Id,
    /// The centre it stands in.
    pub centre: Agency,
    /// The counter.
    pub counter: Option<Text<100>>,
    /// Its settings.
    pub config: KioskConfig,
    /// Their version.
    pub config_etag: String,
}

/// Settings of a kiosk (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskConfig {
    /// Seconds without a touch until the session ends.
    pub idle_seconds: u32,
    /// Procedures that it offers; empty: all.
    #[serde(default)]
    pub allowed_procedures: Vec<Code>,
    /// Whether it prints.
    pub printer: bool,
    /// Text on the first page.
    pub banner: Option<Text<500>>,
}

/// Body of a heartbeat, every 60 seconds and at once for `call` (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Heartbeat {
    /// Version of the software.
    pub software_version: Text<40>,
    /// Seconds since start.
    pub uptime_seconds: u64,
    /// How the peripherals are.
    #[serde(default)]
    pub peripherals: Vec<Peripheral>,
    /// What waits to be sent.
    pub queue: KioskQueue,
    /// Staff are wanted.
    pub call: Option<StaffCall>,
    /// The last error.
    pub last_error_code: Option<Code>,
}

/// State of one peripheral (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Peripheral {
    /// Which one.
    pub kind: PeripheralKind,
    /// Its state.
    pub state: PeripheralState,
    /// In words.
    pub detail: Option<Text<200>>,
}

/// State of a [`Peripheral`] (6.4). A newer value reads as `Degraded`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PeripheralState {
    /// Works.
    Ok,
    /// Is out.
    Down,
    /// Works in part.
    #[serde(other)]
    Degraded,
}

/// What waits to be sent (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskQueue {
    /// Uploads.
    pub pending_uploads: u32,
}

/// Why staff are wanted (6.4). A newer value reads as `Help`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StaffCall {
    /// Something is broken.
    Fault,
    /// The citizen needs help.
    #[serde(other)]
    Help,
}

/// Answer of a heartbeat (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeartbeatAnswer {
    /// The server's clock.
    pub server_time: Instant,
    /// Version of the settings.
    pub config_etag: String,
    /// What the kiosk must do.
    #[serde(default)]
    pub commands: Vec<KioskCommand>,
}

/// What a kiosk must do (6.4). A newer value is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum KioskCommand {
    /// Load the app anew.
    Reload,
    /// Take no more citizens.
    Lock,
    /// Take them again.
    Unlock,
    /// End the citizen's session.
    ClearSession,
    /// Update the software.
    Update,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// A challenge for the card's chip (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskChallenge {
    /// The challenge's id.
    pub challenge_id: Id,
    /// The challenge, base64url.
    pub challenge: String,
    /// Until when it holds.
    pub expires_at: Instant,
}

/// Body of a sign-in by the card's chip; answered by a cookie and
/// [`crate::Session`] (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChipSignIn {
    /// The method.
    pub method: ChipMethod,
    /// The challenge.
    pub challenge_id: Id,
    /// What the chip said; the server itself verifies it.
    pub evidence: ChipEvidence,
    /// Proof that the holder is present.
    pub liveness: Option<Liveness>,
}

/// Method of a kiosk's sign-in (6.4). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ChipMethod {
    /// The chip.
    Chip,
}

/// What a card's chip said, all base64 (6.4). Its debug form hides everything.
#[skip_serializing_none]
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChipEvidence {
    /// Document security object.
    pub sod: String,
    /// Data group 1.
    pub dg1: String,
    /// Data group 13.
    pub dg13: Option<String>,
    /// Data group 2, the portrait.
    pub dg2: Option<String>,
    /// Answer to the challenge.
    pub chip_auth: String,
}

impl std::fmt::Debug for ChipEvidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChipEvidence").finish_non_exhaustive()
    }
}

/// Proof of the approved service that the holder is present (6.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Liveness {
    /// Its token.
    pub token: String,
}

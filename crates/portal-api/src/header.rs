//! Names of the contract's own headers and the base path (contract 2.1, 2.3, 4.1).

/// Base path of every operation.
pub const BASE_PATH: &str = "/api/v1";

/// Carried by every unsafe request (2.1).
pub const PORTAL_CLIENT: &str = "X-Portal-Client";

/// Value of [`PORTAL_CLIENT`] in a browser of the person's own.
pub const CLIENT_WEB: &str = "web/1";

/// Value of [`PORTAL_CLIENT`] on a kiosk.
pub const CLIENT_KIOSK: &str = "kiosk/1";

/// Makes a write safe to repeat: a quoted UUID (2.3).
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// The P-256 public key of operation 40, base64url (4.1).
pub const WRAP_KEY: &str = "X-Portal-Wrap-Key";

/// Proof by the enrolled key on every call of a kiosk, RFC 9449 (6.4).
pub const DPOP: &str = "DPoP";

/// Scheme of `WWW-Authenticate` with a 401 (8.2).
pub const SESSION_SCHEME: &str = "PortalSession";

/// Cookie of a session (2.1).
pub const SESSION_COOKIE: &str = "__Host-portal_sid";

/// Cookie of a sign-in under way (2.1).
pub const LOGIN_COOKIE: &str = "__Host-portal_tx";

/// Cookie of an enrolled kiosk (6.4).
pub const KIOSK_COOKIE: &str = "__Host-portal_kiosk";

/// Cookie of a phone or second screen bound to a kiosk (6.4).
pub const HANDOVER_COOKIE: &str = "__Host-portal_hand";

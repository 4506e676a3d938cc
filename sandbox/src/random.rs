//! Ids and secrets from the operating system, and SHA-256 in text.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A new opaque id of 128 bits, an `Id` of the contract (2.4).
pub fn id() -> String {
    encode(&bytes::<16>())
}

/// A new opaque id that is a `Code` of the contract too: figures and small letters only.
pub fn code() -> String {
    bytes::<12>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A new secret of 256 bits for cookies and codes.
pub fn secret() -> String {
    encode(&bytes::<32>())
}

/// So many random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if getrandom::fill(&mut bytes).is_err() {
        // Without randomness no session is safe: better no server than a guessable one.
        std::process::abort();
    }
    bytes
}

/// SHA-256 in 64 lower-case hex digits, a `Sha256` of the contract (2.4).
pub fn sha256(content: impl AsRef<[u8]>) -> String {
    Sha256::digest(content)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Base64url without padding.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The reverse of [`encode`]; none for other text.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

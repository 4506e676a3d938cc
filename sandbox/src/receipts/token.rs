//! The token of a receipt: a compact JWS, signed with Ed25519 (RFC 7515, RFC 8037).

use portal_api::ReceiptClaims;
use serde::{Deserialize, Serialize};

use super::keys::{Key, Signer};
use crate::problem::Failure;
use crate::random;

#[derive(Serialize, Deserialize)]
struct Head {
    alg: String,
    kid: String,
}

const ALGORITHM: &str = "EdDSA";

/// The token of these claims.
pub(super) fn write(signer: &Signer, claims: &ReceiptClaims) -> Result<String, Failure> {
    let head = Head {
        alg: ALGORITHM.to_owned(),
        kid: signer.kid.clone(),
    };
    let part = |json: Vec<u8>| random::encode(&json);
    let signed = [
        part(serde_json::to_vec(&head)?),
        part(serde_json::to_vec(claims)?),
    ]
    .join(".");
    let signature = random::encode(&signer.sign(&signed));
    Ok([signed, signature].join("."))
}

/// What a token says that one of these keys signed; none of any other text.
pub(super) fn read(keys: &[Key], token: &str) -> Option<ReceiptClaims> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (head, claims) = signed.split_once('.')?;
    let head: Head = serde_json::from_slice(&random::decode(head)?).ok()?;
    let key = keys.iter().find(|key| key.kid == head.kid)?;
    let is_signed = head.alg == ALGORITHM && key.has_signed(signed, &random::decode(signature)?);
    let claims = is_signed.then(|| random::decode(claims))??;
    serde_json::from_slice(&claims).ok()
}

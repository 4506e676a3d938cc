//! The provider's description of itself, its signing key, and ID tokens.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet,
    CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, Audience, AuthenticationContextClass, EmptyAdditionalClaims, IssuerUrl,
    JsonWebKeyId, Nonce, PrivateSigningKey, StandardClaims, SubjectIdentifier,
};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{Grant, IdentityProvider};
use crate::random;

/// What goes before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410).
const PKCS8_HEAD: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// The key of ID tokens, made at start.
pub(super) struct SigningKey(Option<CoreEdDsaPrivateSigningKey>);

impl SigningKey {
    /// A new key.
    pub(super) fn new() -> Self {
        let der = [PKCS8_HEAD.as_slice(), &random::bytes::<32>()].concat();
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(der)
        );
        Self(
            CoreEdDsaPrivateSigningKey::from_ed25519_pem(
                &pem,
                Some(JsonWebKeyId::new(random::id())),
            )
            .ok(),
        )
    }
}

/// Discovery document.
pub(super) async fn configuration(State(provider): State<IdentityProvider>) -> Json<Value> {
    let issuer = &provider.0.issuer.url;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorise"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "end_session_endpoint": format!("{issuer}/logout"),
        "jwks_uri": format!("{issuer}/keys"),
        "scopes_supported": ["openid", "profile", "identity"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": ["1", "2"],
        "claims_supported": ["sub", "acr", "auth_time", "name", "personal_id"],
    }))
}

/// Public keys.
pub(super) async fn key_set(State(provider): State<IdentityProvider>) -> Json<CoreJsonWebKeySet> {
    let keys = provider
        .0
        .key
        .0
        .iter()
        .map(PrivateSigningKey::as_verification_key)
        .collect();
    Json(CoreJsonWebKeySet::new(keys))
}

/// The ID token of a grant: who, how well, when; nothing personal (it goes into the address of a logout).
pub(super) fn id_token(
    provider: &IdentityProvider,
    grant: &Grant,
    access: &AccessToken,
) -> Result<CoreIdToken, StatusCode> {
    let failed = StatusCode::INTERNAL_SERVER_ERROR;
    let key = provider.0.key.0.as_ref().ok_or(failed)?;
    let issuer = IssuerUrl::new(provider.0.issuer.url.clone()).map_err(|_| failed)?;
    let audience = vec![Audience::new(provider.0.issuer.client_id.clone())];
    let now = OffsetDateTime::now_utc();
    let (issued, expires) = (
        chrono_time(now.unix_timestamp()),
        chrono_time((now + Duration::from_secs(600)).unix_timestamp()),
    );
    let claims = CoreIdTokenClaims::new(
        issuer,
        audience,
        expires.ok_or(failed)?,
        issued.ok_or(failed)?,
        StandardClaims::new(SubjectIdentifier::new(grant.person.clone())),
        EmptyAdditionalClaims {},
    )
    .set_nonce(Some(Nonce::new(grant.nonce.clone())))
    .set_auth_time(chrono_time(grant.at))
    .set_auth_context_ref(Some(AuthenticationContextClass::new(
        grant.level.to_string(),
    )));
    CoreIdToken::new(
        claims,
        key,
        CoreJwsSigningAlgorithm::EdDsa,
        Some(access),
        None,
    )
    .map_err(|_| failed)
}

fn chrono_time(unix: i64) -> Option<chrono::DateTime<chrono::Utc>> {
    chrono::DateTime::from_timestamp(unix, 0)
}

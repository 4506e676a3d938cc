//! A code against tokens, and what is told of the person.

use axum::Json;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openidconnect::AccessToken;
use serde::Deserialize;
use serde_json::json;

use super::{IdentityProvider, authorise, keys};
use crate::random;

/// The token request.
#[derive(Deserialize)]
pub(super) struct Request {
    grant_type: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    code_verifier: String,
}

/// Token endpoint.
pub(super) async fn token(
    State(provider): State<IdentityProvider>,
    headers: HeaderMap,
    Form(request): Form<Request>,
) -> Response {
    if !is_the_portal(&provider, &headers) {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    if request.grant_type != "authorization_code" {
        return refused(StatusCode::BAD_REQUEST, "unsupported_grant_type");
    }
    let grant = provider
        .take(&request.code)
        .filter(|grant| grant.redirect_uri == request.redirect_uri);
    let Some(grant) =
        grant.filter(|grant| grant.challenge == authorise::challenge(&request.code_verifier))
    else {
        return refused(StatusCode::BAD_REQUEST, "invalid_grant");
    };
    let access = AccessToken::new(provider.keep(grant.clone()));
    match keys::id_token(&provider, &grant, &access) {
        Ok(id_token) => {
            let body = json!({ "access_token": access.secret(), "token_type": "Bearer", "expires_in": 3600, "id_token": id_token.to_string() });
            ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
        }
        Err(status) => status.into_response(),
    }
}

/// User-info endpoint.
pub(super) async fn user_info(
    State(provider): State<IdentityProvider>,
    headers: HeaderMap,
) -> Response {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.strip_prefix("Bearer "));
    let grant = token.and_then(|token| provider.read(token));
    let Some(person) = grant.and_then(|grant| provider.0.persons.get(&grant.person).cloned())
    else {
        return refused(StatusCode::UNAUTHORIZED, "invalid_token");
    };
    let body =
        json!({ "sub": person.key, "name": person.full_name, "personal_id": person.personal_id });
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// HTTP Basic with the client's id and secret; hashes are compared, so that time tells nothing.
fn is_the_portal(provider: &IdentityProvider, headers: &HeaderMap) -> bool {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.strip_prefix("Basic "));
    let given = given
        .and_then(|text| STANDARD.decode(text).ok())
        .unwrap_or_default();
    let expected = format!(
        "{}:{}",
        provider.0.issuer.client_id, provider.0.issuer.client_secret
    );
    random::sha256(given) == random::sha256(expected)
}

fn refused(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

//! Where a person chooses who to be, and is sent back with a code.

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::{Grant, IdentityProvider, page};
use crate::conventions::{Language, Params};
use crate::random;

/// The authentication request.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Request {
    pub client_id: String,
    pub redirect_uri: String,
    pub response_type: String,
    pub scope: String,
    #[serde(default)]
    pub state: String,
    #[serde(default)]
    pub nonce: String,
    #[serde(default)]
    pub code_challenge: String,
    #[serde(default)]
    pub code_challenge_method: String,
    #[serde(default)]
    pub acr_values: String,
}

/// A person's choice: an empty `person` breaks it off.
#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(flatten)]
    request: Request,
    #[serde(default)]
    person: String,
}

/// The page.
pub(super) async fn ask(
    State(provider): State<IdentityProvider>,
    language: Language,
    Params(request): Params<Request>,
) -> Response {
    match refused(&provider, &request) {
        Some(refusal) => refusal,
        None => page::persons(&provider.0.persons, &request, language).into_response(),
    }
}

/// Back to the portal, with a code or the reason why not.
pub(super) async fn choose(
    State(provider): State<IdentityProvider>,
    Form(choice): Form<Choice>,
) -> Response {
    let request = choice.request;
    if let Some(refusal) = refused(&provider, &request) {
        return refusal;
    }
    let Some(person) = provider.0.persons.get(&choice.person) else {
        return back(&request, "error", "access_denied");
    };
    let grant = Grant {
        person: person.key.clone(),
        level: person.level,
        nonce: request.nonce.clone(),
        challenge: request.code_challenge.clone(),
        redirect_uri: request.redirect_uri.clone(),
        at: provider.0.clock.unix(),
    };
    let code = provider.keep(grant);
    back(&request, "code", &code)
}

/// Errors of client or address are shown here: nobody is sent to an address that is not the portal's.
fn refused(provider: &IdentityProvider, request: &Request) -> Option<Response> {
    if request.client_id != provider.0.issuer.client_id || !provider.knows(&request.redirect_uri) {
        return Some(
            (
                StatusCode::BAD_REQUEST,
                page::message("Ứng dụng không được nhận biết. · Unknown application."),
            )
                .into_response(),
        );
    }
    let openid = request.scope.split(' ').any(|scope| scope == "openid");
    let pkce = request.code_challenge_method == "S256" && request.code_challenge.len() == 43;
    match (request.response_type == "code", openid, pkce) {
        (true, true, true) => None,
        (false, _, _) => Some(back(request, "error", "unsupported_response_type")),
        (_, false, _) => Some(back(request, "error", "invalid_scope")),
        (_, _, false) => Some(back(request, "error", "invalid_request")),
    }
}

/// 303 to the portal. `state` is the portal's own text and is brought back as it was.
fn back(request: &Request, name: &str, value: &str) -> Response {
    let state: String = request
        .state
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~'))
        .collect();
    Redirect::to(&format!(
        "{}?{name}={value}&state={state}",
        request.redirect_uri
    ))
    .into_response()
}

/// The challenge of a verifier (RFC 7636, S256).
pub(super) fn challenge(verifier: &str) -> String {
    use sha2::Digest;
    random::encode(&sha2::Sha256::digest(verifier))
}

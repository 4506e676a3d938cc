//! Bodies and query parameters, with refusals as problems.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use portal_api::ProblemKind;
use serde::de::DeserializeOwned;

use crate::problem::Failure;
use crate::random;

/// A JSON body, and the hash that tells whether the same was sent again.
pub struct JsonBody<T> {
    /// What it says.
    pub value: T,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            return Err(Failure::new(ProblemKind::UnsupportedMediaType));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|error| unread(&error))?;
        let value =
            serde_json::from_slice(&bytes).map_err(|error| Failure::malformed(place(&error)))?;
        Ok(Self {
            value,
            sha256: random::sha256(&bytes),
        })
    }
}

/// Query parameters.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let query =
            Query::try_from_uri(&parts.uri).map_err(|_| Failure::malformed("query parameters"))?;
        Ok(Self(query.0))
    }
}

/// A body of bytes that could not be read: too large, or broken off.
pub fn unread(rejection: &BytesRejection) -> Failure {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::new(ProblemKind::PayloadTooLarge),
        _ => Failure::malformed("the body could not be read"),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// Where a body stopped being readable. Not the error's own words: they may quote what was sent.
fn place(error: &serde_json::Error) -> String {
    format!("JSON, line {} column {}", error.line(), error.column())
}

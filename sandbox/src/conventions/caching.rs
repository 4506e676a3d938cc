//! Caching: public answers carry a lifetime and an ETag, all others are `private, no-store` (contract 2.3).

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::etag;
use crate::problem::Failure;

/// Lifetime of a public answer in seconds: fresh, and then usable while a new one is fetched.
#[derive(Clone, Copy, Debug)]
pub struct Lifetime {
    /// `max-age`.
    pub fresh: u32,
    /// `stale-while-revalidate`; 0 leaves it out.
    pub stale: u32,
}

/// Catalogue: an hour, and a day while it is fetched again.
pub const CATALOGUE: Lifetime = Lifetime {
    fresh: 3600,
    stale: 86_400,
};
/// Offices of a case: an hour.
pub const OFFICES: Lifetime = Lifetime {
    fresh: 3600,
    stale: 0,
};
/// Lists and units: a day.
pub const LISTS: Lifetime = Lifetime {
    fresh: 86_400,
    stale: 0,
};
/// State of sources: a minute.
pub const STATES: Lifetime = Lifetime {
    fresh: 60,
    stale: 0,
};

/// A public answer with its ETag; 304 when the caller has it.
///
/// # Errors
/// When the answer cannot be written as JSON.
pub fn public<T: Serialize>(
    request: &HeaderMap,
    lifetime: Lifetime,
    answer: &T,
) -> Result<Response, Failure> {
    let body = serde_json::to_vec(answer)?;
    let tag = etag::of(&body);
    let known = etag::known(request, &tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let stale = if lifetime.stale > 0 {
        format!(", stale-while-revalidate={}", lifetime.stale)
    } else {
        String::new()
    };
    let control = format!("public, max-age={}{stale}", lifetime.fresh);
    let headers = response.headers_mut();
    insert(headers, header::CACHE_CONTROL, &control);
    insert(headers, header::ETAG, &tag);
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    Ok(response)
}

/// The layer for whatever said nothing of caching itself.
pub async fn private_unless_said(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("private, no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// Sets a header whose value we made ourselves.
pub fn insert(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

//! Trace ids: every request has one, its own or the caller's (W3C Trace Context, contract 2.3).

use std::fmt;

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;

use crate::random;

/// Id of a request in the log: the trace id of `traceparent`, or a new one.
#[derive(Clone, Debug, Default)]
pub struct Trace(String);

impl Trace {
    /// Of the request's headers (W3C Trace Context: version, trace id, parent id, flags).
    fn of(headers: &HeaderMap) -> Self {
        let given = headers
            .get("traceparent")
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.split('-').nth(1));
        let fits = |id: &&str| {
            id.len() == 32
                && id.bytes().all(|b| b.is_ascii_hexdigit())
                && id.bytes().any(|b| b != b'0')
        };
        let id = given.filter(fits).map(str::to_ascii_lowercase);
        Self(id.unwrap_or_else(|| {
            random::bytes::<16>()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect()
        }))
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The layer that gives every request its trace id.
pub async fn layer(mut request: Request, next: Next) -> Response {
    let trace = Trace::of(request.headers());
    request.extensions_mut().insert(trace);
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_trace_id_is_taken_or_made() {
        let mut headers = HeaderMap::new();
        assert_eq!(Trace::of(&headers).0.len(), 32);
        headers.insert(
            "traceparent",
            HeaderValue::from_static("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
        );
        assert_eq!(Trace::of(&headers).0, "4bf92f3577b34da6a3ce929d0e0e4736");
    }
}

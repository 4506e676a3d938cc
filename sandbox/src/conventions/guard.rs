//! Requests of other sites are refused: static header and `Origin` on unsafe methods, Fetch Metadata under a session
//! (contract 2.1, decision 27).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use portal_api::ProblemKind;

use crate::problem::Failure;
use crate::session::cookie;
use crate::state::AppState;

/// Navigations that come from another site by design: sign-in, its callback, the return from a payment.
const NAVIGATIONS: [&str; 3] = [
    "/api/v1/session/login",
    "/api/v1/session/callback",
    "/api/v1/payments/return",
];

/// The layer.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let passes = if safe {
        NAVIGATIONS.contains(&request.uri().path()) || same_origin_under_session(headers)
    } else {
        marked(headers) && own_origin(headers, &state) && same_origin_under_session(headers)
    };
    if passes {
        next.run(request).await
    } else {
        Failure::new(ProblemKind::CsrfCheckFailed).into_response()
    }
}

/// Another site cannot set this header without a preflight, and a preflight always fails here.
fn marked(headers: &HeaderMap) -> bool {
    headers
        .get("x-portal-client")
        .is_some_and(|value| value == "web/1" || value == "kiosk/1")
}

fn own_origin(headers: &HeaderMap, state: &AppState) -> bool {
    headers
        .get(header::ORIGIN)
        .is_none_or(|origin| state.origins.iter().any(|own| origin == own.as_str()))
}

fn same_origin_under_session(headers: &HeaderMap) -> bool {
    cookie::read(headers, cookie::SESSION).is_none()
        || headers
            .get("sec-fetch-site")
            .is_none_or(|site| site == "same-origin")
}

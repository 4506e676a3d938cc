//! Only this machine: names that point here from elsewhere, and forms of other sites, are refused.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::state::AppState;

/// The layer.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let own = *request.method() == Method::GET || from_here(headers, &state);
    if on_this_machine(headers) && own {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

fn on_this_machine(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Browsers say where a form was sent from.
fn from_here(headers: &HeaderMap, state: &AppState) -> bool {
    headers
        .get(header::ORIGIN)
        .is_some_and(|origin| state.origins.iter().any(|own| origin == own.as_str()))
}

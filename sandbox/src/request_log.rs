//! One line per request: method, route pattern, status, duration, trace id. Never an address, a header or a body.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::AppState;
use crate::trace::Trace;

/// Where request lines go.
#[derive(Clone, Debug)]
pub enum LogTo {
    /// Standard error.
    Stderr,
    /// A list in memory, for tests.
    Memory(Arc<Mutex<Vec<String>>>),
}

impl LogTo {
    /// Writes one line.
    pub fn line(&self, line: String) {
        match self {
            // A log that cannot be written must not stop the answer.
            Self::Stderr => drop(writeln!(std::io::stderr(), "{line}")),
            Self::Memory(lines) => lines
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(line),
        }
    }
}

/// The layer that writes the line.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    let trace = request
        .extensions()
        .get::<Trace>()
        .cloned()
        .unwrap_or_default();
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis());
    state
        .settings
        .log
        .line(format!("{method} {route} {status} {ms}ms trace={trace}"));
    response
}

//! Limits in time and size (contract 2.3), and what no route answers.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use portal_api::ProblemKind;

use crate::problem::Failure;

/// Largest JSON body: a draft's data of 256 KiB and what stands around it.
pub const BODY_BYTES: usize = 512 * 1024;

/// Ends a request that takes longer.
pub async fn in_time(limit: Duration, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure::upstream(ProblemKind::UpstreamTimeout, "sandbox").into_response(),
    }
}

/// Answer to an unknown path.
pub async fn unknown() -> Failure {
    Failure::not_found()
}

/// Answer to operations of the contract that are not offered (yet), and to methods that a path does not know.
pub async fn not_offered() -> Failure {
    Failure::new(ProblemKind::NotOffered)
}

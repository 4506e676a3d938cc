//! The layer in which upsets happen: outside all others, so that what is behind it knows of none.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;
use http_body_util::channel::Channel;
use serde_json::Value;

use super::Upset;
use crate::state::AppState;

/// Largest body that is kept to send it twice, or to change it.
const KEPT_BYTES: usize = 32 * 1024 * 1024;
/// What came so far reaches the other side before the line is cut.
const BEFORE_THE_CUT: Duration = Duration::from_millis(50);
/// What a proxy or a network's sign-in page sends.
const PAGE: &str = "<!doctype html><title>-</title><h1>-</h1>";

/// Upsets a request for which that was ordered.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(upset) = state.upsets.due(request.method(), request.uri().path()) else {
        return next.run(request).await;
    };
    match upset {
        Upset::Delay { ms } => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            next.run(request).await
        }
        Upset::DropBefore => cut(Bytes::new()),
        Upset::DropAfter => {
            next.run(request).await;
            cut(Bytes::new())
        }
        Upset::Cut => {
            let body = kept(next.run(request).await.into_body()).await;
            cut(body.slice(..body.len() / 2))
        }
        Upset::HalfSent { bytes } => {
            let request = request.map(|body| Body::new(Limited::new(body, bytes)));
            next.run(request).await;
            cut(Bytes::new())
        }
        Upset::Status { status } => page(status),
        Upset::Changed { patch } => changed(next.run(request).await, patch).await,
        Upset::Twice => twice(request, next).await,
    }
}

/// An answer that breaks off after its first bytes; without any, not even its head is sent.
fn cut(first: Bytes) -> Response {
    let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
    tokio::spawn(async move {
        if !first.is_empty() {
            // Who reads may have gone.
            let _ = sender.send_data(first).await;
            tokio::time::sleep(BEFORE_THE_CUT).await;
        }
        sender.abort(std::io::Error::other("cut by order"));
    });
    Response::new(Body::new(body))
}

fn page(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    (status, [(header::CONTENT_TYPE, html)], PAGE).into_response()
}

async fn changed(answer: Response, patch: Value) -> Response {
    let (mut parts, body) = answer.into_parts();
    let body = kept(body).await;
    let Ok(mut told) = serde_json::from_slice::<Value>(&body) else {
        return Response::from_parts(parts, Body::from(body));
    };
    merge(&mut told, patch);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::ETAG);
    Response::from_parts(parts, Body::from(told.to_string()))
}

async fn twice(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = kept(body).await;
    let again = Request::from_parts(parts.clone(), Body::from(body.clone()));
    next.clone()
        .run(Request::from_parts(parts, Body::from(body)))
        .await;
    next.run(again).await
}

async fn kept(body: Body) -> Bytes {
    to_bytes(body, KEPT_BYTES).await.unwrap_or_default()
}

/// JSON Merge Patch (RFC 7396).
fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(target) = target else {
        return;
    };
    for (name, change) in patch {
        if change.is_null() {
            target.remove(&name);
        } else {
            merge(target.entry(name).or_insert(Value::Null), change);
        }
    }
}

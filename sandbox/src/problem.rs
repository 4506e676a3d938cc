//! Refusals and failures as problems (RFC 9457, contract 2.5 and 8.2).
//!
//! Handlers return a [`Failure`]; the layer [`render`] writes it in the language of the request, with its trace id.

use std::fmt;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use portal_api::{
    Fault, FaultCode, FaultPlace, PROBLEM_MEDIA_TYPE, Problem, ProblemKind, ProofKind, Upstream,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::conventions::Language;
use crate::trace::Trace;
use crate::words;

/// Why a request was refused or failed. Its title and trace id are put in when it is sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failure {
    problem: Box<Problem>,
    retry_after: Option<u32>,
}

impl Failure {
    /// A problem of a kind, with nothing more to say.
    pub fn new(kind: ProblemKind) -> Self {
        Self {
            problem: Box::new(Problem::new(kind, "", "")),
            retry_after: None,
        }
    }

    /// 404: no such thing, or not for this person.
    pub fn not_found() -> Self {
        Self::new(ProblemKind::NotFound)
    }

    /// 400, with what is wrong in English for the developer who reads it.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(ProblemKind::MalformedRequest)
            .with(|problem| problem.detail = Some(detail.into()))
    }

    /// 422 `validation-failed` with its faults.
    pub fn invalid(errors: Vec<Fault>) -> Self {
        Self::new(ProblemKind::ValidationFailed).with(|problem| problem.errors = errors)
    }

    /// 403 `consent-required` for these sources.
    pub fn consent_required(scopes: &[String]) -> Self {
        let scopes = scopes.iter().map(|scope| scope.as_str().into()).collect();
        Self::new(ProblemKind::ConsentRequired).with(|problem| problem.scopes = Some(scopes))
    }

    /// 403 `representation-not-proved` with the proofs that would do.
    pub fn representation_not_proved(accepted: &[ProofKind]) -> Self {
        Self::new(ProblemKind::RepresentationNotProved)
            .with(|problem| problem.accepted = Some(accepted.to_vec()))
    }

    /// A 409 or 412 with what holds now.
    pub fn conflict(kind: ProblemKind, current: impl Into<Value>) -> Self {
        Self::new(kind).with(|problem| problem.current = Some(current.into()))
    }

    /// 502 to 504, with the system behind that failed.
    pub fn upstream(kind: ProblemKind, system: &str) -> Self {
        let upstream = Upstream {
            system: system.into(),
            code: None,
        };
        Self::new(kind)
            .with(|problem| problem.upstream = Some(upstream))
            .retry_after(5)
    }

    /// Sets members of the problem.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Problem)) -> Self {
        change(&mut self.problem);
        self
    }

    /// Sets `Retry-After`, in seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Its kind.
    pub fn kind(&self) -> ProblemKind {
        self.problem.kind().unwrap_or(ProblemKind::Internal)
    }

    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The problem in full, as it is sent in `language`.
    pub fn problem(&self, language: Language, trace: &Trace) -> Problem {
        let mut problem = (*self.problem).clone();
        problem.title = title(self.kind(), language).to_owned();
        problem.trace_id = trace.to_string();
        problem
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::internal("database", &error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::internal("stored JSON", &error)
    }
}

impl Failure {
    /// 500. Which part failed and how goes to standard error; errors of the parts used here name no values.
    pub fn internal(part: &str, error: &dyn fmt::Display) -> Self {
        crate::request_log::LogTo::Stderr.line(format!("internal: {part}: {error}"));
        Self::new(ProblemKind::Internal)
    }
}

/// A fault of the request's body, outside `data`.
pub fn body_fault(pointer: impl Into<String>, code: FaultCode) -> Fault {
    Fault {
        pointer: pointer.into().into(),
        code,
        params: None,
        detail: None,
        r#in: Some(FaultPlace::Body),
    }
}

/// The layer that writes failures as problems.
pub async fn render(request: Request, next: Next) -> Response {
    let language = Language::of(request.headers());
    let trace = request
        .extensions()
        .get::<Trace>()
        .cloned()
        .unwrap_or_default();
    let mut response = next.run(request).await;
    let failure = response.extensions_mut().remove::<Failure>();
    let Some(failure) = failure.or_else(|| unnamed(&response)) else {
        return response;
    };
    let body = serde_json::to_vec(&failure.problem(language, &trace)).unwrap_or_default();
    *response.body_mut() = Body::from(body);
    *response.status_mut() = failure.status();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(PROBLEM_MEDIA_TYPE),
    );
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.code()),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    if let Some(seconds) = failure.retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if failure.kind() == ProblemKind::Unauthenticated {
        headers.insert(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static("PortalSession"),
        );
    }
    response
}

/// The failure behind an error that the framework answered by itself, such as a path that is not UTF-8.
fn unnamed(response: &Response) -> Option<Failure> {
    let kind = match response.status() {
        status if !status.is_client_error() && !status.is_server_error() => return None,
        StatusCode::NOT_FOUND => ProblemKind::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemKind::NotOffered,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::PayloadTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::UnsupportedMediaType,
        status if status.is_client_error() => ProblemKind::MalformedRequest,
        _ => ProblemKind::Internal,
    };
    Some(Failure::new(kind))
}

/// The short sentence of a kind: `slug|Vietnamese|English` a line.
fn title(kind: ProblemKind, language: Language) -> &'static str {
    words::in_language(include_str!("../texts/problems.txt"), kind.slug(), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_titles() {
        for kind in ProblemKind::ALL {
            assert!(!title(*kind, Language::Vi).is_empty(), "{}", kind.slug());
            assert!(!title(*kind, Language::En).is_empty(), "{}", kind.slug());
        }
    }
}

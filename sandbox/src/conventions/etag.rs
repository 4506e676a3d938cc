//! Strong ETags and `If-Match` (contract 2.3).

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use portal_api::ProblemKind;

use crate::problem::Failure;
use crate::random;

/// The strong ETag of a content, quotes included.
pub fn of(content: impl AsRef<[u8]>) -> String {
    let digest = random::sha256(content);
    format!("\"{}\"", digest.get(..32).unwrap_or(&digest))
}

/// Whether the caller's `If-None-Match` names this ETag.
pub fn known(headers: &HeaderMap, tag: &str) -> bool {
    let given = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    names(given, tag)
}

/// The ETag that a change is based on. Missing: 428 `precondition-required`.
#[derive(Clone, Debug)]
pub struct IfMatch(String);

impl IfMatch {
    /// Passes when it names the `current` ETag.
    ///
    /// # Errors
    /// 412 `precondition-failed` with the current ETag.
    pub fn check(&self, current: &str) -> Result<(), Failure> {
        if names(&self.0, current) {
            Ok(())
        } else {
            Err(Failure::conflict(ProblemKind::PreconditionFailed, current))
        }
    }
}

impl IfMatch {
    /// As it was sent.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let given = parts
            .headers
            .get(header::IF_MATCH)
            .and_then(|value| value.to_str().ok());
        given
            .map(|text| Self(text.to_owned()))
            .ok_or_else(|| Failure::new(ProblemKind::PreconditionRequired))
    }
}

/// Strong comparison: a weak tag never matches.
fn names(list: &str, tag: &str) -> bool {
    list.trim() == "*" || list.split(',').any(|one| one.trim() == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_strongly() {
        assert!(names("\"a\", \"b\"", "\"b\""));
        assert!(names("*", "\"b\""));
        assert!(!names("W/\"b\"", "\"b\""));
        assert!(!names("", "\"b\""));
    }
}

//! Asking a register while the form is filled (operation 44).

use super::Problem;
use super::request::Request;
use gloo::net::http::Method;
use portal_api::{LookupAnswer, SourceAnswer};
use serde_json::Value;

/// A register is asked live: it may take longer than a read of the portal's own.
const PATIENCE: u32 = 20_000;

/// What a register said.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Its answer, and when it was so (RFC 3339).
    Answer(Value, String),
    /// It holds nothing under what was asked.
    NotHeld,
    /// It is out, or took too long.
    Out,
}

/// Asks a register.
///
/// # Errors
/// See [`Problem`].
pub async fn look_up(id: &str, request: &Value) -> Result<Said, Problem> {
    let asked = Request::new(Method::POST, ["/lookups/", id].concat())
        .patience(PATIENCE)
        .json(request);
    let answer: LookupAnswer<Value> = asked.send().await?.json().await?;
    Ok(match (answer.status.status, answer.answer) {
        (SourceAnswer::Ok, Some(said)) => Said::Answer(said, answer.as_of.to_string()),
        (SourceAnswer::Ok | SourceAnswer::NotHeld, _) => Said::NotHeld,
        _ => Said::Out,
    })
}

//! What became of something that was sent, asked by its key (operation 45).

use super::Problem;
use super::request::Request;
use portal_api::{Submission, SubmissionState};

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing arrived: it may be sent again with the same key.
    Unknown,
    /// Being worked on: ask again after so many seconds.
    Running(u32),
    /// Done: the code of the dossier that was filed, or the id of the payment that was ordered.
    Done(String),
    /// Refused for good; the next try takes a new key.
    Refused(Box<Problem>),
}

/// Asks what became of what was sent with this key.
///
/// # Errors
/// See [`Problem`].
pub async fn outcome(key: &str) -> Result<Outcome, Problem> {
    let path = ["/submissions/", key].concat();
    let found: Submission = Request::get(path).send().await?.json().await?;
    let made = match (found.dossier_code, found.payment_id) {
        (Some(code), _) => Some(code.to_string()),
        (None, id) => id.map(|id| id.to_string()),
    };
    Ok(match (found.state, made, found.problem) {
        (SubmissionState::Unknown, ..) => Outcome::Unknown,
        (SubmissionState::Running, ..) => {
            Outcome::Running(found.poll_after.unwrap_or(2).clamp(1, 30))
        }
        (SubmissionState::Done, Some(made), _) => Outcome::Done(made),
        (SubmissionState::Done, None, Some(problem)) => {
            Outcome::Refused(Box::new(Problem::of(*problem, None)))
        }
        (SubmissionState::Done, None, None) => return Err(Problem::Foreign),
    })
}

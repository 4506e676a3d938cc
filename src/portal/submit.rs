//! Sending a dossier, asking what became of it, and its receipt (operations 28, 30 and 45).

use super::Problem;
use super::draft::Verdict;
use super::request::Request;
use gloo::net::http::Method;
use portal_api::{Channel, Declaration, Dossier, Submission, SubmissionRequest, SubmissionState};

/// Submitting may take so long, in milliseconds, before the app asks what became of it (contract 2.3).
const PATIENCE: u32 = 25_000;

/// What became of a submission.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing arrived: it may be sent again with the same key.
    Unknown,
    /// Being worked on: ask again after so many seconds.
    Running(u32),
    /// Filed under this code.
    Filed(String),
    /// Refused for good; the next try takes a new key.
    Refused(Box<Problem>),
}

/// What is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Id of the draft.
    pub draft: String,
    /// Tag of the draft when its figures were shown.
    pub tag: String,
    /// What was shown.
    pub shown: Verdict,
    /// Version of the declaration's text.
    pub declaration: String,
    /// The key that makes a repeat harmless: made and kept before the first try.
    pub key: String,
}

/// What the receipt page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Code of the dossier.
    pub code: String,
    /// What was asked for.
    pub title: String,
    /// Who filed it.
    pub applicant: String,
    /// Who received it.
    pub office: String,
    /// When it was sent (RFC 3339).
    pub sent_at: String,
    /// When the result is due (RFC 3339), if that is said.
    pub due_at: Option<String>,
    /// What is still to be paid, in đồng.
    pub to_pay: u64,
    /// Names of the files that were received.
    pub files: Vec<String>,
}

/// Sends a dossier. [`Problem::Silent`], [`Problem::Offline`] and [`Problem::Broken`] say nothing about whether it
/// arrived: ask [`outcome`] before sending again.
///
/// # Errors
/// See [`Problem`].
pub async fn send(order: &Order) -> Result<Outcome, Problem> {
    let body = SubmissionRequest {
        draft_id: order.draft.as_str().into(),
        draft_etag: order.tag.clone(),
        shown: order.shown.figures.clone(),
        declaration: Declaration {
            accepted: true,
            text_version: order.declaration.as_str().into(),
        },
        signing_request_id: None,
        otp: None,
        channel: Channel::Online,
    };
    let request = Request::new(Method::POST, "/dossiers")
        .key(&order.key)
        .json(&body);
    let answer = request.patience(PATIENCE).send().await?;
    if answer.status() == 202 {
        return Ok(Outcome::Running(2));
    }
    let dossier: Dossier = answer.json().await?;
    Ok(Outcome::Filed(dossier.tracked.dossier_code.to_string()))
}

/// Asks what became of a submission, by its key.
///
/// # Errors
/// See [`Problem`].
pub async fn outcome(key: &str) -> Result<Outcome, Problem> {
    let found: Submission = Request::get(["/submissions/", key].concat())
        .send()
        .await?
        .json()
        .await?;
    Ok(match (found.state, found.dossier_code, found.problem) {
        (SubmissionState::Unknown, ..) => Outcome::Unknown,
        (SubmissionState::Running, ..) => {
            Outcome::Running(found.poll_after.unwrap_or(2).clamp(1, 30))
        }
        (SubmissionState::Done, Some(code), _) => Outcome::Filed(code.to_string()),
        (SubmissionState::Done, None, Some(problem)) => {
            Outcome::Refused(Box::new(Problem::of(*problem, None)))
        }
        (SubmissionState::Done, None, None) => return Err(Problem::Foreign),
    })
}

/// The receipt of a dossier.
///
/// # Errors
/// See [`Problem`].
pub async fn receipt(code: &str) -> Result<Receipt, Problem> {
    let path = ["/dossiers/", &crate::route::escape_query(code)].concat();
    let dossier: Dossier = Request::get(path).send().await?.json().await?;
    Ok(Receipt {
        code: dossier.tracked.dossier_code.to_string(),
        title: dossier.tracked.title.to_string(),
        applicant: dossier.applicant.name.to_string(),
        office: dossier.tracked.agency.name.to_string(),
        sent_at: dossier.tracked.submitted_at.to_string(),
        due_at: dossier.tracked.due_at.map(|at| at.to_string()),
        to_pay: dossier
            .payments
            .iter()
            .filter(|payment| payment.state == portal_api::PaymentRequestState::Open)
            .map(|payment| payment.total.0)
            .sum(),
        files: dossier
            .receipt
            .into_iter()
            .flat_map(|receipt| receipt.files)
            .map(|file| file.name.to_string())
            .collect(),
    })
}

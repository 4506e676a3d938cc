//! Sending a dossier, and its receipt (operations 28 and 30).

use super::dossier::{Booked, agreeing, booked};
use super::draft::Verdict;
use super::fee::{Fee, fees};
use super::one_time_code::Typed;
use super::request::Request;
use super::{Outcome, Problem};
use gloo::net::http::Method;
use portal_api::{Action, Channel, Declaration, Dossier, SubmissionRequest};

/// Submitting may take so long, in milliseconds, before the app asks what became of it (contract 2.3).
const PATIENCE: u32 = 25_000;

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
    /// The one-time code, where the portal asks for one.
    pub code: Option<Typed>,
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
    /// What is to be paid, or was.
    pub fees: Vec<Fee>,
    /// Whether the office waits for a payment now.
    pub may_pay: bool,
    /// Names of those whose agreement the office waits for.
    pub agreeing: Vec<String>,
    /// The time that was booked at the office.
    pub appointment: Option<Booked>,
    /// Names of the files that were received.
    pub files: Vec<String>,
}

/// Sends a dossier. [`Problem::Silent`], [`Problem::Offline`] and [`Problem::Broken`] say nothing about whether it
/// arrived: ask [`super::outcome`] before sending again.
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
        otp: order.code.as_ref().map(Typed::proof),
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
    Ok(Outcome::Done(dossier.tracked.dossier_code.to_string()))
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
        fees: fees(dossier.payments),
        agreeing: agreeing(&dossier.confirmations),
        appointment: dossier.tracked.appointment.as_ref().map(booked),
        may_pay: dossier.tracked.actions.contains(&Action::Pay),
        files: dossier
            .receipt
            .into_iter()
            .flat_map(|receipt| receipt.files)
            .map(|file| file.name.to_string())
            .collect(),
    })
}

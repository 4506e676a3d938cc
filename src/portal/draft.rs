//! Drafts at the server (operations 17 to 22): saved as typed, faults and all.

mod wire;

use super::problem::fault;
use super::request::{Answer, Request};
use super::subject::Who;
use super::{Problem, Proof};
use forms::fault::Fault;
use forms::origin::{Dispute, Origin, Other};
use gloo::net::http::Method;
use portal_api::draft::{Draft, DraftSummary};
use portal_api::{CheckAnswer, Figures, Page};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use wire::{content, head};

pub(super) use wire::answered;

/// A draft as the app keeps it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    /// Which form, and where in it.
    pub head: Head,
    /// The answers, as typed.
    pub data: Map<String, Value>,
    /// Stable keys of rows, by the list's pointer.
    pub row_keys: BTreeMap<String, Vec<String>>,
    /// How each answer came to be, by pointer.
    pub origins: BTreeMap<String, Origin>,
    /// What codes that were read on the device say otherwise, not decided yet, by pointer.
    pub undecided: BTreeMap<String, Vec<Other>>,
    /// What the person says is wrong at its source, by pointer.
    pub disputes: BTreeMap<String, Dispute>,
    /// Where filled values came from, by key.
    pub provenance: BTreeMap<String, Proof>,
    /// What is attached.
    pub attached: Vec<Attached>,
    /// Answers of operation 16 that were used.
    pub prefill_ids: Vec<String>,
    /// Consents that were given.
    pub consent_ids: Vec<String>,
    /// Notes of sources that were out: the office asks them itself.
    pub later: Vec<String>,
    /// What was asked of others.
    pub agreement_ids: Vec<String>,
    /// The time that is booked at the office.
    pub appointment_id: Option<String>,
    /// Whom the dossier is for.
    pub applicant: Who,
    /// The others whose records were read.
    pub subjects: Vec<Who>,
    /// What the server says of it.
    pub notices: Vec<String>,
}

/// What a list of drafts shows of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its id; empty before the server gave one.
    pub id: String,
    /// National code of the procedure.
    pub procedure: String,
    /// Row of the case table.
    pub case: Option<String>,
    /// Id of the form: `motcua.09`.
    pub form_id: String,
    /// Version of the definition.
    pub form_version: String,
    /// Page that was open.
    pub step: String,
    /// How far, in per cent.
    pub percent: u8,
    /// When it was last saved (RFC 3339).
    pub updated_at: String,
    /// When it will be deleted (RFC 3339).
    pub expires_at: String,
}

/// Page of a draft, before the person has decided which sources are read.
pub const CONSENT: &str = "consent";

/// Page of a draft: what is known.
pub const KNOWN: &str = "known";

impl Head {
    /// Whether the person has decided which sources are read, and be it that none is.
    #[must_use]
    pub fn is_past_consent(&self) -> bool {
        !matches!(self.step.as_str(), "" | CONSENT)
    }
}

/// One attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Document code of the paper.
    pub document: String,
    /// How it comes.
    pub by: AttachedBy,
    /// What the citizen reads of it: a file's name, a result's title.
    pub label: Option<String>,
    /// Why it is not needed, or comes later.
    pub reason: Option<String>,
}

/// How an attachment comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachedBy {
    /// An upload, by its id.
    Upload(String),
    /// A file of the person's own, by its id.
    OwnFile(String),
    /// A prior result, with the consent under which it is read.
    Result {
        /// The result.
        id: String,
        /// The consent.
        consent: String,
        /// Its code: which result takes the paper's place.
        code: String,
        /// Key of its provenance; none where the draft does not say.
        prov: Option<String>,
    },
    /// A record replaces it: key of its provenance.
    Record(String),
    /// It is brought later.
    Later,
    /// It is not needed.
    NotNeeded,
}

impl AttachedBy {
    /// Key of the provenance of the record or result.
    #[must_use]
    pub fn prov(&self) -> Option<&str> {
        match self {
            Self::Record(prov) => Some(prov),
            Self::Result { prov, .. } => prov.as_deref(),
            _ => None,
        }
    }
}

/// What operation 22 says of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Faults that block, as the server sees them.
    pub errors: Vec<Fault>,
    /// What is only told.
    pub warnings: Vec<Fault>,
    /// Name of the office that receives it.
    pub authority: String,
    /// Each fee: name, amount in đồng, and why it is not paid.
    pub fees: Vec<(String, u64, Option<String>)>,
    /// When the result is due (`YYYY-MM-DD`).
    pub due_on: Option<String>,
    /// Code of a dossier that looks like the same.
    pub duplicate: Option<String>,
    /// Sending takes a one-time code.
    pub needs_code: bool,
    /// Sent back with operation 28: what was shown.
    pub(super) figures: Figures,
}

impl Verdict {
    /// The whole fee, in đồng.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.figures.fee_total.0
    }

    /// Whether fee, office and term are those of another verdict; the date of the question is not looked at.
    #[must_use]
    pub fn is_same_for_person(&self, other: &Self) -> bool {
        let (own, others) = (&self.figures, &other.figures);
        own.agency_code == others.agency_code
            && own.fee_total == others.fee_total
            && self.due_on == other.due_on
    }

    /// A verdict that finds nothing, with this fee in đồng.
    #[cfg(test)]
    pub(crate) fn of_total(total: u64) -> Self {
        Self {
            errors: Vec::new(),
            warnings: Vec::new(),
            authority: String::new(),
            fees: Vec::new(),
            due_on: None,
            needs_code: false,
            duplicate: None,
            figures: Figures {
                fee_total: portal_api::Vnd(total),
                ..Figures::default()
            },
        }
    }
}

/// The drafts of the person signed in.
///
/// # Errors
/// See [`Problem`].
pub async fn list() -> Result<Vec<Head>, Problem> {
    let page: Page<DraftSummary> = Request::get("/drafts?limit=100")
        .send()
        .await?
        .json()
        .await?;
    Ok(page
        .items
        .into_iter()
        .map(|draft| {
            head(
                &draft.draft_id,
                draft.frame,
                draft.updated_at.as_ref(),
                draft.expires_at.as_ref(),
            )
        })
        .collect())
}

/// Makes a draft; the same key never makes two. Gives its id and tag.
///
/// # Errors
/// See [`Problem`]; a closed procedure is a conflict.
pub async fn create(saved: &Head, key: &str) -> Result<(String, String), Problem> {
    let request = portal_api::draft::DraftRequest {
        procedure_code: saved.procedure.as_str().into(),
        case_code: saved.case.as_deref().map(Into::into),
        form_version: saved.form_version.as_str().into(),
        ..Default::default()
    };
    let answer = Request::new(Method::POST, "/drafts")
        .key(key)
        .json(&request)
        .send()
        .await?;
    let tag = tag(&answer);
    let draft: Draft = answer.json().await?;
    Ok((draft.draft_id.to_string(), tag))
}

/// A draft and its tag.
///
/// # Errors
/// See [`Problem`].
pub async fn read(id: &str) -> Result<(Saved, String), Problem> {
    let answer = Request::get(["/drafts/", id].concat()).send().await?;
    let tag = tag(&answer);
    let draft: Draft = answer.json().await?;
    let mut saved = answered(draft.answers);
    let notices = draft.notices.iter();
    saved.notices = notices.map(|notice| notice.text.to_string()).collect();
    let texts = |ids: &[portal_api::Id]| ids.iter().map(ToString::to_string).collect();
    saved.prefill_ids = texts(&draft.frame.prefill_ids);
    saved.consent_ids = texts(&draft.frame.consent_ids);
    saved.agreement_ids = texts(&draft.frame.confirmation_ids);
    let subjects = draft.frame.subjects.iter().cloned();
    saved.subjects = subjects.map(Who::read).collect();
    let appointment = draft.frame.appointment_id.as_ref();
    saved.appointment_id = appointment.map(ToString::to_string);
    saved.later = draft
        .frame
        .verify_later
        .iter()
        .map(ToString::to_string)
        .collect();
    saved.head = head(
        &draft.draft_id,
        draft.frame,
        draft.updated_at.as_ref(),
        draft.expires_at.as_ref(),
    );
    Ok((saved, tag))
}

/// Writes a draft over the one with this tag; gives the new tag.
///
/// # Errors
/// [`Problem::Stale`] when another tab or device wrote meanwhile, [`Problem::Foreign`] when the answer is not the
/// province's; see [`Problem`].
pub async fn write(saved: &Saved, tag: &str) -> Result<String, Problem> {
    let request = Request::new(Method::PUT, ["/drafts/", &saved.head.id].concat())
        .header("If-Match", tag)
        .json(&content(saved))
        .outliving();
    let answer = request.send().await?;
    // An answer that is not read counts as under way, and of requests that outlive the page a browser lets only 64 KiB
    // be under way: without this, saving fails after some ten times.
    let _read = answer.text().await;
    // The page of a hotspot answers 200 too, but names no version of the draft.
    Some(self::tag(&answer))
        .filter(|tag| !tag.is_empty())
        .ok_or(Problem::Foreign)
}

/// Deletes a draft.
///
/// # Errors
/// See [`Problem`].
pub async fn delete(id: &str) -> Result<(), Problem> {
    Request::new(Method::DELETE, ["/drafts/", id].concat())
        .send()
        .await
        .map(drop)
}

/// What the server says of a draft: the engine's own verdict, with fee, office and term.
///
/// # Errors
/// See [`Problem`].
pub async fn check(id: &str) -> Result<Verdict, Problem> {
    let path = ["/drafts/", id, "/check"].concat();
    let answer: CheckAnswer = Request::new(Method::POST, path)
        .send()
        .await?
        .json()
        .await?;
    Ok(Verdict {
        errors: answer.errors.into_iter().map(fault).collect(),
        warnings: answer.warnings.into_iter().map(fault).collect(),
        authority: answer.authority.name.to_string(),
        fees: answer
            .fees
            .items
            .into_iter()
            .map(|fee| {
                (
                    fee.name.to_string(),
                    fee.amount.0,
                    fee.exempted.map(|why| why.to_string()),
                )
            })
            .collect(),
        due_on: answer.expected_due_on.map(|date| date.to_string()),
        duplicate: answer
            .duplicates
            .into_iter()
            .next()
            .map(|other| other.dossier_code.to_string()),
        needs_code: answer.needs.otp,
        figures: answer.figures,
    })
}

fn tag(answer: &Answer) -> String {
    answer.header("ETag").unwrap_or_default()
}

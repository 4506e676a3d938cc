//! Problems (RFC 9457) and the closed table of their kinds (contract 2.5, 8.2).

mod kind;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use serde_with::skip_serializing_none;

use crate::{Code, Fault, Instant, Limits, ProofKind, SourceId, Text, Uri};

pub use kind::ProblemKind;

/// Base of every problem `type`; `{PROBLEMS}` of the contract (2.5, 11 row 1).
pub const PROBLEMS_BASE: &str = "https://motcua.example/problems";

/// Media type of a problem (2.5).
pub const PROBLEM_MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was refused or failed (2.5), with the members of its kind (8.2).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// [`PROBLEMS_BASE`], `/` and the slug; see [`Problem::kind`].
    pub r#type: String,
    /// Short sentence in the language of the request.
    pub title: String,
    /// HTTP status, repeated.
    pub status: u16,
    /// What happened this time.
    pub detail: Option<String>,
    /// Address of this occurrence.
    pub instance: Option<String>,
    /// For finding the request in the server's log.
    #[serde(default)]
    pub trace_id: String,
    /// Whether the same request may succeed when it is sent again later.
    #[serde(default)]
    pub retryable: bool,
    /// Faults of a 422 (8.2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
    /// Where to sign in, of `unauthenticated` and `step-up-required`.
    pub login_url: Option<Uri>,
    /// Level that `step-up-required` wants.
    pub level: Option<u8>,
    /// Whether `step-up-required` wants a fresh sign-in.
    pub fresh: Option<bool>,
    /// Sources that lack consent, of `consent-required`.
    pub scopes: Option<Vec<SourceId>>,
    /// Proofs that would do, of `representation-not-proved`.
    pub accepted: Option<Vec<ProofKind>>,
    /// What holds now, of a 409 or 412: an ETag, an id, a form version or
    /// figures, by kind; see [`Problem::current`].
    pub current: Option<Value>,
    /// When the draft was last changed, of `precondition-failed` (4.6).
    pub updated_at: Option<Instant>,
    /// Of `precondition-failed` (4.6): since the version that was named nobody but the server has changed the draft. It
    /// took out what a consent or an agreement that was taken back had filled.
    pub amended: Option<bool>,
    /// Limits of uploads, of 413 and 415.
    pub limits: Option<Limits>,
    /// Tries left, of `otp-refused`.
    pub tries_left: Option<u32>,
    /// The system behind that failed, of 502 to 504.
    pub upstream: Option<Upstream>,
}

/// The system behind the portal that rejected or did not answer (8.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Upstream {
    /// Its name.
    pub system: Text<200>,
    /// Its own error code.
    pub code: Option<Code>,
}

impl Problem {
    /// A problem of a kind, with the status and the retry mark of the table.
    #[must_use]
    pub fn new(kind: ProblemKind, title: impl Into<String>, trace_id: impl Into<String>) -> Self {
        Self {
            r#type: kind.type_uri(),
            title: title.into(),
            status: kind.status(),
            trace_id: trace_id.into(),
            retryable: kind.retryable(),
            ..Self::default()
        }
    }

    /// The kind; nothing for a type that is newer than this crate or not ours.
    #[must_use]
    pub fn kind(&self) -> Option<ProblemKind> {
        ProblemKind::from_type_uri(&self.r#type)
    }

    /// `current` in the shape that the kind gives it: `Figures` for
    /// `figures-changed`, text for an ETag, an id or a form version. Nothing
    /// where it is absent or shaped otherwise.
    #[must_use]
    pub fn current<T: DeserializeOwned>(&self) -> Option<T> {
        self.current
            .as_ref()
            .and_then(|value| T::deserialize(value).ok())
    }
}

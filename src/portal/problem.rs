//! Why a request came to nothing, by what the person can do next.

use forms::fault::{Fault, FaultCode, Within};
use forms::place::Pointer;
use portal_api::ProblemKind;
use serde_json::Value;

/// A request that came to nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The request never left the device, or the network is gone.
    Offline,
    /// No answer in time. Whether it arrived is unknown: ask before sending again.
    Silent,
    /// What came is not the province's answer: a page of a hotspot or of a proxy.
    Foreign,
    /// No session, or it ended: sign in again.
    SignedOut,
    /// A higher or fresher sign-in is needed.
    StepUp,
    /// These sources lack consent.
    ConsentNeeded(Vec<String>),
    /// Nothing proves that the person may act for the other; why what was brought does not, where the server says so.
    NotProved(Option<String>),
    /// There is no such thing, or it is not this person's.
    NotFound,
    /// Somebody changed it meanwhile; the tag of what is there now.
    Stale(Option<String>),
    /// Nobody but the server changed the draft meanwhile: it took out what may not be read any more; the tag of what is
    /// there now.
    Amended(String),
    /// Nothing was saved: somebody has taken back that their data be used. Why, in the server's words, and the answers
    /// that rest on those data.
    Unshared(String, Vec<Pointer>),
    /// The state there does not allow it: which kind, and what is there now; of a one-time code, the tries left.
    Conflict(ProblemKind, Option<Value>),
    /// The answers were refused.
    Refused(Vec<Fault>),
    /// More than the server takes; the most bytes of a file, where it says so.
    TooLarge(Option<u64>),
    /// Of a kind that is not taken.
    NotTaken,
    /// The province's system does not offer this.
    NotOffered,
    /// Busy, or closed for maintenance: again after so many seconds.
    Later(Option<u32>),
    /// This person asked too often: again after so many seconds.
    TooOften(Option<u32>),
    /// Our fault or the province's; the number to tell the hot-line, empty where none came.
    Broken(String),
}

impl Problem {
    /// Whether the same request may succeed by itself, later.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(
            self,
            Self::Offline
                | Self::Silent
                | Self::Foreign
                | Self::Later(_)
                | Self::TooOften(_)
                | Self::Broken(_)
        )
    }

    /// Whether a one-time code was refused that bears no more tries.
    #[must_use]
    pub fn is_spent_code(&self) -> bool {
        matches!(self, Self::Conflict(ProblemKind::OtpRefused, Some(left)) if *left == 0)
    }

    /// What a refusal by the server means.
    pub(super) fn of(problem: portal_api::Problem, retry_after: Option<u32>) -> Self {
        let Some(kind) = problem.kind() else {
            return Self::by_status(problem.status, problem.trace_id, retry_after);
        };
        match kind {
            ProblemKind::Unauthenticated => Self::SignedOut,
            ProblemKind::StepUpRequired => Self::StepUp,
            ProblemKind::ConsentRequired => Self::ConsentNeeded(
                problem
                    .scopes
                    .unwrap_or_default()
                    .into_iter()
                    .map(Into::into)
                    .collect(),
            ),
            ProblemKind::RepresentationNotProved => Self::NotProved(problem.detail),
            ProblemKind::NotFound | ProblemKind::ContentGone => Self::NotFound,
            ProblemKind::PreconditionFailed => match problem.current::<String>() {
                Some(tag) if problem.amended == Some(true) => Self::Amended(tag),
                tag => Self::Stale(tag),
            },
            ProblemKind::ValidationFailed
            | ProblemKind::SignatureRequired
            | ProblemKind::AuthorityNotCompetent => {
                Self::Refused(problem.errors.into_iter().map(fault).collect())
            }
            ProblemKind::PayloadTooLarge => {
                Self::TooLarge(problem.limits.map(|limits| limits.upload_max_bytes))
            }
            ProblemKind::NotOffered => Self::NotOffered,
            ProblemKind::OtpRefused => Self::Conflict(kind, problem.tries_left.map(Value::from)),
            ProblemKind::ConfirmationClosed if !problem.errors.is_empty() => {
                let of_data = problem.errors.into_iter().map(fault);
                let of_data = of_data.filter(|fault| fault.within == Within::Data);
                let gone = of_data.map(|fault| fault.pointer).collect();
                Self::Unshared(problem.detail.unwrap_or_default(), gone)
            }
            kind if kind.status() == 409 => Self::Conflict(kind, problem.current),
            kind => Self::by_status(kind.status(), problem.trace_id, retry_after),
        }
    }

    /// What a status means that came without a problem we know.
    pub(super) fn by_status(status: u16, trace: String, retry_after: Option<u32>) -> Self {
        match status {
            401 => Self::SignedOut,
            404 | 410 => Self::NotFound,
            412 => Self::Stale(None),
            413 => Self::TooLarge(None),
            415 => Self::NotTaken,
            429 => Self::TooOften(retry_after),
            503 => Self::Later(retry_after),
            _ => Self::Broken(trace),
        }
    }
}

/// A fault of the wire as the engine knows it; a code that it does not know is [`FaultCode::Other`].
pub(super) fn fault(wire: portal_api::Fault) -> Fault {
    Fault {
        pointer: Pointer::new(wire.pointer.as_str()),
        code: plain_json::from_value(&wire.code.as_str().into()).unwrap_or(FaultCode::Other),
        params: wire.params.unwrap_or_default(),
        within: if wire.r#in.is_some() {
            Within::Body
        } else {
            Within::Data
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: ProblemKind, expected: &Problem) {
        let problem = portal_api::Problem::new(kind, "x", "t1");
        assert_eq!(&Problem::of(problem, None), expected);
    }

    #[test]
    fn each_kind_says_what_to_do_next() {
        check(ProblemKind::Unauthenticated, &Problem::SignedOut);
        check(ProblemKind::StepUpRequired, &Problem::StepUp);
        check(
            ProblemKind::ConsentRequired,
            &Problem::ConsentNeeded(Vec::new()),
        );
        check(
            ProblemKind::DuplicateDossier,
            &Problem::Conflict(ProblemKind::DuplicateDossier, None),
        );
        check(ProblemKind::ValidationFailed, &Problem::Refused(Vec::new()));
        check(ProblemKind::Internal, &Problem::Broken("t1".to_owned()));
        check(ProblemKind::PayloadTooLarge, &Problem::TooLarge(None));
        check(ProblemKind::UnsupportedMediaType, &Problem::NotTaken);
        check(ProblemKind::Maintenance, &Problem::Later(None));
    }

    #[test]
    fn a_draft_that_only_the_server_changed_has_no_second_writer() {
        let mut problem = portal_api::Problem::new(ProblemKind::PreconditionFailed, "x", "t1");
        problem.current = Some("\"b\"".into());
        let tag = "\"b\"".to_owned();
        let stale = Problem::Stale(Some(tag.clone()));
        assert_eq!(Problem::of(problem.clone(), None), stale);
        problem.amended = Some(true);
        assert_eq!(Problem::of(problem, None), Problem::Amended(tag));
    }

    #[test]
    fn what_somebody_took_back_is_told_by_the_answers_that_rest_on_it() {
        let kind = ProblemKind::ConfirmationClosed;
        check(kind, &Problem::Conflict(kind, None));
        let mut problem = portal_api::Problem::new(kind, "x", "t1");
        problem.detail = Some("Mẫu An".to_owned());
        let fault = |pointer: &str, within: Option<portal_api::FaultPlace>| portal_api::Fault {
            pointer: pointer.into(),
            code: portal_api::FaultCode::MismatchWithSource,
            params: None,
            detail: None,
            r#in: within,
        };
        let body = Some(portal_api::FaultPlace::Body);
        problem.errors = vec![fault("/name", None), fault("/attachments/0", body)];
        let gone = vec![Pointer::new("/name")];
        let expected = Problem::Unshared("Mẫu An".to_owned(), gone);
        assert_eq!(Problem::of(problem, None), expected);
    }

    #[test]
    fn a_kind_of_a_newer_server_is_read_by_its_status() {
        let mut problem = portal_api::Problem::new(ProblemKind::RateLimited, "x", "t1");
        problem.r#type = "https://example.test/new-kind".to_owned();
        assert_eq!(Problem::of(problem, Some(7)), Problem::TooOften(Some(7)));
    }

    #[test]
    fn too_large_says_how_much_is_taken() {
        let mut problem = portal_api::Problem::new(ProblemKind::PayloadTooLarge, "x", "t1");
        problem.limits = Some(portal_api::Limits {
            upload_max_bytes: 5_000_000,
            upload_types: Vec::new(),
            draft_days: 30,
        });
        let expected = Problem::TooLarge(Some(5_000_000));
        assert_eq!(Problem::of(problem, None), expected);
    }

    #[test]
    fn a_proxy_that_says_no_more_than_a_status_is_understood() {
        let by = |status| Problem::by_status(status, String::new(), None);
        assert_eq!(by(413), Problem::TooLarge(None));
        assert_eq!(by(415), Problem::NotTaken);
        assert_eq!(by(502), Problem::Broken(String::new()));
    }
}

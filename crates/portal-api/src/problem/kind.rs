//! The table of problem kinds (contract 8.2): slug, status, worth repeating.

use super::PROBLEMS_BASE;

macro_rules! problem_kinds {
    ($($(#[$doc:meta])* $name:ident: $slug:literal, $status:literal, $retryable:literal;)+) => {
        /// Every kind of problem that the contract knows (8.2).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemKind {
            $($(#[$doc])* $name,)+
        }

        impl ProblemKind {
            /// Every kind, by status.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The last part of the problem's `type`.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }

            /// Whether the same request may succeed when it is sent again later.
            /// The contract leaves this to the server; these are the values of ours.
            #[must_use]
            pub const fn retryable(self) -> bool {
                match self { $(Self::$name => $retryable,)+ }
            }
        }
    };
}

problem_kinds! {
    /// The request cannot be read.
    MalformedRequest: "malformed-request", 400, false;
    /// `Idempotency-Key` is missing.
    IdempotencyKeyMissing: "idempotency-key-missing", 400, false;
    /// No session.
    Unauthenticated: "unauthenticated", 401, false;
    /// `X-Portal-Client` is missing, or the request came from another site.
    CsrfCheckFailed: "csrf-check-failed", 403, false;
    /// Not allowed.
    Forbidden: "forbidden", 403, false;
    /// The kiosk's device is not enrolled.
    DeviceNotEnrolled: "device-not-enrolled", 403, false;
    /// A source lacks consent.
    ConsentRequired: "consent-required", 403, false;
    /// Nothing proves that the person may act for the subject (3.1).
    RepresentationNotProved: "representation-not-proved", 403, false;
    /// A higher or fresher sign-in is needed (2.2).
    StepUpRequired: "step-up-required", 403, false;
    /// No such thing, or not for this person.
    NotFound: "not-found", 404, false;
    /// The procedure takes no dossiers now.
    ProcedureClosed: "procedure-closed", 409, false;
    /// Fee, case or authority differ from what was shown.
    FiguresChanged: "figures-changed", 409, false;
    /// The same dossier was filed already.
    DuplicateDossier: "duplicate-dossier", 409, false;
    /// An attached upload is still being checked.
    UploadNotReady: "upload-not-ready", 409, true;
    /// The form has a newer version.
    FormVersionChanged: "form-version-changed", 409, false;
    /// The dossier's state does not allow this (8.1).
    DossierStateConflict: "dossier-state-conflict", 409, false;
    /// The request for a supplement is closed.
    SupplementClosed: "supplement-closed", 409, false;
    /// There is nothing to pay, for instance it is paid already.
    PaymentNotOpen: "payment-not-open", 409, false;
    /// Another payment of the same is under way.
    PaymentInProgress: "payment-in-progress", 409, false;
    /// The request for a confirmation is closed.
    ConfirmationClosed: "confirmation-closed", 409, false;
    /// The hand-over is used up or over.
    HandoverClosed: "handover-closed", 409, false;
    /// The appointment's time is taken.
    SlotTaken: "slot-taken", 409, false;
    /// The time for rating is over.
    RatingClosed: "rating-closed", 409, false;
    /// The same key is still being worked on (2.3).
    IdempotencyInProgress: "idempotency-in-progress", 409, true;
    /// The file is no longer kept.
    ContentGone: "content-gone", 410, false;
    /// The thing was changed meanwhile.
    PreconditionFailed: "precondition-failed", 412, false;
    /// `If-Match` is missing.
    PreconditionRequired: "precondition-required", 428, false;
    /// Too large.
    PayloadTooLarge: "payload-too-large", 413, false;
    /// A kind of file or body that is not taken.
    UnsupportedMediaType: "unsupported-media-type", 415, false;
    /// Answers or papers are wrong; `errors` says which.
    ValidationFailed: "validation-failed", 422, false;
    /// A signature is missing.
    SignatureRequired: "signature-required", 422, false;
    /// The authority does not serve this case or commune.
    AuthorityNotCompetent: "authority-not-competent", 422, false;
    /// The key was used with another body (2.3).
    IdempotencyKeyReused: "idempotency-key-reused", 422, false;
    /// The one-time code is wrong or over.
    OtpRefused: "otp-refused", 422, false;
    /// Too many requests; `Retry-After` says when.
    RateLimited: "rate-limited", 429, true;
    /// A fault of the server. Every write is safe to repeat (section 1, rule 3).
    Internal: "internal", 500, true;
    /// This portal does not offer the operation (section 5).
    NotOffered: "not-offered", 501, false;
    /// A system behind refused.
    UpstreamRejected: "upstream-rejected", 502, false;
    /// A system behind is out.
    UpstreamUnavailable: "upstream-unavailable", 503, true;
    /// A system behind did not answer in time.
    UpstreamTimeout: "upstream-timeout", 504, true;
    /// Under maintenance.
    Maintenance: "maintenance", 503, true;
}

impl ProblemKind {
    /// What any operation may answer (section 4).
    pub const COMMON: &[Self] = &[
        Self::MalformedRequest,
        Self::Unauthenticated,
        Self::CsrfCheckFailed,
        Self::Forbidden,
        Self::StepUpRequired,
        Self::NotFound,
        Self::RateLimited,
        Self::Internal,
        Self::UpstreamUnavailable,
        Self::Maintenance,
    ];

    /// The problem's `type`.
    #[must_use]
    pub fn type_uri(self) -> String {
        format!("{PROBLEMS_BASE}/{}", self.slug())
    }

    /// The kind of a problem's `type`; nothing when it is not one of ours.
    #[must_use]
    pub fn from_type_uri(uri: &str) -> Option<Self> {
        let slug = uri.strip_prefix(PROBLEMS_BASE)?.strip_prefix('/')?;
        Self::ALL.iter().copied().find(|kind| kind.slug() == slug)
    }
}

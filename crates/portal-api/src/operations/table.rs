//! The table of operations, in the order of the contract (4, 6).

use super::{
    Access::{self, Device, Handover, Level2, Level2Fresh, Public, SignedIn},
    Method::{self, Delete, Get, Head, Patch, Post, Put},
    Operation,
};
use crate::{
    ProblemKind as P,
    header::{DPOP, WRAP_KEY},
};

/// Every operation of the contract: 52 core ones and 19 of the optional profiles.
pub const OPERATIONS: &[Operation] = &[
    // 4.1 Session and identity
    core(
        1,
        "4.1",
        "getSession",
        Get,
        "/session",
        &[Public],
        "Who is signed in and what the portal offers",
    ),
    Operation {
        query: &["returnTo", "level", "fresh"],
        success: 302,
        ..core(
            2,
            "4.1",
            "signIn",
            Get,
            "/session/login",
            &[Public],
            "Navigation to the identity server",
        )
    },
    core(
        3,
        "4.1",
        "signOut",
        Post,
        "/session/logout",
        &[SignedIn],
        "End the session",
    ),
    Operation {
        access_note: "Not in a kiosk's session.",
        query: &["keyId"],
        headers: &[WRAP_KEY],
        ..core(
            40,
            "4.1",
            "getDraftKey",
            Get,
            "/session/draft-key",
            &[SignedIn],
            "The person's draft key, wrapped for this call",
        )
    },
    // 4.2 Catalogue, reference data, sources
    Operation {
        etag: true,
        public_seconds: Some(3600),
        query: &[
            "essential",
            "q",
            "group",
            "audience",
            "agency",
            "limit",
            "cursor",
        ],
        ..core(
            4,
            "4.2",
            "listProcedures",
            Get,
            "/procedures",
            &[Public],
            "The catalogue",
        )
    },
    Operation {
        etag: true,
        public_seconds: Some(3600),
        ..core(
            5,
            "4.2",
            "getProcedure",
            Get,
            "/procedures/{procedureCode}",
            &[Public],
            "One procedure with its cases",
        )
    },
    Operation {
        public_seconds: Some(3600),
        query: &["caseCode", "communeCode", "limit", "cursor"],
        problems: &[P::AuthorityNotCompetent],
        ..core(
            6,
            "4.2",
            "listAuthorities",
            Get,
            "/procedures/{procedureCode}/authorities",
            &[Public],
            "Offices that take a case",
        )
    },
    Operation {
        etag: true,
        public_seconds: Some(86400),
        query: &["parent", "level", "asOf", "legacy", "limit", "cursor"],
        ..core(
            7,
            "4.2",
            "listAdminUnits",
            Get,
            "/admin-units",
            &[Public],
            "Administrative units",
        )
    },
    Operation {
        etag: true,
        public_seconds: Some(86400),
        query: &["q", "parent", "asOf", "limit", "cursor"],
        ..core(
            8,
            "4.2",
            "getCodeList",
            Get,
            "/code-lists/{listId}",
            &[Public],
            "An open list",
        )
    },
    Operation {
        public_seconds: Some(60),
        ..core(
            41,
            "4.2",
            "listSources",
            Get,
            "/sources",
            &[Public],
            "State of the sources",
        )
    },
    // 4.3 Person, household, own files
    Operation {
        etag: true,
        access_note: "S1 for contact and consents, S2 for the rest. ETag on contact.",
        query: &["include"],
        ..core(
            9,
            "4.3",
            "getMe",
            Get,
            "/me",
            &[SignedIn],
            "What the state holds about the person",
        )
    },
    Operation {
        if_match: true,
        etag: true,
        problems: &[P::OtpRefused],
        ..core(
            10,
            "4.3",
            "patchContact",
            Patch,
            "/me/contact",
            &[SignedIn],
            "Change the contact",
        )
    },
    Operation {
        query: &[
            "kind",
            "procedureCode",
            "caseCode",
            "documentCode",
            "q",
            "limit",
            "cursor",
        ],
        ..core(
            42,
            "4.3",
            "listOwnFiles",
            Get,
            "/me/files",
            &[SignedIn],
            "The person's own files",
        )
    },
    Operation {
        problems: &[P::ContentGone],
        ..core(
            43,
            "4.3",
            "getOwnFile",
            Get,
            "/me/files/{fileId}/content",
            &[SignedIn],
            "One of them",
        )
    },
    // 4.4 Prior results and consent
    Operation {
        query: &[
            "procedureCode",
            "caseCode",
            "documentCode",
            "resultCode",
            "q",
            "limit",
            "cursor",
        ],
        ..core(
            11,
            "4.4",
            "listResults",
            Get,
            "/me/results",
            &[Level2],
            "Prior results",
        )
    },
    core(
        12,
        "4.4",
        "getResult",
        Get,
        "/me/results/{resultId}",
        &[Level2],
        "One prior result with its values",
    ),
    Operation {
        query: &["fileId"],
        problems: &[P::ContentGone, P::UpstreamRejected],
        ..core(
            13,
            "4.4",
            "getResultFile",
            Get,
            "/me/results/{resultId}/content",
            &[Level2],
            "Its file",
        )
    },
    Operation {
        idempotent: true,
        success: 201,
        ..core(
            14,
            "4.4",
            "createConsents",
            Post,
            "/me/consents",
            &[Level2],
            "Give consent, one per source",
        )
    },
    Operation {
        success: 204,
        ..core(
            15,
            "4.4",
            "deleteConsent",
            Delete,
            "/me/consents/{consentId}",
            &[Level2],
            "Take consent back",
        )
    },
    // 4.5 Pre-fill and look-ups
    Operation {
        problems: &[
            P::ConsentRequired,
            P::RepresentationNotProved,
            P::FormVersionChanged,
        ],
        ..core(
            16,
            "4.5",
            "prefill",
            Post,
            "/prefill",
            &[Level2],
            "Facts from the sources",
        )
    },
    Operation {
        access_note: "By look-up: P for violation, school, programme; S2 for the rest and for violation by me. Rate-limited.",
        problems: &[P::NotOffered],
        ..core(
            44,
            "4.5",
            "lookUp",
            Post,
            "/lookups/{lookupId}",
            &[Public],
            "A look-up",
        )
    },
    // 4.6 Drafts
    Operation {
        query: &["procedureCode", "limit", "cursor"],
        ..core(
            17,
            "4.6",
            "listDrafts",
            Get,
            "/drafts",
            &[SignedIn],
            "Drafts",
        )
    },
    Operation {
        idempotent: true,
        etag: true,
        success: 201,
        problems: &[P::ProcedureClosed, P::SupplementClosed],
        ..core(
            18,
            "4.6",
            "createDraft",
            Post,
            "/drafts",
            &[SignedIn],
            "Begin a draft",
        )
    },
    Operation {
        etag: true,
        ..core(
            19,
            "4.6",
            "getDraft",
            Get,
            "/drafts/{draftId}",
            &[SignedIn],
            "One draft",
        )
    },
    Operation {
        if_match: true,
        etag: true,
        problems: &[P::PayloadTooLarge],
        ..core(
            20,
            "4.6",
            "putDraft",
            Put,
            "/drafts/{draftId}",
            &[SignedIn],
            "Save a draft: full replacement",
        )
    },
    Operation {
        success: 204,
        ..core(
            21,
            "4.6",
            "deleteDraft",
            Delete,
            "/drafts/{draftId}",
            &[SignedIn],
            "Throw a draft away",
        )
    },
    Operation {
        problems: &[P::FormVersionChanged],
        ..core(
            22,
            "4.6",
            "checkDraft",
            Post,
            "/drafts/{draftId}/check",
            &[SignedIn],
            "The verdict on a draft; creates nothing",
        )
    },
    // 4.7 Uploads
    Operation {
        headers: &["Tus-Resumable", "Upload-Length", "Upload-Metadata"],
        success: 201,
        problems: &[P::PayloadTooLarge, P::UnsupportedMediaType],
        ..core(
            23,
            "4.7",
            "createUpload",
            Post,
            "/uploads",
            &[SignedIn, Handover],
            "Begin an upload (tus)",
        )
    },
    Operation {
        headers: &["Tus-Resumable"],
        ..core(
            24,
            "4.7",
            "headUpload",
            Head,
            "/uploads/{uploadId}",
            &[SignedIn, Handover],
            "How far an upload is (tus)",
        )
    },
    Operation {
        headers: &["Tus-Resumable", "Upload-Offset"],
        success: 204,
        ..core(
            25,
            "4.7",
            "patchUpload",
            Patch,
            "/uploads/{uploadId}",
            &[SignedIn, Handover],
            "Bytes of an upload (tus); a wrong offset gives a bare 409",
        )
    },
    Operation {
        headers: &["Tus-Resumable"],
        success: 204,
        ..core(
            26,
            "4.7",
            "deleteUpload",
            Delete,
            "/uploads/{uploadId}",
            &[SignedIn, Handover],
            "Throw an upload away (tus)",
        )
    },
    core(
        27,
        "4.7",
        "getUpload",
        Get,
        "/uploads/{uploadId}",
        &[SignedIn, Handover],
        "State of an upload",
    ),
    // 4.8 Dossiers
    Operation {
        idempotent: true,
        success: 201,
        problems: &[
            P::ValidationFailed,
            P::SignatureRequired,
            P::AuthorityNotCompetent,
            P::OtpRefused,
            P::FiguresChanged,
            P::ProcedureClosed,
            P::DuplicateDossier,
            P::UploadNotReady,
            P::FormVersionChanged,
            P::PreconditionFailed,
            P::ConsentRequired,
        ],
        ..core(
            28,
            "4.8",
            "submitDossier",
            Post,
            "/dossiers",
            &[Level2],
            "Submit; 202 when the code is assigned later",
        )
    },
    Operation {
        query: &[
            "state",
            "procedureCode",
            "from",
            "to",
            "q",
            "limit",
            "cursor",
        ],
        ..core(
            29,
            "4.8",
            "listDossiers",
            Get,
            "/dossiers",
            &[SignedIn],
            "Dossiers",
        )
    },
    Operation {
        etag: true,
        access_note: "S2 with include=content.",
        query: &["include"],
        ..core(
            30,
            "4.8",
            "getDossier",
            Get,
            "/dossiers/{dossierCode}",
            &[SignedIn],
            "One dossier",
        )
    },
    Operation {
        access_note: "S2 for results.",
        problems: &[P::ContentGone],
        ..core(
            31,
            "4.8",
            "getDossierDocument",
            Get,
            "/dossiers/{dossierCode}/documents/{documentId}",
            &[SignedIn],
            "A document of a dossier",
        )
    },
    Operation {
        idempotent: true,
        problems: &[
            P::SupplementClosed,
            P::UploadNotReady,
            P::PreconditionFailed,
            P::ValidationFailed,
        ],
        ..core(
            32,
            "4.8",
            "sendSupplement",
            Post,
            "/dossiers/{dossierCode}/supplements",
            &[Level2],
            "Answer a request for more",
        )
    },
    Operation {
        idempotent: true,
        success: 202,
        problems: &[P::DossierStateConflict, P::OtpRefused],
        ..core(
            33,
            "4.8",
            "withdrawDossier",
            Post,
            "/dossiers/{dossierCode}/withdrawal",
            &[Level2Fresh],
            "Ask for a dossier back",
        )
    },
    Operation {
        access_note: "Rate-limited.",
        ..core(
            34,
            "4.8",
            "trackDossier",
            Post,
            "/tracking",
            &[Public],
            "Track a dossier by code and proof",
        )
    },
    core(
        45,
        "4.8",
        "getSubmission",
        Get,
        "/submissions/{key}",
        &[SignedIn],
        "What became of a request, by its key",
    ),
    // 4.9 Payment
    Operation {
        idempotent: true,
        success: 201,
        problems: &[
            P::PaymentNotOpen,
            P::PaymentInProgress,
            P::FiguresChanged,
            P::UpstreamRejected,
        ],
        ..core(
            35,
            "4.9",
            "createPayment",
            Post,
            "/payments",
            &[SignedIn],
            "Pay",
        )
    },
    core(
        36,
        "4.9",
        "getPayment",
        Get,
        "/payments/{paymentId}",
        &[SignedIn],
        "State of a payment",
    ),
    // 4.10 Notifications
    Operation {
        etag: true,
        query: &["unread", "limit", "cursor"],
        ..core(
            37,
            "4.10",
            "listNotifications",
            Get,
            "/me/notifications",
            &[SignedIn],
            "News",
        )
    },
    Operation {
        success: 204,
        ..core(
            38,
            "4.10",
            "readNotifications",
            Post,
            "/me/notifications/read",
            &[SignedIn],
            "Mark news as read",
        )
    },
    // 4.11 Receipts and their check
    core(
        39,
        "4.11",
        "verifyReceipt",
        Get,
        "/verifications/{token}",
        &[Public],
        "Check a receipt",
    ),
    Operation {
        etag: true,
        public_seconds: Some(86400),
        ..core(
            46,
            "4.11",
            "listKeys",
            Get,
            "/keys",
            &[Public],
            "Keys that receipts are signed with",
        )
    },
    // 4.12 Confirmation by another person, one-time codes
    Operation {
        idempotent: true,
        access_note: "Rate-limited.",
        success: 201,
        problems: &[P::ValidationFailed, P::PreconditionFailed],
        ..core(
            47,
            "4.12",
            "createConfirmation",
            Post,
            "/confirmations",
            &[Level2],
            "Ask another person",
        )
    },
    Operation {
        query: &["box", "state", "limit", "cursor"],
        ..core(
            48,
            "4.12",
            "listConfirmations",
            Get,
            "/me/confirmations",
            &[Level2],
            "Confirmations asked for and received",
        )
    },
    Operation {
        etag: true,
        access_note: "Who asked and who is asked.",
        ..core(
            49,
            "4.12",
            "getConfirmation",
            Get,
            "/confirmations/{confirmationId}",
            &[Level2],
            "One confirmation",
        )
    },
    Operation {
        idempotent: true,
        access_note: "Who is asked; who asked, with otp.",
        problems: &[P::ConfirmationClosed, P::PreconditionFailed, P::OtpRefused],
        ..core(
            50,
            "4.12",
            "answerConfirmation",
            Post,
            "/confirmations/{confirmationId}/answer",
            &[Level2],
            "Agree, refuse, or take back an agreement to share data",
        )
    },
    Operation {
        access_note: "P for tracking, S1 for the rest. Rate-limited.",
        success: 202,
        ..core(
            51,
            "4.12",
            "sendOtp",
            Post,
            "/otp",
            &[Public],
            "Send a one-time code",
        )
    },
    // 4.13 Fault reports of the app
    Operation {
        access_note: "Rate-limited.",
        success: 202,
        ..core(
            52,
            "4.13",
            "reportFault",
            Post,
            "/client-reports",
            &[Public],
            "Report a fault of the app",
        )
    },
    // 6.1 Appointments
    Operation {
        public_seconds: Some(60),
        query: &["agency", "procedureCode", "from", "to", "limit", "cursor"],
        ..optional(
            "6.1",
            "listAppointmentSlots",
            Get,
            "/appointment-slots",
            &[Public],
            "Times that can be booked",
        )
    },
    Operation {
        idempotent: true,
        success: 201,
        problems: &[P::SlotTaken],
        ..optional(
            "6.1",
            "createAppointment",
            Post,
            "/appointments",
            &[SignedIn],
            "Book",
        )
    },
    Operation {
        success: 204,
        ..optional(
            "6.1",
            "deleteAppointment",
            Delete,
            "/appointments/{appointmentId}",
            &[SignedIn],
            "Give a booking up",
        )
    },
    // 6.2 Signing
    Operation {
        query: &["provider", "limit", "cursor"],
        ..optional(
            "6.2",
            "listCredentials",
            Get,
            "/signing/credentials",
            &[Level2],
            "Certificates to sign with",
        )
    },
    Operation {
        idempotent: true,
        success: 201,
        problems: &[P::PreconditionFailed, P::OtpRefused],
        ..optional(
            "6.2",
            "createSigningRequest",
            Post,
            "/signing/requests",
            &[Level2Fresh],
            "Ask for a signature",
        )
    },
    Operation {
        access_note: "Only when authMode is not app.",
        success: 202,
        problems: &[P::OtpRefused],
        ..optional(
            "6.2",
            "authorizeSigning",
            Post,
            "/signing/requests/{id}/authorization",
            &[Level2Fresh],
            "Release a signature",
        )
    },
    optional(
        "6.2",
        "getSigningRequest",
        Get,
        "/signing/requests/{id}",
        &[Level2],
        "State of a signature",
    ),
    // 6.3 Feedback and indicators
    Operation {
        success: 201,
        problems: &[P::RatingClosed],
        ..optional(
            "6.3",
            "rateDossier",
            Post,
            "/dossiers/{dossierCode}/rating",
            &[SignedIn],
            "Rate the service",
        )
    },
    Operation {
        public_seconds: Some(3600),
        query: &["period", "agency", "procedureCode"],
        ..optional(
            "6.3",
            "getIndicators",
            Get,
            "/indicators",
            &[Public],
            "Service indicators",
        )
    },
    // 6.4 Kiosk, hand-over and events
    Operation {
        access_note: "With a one-time code. Rate-limited.",
        success: 201,
        ..optional(
            "6.4",
            "enrolKiosk",
            Post,
            "/kiosk/enrolment",
            &[Public],
            "Enrol a kiosk",
        )
    },
    Operation {
        headers: &[DPOP],
        ..optional(
            "6.4",
            "kioskHeartbeat",
            Post,
            "/kiosk/heartbeat",
            &[Device],
            "Sign of life, every 60 seconds",
        )
    },
    Operation {
        headers: &[DPOP],
        success: 201,
        ..optional(
            "6.4",
            "kioskChallenge",
            Post,
            "/kiosk/challenge",
            &[Device],
            "Challenge for the card's chip",
        )
    },
    Operation {
        headers: &[DPOP],
        success: 201,
        ..optional(
            "6.4",
            "kioskSignIn",
            Post,
            "/kiosk/citizen-session",
            &[Device],
            "Sign in by the card's chip",
        )
    },
    Operation {
        access_note: "With or without a citizen's session.",
        headers: &[DPOP],
        success: 201,
        ..optional(
            "6.4",
            "createHandover",
            Post,
            "/handovers",
            &[Device],
            "Begin a hand-over",
        )
    },
    Operation {
        access_note: "Rate-limited.",
        problems: &[P::HandoverClosed],
        ..optional(
            "6.4",
            "claimHandover",
            Post,
            "/handovers/claim",
            &[Public],
            "Claim a hand-over on the other screen",
        )
    },
    Operation {
        headers: &[DPOP],
        problems: &[P::HandoverClosed],
        ..optional(
            "6.4",
            "bindHandover",
            Post,
            "/handovers/{handoverId}/binding",
            &[Device],
            "Bind both screens",
        )
    },
    Operation {
        etag: true,
        ..optional(
            "6.4",
            "getHandover",
            Get,
            "/handovers/{handoverId}",
            &[Device, Handover],
            "State of a hand-over",
        )
    },
    Operation {
        problems: &[P::HandoverClosed, P::PreconditionFailed],
        ..optional(
            "6.4",
            "answerHandover",
            Post,
            "/handovers/{handoverId}/answer",
            &[Handover],
            "Confirm or refuse",
        )
    },
    Operation {
        headers: &["Last-Event-ID"],
        ..optional(
            "6.4",
            "streamEvents",
            Get,
            "/events",
            &[SignedIn],
            "Event stream",
        )
    },
];

/// A core operation.
const fn core(
    number: u8,
    section: &'static str,
    id: &'static str,
    method: Method,
    path: &'static str,
    access: &'static [Access],
    summary: &'static str,
) -> Operation {
    Operation {
        number: Some(number),
        ..optional(section, id, method, path, access, summary)
    }
}

/// An operation of an optional profile.
const fn optional(
    section: &'static str,
    id: &'static str,
    method: Method,
    path: &'static str,
    access: &'static [Access],
    summary: &'static str,
) -> Operation {
    Operation {
        id,
        number: None,
        section,
        summary,
        method,
        path,
        access,
        access_note: "",
        idempotent: false,
        if_match: false,
        etag: false,
        public_seconds: None,
        query: &[],
        headers: &[],
        success: 200,
        problems: &[],
    }
}

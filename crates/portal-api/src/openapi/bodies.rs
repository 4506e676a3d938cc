//! What each operation takes and gives: the types behind the table, in the
//! order of the contract (4, 6).

use utoipa::openapi::{OneOfBuilder, RefOr, schema::Schema};

use super::body::{
    Body, NamedSchema, bytes, inline, items, json, merge_patch, none, page, schemas_of,
};
use crate as api;

/// Operation, request, answer of success.
pub(super) type Exchange = (&'static str, Body, Body);

/// The bodies of every operation.
pub(super) fn exchanges() -> Vec<Exchange> {
    vec![
        ("getSession", none(), json::<api::Session>()),
        ("signIn", none(), none()),
        ("signOut", none(), json::<api::LogoutAnswer>()),
        ("getDraftKey", none(), json::<api::DraftKey>()),
        ("listProcedures", none(), page::<api::ProcedureSummary>()),
        ("getProcedure", none(), json::<api::Procedure>()),
        ("listAuthorities", none(), page::<api::Authority>()),
        ("listAdminUnits", none(), page::<api::AdminUnit>()),
        ("getCodeList", none(), json::<api::CodeList>()),
        ("listSources", none(), page::<api::SourceState>()),
        ("getMe", none(), json::<api::Me>()),
        (
            "patchContact",
            merge_patch::<api::ContactPatch>(),
            json::<api::Contact>(),
        ),
        ("listOwnFiles", none(), page::<api::OwnFile>()),
        ("getOwnFile", none(), file()),
        ("listResults", none(), json::<api::ResultList>()),
        ("getResult", none(), json::<api::ResultDetail>()),
        ("getResultFile", none(), file()),
        (
            "createConsents",
            json::<api::ConsentRequest>(),
            items::<api::Consent>(),
        ),
        ("deleteConsent", none(), none()),
        (
            "prefill",
            json::<api::PrefillRequest>(),
            json::<api::PrefillAnswer>(),
        ),
        ("lookUp", look_up_requests(), look_up_answers()),
        ("listDrafts", none(), page::<api::DraftSummary>()),
        (
            "createDraft",
            json::<api::DraftRequest>(),
            json::<api::Draft>(),
        ),
        ("getDraft", none(), json::<api::Draft>()),
        (
            "putDraft",
            json::<api::DraftContent>(),
            json::<api::DraftSaved>(),
        ),
        ("deleteDraft", none(), none()),
        ("checkDraft", none(), json::<api::CheckAnswer>()),
        ("createUpload", none(), none()),
        ("headUpload", none(), none()),
        ("patchUpload", bytes(api::TUS_MEDIA_TYPE), none()),
        ("deleteUpload", none(), none()),
        ("getUpload", none(), json::<api::Upload>()),
        (
            "submitDossier",
            json::<api::SubmissionRequest>(),
            json::<api::Dossier>(),
        ),
        ("listDossiers", none(), page::<api::DossierSummary>()),
        ("getDossier", none(), json::<api::Dossier>()),
        ("getDossierDocument", none(), file()),
        (
            "sendSupplement",
            json::<api::SupplementRequest>(),
            json::<api::Dossier>(),
        ),
        (
            "withdrawDossier",
            json::<api::WithdrawalRequest>(),
            json::<api::Dossier>(),
        ),
        (
            "trackDossier",
            json::<api::TrackingRequest>(),
            json::<api::TrackedDossier>(),
        ),
        ("getSubmission", none(), json::<api::Submission>()),
        (
            "createPayment",
            json::<api::PaymentOrder>(),
            json::<api::Payment>(),
        ),
        ("getPayment", none(), json::<api::Payment>()),
        ("listNotifications", none(), page::<api::Notification>()),
        ("readNotifications", json::<api::ReadMark>(), none()),
        ("verifyReceipt", none(), json::<api::ReceiptCheck>()),
        ("listKeys", none(), json::<api::KeySet>()),
        (
            "createConfirmation",
            json::<api::ConfirmationRequest>(),
            json::<api::Confirmation>(),
        ),
        ("listConfirmations", none(), page::<api::Confirmation>()),
        ("getConfirmation", none(), json::<api::Confirmation>()),
        (
            "answerConfirmation",
            json::<api::ConfirmationAnswer>(),
            json::<api::Confirmation>(),
        ),
        ("sendOtp", json::<api::OtpRequest>(), json::<api::OtpSent>()),
        ("reportFault", json::<api::ClientReport>(), none()),
        (
            "listAppointmentSlots",
            none(),
            page::<api::AppointmentSlot>(),
        ),
        (
            "createAppointment",
            json::<api::AppointmentRequest>(),
            json::<api::Appointment>(),
        ),
        ("deleteAppointment", none(), none()),
        ("listCredentials", none(), page::<api::Credential>()),
        (
            "createSigningRequest",
            json::<api::NewSigningRequest>(),
            json::<api::SigningRequest>(),
        ),
        (
            "authorizeSigning",
            json::<api::SigningAuthorization>(),
            none(),
        ),
        ("getSigningRequest", none(), json::<api::SigningRequest>()),
        ("rateDossier", json::<api::RatingRequest>(), none()),
        ("getIndicators", none(), json::<api::Indicators>()),
        (
            "enrolKiosk",
            json::<api::EnrolmentRequest>(),
            json::<api::Enrolment>(),
        ),
        (
            "kioskHeartbeat",
            json::<api::Heartbeat>(),
            json::<api::HeartbeatAnswer>(),
        ),
        ("kioskChallenge", none(), json::<api::KioskChallenge>()),
        (
            "kioskSignIn",
            json::<api::ChipSignIn>(),
            json::<api::Session>(),
        ),
        (
            "createHandover",
            json::<api::HandoverRequest>(),
            json::<api::HandoverCreated>(),
        ),
        (
            "claimHandover",
            json::<api::HandoverClaim>(),
            json::<api::HandoverClaimed>(),
        ),
        (
            "bindHandover",
            json::<api::HandoverBinding>(),
            json::<api::Handover>(),
        ),
        ("getHandover", none(), json::<api::Handover>()),
        (
            "answerHandover",
            json::<api::HandoverAnswer>(),
            json::<api::Handover>(),
        ),
        ("streamEvents", none(), bytes("text/event-stream")),
    ]
}

/// Types that no body refers to: problems, the 202 of operation 28, file answers
/// in `data`, claims of receipts, events.
pub(super) fn more_schemas() -> Vec<NamedSchema> {
    [
        schemas_of::<api::Problem>(),
        schemas_of::<api::PollAfter>(),
        schemas_of::<api::FileRef>(),
        schemas_of::<api::ReceiptClaims>(),
        schemas_of::<api::Event>(),
    ]
    .concat()
}

/// A file; which type it has, its own `Content-Type` says (2.3).
fn file() -> Body {
    bytes("application/octet-stream")
}

/// The requests of the look-ups; the path says which (4.5).
fn look_up_requests() -> Body {
    one_of(vec![
        json::<api::ViolationRequest>(),
        json::<api::HealthCardRequest>(),
        json::<api::ContributionRequest>(),
        json::<api::ElectricityRequest>(),
        json::<api::SchoolRequest>(),
        json::<api::ProgrammeRequest>(),
        json::<api::ExamRequest>(),
        json::<api::PlateChoiceRequest>(),
        json::<api::PersonMatchRequest>(),
    ])
}

/// The answers of the look-ups; the path says which (4.5).
fn look_up_answers() -> Body {
    one_of(vec![
        look_up_answer::<api::ViolationAnswer>(),
        look_up_answer::<api::HealthCardAnswer>(),
        look_up_answer::<api::ContributionAnswer>(),
        look_up_answer::<api::ElectricityAnswer>(),
        look_up_answer::<api::SchoolAnswer>(),
        look_up_answer::<api::ProgrammeAnswer>(),
        look_up_answer::<api::ExamAnswer>(),
        look_up_answer::<api::PlateChoiceAnswer>(),
        look_up_answer::<api::PersonMatchAnswer>(),
    ])
}

fn look_up_answer<T: utoipa::ToSchema>() -> Body {
    inline::<T, api::LookupAnswer<T>>()
}

/// A body that is one of several.
fn one_of(bodies: Vec<Body>) -> Body {
    let mut choices = OneOfBuilder::new();
    let mut schemas = Vec::new();
    for body in bodies {
        if let Some((_, schema)) = body.content {
            choices = choices.item(schema);
        }
        schemas.extend(body.schemas);
    }
    let schema: RefOr<Schema> = choices.into();
    Body {
        content: Some(("application/json", schema)),
        schemas,
    }
}

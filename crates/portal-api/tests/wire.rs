//! Schema and serde agree: what the schema allows reads, and writes the same.
//!
//! For every schema of the document a value with only the required members and
//! one with all members is made, read by the type, and written again.

use portal_api::openapi::document;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, from_value, json, to_value};

macro_rules! types {
    ($($name:ident,)+) => {
        /// Every type of the document, with a way to read and write it.
        const TYPES: &[(&str, fn(Value) -> Value)] =
            &[$((stringify!($name), again::<portal_api::$name>),)+];
    };
}

types! {
    AccountKind,
    Action,
    Actor,
    Address,
    Addresses,
    AdminUnit,
    Agency,
    AgencyLevel,
    Answers,
    Applicant,
    ApplicantKind,
    Appointment,
    AppointmentRequest,
    AppointmentSlot,
    AskedPerson,
    AspectScore,
    Assistance,
    AssistanceConfirmed,
    Assurance,
    Attachment,
    AttachmentKind,
    Attribute,
    Audience,
    AuthMode,
    Authority,
    Availability,
    BankAccount,
    Case,
    CaseDocument,
    CaseResult,
    Channel,
    Channels,
    ChannelsPatch,
    CheckAnswer,
    ChipEvidence,
    ChipMethod,
    ChipSignIn,
    ClientReport,
    Code,
    CodeList,
    CodeListItem,
    CodeName,
    CodeValue,
    Confirmation,
    ConfirmationAnswer,
    ConfirmationChannel,
    ConfirmationNeed,
    ConfirmationPurpose,
    ConfirmationRequest,
    ConfirmationRole,
    ConfirmationState,
    ConfirmedOn,
    Consent,
    ConsentPurpose,
    ConsentRequest,
    Contact,
    ContactPatch,
    ContactVerified,
    ContributionAnswer,
    ContributionItem,
    ContributionMember,
    ContributionRequest,
    Correction,
    Country,
    Credential,
    CredentialStatus,
    Date,
    Decision,
    Declaration,
    Delivery,
    DeliveryMethod,
    DeliveryTracking,
    DeviceKey,
    Dispute,
    DocumentKind,
    DocumentSigner,
    DocumentToSign,
    DocumentToSignRef,
    Dossier,
    DossierAppointment,
    DossierConfirmation,
    DossierContent,
    DossierDocument,
    DossierState,
    DossierSummary,
    Draft,
    DraftContent,
    DraftFrame,
    DraftKey,
    DraftKeyAlgorithm,
    DraftRequest,
    DraftSaved,
    DraftSummary,
    DraftToSign,
    DrawnPlate,
    Duplicate,
    ElectricityAnswer,
    ElectricityRequest,
    Email,
    Enrolment,
    EnrolmentRequest,
    Event,
    EventData,
    EventType,
    ExamAnswer,
    ExamRequest,
    ExamState,
    Fact,
    FactRecord,
    Family,
    Fault,
    FaultCode,
    FaultPlace,
    Features,
    FeeDue,
    FeeItem,
    Fees,
    Figures,
    FileRef,
    FormVersion,
    Gender,
    GivenRating,
    Handover,
    HandoverAnswer,
    HandoverBinding,
    HandoverClaim,
    HandoverClaimed,
    HandoverCreated,
    HandoverDecision,
    HandoverPurpose,
    HandoverRequest,
    HandoverState,
    HandoverView,
    HealthCardAnswer,
    HealthCardRequest,
    Heartbeat,
    HeartbeatAnswer,
    HeldPlate,
    Helper,
    HelperRole,
    Home,
    Household,
    HouseholdMember,
    Id,
    IdDocument,
    Identity,
    Indicator,
    Indicators,
    Instant,
    IntakeChannel,
    KeySet,
    KioskChallenge,
    KioskCommand,
    KioskConfig,
    KioskQueue,
    LegacyAddress,
    LegalBasis,
    Limits,
    Liveness,
    Locale,
    LogoutAnswer,
    LookupId,
    MaritalStatus,
    Masked,
    MaskedPerson,
    MatchOutcome,
    Me,
    Membership,
    MembershipRole,
    NameParts,
    Needs,
    NewSigningRequest,
    Notice,
    Notification,
    NotificationKind,
    Notify,
    OcrState,
    OldId,
    OnlineLevel,
    OrganisationRef,
    OrganisationType,
    Origin,
    OriginKind,
    OtherValue,
    OtpProof,
    OtpRequest,
    OtpSent,
    OwnFile,
    OwnFileKind,
    Part,
    PartResult,
    PartialDate,
    Payer,
    Payment,
    PaymentFailure,
    PaymentItem,
    PaymentMethod,
    PaymentOrder,
    PaymentRequest,
    PaymentRequestState,
    PaymentState,
    PaymentSubject,
    PaymentSubjectKind,
    PaymentTiming,
    Peripheral,
    PeripheralKind,
    PeripheralState,
    PersonMatchAnswer,
    PersonMatchRequest,
    PersonRef,
    PersonalId,
    Phone,
    PlateChoiceAnswer,
    PlateChoiceRequest,
    Pointer,
    PollAfter,
    PrefillAnswer,
    PrefillRequest,
    PriorResult,
    Problem,
    Procedure,
    ProcedureSummary,
    Processing,
    ProgrammeAnswer,
    ProgrammeRequest,
    Progress,
    Proof,
    ProofKind,
    Provenance,
    RatingRequest,
    ReadMark,
    Receipt,
    ReceiptCheck,
    ReceiptClaims,
    ReceiptFile,
    ReceiptKind,
    RejectCode,
    Rejection,
    ReportKind,
    ResultDetail,
    ResultFile,
    ResultList,
    ResultRef,
    ResultStatus,
    Reused,
    SchoolAnswer,
    SchoolRequest,
    Session,
    SessionPerson,
    SessionState,
    Sha256,
    SignInMethod,
    SignatureReport,
    SignatureState,
    Signer,
    SigningAuthorization,
    SigningDocument,
    SigningKey,
    SigningPurpose,
    SigningRequest,
    SigningState,
    SourceAnswer,
    SourceFacts,
    SourceId,
    SourceState,
    SourceStatus,
    StaffCall,
    Subject,
    SubjectKind,
    Submission,
    SubmissionRequest,
    SubmissionState,
    SubmittedDocument,
    Supplement,
    SupplementFee,
    SupplementFor,
    SupplementItem,
    SupplementRequest,
    SupplementState,
    Sync,
    SyncState,
    TermUnit,
    TimelineItem,
    TrackedDossier,
    TrackingProof,
    TrackingRequest,
    UnitLevel,
    Upload,
    UploadRef,
    UploadState,
    UploadToSign,
    Upstream,
    Uri,
    Verification,
    VietQr,
    Vintage,
    Violation,
    ViolationAnswer,
    ViolationRequest,
    ViolationState,
    Vnd,
    WithdrawalRequest,
}

#[test]
fn every_schema_is_tried() {
    let document = document().unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let tried: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    let named: Vec<&str> = schemas
        .keys()
        .map(String::as_str)
        .filter(|name| !is_text(name))
        .collect();
    assert_eq!(tried, named);
}

#[test]
fn what_has_all_members_writes_the_same() {
    for_every_type(
        Make {
            all: true,
            unknown: false,
        },
        |name, sample, written| {
            assert_eq!(written, sample, "{name}");
        },
    );
}

#[test]
fn what_has_only_required_members_gains_nothing() {
    for_every_type(
        Make {
            all: false,
            unknown: false,
        },
        |name, sample, written| {
            assert!(
                gained_only_empty(sample, written),
                "{name}: {sample} {written}"
            );
            assert!(!has_null(written), "{name}: {written}");
        },
    );
}

#[test]
fn unknown_members_are_passed_over_and_never_written() {
    let plain = written_samples(Make {
        all: true,
        unknown: false,
    });
    let more = written_samples(Make {
        all: true,
        unknown: true,
    });
    assert_eq!(plain, more);
}

/// What kind of sample to make.
#[derive(Clone, Copy)]
struct Make {
    all: bool,
    unknown: bool,
}

fn for_every_type(make: Make, check: impl Fn(&str, &Value, &Value)) {
    let document = document().unwrap();
    for (name, again) in TYPES {
        for sample in top(&document, name, make) {
            check(name, &sample, &again(sample.clone()));
        }
    }
}

fn written_samples(make: Make) -> Vec<Value> {
    let document = document().unwrap();
    TYPES
        .iter()
        .flat_map(|(name, again)| top(&document, name, make).into_iter().map(again))
        .collect()
}

fn again<T: Serialize + DeserializeOwned>(value: Value) -> Value {
    let shown = value.to_string();
    let read: T = from_value(value).unwrap_or_else(|error| panic!("{error}: {shown}"));
    to_value(read).unwrap()
}

/// Samples of a named schema: one for each value or shape it may have.
fn top(document: &Value, name: &str, make: Make) -> Vec<Value> {
    let schema = &document["components"]["schemas"][name];
    if let Some(values) = schema["enum"].as_array() {
        return values.clone();
    }
    if let Some(shapes) = schema["oneOf"].as_array() {
        return shapes
            .iter()
            .map(|shape| sample(document, shape, make))
            .collect();
    }
    vec![sample(document, schema, make)]
}

/// A value that a schema allows.
fn sample(document: &Value, schema: &Value, make: Make) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#')).unwrap();
        return sample(document, target, make);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let members = parts
            .iter()
            .flat_map(|part| match sample(document, part, make) {
                Value::Object(members) => members,
                other => panic!("not an object: {other}"),
            });
        return Value::Object(members.collect());
    }
    if let Some([first, ..]) = schema["oneOf"].as_array().map(Vec::as_slice) {
        return sample(document, first, make);
    }
    if let Some([first, ..]) = schema["enum"].as_array().map(Vec::as_slice) {
        return first.clone();
    }
    match schema["type"].as_str() {
        Some("string") => json!("x"),
        Some("integer") => json!(schema["minimum"].as_u64().unwrap_or(0).max(1)),
        Some("number") => json!(0.5),
        Some("boolean") => json!(true),
        Some("array") => json!([sample(document, &schema["items"], make)]),
        Some("object") => object(document, schema, make),
        None => json!({ "free": [1, "form"] }),
        Some(other) => panic!("no sample for {other}"),
    }
}

fn object(document: &Value, schema: &Value, make: Make) -> Value {
    let mut members = Map::new();
    if let Some(values) = schema.get("additionalProperties") {
        members.insert("key".to_owned(), sample(document, values, make));
    }
    if let Some(properties) = schema["properties"].as_object() {
        let required = schema["required"].as_array();
        for (name, member) in properties {
            let wanted = required.is_some_and(|names| names.contains(&json!(name)));
            if make.all || wanted {
                members.insert(name.clone(), sample(document, member, make));
            }
        }
        if make.unknown {
            members.insert("notInTheContract".to_owned(), json!({ "a": [null] }));
        }
    }
    Value::Object(members)
}

/// Whether `written` is `sample` and, beyond it, only what says nothing:
/// empty lists, maps and texts, and flags that are not set.
fn gained_only_empty(sample: &Value, written: &Value) -> bool {
    match (sample, written) {
        (Value::Object(sample), Value::Object(written)) => {
            sample.keys().all(|name| written.contains_key(name))
                && written.iter().all(|(name, value)| {
                    sample
                        .get(name)
                        .map_or_else(|| says_nothing(value), |had| gained_only_empty(had, value))
                })
        }
        (Value::Array(sample), Value::Array(written)) => {
            sample.len() == written.len()
                && sample
                    .iter()
                    .zip(written)
                    .all(|(had, has)| gained_only_empty(had, has))
        }
        _ => sample == written,
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Bool(flag) => !flag,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(says_nothing),
        Value::Null | Value::Number(_) => false,
    }
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(members) => members.values().any(has_null),
        _ => false,
    }
}

/// `Text100`, `Text300` …: text with a limit, one type.
fn is_text(name: &str) -> bool {
    name.strip_prefix("Text")
        .is_some_and(|limit| !limit.is_empty() && limit.bytes().all(|b| b.is_ascii_digit()))
}

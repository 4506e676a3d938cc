//! The REST contract between the app and the information system of a province,
//! version 1.1, as serde types. No I/O. Section numbers in the docs are those of
//! the contract.
//!
//! | Section | Modules |
//! | --- | --- |
//! | 2 conventions | [`mod@scalar`], [`mod@problem`], [`mod@fault`], [`mod@page`], [`mod@header`] |
//! | 3 shared types | [`mod@address`], [`mod@person`], [`mod@provenance`], [`mod@attachment`], [`mod@delivery`], [`mod@subject`], [`mod@receipt`] |
//! | 4 core operations | [`mod@session`], [`mod@catalogue`], [`mod@reference`], [`mod@me`], [`mod@files`], [`mod@results`], [`mod@consent`], [`mod@prefill`], [`mod@lookup`], [`mod@draft`], [`mod@upload`], [`mod@dossier`], [`mod@payment`], [`mod@notification`], [`mod@verification`], [`mod@confirmation`], [`mod@otp`], [`mod@client_report`] |
//! | 6 optional profiles | [`mod@appointment`], [`mod@signing`], [`mod@feedback`], [`mod@kiosk`], [`mod@handover`], [`mod@event`] |
//! | all | [`mod@operations`]: one table; `openapi`: the API document, native only |
//!
//! # How the wire is kept
//! - Envelope members are camelCase. What is absent is unknown or does not apply;
//!   `null` is never written, but for [`Change::Delete`] of operation 10.
//! - Members that are not known are passed over when read, so never written.
//!   A list, map or flag that the contract requires may be missing when read.
//! - An optional list is a `Vec` where absent means the same as empty, and an
//!   `Option<Vec>` where it does not.
//! - An enum is closed where acting on a value that is not understood would be
//!   wrong, or where the value must survive a save. Elsewhere a newer value reads
//!   as the variant its docs name, or as `Unrecognised`, which cannot be written.
//! - Scalars read any text; their `is_valid` judges it.

pub mod fault;
pub mod header;
pub mod page;
mod part;
pub mod problem;
pub mod scalar;

pub mod address;
pub mod attachment;
pub mod delivery;
pub mod person;
pub mod provenance;
pub mod receipt;
pub mod subject;

pub mod catalogue;
pub mod client_report;
pub mod confirmation;
pub mod consent;
pub mod dossier;
pub mod draft;
pub mod files;
pub mod lookup;
pub mod me;
pub mod notification;
pub mod otp;
pub mod payment;
pub mod prefill;
pub mod reference;
pub mod results;
pub mod session;
pub mod upload;
pub mod verification;

pub mod appointment;
pub mod event;
pub mod feedback;
pub mod handover;
pub mod kiosk;
pub mod signing;

pub mod operations;

/// The OpenAPI 3.1 document of the contract, as committed: for a server to
/// serve. A test holds it to the types.
pub const DOCUMENT: &str = include_str!("../openapi.json");

#[cfg(feature = "openapi")]
pub mod openapi;

pub use address::{Address, Agency, AgencyLevel, CodeName, CodeValue, LegacyAddress, Vintage};
pub use appointment::{Appointment, AppointmentRequest, AppointmentSlot};
pub use attachment::{Attachment, AttachmentKind, FileRef, ResultRef, UploadRef};
pub use catalogue::{
    Audience, Authority, Case, CaseDocument, CaseResult, DocumentSigner, LegalBasis, OnlineLevel,
    Procedure, ProcedureSummary,
};
pub use client_report::{ClientReport, Home, ReportKind};
pub use confirmation::{
    AskedPerson, Confirmation, ConfirmationAnswer, ConfirmationChannel, ConfirmationPurpose,
    ConfirmationRequest, ConfirmationRole, ConfirmationState, Decision, MaskedPerson,
};
pub use consent::{Consent, ConsentPurpose, ConsentRequest, Locale};
pub use delivery::{Delivery, DeliveryMethod, DeliveryTracking};
pub use dossier::{
    Action, Actor, Applicant, ApplicantKind, BankAccount, Channel, Declaration, DocumentKind,
    Dossier, DossierAppointment, DossierConfirmation, DossierContent, DossierDocument,
    DossierState, DossierSummary, GivenRating, IntakeChannel, Part, PartResult, Reused, StateCode,
    Submission, SubmissionRequest, SubmissionState, SubmittedDocument, Supplement, SupplementFee,
    SupplementItem, SupplementRequest, SupplementState, Sync, SyncState, TimelineItem,
    TrackedDossier, TrackingProof, TrackingRequest, WithdrawalRequest,
};
pub use draft::{
    Answers, CheckAnswer, ConfirmationNeed, Correction, Dispute, Draft, DraftContent, DraftFrame,
    DraftRequest, DraftSaved, DraftSummary, Duplicate, FeeDue, FeeItem, Fees, Figures, Needs,
    Notice, Notify, Origin, OriginKind, OtherValue, Processing, Progress, SupplementFor, TermUnit,
};
pub use event::{EVENT_PREFIX, Event, EventData, EventType};
pub use fault::{Fault, FaultCode, FaultPlace};
pub use feedback::{AspectScore, Indicator, Indicators, RatingRequest};
pub use files::{OwnFile, OwnFileKind};
pub use handover::{
    Handover, HandoverAnswer, HandoverBinding, HandoverClaim, HandoverClaimed, HandoverCreated,
    HandoverDecision, HandoverPurpose, HandoverRequest, HandoverState, HandoverView,
};
pub use kiosk::{
    ChipEvidence, ChipMethod, ChipSignIn, DeviceKey, Enrolment, EnrolmentRequest, Heartbeat,
    HeartbeatAnswer, KioskChallenge, KioskCommand, KioskConfig, KioskQueue, Liveness, Peripheral,
    PeripheralKind, PeripheralState, StaffCall,
};
pub use lookup::{
    ContributionAnswer, ContributionItem, ContributionMember, ContributionRequest, DrawnPlate,
    ElectricityAnswer, ElectricityRequest, ExamAnswer, ExamRequest, ExamState, HealthCardAnswer,
    HealthCardRequest, HeldPlate, LookupAnswer, LookupId, MatchOutcome, PersonMatchAnswer,
    PersonMatchRequest, PlateChoiceAnswer, PlateChoiceRequest, ProgrammeAnswer, ProgrammeRequest,
    SchoolAnswer, SchoolRequest, Violation, ViolationAnswer, ViolationRequest, ViolationState,
};
pub use me::{
    Addresses, Change, Channels, ChannelsPatch, Contact, ContactPatch, ContactVerified, Family,
    Household, HouseholdMember, Identity, MaritalStatus, Me, Membership, MembershipRole, NameParts,
};
pub use notification::{Notification, NotificationKind, ReadMark};
pub use operations::{Access, Method, OPERATIONS, Operation};
pub use otp::{OtpProof, OtpRequest, OtpSent};
pub use page::{Items, Page, PollAfter};
pub use payment::{
    Payer, Payment, PaymentAbout, PaymentFailure, PaymentItem, PaymentMethod, PaymentOrder,
    PaymentRequest, PaymentRequestState, PaymentRow, PaymentState, PaymentSubject,
    PaymentSubjectKind, PaymentTiming, VietQr,
};
pub use person::{
    Assistance, AssistanceConfirmed, ConfirmedOn, Gender, Helper, HelperRole, IdDocument,
    OrganisationRef, OrganisationType, PersonRef,
};
pub use prefill::{PrefillAnswer, PrefillRequest, SourceFacts};
pub use problem::{PROBLEM_MEDIA_TYPE, PROBLEMS_BASE, Problem, ProblemKind, Upstream};
pub use provenance::{
    Fact, FactRecord, Provenance, ProvenanceMap, SignatureReport, SignatureState, Signer,
    SourceAnswer, SourceStatus, Verification,
};
pub use receipt::{Receipt, ReceiptFile, ReceiptKind};
pub use reference::{AdminUnit, Availability, CodeList, CodeListItem, SourceState, UnitLevel};
pub use results::{PriorResult, ResultDetail, ResultFile, ResultList, ResultStatus};
pub use scalar::{
    Attribute, Code, Country, Date, Email, FormVersion, Id, Instant, Masked, OldId, PartialDate,
    PersonalId, Phone, Pointer, ProvId, Sha256, SourceId, Text, Uri, Vnd,
};
pub use session::{
    AccountKind, Assurance, DraftKey, DraftKeyAlgorithm, Features, Limits, LogoutAnswer, Session,
    SessionPerson, SessionState, SignInMethod,
};
pub use signing::{
    AuthMode, Credential, CredentialStatus, DocumentToSign, DocumentToSignRef, DraftToSign,
    NewSigningRequest, SigningAuthorization, SigningDocument, SigningPurpose, SigningRequest,
    SigningState, UploadToSign,
};
pub use subject::{Proof, ProofKind, Subject, SubjectKind};
pub use upload::{
    OcrState, RejectCode, Rejection, TUS_MEDIA_TYPE, TUS_VERSION, Upload, UploadState,
};
pub use verification::{KeySet, ReceiptCheck, ReceiptClaims, SigningKey};

//! Look-ups that change nothing: operation 44 (contract 4.5). One submodule per
//! group; each look-up has a request and an answer of its own.

mod education;
mod insurance;
mod other;
mod violation;

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Instant, SourceStatus};

pub use education::{
    ExamAnswer, ExamRequest, ExamState, ProgrammeAnswer, ProgrammeRequest, SchoolAnswer,
    SchoolRequest,
};
pub use insurance::{
    ContributionAnswer, ContributionItem, ContributionMember, ContributionRequest,
    HealthCardAnswer, HealthCardRequest,
};
pub use other::{
    DrawnPlate, ElectricityAnswer, ElectricityRequest, HeldPlate, MatchOutcome, PersonMatchAnswer,
    PersonMatchRequest, PlateChoiceAnswer, PlateChoiceRequest,
};
pub use violation::{Violation, ViolationAnswer, ViolationRequest, ViolationState};

/// The look-ups of the contract (4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LookupId {
    /// Traffic violations and fines. P; S2 for `me`.
    Violation,
    /// Health-insurance card. S2.
    HealthCard,
    /// Contribution to household health insurance. S2.
    Contribution,
    /// Customer of the electricity company. S2.
    ElectricityCustomer,
    /// School. P.
    School,
    /// Training programme. P.
    Programme,
    /// Exam round. S2.
    Exam,
    /// Plates held, won, or drawn for a draft. S2.
    PlateChoice,
    /// Whether number, name and birth date belong together. S2.
    PersonMatch,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Answer of operation 44, with the answer of the look-up (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookupAnswer<T> {
    /// How the source answered.
    pub status: SourceStatus,
    /// As of.
    pub as_of: Instant,
    /// What it said.
    pub answer: Option<T>,
}

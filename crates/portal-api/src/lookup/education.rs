//! Look-ups `school`, `programme` and `exam` (contract 4.5).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, CodeName, Id, Text, Vnd};

/// Request of `school` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolRequest {
    /// Code of the school.
    pub code: Code,
    /// School year, by the year it starts in.
    pub year: u16,
}

/// Answer of `school` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolAnswer {
    /// Name.
    pub name: Text<300>,
    /// Province.
    pub province: Code,
    /// Commune.
    pub commune: Code,
    /// Priority region.
    pub region: Code,
}

/// Request of `programme` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeRequest {
    /// Institution.
    pub institution: Code,
    /// Programme.
    pub programme: Code,
    /// Year of admission.
    pub year: u16,
}

/// Answer of `programme` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeAnswer {
    /// Name.
    pub name: Text<300>,
    /// Institution.
    pub institution: CodeName,
    /// Whether it takes applications.
    pub open: bool,
    /// Conditions.
    pub conditions: Option<Text<1000>>,
}

/// Request of `exam` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExamRequest {
    /// Round of the exam.
    pub round: Code,
}

/// Answer of `exam` (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExamAnswer {
    /// Reference for operation 35.
    pub r#ref: Id,
    /// How many wishes are registered.
    pub wishes: u32,
    /// What is to be paid.
    pub total: Vnd,
    /// State.
    pub state: ExamState,
}

/// State of an exam fee (4.5). Closed: it decides whether money is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ExamState {
    /// To be paid.
    Unpaid,
    /// Paid.
    Paid,
}

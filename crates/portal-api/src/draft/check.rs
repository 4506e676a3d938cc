//! The verdict on a draft: operation 22 (contract 4.6).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Agency, Code, Date, DossierState, Fault, Instant, Text, Vnd};

/// What is shown to the person and sent back at submission (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// The evaluation date (2.3).
    pub evaluated_on: Date,
    /// Procedure.
    pub procedure_code: Code,
    /// Case.
    pub case_code: Code,
    /// Receiving office.
    pub agency_code: Code,
    /// Sum of the fees.
    pub fee_total: Vnd,
}

/// Answer of operation 22 (4.6). It creates nothing; its verdict is the engine's own.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckAnswer {
    /// The figures to show and to send back.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub figures: Figures,
    /// Whether it could be submitted.
    pub valid: bool,
    /// What stands against it.
    #[serde(default)]
    pub errors: Vec<Fault>,
    /// What does not.
    #[serde(default)]
    pub warnings: Vec<Fault>,
    /// Receiving office.
    pub authority: Agency,
    /// Fees.
    pub fees: Fees,
    /// Legal term.
    pub processing: Processing,
    /// When the result is expected.
    pub expected_due_on: Option<Date>,
    /// Dossiers that look the same.
    #[serde(default)]
    pub duplicates: Vec<Duplicate>,
    /// What submission will need.
    pub needs: Needs,
}

/// Fees of a case (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fees {
    /// Their sum.
    pub total: Vnd,
    /// One by one.
    #[serde(default)]
    pub items: Vec<FeeItem>,
    /// When they are due.
    pub due_when: FeeDue,
}

/// One fee (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeeItem {
    /// Code.
    pub fee_code: Code,
    /// Name.
    pub name: Text<300>,
    /// Amount to pay.
    pub amount: Vnd,
    /// Ground on which the person is exempt.
    pub exempted: Option<Text<300>>,
}

/// When fees are due (4.6). Closed: it decides whether money is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FeeDue {
    /// Before the dossier is accepted.
    BeforeAcceptance,
    /// Before the result is handed out.
    BeforeResult,
    /// There is nothing to pay.
    None,
}

/// Legal term (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Processing {
    /// How many.
    pub value: u32,
    /// Of what.
    pub unit: TermUnit,
}

/// Unit of a legal term (4.6; the contract leaves the list open).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TermUnit {
    /// The same working day; the number says nothing.
    SameDay,
    /// Working hours.
    WorkingHours,
    /// Working days.
    WorkingDays,
    /// Calendar days.
    Days,
    /// Months.
    Months,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// A dossier that looks the same (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Duplicate {
    /// The dossier.
    pub dossier_code: Code,
    /// When it was submitted.
    pub submitted_at: Instant,
    /// Its state.
    pub state: DossierState,
}

/// What submission will need (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Needs {
    /// Level of the electronic identity, 1 or 2.
    pub level: u8,
    /// A signature.
    pub signature: bool,
    /// A one-time code.
    pub otp: bool,
    /// An appointment.
    pub appointment: bool,
    /// Confirmations by others.
    #[serde(default)]
    pub confirmations: Vec<ConfirmationNeed>,
    /// Papers whose originals must be shown.
    #[serde(default)]
    pub originals: Vec<Code>,
}

/// A confirmation that submission will need (4.6).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationNeed {
    /// Role of who must confirm.
    pub role: crate::ConfirmationRole,
    /// Name, where it is known.
    pub full_name: Option<Text<100>>,
}

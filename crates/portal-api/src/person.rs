//! Persons, organisations and helpers (contract section 3).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{
    Address, Code, Country, Date, Email, Id, Instant, OldId, PartialDate, PersonalId, Phone,
    Pointer, Sha256, Text,
};

/// A person (3). A person shown by operation 9 is named by `ref` instead of a number.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonRef {
    /// Handle of a person shown by operation 9.
    pub r#ref: Option<Id>,
    /// Full name, one field (decisions 5).
    pub full_name: Text<100>,
    /// Identity number.
    pub personal_id: Option<PersonalId>,
    /// Old identity number.
    pub old_id: Option<OldId>,
    /// Birth date; may be a bare year.
    pub birth_date: Option<PartialDate>,
    /// Sex as the registers name it.
    pub gender: Option<Gender>,
    /// Nationality.
    pub nationality: Option<Country>,
    /// Address.
    pub address: Option<Address>,
    /// Phone.
    pub phone: Option<Phone>,
    /// E-mail.
    pub email: Option<Email>,
    /// Identity paper.
    pub id_document: Option<IdDocument>,
}

/// Sex of a person (3). Closed: a value that is not understood must not be shown as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Neither.
    Other,
}

/// An identity paper (3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdDocument {
    /// Kind of paper, by code.
    pub r#type: Code,
    /// Its number.
    pub number: Text<20>,
    /// Day of issue.
    pub issued_on: Option<Date>,
    /// Who issued it.
    pub issued_by: Option<Text<200>>,
}

/// An organisation (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganisationRef {
    /// Handle of an organisation shown by operation 9.
    pub r#ref: Option<Id>,
    /// Name.
    pub name: Text<300>,
    /// Identification code of the organisation.
    pub identifier: Option<Code>,
    /// Tax code.
    pub tax_code: Option<Text<14>>,
    /// Kind of organisation.
    pub r#type: OrganisationType,
}

/// Kind of an organisation (3). A newer value reads as `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OrganisationType {
    /// Enterprise.
    Enterprise,
    /// Cooperative.
    Cooperative,
    /// Household business.
    HouseholdBusiness,
    /// State agency.
    StateAgency,
    /// Any other.
    #[serde(other)]
    Other,
}

/// Help that somebody gave with a form, and what they changed (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assistance {
    /// Who helped.
    pub helper: Helper,
    /// Since when.
    pub from: Instant,
    /// Until when; absent while it lasts.
    pub to: Option<Instant>,
    /// Answers the helper changed.
    #[serde(default)]
    pub changed: Vec<Pointer>,
    /// How the citizen confirmed them.
    pub confirmed: Option<AssistanceConfirmed>,
}

/// Who helped (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Helper {
    /// Name.
    pub name: Text<100>,
    /// Organisation.
    pub organisation: Option<Text<300>>,
    /// In what role.
    pub role: HelperRole,
}

/// Role of a [`Helper`] (3). A newer value reads as `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HelperRole {
    /// Officer of the centre.
    Officer,
    /// Member of the community's digital team.
    CommunityTeam,
    /// Relative.
    Relative,
    /// Any other.
    #[serde(other)]
    Other,
}

/// The citizen's own confirmation of what a helper entered (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssistanceConfirmed {
    /// On which screen.
    pub on: ConfirmedOn,
    /// The hand-over it was done by (6.4).
    pub handover_id: Option<Id>,
    /// SHA-256 of the data that was shown.
    pub data_sha256: Sha256,
    /// When.
    pub at: Instant,
}

/// Where a citizen confirmed what a helper entered (3). Closed: it stands in drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConfirmedOn {
    /// The kiosk's second screen.
    SecondScreen,
    /// The citizen's phone.
    Phone,
    /// The screen that both used.
    SameScreen,
}

//! Whom a dossier is for, and what proves the right to act for them (contract 3.1).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Id, OrganisationRef, PersonRef};

/// Whom a dossier is for, or whose records are read (3.1).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subject {
    /// Relation to the person signed in.
    pub kind: SubjectKind,
    /// The person, unless it is the one signed in.
    pub person: Option<PersonRef>,
    /// The organisation.
    pub organisation: Option<OrganisationRef>,
    /// What proves the relation. Without it the form is filled by hand.
    pub proof: Option<Proof>,
}

/// Relation of a [`Subject`] to the person signed in (3.1). Closed: rights hang on it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SubjectKind {
    /// The person signed in.
    #[default]
    #[serde(rename = "self")]
    Own,
    /// A child under 18.
    Child,
    /// A parent.
    Parent,
    /// The spouse.
    Spouse,
    /// A ward.
    Ward,
    /// A person who has died.
    Deceased,
    /// A member of the same household.
    HouseholdMember,
    /// A guest, typed or read from the card on the device.
    Guest,
    /// A person who gave authority.
    OtherByAuthorisation,
    /// An organisation.
    Organisation,
}

/// What proves the relation to a [`Subject`] (3.1).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proof {
    /// Kind of proof; says which of the ids below is present.
    pub kind: ProofKind,
    /// Record that proves it, of `register-link`.
    pub record_id: Option<Id>,
    /// Prior result that proves it.
    pub result_id: Option<Id>,
    /// Uploaded paper that proves it.
    pub upload_id: Option<Id>,
    /// The other person's confirmation (4.12).
    pub confirmation_id: Option<Id>,
}

/// Kind of a [`Proof`] (3.1). Closed: rights hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProofKind {
    /// The session itself.
    Session,
    /// A link in a register.
    RegisterLink,
    /// A prior result.
    PriorResult,
    /// An uploaded paper.
    Upload,
    /// The other person's confirmation.
    Confirmation,
}

//! The person signed in: operations 9 and 10 (contract 4.3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{
    Address, CodeValue, Consent, Country, Date, Email, Gender, IdDocument, OldId, OrganisationRef,
    OtpProof, PartialDate, PersonRef, PersonalId, Phone, Pointer, ProvId, Provenance, SourceStatus,
    Text,
};

/// Answer of operation 9: the groups that were asked for (4.3). A source that
/// fails leaves its group out; `sources` says so.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// Identity.
    pub identity: Option<Identity>,
    /// Addresses.
    pub address: Option<Addresses>,
    /// Family.
    pub family: Option<Family>,
    /// Household.
    pub household: Option<Household>,
    /// Organisations the person acts for.
    pub organisations: Option<Vec<Membership>>,
    /// How to reach the person.
    pub contact: Option<Contact>,
    /// Consents in force.
    pub consents: Option<Vec<Consent>>,
    /// Where values come from.
    #[serde(default)]
    pub provenance: BTreeMap<ProvId, Provenance>,
    /// Provenance by pointer into this answer.
    #[serde(default)]
    pub from: BTreeMap<Pointer, ProvId>,
    /// How the sources answered.
    #[serde(default)]
    pub sources: Vec<SourceStatus>,
}

/// Identity of the person signed in (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identity {
    /// Full name.
    pub full_name: Text<100>,
    /// Its parts, where the source has them.
    pub name_parts: Option<NameParts>,
    /// Identity number.
    pub personal_id: PersonalId,
    /// Old identity number.
    pub old_id: Option<OldId>,
    /// Birth date; may be a bare year.
    pub birth_date: PartialDate,
    /// Sex.
    pub gender: Gender,
    /// Nationality.
    pub nationality: Country,
    /// Ethnic group.
    pub ethnic_group: Option<CodeValue>,
    /// Religion.
    pub religion: Option<CodeValue>,
    /// Marital status.
    pub marital_status: Option<MaritalStatus>,
    /// Place of birth.
    pub place_of_birth: Option<Address>,
    /// Home town.
    pub home_town: Option<Address>,
    /// Identity paper.
    pub id_document: Option<IdDocument>,
}

/// Parts of a name (4.3); only the given part is ever required (decisions 5).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NameParts {
    /// Family name.
    pub family: Option<Text<100>>,
    /// Middle name.
    pub middle: Option<Text<100>>,
    /// Given name.
    pub given: Text<100>,
}

/// Marital status (4.3). Closed: a value that is not understood must not be shown as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MaritalStatus {
    /// Never married.
    Single,
    /// Married.
    Married,
    /// Divorced.
    Divorced,
    /// Widowed.
    Widowed,
}

/// The person's addresses (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Addresses {
    /// Permanent residence.
    pub permanent: Option<Address>,
    /// Where the person lives now.
    pub current: Option<Address>,
    /// Temporary residence.
    pub temporary: Option<Address>,
}

/// The person's family (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Family {
    /// Father.
    pub father: Option<PersonRef>,
    /// Mother.
    pub mother: Option<PersonRef>,
    /// Spouse.
    pub spouse: Option<PersonRef>,
    /// Legal representative.
    pub representative: Option<PersonRef>,
    /// Children; absent unless the backend truly has them.
    pub children: Option<Vec<PersonRef>>,
    /// Those whose guardian the person is by a register; absent unless the backend truly has them.
    pub wards: Option<Vec<PersonRef>>,
}

/// The person's household (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Household {
    /// Its head.
    pub head: PersonRef,
    /// The person's relation to the head.
    pub relation_to_head: CodeValue,
    /// Its members; absent unless the backend truly has them.
    pub members: Option<Vec<HouseholdMember>>,
}

/// A member of a [`Household`] (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HouseholdMember {
    /// The member.
    pub person: PersonRef,
    /// The member's relation to the head.
    pub relation_to_head: CodeValue,
}

/// An organisation the person acts for (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// The organisation.
    pub organisation: OrganisationRef,
    /// In what role.
    pub role: MembershipRole,
    /// Title.
    pub title: Option<Text<100>>,
    /// Until when.
    pub until: Option<Date>,
    /// Where this comes from.
    pub prov: ProvId,
}

/// Role of a [`Membership`] (4.3). Closed: rights hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MembershipRole {
    /// Legal representative.
    LegalRepresentative,
    /// Authorised by the organisation.
    Authorised,
}

/// How to reach the person (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Phone.
    pub phone: Option<Phone>,
    /// E-mail.
    pub email: Option<Email>,
    /// Postal address.
    pub postal: Option<Address>,
    /// What has been proved to be the person's.
    pub verified: ContactVerified,
    /// Which ways the person wants.
    pub channels: Channels,
}

/// Which parts of a [`Contact`] have been proved (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ContactVerified {
    /// The phone.
    pub phone: bool,
    /// The e-mail.
    pub email: bool,
}

/// Ways to tell the person news (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Channels {
    /// Text message.
    pub sms: bool,
    /// E-mail.
    pub email: bool,
    /// Zalo.
    pub zalo: bool,
    /// In the app.
    pub in_app: bool,
}

/// A change of one member: left alone, set, or deleted. The only place where
/// `null` is sent (2.3, operation 10).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Change<T> {
    /// Not mentioned.
    #[default]
    Keep,
    /// `null`.
    Delete,
    /// A new value.
    Set(T),
}

impl<T> Change<T> {
    /// Whether the member is left alone, and so is not sent.
    #[must_use]
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Delete => serializer.serialize_none(),
            Self::Set(value) => serializer.serialize_some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Delete, Self::Set))
    }
}

/// Body of operation 10: a merge patch of the contact (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactPatch {
    /// Phone; a new one stays not verified without `otp`.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Phone>))]
    pub phone: Change<Phone>,
    /// E-mail; a new one stays not verified without `otp`.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Email>))]
    pub email: Change<Email>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Address>))]
    pub postal: Change<Address>,
    /// Ways the person wants; those not mentioned stay.
    pub channels: Option<ChannelsPatch>,
    /// Proof of the new phone or e-mail, purpose `contact` (4.12).
    pub otp: Option<OtpProof>,
}

/// Change of the ways the person wants (4.3).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelsPatch {
    /// Text message.
    pub sms: Option<bool>,
    /// E-mail.
    pub email: Option<bool>,
    /// Zalo.
    pub zalo: Option<bool>,
    /// In the app.
    pub in_app: Option<bool>,
}

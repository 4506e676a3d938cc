//! Prior results: operations 11 to 13 (contract 4.4).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{
    Agency, Code, Date, FactRecord, Id, PersonRef, ProvId, Provenance, Sha256, SignatureReport,
    SourceId, SourceStatus, Text,
};

/// What an office issued to the person before (4.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriorResult {
    /// Handle made by the portal from holder and path.
    pub result_id: Id,
    /// Code of the result.
    pub result_code: Code,
    /// Title.
    pub title: Text<500>,
    /// Whom it is about, where it is about one person; that need not be who holds it
    /// (`docs/decisions/0020-whose-a-result-is.md`).
    pub about: Option<PersonRef>,
    /// Number on it.
    pub number: Option<Text<100>>,
    /// Who issued it.
    pub issuer: Option<Agency>,
    /// When.
    pub issued_on: Option<Date>,
    /// Until when it holds.
    pub valid_until: Option<Date>,
    /// Whether it holds.
    pub status: ResultStatus,
    /// Where it is kept.
    pub source: SourceId,
    /// The dossier it came from.
    pub dossier_code: Option<Code>,
    /// Papers of the asked case that it replaces.
    #[serde(default)]
    pub satisfies: Vec<Code>,
    /// Whether it can be used now.
    pub usable: bool,
    /// Why not.
    pub unusable_reason: Option<Text<300>>,
    /// Its files.
    #[serde(default)]
    pub files: Vec<ResultFile>,
    /// What a check of its signatures found.
    pub signature: SignatureReport,
    /// Whether the source has its values in structured form.
    pub structured: bool,
    /// Where it comes from.
    pub prov: ProvId,
}

/// Whether a [`PriorResult`] holds (4.4). A newer value reads as `Unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ResultStatus {
    /// Holds.
    Current,
    /// Has run out.
    Expired,
    /// Was revoked.
    Revoked,
    /// Nothing is known.
    #[serde(other)]
    Unknown,
}

/// A file of a [`PriorResult`] (4.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultFile {
    /// The file.
    pub file_id: Id,
    /// File name.
    pub name: Text<255>,
    /// Media type.
    pub media_type: Option<String>,
    /// Size in bytes.
    pub size: Option<u64>,
    /// SHA-256 of the content.
    pub sha256: Option<Sha256>,
}

/// Answer of operation 11 (4.4).
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultList {
    /// The results found.
    pub items: Vec<PriorResult>,
    /// Where they come from.
    #[serde(default)]
    pub provenance: BTreeMap<ProvId, Provenance>,
    /// How the sources answered.
    #[serde(default)]
    pub searched: Vec<SourceStatus>,
}

/// Answer of operation 12 (4.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultDetail {
    /// The result.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub result: PriorResult,
    /// Its values in structured form, when the source has them.
    pub record: Option<FactRecord>,
    /// Where the values come from.
    #[serde(default)]
    pub provenance: BTreeMap<ProvId, Provenance>,
}

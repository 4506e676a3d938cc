//! Catalogue of procedures: operations 4 to 6 (contract 4.2).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{
    Agency, Code, CodeName, Date, FormVersion, Instant, LookupId, Phone, SourceId, Text, Uri,
};

/// A procedure in a list, operation 4 (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcedureSummary {
    /// National code, or `motcua.NN` where none is known.
    pub code: Code,
    /// Name.
    pub name: Text<300>,
    /// Number among the essential services, 1 to 25.
    pub essential_id: Option<u8>,
    /// Life event.
    pub group: Option<CodeName>,
    /// Field of administration.
    pub field: CodeName,
    /// How far it can be done online.
    pub online_level: OnlineLevel,
    /// Whom it is for.
    #[serde(default)]
    pub audience: Vec<Audience>,
    /// Whether dossiers are taken now.
    pub open: bool,
    /// Why not.
    pub closed_text: Option<Text<500>>,
}

/// How far a procedure can be done online (4.2). A newer value reads as `Information`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OnlineLevel {
    /// From end to end.
    Full,
    /// In part.
    Partial,
    /// Information only.
    #[serde(other)]
    Information,
}

/// Whom a procedure is for (4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Audience {
    /// Citizens.
    Citizen,
    /// Foreigners.
    Foreigner,
    /// Enterprises.
    Enterprise,
    /// Other organisations.
    Organisation,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// Answer of operation 5 (4.2). It confirms or overrides the codes of the
/// definition and says what is open (decisions 10, 15).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Procedure {
    /// What lists show.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub summary: ProcedureSummary,
    /// The form.
    pub form_id: Code,
    /// Its version.
    pub form_version: FormVersion,
    /// The cases.
    #[serde(default)]
    pub cases: Vec<Case>,
    /// Sources that operation 16 can ask.
    #[serde(default)]
    pub sources: Vec<SourceId>,
    /// Look-ups that operation 44 offers.
    #[serde(default)]
    pub lookups: Vec<LookupId>,
    /// Legal grounds.
    #[serde(default)]
    pub legal_bases: Vec<LegalBasis>,
    /// Procedures that are often needed with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Code>,
    /// Procedures done in one go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interlinked: Vec<Code>,
    /// When this was last changed.
    pub updated_at: Instant,
}

/// One case of a procedure (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Case {
    /// Code of the case, from the definition's table.
    pub case_code: Code,
    /// Procedure of the case.
    pub procedure_code: Code,
    /// Name.
    pub name: Text<300>,
    /// Whether dossiers are taken now.
    pub open: bool,
    /// Why not.
    pub closed_text: Option<Text<500>>,
    /// Fees.
    #[serde(default)]
    pub fee_codes: Vec<Code>,
    /// What is issued.
    #[serde(default)]
    pub results: Vec<CaseResult>,
    /// Papers.
    #[serde(default)]
    pub documents: Vec<CaseDocument>,
}

/// What a case issues (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseResult {
    /// Code of the result.
    pub result_code: Code,
    /// Name.
    pub name: Text<300>,
    /// Whether it is issued on paper too.
    pub paper: bool,
}

/// A paper of a case (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseDocument {
    /// Code of the paper.
    pub document_code: Code,
    /// Name.
    pub name: Text<500>,
    /// Results that replace it (national `MA_KQ_THAYTHE`).
    #[serde(default)]
    pub replaceable_by: Vec<Code>,
    /// Template to fill.
    pub template_url: Option<Uri>,
    /// Who signs it.
    pub signature: DocumentSigner,
}

/// Who signs a paper (4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DocumentSigner {
    /// Nobody.
    None,
    /// The citizen.
    Citizen,
    /// An authority.
    Authority,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}

/// A legal ground (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegalBasis {
    /// Number of the act.
    pub number: Text<100>,
    /// Its title.
    pub title: Text<1000>,
    /// Day of issue.
    pub issued_on: Option<Date>,
    /// In force from.
    pub effective_on: Option<Date>,
    /// Where to read it.
    pub url: Option<Uri>,
}

/// An office that takes a case, operation 6 (4.2).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Authority {
    /// The office.
    pub agency: Agency,
    /// Where it is.
    pub address: Option<Text<500>>,
    /// Its phone.
    pub phone: Option<Phone>,
    /// When it is open.
    pub hours: Option<Text<200>>,
    /// Whether it takes dossiers online.
    pub accepts_online: bool,
    /// Whether it serves people of other communes.
    pub beyond_territory: bool,
    /// How far it is, in words.
    pub distance_hint: Option<Text<200>>,
}

//! Where values come from: provenance, state of sources, facts (contract section 3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use crate::{Agency, Date, Id, Instant, ProvId, SourceId, SubjectKind, Text};

/// Where a value comes from (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Provenance {
    /// The source.
    pub source: SourceId,
    /// Its name, for showing.
    pub source_name: Text<200>,
    /// The record in it.
    pub record_id: Option<Id>,
    /// The prior result it was read from.
    pub result_id: Option<Id>,
    /// The record's own number or reference.
    pub record_ref: Option<Text<100>>,
    /// Who issued it.
    pub issuer: Option<Agency>,
    /// When it was issued.
    pub issued_on: Option<Date>,
    /// Until when it holds.
    pub valid_until: Option<Date>,
    /// When it was read.
    pub retrieved_at: Instant,
    /// How far the value is certain.
    pub verification: Verification,
    /// State of the signature on the paper it stands on.
    pub signature: SignatureState,
    /// 0 to 1; present exactly when the source is `ocr`.
    pub confidence: Option<f64>,
    /// Whom the record is about, as operation 16 was asked (3.1); absent where nobody was.
    pub about: Option<SubjectKind>,
}

impl Provenance {
    /// What is said of every value, and nothing of a record: its source, when it was read, how far it is certain.
    #[must_use]
    pub fn bare(source: SourceId, name: &str, at: Instant, verification: Verification) -> Self {
        Self {
            source,
            source_name: name.into(),
            record_id: None,
            result_id: None,
            record_ref: None,
            issuer: None,
            issued_on: None,
            valid_until: None,
            retrieved_at: at,
            verification,
            signature: SignatureState::Absent,
            confidence: None,
            about: None,
        }
    }
}

/// How far a value is certain (3). A newer value reads as `Unverified`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Verification {
    /// The source is the authority for this value.
    Verified,
    /// The source agreed with what was typed.
    Matched,
    /// Said by the person.
    Declared,
    /// Nothing is known.
    #[serde(other)]
    Unverified,
}

/// State of a signature (3). A newer value reads as `Unchecked`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SignatureState {
    /// Holds.
    Valid,
    /// Does not hold.
    Invalid,
    /// There is none.
    Absent,
    /// Nobody has looked.
    #[serde(other)]
    Unchecked,
}

/// Provenances by their id (3).
pub type ProvenanceMap = BTreeMap<ProvId, Provenance>;

/// How a source answered (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceStatus {
    /// The source.
    pub source: SourceId,
    /// How it answered.
    pub status: SourceAnswer,
    /// Seconds until asking again makes sense.
    pub retry_after: Option<u32>,
    /// The `type` of the problem behind it.
    pub problem: Option<String>,
    /// Signed note that the source was out; it goes into `verifyLater` of the
    /// draft, and the office asks the source itself.
    pub later_token: Option<Text<500>>,
}

/// How a source answered (3). A newer value reads as `Unavailable`: nothing came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SourceAnswer {
    /// It answered.
    Ok,
    /// It answered that it holds nothing.
    NotHeld,
    /// It did not answer in time.
    Timeout,
    /// It is out.
    #[serde(other)]
    Unavailable,
}

/// What one record of a source says (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactRecord {
    /// Kind of record, as `services/facts.csv` names it.
    pub record_kind: Text<60>,
    /// The record.
    pub record_id: Id,
    /// The prior result that proves it.
    pub result_id: Option<Id>,
    /// Until when it holds.
    pub valid_until: Option<Date>,
    /// Values by attribute, without the record's name.
    #[serde(default)]
    pub attributes: BTreeMap<String, Fact>,
}

/// One value of a record (3): as `value`, in the shape that `services/facts.csv`
/// and decisions 4 give it, or as `raw` where it does not fit.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fact {
    /// The value in its shape.
    pub value: Option<Value>,
    /// As the source wrote it, never cut.
    pub raw: Option<Text<4000>>,
    /// Where it comes from.
    pub prov: ProvId,
}

/// What a check of the signatures on a file found (3). The chain of trust is
/// judged by the server (decisions 30).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignatureReport {
    /// The verdict.
    pub state: SignatureState,
    /// When it was checked.
    pub checked_at: Option<Instant>,
    /// Who signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signers: Vec<Signer>,
}

/// Who signed a file (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signer {
    /// Name in the certificate.
    pub name: Text<200>,
    /// Organisation in the certificate.
    pub organisation: Option<Text<300>>,
    /// When.
    pub signed_at: Option<Instant>,
    /// Who issued the certificate.
    pub cert_issuer: Option<Text<200>>,
    /// Until when the certificate holds.
    pub cert_valid_to: Option<Date>,
    /// Whether the chain ends at a trusted root.
    pub trusted: bool,
}

//! Facts from the sources: operation 16 (contract 4.5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use crate::{
    Attribute, Code, FactRecord, FormVersion, Id, Instant, ProvId, Provenance, SourceId,
    SourceStatus, Subject,
};

/// Body of operation 16 (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrefillRequest {
    /// The procedure.
    pub procedure_code: Code,
    /// The case.
    pub case_code: Code,
    /// The form that the facts are for.
    pub form_version: FormVersion,
    /// Whose facts.
    pub subject: Subject,
    /// Which sources, 1 to 12.
    #[serde(default)]
    pub sources: Vec<SourceId>,
    /// Which attributes.
    #[serde(default)]
    pub want: Vec<Attribute>,
    /// What a source needs to find a record, by source and name of the key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keys: BTreeMap<SourceId, BTreeMap<String, Value>>,
    /// Consents, one per source.
    #[serde(default)]
    pub consent_ids: Vec<Id>,
}

/// Answer of operation 16: facts, not answers (4.5). The engine merges them.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrefillAnswer {
    /// Handle that goes into the draft.
    pub prefill_id: Id,
    /// When the sources were asked.
    pub generated_at: Instant,
    /// Until when values marked `auto` are checked against this answer.
    pub expires_at: Instant,
    /// What each source says.
    #[serde(default)]
    pub sources: Vec<SourceFacts>,
    /// Where the values come from.
    #[serde(default)]
    pub provenance: BTreeMap<ProvId, Provenance>,
}

/// What one source says (4.5).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceFacts {
    /// How it answered.
    #[serde(flatten, deserialize_with = "crate::part::read")]
    pub status: SourceStatus,
    /// Its records.
    #[serde(default)]
    pub records: Vec<FactRecord>,
    /// Attributes asked for that it did not give.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<Attribute>,
}

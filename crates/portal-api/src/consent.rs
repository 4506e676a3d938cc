//! Consent to read and reuse: operations 14 and 15 (contract 4.4).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Id, Instant, SourceId};

/// Consent for one source (4.4, decisions 20).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consent {
    /// The consent.
    pub consent_id: Id,
    /// What for.
    pub purpose: ConsentPurpose,
    /// For which procedure.
    pub procedure_code: Code,
    /// The source.
    pub scope: SourceId,
    /// Which results, of `reuse-document`.
    pub result_ids: Option<Vec<Id>>,
    /// Since when.
    pub granted_at: Instant,
    /// Until when.
    pub expires_at: Instant,
    /// Version of the text that the person read.
    pub text_version: Code,
    /// Its language.
    pub locale: Locale,
    /// Dossiers that used it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used_in: Vec<Code>,
}

/// What a consent is for (4.4). Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConsentPurpose {
    /// Reading facts to fill a form.
    Prefill,
    /// Reusing a document.
    ReuseDocument,
}

/// Language of a text that the person read (4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Locale {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

/// Body of operation 14; answered by one [`Consent`] per source (4.4).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentRequest {
    /// What for.
    pub purpose: ConsentPurpose,
    /// For which procedure.
    pub procedure_code: Code,
    /// For which case.
    pub case_code: Option<Code>,
    /// The sources.
    #[serde(default)]
    pub scopes: Vec<SourceId>,
    /// Which results, of `reuse-document`.
    pub result_ids: Option<Vec<Id>>,
    /// Version of the text that the person read.
    pub text_version: Code,
    /// Its language.
    pub locale: Locale,
}

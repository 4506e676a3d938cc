//! Papers of a dossier and references to files (contract section 3).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, Id, ProvId, Sha256, Text};

/// How one paper of the case is supplied (3). One file may stand in several attachments.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// The paper.
    pub document_code: Code,
    /// The citizen's own words for it.
    pub label: Option<Text<500>>,
    /// How it is supplied; says which of the ids below is present.
    pub kind: AttachmentKind,
    /// Of `upload`.
    pub upload_id: Option<Id>,
    /// Of `own-file`: the file of operation 42.
    pub file_id: Option<Id>,
    /// Of `prior-result`.
    pub result_id: Option<Id>,
    /// Of `prior-result`: the consent to reuse it.
    pub consent_id: Option<Id>,
    /// Of `record`: the record that replaces the paper.
    pub prov: Option<ProvId>,
    /// Code of the result that replaces the paper (national `MaKetQuaThayThe`).
    pub replaces_with_result_code: Option<Code>,
    /// Why it is not needed, or comes later on paper.
    pub reason: Option<Text<500>>,
}

/// How a paper is supplied (3). Closed: it stands in drafts and must survive a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AttachmentKind {
    /// A file uploaded for this draft.
    Upload,
    /// A file of the person's own, uploaded earlier.
    OwnFile,
    /// A prior result.
    PriorResult,
    /// A record replaces the paper.
    Record,
    /// Brought on paper later.
    PaperLater,
    /// Not needed.
    NotNeeded,
}

/// A file answer in `data` (3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FileRef {
    /// An upload.
    Upload(UploadRef),
    /// A prior result's file.
    Result(ResultRef),
}

/// A file that was uploaded (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadRef {
    /// The upload.
    pub upload_id: Id,
    /// File name.
    pub name: Text<255>,
    /// SHA-256 of the content.
    pub sha256: Sha256,
}

/// A file of a prior result (3).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultRef {
    /// The prior result.
    pub result_id: Id,
    /// Which of its files.
    pub file_id: Option<Id>,
    /// File name.
    pub name: Text<255>,
    /// SHA-256 of the content.
    pub sha256: Sha256,
}

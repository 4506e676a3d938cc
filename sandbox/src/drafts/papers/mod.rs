//! The files of a draft: whether they are there, whole, usable, and consented to.

mod marks;
mod one;

use forms::definition::Service;
use forms::kind::Kind;
use portal_api::{
    Attachment, AttachmentKind, DraftContent, Fault, FaultCode, Id, PrefillAnswer, ReceiptFile,
    SubmittedDocument,
};
use serde_json::Value;

pub use marks::{Came, Marks};

use crate::prefill;
use crate::problem::Failure;
use crate::results;
use crate::session::Assured;
use crate::state::AppState;

/// What is to be said of a draft's files.
#[derive(Default)]
pub struct Papers {
    /// What is wrong with them.
    pub faults: Vec<Fault>,
    /// Uploads that are still coming in.
    pub waiting: Vec<Id>,
    /// Sources whose results are reused without consent.
    pub unconsented: Vec<String>,
    /// Those that can be sent.
    pub ready: Vec<Ready>,
}

/// A file that can be sent.
pub struct Ready {
    /// As the receipt names it.
    pub file: ReceiptFile,
    /// Its media type.
    pub media_type: String,
    /// How it came in, for the reuse marks.
    pub submitted: SubmittedDocument,
    /// The upload that holds its bytes,
    pub upload_id: Option<String>,
    /// or the prior result.
    pub result_id: Option<String>,
    /// The consent it is reused under.
    pub consent_id: Option<String>,
}

/// Looks at every file of a draft.
///
/// # Errors
/// When the database or a file cannot be read.
pub async fn papers(
    state: &AppState,
    who: &Assured,
    service: &Service,
    content: &DraftContent,
) -> Result<Papers, Failure> {
    let held = results::held(state, who).await?;
    let said = prefill::answers(state, &who.person, &content.frame.prefill_ids).await?;
    let mut papers = Papers::default();
    for (at, attachment) in content.answers.attachments.iter().enumerate() {
        let at = format!("/attachments/{at}");
        match attachment.kind {
            AttachmentKind::Upload => {
                papers
                    .upload(state, who, attachment, attachment.upload_id.as_ref(), &at)
                    .await?;
            }
            AttachmentKind::OwnFile => {
                papers
                    .upload(state, who, attachment, attachment.file_id.as_ref(), &at)
                    .await?;
            }
            AttachmentKind::PriorResult => {
                papers.result(state, who, attachment, &held, &at).await?;
            }
            AttachmentKind::Record if !replaces(service, content, &said, attachment) => {
                papers.fault(&at, FaultCode::DocumentRequired, attachment);
            }
            AttachmentKind::Record => {}
            AttachmentKind::PaperLater | AttachmentKind::NotNeeded => {}
        }
    }
    for field in service
        .fields()
        .filter(|field| matches!(field.kind, Kind::File(_)) && !field.id.is_column())
    {
        let files = content
            .answers
            .data
            .get(field.id.leaf())
            .and_then(Value::as_array);
        for file in files.into_iter().flatten() {
            papers
                .answer(state, who, &format!("/{}", field.id.leaf()), file, &held)
                .await?;
        }
    }
    Ok(papers)
}

/// Whether a record can stand for a paper: the draft names it, and where its source said it here, it is of a kind that
/// replaces this paper. Records read on the device are not known here.
fn replaces(
    service: &Service,
    content: &DraftContent,
    said: &[PrefillAnswer],
    attachment: &Attachment,
) -> bool {
    let Some(prov) = &attachment.prov else {
        return false;
    };
    let mut records = said
        .iter()
        .flat_map(|answer| &answer.sources)
        .flat_map(|source| &source.records);
    let record = records.find(|record| record.attributes.values().any(|fact| fact.prov == *prov));
    let mut papers = service.papers.iter();
    let paper = papers.find(|paper| attachment.document_code == *paper.code.as_str());
    let fits = match (record, paper) {
        (Some(record), Some(paper)) => paper
            .replaced_by
            .iter()
            .any(|by| record.record_kind == *by.record.as_str()),
        _ => true,
    };
    fits && content.answers.provenance.contains_key(prov)
}

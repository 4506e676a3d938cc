//! The files of a draft: whether they are there, whole, usable, and consented to.

mod marks;
mod one;

use std::collections::BTreeSet;

use forms::definition::{Replacement, Service};
use forms::eval::Scope;
use forms::kind::Kind;
use forms::whose::{Named, persons, unspoken};
use portal_api::{
    Attachment, AttachmentKind, DraftContent, Fault, FaultCode, Id, ProvId, Provenance,
    ReceiptFile, SubmittedDocument,
};
use serde_json::Value;

pub use marks::{Came, Marks};

use super::judge::Judged;
use crate::prefill::Told;
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

/// Looks at every file of a draft, by what the person was told of records: by sources, and by look-ups of these keys.
///
/// # Errors
/// When the database or a file cannot be read.
pub async fn papers(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    content: &DraftContent,
    told: &Told,
    looked_up: &BTreeSet<String>,
) -> Result<Papers, Failure> {
    let service = judged.service;
    let held = results::held(state, who).await?;
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
                papers
                    .result(state, who, judged, attachment, &held, &at)
                    .await?;
            }
            AttachmentKind::Record
                if !replaces(service, content, told, looked_up, attachment)
                    || leaves_somebody_out(state, judged, content, told, attachment) =>
            {
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

/// Whether a paper is wanted of each of several, and no record that might replace it speaks of one of them.
fn leaves_somebody_out(
    state: &AppState,
    judged: &Judged<'_>,
    content: &DraftContent,
    told: &Told,
    attachment: &Attachment,
) -> bool {
    let mut papers = judged.service.papers.iter();
    let Some(paper) = papers.find(|paper| attachment.document_code == *paper.code.as_str()) else {
        return false;
    };
    let scope = Scope::new(judged.service, &judged.answers);
    let named = content.answers.provenance.keys();
    let records = named.flat_map(|prov| told.records(prov)).filter(|record| {
        let mut by = paper.replaced_by.iter();
        by.any(|by| record.record_kind == *by.record.as_str())
    });
    let persons = records.flat_map(|record| {
        let said = record.attributes.iter().filter_map(|(name, fact)| {
            let attribute = state.facts.get(&record.record_kind, name)?;
            Some((attribute.concept.as_str(), fact.value.as_ref()?.as_str()?))
        });
        persons(said)
    });
    let persons: Vec<Named> = persons.collect();
    unspoken(scope, &paper.whose, &persons).is_some_and(|open| !open.is_empty())
}

/// Whether the person says that the record which would spare the paper is wrong: then the paper itself is wanted.
fn is_disputed(content: &DraftContent, attachment: &Attachment, prov: &ProvId) -> bool {
    let at = format!("/{}", attachment.document_code);
    let known = &content.answers.provenance;
    let dispute = content.answers.disputes.get(at.as_str());
    let wrong = dispute.and_then(|dispute| known.get(&dispute.prov));
    let record = |one: &Provenance| {
        let issuer = one.issuer.as_ref().map(|issuer| issuer.name.clone());
        let ids = (one.result_id.clone(), one.record_ref.clone());
        (one.source.clone(), ids, issuer, one.issued_on.clone())
    };
    wrong.is_some() && wrong.map(record) == known.get(prov).map(record)
}

/// Whether a record can stand for a paper: the draft names it, the person was told of it here, and it is of a kind that
/// replaces this paper. What is read on a device, or was answered before, proves nothing and replaces no paper.
fn replaces(
    service: &Service,
    content: &DraftContent,
    told: &Told,
    looked_up: &BTreeSet<String>,
    attachment: &Attachment,
) -> bool {
    let prov = attachment.prov.as_ref();
    let Some(prov) = prov.filter(|prov| content.answers.provenance.contains_key(*prov)) else {
        return false;
    };
    if is_disputed(content, attachment, prov) {
        return false;
    }
    let mut papers = service.papers.iter();
    let paper = papers.find(|paper| attachment.document_code == *paper.code.as_str());
    let Some(record) = told.records(prov).next() else {
        return paper.is_some() && looked_up.contains(prov.as_str());
    };
    let says = |by: &Replacement| {
        by.says.iter().all(|(attribute, value)| {
            let mut said = told.records(prov);
            let said = said.find_map(|record| record.attributes.get(attribute.as_str()));
            said.and_then(|said| said.value.as_ref()?.as_str()) == Some(value)
        })
    };
    paper.is_some_and(|paper| {
        let mut by = paper.replaced_by.iter();
        by.any(|by| record.record_kind == *by.record.as_str() && says(by))
    })
}

//! What a new dossier has beside what was sent: its papers, the receipt's slip, and what is to be paid.

use portal_api::{
    DocumentKind, DossierDocument, PaymentItem, PaymentRequest, PaymentRequestState, PaymentTiming,
    Vnd,
};
use vietnam::{CivilDate, moment};

use crate::conventions::Language;
use crate::dossiers::store::Stored;
use crate::dossiers::words;
use crate::dossiers::write::NewDocument;
use crate::drafts::fees::Worked;
use crate::drafts::judge::Judged;
use crate::drafts::papers::Ready;
use crate::persons::paper;
use crate::random;

/// What is to be paid, if anything.
pub(super) fn payments(worked: &Worked) -> Vec<PaymentRequest> {
    if worked.fees.total == Vnd(0) {
        return Vec::new();
    }
    let items = worked
        .fees
        .items
        .iter()
        .filter(|item| item.amount > Vnd(0))
        .map(|item| PaymentItem {
            fee_code: Some(item.fee_code.clone()),
            name: item.name.clone(),
            kind: item.fee_code.clone(),
            amount: item.amount,
        });
    vec![PaymentRequest {
        payment_request_id: random::id().into(),
        title: words("fees", Language::Vi).into(),
        items: items.collect(),
        total: worked.fees.total,
        due_by: None,
        timing: PaymentTiming::BeforeResult,
        state: PaymentRequestState::Open,
        payment_id: None,
    }]
}

/// A paper that was sent.
pub(super) fn submitted(judged: &Judged<'_>, one: Ready) -> NewDocument {
    let paper = judged
        .service
        .papers
        .iter()
        .find(|paper| one.file.document_code == *paper.code.as_str());
    NewDocument {
        document: DossierDocument {
            document_id: random::id().into(),
            kind: DocumentKind::Submitted,
            title: paper
                .map_or(one.file.name.as_str(), |paper| paper.name.as_str())
                .into(),
            number: None,
            issued_on: None,
            media_type: one.media_type,
            size: Some(one.file.size),
            signature: None,
            result_id: one.result_id.map(Into::into),
            submitted: Some(one.submitted),
        },
        upload_id: one.upload_id,
        file: None,
    }
}

/// The slip that says what was received and when to come back.
pub(super) fn slip(dossier: &Stored) -> NewDocument {
    let title = words("paper-receipt", Language::Vi);
    let submitted = dossier.times.submitted.as_str();
    let submitted = moment::shown(submitted, vietnam::Language::Vi).unwrap_or_default();
    let due = dossier.times.due.as_deref().and_then(moment::day);
    let due = due.map(CivilDate::shown).unwrap_or_default();
    let lines = [
        title,
        &dossier.code,
        &dossier.agency.name,
        &submitted,
        &due,
        &dossier.receipt.content_sha256,
    ]
    .map(str::to_owned);
    let bytes = paper(&lines);
    NewDocument {
        document: DossierDocument {
            document_id: random::id().into(),
            kind: DocumentKind::Receipt,
            title: title.into(),
            number: Some(dossier.code.as_str().into()),
            issued_on: dossier.times.submitted.get(..10).map(Into::into),
            media_type: "application/pdf".to_owned(),
            size: u64::try_from(bytes.len()).ok(),
            signature: None,
            result_id: None,
            submitted: None,
        },
        upload_id: None,
        file: Some(bytes),
    }
}

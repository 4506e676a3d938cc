//! Drafts between the wire and the app: what each side calls the same thing.

use super::{Attached, AttachedBy, Head, Saved};
use crate::portal::Proof;
use crate::portal::subject::Who;
use forms::origin::{Dispute, How, Origin, Other};
use portal_api::draft::{
    Answers, Correction, DraftContent, DraftFrame, OriginKind, OtherValue, Progress,
};
use portal_api::{Attachment, AttachmentKind};

/// What was answered, of a draft or of a dossier; the head is left empty.
pub(in crate::portal) fn answered(answers: Answers) -> Saved {
    Saved {
        data: answers.data,
        row_keys: answers
            .row_keys
            .into_iter()
            .map(|(list, keys)| {
                (
                    list.to_string(),
                    keys.iter().map(ToString::to_string).collect(),
                )
            })
            .collect(),
        origins: answers
            .origins
            .into_iter()
            .map(|(pointer, origin)| (pointer.to_string(), read_origin(origin)))
            .collect(),
        undecided: answers
            .undecided
            .into_iter()
            .map(|(pointer, others)| (pointer.to_string(), read_others(others)))
            .collect(),
        disputes: answers
            .disputes
            .into_iter()
            .map(|(pointer, dispute)| (pointer.to_string(), read_dispute(&dispute)))
            .collect(),
        provenance: answers
            .provenance
            .into_iter()
            .map(|(id, prov)| (id.to_string(), Proof::new(id.as_str(), prov)))
            .collect(),
        attached: answers
            .attachments
            .into_iter()
            .filter_map(read_attachment)
            .collect(),
        ..Saved::default()
    }
}

pub(super) fn head(id: &str, frame: DraftFrame, updated_at: &str, expires_at: &str) -> Head {
    Head {
        id: id.to_owned(),
        procedure: frame.procedure_code.to_string(),
        case: frame.case_code.map(|code| code.to_string()),
        form_id: frame.form_id.to_string(),
        form_version: frame.form_version.to_string(),
        step: frame.progress.step.to_string(),
        percent: frame.progress.percent,
        updated_at: updated_at.to_owned(),
        expires_at: expires_at.to_owned(),
    }
}

pub(super) fn content(saved: &Saved) -> DraftContent {
    DraftContent {
        frame: DraftFrame {
            procedure_code: saved.head.procedure.as_str().into(),
            case_code: saved.head.case.as_deref().map(Into::into),
            form_id: saved.head.form_id.as_str().into(),
            form_version: saved.head.form_version.as_str().into(),
            prefill_ids: ids(&saved.prefill_ids),
            consent_ids: ids(&saved.consent_ids),
            confirmation_ids: ids(&saved.agreement_ids),
            appointment_id: saved.appointment_id.as_deref().map(Into::into),
            verify_later: saved
                .later
                .iter()
                .map(|note| note.as_str().into())
                .collect(),
            progress: Progress {
                step: saved.head.step.as_str().into(),
                percent: saved.head.percent,
                ..Progress::default()
            },
            applicant: saved.applicant.subject(),
            subjects: saved.subjects.iter().map(Who::subject).collect(),
            ..DraftFrame::default()
        },
        answers: Answers {
            data: saved.data.clone(),
            row_keys: saved
                .row_keys
                .iter()
                .map(|(list, keys)| (list.as_str().into(), ids(keys)))
                .collect(),
            origins: saved
                .origins
                .iter()
                .map(|(pointer, origin)| (pointer.as_str().into(), write_origin(origin)))
                .collect(),
            undecided: saved
                .undecided
                .iter()
                .map(|(pointer, others)| (pointer.as_str().into(), write_others(others)))
                .collect(),
            disputes: saved
                .disputes
                .iter()
                .map(|(pointer, dispute)| (pointer.as_str().into(), write_dispute(dispute)))
                .collect(),
            provenance: saved
                .provenance
                .iter()
                .map(|(id, prov)| (id.as_str().into(), prov.wire.clone()))
                .collect(),
            attachments: saved.attached.iter().map(write_attachment).collect(),
        },
    }
}

fn ids(texts: &[String]) -> Vec<portal_api::Id> {
    texts.iter().map(|id| id.as_str().into()).collect()
}

fn read_origin(origin: portal_api::draft::Origin) -> Origin {
    Origin {
        how: match origin.origin {
            OriginKind::Auto => How::Auto,
            OriginKind::Override => How::Override,
            OriginKind::Manual => How::Manual,
        },
        prov: origin.prov.map(|prov| prov.to_string()),
        original: origin.original,
        others: read_others(origin.others),
    }
}

fn read_others(others: Vec<OtherValue>) -> Vec<Other> {
    let others = others.into_iter().map(|other| Other {
        value: other.value,
        prov: other.prov.to_string(),
    });
    others.collect()
}

fn write_origin(origin: &Origin) -> portal_api::draft::Origin {
    portal_api::draft::Origin {
        origin: match origin.how {
            How::Auto => OriginKind::Auto,
            How::Override => OriginKind::Override,
            How::Manual => OriginKind::Manual,
        },
        prov: origin.prov.as_deref().map(Into::into),
        original: origin.original.clone(),
        others: write_others(&origin.others),
    }
}

fn write_others(others: &[Other]) -> Vec<OtherValue> {
    let others = others.iter().map(|other| OtherValue {
        value: other.value.clone(),
        prov: other.prov.as_str().into(),
    });
    others.collect()
}

fn read_dispute(dispute: &portal_api::draft::Dispute) -> Dispute {
    Dispute {
        prov: dispute.prov.to_string(),
        note: dispute.note.to_string(),
        asked: dispute.correction == Correction::Asked,
        at: dispute.at.to_string(),
    }
}

fn write_dispute(dispute: &Dispute) -> portal_api::draft::Dispute {
    portal_api::draft::Dispute {
        prov: dispute.prov.as_str().into(),
        note: dispute.note.as_str().into(),
        correction: if dispute.asked {
            Correction::Asked
        } else {
            Correction::None
        },
        at: dispute.at.as_str().into(),
    }
}

/// None for an attachment that lacks what its kind needs: that paper alone is asked again.
fn read_attachment(attachment: Attachment) -> Option<Attached> {
    let text = |id: Option<portal_api::Id>| id.map(|id| id.to_string());
    Some(Attached {
        by: match attachment.kind {
            AttachmentKind::Upload => AttachedBy::Upload(text(attachment.upload_id)?),
            AttachmentKind::OwnFile => AttachedBy::OwnFile(text(attachment.file_id)?),
            AttachmentKind::PriorResult => AttachedBy::Result {
                id: text(attachment.result_id)?,
                consent: text(attachment.consent_id)?,
                code: { attachment.replaces_with_result_code }
                    .map(|code| code.to_string())
                    .unwrap_or_default(),
                prov: attachment.prov.map(|prov| prov.to_string()),
            },
            AttachmentKind::Record => AttachedBy::Record(attachment.prov?.to_string()),
            AttachmentKind::PaperLater => AttachedBy::Later,
            AttachmentKind::NotNeeded => AttachedBy::NotNeeded,
        },
        document: attachment.document_code.to_string(),
        label: attachment.label.map(|label| label.to_string()),
        reason: attachment.reason.map(|reason| reason.to_string()),
    })
}

fn write_attachment(attached: &Attached) -> Attachment {
    let mut attachment = Attachment {
        document_code: attached.document.as_str().into(),
        label: attached.label.as_deref().map(Into::into),
        kind: AttachmentKind::NotNeeded,
        upload_id: None,
        file_id: None,
        result_id: None,
        consent_id: None,
        prov: None,
        replaces_with_result_code: None,
        reason: attached.reason.as_deref().map(Into::into),
    };
    match &attached.by {
        AttachedBy::Upload(id) => {
            attachment.kind = AttachmentKind::Upload;
            attachment.upload_id = Some(id.as_str().into());
        }
        AttachedBy::OwnFile(id) => {
            attachment.kind = AttachmentKind::OwnFile;
            attachment.file_id = Some(id.as_str().into());
        }
        AttachedBy::Result {
            id,
            consent,
            code,
            prov,
        } => {
            attachment.prov = prov.as_deref().map(Into::into);
            attachment.kind = AttachmentKind::PriorResult;
            let named = Some(code.as_str()).filter(|code| !code.is_empty());
            attachment.replaces_with_result_code = named.map(Into::into);
            attachment.result_id = Some(id.as_str().into());
            attachment.consent_id = Some(consent.as_str().into());
        }
        AttachedBy::Record(prov) => {
            attachment.kind = AttachmentKind::Record;
            attachment.prov = Some(prov.as_str().into());
        }
        AttachedBy::Later => attachment.kind = AttachmentKind::PaperLater,
        AttachedBy::NotNeeded => {}
    }
    attachment
}

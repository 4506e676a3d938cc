//! One file: an upload, a prior result, or a file that is an answer.

use forms::eval::Scope;
use forms::whose::is_another;
use portal_api::{Attachment, ConsentPurpose, Fault, FaultCode, Id, ReceiptFile, ResultStatus};
use serde_json::Value;

use super::super::judge::Judged;
use super::marks::submitted;
use super::{Came, Papers, Ready};
use crate::catalogue::replaceable_by;
use crate::consents;
use crate::problem::{Failure, body_fault};
use crate::results::{Held, about};
use crate::session::Assured;
use crate::state::AppState;
use crate::uploads::{self, Standing};

impl Papers {
    /// A file that was uploaded for this draft, or earlier.
    pub(super) async fn upload(
        &mut self,
        state: &AppState,
        who: &Assured,
        attachment: &Attachment,
        id: Option<&Id>,
        at: &str,
    ) -> Result<(), Failure> {
        let Some(id) = id else {
            self.fault(
                &format!("{at}/uploadId"),
                FaultCode::DocumentRequired,
                attachment,
            );
            return Ok(());
        };
        match uploads::standing(state, &who.person, id).await? {
            Standing::Ready(upload) => self.ready.push(Ready {
                submitted: submitted(attachment, Came::file(&upload, None)),
                file: ReceiptFile {
                    document_code: attachment.document_code.clone(),
                    name: upload.name.as_str().into(),
                    size: upload.length,
                    sha256: upload.sha256.as_str().into(),
                },
                media_type: upload.media_type,
                upload_id: Some(upload.id),
                result_id: None,
                consent_id: None,
            }),
            Standing::Waiting => self.waiting.push(id.clone()),
            Standing::Rejected => self.fault(at, FaultCode::DocumentUnreadable, attachment),
            Standing::Gone => self.fault(at, FaultCode::DocumentRequired, attachment),
        }
        Ok(())
    }

    /// A prior result, reused under consent.
    pub(super) async fn result(
        &mut self,
        state: &AppState,
        who: &Assured,
        judged: &Judged<'_>,
        attachment: &Attachment,
        held: &[Held],
        at: &str,
    ) -> Result<(), Failure> {
        let result = attachment
            .result_id
            .as_ref()
            .and_then(|id| held.iter().find(|one| *id == one.id.as_str()));
        let Some(result) = result else {
            self.fault(
                &format!("{at}/resultId"),
                FaultCode::DocumentRequired,
                attachment,
            );
            return Ok(());
        };
        if result.status(&state.clock.today_text()) != ResultStatus::Current {
            self.fault(at, FaultCode::DocumentExpired, attachment);
            return Ok(());
        }
        let Some(bytes) = &result.file else {
            self.fault(at, FaultCode::DocumentUnreadable, attachment);
            return Ok(());
        };
        if !covers(state, judged, attachment, result) {
            self.fault(at, FaultCode::NotEligible, attachment);
            return Ok(());
        }
        let consents = consents::in_force(state, &who.person).await?;
        let consent = consents.iter().find(|consent| {
            let covers = consent
                .result_ids
                .iter()
                .flatten()
                .any(|id| *id == result.id.as_str());
            Some(&consent.consent_id) == attachment.consent_id.as_ref()
                && consent.purpose == ConsentPurpose::ReuseDocument
                && covers
        });
        let Some(consent) = consent else {
            self.unconsented.push(result.source.clone());
            return Ok(());
        };
        self.ready.push(Ready {
            file: ReceiptFile {
                document_code: attachment.document_code.clone(),
                name: result.file_name.as_str().into(),
                size: u64::try_from(bytes.len()).unwrap_or_default(),
                sha256: crate::random::sha256(bytes).into(),
            },
            media_type: result.file_type.clone(),
            submitted: submitted(
                attachment,
                Came::Result {
                    code: &result.code,
                    source: &result.source,
                },
            ),
            upload_id: None,
            result_id: Some(result.id.clone()),
            consent_id: Some(consent.consent_id.to_string()),
        });
        Ok(())
    }

    /// A file that is an answer: an upload or a result, whose hash must be the stated one.
    pub(super) async fn answer(
        &mut self,
        state: &AppState,
        who: &Assured,
        at: &str,
        file: &Value,
        held: &[Held],
    ) -> Result<(), Failure> {
        let text = |name: &str| file.get(name).and_then(Value::as_str).unwrap_or_default();
        let right = match (text("uploadId"), text("resultId")) {
            ("", "") => return Ok(()),
            ("", id) => held
                .iter()
                .any(|result| result.id == *id && result.file.is_some()),
            (id, _) => match uploads::standing(state, &who.person, id).await? {
                Standing::Ready(upload) => upload.sha256 == text("sha256"),
                Standing::Waiting => {
                    self.waiting.push(id.into());
                    true
                }
                Standing::Rejected | Standing::Gone => false,
            },
        };
        if !right {
            self.faults.push(Fault {
                pointer: at.into(),
                code: FaultCode::DocumentUnreadable,
                params: None,
                detail: None,
                r#in: None,
            });
        }
        Ok(())
    }

    pub(super) fn fault(&mut self, at: &str, code: FaultCode, attachment: &Attachment) {
        let mut fault = body_fault(at, code);
        fault.params = Some(
            [(
                "documentCode".to_owned(),
                attachment.document_code.as_str().into(),
            )]
            .into(),
        );
        self.faults.push(fault);
    }
}

/// Whether a result is of a kind that stands for the paper, and about those whom this dossier is about.
fn covers(state: &AppState, judged: &Judged<'_>, attachment: &Attachment, result: &Held) -> bool {
    let mut papers = judged.service.papers.iter();
    let paper = papers.find(|paper| attachment.document_code == *paper.code.as_str());
    let scope = Scope::new(judged.service, &judged.answers);
    paper.is_some_and(|paper| {
        let about = about(state, result);
        let is_another = about.is_some_and(|about| is_another(scope, &paper.whose, &about));
        replaceable_by(state, paper).contains(&result.code.as_str()) && !is_another
    })
}

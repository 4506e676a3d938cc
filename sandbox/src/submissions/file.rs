//! Files a draft: one transaction that makes the dossier, its receipt, papers and first line of the timeline.

use portal_api::{
    DraftContent, FaultCode, ProblemKind, Receipt, ReceiptFile, ReceiptKind, StateCode,
};
use serde_json::Value;

use super::parts::parts as parts_of;
use super::receipt::Content;
use super::slip::{payments, slip, submitted};
use crate::appointments;
use crate::confirmations;
use crate::consents;
use crate::dossiers::parts;
use crate::dossiers::store::{self, Stored, Times};
use crate::dossiers::write::{self, Event};
use crate::drafts::fees::Worked;
use crate::drafts::judge::Judged;
use crate::drafts::papers::Ready;
use crate::drafts::{self, likeness};
use crate::prefill::entitled;
use crate::problem::{Failure, body_fault};
use crate::receipts;
use crate::session::Assured;
use crate::state::AppState;
use crate::uploads;
use crate::versions;

/// Offices close at this time of day.
const END_OF_DAY: &str = "T17:00:00+07:00";

/// Files the draft, and gives the code. Only one of several calls for a draft does.
pub(super) async fn file(
    state: &AppState,
    who: &Assured,
    draft: &drafts::Stored,
    judged: &Judged<'_>,
    worked: Worked,
    ready: Vec<Ready>,
) -> Result<String, Failure> {
    let data = forms::send::to_data(judged.service, &judged.answers);
    let files: Vec<ReceiptFile> = ready.iter().map(|one| one.file.clone()).collect();
    let sha256 = Content {
        procedure_code: &judged.case.procedure,
        case_code: &judged.case.code,
        form_version: &judged.service.form_version,
        data: &data,
        files: &files,
    }
    .sha256()?;
    let alike = likeness(judged.service, &data);
    let linked = parts_of(state, judged, &worked);
    let now = state.clock.instant().to_string();
    let consents = consents_used(state, who, draft, &ready).await?;
    let mut content = sent(&draft.content, judged, data);
    entitled::hold(state, &who.person, &mut content.frame).await?;
    drafts::hold_origins(state, who, judged, &mut content).await?;

    let signer = receipts::signer(state).await?;

    let mut transaction = state.db.begin().await?;
    let unit = worked
        .authority
        .admin_unit_code
        .as_deref()
        .unwrap_or("00")
        .to_owned();
    let code = write::next_code(&mut transaction, &unit, &state.clock.today_text()).await?;
    // The first write holds the lock: a second call waits, and then finds the draft sent.
    if !drafts::mark_sent(&mut transaction, draft, &code).await? {
        drop(transaction);
        return Err(
            match drafts::sent_as(state, &who.person, &draft.id).await? {
                Some(code) => Failure::conflict(ProblemKind::DuplicateDossier, code),
                None => drafts::find(state, &who.person, &draft.id)
                    .await?
                    .moved_on(&draft.etag),
            },
        );
    }
    if let Some(other) = store::same_content(&mut transaction, &who.person, &sha256).await? {
        return Err(Failure::conflict(ProblemKind::DuplicateDossier, other));
    }
    let receipt = signer.signed(Receipt {
        kind: ReceiptKind::Submission,
        code: code.as_str().into(),
        at: now.as_str().into(),
        agency: Some(worked.authority.clone()),
        form_version: Some(judged.service.form_version.as_str().into()),
        content_sha256: sha256.into(),
        files,
        token: None,
    })?;
    let dossier = Stored {
        code: code.clone(),
        person: who.person.clone(),
        applicant_name: who.full_name.clone(),
        personal_id: who.personal_id.clone(),
        procedure_code: judged.case.procedure.clone(),
        case_code: judged.case.code.clone(),
        agency: worked.authority.clone(),
        state: StateCode::Registered,
        times: Times {
            submitted: now.clone(),
            due: worked
                .due_on
                .as_ref()
                .map(|day| format!("{day}{END_OF_DAY}")),
            ..Times::default()
        },
        sent: content,
        payments: payments(&worked),
        receipt,
    };
    write::insert(&mut transaction, &dossier, &alike).await?;
    if let Some(defined) = state.definitions.service(&judged.service.id) {
        versions::keep(&mut transaction, defined).await?;
    }
    parts::insert(&mut transaction, &code, &linked).await?;
    for consent in consents {
        consents::use_in(&mut transaction, &consent, &code).await?;
    }
    for one in ready {
        if let Some(upload) = &one.upload_id {
            uploads::keep_with(&mut transaction, upload, &code).await?;
        }
        write::add_document(&mut transaction, &code, &submitted(judged, one)).await?;
    }
    confirmations::attach(&mut transaction, &draft.id, &code).await?;
    if let Some(appointment) = &draft.content.frame.appointment_id {
        let mine = appointments::attach(&mut transaction, appointment, &draft.id, &code).await?;
        if !mine {
            return Err(Failure::invalid(vec![body_fault(
                "/appointmentId",
                FaultCode::NotEligible,
            )]));
        }
    }
    let slip = slip(&dossier);
    let slips = [slip.document.document_id.to_string()];
    write::add_document(&mut transaction, &code, &slip).await?;
    let event = Event {
        at: &now,
        part: None,
        state: StateCode::Registered,
        what: "submitted",
        note: None,
        actor: "citizen",
        documents: &slips,
    };
    write::note(&mut transaction, &code, &event).await?;
    transaction.commit().await?;
    Ok(code)
}

/// The consents in force that the draft names.
async fn consents_used(
    state: &AppState,
    who: &Assured,
    draft: &drafts::Stored,
    ready: &[Ready],
) -> Result<Vec<String>, Failure> {
    let held = consents::in_force(state, &who.person).await?;
    let named = |id: &portal_api::Id| {
        draft.content.frame.consent_ids.contains(id)
            || ready
                .iter()
                .any(|one| one.consent_id.as_deref() == Some(id.as_str()))
    };
    Ok(held
        .iter()
        .filter(|consent| named(&consent.consent_id))
        .map(|consent| consent.consent_id.to_string())
        .collect())
}

/// What was sent: the tree that counts, and origins of what stands in it.
fn sent(content: &DraftContent, judged: &Judged<'_>, data: Value) -> DraftContent {
    let mut sent = content.clone();
    sent.frame.procedure_code = judged.case.procedure.as_str().into();
    sent.frame.case_code = Some(judged.case.code.as_str().into());
    sent.answers
        .origins
        .retain(|pointer, _| data.pointer(pointer).is_some());
    sent.answers
        .disputes
        .retain(|pointer, _| data.pointer(pointer).is_some());
    // What was not chosen goes to no office.
    sent.answers.undecided.clear();
    if let Value::Object(data) = data {
        sent.answers.data = data;
    }
    sent
}

//! A dossier as its person sees it, and as whoever tracks it does (contract 4.8).

use portal_api::{
    Action, Actor, Applicant, ApplicantKind, CodeName, ConfirmationState, Dossier,
    DossierConfirmation, DossierDocument, DossierSummary, IntakeChannel, Masked, OrganisationType,
    PaymentItem, PaymentRequest, PaymentRequestState, StateCode, SubjectKind, Sync, SyncState,
    TimelineItem, TrackedDossier,
};
use serde_json::Value;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::store::{self, Stored};
use super::{parts, state_words, words};
use crate::appointments::{self, Booked};
use crate::confirmations;
use crate::conventions::Language;
use crate::drafts::fees;
use crate::pages;
use crate::payments;
use crate::problem::Failure;
use crate::results::awaited;
use crate::state::AppState;

/// What this server offers of what a state opens: supplements, withdrawal and rating are not there yet.
const OFFERED: [Action; 2] = [Action::Pay, Action::DownloadResult];

/// The dossier in full, without its content.
///
/// # Errors
/// When the database fails.
pub async fn dossier(
    state: &AppState,
    row: &Stored,
    language: Language,
) -> Result<Dossier, Failure> {
    Ok(Dossier {
        tracked: tracked(state, row, language, |_| true).await?,
        applicant: applicant(row),
        deliveries: row.sent.frame.deliveries.clone(),
        payments: payments::of_requests(&state.db, state.clock.unix(), asked(state, row, language))
            .await?,
        confirmations: confirmations(state, &row.code).await?,
        assisted_by: row.sent.frame.assisted_by.clone(),
        receipt: Some(row.receipt.clone()),
        content: None,
    })
}

/// Whom it is for: the person who sent it, or whom they name.
fn applicant(row: &Stored) -> Applicant {
    let named = &row.sent.frame.applicant;
    match (&named.person, &named.organisation) {
        (Some(person), _) if named.kind != SubjectKind::Own => Applicant {
            kind: ApplicantKind::Person,
            name: person.full_name.as_str().into(),
            masked_id: person.personal_id.as_deref().map(Masked::of),
        },
        (_, Some(organisation)) => Applicant {
            kind: match organisation.r#type {
                OrganisationType::Enterprise => ApplicantKind::Enterprise,
                OrganisationType::StateAgency => ApplicantKind::StateAgency,
                _ => ApplicantKind::Other,
            },
            name: organisation.name.clone(),
            masked_id: None,
        },
        _ => Applicant {
            kind: ApplicantKind::Person,
            name: row.applicant_name.as_str().into(),
            masked_id: row.personal_id.as_deref().map(Masked::of),
        },
    }
}

/// What tracking shows too; `shown` chooses the documents.
///
/// # Errors
/// When the database fails.
pub async fn tracked(
    state: &AppState,
    row: &Stored,
    language: Language,
    shown: impl Fn(&DossierDocument) -> bool,
) -> Result<TrackedDossier, Failure> {
    awaited::settle(&state.db, &state.clock).await?;
    let awaited = awaited::of_dossier(&state.db, &row.code).await?;
    let documents = store::documents(&state.db, &row.code).await?;
    let linked = parts::of(&mut *state.db.acquire().await?, &row.code).await?;
    let mut open = actions(row);
    // What a part has issued can be fetched while others are still worked on.
    if linked.iter().any(parts::has_result) && !open.contains(&Action::DownloadResult) {
        open.push(Action::DownloadResult);
    }
    let (procedure, case) = names(state, row, language);
    let instant = |time: &Option<String>| time.as_deref().map(Into::into);
    Ok(TrackedDossier {
        dossier_code: row.code.as_str().into(),
        other_codes: Vec::new(),
        essential_id: row
            .case_code
            .split_once('.')
            .and_then(|(service, _)| service.parse().ok()),
        title: case.name.as_str().into(),
        procedure,
        case: Some(case),
        agency: row.agency.clone(),
        state: state_words(row.state.code(), language),
        detail_state: { awaited.first() }
            .map(|attribute| words(&format!("awaited-{attribute}"), language).into()),
        channel: IntakeChannel::Online,
        submitted_at: row.times.submitted.as_str().into(),
        received_at: instant(&row.times.received),
        due_at: instant(&row.times.due),
        new_due_at: None,
        finished_at: instant(&row.times.finished),
        returned_at: None,
        refused_at: instant(&row.times.refused),
        overdue: overdue(state, row),
        parts: linked
            .iter()
            .map(|part| parts::wire(state, row, part, language))
            .collect(),
        appointment: appointments::of_dossier(&state.db, &row.code)
            .await?
            .map(Booked::of_dossier),
        timeline: timeline(state, row, language).await?,
        supplements: Vec::new(),
        documents: documents.into_iter().filter(shown).collect(),
        sync: Some(Sync {
            national_portal: SyncState::Pending,
            at: None,
        }),
        actions: open,
        rating: None,
    })
}

/// The dossier in a list.
pub fn summary(state: &AppState, row: &Stored, language: Language) -> DossierSummary {
    DossierSummary {
        dossier_code: row.code.as_str().into(),
        procedure: names(state, row, language).0,
        agency: row.agency.clone(),
        state: state_words(row.state.code(), language),
        submitted_at: row.times.submitted.as_str().into(),
        due_at: row.times.due.as_deref().map(Into::into),
        overdue: overdue(state, row),
        actions: actions(row),
    }
}

/// Names of procedure and case; their codes where the definition is gone.
fn names(state: &AppState, row: &Stored, language: Language) -> (CodeName, CodeName) {
    let found = state.definitions.case(&row.case_code, language);
    let name = found.map_or(row.case_code.as_str(), |(_, case)| case.name.as_str());
    let named = |code: &str| CodeName {
        code: code.into(),
        name: name.into(),
    };
    (named(&row.procedure_code), named(&row.case_code))
}

/// What is asked to be paid, in the language of the request: it was written down in that of the sending.
fn asked(state: &AppState, row: &Stored, language: Language) -> Vec<PaymentRequest> {
    let found = state.definitions.case(&row.case_code, language);
    let fees = found.map_or(&[][..], |(service, _)| service.fees.as_slice());
    // What has no code of a fee is what a register asks for.
    let named = |mut item: PaymentItem| {
        let fee = fees.iter().find(|fee| item.kind == *fee.id.as_str());
        if item.fee_code.is_none() {
            item.name = pages::words(&item.kind, language).into();
        } else if let Some(fee) = fee {
            item.name = fees::name(fee, language).into();
        }
        item
    };
    let asked = row.payments.iter().cloned();
    let asked = asked.map(|request| {
        let items: Vec<PaymentItem> = request.items.into_iter().map(named).collect();
        let of_register = items.iter().find(|item| item.fee_code.is_none());
        PaymentRequest {
            title: of_register
                .map_or_else(|| words("fees", language).into(), |item| item.name.clone()),
            items,
            ..request
        }
    });
    asked.collect()
}

/// Paying is open while something is to be paid.
fn actions(row: &Stored) -> Vec<Action> {
    let owed = row
        .payments
        .iter()
        .any(|request| request.state == PaymentRequestState::Open);
    row.state
        .actions()
        .iter()
        .copied()
        .filter(|action| OFFERED.contains(action) && (owed || *action != Action::Pay))
        .collect()
}

/// Past its day while the office still has it.
fn overdue(state: &AppState, row: &Stored) -> bool {
    let open = matches!(
        row.state,
        StateCode::Registered | StateCode::Accepted | StateCode::Processing
    );
    open && row
        .times
        .due
        .as_deref()
        .is_some_and(|due| due < state.clock.instant().as_str())
}

async fn timeline(
    state: &AppState,
    row: &Stored,
    language: Language,
) -> Result<Vec<TimelineItem>, Failure> {
    let rows = sqlx::query("SELECT id, at, part_id, state, what, note, actor, documents FROM dossier_event WHERE dossier_code = ? ORDER BY seq")
        .bind(&row.code)
        .fetch_all(&state.db)
        .await?;
    let made = |event: &SqliteRow| -> Result<TimelineItem, Failure> {
        let text = |name: &str| event.try_get::<String, _>(name);
        let documents: Vec<String> = serde_json::from_str(&text("documents")?)?;
        Ok(TimelineItem {
            id: text("id")?.into(),
            at: text("at")?.into(),
            part_id: event
                .try_get::<Option<String>, _>("part_id")?
                .map(Into::into),
            state: event.try_get("state")?,
            title: words(&text("what")?, language).into(),
            note: event.try_get::<Option<String>, _>("note")?.map(Into::into),
            unit: Some(row.agency.name.as_str().into()),
            by: match text("actor")?.as_str() {
                "citizen" => Actor::Citizen,
                "officer" => Actor::Officer,
                _ => Actor::System,
            },
            due_by: None,
            document_ids: documents.into_iter().map(Into::into).collect(),
        })
    };
    rows.iter().map(made).collect()
}

/// Those asked for here, and those that an officer noted.
///
/// # Errors
/// When the database fails.
pub async fn confirmations(
    state: &AppState,
    code: &str,
) -> Result<Vec<DossierConfirmation>, Failure> {
    let asked = confirmations::of_dossier(state, code).await?;
    // Leave to read records is used while the form is filled in: the dossier neither waits for it nor loses by it.
    let asked = asked.into_iter().filter(|one| !one.shares());
    let asked = asked.map(|one| DossierConfirmation {
        role: one.asked.role,
        name: one.full_name.into(),
        state: one.state,
        answered_at: one.answered_at.map(Into::into),
    });
    let rows = sqlx::query("SELECT role, name, answered_at FROM dossier_confirmation WHERE dossier_code = ? ORDER BY answered_at, role, name")
        .bind(code)
        .fetch_all(&state.db)
        .await?;
    let made = |row: &SqliteRow| -> Result<DossierConfirmation, Failure> {
        let text = |name: &str| row.try_get::<String, _>(name);
        Ok(DossierConfirmation {
            role: serde_json::from_value(Value::from(text("role")?))?,
            name: text("name")?.into(),
            state: ConfirmationState::Agreed,
            answered_at: Some(text("answered_at")?.into()),
        })
    };
    asked.map(Ok).chain(rows.iter().map(made)).collect()
}

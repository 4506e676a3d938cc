//! Whose records a person was given, and what entitled them to it: a draft may say no more (contract 3.1, 4.6).

use portal_api::{DraftFrame, PersonRef, Subject, SubjectKind};

use crate::problem::Failure;
use crate::state::AppState;

/// Takes out of a draft each proof under which this person was given nothing about such a subject.
///
/// # Errors
/// When the database fails.
pub async fn hold(state: &AppState, person: &str, frame: &mut DraftFrame) -> Result<(), Failure> {
    let rows: Vec<String> = sqlx::query_scalar("SELECT subject FROM prefill WHERE person = ?")
        .bind(person)
        .fetch_all(&state.db)
        .await?;
    let told = rows
        .iter()
        .filter_map(|subject| serde_json::from_str(subject).ok());
    let told: Vec<Subject> = told.collect();
    let holds = |subject: &Subject| {
        subject.kind == SubjectKind::Own || told.iter().any(|told| is_same(told, subject))
    };
    for subject in [&mut frame.applicant]
        .into_iter()
        .chain(&mut frame.subjects)
    {
        if !holds(subject) {
            subject.proof = None;
        }
    }
    Ok(())
}

/// Whether it is the same person on the same proof.
fn is_same(told: &Subject, named: &Subject) -> bool {
    let is_meant = match (&told.person, &named.person) {
        (Some(told), Some(named)) => is_person(told, named),
        // Found by a key of the source alone: a contract, a notice.
        (None, _) => true,
        (Some(_), None) => false,
    };
    told.kind == named.kind && told.proof == named.proof && is_meant
}

/// Whether nothing that both say differs, and something is the same.
fn is_person(told: &PersonRef, named: &PersonRef) -> bool {
    let same_name = vietnam::name::same_name(&told.full_name, &named.full_name);
    match (&told.personal_id, &named.personal_id) {
        (Some(told), Some(named)) => told == named && same_name,
        _ => same_name,
    }
}

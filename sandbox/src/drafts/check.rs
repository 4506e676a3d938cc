//! Operation 22: the verdict on a draft before it is sent. It creates nothing.

use axum::Json;
use axum::extract::{Path, State};
use forms::definition::Lookup;
use forms::eval::Scope;
use portal_api::{
    AttachmentKind, CheckAnswer, Code, ConsentPurpose, DraftContent, Duplicate, Fault, FaultCode,
    Needs, OriginKind,
};

use super::earlier::Earlier;
use super::judge::{Judged, judge};
use super::papers::{Papers, papers};
use super::{Stored, fees, lacking, likeness, locked, looked_up, said, store, timed};
use crate::consents;
use crate::conventions::Language;
use crate::dossiers;
use crate::prefill::Told;
use crate::problem::{Failure, body_fault};
use crate::session::{Assured, S1};
use crate::state::AppState;

pub(super) async fn check(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Path(id): Path<String>,
) -> Result<Json<CheckAnswer>, Failure> {
    let stored = store::find(&state, &session.person, &id).await?;
    let judged = judge(&state, &stored.content, language)?;
    let worked = fees::work_out(
        &state,
        &session.assured.person,
        &judged,
        &stored.content,
        language,
    )?;
    let office = worked.authority.code.as_str();
    let (more, _) = beside(&state, &session.assured, &judged, &stored, office).await?;
    // Without an answer that names the office its own fault says so already.
    let astray = (!worked.competent && judged.errors.is_empty()).then(|| not_competent(&judged));
    let errors = judged.errors.iter().cloned().chain(more).chain(astray);
    let errors: Vec<Fault> = errors.collect();
    let data = forms::send::to_data(judged.service, &judged.answers);
    let alike = likeness(judged.service, &data);
    let duplicates = dossiers::alike(&state, &session.person, &alike).await?;
    Ok(Json(CheckAnswer {
        figures: worked.figures,
        valid: errors.is_empty(),
        errors,
        warnings: judged.warnings.clone(),
        authority: worked.authority,
        fees: worked.fees,
        processing: worked.processing,
        expected_due_on: worked.due_on.map(Into::into),
        duplicates: duplicates
            .into_iter()
            .map(|(code, at, state)| duplicate(&code, &at, state, language))
            .collect(),
        needs: needs(&judged),
    }))
}

/// What stands against a draft beside the engine's verdict: its files, values that are not what their source said, what
/// it lacks beside answers and papers, and its time at the office that takes it.
///
/// # Errors
/// When the database or a file cannot be read.
pub async fn beside(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    draft: &Stored,
    office: &str,
) -> Result<(Vec<Fault>, Papers), Failure> {
    let content = &draft.content;
    let told = Told::load(state, &who.person).await?;
    let marked = said::marked(judged, content);
    let looked_up = looked_up::looked_up(state, who, judged, draft, &marked).await?;
    let keys = &looked_up.keys;
    let mut papers = papers(state, who, judged, content, &told, keys).await?;
    let mut faults = std::mem::take(&mut papers.faults);
    let earlier = Earlier::load(state, &who.person, content).await?;
    let unsaid = said::mismatches(state, judged, content, &marked, &told, &earlier);
    faults.extend(unsaid);
    faults.extend(locked::faults(state, judged, content, &told));
    faults.extend(looked_up.faults);
    faults.extend(lacking::faults(state, who, judged, draft, looked_up.keys).await?);
    faults.extend(timed::faults(state, who, judged, draft, office).await?);
    Ok((faults, papers))
}

/// What is wrong where no office is known that takes the case.
pub fn not_competent(judged: &Judged<'_>) -> Fault {
    let field = judged.case.authority.field.as_ref();
    let fault = field.map(|field| Fault {
        pointer: format!("/{}", field.leaf()).into(),
        code: FaultCode::NotEligible,
        params: None,
        detail: None,
        r#in: None,
    });
    fault.unwrap_or_else(|| body_fault("/agencyCode", FaultCode::NotEligible))
}

/// Sources whose values, or records in place of papers, a draft uses without a consent that holds.
///
/// # Errors
/// When the database fails.
pub async fn unconsented(
    state: &AppState,
    who: &Assured,
    judged: &Judged<'_>,
    content: &DraftContent,
) -> Result<Vec<String>, Failure> {
    let told = Told::load(state, &who.person).await?;
    let filled = content.answers.origins.values();
    let filled = filled
        .filter(|origin| origin.origin == OriginKind::Auto)
        .filter_map(|origin| origin.prov.as_ref());
    let attached = content.answers.attachments.iter();
    let attached = attached
        .filter(|attachment| attachment.kind == AttachmentKind::Record)
        .filter_map(|attachment| attachment.prov.as_ref());
    // Who asks a register themselves, by a look-up, has consented by asking.
    let provs = filled
        .chain(attached)
        .filter(|key| !Lookup::is_key(key))
        .filter_map(|key| {
            let said = told.provenance(key);
            said.or_else(|| content.answers.provenance.get(key))
        });
    let mut scopes: Vec<&str> = provs
        .map(|prov| prov.source.as_str())
        .filter(|source| state.sources.get(source).is_some())
        .collect();
    scopes.sort_unstable();
    scopes.dedup();
    let cases = judged
        .service
        .cases
        .iter()
        .map(|case| case.procedure.as_str());
    let procedures: Vec<&str> = cases.chain([judged.service.form_id.as_str()]).collect();
    consents::missing(
        state,
        &who.person,
        &content.frame.consent_ids,
        ConsentPurpose::Prefill,
        &procedures,
        &scopes,
    )
    .await
}

fn duplicate(code: &str, at: &str, state: u8, language: Language) -> Duplicate {
    Duplicate {
        dossier_code: code.into(),
        submitted_at: at.into(),
        state: dossiers::state_words(state, language),
    }
}

/// Submission needs a level-2 identity; originals are those of papers that are sent as pictures now.
fn needs(judged: &Judged<'_>) -> Needs {
    let scope = Scope::new(judged.service, &judged.answers);
    let originals = judged.service.papers.iter().filter(|paper| {
        paper.originals > 0 && paper.how.is_sent() && !paper.optional && scope.holds(&paper.when)
    });
    Needs {
        level: 2,
        signature: false,
        otp: forms::needs::one_time_code(judged.service, &judged.answers),
        appointment: timed::needed(judged),
        confirmations: lacking::needed(judged),
        originals: originals
            .map(|paper| Code::from(paper.code.as_str()))
            .collect(),
    }
}

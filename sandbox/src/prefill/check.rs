//! Whether a request for facts may be answered at all.

use portal_api::{ConsentPurpose, FaultCode, PrefillRequest, ProblemKind};

use crate::consents;
use crate::conventions::Language;
use crate::problem::{Failure, body_fault};
use crate::session::Assured;
use crate::state::AppState;

/// The form must be the one in force, the sources 1 to 12 that can be asked.
pub(super) fn form(state: &AppState, request: &PrefillRequest) -> Result<(), Failure> {
    let service = state
        .definitions
        .of_procedure(&request.procedure_code)
        .ok_or_else(Failure::not_found)?
        .in_language(Language::Vi);
    if service.form_version != *request.form_version {
        return Err(Failure::conflict(
            ProblemKind::FormVersionChanged,
            service.form_version.as_str(),
        ));
    }
    let mut faults = Vec::new();
    if !service
        .cases
        .iter()
        .any(|case| case.code == *request.case_code)
    {
        faults.push(body_fault("/caseCode", FaultCode::NotInList));
    }
    match request.sources.len() {
        0 => faults.push(body_fault("/sources", FaultCode::Required)),
        1..=12 => {}
        _ => faults.push(body_fault("/sources", FaultCode::TooMany)),
    }
    let unknown = request
        .sources
        .iter()
        .enumerate()
        .filter(|(_, source)| state.sources.get(source).is_none());
    faults
        .extend(unknown.map(|(at, _)| body_fault(format!("/sources/{at}"), FaultCode::NotInList)));
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::invalid(faults))
    }
}

/// One consent per source, for any procedure of the form: answers may move the case from one to another.
pub(super) async fn consent(
    state: &AppState,
    who: &Assured,
    request: &PrefillRequest,
) -> Result<(), Failure> {
    let service = state
        .definitions
        .of_procedure(&request.procedure_code)
        .map(|one| one.in_language(Language::Vi));
    let cases = service.into_iter().flat_map(|service| &service.cases);
    let procedures: Vec<&str> = cases
        .map(|case| case.procedure.as_str())
        .chain([request.procedure_code.as_str()])
        .collect();
    let scopes: Vec<&str> = request
        .sources
        .iter()
        .map(portal_api::SourceId::as_str)
        .collect();
    let missing = consents::missing(
        state,
        &who.person,
        &request.consent_ids,
        ConsentPurpose::Prefill,
        &procedures,
        &scopes,
    )
    .await?;
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Failure::consent_required(&missing))
    }
}

//! The parts of a new dossier: the procedures that the definition joins, each with its office.

use forms::definition::Part;
use forms::eval::Scope;
use forms::needs;
use portal_api::{Agency, AgencyLevel};

use crate::dossiers::parts::NewPart;
use crate::drafts::fees::Worked;
use crate::drafts::judge::Judged;
use crate::offices;
use crate::state::AppState;

/// Its parts, as the answers stand; none for a single procedure.
pub fn parts(state: &AppState, judged: &Judged<'_>, worked: &Worked) -> Vec<NewPart> {
    needs::parts(judged.service, &judged.answers)
        .into_iter()
        .map(|part| NewPart {
            key: part.id.clone(),
            procedure_code: part.procedure.clone(),
            name: part.name.clone(),
            agency: agency(state, judged, worked, part),
            results: part.results.clone(),
        })
        .collect()
}

/// The office that its field names, else the one of its kind where the dossier is received.
fn agency(state: &AppState, judged: &Judged<'_>, worked: &Worked, part: &Part) -> Agency {
    let scope = Scope::new(judged.service, &judged.answers);
    let answer = part.field.as_ref().and_then(|field| scope.answer(field));
    let code = answer.as_ref().and_then(|value| {
        let code = value.get("code").or_else(|| value.get("commune"));
        code.unwrap_or(value).as_str()
    });
    let unit = worked.authority.admin_unit_code.as_deref();
    let named = [code, unit].into_iter().flatten().find_map(|code| {
        let of_unit = offices::offices(state, &part.office, code)
            .into_iter()
            .next();
        of_unit
            .or_else(|| offices::office(state, &part.office, code))
            .or_else(|| {
                let (_, unit) = code.rsplit_once('.')?;
                offices::offices(state, &part.office, unit)
                    .into_iter()
                    .next()
            })
    });
    named.unwrap_or_else(|| Agency {
        code: part.office.as_str().into(),
        name: { state.lists.name("offices", &part.office) }
            .unwrap_or(&part.office)
            .into(),
        level: AgencyLevel::Other,
        admin_unit_code: None,
    })
}

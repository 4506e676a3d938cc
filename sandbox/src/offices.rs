//! Operation 6: which offices take a case (contract 4.2). Their codes and names follow from the kind of office and
//! the unit it serves; addresses, phones and hours of real offices are not known here.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use portal_api::{Agency, AgencyLevel, Authority, Items, ProblemKind};
use serde::Deserialize;

use crate::conventions::{Language, Params, caching};
use crate::problem::Failure;
use crate::state::AppState;

/// Operation 6.
pub fn routes() -> Router<AppState> {
    Router::new().route("/procedures/{procedureCode}/authorities", get(authorities))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    case_code: Option<String>,
    commune_code: Option<String>,
}

async fn authorities(
    State(state): State<AppState>,
    language: Language,
    Path(code): Path<String>,
    Params(asked): Params<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let service = state
        .definitions
        .of_procedure(&code)
        .ok_or_else(Failure::not_found)?
        .in_language(language);
    let case = match &asked.case_code {
        Some(code) => service.cases.iter().find(|case| case.code == *code),
        None => service
            .cases
            .iter()
            .find(|case| case.procedure == code)
            .or(service.cases.first()),
    };
    let case = case.ok_or_else(Failure::not_found)?;
    let commune = asked
        .commune_code
        .ok_or_else(|| Failure::malformed("communeCode"))?;
    let offices = offices(&state, &case.authority.office, &commune);
    if offices.is_empty() {
        return Err(Failure::new(ProblemKind::AuthorityNotCompetent));
    }
    let hours = match language {
        Language::Vi => "Cơ quan mẫu: địa chỉ, điện thoại và giờ làm việc do tỉnh khai báo.",
        Language::En => "Sample office: address, phone and hours are for the province to state.",
    };
    let items = offices.into_iter().map(|agency| Authority {
        beyond_territory: agency.level != AgencyLevel::Commune,
        agency,
        address: None,
        phone: None,
        hours: Some(hours.into()),
        accepts_online: true,
        distance_hint: None,
    });
    caching::public(
        &headers,
        caching::OFFICES,
        &Items {
            items: items.collect::<Vec<_>>(),
        },
    )
}

/// The offices of a kind (`data/lists/offices.toml`) that serve a commune, the usual one first; none for a commune
/// that does not exist.
pub fn offices(state: &AppState, kind: &str, commune: &str) -> Vec<Agency> {
    let Some(commune) = state.units.commune(commune) else {
        return Vec::new();
    };
    let Some(province) = state.units.today.province(commune.province) else {
        return Vec::new();
    };
    let named = |kind: &str| state.lists.name("offices", kind).unwrap_or(kind).to_owned();
    let of_commune = |kind: &str, word: &str| {
        agency(
            kind,
            commune.code.as_str(),
            AgencyLevel::Commune,
            &format!("{word} {}", lower_first(&commune.full_name())),
        )
    };
    let of_province = |kind: &str| {
        agency(
            kind,
            province.code.as_str(),
            AgencyLevel::Province,
            &format!("{} – {}", named(kind), province.full_name()),
        )
    };
    match kind {
        "commune-committee" => vec![of_commune(kind, "Ủy ban nhân dân")],
        "commune-police" => vec![of_commune(kind, "Công an")],
        // Commune stations are reception points for the province's traffic police.
        "traffic-police" => vec![of_province(kind), of_commune("commune-police", "Công an")],
        _ if kind.starts_with("central-") || kind.ends_with("-ministry") => {
            vec![agency(kind, "00", AgencyLevel::Ministry, &named(kind))]
        }
        _ => vec![of_province(kind)],
    }
}

/// The office of this code among those that take a case of `kind`.
pub fn office(state: &AppState, kind: &str, code: &str) -> Option<Agency> {
    let (_, unit) = code.rsplit_once('.')?;
    let communes = state.units.today.communes().iter().filter(|commune| {
        commune.code.as_str() == unit || commune.province.as_str() == unit || unit == "00"
    });
    communes
        .take(1)
        .flat_map(|commune| offices(state, kind, commune.code.as_str()))
        .find(|agency| agency.code == *code)
}

/// Whether the office of this code is of a kind that takes such cases.
pub fn takes(code: &str, kind: &str) -> bool {
    code.rsplit_once('.')
        .is_some_and(|(of, _)| of == kind || (kind == "traffic-police" && of == "commune-police"))
}

fn agency(kind: &str, unit: &str, level: AgencyLevel, name: &str) -> Agency {
    let admin_unit_code = (level != AgencyLevel::Ministry).then(|| unit.into());
    Agency {
        code: format!("{kind}.{unit}").into(),
        name: name.into(),
        level,
        admin_unit_code,
    }
}

/// "Phường Ba Đình" inside a name: "phường Ba Đình".
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

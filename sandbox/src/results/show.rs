//! A result as it travels, and the papers that it replaces.

use forms::whose::Named;
use portal_api::{
    Fact, PersonRef, PriorResult, ProvId, Provenance, ResultFile, ResultStatus, SignatureReport,
    SignatureState, Verification,
};

use super::Held;
use super::awaited::Awaited;
use crate::catalogue::replaceable_by;
use crate::conventions::Language;
use crate::prefill::records;
use crate::state::AppState;

pub(super) fn shown(
    state: &AppState,
    result: &Held,
    procedure: Option<&str>,
    language: Language,
) -> PriorResult {
    let status = result.status(&state.clock.today_text());
    let usable = status == ResultStatus::Current && result.file.is_some();
    let reason = match (usable, status, language) {
        (true, ..) => None,
        (_, ResultStatus::Expired, Language::Vi) => Some("Giấy tờ đã hết hạn."),
        (_, ResultStatus::Expired, Language::En) => Some("It has expired."),
        (_, ResultStatus::Revoked, Language::Vi) => Some("Giấy tờ đã bị thu hồi."),
        (_, ResultStatus::Revoked, Language::En) => Some("It was revoked."),
        (_, _, Language::Vi) => Some("Kho không còn lưu tệp này."),
        (_, _, Language::En) => Some("The file is no longer kept."),
    };
    let (prov, _) = provenance(state, result, language);
    PriorResult {
        result_id: result.id.as_str().into(),
        result_code: result.code.as_str().into(),
        title: result.title.as_str().into(),
        about: about(state, result).map(|about| PersonRef {
            full_name: about.name.unwrap_or_default().as_str().into(),
            personal_id: about.personal_id.as_deref().map(Into::into),
            birth_date: about.birth_date.as_deref().map(Into::into),
            ..PersonRef::default()
        }),
        number: result.number.as_deref().map(Into::into),
        issuer: result.issuer.clone(),
        issued_on: result.issued_on.as_deref().map(Into::into),
        valid_until: result.valid_until.as_deref().map(Into::into),
        status,
        source: result.source.as_str().into(),
        dossier_code: result.dossier_code.as_deref().map(Into::into),
        satisfies: satisfies(state, result, procedure)
            .into_iter()
            .map(Into::into)
            .collect(),
        usable,
        unusable_reason: reason.map(Into::into),
        files: vec![ResultFile {
            file_id: result.id.as_str().into(),
            name: result.file_name.as_str().into(),
            media_type: Some(result.file_type.clone()),
            size: result
                .file
                .as_ref()
                .and_then(|bytes| u64::try_from(bytes.len()).ok()),
            sha256: result
                .file
                .as_ref()
                .map(|bytes| crate::random::sha256(bytes).into()),
        }],
        signature: SignatureReport {
            state: if result.signed {
                SignatureState::Valid
            } else {
                SignatureState::Absent
            },
            checked_at: Some(state.clock.instant()),
            signers: Vec::new(),
        },
        structured: result.structured && result.record.is_some(),
        prov: prov.as_str().into(),
    }
}

/// Whom a result is about, where it is about one person.
pub fn about(state: &AppState, result: &Held) -> Option<Named> {
    let record = result.record.as_ref()?;
    let said = |member| state.facts.of_subject(record, member).map(str::to_owned);
    Some(Named {
        name: Some(said("full_name")?),
        personal_id: said("personal_id"),
        birth_date: said("birth_date"),
        tax_code: None,
    })
}

/// Papers of a procedure, or of the service of a case, that a result replaces.
fn satisfies<'a>(state: &'a AppState, result: &Held, procedure: Option<&str>) -> Vec<&'a str> {
    let definitions = &state.definitions;
    let Some(code) = procedure else {
        return Vec::new();
    };
    let by_case = || {
        definitions
            .case(code, Language::Vi)
            .map(|(service, _)| service)
    };
    let service = definitions
        .of_procedure(code)
        .map(|one| one.in_language(Language::Vi))
        .or_else(by_case);
    let papers = service.into_iter().flat_map(|service| &service.papers);
    papers
        .filter(|paper| replaceable_by(state, paper).contains(&result.code.as_str()))
        .map(|paper| paper.code.as_str())
        .collect()
}

pub(super) fn provenance(
    state: &AppState,
    result: &Held,
    language: Language,
) -> (portal_api::ProvId, Provenance) {
    let from = records::of_result(state, result, language);
    (key(result).into(), from)
}

/// The key of where a result comes from.
pub fn key(result: &Held) -> String {
    crate::persons::handle(&["result", &result.id])
}

/// Who gives a value that is not there yet.
pub(super) fn awaited_from(
    state: &AppState,
    result: &Held,
    value: &Awaited,
    language: Language,
) -> (ProvId, Provenance) {
    let id = crate::persons::handle(&["awaited", &result.id, &value.attribute]);
    let from = Provenance {
        verification: Verification::Unverified,
        ..records::blank(state, &value.source.as_str().into(), language)
    };
    (id.into(), from)
}

/// An attribute without value.
pub(super) fn not_yet(prov: &ProvId) -> Fact {
    Fact {
        value: None,
        raw: None,
        prov: prov.clone(),
    }
}

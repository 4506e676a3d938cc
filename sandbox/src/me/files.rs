//! Operations 42 and 43: the person's own files, uploads and receipts (contract 4.3).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use forms::papers::are_alike;
use portal_api::{Code, OwnFile, OwnFileKind, Page, ProblemKind, SignatureReport, SignatureState};
use serde::Deserialize;
use vietnam::text::search_fold;

use crate::clock::instant_at;
use crate::conventions::{Language, Paging, Params};
use crate::files::FileContent;
use crate::payments::{self, OwnReceipt};
use crate::problem::Failure;
use crate::random;
use crate::session::S1;
use crate::state::AppState;
use crate::uploads::{self, OwnUpload, Standing};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    kind: Option<OwnFileKind>,
    procedure_code: Option<String>,
    case_code: Option<String>,
    document_code: Option<String>,
    q: Option<String>,
}

/// Operation 42, latest first.
pub(super) async fn list(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Params(asked): Params<Asked>,
    paging: Paging,
) -> Result<Json<Page<OwnFile>>, Failure> {
    let uploads = uploads::own(&state, &session.person).await?;
    let receipts = payments::own_receipts(&state, &session.person).await?;
    let mut files: Vec<OwnFile> = uploads
        .iter()
        .map(|upload| of_upload(&state, upload, &asked, language))
        .chain(receipts.iter().map(of_receipt))
        .filter(|file| asked.fits(file))
        .collect();
    files.sort_by(|a, b| b.uploaded_at.cmp(&a.uploaded_at));
    Ok(Json(paging.page(files)?))
}

/// Operation 43.
pub(super) async fn content(
    State(state): State<AppState>,
    S1(session): S1,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(receipt) = payments::own_receipt(&state, &session.person, &id).await? {
        let file = FileContent {
            name: format!("{}.pdf", receipt.title),
            media_type: "application/pdf".to_owned(),
            bytes: receipt.file,
        };
        return Ok(file.answer(&headers));
    }
    let known = uploads::is_of(&state, &session.person, &id).await?;
    match uploads::standing(&state, &session.person, &id).await? {
        Standing::Ready(upload) => {
            let file = FileContent {
                name: upload.name,
                media_type: upload.media_type,
                bytes: uploads::content(&state, &upload.id).await?,
            };
            Ok(file.answer(&headers))
        }
        _ if known => Err(Failure::new(ProblemKind::ContentGone)),
        _ => Err(Failure::not_found()),
    }
}

impl Asked {
    fn fits(&self, file: &OwnFile) -> bool {
        let kind = self.kind.is_none_or(|kind| kind == file.kind);
        let paper = self.document_code.as_ref().is_none_or(|code| {
            let same = |one: &Code| *one == *code.as_str();
            file.document_code.as_ref().is_some_and(same) || file.satisfies.iter().any(same)
        });
        let q = self.q.as_deref().map(search_fold).unwrap_or_default();
        let named = [Some(file.name.as_str()), file.title.as_deref()];
        let words = named
            .into_iter()
            .flatten()
            .any(|text| search_fold(text).contains(&q));
        kind && paper && words
    }
}

/// An upload does for papers of the asked case that are like the one that it was uploaded for.
fn of_upload(state: &AppState, upload: &OwnUpload, asked: &Asked, language: Language) -> OwnFile {
    let definitions = &state.definitions;
    let of_case = asked.case_code.as_deref();
    let of_case = of_case.and_then(|code| definitions.case(code, language));
    let of_procedure = asked.procedure_code.as_deref();
    let service = of_case.map(|(service, _)| service).or_else(|| {
        let defined = of_procedure.and_then(|code| definitions.of_procedure(code))?;
        Some(defined.in_language(language))
    });
    let sent_for = upload.document_code.as_deref().and_then(|code| {
        let (number, _) = code.split_once('.')?;
        let service = definitions.service(number)?.in_language(language);
        service.papers.iter().find(|paper| paper.code == code)
    });
    let papers = service.into_iter().flat_map(|service| &service.papers);
    let satisfies = papers
        .filter(|paper| paper.how.is_sent())
        .filter(|paper| sent_for.is_some_and(|sent_for| are_alike(sent_for, paper)))
        .map(|paper| Code::from(paper.code.as_str()));
    OwnFile {
        file_id: upload.stored.id.as_str().into(),
        kind: OwnFileKind::Upload,
        name: upload.stored.name.as_str().into(),
        media_type: upload.stored.media_type.clone(),
        size: upload.stored.length,
        sha256: upload.stored.sha256.as_str().into(),
        pages: upload.stored.pages,
        title: sent_for.map(|paper| paper.name.as_str().into()),
        document_code: upload.document_code.as_deref().map(Into::into),
        dossier_code: upload.stored.dossier_code.as_deref().map(Into::into),
        payment_id: None,
        uploaded_at: upload.created_at.as_str().into(),
        expires_at: { upload.stored.dossier_code.is_none() }
            .then(|| instant_at(upload.stored.expires_at)),
        satisfies: satisfies.collect(),
        signature: Some(SignatureReport {
            state: if upload.stored.media_type == "application/pdf" {
                SignatureState::Unchecked
            } else {
                SignatureState::Absent
            },
            checked_at: None,
            signers: Vec::new(),
        }),
    }
}

fn of_receipt(receipt: &OwnReceipt) -> OwnFile {
    OwnFile {
        file_id: receipt.id.as_str().into(),
        kind: OwnFileKind::Receipt,
        name: format!("{}.pdf", receipt.title).into(),
        media_type: "application/pdf".to_owned(),
        size: u64::try_from(receipt.file.len()).unwrap_or_default(),
        sha256: random::sha256(&receipt.file).into(),
        pages: Some(1),
        title: Some(receipt.title.as_str().into()),
        document_code: None,
        dossier_code: None,
        payment_id: Some(receipt.payment_id.as_str().into()),
        uploaded_at: receipt.at.as_str().into(),
        expires_at: None,
        satisfies: Vec::new(),
        signature: None,
    }
}

//! Operations 23 to 27: uploads by tus 1.0.0 with core, creation, expiration and termination (contract 4.7).

mod create;
mod disk;
mod inspect;
mod metadata;
mod own;
mod receive;
mod store;
mod verify;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use portal_api::{
    OcrState, ProblemKind, RejectCode, Rejection, SignatureReport, SignatureState, TUS_VERSION,
    Upload, UploadState,
};

use crate::clock::instant_at;
use crate::conventions::Language;
use crate::conventions::caching::insert;
use crate::problem::Failure;
use crate::session::S1;
use crate::state::AppState;

pub use own::{OwnUpload, is_of, own};
pub use store::{Standing, Stored, content, keep_with, kept, standing};
pub use verify::clean;

/// Operations 23 to 27. They take as long as the person's line needs: no limit in time, the size is limited.
pub fn routes() -> Router<AppState> {
    Router::new().route("/uploads", post(create::create)).route(
        "/uploads/{uploadId}",
        get(read)
            .head(offset)
            .patch(receive::receive)
            .delete(remove),
    )
}

/// Operation 24.
async fn offset(
    State(state): State<AppState>,
    S1(session): S1,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(refusal) = other_version(&headers) {
        return Ok(refusal);
    }
    let upload = store::find(&state, &session.person, &id).await?;
    let mut response = StatusCode::OK.into_response();
    insert(
        response.headers_mut(),
        header::HeaderName::from_static("upload-length"),
        &upload.length.to_string(),
    );
    progress(&mut response, &upload);
    Ok(response)
}

/// Operation 26.
async fn remove(
    State(state): State<AppState>,
    S1(session): S1,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(refusal) = other_version(&headers) {
        return Ok(refusal);
    }
    let upload = store::find(&state, &session.person, &id).await?;
    if upload.dossier_code.is_some() {
        return Err(Failure::new(ProblemKind::Forbidden));
    }
    store::remove(&state, &upload.id).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    spoken(&mut response);
    Ok(response)
}

/// Operation 27.
async fn read(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Path(id): Path<String>,
) -> Result<Json<Upload>, Failure> {
    let upload = store::find(&state, &session.person, &id).await?;
    Ok(Json(wire(&upload, language)))
}

fn wire(upload: &Stored, language: Language) -> Upload {
    let ready = upload.state == UploadState::Ready;
    Upload {
        upload_id: upload.id.as_str().into(),
        name: upload.name.as_str().into(),
        media_type: upload.media_type.clone(),
        length: upload.length,
        offset: upload.received,
        sha256: Some(upload.sha256.as_str().into()),
        state: upload.state,
        reject: upload.reject.map(|code| Rejection {
            code,
            detail: words(code, language).into(),
        }),
        pages: upload.pages,
        // Nobody has looked at its signatures, if it has any.
        signature: ready.then(|| SignatureReport {
            state: if upload.media_type == "application/pdf" {
                SignatureState::Unchecked
            } else {
                SignatureState::Absent
            },
            checked_at: None,
            signers: Vec::new(),
        }),
        ocr: ready.then_some(OcrState::None),
        expires_at: instant_at(upload.expires_at),
        poll_after: (upload.state == UploadState::Verifying).then_some(1),
    }
}

fn words(code: RejectCode, language: Language) -> &'static str {
    let (vi, en) = match code {
        RejectCode::DigestMismatch => (
            "Tệp bị thay đổi trên đường truyền. Ông/Bà tải lên lại.",
            "The file was changed on its way. Upload it again.",
        ),
        RejectCode::Infected => (
            "Tệp có mã độc nên không nhận được.",
            "The file holds malware and cannot be taken.",
        ),
        RejectCode::TypeNotAllowed => (
            "Chỉ nhận tệp PDF, JPEG hoặc PNG; tên tệp không quyết định loại tệp.",
            "Only PDF, JPEG and PNG files are taken; the name does not decide what a file is.",
        ),
        RejectCode::Encrypted => (
            "Tệp PDF có mật khẩu. Ông/Bà tải lên bản không đặt mật khẩu.",
            "The PDF is protected by a password. Upload a copy without one.",
        ),
        RejectCode::TooManyPages => ("Tệp có quá nhiều trang.", "The file has too many pages."),
        RejectCode::TooLarge => ("Tệp quá lớn.", "The file is too large."),
        RejectCode::Unreadable | RejectCode::Unrecognised => (
            "Không đọc được tệp. Ông/Bà chụp hoặc quét lại.",
            "The file cannot be read. Take the picture or scan again.",
        ),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// tus: a request of another version is refused with the version that is spoken.
fn other_version(headers: &HeaderMap) -> Option<Response> {
    let same = headers
        .get("tus-resumable")
        .is_some_and(|version| version == TUS_VERSION);
    (!same).then(|| {
        let mut response =
            Failure::conflict(ProblemKind::PreconditionFailed, TUS_VERSION).into_response();
        response
            .headers_mut()
            .insert("tus-version", HeaderValue::from_static(TUS_VERSION));
        spoken(&mut response);
        response
    })
}

/// How far an upload is.
fn progress(response: &mut Response, upload: &Stored) {
    let headers = response.headers_mut();
    insert(
        headers,
        header::HeaderName::from_static("upload-offset"),
        &upload.received.to_string(),
    );
    insert(
        headers,
        header::HeaderName::from_static("upload-expires"),
        &http_date(upload.expires_at),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    spoken(response);
}

fn spoken(response: &mut Response) {
    response
        .headers_mut()
        .insert("tus-resumable", HeaderValue::from_static(TUS_VERSION));
}

/// Seconds since 1970 as HTTP writes dates (RFC 9110, 5.6.7).
fn http_date(unix: i64) -> String {
    let format = time::macros::format_description!(
        "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
    );
    let moment =
        time::OffsetDateTime::from_unix_timestamp(unix).unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    moment.format(format).unwrap_or_default()
}

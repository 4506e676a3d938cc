//! Operation 23: an upload is announced with its size, name, type and hash.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use portal_api::{ProblemKind, Sha256};

use super::store::{self, Announced};
use super::{metadata, other_version, progress};
use crate::conventions::caching::insert;
use crate::problem::Failure;
use crate::session::S1;
use crate::session::state::limits;
use crate::state::AppState;

pub(super) async fn create(
    State(state): State<AppState>,
    S1(session): S1,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(refusal) = other_version(&headers) {
        return Ok(refusal);
    }
    let upload = store::begin(&state, &session.person, announced(&headers)?).await?;
    let mut response = StatusCode::CREATED.into_response();
    insert(
        response.headers_mut(),
        header::LOCATION,
        &format!("/api/v1/uploads/{}", upload.id),
    );
    progress(&mut response, &upload);
    Ok(response)
}

/// What the headers announce, within the limits.
fn announced(headers: &HeaderMap) -> Result<Announced, Failure> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let length: u64 = text("upload-length")
        .and_then(|length| length.parse().ok())
        .filter(|length| *length > 0)
        .ok_or_else(|| Failure::malformed("Upload-Length: bytes, more than 0"))?;
    let limits = limits();
    let refused = |kind| Failure::new(kind).with(|problem| problem.limits = Some(limits.clone()));
    if length > limits.upload_max_bytes {
        return Err(refused(ProblemKind::PayloadTooLarge));
    }
    let given = text("upload-metadata").unwrap_or_default();
    let media_type = metadata::value(given, "filetype").unwrap_or_default();
    if !limits.upload_types.contains(&media_type) {
        return Err(refused(ProblemKind::UnsupportedMediaType));
    }
    let sha256 = metadata::value(given, "sha256")
        .filter(|text| Sha256::is_valid(text))
        .ok_or_else(|| Failure::malformed("Upload-Metadata: sha256, 64 lower-case hex digits"))?;
    Ok(Announced {
        name: metadata::file_name(&metadata::value(given, "filename").unwrap_or_default()),
        media_type,
        length,
        sha256,
        document_code: metadata::value(given, "documentCode"),
    })
}

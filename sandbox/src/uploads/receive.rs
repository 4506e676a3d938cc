//! Operation 25: bytes from an offset on. What arrived before the line broke is kept.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use portal_api::{ProblemKind, TUS_MEDIA_TYPE, UploadState};
use tokio::io::AsyncWriteExt;

use super::store::{self, Stored};
use super::{disk, other_version, progress, verify};
use crate::problem::Failure;
use crate::session::S1;
use crate::state::AppState;

pub(super) async fn receive(
    State(state): State<AppState>,
    S1(session): S1,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    if let Some(refusal) = other_version(&headers) {
        return Ok(refusal);
    }
    if headers
        .get(header::CONTENT_TYPE)
        .is_none_or(|media| media != TUS_MEDIA_TYPE)
    {
        return Err(Failure::new(ProblemKind::UnsupportedMediaType));
    }
    let upload = store::find(&state, &session.person, &id).await?;
    let offset = headers
        .get("upload-offset")
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let offset = offset.ok_or_else(|| Failure::malformed("Upload-Offset"))?;
    if offset != upload.received || upload.state != UploadState::Receiving {
        return Ok(elsewhere(&upload));
    }
    // On a task of its own: a caller who hangs up must not stop the note of what has arrived.
    let person = session.person.clone();
    let work = tokio::spawn(async move {
        let received = write(&state, &upload, body).await?;
        if !store::advance(&state, &upload, received).await? {
            return Ok(elsewhere(&store::find(&state, &person, &upload.id).await?));
        }
        if received == upload.length {
            verify::verify(&state, &upload).await?;
        }
        let now = store::find(&state, &person, &upload.id).await?;
        let mut response = StatusCode::NO_CONTENT.into_response();
        progress(&mut response, &now);
        Ok(response)
    });
    work.await
        .unwrap_or_else(|error| Err(Failure::internal("task", &error)))
}

/// Writes what comes in, and gives the new offset. A body that breaks off ends there; one that is too long is refused.
async fn write(state: &AppState, upload: &Stored, mut body: Body) -> Result<u64, Failure> {
    let failed = |error: std::io::Error| Failure::internal("upload", &error);
    let mut file = disk::open_at(state, &upload.id, upload.received).await?;
    let mut received = upload.received;
    while let Some(Ok(frame)) = body.frame().await {
        let Ok(chunk) = frame.into_data() else {
            continue;
        };
        let end = received.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if end > upload.length {
            return Err(Failure::new(ProblemKind::PayloadTooLarge));
        }
        file.write_all(&chunk).await.map_err(failed)?;
        received = end;
    }
    file.flush().await.map_err(failed)?;
    file.sync_data().await.map_err(failed)?;
    Ok(received)
}

/// 409 with the offset that holds (tus).
fn elsewhere(upload: &Stored) -> Response {
    let mut response =
        Failure::conflict(ProblemKind::UploadNotReady, upload.received).into_response();
    progress(&mut response, upload);
    response
}

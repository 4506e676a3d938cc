//! Operation 31: the papers of a dossier.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use portal_api::{DocumentKind, ProblemKind};
use sqlx::Row;

use super::{parts, store};
use crate::files::FileContent;
use crate::problem::Failure;
use crate::results;
use crate::session::{Assured, S1};
use crate::state::AppState;
use crate::uploads;

pub(super) async fn read(
    State(state): State<AppState>,
    S1(session): S1,
    Path((code, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let code = parts::opens(&state.db, &code).await?;
    store::find(&state, &session.person, &code).await?;
    let documents = store::documents(&state.db, &code).await?;
    let document = { documents }
        .into_iter()
        .find(|one| one.document_id == *id.as_str())
        .ok_or_else(Failure::not_found)?;
    if document.kind == DocumentKind::Result && session.level < 2 {
        return Err(crate::session::refused(
            ProblemKind::StepUpRequired,
            2,
            false,
        ));
    }
    let bytes = bytes(&state, &session.assured, &id).await?;
    let suffix = match document.media_type.as_str() {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        _ => ".pdf",
    };
    let title = document.title.as_str();
    let name = if title.to_lowercase().ends_with(suffix) {
        title.to_owned()
    } else {
        format!("{title}{suffix}")
    };
    Ok(FileContent {
        name,
        media_type: document.media_type,
        bytes,
    }
    .answer(&headers))
}

/// Its own bytes, the upload's, or the prior result's.
async fn bytes(state: &AppState, who: &Assured, id: &str) -> Result<Vec<u8>, Failure> {
    let row = sqlx::query("SELECT file, upload_id, result_id FROM dossier_document WHERE id = ?")
        .bind(id)
        .fetch_one(&state.db)
        .await?;
    if let Some(file) = row.try_get::<Option<Vec<u8>>, _>("file")? {
        return Ok(file);
    }
    if let Some(upload) = row.try_get::<Option<String>, _>("upload_id")? {
        return uploads::content(state, &upload).await;
    }
    let result: Option<String> = row.try_get("result_id")?;
    let held = results::held(state, who).await?;
    let result = held
        .into_iter()
        .find(|one| Some(&one.id) == result.as_ref());
    result
        .and_then(|result| result.file)
        .ok_or_else(|| Failure::new(ProblemKind::ContentGone))
}

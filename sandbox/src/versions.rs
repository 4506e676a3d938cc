//! The definitions under which something was sent: kept with the dossier, and served as files of the site under their
//! version, so that what was declared is read and printed as it was declared (contract 4.8 `content.formVersion`).

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use forms::definition::Service;
use sqlx::SqliteConnection;
use tower_http::compression::CompressionLayer;

use crate::conventions::Language;
use crate::definitions::Defined;
use crate::problem::Failure;
use crate::state::AppState;

/// `services/{version}/{number}.{language}.json`, beside the files of today (`services/{number}.{language}.json`).
pub fn files() -> Router<AppState> {
    Router::new()
        .route("/services/{version}/{file}", get(file))
        .layer(CompressionLayer::new())
}

/// Keeps a definition in every language; once per version.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep(db: &mut SqliteConnection, defined: &Defined) -> Result<(), Failure> {
    for language in [Language::Vi, Language::En] {
        let service: &Service = defined.in_language(language);
        sqlx::query(
            "INSERT OR IGNORE INTO definition (version, language, definition) VALUES (?, ?, ?)",
        )
        .bind(&service.form_version)
        .bind(language.code())
        .bind(serde_json::to_string(service)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

async fn file(
    State(state): State<AppState>,
    Path((version, file)): Path<(String, String)>,
) -> Result<Response, StatusCode> {
    let language = file
        .strip_suffix(".json")
        .and_then(|name| name.rsplit('.').next());
    let found: Option<String> =
        sqlx::query_scalar("SELECT definition FROM definition WHERE version = ? AND language = ?")
            .bind(&version)
            .bind(language)
            .fetch_optional(&state.db)
            .await
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let definition = found.ok_or(StatusCode::NOT_FOUND)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, definition).into_response())
}

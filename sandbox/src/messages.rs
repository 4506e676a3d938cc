//! Messages that a real portal would send by SMS, e-mail or VNeID; here they are shown on a page, for this machine only.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::conventions::Language;
use crate::pages::{document, escape, guard, heading, table, words};
use crate::problem::Failure;
use crate::state::AppState;

/// A message.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// `sms`, `email`, `vneid`.
    pub channel: &'a str,
    /// Name of who gets it.
    pub name: &'a str,
    /// Phone or e-mail.
    pub address: &'a str,
    /// Key of its words in `texts/pages.txt`.
    pub what: &'a str,
    /// A code or a link.
    pub detail: &'a str,
}

/// Its page.
pub fn pages(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/sandbox/messages", get(page))
        .layer(from_fn_with_state(state.clone(), guard::layer))
}

/// "Sends" a message.
///
/// # Errors
/// When the database fails.
pub async fn send(state: &AppState, message: Message<'_>) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO message (at, channel, name, address, what, detail) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(state.clock.instant().as_str())
    .bind(message.channel)
    .bind(message.name)
    .bind(message.address)
    .bind(message.what)
    .bind(message.detail)
    .execute(&state.db)
    .await?;
    Ok(())
}

/// The latest hundred, latest first.
async fn page(State(state): State<AppState>, language: Language) -> Result<Response, StatusCode> {
    let rows = sqlx::query(
        "SELECT at, channel, name, address, what, detail FROM message ORDER BY seq DESC LIMIT 100",
    )
    .fetch_all(&state.db)
    .await
    .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let title = words("messages", language);
    let mut body = heading(title, words("messages-note", language));
    let moment = |at: String| vietnam::moment::shown(&at, language.into()).unwrap_or(at);
    let cells = |row: &SqliteRow| -> Result<Vec<String>, sqlx::Error> {
        let text = |name: &str| row.try_get::<String, _>(name);
        Ok(vec![
            escape(&moment(text("at")?)),
            escape(words(&text("channel")?, language)),
            escape(&format!("{} {}", text("name")?, text("address")?)),
            format!(
                "{} <strong>{}</strong>",
                escape(words(&text("what")?, language)),
                escape(&text("detail")?)
            ),
        ])
    };
    let rows: Result<Vec<_>, _> = rows.iter().map(cells).collect();
    let rows = rows.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    if rows.is_empty() {
        body.push_str(&format!(
            "<p>{}</p>",
            escape(words("messages-none", language))
        ));
    } else {
        let headings = ["at", "channel", "to", "text"];
        body.push_str(&table(&headings.map(|key| words(key, language)), &rows));
    }
    Ok(document(language, title, &body).into_response())
}

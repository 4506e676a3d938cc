//! Safe repeats: one `Idempotency-Key`, one effect, the same answer again (contract 2.3, decision 26).
//!
//! The work runs on a task of its own, so that a caller who hangs up does not stop it half-way;
//! its first final answer is kept and given to whoever asks with the same key and body.

use axum::extract::FromRequestParts;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use portal_api::ProblemKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::Row;

use crate::problem::Failure;
use crate::state::AppState;

/// The key of a request. Missing: 400 `idempotency-key-missing`.
#[derive(Clone, Debug)]
pub struct Key(pub String);

impl<S: Sync> FromRequestParts<S> for Key {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Self::of(&parts.headers)
    }
}

impl Key {
    /// A quoted string of 8 to 64 letters, digits, `-` and `_`.
    fn of(headers: &HeaderMap) -> Result<Self, Failure> {
        let missing = || Failure::new(ProblemKind::IdempotencyKeyMissing);
        let text = headers
            .get("idempotency-key")
            .and_then(|value| value.to_str().ok())
            .ok_or_else(missing)?;
        let key = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'))
            .ok_or_else(missing)?;
        if portal_api::Id::is_valid(key) {
            Ok(Self(key.to_owned()))
        } else {
            Err(missing())
        }
    }
}

/// An answer that can be kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers besides the content type.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Value,
}

impl Answer {
    /// An answer without further headers.
    ///
    /// # Errors
    /// When the body cannot be written as JSON.
    pub fn new(status: StatusCode, body: &impl Serialize) -> Result<Self, Failure> {
        Ok(Self {
            status: status.as_u16(),
            headers: Vec::new(),
            body: serde_json::to_value(body)?,
        })
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = (status, axum::Json(self.body)).into_response();
        for (name, value) in self.headers {
            if let (Ok(name), Ok(value)) =
                (HeaderName::try_from(name), HeaderValue::try_from(value))
            {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// What is kept: an answer, or a refusal for good.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// It was done.
    Done(Answer),
    /// It was refused; the next try takes a new key.
    Refused(Failure),
}

/// What is known of a key (operation 45).
#[derive(Clone, Debug)]
pub enum Known {
    /// Nothing arrived.
    Unknown,
    /// It is being worked on.
    Running,
    /// It came to an end.
    Ended(Outcome),
}

/// Does `work` once for this person, route (`"POST /drafts"`), key and body; later calls get the first final answer.
/// Answers that may change when tried again (429, 5xx and what is marked retryable) are not kept.
///
/// # Errors
/// What `work` refused; 422 `idempotency-key-reused`; 409 `idempotency-in-progress`.
pub async fn idempotent<W>(
    state: &AppState,
    person: &str,
    route: &'static str,
    key: &Key,
    sha256: &str,
    work: W,
) -> Result<Answer, Failure>
where
    W: Future<Output = Result<Answer, Failure>> + Send + 'static,
{
    let claim = Claim {
        state: state.clone(),
        person: person.to_owned(),
        route,
        key: key.0.clone(),
    };
    if let Some(outcome) = claim.take(sha256).await? {
        return match outcome {
            Outcome::Done(answer) => Ok(answer),
            Outcome::Refused(failure) => Err(failure),
        };
    }
    let work = tokio::spawn(work);
    let end = tokio::spawn(async move {
        let result = work
            .await
            .unwrap_or_else(|error| Err(Failure::internal("task", &error)));
        claim.settle(&result).await?;
        result
    });
    end.await
        .unwrap_or_else(|error| Err(Failure::internal("task", &error)))
}

/// What became of a person's key, whatever the route.
///
/// # Errors
/// When the database fails.
pub async fn known(state: &AppState, person: &str, key: &str) -> Result<Known, Failure> {
    let row = sqlx::query(
        "SELECT answer FROM idempotency WHERE person = ? AND key = ? ORDER BY created_at LIMIT 1",
    )
    .bind(person)
    .bind(key)
    .fetch_optional(&state.db)
    .await?;
    match row
        .map(|row| row.try_get::<Option<String>, _>(0))
        .transpose()?
    {
        None => Ok(Known::Unknown),
        Some(None) => Ok(Known::Running),
        Some(Some(text)) => Ok(Known::Ended(serde_json::from_str(&text)?)),
    }
}

/// Forgets what was under way when the server stopped (nothing is, at start) and keys older than seven days.
///
/// # Errors
/// When the database fails.
pub async fn clean(state: &AppState) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM idempotency WHERE answer IS NULL OR created_at < ?")
        .bind(state.clock.unix() - 7 * 86_400)
        .execute(&state.db)
        .await?;
    Ok(())
}

/// The right to do the work of one key.
struct Claim {
    state: AppState,
    person: String,
    route: &'static str,
    key: String,
}

impl Claim {
    /// Takes the key, or says what came of it before.
    async fn take(&self, sha256: &str) -> Result<Option<Outcome>, Failure> {
        let taken = sqlx::query("INSERT INTO idempotency (person, route, key, body_sha256, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(&self.person)
            .bind(self.route)
            .bind(&self.key)
            .bind(sha256)
            .bind(self.state.clock.unix())
            .execute(&self.state.db)
            .await?
            .rows_affected();
        if taken == 1 {
            return Ok(None);
        }
        let row = sqlx::query("SELECT body_sha256, answer FROM idempotency WHERE person = ? AND route = ? AND key = ?")
            .bind(&self.person)
            .bind(self.route)
            .bind(&self.key)
            .fetch_one(&self.state.db)
            .await?;
        if row.try_get::<String, _>(0)? != sha256 {
            return Err(Failure::new(ProblemKind::IdempotencyKeyReused));
        }
        match row.try_get::<Option<String>, _>(1)? {
            Some(text) => Ok(Some(serde_json::from_str(&text)?)),
            None => Err(Failure::new(ProblemKind::IdempotencyInProgress).retry_after(1)),
        }
    }

    /// Keeps the answer, or frees the key when the same may succeed later.
    async fn settle(&self, result: &Result<Answer, Failure>) -> Result<(), Failure> {
        let outcome = match result {
            Ok(answer) => Some(Outcome::Done(answer.clone())),
            Err(failure) if failure.kind().retryable() || failure.kind().status() >= 500 => None,
            Err(failure) => Some(Outcome::Refused(failure.clone())),
        };
        let query = match outcome {
            Some(outcome) => sqlx::query(
                "UPDATE idempotency SET answer = ? WHERE person = ? AND route = ? AND key = ?",
            )
            .bind(serde_json::to_string(&outcome)?),
            None => {
                sqlx::query("DELETE FROM idempotency WHERE person = ? AND route = ? AND key = ?")
            }
        };
        query
            .bind(&self.person)
            .bind(self.route)
            .bind(&self.key)
            .execute(&self.state.db)
            .await?;
        Ok(())
    }
}

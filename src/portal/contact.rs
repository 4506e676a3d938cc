//! The contact profile (operations 9 and 10): changed one member at a time, and only when the person says so.

use super::Problem;
use super::request::Request;
use gloo::net::http::Method;
use serde_json::{Map, Value};

/// A member of the contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// Phone.
    Phone,
    /// E-mail.
    Email,
    /// Postal address.
    Postal,
}

impl Member {
    fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Postal => "postal",
        }
    }
}

/// Sets a member, whatever else of the contact was changed meanwhile elsewhere. It stays unverified.
///
/// # Errors
/// [`Problem::Stale`] where the contact changes faster than it is read; see [`Problem`].
pub async fn set(member: Member, value: &Value) -> Result<(), Problem> {
    match try_once(member, value).await {
        // Changed meanwhile: only this member is sent, so what else is new there stays.
        Err(Problem::Stale(_)) => try_once(member, value).await,
        done => done,
    }
}

async fn try_once(member: Member, value: &Value) -> Result<(), Problem> {
    let now = Request::get("/me?include=contact").send().await?;
    let tag = now.header("ETag").unwrap_or_default();
    let _read = now.text().await;
    let patch = Map::from_iter([(member.name().to_owned(), value.clone())]);
    let request = Request::new(Method::PATCH, "/me/contact").header("If-Match", tag);
    request.merge_patch(&patch).send().await.map(drop)
}

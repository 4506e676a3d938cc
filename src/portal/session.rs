//! Who is signed in (operations 1 to 3).

use super::Problem;
use super::request::Request;
use gloo::net::http::Method;
use portal_api::SessionState;

/// The session as pages see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Who is signed in, if anyone.
    pub person: Option<Person>,
    /// The evaluation date: `YYYY-MM-DD`, by the server.
    pub today: String,
    /// The server's time now (RFC 3339).
    pub server_time: String,
    /// When the session ends without use (RFC 3339).
    pub idle_expires_at: Option<String>,
    /// What files may be sent.
    pub limits: Limits,
}

/// The person signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As shown in the header.
    pub name: String,
    /// All but the last three digits hidden.
    pub masked_id: String,
    /// Level of the electronic identity: 1 or 2. Filing and prior results need 2.
    pub level: u8,
}

/// What may be sent, and how long drafts live.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of a file.
    pub file_bytes: u64,
    /// Media types that are taken.
    pub file_types: Vec<String>,
    /// Days that a draft is kept.
    pub draft_days: u32,
    /// Whether dossiers may be signed digitally (contract 6.2).
    pub signing: bool,
    /// Whether times at offices can be booked (contract 6.1).
    pub appointments: bool,
}

/// Asks who is signed in. Never answers "signed out" as a problem.
///
/// # Errors
/// When the server cannot be asked.
pub async fn current() -> Result<Session, Problem> {
    let session: portal_api::Session = Request::get("/session").send().await?.json().await?;
    let signed_in = session.state == SessionState::Active;
    let level = session.assurance.map_or(1, |assurance| assurance.level);
    Ok(Session {
        person: session.person.filter(|_| signed_in).map(|person| Person {
            name: person.display_name.to_string(),
            masked_id: person.masked_id.to_string(),
            level,
        }),
        today: session.today.to_string(),
        server_time: session.server_time.to_string(),
        idle_expires_at: session.idle_expires_at.map(|at| at.to_string()),
        limits: Limits {
            file_bytes: session.limits.upload_max_bytes,
            file_types: session.limits.upload_types,
            draft_days: session.limits.draft_days,
            signing: session.features.signing,
            appointments: session.features.appointments,
        },
    })
}

/// Address to sign in at; the browser goes there and comes back to `return_to`, a path of the app.
#[must_use]
pub fn login_address(return_to: &str, level: u8) -> String {
    let path = crate::route::escape_query(return_to);
    [
        portal_api::header::BASE_PATH,
        "/session/login?level=",
        if level > 1 { "2" } else { "1" },
        "&returnTo=",
        &path,
    ]
    .concat()
}

/// Ends the session; the address to go to afterwards, if the identity server wants to know.
///
/// # Errors
/// When the server cannot be asked.
pub async fn logout() -> Result<Option<String>, Problem> {
    let answer: portal_api::LogoutAnswer = Request::new(Method::POST, "/session/logout")
        .send()
        .await?
        .json()
        .await?;
    Ok(answer.redirect_url.map(|url| url.to_string()))
}

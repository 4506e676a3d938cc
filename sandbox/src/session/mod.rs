//! Sessions (contract 2.1, 2.2, 4.1): who is signed in, how well, and the levels that operations ask for.

pub mod cookie;
mod draft_key;
pub mod identity;
pub(crate) mod login;
pub mod state;
mod store;

use std::ops::Deref;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::routing::{get, post};
use portal_api::ProblemKind;

use crate::problem::Failure;
use crate::state::AppState;

pub use store::{Assured, clean};

/// Operations 1 to 3, 40 and the callback of the identity server.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/session", get(state::session))
        .route("/session/login", get(login::login))
        .route("/session/callback", get(login::callback))
        .route("/session/logout", post(state::logout))
        .route("/session/draft-key", get(draft_key::draft_key))
}

/// A session that is alive.
#[derive(Clone, Debug)]
pub struct Session {
    /// SHA-256 of its cookie.
    pub id_hash: String,
    /// Who is signed in, and how.
    pub assured: Assured,
    /// Its ends, in seconds since 1970: in any case, and when nothing happens.
    pub ends: (i64, i64),
}

impl Deref for Session {
    type Target = Assured;

    fn deref(&self) -> &Assured {
        &self.assured
    }
}

/// Level P: a session if there is one.
pub struct Anonymous(pub Option<Session>);
/// Level S1: signed in.
pub struct S1(pub Session);
/// Level S2: signed in with a level-2 electronic identity.
pub struct S2(pub Session);

impl FromRequestParts<AppState> for Anonymous {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        match cookie::read(&parts.headers, cookie::SESSION) {
            Some(value) => Ok(Self(store::find(state, value).await?)),
            None => Ok(Self(None)),
        }
    }
}

impl FromRequestParts<AppState> for S1 {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Anonymous(session) = Anonymous::from_request_parts(parts, state).await?;
        session
            .map(Self)
            .ok_or_else(|| refused(ProblemKind::Unauthenticated, 1, false))
    }
}

impl FromRequestParts<AppState> for S2 {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Anonymous(session) = Anonymous::from_request_parts(parts, state).await?;
        let session = session.ok_or_else(|| refused(ProblemKind::Unauthenticated, 2, false))?;
        if session.level >= 2 {
            Ok(Self(session))
        } else {
            Err(refused(ProblemKind::StepUpRequired, 2, false))
        }
    }
}

/// A refusal that says where to sign in. The app puts its own page into `returnTo`.
pub(crate) fn refused(kind: ProblemKind, level: u8, fresh: bool) -> Failure {
    Failure::new(kind).with(|problem| {
        problem.login_url =
            Some(format!("/api/v1/session/login?returnTo=/&level={level}&fresh={fresh}").into());
        if kind == ProblemKind::StepUpRequired {
            problem.level = Some(level);
            problem.fresh = Some(fresh);
        }
    })
}

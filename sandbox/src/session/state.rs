//! Operations 1 and 3: who is signed in, and the end of a session (contract 4.1).

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use portal_api::{
    AccountKind, Assurance, Features, Limits, LogoutAnswer, Session as SessionAnswer,
    SessionPerson, SessionState, SignInMethod,
};
use vietnam::personal_id::mask;

use super::{Anonymous, S1, Session, cookie, store};
use crate::clock::instant_at;
use crate::conventions::caching;
use crate::problem::Failure;
use crate::state::AppState;

/// Operation 1. Never 401.
pub(super) async fn session(
    State(state): State<AppState>,
    Anonymous(session): Anonymous,
) -> Json<SessionAnswer> {
    let who = session.as_ref();
    Json(SessionAnswer {
        state: if who.is_some() {
            SessionState::Active
        } else {
            SessionState::Anonymous
        },
        features: Features {
            appointments: true,
            ..Features::default()
        },
        person: who.map(person),
        assurance: who.map(|session| Assurance {
            level: session.level,
            auth_time: instant_at(session.auth_time),
            method: SignInMethod::Vneid,
        }),
        expires_at: who.map(|session| instant_at(session.ends.0)),
        idle_expires_at: who.map(|session| instant_at(session.ends.1)),
        server_time: instant_at(state.clock.unix()),
        today: state.clock.today_text().into(),
        limits: limits(),
    })
}

/// Operation 3.
pub(super) async fn logout(
    State(state): State<AppState>,
    S1(session): S1,
) -> Result<Response, Failure> {
    store::end(&state.db, &session.id_hash).await?;
    let redirect_url = state
        .identity
        .end(&session.id_token, &format!("{}/", state.origin()))
        .await;
    let mut response = Json(LogoutAnswer {
        redirect_url: redirect_url.map(Into::into),
    })
    .into_response();
    let headers: &mut HeaderMap = response.headers_mut();
    headers.insert(
        "clear-site-data",
        HeaderValue::from_static("\"cache\", \"cookies\""),
    );
    caching::insert(headers, header::SET_COOKIE, &cookie::end_session());
    Ok(response)
}

/// What uploads and drafts may be (contract 4.7).
pub fn limits() -> Limits {
    Limits {
        upload_max_bytes: 20 * 1024 * 1024,
        upload_types: ["application/pdf", "image/jpeg", "image/png"]
            .map(str::to_owned)
            .to_vec(),
        draft_days: 365,
    }
}

fn person(session: &Session) -> SessionPerson {
    SessionPerson {
        display_name: session.full_name.as_str().into(),
        masked_id: mask(session.personal_id.as_deref().unwrap_or_default()).into(),
        account_kind: AccountKind::Person,
    }
}

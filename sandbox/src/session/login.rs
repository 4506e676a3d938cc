//! Operation 2 and its callback: the code flow with PKCE, from the browser's side (contract 2.1, 4.1).

use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::identity::{Begun, SignInError};
use super::store::{self, Assured, SignIn, Taken};
use super::{Anonymous, cookie};
use crate::conventions::{Params, caching};
use crate::problem::Failure;
use crate::state::AppState;

/// Parameters of operation 2.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    return_to: String,
    level: Option<u8>,
    #[serde(default)]
    fresh: bool,
}

/// What the identity server brings back.
#[derive(Deserialize)]
pub(super) struct Brought {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

/// Operation 2: to the identity server.
pub(super) async fn login(
    State(state): State<AppState>,
    Anonymous(now): Anonymous,
    Params(asked): Params<Asked>,
) -> Result<Response, Failure> {
    let level = asked.level.unwrap_or(1);
    if !is_local(&asked.return_to) || !(1..=2).contains(&level) {
        return Err(Failure::malformed("returnTo: a local path; level: 1 or 2"));
    }
    let begun = match state.identity.begin(level, asked.fresh).await {
        Ok(begun) => begun,
        Err(error) => return Ok(failed(&asked.return_to, error)),
    };
    let Begun {
        url,
        state: secret,
        nonce,
        verifier,
    } = begun;
    let sign_in = SignIn {
        state: secret,
        nonce,
        verifier,
        return_to: asked.return_to,
        level,
        fresh: asked.fresh,
        replaces: now.map(|session| session.id_hash),
        created_at: state.clock.unix(),
    };
    let value = store::begin(&state.db, &sign_in).await?;
    let cookie = cookie::set_sign_in(&value, state.settings.times.sign_in.as_secs());
    Ok(to(StatusCode::FOUND, &url, Some(&cookie)))
}

/// The identity server sends the browser back here.
pub(super) async fn callback(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(brought): Params<Brought>,
) -> Result<Response, Failure> {
    let value = cookie::read(&headers, cookie::SIGN_IN).unwrap_or_default();
    let Some(sign_in) = store::sign_in(&state, value).await? else {
        return Ok(failed("/", SignInError::Unavailable));
    };
    if brought.state.as_deref() != Some(sign_in.state.as_str()) {
        return Ok(failed(&sign_in.return_to, SignInError::Unavailable));
    }
    let Some(code) = brought.code else {
        let cancelled = brought.error.as_deref() == Some("access_denied");
        return Ok(failed(
            &sign_in.return_to,
            if cancelled {
                SignInError::Cancelled
            } else {
                SignInError::Unavailable
            },
        ));
    };
    let assured = match store::take(&state.db, &state.clock, value).await? {
        Taken::First => exchange(&state, value, &sign_in, code).await,
        Taken::Done(assured) => Ok(*assured),
        Taken::Before => wait(&state, value).await,
    };
    match assured {
        Ok(assured) => {
            let session = store::start(&state, &assured).await?;
            Ok(to(
                StatusCode::SEE_OTHER,
                &sign_in.return_to,
                Some(&cookie::set_session(&session)),
            ))
        }
        Err(error) => Ok(failed(&sign_in.return_to, error)),
    }
}

/// Brings the code to the identity server and checks that what was asked was given.
async fn exchange(
    state: &AppState,
    cookie: &str,
    sign_in: &SignIn,
    code: String,
) -> Result<Assured, SignInError> {
    let assured = state
        .identity
        .finish(code, &sign_in.nonce, &sign_in.verifier)
        .await?;
    let fresh_enough = !sign_in.fresh || assured.auth_time >= sign_in.created_at - 60;
    if assured.level < sign_in.level || !fresh_enough {
        return Err(SignInError::Level);
    }
    store::done(&state.db, cookie, &assured)
        .await
        .map_err(|_| SignInError::Unavailable)?;
    if let Some(old) = &sign_in.replaces {
        store::end(&state.db, old)
            .await
            .map_err(|_| SignInError::Unavailable)?;
    }
    Ok(assured)
}

/// The callback was called twice: the second call waits for what the first one gets. A code is good only once.
async fn wait(state: &AppState, cookie: &str) -> Result<Assured, SignInError> {
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        match store::take(&state.db, &state.clock, cookie).await {
            Ok(Taken::Done(assured)) => return Ok(*assured),
            Ok(Taken::Before) => {}
            _ => break,
        }
    }
    Err(SignInError::Unavailable)
}

/// A path of this origin that no browser reads as another: `^/[^/\\]`, plain characters, or `/` alone.
pub(crate) fn is_local(path: &str) -> bool {
    let mut letters = path.chars();
    letters.next() == Some('/')
        && !matches!(letters.next(), Some('/' | '\\'))
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// Back to where the person came from, with the reason.
fn failed(return_to: &str, error: SignInError) -> Response {
    let (path, fragment) = return_to
        .split_once('#')
        .map_or((return_to, String::new()), |(path, rest)| {
            (path, format!("#{rest}"))
        });
    let mark = if path.contains('?') { '&' } else { '?' };
    let reason = error.reason();
    to(
        StatusCode::SEE_OTHER,
        &format!("{path}{mark}login=failed&reason={reason}{fragment}"),
        None,
    )
}

fn to(status: StatusCode, address: &str, cookie: Option<&str>) -> Response {
    let mut response = status.into_response();
    let headers = response.headers_mut();
    caching::insert(headers, header::LOCATION, address);
    if let Some(cookie) = cookie {
        caching::insert(headers, header::SET_COOKIE, cookie);
    }
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_origin() {
        for good in ["/", "/dich-vu/09?x=1#y"] {
            assert!(is_local(good), "{good}");
        }
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\\b",
            "/\t/evil.example",
            "/a b",
        ] {
            assert!(!is_local(bad), "{bad}");
        }
    }
}

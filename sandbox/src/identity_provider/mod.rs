//! A small identity provider on another site (decision 32): OpenID Connect's code flow with PKCE, and a page that lists
//! the test persons instead of asking for a password. It keeps no session: every sign-in is a fresh one.

mod authorise;
mod keys;
mod page;
mod token;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use crate::clock::Clock;
use crate::conventions::Params;
use crate::persons::Persons;
use crate::random;
use crate::settings::Issuer;
use keys::SigningKey;

/// The provider; clones share it.
#[derive(Clone)]
pub struct IdentityProvider(Arc<Parts>);

struct Parts {
    issuer: Issuer,
    origins: Vec<String>,
    persons: Persons,
    clock: Clock,
    key: SigningKey,
    grants: Mutex<HashMap<String, Grant>>,
}

/// What a code or an access token stands for.
#[derive(Clone, Debug)]
struct Grant {
    person: String,
    level: u8,
    nonce: String,
    challenge: String,
    redirect_uri: String,
    at: i64,
}

impl IdentityProvider {
    /// A provider at `issuer` for the portal that is served under `origins`.
    pub fn new(issuer: Issuer, origins: Vec<String>, persons: Persons, clock: Clock) -> Self {
        let key = SigningKey::new();
        Self(Arc::new(Parts {
            issuer,
            origins,
            persons,
            clock,
            key,
            grants: Mutex::default(),
        }))
    }

    /// Its client entry for the portal at this issuer address; the secret is made at start and never leaves the process.
    pub fn client(url: String) -> Issuer {
        Issuer {
            url,
            client_id: "portal".to_owned(),
            client_secret: random::secret(),
        }
    }

    /// Its routes.
    pub fn router(self) -> Router {
        Router::new()
            .route(
                "/.well-known/openid-configuration",
                get(keys::configuration),
            )
            .route("/keys", get(keys::key_set))
            .route("/authorise", get(authorise::ask).post(authorise::choose))
            .route("/token", post(token::token))
            .route("/userinfo", get(token::user_info))
            .route("/logout", get(logout))
            .with_state(self)
    }

    /// Keeps a grant under a new secret.
    fn keep(&self, grant: Grant) -> String {
        let secret = random::secret();
        self.0
            .grants
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(random::sha256(&secret), grant);
        secret
    }

    /// Takes a grant out: a code is good once, for a minute.
    fn take(&self, code: &str) -> Option<Grant> {
        let mut grants = self.0.grants.lock().unwrap_or_else(PoisonError::into_inner);
        let grant = grants.remove(&random::sha256(code));
        grants.retain(|_, grant| self.0.clock.unix() - grant.at < 3600);
        grant.filter(|grant| self.0.clock.unix() - grant.at < 60)
    }

    /// Reads the grant of an access token, good for an hour.
    fn read(&self, token: &str) -> Option<Grant> {
        self.0
            .grants
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&random::sha256(token))
            .cloned()
    }

    /// Whether the portal may be sent back to this address.
    fn knows(&self, redirect_uri: &str) -> bool {
        self.0
            .origins
            .iter()
            .any(|origin| redirect_uri == format!("{origin}/api/v1/session/callback"))
    }
}

#[derive(Deserialize)]
struct Logout {
    post_logout_redirect_uri: Option<String>,
}

/// No session is kept, so nothing ends: back to the portal, and to nowhere else.
async fn logout(
    axum::extract::State(provider): axum::extract::State<IdentityProvider>,
    Params(asked): Params<Logout>,
) -> Response {
    let back = asked.post_logout_redirect_uri.filter(|back| {
        provider
            .0
            .origins
            .iter()
            .any(|origin| *back == format!("{origin}/"))
    });
    match back {
        Some(back) => Redirect::to(&back).into_response(),
        None => page::message("Ông/Bà đã đăng xuất. · You are signed out.").into_response(),
    }
}

//! The identity server from the portal's side: a confidential client of OpenID Connect's code flow with PKCE.
//! Its settings are found under its issuer address when somebody first signs in.

use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreGenderClaim, CoreIdToken, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AdditionalClaims, AuthenticationContextClass, AuthorizationCode, ClientId,
    ClientSecret, CsrfToken, EndSessionUrl, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IssuerUrl, LogoutRequest, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, Scope, SubjectIdentifier,
    TokenResponse, UserInfoClaims, reqwest,
};
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;

use super::Assured;
use crate::settings::Issuer;

/// The scopes asked for besides `openid`.
const SCOPES: [&str; 2] = ["profile", "identity"];

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Claims that the national identity adds. They come from the user-info endpoint only: an ID token goes into the
/// address of a logout, and no personal data may stand there.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NationalClaims {
    /// Identity number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_id: Option<String>,
}

impl AdditionalClaims for NationalClaims {}

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInError {
    /// The person broke it off.
    Cancelled,
    /// The identity server did not do its part, or the sign-in is too old.
    Unavailable,
    /// The person has not the level that was asked for.
    Level,
}

impl SignInError {
    /// `reason` of the contract (4.1).
    pub fn reason(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Unavailable => "unavailable",
            Self::Level => "level",
        }
    }
}

/// A sign-in that was begun: where the browser goes, and what is kept meanwhile.
pub struct Begun {
    /// Address at the identity server.
    pub url: String,
    /// Comes back with the code.
    pub state: String,
    /// Comes back in the ID token.
    pub nonce: String,
    /// Goes with the code.
    pub verifier: String,
}

/// The identity server.
pub struct IdentityServer {
    issuer: Issuer,
    callback: String,
    http: reqwest::Client,
    found: OnceCell<Found>,
}

struct Found {
    client: Client,
    algorithms: Vec<CoreJwsSigningAlgorithm>,
    end_session: Option<EndSessionUrl>,
}

impl IdentityServer {
    /// The server of `issuer`; it returns browsers to `callback`. `http` must not follow redirects.
    pub fn new(issuer: Issuer, callback: String, http: reqwest::Client) -> Self {
        Self {
            issuer,
            callback,
            http,
            found: OnceCell::new(),
        }
    }

    /// Begins a sign-in.
    ///
    /// # Errors
    /// When the identity server cannot be reached.
    pub async fn begin(&self, level: u8, fresh: bool) -> Result<Begun, SignInError> {
        let found = self.found().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = found
            .client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge)
            .add_scopes(SCOPES.map(|scope| Scope::new(scope.to_owned())))
            .add_auth_context_value(AuthenticationContextClass::new(level.to_string()));
        if fresh {
            request = request.set_max_age(std::time::Duration::ZERO);
        }
        let (url, state, nonce) = request.url();
        Ok(Begun {
            url: url.into(),
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        })
    }

    /// Exchanges the code and reads who it is for.
    ///
    /// # Errors
    /// When the identity server refuses, or its tokens do not hold.
    pub async fn finish(
        &self,
        code: String,
        nonce: &str,
        verifier: &str,
    ) -> Result<Assured, SignInError> {
        let found = self.found().await?;
        let request = found
            .client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| unavailable("token endpoint", &error))?;
        let tokens = request
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
            .request_async(&self.http)
            .await
            .map_err(|error| unavailable("token", &error))?;
        let id_token = tokens.id_token().ok_or(SignInError::Unavailable)?;
        let checker = found
            .client
            .id_token_verifier()
            .set_allowed_algs(found.algorithms.clone());
        let claims = id_token
            .claims(&checker, &Nonce::new(nonce.to_owned()))
            .map_err(|error| unavailable("ID token", &error))?;
        let who = self
            .who(found, tokens.access_token(), claims.subject())
            .await?;
        let name = who
            .name()
            .and_then(|name| name.get(None))
            .map(|name| name.to_string());
        Ok(Assured {
            person: claims.subject().to_string(),
            full_name: name.unwrap_or_default(),
            personal_id: who.additional_claims().personal_id.clone(),
            level: level(claims.auth_context_ref().map_or("", |acr| acr.as_str())),
            auth_time: claims
                .auth_time()
                .unwrap_or(claims.issue_time())
                .timestamp(),
            id_token: id_token.to_string(),
        })
    }

    /// Address that ends the session at the identity server and then goes `back`; none where it has no such end,
    /// or not one that the contract can name (https only).
    pub async fn end(&self, id_token: &str, back: &str) -> Option<String> {
        let end = self.found().await.ok()?.end_session.clone()?;
        let mut request =
            LogoutRequest::from(end).set_client_id(ClientId::new(self.issuer.client_id.clone()));
        if let Ok(token) = id_token.parse::<CoreIdToken>() {
            request = request.set_id_token_hint(&token);
        }
        if let Ok(back) = PostLogoutRedirectUrl::new(back.to_owned()) {
            request = request.set_post_logout_redirect_uri(back);
        }
        Some(String::from(request.http_get_url())).filter(|url| portal_api::Uri::is_valid(url))
    }

    async fn who(
        &self,
        found: &Found,
        token: &AccessToken,
        subject: &SubjectIdentifier,
    ) -> Result<UserInfoClaims<NationalClaims, CoreGenderClaim>, SignInError> {
        let request = found
            .client
            .user_info(token.clone(), Some(subject.clone()))
            .map_err(|error| unavailable("user info", &error))?;
        request
            .request_async(&self.http)
            .await
            .map_err(|error| unavailable("user info", &error))
    }

    async fn found(&self) -> Result<&Found, SignInError> {
        self.found.get_or_try_init(|| self.find()).await
    }

    async fn find(&self) -> Result<Found, SignInError> {
        let issuer = IssuerUrl::new(self.issuer.url.clone())
            .map_err(|error| unavailable("issuer", &error))?;
        let callback = RedirectUrl::new(self.callback.clone())
            .map_err(|error| unavailable("callback", &error))?;
        let metadata = ProviderMetadataWithLogout::discover_async(issuer, &self.http)
            .await
            .map_err(|error| unavailable("discovery", &error))?;
        let algorithms = metadata.id_token_signing_alg_values_supported().clone();
        let end_session = metadata.additional_metadata().end_session_endpoint.clone();
        let (id, secret) = (
            ClientId::new(self.issuer.client_id.clone()),
            ClientSecret::new(self.issuer.client_secret.clone()),
        );
        let client = CoreClient::from_provider_metadata(metadata, id, Some(secret))
            .set_redirect_uri(callback);
        Ok(Found {
            client,
            algorithms: algorithms.into_iter().filter(is_asymmetric).collect(),
            end_session,
        })
    }
}

/// `acr` ends in its figure: "2", "loa2", "urn:…:ial:2". Anything else is level 1.
fn level(acr: &str) -> u8 {
    acr.chars()
        .last()
        .and_then(|c| c.to_digit(10))
        .map_or(1, |figure| if figure >= 2 { 2 } else { 1 })
}

/// A token "signed" with nothing or with our own secret proves nothing about the server.
fn is_asymmetric(algorithm: &CoreJwsSigningAlgorithm) -> bool {
    !matches!(
        algorithm,
        CoreJwsSigningAlgorithm::None
            | CoreJwsSigningAlgorithm::HmacSha256
            | CoreJwsSigningAlgorithm::HmacSha384
            | CoreJwsSigningAlgorithm::HmacSha512
    )
}

/// Which part failed goes to standard error; the errors name neither tokens nor persons.
fn unavailable(part: &str, error: &dyn std::error::Error) -> SignInError {
    crate::request_log::LogTo::Stderr.line(format!("identity server: {part}: {error}"));
    SignInError::Unavailable
}

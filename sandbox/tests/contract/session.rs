//! Operations 1 to 3: session, sign-in through the identity provider, sign-out.

use openidconnect::reqwest::StatusCode;
use portal_api::{ProblemKind, Session, SessionState};
use serde_json::json;

use crate::browser::{Portal, TODAY};

#[tokio::test]
async fn nobody_is_signed_in_at_first() {
    let portal = Portal::start().await;
    let answer = portal.browser().get("/session").await;
    let session: Session = answer.read();
    assert_eq!(
        (session.state, session.today.as_str()),
        (SessionState::Anonymous, TODAY)
    );
    assert_eq!(answer.header("cache-control"), "private, no-store");
    assert!(answer.header("access-control-allow-origin").is_empty());
}

#[tokio::test]
async fn a_person_signs_in_and_out() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let session: Session = browser.get("/session").await.read();
    let person = session.person.unwrap();
    assert_eq!(person.display_name, "Trần Văn Thường");
    assert_eq!(person.masked_id, "•••••••••002");
    assert_eq!(session.assurance.unwrap().level, 2);

    let sid = browser.cookies.lock().unwrap()["__Host-portal_sid"].clone();
    let out = browser.post("/session/logout", json!({})).await;
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"cookies\"");
    out.json();
    assert!(
        !browser
            .cookies
            .lock()
            .unwrap()
            .contains_key("__Host-portal_sid")
    );
    // The old cookie is worth nothing any more.
    browser
        .cookies
        .lock()
        .unwrap()
        .insert("__Host-portal_sid".to_owned(), sid);
    let session: Session = browser.get("/session").await.read();
    assert_eq!(session.state, SessionState::Anonymous);
}

#[tokio::test]
async fn cookies_have_the_attributes_of_the_contract() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let login = browser.get("/session/login?returnTo=/&level=2").await;
    let sign_in = login.header("set-cookie").to_owned();
    assert!(
        sign_in.starts_with("__Host-portal_tx=") && sign_in.contains("SameSite=Lax"),
        "{sign_in}"
    );
    let callback = browser.choose(&login.location(), "plain").await;
    let session = browser
        .navigate(&callback)
        .await
        .header("set-cookie")
        .to_owned();
    assert!(
        session.starts_with("__Host-portal_sid=") && session.contains("SameSite=Strict"),
        "{session}"
    );
    for cookie in [sign_in, session] {
        assert!(
            cookie.contains("; Path=/; Secure; HttpOnly") && !cookie.contains("Domain"),
            "{cookie}"
        );
    }
}

#[tokio::test]
async fn a_sign_in_that_fails_says_why() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    assert_eq!(
        browser.sign_in("", "level=2").await,
        "/?login=failed&reason=cancelled"
    );
    assert_eq!(
        browser.sign_in("level-one", "level=2").await,
        "/?login=failed&reason=level"
    );
    let stray = browser.get("/session/callback?code=x&state=y").await;
    assert_eq!(stray.location(), "/?login=failed&reason=unavailable");
}

#[tokio::test]
async fn an_identity_server_that_is_out_is_told() {
    let away = sandbox::settings::Issuer {
        url: "http://127.0.0.1:9".to_owned(),
        client_id: "a".to_owned(),
        client_secret: "b".to_owned(),
    };
    let portal = Portal::start_with(|settings| settings.issuer = Some(away)).await;
    let answer = portal
        .browser()
        .get("/session/login?returnTo=/ho-so?x=1&level=2")
        .await;
    assert_eq!(
        (answer.status, answer.location().as_str()),
        (
            StatusCode::SEE_OTHER,
            "/ho-so?x=1&login=failed&reason=unavailable"
        )
    );
}

#[tokio::test]
async fn a_callback_that_is_called_twice_is_harmless() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let login = browser.get("/session/login?returnTo=/ho-so").await;
    let callback = browser.choose(&login.location(), "plain").await;
    let (first, second) = tokio::join!(browser.navigate(&callback), browser.navigate(&callback));
    assert_eq!(
        (first.location().as_str(), second.location().as_str()),
        ("/ho-so", "/ho-so")
    );
    let session: Session = browser.get("/session").await.read();
    assert_eq!(session.state, SessionState::Active);
}

#[tokio::test]
async fn the_way_back_stays_on_this_origin() {
    let portal = Portal::start().await;
    for path in [
        "//evil.example",
        "/%5Cevil.example",
        "https://evil.example",
        "/%09/evil.example",
        "",
    ] {
        portal
            .browser()
            .get(&format!("/session/login?returnTo={path}"))
            .await
            .problem(ProblemKind::MalformedRequest);
    }
}

#[tokio::test]
async fn sessions_end_idle_and_in_any_case() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    portal.running.state.clock.advance(29 * 60);
    browser.get("/session").await.json();
    portal.running.state.clock.advance(29 * 60);
    let session: Session = browser.get("/session").await.read();
    assert_eq!(
        session.state,
        SessionState::Active,
        "a request keeps it alive"
    );
    portal.running.state.clock.advance(31 * 60);
    browser
        .post("/session/logout", json!({}))
        .await
        .problem(ProblemKind::Unauthenticated);

    let browser = portal.signed_in("plain").await;
    for _ in 0..24 {
        portal.running.state.clock.advance(20 * 60);
        browser.get("/session").await.json();
    }
    let session: Session = browser.get("/session").await.read();
    assert_eq!(
        session.state,
        SessionState::Anonymous,
        "eight hours are the end"
    );
}

#[tokio::test]
async fn unauthenticated_says_where_to_sign_in() {
    let portal = Portal::start().await;
    let answer = portal.browser().post("/session/logout", json!({})).await;
    let problem = answer.problem(ProblemKind::Unauthenticated);
    assert!(
        problem
            .login_url
            .unwrap()
            .starts_with("/api/v1/session/login")
    );
    assert_eq!(answer.header("www-authenticate"), "PortalSession");
}

#[tokio::test]
async fn a_new_sign_in_ends_the_old_session() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let old = browser.cookies.lock().unwrap()["__Host-portal_sid"].clone();
    browser.sign_in("plain", "level=2&fresh=true").await;
    let other = portal.browser();
    other
        .cookies
        .lock()
        .unwrap()
        .insert("__Host-portal_sid".to_owned(), old);
    let session: Session = other.get("/session").await.read();
    assert_eq!(session.state, SessionState::Anonymous);
}

#[tokio::test]
async fn the_identity_provider_takes_a_code_once_and_with_its_verifier() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let login = browser.get("/session/login?returnTo=/").await;
    let callback = browser.choose(&login.location(), "plain").await;
    let code = callback
        .split("code=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    let token = login.location().replace("/authorise", "/token");
    let form = [("grant_type", "authorization_code"), ("code", code)];
    let answer = browser
        .http
        .post(token.split('?').next().unwrap())
        .form(&form)
        .send()
        .await
        .unwrap();
    assert_eq!(
        answer.status(),
        StatusCode::UNAUTHORIZED,
        "only the portal may"
    );
    assert_eq!(browser.navigate(&callback).await.location(), "/");
}

//! Rules for every operation: other sites, languages, unknown paths, trace ids, the log.

use openidconnect::reqwest::Method;
use portal_api::ProblemKind;
use serde_json::json;

use crate::browser::Portal;

#[tokio::test]
async fn other_sites_are_refused() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let logout = || browser.call(Method::POST, "/api/v1/session/logout");
    logout().send().await.problem(ProblemKind::CsrfCheckFailed);
    logout()
        .header("x-portal-client", "other/1")
        .send()
        .await
        .problem(ProblemKind::CsrfCheckFailed);
    let marked = || logout().header("x-portal-client", "web/1");
    marked()
        .header("origin", "https://evil.example")
        .send()
        .await
        .problem(ProblemKind::CsrfCheckFailed);
    marked()
        .header("sec-fetch-site", "cross-site")
        .send()
        .await
        .problem(ProblemKind::CsrfCheckFailed);
    let read = browser
        .call(Method::GET, "/api/v1/session")
        .header("sec-fetch-site", "same-site")
        .send()
        .await;
    read.problem(ProblemKind::CsrfCheckFailed);
    let read = browser
        .call(Method::GET, "/api/v1/session")
        .header("sec-fetch-site", "same-origin")
        .send()
        .await;
    read.json();
    marked()
        .header("origin", &portal.running.origin)
        .header("sec-fetch-site", "same-origin")
        .send()
        .await
        .json();
}

#[tokio::test]
async fn preflights_fail() {
    let portal = Portal::start().await;
    let answer = portal
        .browser()
        .call(Method::OPTIONS, "/api/v1/session/logout")
        .header("origin", "https://evil.example")
        .send()
        .await;
    assert!(!answer.status.is_success());
    assert!(
        answer
            .headers
            .keys()
            .all(|name| !name.as_str().starts_with("access-control-"))
    );
}

#[tokio::test]
async fn titles_come_in_the_language_of_the_request() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let call = |language| {
        browser
            .call(Method::GET, "/api/v1/nothing")
            .header("accept-language", language)
    };
    let english = call("en-GB,vi;q=0.5").send().await;
    assert_eq!(
        (
            english.problem(ProblemKind::NotFound).title.as_str(),
            english.header("content-language")
        ),
        ("Not found", "en")
    );
    assert_eq!(
        call("fr").send().await.problem(ProblemKind::NotFound).title,
        "Không tìm thấy"
    );
}

#[tokio::test]
async fn unknown_paths_of_the_api_are_problems_and_never_the_page() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v2/session",
        "/api/v1/session/x",
    ] {
        browser
            .call(Method::GET, path)
            .send()
            .await
            .problem(ProblemKind::NotFound);
    }
    browser
        .get("/me/notifications")
        .await
        .problem(ProblemKind::NotOffered);
}

#[tokio::test]
async fn what_the_framework_refuses_is_a_problem_too() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    browser
        .get("/procedures/%FF")
        .await
        .problem(ProblemKind::MalformedRequest);
    browser
        .get("/session/logout")
        .await
        .problem(ProblemKind::NotOffered);
}

#[tokio::test]
async fn a_trace_id_is_echoed() {
    let portal = Portal::start().await;
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let answer = portal
        .browser()
        .call(Method::GET, "/api/v1/nothing")
        .header("traceparent", &format!("00-{trace}-00f067aa0ba902b7-01"))
        .send()
        .await;
    assert_eq!(answer.problem(ProblemKind::NotFound).trace_id, trace);
    assert!(
        portal
            .log
            .lock()
            .unwrap()
            .iter()
            .any(|line| line.contains(trace))
    );
}

#[tokio::test]
async fn the_log_names_routes_and_nobody() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    browser.get("/nothing/001092999002?q=Tr%E1%BA%A7n").await;
    browser.post("/session/logout", json!({})).await.json();
    let log = portal.log.lock().unwrap().join("\n");
    assert!(
        log.contains("GET /api/v1/session/callback 303")
            && log.contains("POST /api/v1/session/logout 200"),
        "{log}"
    );
    for personal in ["001092999002", "Trần", "Tr%E1", "code=", "plain"] {
        assert!(!log.contains(personal), "{personal}");
    }
    // The same search finds a name where there is one.
    portal
        .running
        .state
        .settings
        .log
        .line("Trần Văn Thường".to_owned());
    assert!(portal.log.lock().unwrap().join("\n").contains("Trần"));
}

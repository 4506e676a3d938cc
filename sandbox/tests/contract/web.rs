//! The built app beside the API: files, compressed files, the page for the app's own paths.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::ProblemKind;

use crate::browser::Portal;

/// A sandbox that serves a small app.
async fn with_app() -> Portal {
    Portal::start_with(|settings| {
        let dist = settings.db.with_file_name("dist");
        std::fs::create_dir_all(&dist).unwrap();
        std::fs::write(dist.join("index.html"), "<!doctype html><title>app</title>").unwrap();
        std::fs::write(dist.join("app-0123456789abcdef.js"), "export {};").unwrap();
        std::fs::write(dist.join("app-0123456789abcdef.js.br"), b"compressed").unwrap();
        settings.dist = Some(dist);
    })
    .await
}

#[tokio::test]
async fn the_page_answers_the_apps_own_paths() {
    let portal = with_app().await;
    let browser = portal.browser();
    for path in ["/", "/index.html", "/dich-vu/09", "/ho-so/H01.1-26?x=1"] {
        let call = browser
            .call(Method::GET, path)
            .header("accept", "text/html,*/*;q=0.8");
        let page = call.send().await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.starts_with(b"<!doctype html>"), "{path}");
        assert_eq!(page.header("cache-control"), "no-cache");
        assert!(
            page.header("content-security-policy")
                .contains("script-src 'self' 'wasm-unsafe-eval'")
        );
    }
}

#[tokio::test]
async fn a_missing_file_is_missing_and_an_unknown_operation_is_a_problem() {
    let portal = with_app().await;
    let browser = portal.browser();
    let file = browser
        .call(Method::GET, "/services/99.vi.json")
        .send()
        .await;
    assert_eq!((file.status, file.body.len()), (StatusCode::NOT_FOUND, 0));
    browser
        .call(Method::GET, "/api/v1/nothing")
        .send()
        .await
        .problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn hashed_files_are_kept_and_sent_compressed() {
    let portal = with_app().await;
    let browser = portal.browser();
    let file = || browser.call(Method::GET, "/app-0123456789abcdef.js");
    let small = file().header("accept-encoding", "br, gzip").send().await;
    assert_eq!(
        (small.header("content-encoding"), small.body.as_slice()),
        ("br", &b"compressed"[..])
    );
    assert_eq!(
        small.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let plain = file().send().await;
    assert_eq!(
        (plain.header("content-encoding"), plain.body.as_slice()),
        ("", &b"export {};"[..])
    );
}

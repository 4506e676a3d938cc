//! Pages of the sandbox's own, as a tester's browser uses them.

use openidconnect::reqwest::{Method, StatusCode};

use crate::browser::{Portal, Reply};

/// Opens a page.
pub async fn open(portal: &Portal, path: &str) -> String {
    let answer = portal.browser().call(Method::GET, path).send().await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    String::from_utf8(answer.body).unwrap()
}

/// Sends a form of a page as a browser does.
pub async fn press(portal: &Portal, path: &str, form: &str) -> Reply {
    let browser = portal.browser();
    let call = browser
        .call(Method::POST, path)
        .header("origin", &portal.running.origin);
    call.header("content-type", "application/x-www-form-urlencoded")
        .body(form.as_bytes().to_vec())
        .send()
        .await
}

#[tokio::test]
async fn they_open_on_this_machine_only_and_take_no_forms_of_other_sites() {
    let portal = Portal::start().await;
    for path in ["/sandbox/payments", "/sandbox/messages"] {
        open(&portal, path).await;
        let browser = portal.browser();
        let renamed = browser
            .call(Method::GET, path)
            .header("host", "evil.example");
        assert_eq!(renamed.send().await.status, StatusCode::FORBIDDEN, "{path}");
        let foreign = browser
            .call(Method::POST, path)
            .header("origin", "https://evil.example")
            .header("content-type", "application/x-www-form-urlencoded");
        assert_eq!(foreign.send().await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

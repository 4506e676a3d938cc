//! What goes wrong by order, as whoever tries the app on it sees it.

use openidconnect::reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal};
use crate::sample::{announce, dossiers, figures, metadata, pdf, ready, submission, submit};

const DOSSIERS: &str = "/api/v1/dossiers";
const SESSION: &str = "/api/v1/session";

async fn order(browser: &Browser, order: Value) {
    let call = browser.call(Method::POST, "/sandbox/upsets").json(&order);
    let answer = call.send().await;
    assert_eq!(answer.status, StatusCode::CREATED, "{order}");
}

async fn left(browser: &Browser) -> usize {
    let answer = browser.call(Method::GET, "/sandbox/upsets").send().await;
    answer.json().as_array().unwrap().len()
}

#[tokio::test]
async fn a_line_cut_before_or_after_is_the_same_to_see_but_not_to_do() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let (id, etag) = ready(&portal, &browser).await;
    let body = submission(&id, &etag, &figures(&browser, &id).await);
    for (kind, done) in [("drop-before", 0), ("drop-after", 1), ("cut", 1)] {
        let upset = json!({ "method": "POST", "path": DOSSIERS, "upset": { "kind": kind } });
        order(&browser, upset).await;
        let call = browser.unsafe_call(Method::POST, "/dossiers");
        let call = call.key("the-key-of-one-submission").json(&body);
        assert!(call.try_send().await.is_err(), "{kind}");
        let sent = dossiers(&browser, "").await.items.len();
        assert_eq!((sent, left(&browser).await), (done, 0), "{kind}");
    }
    // The key brings what was done before the line was cut.
    let again = submit(&browser, "the-key-of-one-submission", &body).await;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(dossiers(&browser, "").await.items.len(), 1);
}

#[tokio::test]
async fn what_came_of_a_file_before_the_cut_is_kept() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let bytes = pdf();
    let about = metadata(&bytes, "giấy.pdf", "application/pdf");
    let created = announce(&browser, bytes.len(), &about).await;
    let path = created.location();
    let upset = json!({ "kind": "half-sent", "bytes": bytes.len() / 2 });
    let of = json!({ "method": "PATCH", "path": "/api/v1/uploads/*", "upset": upset });
    order(&browser, of).await;
    let send = || {
        let call = browser.call(Method::PATCH, &path);
        call.header("x-portal-client", "web/1")
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", "0")
            .header("content-type", "application/offset+octet-stream")
    };
    assert!(send().body(bytes.clone()).try_send().await.is_err());
    let head = browser.call(Method::HEAD, &path);
    let head = head.header("tus-resumable", "1.0.0").send().await;
    let offset: usize = head.header("upload-offset").parse().unwrap();
    assert!(offset < bytes.len(), "{offset}");
    let rest = send().header("upload-offset", &offset.to_string());
    let rest = rest.body(bytes[offset..].to_vec()).send().await;
    assert_eq!(rest.header("upload-offset"), bytes.len().to_string());
}

#[tokio::test]
async fn something_else_answers_or_the_answer_is_changed() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    for status in [200, 502] {
        let upset = json!({ "kind": "status", "status": status });
        order(&browser, json!({ "path": SESSION, "upset": upset })).await;
        let answer = browser.get("/session").await;
        assert_eq!(answer.status.as_u16(), status);
        assert!(answer.header("content-type").starts_with("text/html"));
    }
    let patch = json!({ "kind": "changed", "patch": { "state": 7, "limits": null } });
    order(&browser, json!({ "path": SESSION, "upset": patch })).await;
    let changed = browser.get("/session").await.json();
    assert_eq!(
        (&changed["state"], changed.get("limits")),
        (&json!(7), None)
    );
    assert_eq!(browser.get("/session").await.json()["state"], "active");
}

#[tokio::test]
async fn what_comes_twice_is_done_once() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let (id, etag) = ready(&portal, &browser).await;
    let body = submission(&id, &etag, &figures(&browser, &id).await);
    let twice = json!({ "method": "post", "path": DOSSIERS, "upset": { "kind": "twice" } });
    order(&browser, twice).await;
    let answer = submit(&browser, "the-key-of-one-submission", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(dossiers(&browser, "").await.items.len(), 1);
}

#[tokio::test]
async fn orders_pass_some_requests_and_end() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let upset = json!({ "kind": "status", "status": 503 });
    let of = json!({ "method": "GET", "path": SESSION, "skip": 1, "times": 2, "upset": upset });
    order(&browser, of).await;
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(browser.get("/session").await.status.as_u16());
    }
    assert_eq!(seen, [200, 503, 503, 200]);

    let delay = json!({ "kind": "delay", "ms": 1 });
    order(&browser, json!({ "path": "/api/v1/*", "upset": delay })).await;
    assert_eq!(browser.get("/session").await.status, StatusCode::OK);
    let never = json!({ "path": "/nowhere", "upset": { "kind": "drop-before" } });
    order(&browser, never).await;
    let back = browser.call(Method::DELETE, "/sandbox/upsets").send().await;
    assert_eq!(
        (back.status, left(&browser).await),
        (StatusCode::NO_CONTENT, 0)
    );

    for wrong in [
        json!({ "path": SESSION, "upset": { "kind": "explode" } }),
        json!({ "path": SESSION, "upset": { "kind": "delay" } }),
    ] {
        let call = browser.call(Method::POST, "/sandbox/upsets").json(&wrong);
        assert_eq!(call.send().await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

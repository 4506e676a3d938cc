//! What outlives the server, what makes repeats safe, and HTTPS.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use openidconnect::reqwest::StatusCode;
use portal_api::{Me, PrefillAnswer, ProblemKind, ResultList, Session, SessionState};
use sandbox::conventions::idempotency::{Known, Outcome, idempotent, known};
use sandbox::conventions::{Answer, Key};
use sandbox::problem::Failure;
use sandbox::results::Issue;
use serde_json::{Value, json};
use tokio::sync::{Notify, Semaphore};

use crate::browser::{Browser, Portal, consent};
use crate::sample::{certificate, issued};

#[tokio::test]
async fn sessions_and_consents_outlive_the_server() {
    let first = Portal::start().await;
    let browser = first.signed_in("full").await;
    consent(&browser, "1.001193", &["population"]).await;
    let cookies = browser.cookies.lock().unwrap().clone();
    let db = first.running.state.settings.db.clone();
    first.running.stop().await;

    let second = Portal::start_with(|settings| settings.db.clone_from(&db)).await;
    let browser: Browser = second.browser();
    browser.cookies.lock().unwrap().extend(cookies);
    let session: Session = browser.get("/session").await.read();
    assert_eq!(session.state, SessionState::Active);
    let me: Me = browser.get("/me?include=consents").await.read();
    assert_eq!(me.consents.unwrap().len(), 1);
    second.running.stop().await;

    let third = Portal::start_with(|settings| (settings.db, settings.reset) = (db, true)).await;
    let empty = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM session")
        .fetch_one(&third.running.state.db)
        .await
        .unwrap();
    assert_eq!(empty, 0);
}

#[tokio::test]
async fn work_is_done_once_however_often_it_is_asked_for() {
    let portal = Portal::start().await;
    let state = &portal.running.state;
    let done = Arc::new(AtomicUsize::new(0));
    // Work is under way until the test lets it end.
    let (begun, ends) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(0)));
    let work = |status| {
        let (done, begun, ends) = (done.clone(), begun.clone(), ends.clone());
        async move {
            begun.notify_one();
            ends.acquire().await.unwrap().forget();
            done.fetch_add(1, Ordering::Relaxed);
            status
        }
    };
    let (key, ok) = (Key("key-of-once".to_owned()), || {
        Answer::new(StatusCode::CREATED, &json!({ "a": 1 }))
    });
    assert!(matches!(
        known(state, "a", &key.0).await,
        Ok(Known::Unknown)
    ));
    let mut first = pin!(idempotent(state, "a", "POST /x", &key, "hash", work(ok())));
    let mut second = pin!(idempotent(state, "a", "POST /x", &key, "hash", work(ok())));
    let (refused, other) = tokio::select! {
        answer = &mut first => (answer, second),
        answer = &mut second => (answer, first),
    };
    let refused = refused.err().map(|failure| failure.kind());
    assert_eq!(refused, Some(ProblemKind::IdempotencyInProgress));
    ends.add_permits(1);
    assert_eq!(other.await.unwrap().status, 201);
    let again = idempotent(state, "a", "POST /x", &key, "hash", work(ok()))
        .await
        .unwrap();
    assert_eq!(
        (again.status, again.body, done.load(Ordering::Relaxed)),
        (201, json!({ "a": 1 }), 1)
    );
    assert!(matches!(
        known(state, "a", &key.0).await,
        Ok(Known::Ended(Outcome::Done(_)))
    ));

    // Hanging up does not stop it.
    let key = Key("key-hung-up".to_owned());
    begun.notified().await;
    tokio::select! {
        _ = idempotent(state, "a", "POST /x", &key, "hash", work(ok())) => panic!("ended unasked"),
        () = begun.notified() => {}
    }
    assert!(matches!(
        known(state, "a", &key.0).await,
        Ok(Known::Running)
    ));
    ends.add_permits(1);
    while !matches!(known(state, "a", &key.0).await, Ok(Known::Ended(_))) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }

    // A refusal for good is kept, a failure that may pass is not.
    ends.add_permits(2);
    for (key, kind, kept) in [
        ("key-refused", ProblemKind::ValidationFailed, true),
        ("key-failed", ProblemKind::Internal, false),
    ] {
        let key = Key(key.to_owned());
        let result = idempotent(
            state,
            "a",
            "POST /x",
            &key,
            "hash",
            work(Err(Failure::new(kind))),
        )
        .await;
        assert_eq!(result.err().map(|failure| failure.kind()), Some(kind));
        assert_eq!(
            matches!(
                known(state, "a", &key.0).await,
                Ok(Known::Ended(Outcome::Refused(_)))
            ),
            kept
        );
    }
}

#[tokio::test]
async fn what_is_issued_here_is_reused_by_the_next_service() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let result = Issue {
        record_kind: Some("birth_certificate".to_owned()),
        attributes: [("child_name".to_owned(), Value::from("Trần Mẫu Con"))].into(),
        ..certificate("plain")
    };
    let id = issued(&portal, result).await;
    let list: ResultList = browser.get("/me/results").await.read();
    assert_eq!(
        (
            list.items[0].result_id.as_str(),
            list.items[0].structured,
            list.items[0].usable
        ),
        (id.as_str(), true, true)
    );

    let sources = ["province-warehouse", "civil-status"];
    let form = portal
        .running
        .state
        .definitions
        .of_procedure("1.001193")
        .unwrap()
        .in_language(sandbox::conventions::Language::Vi)
        .form_version
        .clone();
    let body = json!({ "procedureCode": "1.001193", "caseCode": "09.birth", "formVersion": form, "subject": { "kind": "self" }, "sources": sources,
        "want": ["birth_certificate.child_name"], "consentIds": consent(&browser, "1.001193", &sources).await });
    let answer: PrefillAnswer = browser.post("/prefill", body).await.read();
    for source in answer.sources {
        assert_eq!(
            source.records[0].attributes["child_name"].value,
            Some(json!("Trần Mẫu Con"))
        );
        assert_eq!(source.records[0].result_id.as_ref().unwrap().as_str(), id);
    }
}

#[tokio::test]
async fn https_with_a_ca_of_its_own() {
    let portal = Portal::start_with(|settings| settings.tls = true).await;
    let ca = std::fs::read(portal.running.ca_file.as_ref().unwrap()).unwrap();
    let browser = portal.browser_trusting(&ca);
    assert!(browser.origin.starts_with("https://localhost:"));
    assert_eq!(browser.sign_in("plain", "level=2").await, "/");
    let session: Session = browser.get("/session").await.read();
    assert_eq!(session.state, SessionState::Active);
    let out = browser.post("/session/logout", json!({})).await.json();
    assert!(
        out["redirectUrl"]
            .as_str()
            .unwrap()
            .starts_with("https://127.0.0.1:")
    );
}

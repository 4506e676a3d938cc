//! Operation 51: one-time codes, shown on the sandbox's page of messages.

use openidconnect::reqwest::StatusCode;
use portal_api::{Dossier, OtpSent, ProblemKind, TrackedDossier};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply};
use crate::pages::open;
use crate::sample::{self, ready, sent};

/// The code of the latest message.
pub async fn last_code(portal: &Portal) -> String {
    let page = open(portal, "/sandbox/messages").await;
    let codes = page.split("<strong>").skip(1);
    let mut codes = codes.map(|part| part.split('<').next().unwrap());
    let six = |code: &&str| code.len() == 6 && code.chars().all(|c| c.is_ascii_digit());
    codes.find(six).expect("a code").to_owned()
}

async fn code(browser: &Browser, body: Value) -> OtpSent {
    let answer = browser.post("/otp", body).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{answer:?}");
    answer.read()
}

async fn track(browser: &Browser, dossier: &str, otp: &OtpSent, value: &str) -> Reply {
    let proof = json!({ "kind": "otp", "otpId": otp.otp_id, "value": value });
    browser
        .post(
            "/tracking",
            json!({ "dossierCode": dossier, "proof": proof }),
        )
        .await
}

#[tokio::test]
async fn a_dossier_is_tracked_by_a_code_that_is_good_once() {
    let portal = Portal::start().await;
    let dossier = sent(&portal, &portal.signed_in("plain").await).await;
    let anybody = portal.browser();
    let asked = json!({ "purpose": "tracking", "dossierCode": dossier });
    let sent = code(&anybody, asked.clone()).await;
    assert_eq!((sent.length, sent.sent_to.clone()), (6, None));
    let value = last_code(&portal).await;
    let tracked: TrackedDossier = track(&anybody, &dossier, &sent, &value).await.read();
    assert_eq!(tracked.dossier_code.as_str(), dossier);
    track(&anybody, &dossier, &sent, &value)
        .await
        .problem(ProblemKind::NotFound);
    // An unknown dossier gets the same answer, and no message.
    let before = open(&portal, "/sandbox/messages").await;
    let unknown = json!({ "purpose": "tracking", "dossierCode": "MC.00004-260101-9999" });
    let other = code(&anybody, unknown).await;
    assert_eq!((other.length, other.sent_to), (6, None));
    assert_eq!(open(&portal, "/sandbox/messages").await, before);
    // A code of one dossier opens no other.
    let sent = code(&anybody, asked).await;
    let value = last_code(&portal).await;
    track(&anybody, "MC.00004-260101-9999", &sent, &value)
        .await
        .problem(ProblemKind::NotFound);
}

/// A draft of `plain` that is ready, and the body that sends it.
async fn draft(portal: &Portal, browser: &Browser) -> (String, Value) {
    let (id, etag) = ready(portal, browser).await;
    let shown = sample::figures(browser, &id).await;
    let body = sample::submission(&id, &etag, &shown);
    (id, body)
}

async fn send(browser: &Browser, mut body: Value, otp: &OtpSent, value: &str) -> Reply {
    body["otp"] = json!({ "otpId": otp.otp_id, "value": value });
    sample::submit(browser, &sandbox::random::id(), &body).await
}

#[tokio::test]
async fn a_code_bears_five_tries() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, body) = draft(&portal, &browser).await;
    let otp = code(&browser, json!({ "purpose": "submit", "draftId": id })).await;
    let value = last_code(&portal).await;
    let wrong = if value == "000000" {
        "000001"
    } else {
        "000000"
    };
    for left in [4, 3, 2, 1, 0] {
        let problem = send(&browser, body.clone(), &otp, wrong)
            .await
            .problem(ProblemKind::OtpRefused);
        assert_eq!(problem.tries_left, Some(left));
    }
    let problem = send(&browser, body, &otp, &value)
        .await
        .problem(ProblemKind::OtpRefused);
    assert_eq!(problem.tries_left, Some(0), "even the right one");
    // Nobody waits for another one then.
    code(&browser, json!({ "purpose": "submit", "draftId": id })).await;
}

#[tokio::test]
async fn a_code_lives_five_minutes_and_serves_its_purpose_only() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, body) = draft(&portal, &browser).await;
    let (other, _) = draft(&portal, &browser).await;
    for asked in [
        json!({ "purpose": "submit", "draftId": other }),
        json!({ "purpose": "contact", "phone": "0912990002" }),
    ] {
        let otp = code(&browser, asked).await;
        let value = last_code(&portal).await;
        send(&browser, body.clone(), &otp, &value)
            .await
            .problem(ProblemKind::OtpRefused);
    }
    let otp = code(&browser, json!({ "purpose": "submit", "draftId": id })).await;
    let value = last_code(&portal).await;
    portal.running.state.clock.advance(301);
    send(&browser, body.clone(), &otp, &value)
        .await
        .problem(ProblemKind::OtpRefused);
    let otp = code(&browser, json!({ "purpose": "step-up" })).await;
    let value = last_code(&portal).await;
    let dossier: Dossier = send(&browser, body, &otp, &value).await.read();
    assert_eq!(dossier.tracked.state.code, 1);
}

#[tokio::test]
async fn a_new_code_is_sent_after_a_while_and_voids_the_older() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, body) = draft(&portal, &browser).await;
    let asked = json!({ "purpose": "submit", "draftId": id });
    let first = code(&browser, asked.clone()).await;
    let value = last_code(&portal).await;
    let clock = &portal.running.state.clock;
    clock.advance(10);
    let early = browser.post("/otp", asked.clone()).await;
    assert_eq!(early.header("retry-after"), "20");
    early.problem(ProblemKind::RateLimited);
    clock.advance(20);
    let second = code(&browser, asked).await;
    let void = send(&browser, body.clone(), &first, &value).await;
    let void = void.problem(ProblemKind::OtpRefused);
    assert_eq!(void.tries_left, Some(0));
    let value = last_code(&portal).await;
    let _: Dossier = send(&browser, body, &second, &value).await.read();
}

#[tokio::test]
async fn codes_are_ones_own_and_few() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (id, body) = draft(&portal, &browser).await;
    let other = portal.signed_in("driver").await;
    other
        .post("/otp", json!({ "purpose": "submit", "draftId": id }))
        .await
        .problem(ProblemKind::NotFound);
    let theirs = code(&other, json!({ "purpose": "step-up" })).await;
    let value = last_code(&portal).await;
    send(&browser, body, &theirs, &value)
        .await
        .problem(ProblemKind::OtpRefused);
    portal
        .browser()
        .post("/otp", json!({ "purpose": "step-up" }))
        .await
        .problem(ProblemKind::Unauthenticated);
    browser
        .post("/otp", json!({ "purpose": "contact" }))
        .await
        .problem(ProblemKind::ValidationFailed);
    let contact = json!({ "purpose": "contact", "phone": "0912990002" });
    for _ in 0..5 {
        let sent = code(&browser, contact.clone()).await;
        assert_eq!(sent.sent_to.unwrap().as_str(), "•••••••002");
        let wait = u64::from(sent.resend_after);
        portal.running.state.clock.advance(wait.try_into().unwrap());
    }
    browser
        .post("/otp", contact)
        .await
        .problem(ProblemKind::RateLimited);
}

#[tokio::test]
async fn a_code_proves_the_address_that_it_went_to_and_no_other() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let asked = json!({ "purpose": "contact", "phone": "0912990077" });
    let sent = code(&browser, asked).await;
    let tag = browser.get("/me?include=contact").await;
    let change = json!({ "phone": "0912990077", "email": "nguoi-khac@example.vn",
        "otp": { "otpId": sent.otp_id, "value": last_code(&portal).await } });
    let call = browser.unsafe_call(openidconnect::reqwest::Method::PATCH, "/me/contact");
    let call = { call.json(&change) }
        .header("content-type", "application/merge-patch+json")
        .header("if-match", tag.header("etag"));
    let contact = call.send().await.json();
    assert_eq!(contact["email"], "nguoi-khac@example.vn");
    assert_eq!(
        contact["verified"],
        json!({ "phone": true, "email": false })
    );
}

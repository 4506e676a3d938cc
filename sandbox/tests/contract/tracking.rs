//! Operation 34: tracking by code and proof.

use portal_api::{ProblemKind, TrackedDossier};
use serde_json::{Value, json};

use crate::browser::{Portal, Reply};
use crate::sample::sent;

/// Last six digits of the number of `plain`.
const PROOF: &str = "999002";

async fn track(portal: &Portal, code: &str, proof: Value) -> Reply {
    portal
        .browser()
        .post("/tracking", json!({ "dossierCode": code, "proof": proof }))
        .await
}

fn digits(value: &str) -> Value {
    json!({ "kind": "id-suffix", "value": value })
}

#[tokio::test]
async fn who_knows_code_and_proof_sees_the_state_and_nothing_of_the_person() {
    let portal = Portal::start().await;
    let code = sent(&portal, &portal.signed_in("plain").await).await;
    let answer = track(&portal, &code, digits(PROOF)).await;
    let tracked: TrackedDossier = answer.read();
    assert_eq!(
        (
            tracked.dossier_code.as_str(),
            tracked.state.code,
            tracked.documents.len()
        ),
        (code.as_str(), 1, 1)
    );
    let text = String::from_utf8(answer.body.clone()).unwrap();
    for personal in [
        "Trần",
        "Thường",
        "Lý Mẫu",
        "999002",
        "applicant",
        "deliveries",
        "payments",
        "receipt\":",
        "submitted\":",
        "content",
    ] {
        assert!(!text.contains(personal), "{personal}");
    }
    // The same search finds a name where there is one.
    let own = portal
        .signed_in("plain")
        .await
        .get(&format!("/dossiers/{code}"))
        .await;
    assert!(String::from_utf8(own.body).unwrap().contains("Thường"));
}

#[tokio::test]
async fn a_wrong_code_and_a_wrong_proof_get_the_same_answer() {
    let portal = Portal::start().await;
    let code = sent(&portal, &portal.signed_in("plain").await).await;
    let mut answers = Vec::new();
    for (code, proof) in [
        (code.as_str(), digits("123456")),
        ("MC.00004-261125-0099", digits(PROOF)),
        (code.as_str(), digits("2")),
        (
            code.as_str(),
            json!({ "kind": "receipt", "value": "token" }),
        ),
        (
            code.as_str(),
            json!({ "kind": "otp", "otpId": "otp-00001", "value": "123456" }),
        ),
    ] {
        let mut problem = serde_json::to_value(
            track(&portal, code, proof)
                .await
                .problem(ProblemKind::NotFound),
        )
        .unwrap();
        problem["traceId"] = json!("");
        answers.push(problem);
    }
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let portal = Portal::start().await;
    let code = sent(&portal, &portal.signed_in("plain").await).await;
    for code in [code.as_str(), "MC.00004-261125-0099"] {
        for guess in 0..5 {
            track(&portal, code, digits(&format!("00000{guess}")))
                .await
                .problem(ProblemKind::NotFound);
        }
        let refused = track(&portal, code, digits(PROOF)).await;
        refused.problem(ProblemKind::RateLimited);
        assert_eq!(refused.header("retry-after"), "900");
    }
    portal.running.state.clock.advance(901);
    track(&portal, &code, digits(PROOF)).await.json();
}

#[tokio::test]
async fn guessing_over_many_codes_is_slowed_down_too() {
    let portal = Portal::start().await;
    for at in 0..60 {
        track(&portal, &format!("MC.00004-261125-{at:04}"), digits(PROOF))
            .await
            .problem(ProblemKind::NotFound);
    }
    let refused = track(&portal, "MC.00004-261125-0099", digits(PROOF)).await;
    refused.problem(ProblemKind::RateLimited);
    assert_eq!(refused.header("retry-after"), "60");
}

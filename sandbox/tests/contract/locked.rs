//! Values that a person may not change here: what a source told of them stands, or it is said why not (feature a11).

use portal_api::FaultCode;
use serde_json::{Value, json};

use crate::browser::{Portal, consent};
use crate::sample::{drafted, faults_at, save};

const STAY: &str = "2.001159";

#[tokio::test]
async fn a_value_that_is_only_shown_is_not_anothers() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let data = json!({ "notifier_role": "household_member", "place_kind": "house" });
    let (id, mut etag, mut draft) = drafted(&portal, &browser, STAY, data).await;
    let consents = consent(&browser, STAY, &["vneid"]).await;
    let body = json!({ "procedureCode": STAY, "caseCode": "06.guest-self", "formVersion": draft["formVersion"], "subject": { "kind": "self" },
        "sources": ["vneid"], "want": ["account.full_name"], "consentIds": consents });
    let told = browser.post("/prefill", body).await.json();
    let said = &told["sources"][0]["records"][0]["attributes"]["full_name"];
    let (name, prov) = (said["value"].as_str().unwrap(), &said["prov"]);
    draft["provenance"] = told["provenance"].clone();
    draft["consentIds"] = json!(consents);

    let mut found = async |value: &str, origin: Value, change: Value| {
        let mut draft = draft.clone();
        draft["data"]["notifier_name"] = json!(value);
        draft["origins"] = json!({ "/notifier_name": origin });
        draft["prefillIds"] = json!([told["prefillId"]]);
        for (member, value) in change.as_object().unwrap() {
            draft[member] = value.clone();
        }
        let saved = save(&browser, &id, &etag, &draft).await;
        saved.json();
        saved.header("etag").clone_into(&mut etag);
        faults_at(&browser, &id, "/notifier_name").await
    };
    let other = "Kẻ Mẫu Khác";
    let mismatch = vec![FaultCode::MismatchWithSource];
    let typed = json!({ "origin": "manual" });
    let changed = json!({ "origin": "override", "prov": prov, "original": name });
    let chosen =
        json!({ "origin": "override", "prov": prov, "others": [{ "value": name, "prov": prov }] });
    let filled = json!({ "origin": "auto", "prov": prov });
    assert_eq!(found(name, filled.clone(), json!({})).await, []);
    assert_eq!(found(other, filled, json!({})).await, mismatch);
    assert_eq!(found(other, typed.clone(), json!({})).await, mismatch);
    assert_eq!(found(other, changed, json!({})).await, mismatch);
    assert_eq!(
        found(&name.to_uppercase(), typed.clone(), json!({})).await,
        [],
        "the same in other letters"
    );
    assert_eq!(
        found(other, chosen, json!({})).await,
        [],
        "the office sees both"
    );
    let dispute = json!({ "prov": prov, "note": "sai", "correction": "none", "at": "2026-11-25T08:00:00+07:00" });
    let disputes = json!({ "disputes": { "/notifier_name": dispute } });
    assert_eq!(found(other, typed.clone(), disputes).await, []);
    let untold = json!({ "prefillIds": [] });
    assert_eq!(
        found(other, typed, untold).await,
        [],
        "nothing was told: it is filled in by hand"
    );

    // What no draft names is forgotten once it has run out; what one names is kept with it.
    let state = &portal.running.state;
    let kept = async || -> i64 {
        let all = sqlx::query_scalar("SELECT count(*) FROM prefill");
        all.fetch_one(&state.db).await.unwrap()
    };
    let mut named = draft.clone();
    named["prefillIds"] = json!([told["prefillId"]]);
    save(&browser, &id, &etag, &named).await.json();
    state.clock.advance(8 * 86_400);
    sandbox::prefill::clean(state).await.unwrap();
    assert_eq!(kept().await, 1);
    sqlx::query("DELETE FROM draft")
        .execute(&state.db)
        .await
        .unwrap();
    sandbox::prefill::clean(state).await.unwrap();
    assert_eq!(kept().await, 0);
}

//! Values marked as a look-up's, against what the server answered to the person (contract 4.5).

use portal_api::{FaultCode, HealthCardAnswer, PlateChoiceAnswer};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal};
use crate::lookups::found;
use crate::sample::{drafted, faults_at, save};

const CARD: &str = "GD4019990000001";

fn marked(content: &mut Value, key: &str, source: &str, pointers: &[&str]) {
    let mark = json!({ "origin": "auto", "prov": key });
    content["origins"] = pointers
        .iter()
        .map(|pointer| ((*pointer).to_owned(), mark.clone()))
        .collect::<serde_json::Map<_, _>>()
        .into();
    content["provenance"] = json!({ key: { "source": source, "sourceName": "Nguồn", "retrievedAt": "2026-11-25T10:00:00+07:00", "verification": "verified", "signature": "absent" } });
}

/// What a check finds at name and last day of a card.
async fn of_card(browser: &Browser, id: &str) -> [Vec<FaultCode>; 2] {
    [
        faults_at(browser, id, "/card_holder").await,
        faults_at(browser, id, "/card_to").await,
    ]
}

#[tokio::test]
async fn what_a_draft_marks_as_looked_up_is_what_the_person_was_told() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("household-of-four").await;
    let other = portal.signed_in("driver").await;
    let card: HealthCardAnswer = found(&other, "health-card", json!({ "number": CARD })).await;
    let data = json!({
        "first_card": false, "has_reduction": true, "filing_for": "other", "card_code": CARD,
        "card_holder": card.holder, "card_from": card.from, "card_to": card.to,
    });
    let (id, mut etag, mut content) = drafted(&portal, &browser, "1.001939", data).await;
    let mut now = async |content: &Value| {
        let put = save(&browser, &id, &etag, content).await;
        put.json();
        etag = put.header("etag").to_owned();
        of_card(&browser, &id).await
    };
    let mismatch = || vec![FaultCode::MismatchWithSource];
    let pointers = ["/card_holder", "/card_to"];
    let key = "lookup-health-card";
    marked(&mut content, key, "social-insurance", &pointers);
    let right = content.clone();
    assert_eq!(now(&content).await, [mismatch(), mismatch()], "never asked");

    let _: HealthCardAnswer = found(&browser, "health-card", json!({ "number": CARD })).await;
    assert_eq!(now(&content).await, [vec![], vec![]]);
    content["data"]["card_to"] = json!("2031-12-31");
    assert_eq!(now(&content).await, [vec![], mismatch()]);
    // Written by the person, it is not the register's.
    content["origins"]["/card_to"] = json!({ "origin": "override", "prov": key });
    assert_eq!(now(&content).await, [vec![], vec![]]);

    // A card under another's number.
    let mut wrong = right.clone();
    wrong["data"]["card_code"] = json!("GD4019990000002");
    assert_eq!(now(&wrong).await, [mismatch(), mismatch()]);
    // A source that was not asked, and a look-up that the form has not.
    let mut wrong = right.clone();
    marked(&mut wrong, key, "population", &pointers);
    assert_eq!(now(&wrong).await, [mismatch(), mismatch()]);
    marked(
        &mut wrong,
        "lookup-of-nobody",
        "social-insurance",
        &pointers,
    );
    assert_eq!(now(&wrong).await, [mismatch(), mismatch()]);
    assert_eq!(now(&right).await, [vec![], vec![]]);
}

#[tokio::test]
async fn a_number_that_was_drawn_is_that_of_its_draft() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("motorcycle-buyer").await;
    let data = json!({ "case": "first_domestic", "plate_choice": "random" });
    let plate = async |id: &str, etag: &str, content: &Value, plate: &Value| {
        let mut content = content.clone();
        content["data"]["new_plate"] = plate.clone();
        let key = "lookup-plate-choice-drawn";
        marked(&mut content, key, "vehicle", &["/new_plate"]);
        save(&browser, id, etag, &content).await.json();
        faults_at(&browser, id, "/new_plate").await
    };
    let procedure = "1.012575";
    let (first, etag, content) = drafted(&portal, &browser, procedure, data.clone()).await;
    let (second, tag, _) = drafted(&portal, &browser, procedure, data).await;
    let asked = json!({ "draftId": first, "draw": true });
    let said: PlateChoiceAnswer = found(&browser, "plate-choice", asked).await;
    let drawn = json!(said.drawn.unwrap().plate);
    assert_eq!(plate(&first, &etag, &content, &drawn).await, []);
    // And the second has yet to draw.
    assert_eq!(
        plate(&second, &tag, &content, &drawn).await,
        [FaultCode::MismatchWithSource, FaultCode::Other]
    );
}

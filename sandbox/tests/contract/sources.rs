//! Operation 41, and what an office learns of a source that was out.

use openidconnect::reqwest::Method;
use portal_api::{Availability, Items, PrefillAnswer, SourceAnswer, SourceState};
use sandbox::clock::Clock;
use sandbox::sources::outage;
use serde_json::json;

use crate::browser::{Browser, Portal};
use crate::prefill::ask;
use crate::sample;

const UNTIL: &str = "2026-11-25T17:00:00+07:00";

async fn tell(portal: &Portal, source: &str, state: &str, until: Option<&str>) {
    let settings = &portal.running.state.settings;
    let at = (settings.db.as_path(), settings.root.as_path());
    let clock = Clock::new(settings.today);
    outage::tell(at, &clock, source, state, until)
        .await
        .unwrap();
}

async fn state_of(browser: &Browser, source: &str) -> SourceState {
    let all: Items<SourceState> = browser.get("/sources").await.read();
    all.items
        .into_iter()
        .find(|one| one.source == source)
        .unwrap()
}

#[tokio::test]
async fn a_source_that_is_out_is_told_with_what_can_be_done_and_until_when() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let up = state_of(&browser, "residence").await;
    assert_eq!((up.state, up.expected_until), (Availability::Up, None));
    tell(&portal, "residence", "down", Some(UNTIL)).await;
    let down = state_of(&browser, "residence").await;
    assert_eq!(down.state, Availability::Down);
    assert_eq!(down.expected_until.as_deref(), Some(UNTIL));
    assert!(down.meaning.contains("tự điền") && down.meaning != up.meaning);
    tell(&portal, "population", "slow", None).await;
    let slow = state_of(&browser, "population").await;
    assert_eq!(
        (slow.state, slow.expected_until),
        (Availability::Slow, None)
    );
    tell(&portal, "residence", "up", None).await;
    assert_eq!(
        state_of(&browser, "residence").await.state,
        Availability::Up
    );
    // What this portal is not connected to is not out.
    let apart = { portal.running.state.sources.asked() }
        .find(|source| !portal.running.state.persons.connects(&source.id))
        .unwrap();
    tell(&portal, &apart.id, "down", None).await;
    let apart = state_of(&browser, &apart.id).await;
    assert_eq!(apart.state, Availability::NotConnected);
}

#[tokio::test]
async fn only_a_source_that_is_asked_can_be_told() {
    let portal = Portal::start().await;
    let settings = &portal.running.state.settings;
    let at = (settings.db.as_path(), settings.root.as_path());
    let clock = Clock::new(settings.today);
    for source in ["card-qr", "nowhere"] {
        assert!(
            outage::tell(at, &clock, source, "down", None)
                .await
                .is_err()
        );
    }
    let until = async |text| outage::tell(at, &clock, "population", "down", Some(text)).await;
    assert!(until("tomorrow").await.is_err());
    assert!(until("2026-11-25").await.is_err());
    assert!(until(UNTIL).await.is_ok());
}

#[tokio::test]
async fn the_office_reads_which_sources_were_out() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    tell(&portal, "population", "down", None).await;
    let want = ["population.full_name"];
    let own = json!({ "kind": "self" });
    let answer: PrefillAnswer = ask(
        &portal,
        &browser,
        own.clone(),
        &["population"],
        &want,
        json!({}),
    )
    .await
    .read();
    let status = &answer.sources[0].status;
    assert_eq!(status.status, SourceAnswer::Unavailable);
    let note = status.later_token.clone().unwrap();

    let page = async |language: &str| {
        let officer = portal.browser();
        let call = officer.call(Method::GET, "/officer");
        let answer = call.header("accept-language", language).send().await;
        String::from_utf8(answer.body).unwrap()
    };
    let upload = sample::uploaded(&browser, &sample::pdf(), "giấy chứng sinh.pdf").await;
    let papers = sample::papers(&upload);
    let mut content = sample::content(&portal, &sample::answers(), &papers);
    content["verifyLater"] = json!([note, "made up", note]);
    sample::send_new(&portal, &browser, &content).await.json();
    let html = page("vi").await;
    let line =
        "Đối chiếu sau, nguồn gián đoạn khi công dân điền: Cơ sở dữ liệu quốc gia về dân cư</p>";
    assert!(html.contains(line), "{html}");
    assert!(page("en").await.contains("Verify later"));

    // A source that answers gives no note.
    tell(&portal, "population", "up", None).await;
    let answer: PrefillAnswer = ask(&portal, &browser, own, &["population"], &want, json!({}))
        .await
        .read();
    assert_eq!(answer.sources[0].status.later_token, None);
}

//! Rows of `tests/faults/rows.json` that server and engine show together.

use openidconnect::reqwest::StatusCode;
use portal_api::{
    Appointment, AppointmentSlot, Attribute, Dossier, Fact, FaultCode, OwnFile, Page,
    PrefillAnswer, Provenance, ResultDetail, ResultList, SourceAnswer, TrackedDossier,
    Verification,
};
use sandbox::results::awaited::DELAY;
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, consent};
use crate::ended::{dossier, paid_for};
use crate::pages::{open, press};
use crate::prefill::ask;
use crate::sample::{
    self, BIRTH, OFFICE, answers, content, drafted, faults_at, papers, pdf, save, saved, uploaded,
    uploaded_for,
};

/// Sends a draft: the dossier's code.
async fn filed(browser: &Browser, id: &str, etag: &str) -> String {
    let shown = sample::figures(browser, id).await;
    let body = sample::submission(id, etag, &shown);
    let sent = sample::submit(browser, &sandbox::random::id(), &body).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.json());
    sent.json()["dossierCode"].as_str().unwrap().to_owned()
}

/// What a dossier holds.
async fn kept(browser: &Browser, code: &str) -> Value {
    let path = format!("/dossiers/{code}?include=content");
    browser.get(&path).await.json()["content"]["data"].clone()
}

#[tokio::test]
async fn n02_a_name_comes_back_letter_for_letter() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let upload = uploaded(&browser, &pdf(), "giấy.pdf").await;
    let composed = "Đặng Hữu Phước";
    let decomposed = "Đa\u{323}\u{306}ng Hu\u{31B}\u{303}u Phu\u{31B}o\u{31B}\u{301}c";
    for (written, other) in [(composed, "Một"), (decomposed, "Hai")] {
        let mut data = answers();
        data["child_name"] = json!(written);
        // Another dossier each time.
        data["mother_name"] = json!(format!("Đào Thị {other}"));
        let content = content(&portal, &data, &papers(&upload));
        let (id, etag) = saved(&portal, &browser, &content).await;
        let draft = browser.get(&format!("/drafts/{id}")).await.json();
        assert_eq!(
            draft["data"]["child_name"], written,
            "a draft keeps what was typed"
        );
        let code = filed(&browser, &id, &etag).await;
        let sent = kept(&browser, &code).await;
        assert_eq!(sent["child_name"].as_str(), Some(composed));
    }
}

/// A paper of service 19 that a marriage certificate can be.
const PAPER: &str = "19.nguoi-phu-thuoc";

/// Makes the sources have said something else.
async fn said_instead(portal: &Portal, before: &str, now: &str) {
    let changed = sqlx::query("UPDATE prefill SET answer = replace(answer, ?, ?)")
        .bind(before)
        .bind(now);
    changed.execute(&portal.running.state.db).await.unwrap();
}

#[tokio::test]
async fn p01_what_both_sides_write_otherwise_is_the_same_and_what_is_tampered_with_is_not() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let sources = ["vneid", "population"];
    let consents = consent(&browser, BIRTH, &sources).await;
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal), "subject": { "kind": "self" },
        "sources": sources, "want": ["account.phone", "population.birth_date"], "consentIds": consents });
    let asked = browser.post("/prefill", body).await;
    let answer = asked.json();
    said_instead(&portal, "0912990001", "+84900000001").await;
    said_instead(&portal, "1995-03-12", "1990-01-31").await;
    let said: PrefillAnswer = asked.read();
    let prov = |attribute: &str| {
        let mut records = said.sources.iter().flat_map(|source| &source.records);
        records
            .find_map(|record| record.attributes.get(attribute))
            .map(|fact| json!({ "origin": "auto", "prov": fact.prov }))
            .unwrap()
    };
    let upload = uploaded(&browser, &pdf(), "giấy.pdf").await;
    let filled = |birth: &str, phone: &str| {
        let mut data = answers();
        data["mother_birth"] = json!(birth);
        data["requester_phone"] = json!(phone);
        let mut draft = content(&portal, &data, &papers(&upload));
        draft["origins"] =
            json!({ "/mother_birth": prov("birth_date"), "/requester_phone": prov("phone") });
        draft["provenance"] = answer["provenance"].clone();
        draft["prefillIds"] = json!([answer["prefillId"]]);
        draft["consentIds"] = json!(consents);
        draft
    };
    let tampered = filled("1990-02-01", "0900 000 002");
    let (id, etag) = saved(&portal, &browser, &tampered).await;
    for pointer in ["/mother_birth", "/requester_phone"] {
        assert_eq!(
            faults_at(&browser, &id, pointer).await,
            [FaultCode::MismatchWithSource],
            "{pointer}"
        );
    }
    // Both write it otherwise: the date is told as no date of the exchange, and neither as another than the source's.
    let otherwise = filled("31/01/1990", "0900 000 001");
    let put = save(&browser, &id, &etag, &otherwise).await;
    let told = faults_at(&browser, &id, "/mother_birth").await;
    assert!(told.contains(&FaultCode::NotADate), "{told:?}");
    assert!(!told.contains(&FaultCode::MismatchWithSource), "{told:?}");
    assert_eq!(faults_at(&browser, &id, "/requester_phone").await, []);
    // So it is where the source writes it like that.
    said_instead(&portal, "1990-01-31", "31/01/1990").await;
    let exchanged = filled("1990-01-31", "0900 000 001");
    let put = save(&browser, &id, put.header("etag"), &exchanged).await;
    assert_eq!(sample::check(&browser, &id).await.errors, []);
    let code = filed(&browser, &id, put.header("etag")).await;
    let sent = kept(&browser, &code).await;
    assert_eq!(
        (&sent["mother_birth"], &sent["requester_phone"]),
        (&json!("1990-01-31"), &json!("0900000001"))
    );
}

#[tokio::test]
async fn p16_one_source_is_out_another_lacks_something_and_the_third_is_good() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("slow-sources").await;
    let sources = ["civil-status", "population", "vneid"];
    let want = [
        "marriage_certificate.certificate_number",
        "population.full_name",
        "population.temporary_address",
        "account.full_name",
    ];
    let own = json!({ "kind": "self" });
    let asked = ask(&portal, &browser, own, &sources, &want, json!({})).await;
    let answer: PrefillAnswer = asked.read();
    let [out, half, good] = answer.sources.as_slice() else {
        panic!("three answers");
    };
    assert_eq!(out.status.status, SourceAnswer::Unavailable);
    assert!(out.records.is_empty() && out.status.problem.is_some());
    let lacks: Vec<&str> = half.absent.iter().map(Attribute::as_str).collect();
    assert_eq!(half.status.status, SourceAnswer::Ok);
    assert_eq!(lacks, ["population.temporary_address"]);
    assert_eq!(half.records[0].attributes.len(), 1);
    assert_eq!(good.status.status, SourceAnswer::Ok);
    assert!(good.absent.is_empty() && good.records[0].attributes.contains_key("full_name"));
    // The form goes on.
    let begun = sample::begin(&portal, &browser).await;
    assert_eq!(begun.status, StatusCode::CREATED);
}

#[tokio::test]
async fn p19_a_certificate_of_one_service_is_offered_to_the_next_with_its_day_and_dossier() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let marriage = uploaded_for(
        &browser,
        "03.quan-he-nhan-than",
        "Giấy chứng nhận kết hôn.pdf",
    )
    .await;
    let (id, etag) = saved(
        &portal,
        &browser,
        &content(&portal, &answers(), &papers(&marriage)),
    )
    .await;
    let code = filed(&browser, &id, &etag).await;

    // Another service needs it.
    let path = "/me/files?kind=upload&caseCode=19.dependants";
    let offered: Page<OwnFile> = browser.get(path).await.read();
    let [file] = offered.items.as_slice() else {
        panic!("one file")
    };
    assert_eq!(
        (&*file.file_id, &*file.name),
        (&*marriage, "Giấy chứng nhận kết hôn.pdf")
    );
    assert!(
        file.satisfies.iter().any(|paper| **paper == *PAPER),
        "{:?}",
        file.satisfies
    );
    assert!(
        file.uploaded_at.as_str().starts_with("2026-11-25"),
        "its day"
    );
    let sent_with = file.dossier_code.as_ref().unwrap();
    assert_eq!(sent_with.as_str(), code, "where it was sent");
    assert!(
        file.title
            .as_ref()
            .unwrap()
            .starts_with("Giấy tờ chứng minh quan hệ"),
        "what it was sent as"
    );
    let data = json!({ "case": "dependants", "dependants": [{ "relation": "other" }] });
    let (next, etag, mut draft) = drafted(&portal, &browser, "1.008498", data).await;
    draft["caseCode"] = json!("19.dependants");
    let put = save(&browser, &next, &etag, &draft).await;
    let lacks = async || {
        let found = sample::check(&browser, &next).await.errors.into_iter();
        let mut of_paper = found.filter(|fault| {
            fault
                .params
                .as_ref()
                .is_some_and(|params| params.get("documentCode") == Some(&json!(PAPER)))
        });
        of_paper.next().is_some()
    };
    assert!(lacks().await);
    draft["attachments"] =
        json!([{ "documentCode": PAPER, "kind": "upload", "uploadId": file.file_id }]);
    save(&browser, &next, put.header("etag"), &draft)
        .await
        .json();
    assert!(!lacks().await, "the same file does");
}

#[tokio::test]
async fn p21_twins_are_two_dossiers() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let upload = uploaded(&browser, &pdf(), "giấy.pdf").await;
    let mut codes = Vec::new();
    for name in ["Mẫu An", "Mẫu Bình"] {
        let mut data = answers();
        data["child_name"] = json!(name);
        let content = content(&portal, &data, &papers(&upload));
        let (id, etag) = saved(&portal, &browser, &content).await;
        let verdict = sample::check(&browser, &id).await;
        assert!(
            verdict.errors.is_empty() && verdict.duplicates.is_empty(),
            "{name}"
        );
        codes.push(filed(&browser, &id, &etag).await);
    }
    assert_ne!(codes[0], codes[1]);
}

#[tokio::test]
async fn t07_a_time_stays_what_it_was_and_is_sent_with_its_zone() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let path = format!("/appointment-slots?agency={OFFICE}&from=2026-11-27&to=2026-11-27");
    let slots: Page<AppointmentSlot> = browser.get(&path).await.read();
    let half_past_eight = "2026-11-27T08:30:00+07:00";
    let slot = { slots.items.iter() }
        .find(|slot| slot.start.as_str() == half_past_eight)
        .unwrap();
    let upload = uploaded(&browser, &pdf(), "giấy.pdf").await;
    let mut content = content(&portal, &answers(), &papers(&upload));
    let (id, etag) = saved(&portal, &browser, &content).await;
    let booking = json!({ "slotId": slot.slot_id, "phone": "0900000001", "draftId": id });
    let booked: Appointment = browser.post("/appointments", booking).await.read();
    assert_eq!(booked.start.as_str(), half_past_eight);
    content["appointmentId"] = json!(booked.appointment_id);
    let put = sample::save(&browser, &id, &etag, &content).await;
    let code = filed(&browser, &id, put.header("etag")).await;
    let dossier: Dossier = browser.get(&format!("/dossiers/{code}")).await.read();
    let kept = dossier.tracked.appointment.unwrap();
    assert_eq!(kept.start.as_str(), half_past_eight);
}

/// Sends a registration of birth, and has its certificate issued.
async fn certified(portal: &Portal, browser: &Browser) -> String {
    let code = sample::sent(portal, browser).await;
    paid_for(portal, browser, &code).await;
    for act in ["act=accept", "act=issue"] {
        let done = press(portal, &format!("/officer/{code}"), act).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
    }
    code
}

/// What the certificate says of the child's number, who says it, and what the dossier says.
async fn number(browser: &Browser, code: &str) -> (Fact, Provenance, TrackedDossier) {
    let list: ResultList = browser.get("/me/results").await.read();
    let mut results = list.items.iter();
    let result = results.find(|one| one.dossier_code.as_deref() == Some(code));
    let path = format!("/me/results/{}", result.unwrap().result_id);
    let detail: ResultDetail = browser.get(&path).await.read();
    let fact = detail.record.unwrap().attributes["child_personal_id"].clone();
    let from = detail.provenance[&fact.prov].clone();
    (fact, from, dossier(browser, code).await.tracked)
}

#[tokio::test]
async fn p21_the_number_comes_days_after_the_certificate() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = certified(&portal, &browser).await;
    // Pending: the record names the number and who gives it, the dossier says so; nothing is made up.
    portal.running.state.clock.advance(DELAY - 60);
    let browser = portal.signed_in("plain").await;
    let (fact, from, told) = number(&browser, &code).await;
    assert_eq!((fact.value, fact.raw), (None, None));
    assert_eq!(from.source, "population");
    assert_eq!(from.verification, Verification::Unverified);
    let said = told.detail_state.unwrap();
    assert!(
        said.contains("Số định danh cá nhân của trẻ chưa có"),
        "{said}"
    );
    let want = ["name", "personal_id"].map(|of| format!("birth_certificate.child_{of}"));
    let want = want.each_ref().map(String::as_str);
    let own = || json!({ "kind": "self" });
    let asked = ask(
        &portal,
        &browser,
        own(),
        &["civil-status"],
        &want,
        json!({}),
    )
    .await;
    let absent = &asked.read::<PrefillAnswer>().sources[0].absent;
    assert_eq!(absent.as_slice(), [Attribute::from(want[1])]);

    // It comes by itself after its days and fits the child; who tracks the dossier hears of it and does not read it.
    portal.running.state.clock.advance(120);
    let (fact, from, told) = number(&browser, &code).await;
    let text = fact.value.as_ref().and_then(Value::as_str).unwrap();
    assert!(text.starts_with("001326999"), "{text}");
    assert_eq!(from.source, "province-warehouse");
    assert_eq!((&told.detail_state, told.state.code), (&None, 9));
    let last = told.timeline.last().unwrap();
    assert!(last.title.contains("Đã có số định danh"), "{last:?}");
    assert!(!serde_json::to_string(&told).unwrap().contains(text));
    let asked = ask(
        &portal,
        &browser,
        own(),
        &["civil-status"],
        &want,
        json!({}),
    )
    .await;
    assert!(asked.read::<PrefillAnswer>().sources[0].absent.is_empty());

    // The officer can have it answered at once, and once.
    let code = certified(&portal, &browser).await;
    assert_eq!(
        open(&portal, "/officer")
            .await
            .matches("value=answer>")
            .count(),
        1
    );
    let office = format!("/officer/{code}");
    let answers = [StatusCode::SEE_OTHER, StatusCode::CONFLICT];
    for status in answers {
        assert_eq!(press(&portal, &office, "act=answer").await.status, status);
    }
    assert!(number(&browser, &code).await.0.value.is_some());
}

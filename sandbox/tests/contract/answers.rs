//! Answers and where they come from: contact (10), consent taken back (15), values that are checked again, the ledger.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{Draft, FaultCode, Me, ProblemKind};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply, consent};
use crate::sample::{
    self, BIRTH, answers, content, faults_at, figures, papers, pdf, save, saved, submission,
    submit, uploaded,
};

async fn contact(browser: &Browser) -> (Value, String) {
    let answer = browser.get("/me?include=contact").await;
    (
        answer.json()["contact"].clone(),
        answer.header("etag").to_owned(),
    )
}

async fn patch(browser: &Browser, tag: &str, change: &Value) -> Reply {
    let call = browser.unsafe_call(Method::PATCH, "/me/contact");
    let call = call
        .json(change)
        .header("content-type", "application/merge-patch+json");
    call.header("if-match", tag).send().await
}

/// Of many who change the same at once one is heard, and the others are told.
#[tokio::test]
async fn nobody_writes_over_what_they_have_not_seen() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("disagreeing").await;
    let mut tag = contact(&browser).await.1;
    // The first time it is not kept here yet, then it is.
    for round in 0..2 {
        let change = |n: usize| json!({ "email": format!("so{n}.{round}@example.vn") });
        let [a, b, c, d] = [1, 2, 3, 4].map(change);
        let (a, b, c, d) = tokio::join!(
            patch(&browser, &tag, &a),
            patch(&browser, &tag, &b),
            patch(&browser, &tag, &c),
            patch(&browser, &tag, &d),
        );
        let answers = [a, b, c, d];
        let done: Vec<&Reply> = { answers.iter() }
            .filter(|answer| answer.status.is_success())
            .collect();
        assert_eq!(done.len(), 1, "{answers:?}");
        let next = done[0].header("etag").to_owned();
        for other in answers.iter().filter(|answer| !answer.status.is_success()) {
            assert_eq!(other.status.as_u16(), 412);
        }
        assert_eq!(contact(&browser).await.1, next);
        tag = next;
    }
}

#[tokio::test]
async fn the_contact_changes_one_member_at_a_time() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("disagreeing").await;
    let (before, tag) = contact(&browser).await;
    assert_eq!(
        (&before["phone"], &before["verified"]["phone"]),
        (&json!("0912990011"), &json!(true))
    );
    let changed = patch(&browser, &tag, &json!({ "phone": "0912990055" })).await;
    let after = changed.json();
    assert_eq!(after["phone"], "0912990055");
    assert_eq!(after["verified"]["phone"], false, "no code proved it");
    assert_eq!(
        (&after["email"], &after["channels"]),
        (&before["email"], &before["channels"])
    );
    assert_eq!(
        contact(&browser).await,
        (after, changed.header("etag").to_owned())
    );

    // Based on what was there before: told, and nothing is lost.
    let stale = patch(&browser, &tag, &json!({ "email": "khac@example.vn" })).await;
    stale.problem(ProblemKind::PreconditionFailed);
    let blind = browser
        .unsafe_call(Method::PATCH, "/me/contact")
        .json(&json!({}))
        .send()
        .await;
    blind.problem(ProblemKind::PreconditionRequired);
    let tag = changed.header("etag");
    let wrong = patch(&browser, tag, &json!({ "phone": "12", "email": "x" })).await;
    let wrong = wrong.problem(ProblemKind::ValidationFailed);
    let at: Vec<&str> = wrong
        .errors
        .iter()
        .map(|fault| fault.pointer.as_str())
        .collect();
    assert_eq!(at, ["/phone", "/email"]);
    let long = json!({ "country": "VN", "text": "x".repeat(501), "detail": "x".repeat(301), "vintage": "current" });
    let wrong = patch(&browser, tag, &json!({ "postal": long })).await;
    let wrong = wrong.problem(ProblemKind::ValidationFailed).errors;
    let at: Vec<&str> = wrong.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(at, ["/postal/text", "/postal/detail"]);
    // However it is written, it is kept in one shape.
    let same = patch(&browser, tag, &json!({ "phone": "+84 912 990 055" })).await;
    assert_eq!(same.json()["phone"], "0912990055");
    let deleted = patch(&browser, tag, &json!({ "email": null })).await.json();
    assert_eq!(
        (deleted.get("email"), &deleted["phone"]),
        (None, &json!("0912990055"))
    );

    // The next form is filled with it.
    let consents = consent(&browser, BIRTH, &["profile"]).await;
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal), "subject": { "kind": "self" },
        "sources": ["profile"], "want": ["profile.phone", "profile.email"], "consentIds": consents });
    let facts = browser.post("/prefill", body).await.json();
    let held = &facts["sources"][0]["records"][0]["attributes"];
    assert_eq!(held["phone"]["value"], "0912990055");
    assert_eq!(held.get("email"), None);
}

/// A draft with values of the population record and of the account, and what was read.
async fn filled(portal: &Portal, browser: &Browser) -> (Value, Vec<Value>, Value) {
    let consents = consent(browser, BIRTH, &["population", "vneid"]).await;
    let mut draft = content(portal, &answers(), &json!([]));
    let mut facts = Vec::new();
    for (source, want) in [
        (
            "population",
            vec!["population.full_name", "population.birth_date"],
        ),
        ("vneid", vec!["account.phone"]),
    ] {
        let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(portal), "subject": { "kind": "self" },
            "sources": [source], "want": want, "consentIds": consents });
        facts.push(browser.post("/prefill", body).await.json());
    }
    let said = |index: usize, attribute: &str| {
        let fact = &facts[index]["sources"][0]["records"][0]["attributes"][attribute];
        (fact["value"].clone(), fact["prov"].clone())
    };
    let (name, of_population) = said(0, "full_name");
    let (birth, _) = said(0, "birth_date");
    let (phone, of_account) = said(1, "phone");
    draft["data"]["mother_name"] = name;
    draft["data"]["mother_birth"] = birth;
    let auto = |prov: &Value| json!({ "origin": "auto", "prov": prov });
    draft["origins"] = json!({
        "/mother_name": auto(&of_population), "/mother_birth": auto(&of_population),
        "/father_name": { "origin": "override", "prov": of_population, "original": "Ai Đó" },
        "/child_name": { "origin": "manual", "others": [{ "value": "Khác", "prov": of_population }] },
    });
    if !phone.is_null() {
        draft["data"]["requester_phone"] = phone;
        draft["origins"]["/requester_phone"] = auto(&of_account);
    }
    for fact in &facts {
        for (key, prov) in fact["provenance"].as_object().unwrap() {
            draft["provenance"][key] = prov.clone();
        }
    }
    draft["prefillIds"] = json!([facts[0]["prefillId"], facts[1]["prefillId"]]);
    draft["consentIds"] = json!(consents);
    (draft, consents, of_population)
}

/// P01: compared in canonical form; what is another value is refused where it stands.
#[tokio::test]
async fn a_value_of_a_source_passes_however_it_is_written_and_not_when_it_is_another() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("disagreeing").await;
    let (mut draft, ..) = filled(&portal, &browser).await;
    let birth = draft["data"]["mother_birth"].as_str().unwrap().to_owned();
    let phone = draft["data"]["requester_phone"]
        .as_str()
        .unwrap()
        .to_owned();
    let spaced = format!("{} {} {}", &phone[..4], &phone[4..7], &phone[7..]);
    let abroad = format!("+84{}", &phone[1..]);
    let mismatch = vec![FaultCode::MismatchWithSource];
    let found = async |draft: &Value| {
        let (id, _) = saved(&portal, &browser, draft).await;
        [
            faults_at(&browser, &id, "/mother_birth").await,
            faults_at(&browser, &id, "/requester_phone").await,
        ]
    };
    for (phone, faults) in [
        (phone, [vec![], vec![]]),
        (spaced, [vec![], vec![]]),
        (abroad, [vec![], vec![]]),
        ("0900000009".to_owned(), [vec![], mismatch.clone()]),
    ] {
        draft["data"]["requester_phone"] = json!(phone);
        assert_eq!(found(&draft).await, faults, "{phone}");
    }
    let (year, rest) = birth.split_once('-').unwrap();
    let (month, day) = rest.split_once('-').unwrap();
    draft["data"]["mother_birth"] = json!(format!("{year}-{month}"));
    assert_eq!(found(&draft).await[0], mismatch, "a month is not a day");
    draft["data"]["mother_birth"] = json!(birth);
    // The register writes the date as people do; the form as data does.
    let as_people_write = format!("{day}/{month}/{year}");
    sqlx::query("UPDATE prefill SET answer = replace(answer, ?, ?)")
        .bind(&birth)
        .bind(&as_people_write)
        .execute(&portal.running.state.db)
        .await
        .unwrap();
    assert_eq!(found(&draft).await[0], []);
    // What was typed as people write is told as that, and is no difference.
    draft["data"]["mother_birth"] = json!(as_people_write);
    assert!(!found(&draft).await[0].contains(&mismatch[0]));
}

#[tokio::test]
async fn a_consent_that_is_taken_back_leaves_drafts_without_its_values() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("disagreeing").await;
    let (mut draft, consents, of_population) = filled(&portal, &browser).await;
    let dispute = json!({ "prov": of_population, "note": "sai", "correction": "none", "at": "2026-11-25T08:00:00+07:00" });
    draft["disputes"] = json!({ "/mother_name": dispute });
    let record =
        json!({ "documentCode": "09.noi-cu-tru", "kind": "record", "prov": of_population });
    draft["attachments"] = json!([record]);
    let (id, etag) = saved(&portal, &browser, &draft).await;
    let population = consents[0].as_str().unwrap();
    let path = format!("/me/consents/{population}");
    let delete = async |browser: &Browser| browser.unsafe_call(Method::DELETE, &path).send().await;

    let other = portal.signed_in("full").await;
    delete(&other).await.problem(ProblemKind::NotFound);
    let told = async || {
        let all = "SELECT group_concat(answer) FROM prefill";
        let all: String = {
            sqlx::query_scalar(all)
                .fetch_one(&portal.running.state.db)
                .await
        }
        .unwrap();
        ["mother_birth", "requester_phone"]
            .map(|field| all.contains(draft["data"][field].as_str().unwrap()))
    };
    assert_eq!(told().await, [true, true]);
    assert_eq!(delete(&browser).await.status, StatusCode::NO_CONTENT);
    assert_eq!(told().await, [false, true], "what it told is forgotten");

    let answer = browser
        .call(Method::GET, &format!("/api/v1/drafts/{id}"))
        .header("accept-language", "en")
        .send()
        .await;
    let left: Draft = answer.read();
    let (data, origins) = (&left.answers.data, &left.answers.origins);
    assert_eq!(
        (data.get("mother_name"), data.get("mother_birth")),
        (None, None)
    );
    assert_eq!(data["father_name"], "Lý Văn Thử", "what was typed stays");
    assert_eq!(
        data["requester_phone"], draft["data"]["requester_phone"],
        "another source"
    );
    assert!(origins.get("/mother_name").is_none() && origins.get("/requester_phone").is_some());
    let typed = |pointer: &str| json!(origins.get(pointer).unwrap());
    assert_eq!(typed("/father_name"), json!({ "origin": "manual" }));
    assert_eq!(typed("/child_name"), json!({ "origin": "manual" }));
    assert!(left.answers.disputes.is_empty() && left.answers.attachments.is_empty());
    assert_eq!(json!(left.frame.consent_ids), json!([consents[1]]));
    let notice = &left.notices[0];
    assert_eq!(notice.code, "consent-withdrawn");
    assert!(notice.text.contains("taken back"), "{:?}", notice.text);

    // Whoever has it open is told, and what is saved anew has been read.
    let stale = save(&browser, &id, &etag, &draft).await;
    stale.problem(ProblemKind::PreconditionFailed);
    draft["data"] = json!(data);
    draft["origins"] = json!(origins);
    draft["disputes"] = json!({});
    draft["attachments"] = json!([]);
    draft["consentIds"] = json!([consents[1]]);
    save(&browser, &id, answer.header("etag"), &draft)
        .await
        .json();
    let read: Draft = browser.get(&format!("/drafts/{id}")).await.read();
    assert_eq!(read.notices, []);

    // It allows nothing any more; taking it back again changes nothing.
    let me: Me = browser.get("/me?include=consents").await.read();
    assert_eq!(me.consents.unwrap().len(), 1);
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal), "subject": { "kind": "self" },
        "sources": ["population"], "want": ["population.full_name"], "consentIds": [population] });
    let refused = browser.post("/prefill", body).await;
    refused.problem(ProblemKind::ConsentRequired);
    assert_eq!(delete(&browser).await.status, StatusCode::NO_CONTENT);
    let same: Draft = browser.get(&format!("/drafts/{id}")).await.read();
    assert_eq!(
        (same.notices, same.updated_at),
        (read.notices, read.updated_at)
    );
}

#[tokio::test]
async fn what_was_sent_keeps_its_sources_and_the_officer_sees_them() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let (mut draft, consents, of_population) = filled(&portal, &browser).await;
    let dispute = json!({ "prov": of_population, "note": "Tên đệm <sai>", "correction": "asked", "at": "2026-11-25T08:00:00+07:00" });
    draft["disputes"] = json!({ "/mother_birth": dispute });
    // The mother of the sample has another name.
    draft["data"]["mother_name"] = answers()["mother_name"].clone();
    // What the source told and was changed, beside what it never told.
    let (told, never) = ("Trần Văn Thường", "Ai Đó");
    draft["origins"]["/mother_name"] =
        json!({ "origin": "override", "prov": of_population, "original": told });
    let upload = uploaded(&browser, &pdf(), "giấy chứng sinh.pdf").await;
    draft["attachments"] = papers(&upload);
    // What a code says otherwise is kept with the draft, and goes to no office.
    let otherwise = json!({ "/mother_birth": [{ "value": "1990", "prov": of_population }] });
    draft["undecided"] = otherwise.clone();
    let (id, etag) = saved(&portal, &browser, &draft).await;
    let kept = browser.get(&format!("/drafts/{id}")).await.json();
    assert_eq!(kept["undecided"], otherwise);
    let body = submission(&id, &etag, &figures(&browser, &id).await);
    let sent = submit(&browser, &sandbox::random::id(), &body).await.json();
    let code = sent["dossierCode"].as_str().unwrap();
    let whole = format!("/dossiers/{code}?include=content");
    let before = browser.get(&whole).await.json()["content"].clone();
    assert_eq!(before["disputes"]["/mother_birth"]["note"], "Tên đệm <sai>");
    assert_eq!(before["origins"]["/mother_birth"]["origin"], "auto");
    assert_eq!(before.get("undecided"), None);
    let typed = json!({ "origin": "manual" });
    for pointer in ["/father_name", "/child_name"] {
        assert_eq!(before["origins"][pointer], typed, "{pointer}");
    }

    for consent in &consents {
        let path = format!("/me/consents/{}", consent.as_str().unwrap());
        browser.unsafe_call(Method::DELETE, &path).send().await;
    }
    assert_eq!(
        browser.get(&whole).await.json()["content"],
        before,
        "sent is sent"
    );

    for (language, words) in [
        (
            "vi",
            [
                "Lấy từ: Cơ sở dữ liệu quốc gia về dân cư",
                "Người nộp đã sửa; trước đó: Trần Văn Thường",
                "Nghị định 224/2026/NĐ-CP, Điều 15",
            ],
        ),
        (
            "en",
            [
                "Taken from: National population database",
                "Changed by the citizen; before: Trần Văn Thường",
                "Decree 224/2026/NĐ-CP, Article 15",
            ],
        ),
    ] {
        let page = portal.browser();
        let page = page.call(Method::GET, &format!("/officer/{code}"));
        let answer = page.header("accept-language", language).send().await;
        let html = String::from_utf8(answer.body).unwrap();
        for word in words {
            assert!(html.contains(word), "{language}: {word}\n{html}");
        }
        assert!(!html.contains(never), "{language}");
        assert!(html.contains("Tên đệm &lt;sai&gt;") && !html.contains("<sai>"));
    }
    let none = portal
        .browser()
        .call(Method::GET, "/officer/MC.0")
        .send()
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

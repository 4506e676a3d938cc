//! What a draft says of where its values come from: told by the source, not by whoever saves the draft (contract 3, 4.6).

use portal_api::FaultCode;
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, consent};
use crate::pages::open;
use crate::sample::{
    self, BIRTH, Record, answers, content, drafted, faults_at, papers, pdf, save, saved, uploaded,
};

/// A person who was told name and birth date of themselves.
async fn told(portal: &Portal) -> (Browser, Record, Vec<Value>) {
    let browser = portal.signed_in("plain").await;
    let consents = consent(&browser, BIRTH, &["population"]).await;
    let want = ["population.full_name", "population.birth_date"];
    let record = sample::told(portal, &browser, &want, &consents).await;
    (browser, record, consents)
}

/// Any record, dressed up.
fn dressed(provenance: &Value) -> Value {
    let mut forged = provenance.clone();
    forged["sourceName"] = json!("Nguồn giả");
    forged["recordRef"] = json!("GIẢ-0001");
    forged["issuer"] = json!({ "code": "gia", "name": "Cơ quan giả", "level": "ministry" });
    forged["issuedOn"] = json!("1999-01-01");
    forged["validUntil"] = json!("2099-01-01");
    forged["verification"] = json!("verified");
    forged["signature"] = json!("valid");
    forged
}

#[tokio::test]
async fn details_of_a_source_are_the_sources() {
    let portal = Portal::start().await;
    let (browser, record, _) = told(&portal).await;
    let mut draft = content(&portal, &answers(), &json!([]));
    let prov = record.prov.as_str();
    let read = json!({ "source": "card-qr", "sourceName": "x", "retrievedAt": "2026-11-25T08:00:00+07:00", "verification": "unverified", "signature": "absent" });
    draft["origins"] = json!({ "/child_name": { "origin": "manual" } });
    draft["provenance"] = json!({
        prov: dressed(&record.provenance), "card-1": dressed(&read), "invented-1": dressed(&record.provenance),
        "dossier-H01.2020.1": dressed(&json!({ "source": "prior-dossier", "sourceName": "x", "retrievedAt": "2026-11-25T08:00:00+07:00", "verification": "declared", "signature": "absent" })),
    });
    let (id, _) = saved(&portal, &browser, &draft).await;
    let kept = browser.get(&format!("/drafts/{id}")).await.json();
    let mut card = read;
    card["sourceName"] = json!("Mã QR trên thẻ căn cước");
    // The day that it bears, as unproved as the rest.
    card["issuedOn"] = json!("1999-01-01");
    assert_eq!(
        kept["provenance"],
        json!({ prov: record.provenance, "card-1": card }),
        "told, read on the device, and nothing besides"
    );
}

#[tokio::test]
async fn a_record_fills_only_what_it_says_and_of_whom_it_is() {
    let portal = Portal::start().await;
    let (browser, record, consents) = told(&portal).await;
    let (name, born) = ("Trần Văn Thường", "1992-04-18");
    let card = json!({ "source": "card-qr", "sourceName": "x", "retrievedAt": "2026-11-25T08:00:00+07:00", "verification": "unverified", "signature": "absent" });
    let mut earlier = card.clone();
    earlier["source"] = json!("prior-dossier");
    earlier["recordRef"] = json!("H01.2020.000001");
    let faults = async |pointer: &str, value: &str, prov: Option<&str>| {
        let mut data = answers();
        data[&pointer[1..]] = json!(value);
        let mut draft = content(&portal, &data, &json!([]));
        draft["origins"] = match prov {
            Some(prov) => json!({ pointer: { "origin": "auto", "prov": prov } }),
            None => json!({ pointer: { "origin": "auto" } }),
        };
        draft["provenance"] = json!({ record.prov.as_str(): record.provenance, "card-1": card, "dossier-1": earlier });
        draft["consentIds"] = json!(consents);
        let (id, _) = saved(&portal, &browser, &draft).await;
        let faults = faults_at(&browser, &id, pointer).await;
        faults.contains(&FaultCode::MismatchWithSource)
    };
    let prov = Some(record.prov.as_str());
    // Who asks is the mother.
    assert!(!faults("/mother_name", name, prov).await);
    assert!(!faults("/mother_birth", born, prov).await);
    // Neither the father nor the child, though it is what the record says.
    assert!(faults("/father_birth", born, prov).await);
    assert!(faults("/child_name", name, prov).await);
    // It says nothing of these.
    assert!(faults("/requester_phone", "0900000001", prov).await);
    assert!(faults("/parents_marriage_no", "45", prov).await);
    // Nobody said it, no card holds it, and there was no such dossier of theirs.
    assert!(faults("/mother_birth", born, None).await);
    assert!(faults("/requester_phone", "0900000001", Some("card-1")).await);
    assert!(faults("/requester_phone", "0900000001", Some("dossier-1")).await);
}

/// Beside a paper that a record replaces the office reads whose record it is, by their part of the form.
#[tokio::test]
async fn the_office_reads_whose_record_stands_for_a_paper() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let consents = consent(&browser, BIRTH, &["population"]).await;
    let want = ["population.residence_address"];
    let record = sample::told(&portal, &browser, &want, &consents).await;
    assert_eq!(record.provenance["about"], "self");
    let upload = uploaded(&browser, &pdf(), "giấy chứng sinh.pdf").await;
    let mut papers = papers(&upload);
    papers[1] =
        json!({ "documentCode": "09.noi-cu-tru", "kind": "record", "prov": record.prov.as_str() });
    let mut draft = content(&portal, &answers(), &papers);
    draft["provenance"] = json!({ record.prov.as_str(): record.provenance });
    // Who reads it cannot say that it is somebody else's.
    draft["provenance"][record.prov.as_str()]["about"] = json!("deceased");
    draft["consentIds"] = json!(consents);
    let (id, etag) = saved(&portal, &browser, &draft).await;
    let body = sample::submission(&id, &etag, &sample::figures(&browser, &id).await);
    let sent = sample::submit(&browser, "key-of-sending", &body)
        .await
        .json();
    let code = sent["dossierCode"].as_str().unwrap();
    let page = open(&portal, &format!("/officer/{code}")).await;
    let defined = portal.running.state.definitions.service("09").unwrap();
    let service = defined.in_language(sandbox::conventions::Language::Vi);
    let mut steps = service.steps.iter();
    let named = |step: &&forms::definition::Step| {
        let mut fields = step.fields.iter();
        fields.any(|field| field.id.as_str() == "requester_name")
    };
    let part = &steps.find(named).unwrap().title;
    let whose = format!("Dữ liệu của: Đào Thị Thử ({part})");
    assert!(page.contains(&whose), "{whose}\n{page}");
}

/// The code on a card fills in what the form takes from it, and nothing besides; it stays what the person read.
#[tokio::test]
async fn a_card_that_was_read_on_the_device_fills_what_the_form_takes_from_it() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let data = json!({ "req_confirm_cmnd9": true, "old_cmnd": "012345678", "phone": "0900000001" });
    let (id, etag, mut draft) = drafted(&portal, &browser, "1.012566", data).await;
    let mark = json!({ "origin": "auto", "prov": "card-1" });
    draft["origins"] = json!({ "/old_cmnd": mark, "/phone": mark });
    draft["provenance"] = json!({ "card-1": { "source": "card-qr", "sourceName": "x", "verification": "verified", "signature": "valid",
        "issuedOn": "2021-05-01", "recordRef": "x", "retrievedAt": "2026-11-25T08:00:00+07:00" } });
    save(&browser, &id, &etag, &draft).await.json();
    let found = async |pointer: &str| {
        let faults = faults_at(&browser, &id, pointer).await;
        faults.contains(&FaultCode::MismatchWithSource)
    };
    assert!(!found("/old_cmnd").await && found("/phone").await);
    let kept = &browser.get(&format!("/drafts/{id}")).await.json()["provenance"]["card-1"];
    assert_eq!(kept["verification"], "unverified");
    assert_eq!(
        kept["issuedOn"], "2021-05-01",
        "the day that the card bears"
    );
    assert_eq!(kept["recordRef"], Value::Null);
}

#[tokio::test]
async fn an_earlier_dossier_of_theirs_says_what_was_sent_in_it() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sample::sent(&portal, &browser).await;
    let phone = answers()["requester_phone"].clone();
    let faults = async |who: &Browser, value: &Value| {
        let mut data = answers();
        data["copy_count"] = json!(5);
        data["requester_phone"] = value.clone();
        let mut draft = content(&portal, &data, &json!([]));
        draft["origins"] = json!({ "/requester_phone": { "origin": "auto", "prov": "dossier-1" } });
        let from = json!({ "source": "prior-dossier", "sourceName": "Hồ sơ giả", "recordRef": code, "issuedOn": "1999-01-01",
            "retrievedAt": "1999-01-01T08:00:00+07:00", "verification": "verified", "signature": "valid" });
        draft["provenance"] = json!({ "dossier-1": from });
        let (id, _) = saved(&portal, who, &draft).await;
        let kept = browser.get(&format!("/drafts/{id}")).await;
        let faults = faults_at(who, &id, "/requester_phone").await;
        (faults, kept)
    };
    let (found, kept) = faults(&browser, &phone).await;
    assert_eq!(found, []);
    let kept = kept.json()["provenance"]["dossier-1"].clone();
    assert_eq!(
        (&kept["issuedOn"], &kept["verification"], &kept["signature"]),
        (&json!("2026-11-25"), &json!("declared"), &json!("absent"))
    );
    let name = kept["sourceName"].as_str().unwrap();
    assert!(name.starts_with("Hồ sơ ") && name != "Hồ sơ giả", "{name}");
    let (other, _) = faults(&browser, &json!("0900000009")).await;
    assert_eq!(other, [FaultCode::MismatchWithSource]);
    let stranger = portal.signed_in("driver").await;
    let (theirs, _) = faults(&stranger, &phone).await;
    assert_eq!(theirs, [FaultCode::MismatchWithSource]);
}

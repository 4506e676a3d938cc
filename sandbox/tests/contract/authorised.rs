//! Operation 16: who gave authority, on paper or in VNeID (contract 3.1).

use portal_api::{Dossier, PrefillAnswer, ProblemKind, ProofKind};
use sandbox::conventions::Language;
use serde_json::{Value, json};

use crate::applicant::{office, sent_with};
use crate::browser::{Browser, Portal};
use crate::facts::Question;
use crate::sample;
use crate::subjects::{named, of};

const PROOFS: [ProofKind; 3] = [
    ProofKind::RegisterLink,
    ProofKind::Confirmation,
    ProofKind::Upload,
];
const CODE: &[(&str, &str)] = &[("customer_code", "PC99040099064")];

#[tokio::test]
async fn a_written_authority_opens_what_the_case_asks() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("renter").await;
    let upload = sample::uploaded(&browser, &sample::pdf(), "ủy quyền.pdf").await;
    let by = json!({ "kind": "other-by-authorisation", "proof": { "kind": "upload", "uploadId": upload } });
    let ask = |subject: &Value,
               keys: &'static [(&'static str, &'static str)],
               source: &'static str,
               want: &'static str| {
        of(&portal, "renter", "25", source, want, subject.clone(), keys)
    };
    let holder = ask(&by, CODE, "electricity", "electricity_contract.holder_name").await;
    assert_eq!(holder, Ok(vec![json!("Trang Thị Mẫu Chủ")]));
    // Her own records are not what the service asks about her.
    let mut herself = named(
        "other-by-authorisation",
        "Trang Thị Mẫu Chủ",
        "040165999065",
    );
    herself["proof"] = by["proof"].clone();
    let gender = ask(&herself, &[], "population", "population.gender").await;
    assert_eq!(gender, Ok(vec![]));
    let proofs = PROOFS.to_vec();
    let without = json!({ "kind": "other-by-authorisation" });
    let refused = ask(
        &without,
        CODE,
        "electricity",
        "electricity_contract.holder_name",
    )
    .await;
    assert_eq!(refused, Err(proofs.clone()));
    let nobody = ask(&by, &[], "electricity", "electricity_contract.holder_name").await;
    assert_eq!(nobody, Err(proofs));
}

/// What a source says of somebody by an authorisation in VNeID, as the app asks it.
async fn reply(
    portal: &Portal,
    browser: &Browser,
    service: &str,
    (source, want): (&str, &str),
    subject: Value,
    keys: &[(&'static str, &str)],
) -> Result<PrefillAnswer, String> {
    let defined = portal.running.state.definitions.service(service).unwrap();
    let question = Question {
        service: defined.in_language(Language::Vi),
        source,
        want: &[want.to_owned()],
        subject,
        keys: keys
            .iter()
            .map(|&(key, value)| (key, json!(value)))
            .collect(),
    };
    let reply = question.reply(browser).await;
    if reply.status.is_success() {
        return Ok(reply.read());
    }
    let refused = reply.problem(ProblemKind::RepresentationNotProved);
    assert_eq!(refused.accepted.unwrap(), PROOFS);
    Err(refused.detail.unwrap())
}

/// The authorisation that VNeID has for a person, and the answer that told of it.
async fn mandate(portal: &Portal, browser: &Browser) -> (String, PrefillAnswer) {
    let own = json!({ "kind": "self" });
    let asked = ("vneid", "authorisation.number");
    let answer = reply(portal, browser, "25", asked, own, &[]).await.unwrap();
    (answer.sources[0].records[0].record_id.to_string(), answer)
}

fn by(record: &str) -> Value {
    json!({ "kind": "other-by-authorisation", "proof": { "kind": "register-link", "recordId": record } })
}

const HOLDER: (&str, &str) = ("electricity", "electricity_contract.holder_name");

#[tokio::test]
async fn an_authorisation_in_vneid_opens_what_the_case_asks_of_who_gave_it() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("renter").await;
    let (record, _) = mandate(&portal, &browser).await;
    let read = reply(&portal, &browser, "25", HOLDER, by(&record), CODE).await;
    let read = read.unwrap();
    let holder = &read.sources[0].records[0].attributes["holder_name"].value;
    assert_eq!(holder, &Some(json!("Trang Thị Mẫu Chủ")));
    // Named by number and name, for what this case asks; and nothing that it does not.
    let mut herself = named(
        "other-by-authorisation",
        "Trang Thị Mẫu Chủ",
        "040165999065",
    );
    herself["proof"] = by(&record)["proof"].clone();
    let gender = ("population", "population.gender");
    let asked =
        |service: &'static str| reply(&portal, &browser, service, gender, herself.clone(), &[]);
    let read = asked("03").await.unwrap();
    let said = &read.sources[0].records[0].attributes["gender"].value;
    assert_eq!(said, &Some(json!("female")));
    let read = asked("25").await.unwrap();
    assert_eq!(read.sources[0].records, []);
}

#[tokio::test]
async fn an_authorisation_of_somebody_else_over_or_withdrawn_opens_nothing_and_says_why() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("renter").await;
    let (record, _) = mandate(&portal, &browser).await;
    let of_another = [("customer_code", "PD99010099001")];
    let why = reply(&portal, &browser, "25", HOLDER, by(&record), &of_another).await;
    assert!(why.unwrap_err().contains("không phải là người cần xem"));
    // Nobody may use an authorisation that somebody else has been given; one that VNeID has no more is none.
    let other = portal.signed_in("lapsed-agent").await;
    for gone in [record.as_str(), "never-given"] {
        let why = reply(&portal, &other, "25", HOLDER, by(gone), CODE).await;
        assert!(why.unwrap_err().contains("VNeID không còn ủy quyền này"));
    }
    let (over, _) = mandate(&portal, &other).await;
    let why = reply(&portal, &other, "25", HOLDER, by(&over), CODE).await;
    assert!(why.unwrap_err().contains("đã hết hạn"));
    // Another record of one's own is no authorisation.
    let own = json!({ "kind": "self" });
    let asked = ("vneid", "account.full_name");
    let account = reply(&portal, &browser, "25", asked, own, &[])
        .await
        .unwrap();
    let account = account.sources[0].records[0].record_id.to_string();
    let why = reply(&portal, &browser, "25", HOLDER, by(&account), CODE).await;
    assert!(why.unwrap_err().contains("VNeID không còn ủy quyền này"));
}

/// Where the record has no number, the name on the register is compared.
#[tokio::test]
async fn without_a_number_the_name_on_the_register_decides() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("organisation-clerk").await;
    let (record, _) = mandate(&portal, &browser).await;
    let born = ("population", "population.birth_date");
    let ask = |name: &str, number: &str| {
        let mut head = named("other-by-authorisation", name, number);
        head["proof"] = by(&record)["proof"].clone();
        reply(&portal, &browser, "13", born, head, &[])
    };
    let read = ask("La Mẫu Giám Đốc", "001068999049").await.unwrap();
    assert_eq!(read.sources[0].records.len(), 1);
    let why = ask("Trang Thị Mẫu Chủ", "040165999065").await;
    assert!(why.unwrap_err().contains("không phải là người cần xem"));
}

#[tokio::test]
async fn the_office_reads_that_it_was_given_in_vneid_and_under_which_number() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("renter").await;
    let (record, told) = mandate(&portal, &browser).await;
    let read = reply(&portal, &browser, "25", HOLDER, by(&record), CODE).await;
    assert!(read.is_ok());
    let (subjects, own) = (json!([by(&record)]), json!({ "kind": "self" }));
    let provenance = serde_json::to_value(&told.provenance).unwrap();
    let dossier = sent_with(&portal, &browser, own, subjects, provenance).await;
    let code = dossier.tracked.dossier_code.as_str();
    let page = office(&portal, &format!("/officer/{code}")).await;
    assert!(
        page.contains("Được ủy quyền trên VNeID · số UQ-0099064"),
        "{page}"
    );
    // So does who sent it.
    let path = format!("/dossiers/{code}?include=content");
    let own = browser.get(&path);
    let own: Dossier = own.await.read();
    let proof = own.content.unwrap().subjects[0].proof.clone().unwrap();
    assert_eq!(proof.record_id.as_deref(), Some(record.as_str()));
    // Where nothing was read by it, the draft may not say so.
    let browser = portal.signed_in("plain").await;
    let (subjects, own) = (json!([by(&record)]), json!({ "kind": "self" }));
    let dossier = sent_with(&portal, &browser, own, subjects, json!({})).await;
    let code = dossier.tracked.dossier_code.as_str();
    let page = office(&portal, &format!("/officer/{code}")).await;
    assert!(!page.contains("VNeID · số") && page.contains("Chưa có căn cứ"));
}

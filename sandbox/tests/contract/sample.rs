//! A birth registration that can be sent, and the calls on its way.

use openidconnect::reqwest::Method;
use portal_api::{Agency, AgencyLevel, CheckAnswer, DossierSummary, FaultCode, Page};
use sandbox::conventions::Language;
use sandbox::results::{Issue, issue};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply};

pub const BIRTH: &str = "1.001193";
pub const OFFICE: &str = "commune-committee.00004";
const NOTICE: &str = "09.giay-chung-sinh";
const RESIDENCE: &str = "09.noi-cu-tru";

pub fn form_version(portal: &Portal) -> String {
    let defined = portal
        .running
        .state
        .definitions
        .of_procedure(BIRTH)
        .unwrap();
    defined.in_language(Language::Vi).form_version.clone()
}

/// Answers without fault: the mother registers a child of married parents, in time.
pub fn answers() -> Value {
    let address = json!({ "country": "VN", "province": "01", "commune": "00004", "detail": "Số 1", "text": "Số 1, phường Ba Đình, Hà Nội", "vintage": "current" });
    json!({
        "procedure_kind": "first", "requester_relation": "mother", "birth_case": "both_parents", "parents_married": true,
        "requester_name": "Đào Thị Thử", "requester_personal_id": "001192999901",
        "requester_id_doc": { "type": "identity-card", "number": "001192999901", "issued_on": "2024-08-15", "issued_by": "Bộ Công an" },
        "requester_address": address, "requester_phone": "0900000001", "requester_email": "thu@example.vn",
        "has_birth_notice": "paper", "surrogacy": false,
        "child_name": "Lý Mẫu An", "child_birth_date": "2026-11-03", "child_gender": "female", "child_birth_place": address,
        "mother_name": "Đào Thị Thử", "mother_birth": "1992-04-18", "mother_personal_id": "001192999901", "mother_address": address,
        "mother_nationality": country("VN"), "mother_ethnicity": ethnic(), "father_nationality": country("VN"), "father_ethnicity": ethnic(),
        "father_name": "Lý Văn Thử", "father_birth": "1990",
        "child_hometown": address, "child_ethnicity": ethnic(), "child_nationality": country("VN"), "parents_marriage_no": "45", "parents_marriage_date": "2018-05-20",
        "parents_marriage_place": "Ủy ban nhân dân phường Ba Đình", "share_consent": true,
        "receiving_authority": { "code": OFFICE, "name": "Ủy ban nhân dân phường Ba Đình", "list": "authorities", "version": "2026" },
        "copy_requested": true, "copy_count": 2, "result_delivery": "at_office", "declaration": true,
    })
}

fn country(code: &str) -> Value {
    json!({ "code": code, "name": "Việt Nam", "list": "countries", "version": "2026" })
}

fn ethnic() -> Value {
    json!({ "code": "01", "name": "Kinh", "list": "ethnic-groups", "version": "2026" })
}

/// The papers of [`answers`], both on one upload.
pub fn papers(upload: &str) -> Value {
    json!([{ "documentCode": NOTICE, "kind": "upload", "uploadId": upload }, { "documentCode": RESIDENCE, "kind": "upload", "uploadId": upload }])
}

/// The members that operation 20 replaces.
pub fn content(portal: &Portal, data: &Value, attachments: &Value) -> Value {
    json!({
        "procedureCode": BIRTH, "caseCode": "09.birth", "formId": "motcua.09", "formVersion": form_version(portal), "applicant": { "kind": "self" },
        "data": data, "origins": {}, "provenance": {}, "attachments": attachments, "prefillIds": [], "consentIds": [], "confirmationIds": [],
        "deliveries": [{ "method": "counter" }], "notify": { "sms": true, "email": false, "zalo": false }, "progress": { "step": "kiem-tra", "percent": 100 },
    })
}

pub async fn begin(portal: &Portal, browser: &Browser) -> Reply {
    browser
        .post(
            "/drafts",
            json!({ "procedureCode": BIRTH, "formVersion": form_version(portal) }),
        )
        .await
}

pub async fn save(browser: &Browser, id: &str, etag: &str, content: &Value) -> Reply {
    browser
        .unsafe_call(Method::PUT, &format!("/drafts/{id}"))
        .header("if-match", etag)
        .json(content)
        .send()
        .await
}

/// A saved draft: its id and ETag.
pub async fn saved(portal: &Portal, browser: &Browser, content: &Value) -> (String, String) {
    let begun = begin(portal, browser).await;
    let id = begun.json()["draftId"].as_str().unwrap().to_owned();
    let put = save(browser, &id, begun.header("etag"), content).await;
    put.json();
    (id, put.header("etag").to_owned())
}

/// A saved draft of any procedure with these answers: its id, ETag, and content.
pub async fn drafted(
    portal: &Portal,
    browser: &Browser,
    procedure: &str,
    data: Value,
) -> (String, String, Value) {
    let defined = portal.running.state.definitions.of_procedure(procedure);
    let version = &defined.unwrap().in_language(Language::Vi).form_version;
    let begun = json!({ "procedureCode": procedure, "formVersion": version });
    let begun = browser.post("/drafts", begun).await;
    let id = begun.json()["draftId"].as_str().unwrap().to_owned();
    let mut content = begun.json();
    content["data"] = data;
    let put = save(browser, &id, begun.header("etag"), &content).await;
    put.json();
    (id, put.header("etag").to_owned(), content)
}

/// Codes of what a check finds at a pointer.
pub async fn faults_at(browser: &Browser, id: &str, pointer: &str) -> Vec<FaultCode> {
    let check = check(browser, id).await;
    let at = check.errors.iter();
    at.filter(|fault| fault.pointer.as_str() == pointer)
        .map(|fault| fault.code)
        .collect()
}

/// A draft that can be sent.
pub async fn ready(portal: &Portal, browser: &Browser) -> (String, String) {
    let upload = uploaded(browser, &pdf(), "giấy chứng sinh.pdf").await;
    saved(
        portal,
        browser,
        &content(portal, &answers(), &papers(&upload)),
    )
    .await
}

pub async fn check(browser: &Browser, id: &str) -> CheckAnswer {
    browser
        .unsafe_call(Method::POST, &format!("/drafts/{id}/check"))
        .send()
        .await
        .read()
}

/// The figures that a check shows, as they are sent back.
pub async fn figures(browser: &Browser, id: &str) -> Value {
    serde_json::to_value(check(browser, id).await.figures).unwrap()
}

pub fn submission(id: &str, etag: &str, shown: &Value) -> Value {
    json!({ "draftId": id, "draftEtag": etag, "shown": shown, "declaration": { "accepted": true, "textVersion": "2026-01" }, "channel": "online" })
}

pub async fn submit(browser: &Browser, key: &str, body: &Value) -> Reply {
    browser
        .unsafe_call(Method::POST, "/dossiers")
        .key(key)
        .json(body)
        .send()
        .await
}

/// A dossier that was sent: its code.
pub async fn sent(portal: &Portal, browser: &Browser) -> String {
    let (id, etag) = ready(portal, browser).await;
    let body = submission(&id, &etag, &figures(browser, &id).await);
    let dossier = submit(browser, &sandbox::random::id(), &body).await.json();
    dossier["dossierCode"].as_str().unwrap().to_owned()
}

pub fn pdf() -> Vec<u8> {
    sandbox::persons::paper(&["Giay chung sinh".to_owned()])
}

/// Announces a file.
pub async fn announce(browser: &Browser, length: usize, metadata: &str) -> Reply {
    let call = browser
        .unsafe_call(Method::POST, "/uploads")
        .header("tus-resumable", "1.0.0");
    call.header("upload-length", &length.to_string())
        .header("upload-metadata", metadata)
        .send()
        .await
}

pub fn metadata(bytes: &[u8], name: &str, media_type: &str) -> String {
    use base64::Engine;
    let encode = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
    format!(
        "filename {},filetype {},sha256 {}",
        encode(name),
        encode(media_type),
        encode(&sandbox::random::sha256(bytes))
    )
}

pub async fn send_bytes(browser: &Browser, id: &str, offset: usize, bytes: &[u8]) -> Reply {
    let call = browser
        .unsafe_call(Method::PATCH, &format!("/uploads/{id}"))
        .header("tus-resumable", "1.0.0");
    let call = call
        .header("upload-offset", &offset.to_string())
        .header("content-type", "application/offset+octet-stream");
    call.body(bytes.to_vec()).send().await
}

/// A whole upload: its id.
pub async fn uploaded(browser: &Browser, bytes: &[u8], name: &str) -> String {
    let announced = announce(
        browser,
        bytes.len(),
        &metadata(bytes, name, "application/pdf"),
    )
    .await;
    let id = announced.location().rsplit('/').next().unwrap().to_owned();
    assert_eq!(
        send_bytes(browser, &id, 0, bytes).await.status.as_u16(),
        204
    );
    id
}

/// Announces and sends a file for a paper, under its document code.
pub async fn uploaded_for(browser: &Browser, paper: &str, name: &str) -> String {
    use base64::Engine;
    let bytes = pdf();
    let code = base64::engine::general_purpose::STANDARD.encode(paper);
    let about = format!(
        "{},documentCode {code}",
        metadata(&bytes, name, "application/pdf")
    );
    let announced = announce(browser, bytes.len(), &about).await;
    let id = announced.location().rsplit('/').next().unwrap().to_owned();
    send_bytes(browser, &id, 0, &bytes).await;
    id
}

/// Dossiers of the person who is signed in.
pub async fn dossiers(browser: &Browser, query: &str) -> Page<DossierSummary> {
    browser.get(&format!("/dossiers{query}")).await.read()
}

/// A draft with this content, checked and sent.
pub async fn send_new(portal: &Portal, browser: &Browser, content: &Value) -> Reply {
    let (id, etag) = saved(portal, browser, content).await;
    let shown = figures(browser, &id).await;
    submit(
        browser,
        &sandbox::random::id(),
        &submission(&id, &etag, &shown),
    )
    .await
}

/// A record of the population database, as operation 16 told the person of it.
pub struct Record {
    /// Key of where it comes from.
    pub prov: String,
    /// Where it comes from.
    pub provenance: Value,
}

/// What the population database says of the person who asks.
pub async fn told(portal: &Portal, browser: &Browser, want: &[&str], consents: &[Value]) -> Record {
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": form_version(portal),
        "subject": { "kind": "self" }, "sources": ["population"], "want": want, "consentIds": consents });
    let facts = browser.post("/prefill", body).await.json();
    let mut all = facts["provenance"].as_object().unwrap().iter();
    let (prov, provenance) = all.next().unwrap();
    Record {
        prov: prov.clone(),
        provenance: provenance.clone(),
    }
}

/// A birth certificate that this province issued to a person, without its values.
pub fn certificate(person: &str) -> Issue {
    Issue {
        person: person.to_owned(),
        code: "KQ.G15.000031".to_owned(),
        title: "Giấy khai sinh".to_owned(),
        number: Some("123".to_owned()),
        dossier_code: "H01.2026.000001".to_owned(),
        agency: Agency {
            code: "commune-committee.00004".into(),
            name: "Ủy ban nhân dân phường Ba Đình".into(),
            level: AgencyLevel::Commune,
            admin_unit_code: None,
        },
        issued_on: "2026-11-25".to_owned(),
        valid_until: None,
        record_kind: None,
        attributes: [].into(),
    }
}

/// Issues a result; gives its id.
pub async fn issued(portal: &Portal, result: Issue) -> String {
    let state = &portal.running.state;
    let mut connection = state.db.acquire().await.unwrap();
    issue(&mut connection, &result, state.clock.unix())
        .await
        .unwrap()
}

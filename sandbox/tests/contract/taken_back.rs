//! Operation 50, `withdraw`: who agreed to share their data takes it back; what it does to operation 16, to drafts and to
//! dossiers that were sent.

use portal_api::{Confirmation, ConfirmationState, Draft, FaultCode, OtpSent, ProblemKind};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply, consent};
use crate::confirmations::{agree, answer, ask, draft, read, request};
use crate::otp::last_code;
use crate::pages::open;
use crate::sample::{self, BIRTH, save};

const TENANT: &str = "tenant";

/// A draft of `plain` on records of `driver`, who agreed that they are read.
struct Shared {
    portal: Portal,
    asker: Browser,
    other: Browser,
    consents: Vec<Value>,
    asked: Confirmation,
    draft: String,
    etag: String,
    content: Value,
}

impl Shared {
    async fn start() -> Self {
        let portal = Portal::start().await;
        let asker = portal.signed_in("plain").await;
        let other = portal.signed_in("driver").await;
        let (draft, etag, content) = draft(&portal, &asker).await;
        let mut body = request(&draft, &etag);
        body["purpose"] = json!("share-data");
        body["role"] = json!("spouse");
        body["scopes"] = json!(["population"]);
        body["covers"] = json!(["/father_name"]);
        let asked = ask(&asker, body).await;
        let id = asked.confirmation_id.as_str();
        let said = answer(&other, id, agree(&read(&other, id).await)).await;
        assert_eq!(said.read::<Confirmation>().state, ConfirmationState::Agreed);
        let consents = consent(&asker, BIRTH, &["population"]).await;
        let mut shared = Self {
            portal,
            asker,
            other,
            consents,
            asked,
            draft,
            etag,
            content,
        };
        shared.fill().await;
        shared
    }

    fn id(&self) -> &str {
        self.asked.confirmation_id.as_str()
    }

    fn subject(&self) -> Value {
        json!({ "kind": "other-by-authorisation", "proof": { "kind": "confirmation", "confirmationId": self.id() },
            "person": { "fullName": "Cao Văn Lái", "personalId": "040089999020" } })
    }

    async fn facts(&self) -> Reply {
        let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&self.portal),
            "subject": self.subject(), "sources": ["population"], "want": ["population.birth_date", "population.ethnicity"],
            "consentIds": self.consents });
        self.asker.post("/prefill", body).await
    }

    /// A value as it was read, one that the asker changed, and one of their own.
    async fn fill(&mut self) {
        let facts = self.facts().await.json();
        let record = &facts["sources"][0]["records"][0];
        let born = record["attributes"]["birth_date"].clone();
        let prov = born["prov"].as_str().unwrap();
        let content = &mut self.content;
        content["data"]["father_birth"] = born["value"].clone();
        content["origins"] = json!({
            "/father_birth": { "origin": "auto", "prov": prov },
            "/father_ethnicity": { "origin": "override", "prov": prov, "original": { "code": "02", "name": "Tày", "list": "ethnic-groups", "version": "2026" } },
            "/father_name": { "origin": "manual" },
        });
        content["provenance"] = facts["provenance"].clone();
        content["prefillIds"] = json!([facts["prefillId"]]);
        content["consentIds"] = json!(self.consents);
        content["confirmationIds"] = json!([self.asked.confirmation_id]);
        let subject = self.subject();
        self.content["subjects"] = json!([subject]);
        self.etag = self.saved().await.header("etag").to_owned();
    }

    async fn saved(&self) -> Reply {
        save(&self.asker, &self.draft, &self.etag, &self.content).await
    }

    async fn now(&self) -> Draft {
        let path = format!("/drafts/{}", self.draft);
        self.asker.get(&path).await.read()
    }

    async fn take_back(&self) -> Confirmation {
        answer(&self.other, self.id(), withdraw(&self.asked))
            .await
            .read()
    }
}

fn withdraw(confirmation: &Confirmation) -> Value {
    json!({ "decision": "withdraw", "coversSha256": confirmation.covers_sha256 })
}

#[tokio::test]
async fn what_was_read_by_it_goes_and_nothing_more_is_read() {
    let shared = Shared::start().await;
    let before = shared.now().await;
    assert!(before.answers.data.contains_key("father_birth"));

    // Only who agreed takes it back; a stranger learns nothing.
    let stranger = shared.portal.signed_in(TENANT).await;
    answer(&stranger, shared.id(), withdraw(&shared.asked))
        .await
        .problem(ProblemKind::NotFound);
    answer(&shared.asker, shared.id(), withdraw(&shared.asked))
        .await
        .problem(ProblemKind::OtpRefused);
    assert_eq!(shared.now().await, before);
    shared.facts().await.json();

    let taken = shared.take_back().await;
    assert_eq!(taken.state, ConfirmationState::Withdrawn);
    assert!(taken.withdrawn_at.is_some() && taken.answered_at.is_some());
    shared
        .facts()
        .await
        .problem(ProblemKind::RepresentationNotProved);

    let now = shared.now().await;
    let answers = &now.answers;
    let kept = |name: &str| answers.data.get(name) == before.answers.data.get(name);
    assert!(!answers.data.contains_key("father_birth"), "it was read");
    assert!(kept("father_ethnicity") && kept("father_name"), "typed");
    let origins = serde_json::to_value(&answers.origins).unwrap();
    let typed = json!({ "origin": "manual" });
    assert_eq!(
        origins,
        json!({ "/father_ethnicity": typed, "/father_name": typed })
    );
    assert!(answers.provenance.is_empty());
    assert!(now.frame.subjects.is_empty() && now.frame.prefill_ids.is_empty());
    assert_eq!(now.frame.confirmation_ids, before.frame.confirmation_ids);
    assert_eq!(now.notices[0].code.as_str(), "agreement-taken-back");
    assert!(now.notices[0].text.as_str().starts_with("Cao Văn Lái "));

    // What an old client saves again is not saved: who took it back is told, and what rests on it.
    let etag = shared.asker.get(&format!("/drafts/{}", shared.draft)).await;
    let etag = etag.header("etag").to_owned();
    let refused = save(&shared.asker, &shared.draft, &etag, &shared.content).await;
    let refused = refused.problem(ProblemKind::ConfirmationClosed);
    assert_eq!(refused.current::<String>().as_deref(), Some(shared.id()));
    assert!(refused.detail.as_ref().unwrap().starts_with("Cao Văn Lái "));
    let at: Vec<&str> = { refused.errors.iter() }
        .map(|fault| fault.pointer.as_str())
        .collect();
    assert_eq!(at, ["/father_birth", "/father_ethnicity"]);
    for fault in &refused.errors {
        assert_eq!(fault.code, FaultCode::MismatchWithSource);
        let why = fault.detail.as_ref().unwrap();
        assert!(why.as_str().starts_with("Cao Văn Lái "), "{why:?}");
    }
    assert_eq!(shared.now().await, now, "nothing was saved");
    // Without it all the rest is.
    let mut own = shared.content.clone();
    own["data"].as_object_mut().unwrap().remove("father_birth");
    own["data"]["child_name"] = json!("Lý Mẫu Bình");
    own["origins"] = json!({ "/father_ethnicity": { "origin": "manual" } });
    save(&shared.asker, &shared.draft, &etag, &own).await.json();
    let now = shared.now().await;
    assert_eq!(now.answers.data["child_name"], "Lý Mẫu Bình");
    assert!(now.answers.provenance.is_empty(), "nobody told it any more");

    // Who asked sees it, and so does who agreed; again changes nothing, and there is no way back but to be asked anew.
    for browser in [&shared.asker, &shared.other] {
        let seen = read(browser, shared.id()).await;
        assert_eq!(seen.state, ConfirmationState::Withdrawn);
    }
    let again = shared.take_back().await;
    assert_eq!(again.withdrawn_at, taken.withdrawn_at);
    assert_eq!(shared.now().await, now);
    answer(&shared.other, shared.id(), agree(&shared.asked))
        .await
        .problem(ProblemKind::ConfirmationClosed);
}

/// A source that answers slowly answers too late.
#[tokio::test]
async fn what_is_asked_while_it_is_taken_back_is_not_told() {
    let portal = Portal::start().await;
    let asker = portal.signed_in("slow-sources").await;
    let other = portal.signed_in("driver").await;
    let (draft, etag, _) = draft(&portal, &asker).await;
    let mut body = request(&draft, &etag);
    body["purpose"] = json!("share-data");
    body["scopes"] = json!(["residence"]);
    let asked = ask(&asker, body).await;
    let id = asked.confirmation_id.as_str();
    answer(&other, id, agree(&asked)).await.json();
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal),
        "subject": { "kind": "spouse", "proof": { "kind": "confirmation", "confirmationId": id } },
        "sources": ["residence"], "want": ["residence.residence_address"],
        "consentIds": consent(&asker, BIRTH, &["residence"]).await });
    let (told, taken) = tokio::join!(asker.post("/prefill", body), async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        answer(&other, id, withdraw(&asked)).await
    });
    taken.json();
    told.problem(ProblemKind::RepresentationNotProved);
}

#[tokio::test]
async fn who_still_has_the_form_open_is_told_that_only_the_server_changed_it() {
    let mut shared = Shared::start().await;
    shared.take_back().await;
    let refused = shared.saved().await;
    let refused = refused.problem(ProblemKind::PreconditionFailed);
    assert_eq!(refused.amended, Some(true));
    let before = std::mem::replace(&mut shared.etag, refused.current::<String>().unwrap());
    shared.content["data"]["father_birth"] = Value::Null;
    shared.content["origins"] = json!({ "/father_name": { "origin": "manual" } });
    shared.saved().await.json();
    assert!(shared.now().await.notices.is_empty(), "they have seen it");
    // Somebody wrote since: that is another matter.
    shared.etag = before;
    let refused = shared.saved().await;
    let refused = refused.problem(ProblemKind::PreconditionFailed);
    assert_eq!(refused.amended, None);
}

#[tokio::test]
async fn what_was_agreed_to_for_the_dossier_is_not_taken_back_and_what_is_open_is_answered() {
    let portal = Portal::start().await;
    let asker = portal.signed_in("plain").await;
    let other = portal.signed_in("driver").await;
    let (draft, etag, _) = draft(&portal, &asker).await;
    let mut body = request(&draft, &etag);
    for purpose in ["agree", "declare"] {
        body["purpose"] = json!(purpose);
        let asked = ask(&asker, body.clone()).await;
        let id = asked.confirmation_id.as_str();
        let closed = async || {
            let said = answer(&other, id, withdraw(&asked)).await;
            said.problem(ProblemKind::ConfirmationClosed);
        };
        closed().await;
        answer(&other, id, agree(&asked)).await.json();
        closed().await;
        assert_eq!(read(&other, id).await.state, ConfirmationState::Agreed);
        let code = json!({ "purpose": "confirmation", "confirmationId": id });
        asker
            .post("/otp", code)
            .await
            .problem(ProblemKind::ConfirmationClosed);
    }
    body["purpose"] = json!("share-data");
    body["scopes"] = json!(["population"]);
    let asked = ask(&asker, body).await;
    let id = asked.confirmation_id.as_str();
    answer(&other, id, withdraw(&asked))
        .await
        .problem(ProblemKind::ConfirmationClosed);
}

#[tokio::test]
async fn who_agreed_by_a_code_takes_it_back_by_one() {
    let shared = Shared::start().await;
    let code = json!({ "purpose": "confirmation", "confirmationId": shared.id() });
    let sent: OtpSent = shared.asker.post("/otp", code.clone()).await.read();
    assert!(
        open(&shared.portal, "/sandbox/messages")
            .await
            .contains("Mã để rút lại")
    );
    let mut body = withdraw(&shared.asked);
    body["otp"] = json!({ "otpId": sent.otp_id, "value": last_code(&shared.portal).await });
    let said: Confirmation = answer(&shared.asker, shared.id(), body).await.read();
    assert_eq!(said.state, ConfirmationState::Withdrawn);
    shared
        .facts()
        .await
        .problem(ProblemKind::RepresentationNotProved);
    shared
        .asker
        .post("/otp", code)
        .await
        .problem(ProblemKind::ConfirmationClosed);
}

/// The office neither waits for leave to read records nor hears of it: it has what was sent.
#[tokio::test]
async fn a_dossier_that_was_sent_stays_as_it_is() {
    let mut shared = Shared::start().await;
    // Nobody in this form is whoever gave leave: what was read of them is written by the person.
    shared.content["origins"]["/father_birth"] = json!({ "origin": "manual" });
    shared.etag = shared.saved().await.header("etag").to_owned();
    let shown = sample::figures(&shared.asker, &shared.draft).await;
    let body = sample::submission(&shared.draft, &shared.etag, &shown);
    let sent = sample::submit(&shared.asker, "key-of-sending", &body).await;
    let code = sent.json()["dossierCode"].as_str().unwrap().to_owned();
    let path = format!("/dossiers/{code}?include=content");
    let before = shared.asker.get(&path).await.json();
    assert!(before["content"]["data"]["father_birth"].is_string());
    assert_eq!(before["confirmations"], json!([]));
    shared.take_back().await;
    assert_eq!(shared.asker.get(&path).await.json(), before);
    shared
        .facts()
        .await
        .problem(ProblemKind::RepresentationNotProved);
}

#[tokio::test]
async fn nobody_is_called_wife_or_husband_before_they_are() {
    let shared = Shared::start().await;
    let seen = read(&shared.other, shared.id()).await;
    let said = seen.statement.as_str();
    assert!(said.starts_with("Trần Văn Thường đề nghị Ông/Bà đồng ý cho lấy dữ liệu"));
    assert!(!said.contains("vợ") && !said.contains("chồng"), "{said}");
}

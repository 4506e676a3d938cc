//! Whom a dossier is for, and whose records were read for it, reach the office with what entitled to that
//! (contract 3.1, 4.6, 4.8).

use openidconnect::reqwest::Method;
use portal_api::{ApplicantKind, Dossier, FaultCode};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal};
use crate::facts::Question;
use crate::sample::{
    answers, check, content, figures, papers, pdf, save, saved, submission, submit, uploaded,
};

/// A dossier of the sample with this applicant and these subjects, sent.
async fn sent(portal: &Portal, browser: &Browser, applicant: Value, subjects: Value) -> Dossier {
    sent_with(portal, browser, applicant, subjects, json!({})).await
}

/// The same, with where something came from.
pub(crate) async fn sent_with(
    portal: &Portal,
    browser: &Browser,
    applicant: Value,
    subjects: Value,
    provenance: Value,
) -> Dossier {
    let upload = uploaded(browser, &pdf(), "giấy chứng sinh.pdf").await;
    let mut content = content(portal, &answers(), &papers(&upload));
    let (id, etag) = saved(portal, browser, &content).await;
    content["applicant"] = applicant;
    content["subjects"] = subjects;
    if provenance != json!({}) {
        content["provenance"] = provenance;
    }
    let etag = save(browser, &id, &etag, &content)
        .await
        .header("etag")
        .to_owned();
    let shown = figures(browser, &id).await;
    let body = submission(&id, &etag, &shown);
    submit(browser, &sandbox::random::id(), &body).await.read()
}

pub(crate) async fn office(portal: &Portal, path: &str) -> String {
    let browser = portal.browser();
    let call = browser.call(Method::GET, path);
    let answer = call.header("accept-language", "vi").send().await;
    String::from_utf8(answer.body).unwrap()
}

fn child(proof: &Value) -> Value {
    json!({ "kind": "child", "person": { "fullName": "Trần Mẫu Con", "personalId": "001220999005" }, "proof": proof })
}

#[tokio::test]
async fn a_dossier_for_a_child_is_the_childs_and_says_what_proves_it() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let link = json!({ "kind": "register-link" });
    let dossier = sent(&portal, &browser, child(&link), json!([])).await;
    let applicant = &dossier.applicant;
    assert_eq!(
        (applicant.kind, applicant.name.as_str()),
        (ApplicantKind::Person, "Trần Mẫu Con")
    );
    assert_eq!(applicant.masked_id.as_ref().unwrap(), &"•••••••••005");
    let code = dossier.tracked.dossier_code.as_str();
    let list = office(&portal, "/officer").await;
    assert!(list.contains("Trần Văn Thường · Hồ sơ của: Trần Mẫu Con (con)"));
    // No source ever told this person of such a child: the link that the draft claims is none.
    let page = office(&portal, &format!("/officer/{code}")).await;
    assert!(page.contains("Trần Mẫu Con (con)") && page.contains("Chưa có căn cứ"));
    assert!(!page.contains("Quan hệ trong cơ sở dữ liệu"));
}

#[tokio::test]
async fn an_organisation_is_named_and_a_dossier_of_ones_own_is_ones_own() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let own = sent(&portal, &browser, json!({ "kind": "self" }), json!([])).await;
    assert_eq!(own.applicant.name.as_str(), "Trần Văn Thường");
    let code = own.tracked.dossier_code.as_str();
    let page = office(&portal, &format!("/officer/{code}")).await;
    assert!(!page.contains("Hồ sơ của ai"));
    let browser = portal.signed_in("full").await;
    let school = json!({ "kind": "organisation", "organisation": { "name": "Trường Mẫu", "taxCode": "0100000001", "type": "state-agency" } });
    let dossier = sent(&portal, &browser, school, json!([])).await;
    assert_eq!(
        (dossier.applicant.kind, dossier.applicant.name.as_str()),
        (ApplicantKind::StateAgency, "Trường Mẫu")
    );
}

#[tokio::test]
async fn whose_records_were_read_and_by_which_paper_stands_on_the_offices_page() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let paper = uploaded(&browser, &pdf(), "ủy quyền.pdf").await;
    let by = |upload: &str| json!({ "kind": "other-by-authorisation", "proof": { "kind": "upload", "uploadId": upload } });
    let defined = portal.running.state.definitions.service("25").unwrap();
    let question = Question {
        service: defined.in_language(sandbox::conventions::Language::Vi),
        source: "electricity",
        want: &["electricity_contract.holder_name".to_owned()],
        subject: by(&paper),
        keys: [("customer_code", json!("PC99040099064"))].into(),
    };
    let answer = question.ask(&browser).await.unwrap();
    assert_eq!(answer.sources[0].records.len(), 1);
    let subjects = json!([by(&paper), by("another")]);
    let dossier = sent(&portal, &browser, json!({ "kind": "self" }), subjects).await;
    let code = dossier.tracked.dossier_code.as_str();
    let page = office(&portal, &format!("/officer/{code}")).await;
    assert!(page.contains(&format!("Giấy tờ đã gửi · {paper}")));
    assert!(page.contains("Chưa có căn cứ") && !page.contains("another"));
}

/// A name that was chosen among those that operation 9 tells is the register's; another under the same mark is not.
#[tokio::test]
async fn the_name_of_a_relative_who_was_chosen_is_the_registers() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let me = browser.get("/me?include=family").await.json();
    let prov = me["from"]["/family"].as_str().unwrap().to_owned();
    let spouse = me["family"]["spouse"]["fullName"].clone();
    let upload = uploaded(&browser, &pdf(), "giấy chứng sinh.pdf").await;
    let faults = async |name: Value| {
        let mut content = content(&portal, &answers(), &papers(&upload));
        content["data"]["father_name"] = name;
        content["origins"] = json!({ "/father_name": { "origin": "auto", "prov": prov } });
        content["provenance"] = json!({ prov.as_str(): me["provenance"][&prov] });
        let (id, _) = saved(&portal, &browser, &content).await;
        let verdict = check(&browser, &id).await;
        let wrong = verdict.errors.into_iter();
        let wrong = wrong.filter(|fault| fault.code == FaultCode::MismatchWithSource);
        wrong
            .map(|fault| fault.pointer.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(faults(spouse).await, Vec::<String>::new());
    assert_eq!(faults(json!("Người Khác")).await, ["/father_name"]);
}

//! Papers by where they come from: one file for several, a file of before again, and the national marks of each.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{Dossier, FaultCode, OwnFile, Page, PriorResult, ResultList, Reused};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, Reply, consent};
use crate::sample::{
    self, BIRTH, answers, certificate, check, content, figures, issued, pdf, save, saved, send_new,
    submission, submit, uploaded, uploaded_for,
};

const NOTICE: &str = "09.giay-chung-sinh";
const RESIDENCE: &str = "09.noi-cu-tru";

fn by_upload(paper: &str, id: &str) -> Value {
    json!({ "documentCode": paper, "kind": "upload", "uploadId": id })
}

/// The components of a dossier as an adapter would send them.
async fn components(portal: &Portal, code: &str) -> Reply {
    let browser = portal.browser();
    let path = format!("/officer/{code}/components");
    browser.call(Method::GET, &path).send().await
}

async fn officer_page(portal: &Portal) -> String {
    let browser = portal.browser();
    let page = browser.call(Method::GET, "/officer").send().await;
    String::from_utf8(page.body).unwrap()
}

#[tokio::test]
async fn one_upload_stands_in_several_attachments() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let upload = uploaded(&browser, &pdf(), "giấy tờ.pdf").await;
    let both = json!([by_upload(NOTICE, &upload), by_upload(RESIDENCE, &upload)]);
    let (id, etag) = saved(&portal, &browser, &content(&portal, &answers(), &both)).await;
    assert_eq!(check(&browser, &id).await.errors, Vec::new());

    // Taken out in one place it stays in the other.
    let one = json!([by_upload(RESIDENCE, &upload)]);
    let put = save(&browser, &id, &etag, &content(&portal, &answers(), &one)).await;
    let missing = check(&browser, &id).await.errors;
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert_eq!(missing[0].code, FaultCode::DocumentRequired);
    assert_eq!(
        missing[0].params.as_ref().unwrap()["documentCode"],
        json!(NOTICE)
    );

    let put = save(
        &browser,
        &id,
        put.header("etag"),
        &content(&portal, &answers(), &both),
    )
    .await;
    let shown = figures(&browser, &id).await;
    let body = submission(&id, put.header("etag"), &shown);
    let dossier: Dossier = submit(&browser, "one-for-two", &body).await.read();
    let named = |paper: &str| {
        let files = &dossier.receipt.as_ref().unwrap().files;
        let mine = files.iter().filter(|file| file.document_code == *paper);
        mine.count()
    };
    assert_eq!((named(NOTICE), named(RESIDENCE)), (1, 1));
    let sent: Vec<_> = { dossier.tracked.documents.iter() }
        .filter_map(|document| document.submitted.as_ref())
        .map(|submitted| submitted.document_code.to_string())
        .collect();
    assert_eq!(sent, [NOTICE, RESIDENCE]);
    // The person has one file, not two.
    let files: Page<OwnFile> = browser.get("/me/files?kind=upload").await.read();
    assert_eq!(files.items.len(), 1);
    assert_eq!(
        files.items[0].dossier_code,
        Some(dossier.tracked.dossier_code)
    );
}

#[tokio::test]
async fn a_file_sent_in_one_service_is_offered_in_another_with_its_day() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let marriage = uploaded_for(&browser, "03.quan-he-nhan-than", "ket hon.pdf").await;
    uploaded_for(&browser, "03.van-ban-dong-y", "dong y.pdf").await;
    let offered = async |case: &str| -> Vec<OwnFile> {
        let path = format!("/me/files?kind=upload&caseCode={case}");
        let files: Page<OwnFile> = browser.get(&path).await.read();
        let fits = |file: &OwnFile| !file.satisfies.is_empty();
        files.items.into_iter().filter(fits).collect()
    };
    let files = offered("19.dependants").await;
    assert_eq!(files.len(), 1, "{files:?}");
    let file = &files[0];
    assert_eq!(file.file_id, *marriage.as_str());
    assert!(file.uploaded_at.as_str().starts_with("2026-11-25"));
    assert!(file.title.as_deref().unwrap().starts_with("Giấy tờ"));
    assert!(
        file.satisfies
            .iter()
            .all(|code| code.as_str().starts_with("19."))
    );
    // The consent of somebody else is a paper of 04 by the same name.
    assert_eq!(offered("14.economic-org").await, Vec::new());
    let content = browser.get(&format!("/me/files/{marriage}/content")).await;
    assert_eq!(content.body, pdf());
    let stranger = portal.signed_in("full").await;
    let refused = stranger.get(&format!("/me/files/{marriage}/content")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_national_marks_say_where_each_paper_really_came_from() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    issued(&portal, certificate("full")).await;
    let list: ResultList = browser
        .get(&format!("/me/results?procedureCode={BIRTH}"))
        .await
        .read();
    let covering = |source: &str, paper: &str| -> &PriorResult {
        let mut of_source = list.items.iter().filter(|one| one.source == *source);
        let covers =
            |one: &&PriorResult| one.usable && one.satisfies.iter().any(|code| code == paper);
        of_source.find(covers).unwrap()
    };
    let national = covering("national-warehouse", "09.giay-chung-nhan-ket-hon");
    let provincial = covering("province-warehouse", "09.ban-sao-khai-sinh-cu");
    let reuse = async |result: &PriorResult| {
        let body = json!({ "purpose": "reuse-document", "procedureCode": BIRTH, "scopes": [result.source],
            "resultIds": [result.result_id], "textVersion": "2026-01", "locale": "vi" });
        let consents = browser.post("/me/consents", body).await.json();
        // What the app claims about the result it takes does not count.
        json!({ "documentCode": result.satisfies[0], "kind": "prior-result", "resultId": result.result_id,
            "consentId": consents["items"][0]["consentId"], "replacesWithResultCode": "KQ.CLAIMED" })
    };
    let consents = consent(&browser, BIRTH, &["population"]).await;
    let body = json!({ "procedureCode": BIRTH, "caseCode": "09.birth", "formVersion": sample::form_version(&portal), "subject": { "kind": "self" },
        "sources": ["population"], "want": ["population.residence_address"], "consentIds": consents });
    let facts = browser.post("/prefill", body).await.json();
    let (prov, provenance) = { facts["provenance"].as_object().unwrap().iter() }
        .next()
        .unwrap();
    let before = uploaded(&browser, &pdf(), "trước.pdf").await;
    let earlier = json!([by_upload(NOTICE, &before), by_upload(RESIDENCE, &before)]);
    let earlier = content(&portal, &answers(), &earlier);
    let earlier: Dossier = send_new(&portal, &browser, &earlier).await.read();
    let now = uploaded(&browser, &sample::pdf(), "nay.pdf").await;
    let papers = json!([
        by_upload(NOTICE, &now),
        // What the app calls a file does not count: it went with a dossier before, or it did not.
        { "documentCode": NOTICE, "kind": "own-file", "fileId": now },
        { "documentCode": NOTICE, "kind": "own-file", "fileId": before },
        by_upload(NOTICE, &before),
        reuse(national).await,
        reuse(provincial).await,
        { "documentCode": RESIDENCE, "kind": "record", "prov": prov },
        { "documentCode": "09.xac-nhan-don-vi", "kind": "paper-later", "reason": "mang đến sau" },
    ]);
    let mut draft = content(&portal, &answers(), &papers);
    draft["provenance"] = json!({ prov: provenance });
    draft["prefillIds"] = json!([facts["prefillId"]]);
    draft["consentIds"] = json!(consents);
    let dossier: Dossier = send_new(&portal, &browser, &draft).await.read();
    let code = dossier.tracked.dossier_code;

    let marks = |component: &Value| {
        [
            "DuocSoHoa",
            "DuocTaiSuDung",
            "DuocLayTuKhoDMQG",
            "MaKetQuaThayThe",
            "MaCSDL",
        ]
        .map(|name| component[name].clone())
    };
    let found = components(&portal, &code).await.json();
    let found: Vec<_> = found.as_array().unwrap().iter().map(marks).collect();
    let expected = [
        [json!(1), json!(0), json!(0), Value::Null, Value::Null],
        [json!(1), json!(0), json!(0), Value::Null, Value::Null],
        [json!(1), json!(1), json!(0), Value::Null, Value::Null],
        [json!(1), json!(1), json!(0), Value::Null, Value::Null],
        [
            json!(1),
            json!(2),
            json!(1),
            json!(national.result_code),
            json!("national-warehouse"),
        ],
        [
            json!(1),
            json!(2),
            json!(0),
            json!(provincial.result_code),
            json!("province-warehouse"),
        ],
        [
            json!(0),
            json!(0),
            json!(0),
            Value::Null,
            json!("population"),
        ],
        [json!(0), json!(0), json!(0), Value::Null, Value::Null],
    ];
    assert_eq!(found, expected);
    // What the person's own list of documents says is the same.
    let submitted: Vec<_> = { dossier.tracked.documents.iter() }
        .filter_map(|document| document.submitted.as_ref())
        .map(|one| {
            (
                one.reused,
                one.from_national_warehouse,
                one.replaced_by.clone(),
            )
        })
        .collect();
    let by = |result: &PriorResult| Some(result.result_code.clone());
    assert_eq!(
        submitted,
        [
            (Reused::No, false, None),
            (Reused::No, false, None),
            (Reused::Reused, false, None),
            (Reused::Reused, false, None),
            (Reused::ReplacedByResult, true, by(national)),
            (Reused::ReplacedByResult, false, by(provincial)),
        ]
    );
    let first = components(&portal, &earlier.tracked.dossier_code)
        .await
        .json();
    assert_eq!(first[0]["DuocTaiSuDung"], 0, "it went with this one first");
    // The ledger says each by itself, and of a result what its warehouse says.
    let path = format!("/officer/{code}");
    let ledger = portal.browser().call(Method::GET, &path).send().await;
    let ledger = String::from_utf8(ledger.body).unwrap();
    for result in [national, provincial] {
        let number = result.number.as_deref().unwrap();
        assert!(ledger.contains(number), "{number}");
    }
    assert_eq!(ledger.matches("Gửi tệp").count(), 4, "each file");
    let page = officer_page(&portal).await;
    assert!(page.contains("DuocLayTuKhoDMQG 1") && page.contains("MaCSDL population"));
    let none = components(&portal, "MC.00004-261125-0099").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

/// What stands against the draft for a paper of 09 that a prior result is taken for.
async fn with_result(
    portal: &Portal,
    browser: &Browser,
    paper: &str,
    result: &str,
    child: Value,
) -> Vec<FaultCode> {
    let body = json!({ "purpose": "reuse-document", "procedureCode": BIRTH, "scopes": ["national-warehouse"],
        "resultIds": [result], "textVersion": "2026-01", "locale": "vi" });
    let consents = browser.post("/me/consents", body).await.json();
    let taken = json!([{ "documentCode": paper, "kind": "prior-result", "resultId": result,
        "consentId": consents["items"][0]["consentId"] }]);
    let mut answers = answers();
    for (name, value) in child.as_object().unwrap() {
        answers[name] = value.clone();
    }
    let (id, _) = saved(portal, browser, &content(portal, &answers, &taken)).await;
    let errors = check(browser, &id).await.errors.into_iter();
    let of_paper = errors.filter(|fault| {
        let of = fault
            .params
            .as_ref()
            .and_then(|params| params.get("documentCode"));
        fault.pointer == *"/attachments/0" && of == Some(&json!(paper))
    });
    of_paper.map(|fault| fault.code).collect()
}

#[tokio::test]
async fn a_result_stands_only_for_a_paper_of_its_kind_and_about_its_person() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("full").await;
    let list: ResultList = browser
        .get(&format!("/me/results?procedureCode={BIRTH}"))
        .await
        .read();
    let mut held = list.items.iter();
    let of_child = held
        .find(|one| one.title.contains("Phạm Mẫu Bình"))
        .unwrap();
    let about = of_child.about.as_ref().unwrap();
    assert_eq!(about.full_name, *"Phạm Mẫu Bình");
    assert_eq!(about.birth_date.as_ref().unwrap(), "2020-06-01");
    let id = of_child.result_id.as_str();
    let former = "09.ban-sao-khai-sinh-cu";
    let child = |name: &str, born: &str| json!({ "child_name": name, "child_birth_date": born });
    let own = child("PHẠM MẪU BÌNH", "2020-06-01");
    let sister = child("Phạm Mẫu An", "2023-02-01");
    for (paper, child, faults) in [
        (former, &own, vec![]),
        (former, &sister, vec![FaultCode::NotEligible]),
        (RESIDENCE, &own, vec![FaultCode::NotEligible]),
    ] {
        let found = with_result(&portal, &browser, paper, id, child.clone()).await;
        assert_eq!(found, faults, "{paper} {child}");
    }
}

//! Operation 16: organisations, keys that choose among records, and certificates as proof (contract 3.1).

use portal_api::ProofKind;
use serde_json::{Value, json};

use crate::browser::Portal;
use crate::sample;
use crate::subjects::{named, of};

#[tokio::test]
async fn an_organisation_is_read_by_its_account_its_register_or_a_paper() {
    let portal = Portal::start().await;
    let any = json!({ "kind": "organisation", "proof": { "kind": "register-link" } });
    let want = "business_registration.name";
    let ask =
        |person: &'static str, subject: &Value, keys: &'static [(&'static str, &'static str)]| {
            of(
                &portal,
                person,
                "24",
                "business-register",
                want,
                subject.clone(),
                keys,
            )
        };
    let school = Ok(vec![json!("Trường Tiểu học Mẫu Ba Đình")]);
    assert_eq!(ask("organisation-head", &any, &[]).await, school);
    let cooperative = Ok(vec![json!("Hợp tác xã Mẫu")]);
    let key = &[("tax_code", "0199990047")];
    assert_eq!(ask("organisation-head", &any, key).await, cooperative);
    let centre = Ok(vec![json!("Trung tâm Mẫu Hà Nội")]);
    assert_eq!(ask("organisation-clerk", &any, &[]).await, centre);
    let proofs = vec![
        ProofKind::Session,
        ProofKind::RegisterLink,
        ProofKind::Upload,
    ];
    assert_eq!(ask("full", &any, &[]).await, Err(proofs.clone()));
    // No register has the clerk for this company: only with its authority on paper.
    let company = &[("tax_code", "0199990050")];
    assert_eq!(ask("organisation-clerk", &any, company).await, Err(proofs));
    let browser = portal.signed_in("organisation-clerk").await;
    let upload = sample::uploaded(&browser, &sample::pdf(), "giấy giới thiệu.pdf").await;
    let by = json!({ "kind": "organisation", "proof": { "kind": "upload", "uploadId": upload } });
    let company = ask("organisation-clerk", &by, company).await;
    assert_eq!(company, Ok(vec![json!("Công ty Mẫu chưa ủy quyền")]));
}

#[tokio::test]
async fn keys_choose_among_own_records() {
    let portal = Portal::start().await;
    let own = json!({ "kind": "self" });
    let want = "e_invoice.number";
    let ask = |keys: &'static [(&'static str, &'static str)]| {
        of(
            &portal,
            "motorcycle-buyer",
            "07",
            "e-invoice",
            want,
            own.clone(),
            keys,
        )
    };
    let number = Ok(vec![json!("00099041")]);
    assert_eq!(
        ask(&[("chassis_number", "RLMAU9990041000001")]).await,
        number
    );
    assert_eq!(ask(&[("chassis_number", "ANOTHER")]).await, Ok(vec![]));
}

#[tokio::test]
async fn a_certificate_proves_a_child_whom_no_register_links() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("shopkeeper").await;
    let path = "/me/results?procedureCode=1.001193";
    let results = browser.get(path).await;
    let results: portal_api::ResultList = results.read();
    let held = |title: &str| {
        let found = results.items.iter().find(|one| one.title == *title);
        found.unwrap().result_id.to_string()
    };
    let child = named("child", "Quản Thị Mẫu Hai", "025318999079");
    let with = |result: Option<String>| {
        let mut child = child.clone();
        if let Some(result) = result {
            child["proof"] = json!({ "kind": "prior-result", "resultId": result });
        }
        let want = "population.birth_date";
        of(&portal, "shopkeeper", "22", "population", want, child, &[])
    };
    let proofs = Err(vec![ProofKind::RegisterLink, ProofKind::PriorResult]);
    assert_eq!(with(None).await, proofs);
    let of_brother = held("Giấy khai sinh của Quản Mẫu Cả");
    assert_eq!(with(Some(of_brother)).await, proofs);
    let of_hers = held("Giấy khai sinh của Quản Thị Mẫu Hai");
    assert_eq!(with(Some(of_hers)).await, Ok(vec![json!("2018-03-13")]));
}

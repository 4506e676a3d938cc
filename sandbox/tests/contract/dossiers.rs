//! Operations 29 to 31: lists, one dossier, its papers.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{DocumentKind, Dossier, ProblemKind};
use serde_json::json;

use crate::browser::Portal;
use crate::sample::{answers, content, dossiers, papers, pdf, send_new, sent, uploaded};

#[tokio::test]
async fn dossiers_are_listed_in_pages_and_by_filter() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let upload = uploaded(&browser, &pdf(), "a.pdf").await;
    for name in ["Lý Mẫu Một", "Lý Mẫu Hai", "Lý Mẫu Ba"] {
        let mut data = answers();
        data["child_name"] = json!(name);
        send_new(
            &portal,
            &browser,
            &content(&portal, &data, &papers(&upload)),
        )
        .await
        .json();
    }
    let first = dossiers(&browser, "?limit=2").await;
    assert_eq!((first.items.len(), first.total), (2, Some(3)));
    assert_eq!(
        first.items[0].dossier_code, "MC.00004-261125-0003",
        "latest first"
    );
    let last = dossiers(
        &browser,
        &format!("?limit=2&cursor={}", first.next_cursor.unwrap()),
    )
    .await;
    assert_eq!(
        (
            last.items.len(),
            last.items[0].dossier_code.as_str(),
            last.next_cursor
        ),
        (1, "MC.00004-261125-0001", None)
    );

    for (query, total) in [
        ("?state=1", 3),
        ("?state=registered", 3),
        ("?state=9", 0),
        ("?procedureCode=1.001193", 3),
        ("?procedureCode=1.004884", 0),
        ("?from=2026-11-25&to=2026-11-25", 3),
        ("?from=2026-11-26", 0),
        ("?to=2026-11-24", 0),
        ("?q=khai%20sinh", 3),
        ("?q=0002", 1),
        ("?q=xe", 0),
    ] {
        assert_eq!(
            dossiers(&browser, query).await.total,
            Some(total),
            "{query}"
        );
    }
    browser
        .get("/dossiers?from=25/11/2026")
        .await
        .problem(ProblemKind::MalformedRequest);
    browser
        .get("/dossiers?cursor=eA")
        .await
        .problem(ProblemKind::MalformedRequest);
    assert_eq!(
        dossiers(&portal.signed_in("full").await, "").await.total,
        Some(0)
    );
    portal
        .browser()
        .get("/dossiers")
        .await
        .problem(ProblemKind::Unauthenticated);
}

#[tokio::test]
async fn a_dossier_is_polled_by_its_etag() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    let path = format!("/dossiers/{code}");
    let answer = browser.get(&path).await;
    let dossier: Dossier = answer.read();
    assert!(dossier.content.is_none());
    let again = browser
        .call(Method::GET, &format!("/api/v1{path}"))
        .header("if-none-match", answer.header("etag"))
        .send()
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let english = browser
        .call(Method::GET, &format!("/api/v1{path}"))
        .header("accept-language", "en")
        .send()
        .await
        .json();
    assert_eq!(
        (
            english["state"]["name"].as_str(),
            english["case"]["name"].as_str()
        ),
        (Some("Newly registered"), Some("Birth registration"))
    );
    browser
        .get("/dossiers/MC.00004-261125-0099")
        .await
        .problem(ProblemKind::NotFound);
    portal
        .signed_in("full")
        .await
        .get(&path)
        .await
        .problem(ProblemKind::NotFound);
    for to_come in ["supplements", "withdrawal"] {
        browser
            .post(&format!("{path}/{to_come}"), json!({}))
            .await
            .problem(ProblemKind::NotOffered);
    }
}

#[tokio::test]
async fn the_papers_of_a_dossier_are_what_was_sent() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let code = sent(&portal, &browser).await;
    let dossier: Dossier = browser.get(&format!("/dossiers/{code}")).await.read();
    let kinds: Vec<DocumentKind> = dossier
        .tracked
        .documents
        .iter()
        .map(|document| document.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            DocumentKind::Submitted,
            DocumentKind::Submitted,
            DocumentKind::Receipt
        ]
    );
    let path = |at: usize| {
        format!(
            "/dossiers/{code}/documents/{}",
            dossier.tracked.documents[at].document_id
        )
    };
    let file = browser.get(&path(0)).await;
    assert_eq!(
        (file.body.as_slice(), file.header("content-type")),
        (pdf().as_slice(), "application/pdf")
    );
    assert!(
        file.header("content-disposition")
            .contains("filename*=UTF-8''")
            && file.header("repr-digest").starts_with("sha-256=:")
    );
    let receipt = browser.get(&path(2)).await;
    assert!(
        receipt.body.starts_with(b"%PDF-")
            && String::from_utf8_lossy(&receipt.body).contains("261125")
    );
    let kept = portal.running.state.settings.db.with_extension("uploads");
    std::fs::remove_dir_all(kept).unwrap();
    browser
        .get(&path(0))
        .await
        .problem(ProblemKind::ContentGone);
    browser
        .get(&format!("/dossiers/{code}/documents/none-of-these"))
        .await
        .problem(ProblemKind::NotFound);
    portal
        .signed_in("full")
        .await
        .get(&path(2))
        .await
        .problem(ProblemKind::NotFound);
}

//! Operations 4 to 8 and 41: what is public.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{
    AdminUnit, Authority, CodeList, Items, OnlineLevel, Page, ProblemKind, Procedure,
    ProcedureSummary, SourceState,
};

use crate::browser::Portal;

#[tokio::test]
async fn all_25_services_are_listed() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let mut seen = std::collections::BTreeSet::new();
    let mut path = "/procedures?essential=true&limit=30".to_owned();
    loop {
        let page: Page<ProcedureSummary> = browser.get(&path).await.read();
        for item in &page.items {
            assert!(
                !item.name.is_empty() && !item.field.name.is_empty() && !item.audience.is_empty(),
                "{item:?}"
            );
            assert_eq!(item.open, item.closed_text.is_none(), "{item:?}");
            seen.insert(item.essential_id.unwrap());
        }
        let Some(cursor) = page.next_cursor else {
            break;
        };
        path = format!("/procedures?essential=true&limit=30&cursor={cursor}");
    }
    assert_eq!(seen, (1..=25).collect());
}

#[tokio::test]
async fn procedures_are_found_without_accents_and_by_group() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let found: Page<ProcedureSummary> = browser
        .get("/procedures?q=dang%20ky%20khai%20sinh")
        .await
        .read();
    assert!(found.items.iter().any(|item| item.code == "1.001193"
        && item.open
        && item.online_level == OnlineLevel::Full));
    let family: Page<ProcedureSummary> = browser
        .get("/procedures?group=family&limit=100")
        .await
        .read();
    assert!(family.items.iter().all(|item| {
        item.group
            .as_ref()
            .is_some_and(|group| group.code == "family")
    }));
    let none: Page<ProcedureSummary> = browser.get("/procedures?q=zzzz").await.read();
    assert!(none.items.is_empty());
    let english = browser
        .call(Method::GET, "/api/v1/procedures?q=birth")
        .header("accept-language", "en")
        .send()
        .await;
    assert!(!english.json()["items"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_procedure_names_its_form_cases_and_papers() {
    let portal = Portal::start().await;
    let procedure: Procedure = portal.browser().get("/procedures/1.001193").await.read();
    assert_eq!(
        (procedure.summary.code.as_str(), procedure.form_id.as_str()),
        ("1.001193", "motcua.09")
    );
    assert!(portal_api::FormVersion::is_valid(&procedure.form_version));
    let recognition = procedure
        .cases
        .iter()
        .find(|case| case.case_code == "09.birth-with-recognition")
        .unwrap();
    assert_eq!(recognition.procedure_code, "1.000689");
    assert!(
        recognition
            .results
            .iter()
            .any(|result| result.result_code == "KQ.G15.000033")
    );
    let marriage = recognition.documents.iter().find(|document| {
        document
            .replaceable_by
            .iter()
            .any(|code| code == "KQ.G01.000062")
    });
    assert!(
        marriage.is_some(),
        "residence papers are replaced by a confirmation of residence"
    );
    assert!(
        procedure
            .sources
            .iter()
            .any(|source| source == "birth-notice")
    );
    portal
        .browser()
        .get("/procedures/9.999999")
        .await
        .problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn public_answers_are_cached_and_asked_again_by_etag() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for (path, control) in [
        (
            "/procedures",
            "public, max-age=3600, stale-while-revalidate=86400",
        ),
        (
            "/procedures/1.001193",
            "public, max-age=3600, stale-while-revalidate=86400",
        ),
        (
            "/procedures/1.001193/authorities?communeCode=00004",
            "public, max-age=3600",
        ),
        ("/admin-units", "public, max-age=86400"),
        ("/code-lists/banks", "public, max-age=86400"),
        ("/sources", "public, max-age=60"),
    ] {
        let first = browser.get(path).await;
        assert_eq!(
            (first.status, first.header("cache-control")),
            (StatusCode::OK, control),
            "{path}"
        );
        let tag = first.header("etag").to_owned();
        let again = browser
            .call(Method::GET, &format!("/api/v1{path}"))
            .header("if-none-match", &tag)
            .send()
            .await;
        assert_eq!(
            (again.status, again.body.len()),
            (StatusCode::NOT_MODIFIED, 0),
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_is_the_same_for_everybody_travels_compressed() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let encoding = async |path: &str| {
        let call = browser.call(Method::GET, path);
        let reply = call.header("accept-encoding", "gzip").send().await;
        reply.header("content-encoding").to_owned()
    };
    assert_eq!(encoding("/api/v1/procedures?essential=true").await, "gzip");
    assert_eq!(encoding("/api/v1/session").await, "");
}

#[tokio::test]
async fn the_office_follows_from_case_and_commune() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let offices: Items<Authority> = browser
        .get("/procedures/1.001193/authorities?caseCode=09.birth&communeCode=00004")
        .await
        .read();
    let agency = &offices.items[0].agency;
    assert_eq!(
        (agency.code.as_str(), agency.name.as_str()),
        ("commune-committee.00004", "Ủy ban nhân dân phường Ba Đình")
    );
    browser
        .get("/procedures/1.001193/authorities?communeCode=99999")
        .await
        .problem(ProblemKind::AuthorityNotCompetent);
    browser
        .get("/procedures/1.001193/authorities")
        .await
        .problem(ProblemKind::MalformedRequest);
    browser
        .get("/procedures/1.001193/authorities?caseCode=09.nothing&communeCode=00004")
        .await
        .problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn units_of_today_and_what_became_of_old_ones() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let provinces: Page<AdminUnit> = browser
        .get("/admin-units?level=province&limit=100")
        .await
        .read();
    assert_eq!((provinces.items.len(), provinces.total), (34, Some(34)));
    let communes: Page<AdminUnit> = browser.get("/admin-units?parent=01&limit=1").await.read();
    assert_eq!(communes.items[0].parent_code.as_ref().unwrap(), "01");
    let whole: Page<AdminUnit> = browser.get("/admin-units?legacy=00001").await.read();
    assert_eq!(
        whole
            .items
            .iter()
            .map(|unit| unit.code.as_str())
            .collect::<Vec<_>>(),
        ["00097"]
    );
    assert!(whole.items[0].replaces.iter().any(|code| *code == "00001"));
    let split: Page<AdminUnit> = browser.get("/admin-units?legacy=00007").await.read();
    assert!(split.items.len() > 1, "a split gives several");
    browser
        .get("/admin-units?legacy=99999")
        .await
        .problem(ProblemKind::NotFound);
    browser
        .get("/admin-units?parent=99")
        .await
        .problem(ProblemKind::NotFound);
    browser
        .get("/admin-units?level=district")
        .await
        .problem(ProblemKind::MalformedRequest);
}

#[tokio::test]
async fn units_as_of_a_day_before_the_new_order_are_those_of_then() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let list = async |query: &str| -> Page<AdminUnit> {
        let path = format!("/admin-units?limit=100&{query}");
        browser.get(&path).await.read()
    };
    let then = list("asOf=2025-06-30").await;
    assert_eq!(then.items.len(), 63);
    let binh_duong = { then.items.iter() }
        .find(|unit| *unit.code == *"74")
        .unwrap();
    assert_eq!(binh_duong.full_name.as_str(), "Tỉnh Bình Dương");
    assert_eq!(binh_duong.valid_to.as_deref(), Some("2025-06-30"));
    // The same code is another unit today: the day decides.
    assert_eq!(list("asOf=2025-07-01").await.items.len(), 34);
    for (day, name) in [("2025-06-30", "Bắc Giang"), ("2025-07-01", "Bắc Ninh")] {
        let all = list(&format!("level=province&asOf={day}")).await;
        let unit = { all.items.iter() }
            .find(|unit| *unit.code == *"24")
            .unwrap();
        assert_eq!(unit.name.as_str(), name);
    }
    // Communes of then, with their district and what took their place.
    let communes = list("parent=01&asOf=2024-01-31").await;
    assert!(communes.total.unwrap() > 500);
    let first = &communes.items[0];
    assert_eq!(first.full_name.as_str(), "Phường Phúc Xá, Quận Ba Đình");
    assert_eq!(
        (first.parent_code.as_deref(), first.name.as_str()),
        (Some("01"), "Phúc Xá")
    );
    assert_eq!(first.replaced_by[0].as_str(), "00097");
    assert!(list("level=commune&asOf=2025-06-30").await.total.unwrap() > 10_000);
    let gone = browser.get("/admin-units?parent=05&asOf=2025-06-30").await;
    gone.problem(ProblemKind::NotFound);
    for wrong in [
        "asOf=30/06/2025",
        "asOf=2025-06-30&legacy=00001",
        "asOf=2025-06-30&level=district",
    ] {
        let refused = browser.get(&format!("/admin-units?{wrong}")).await;
        refused.problem(ProblemKind::MalformedRequest);
    }
}

#[tokio::test]
async fn pages_follow_each_other_to_the_end() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let (mut path, mut codes) = ("/admin-units?parent=01&limit=100".to_owned(), Vec::new());
    loop {
        let page: Page<AdminUnit> = browser.get(&path).await.read();
        codes.extend(page.items.into_iter().map(|unit| unit.code));
        match page.next_cursor {
            Some(cursor) => path = format!("/admin-units?parent=01&limit=100&cursor={cursor}"),
            None => break,
        }
    }
    let count = codes.len();
    codes.sort();
    codes.dedup();
    assert_eq!((codes.len(), count > 100), (count, true));
    for wrong in ["limit=0", "limit=101", "limit=x", "cursor=%21", "cursor=eA"] {
        browser
            .get(&format!("/admin-units?{wrong}"))
            .await
            .problem(ProblemKind::MalformedRequest);
    }
}

#[tokio::test]
async fn open_lists_are_samples_that_say_so() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let list: CodeList = browser
        .get("/code-lists/health-facilities?parent=01&q=benh%20vien")
        .await
        .read();
    assert!(list.version.starts_with("sample"));
    assert!(!list.items.is_empty() && list.items.iter().all(|item| item.name.contains("mẫu")));
    let closed: CodeList = browser
        .get("/code-lists/ethnic-groups?limit=100")
        .await
        .read();
    assert!(
        closed
            .items
            .iter()
            .any(|item| item.code == "01" && item.name == "Kinh")
    );
    browser
        .get("/code-lists/nothing")
        .await
        .problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn sources_say_whether_they_are_connected() {
    let portal = Portal::start().await;
    let sources: Items<SourceState> = portal.browser().get("/sources").await.read();
    let state = |id: &str| {
        sources
            .items
            .iter()
            .find(|one| one.source == id)
            .map(|one| one.state)
    };
    assert_eq!(state("population"), Some(portal_api::Availability::Up));
    assert_eq!(state("ocr"), Some(portal_api::Availability::NotConnected));
    assert_eq!(state("card-qr"), None, "read on the device");
}

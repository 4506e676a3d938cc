//! A province's overlay: what is served, shown and judged under it. The amounts are invented.

use std::path::PathBuf;

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{Dossier, FormVersion, Page, ProblemKind, Procedure, ProcedureSummary};
use sandbox::Settings;
use sandbox::conventions::Language;
use serde_json::{Value, json};

use crate::browser::{Browser, Portal};
use crate::sample::{
    self, BIRTH, answers, check, content, figures, papers, pdf, saved, send_new, submission,
    submit, uploaded,
};

const HEAD: &str = "province = \"01\"\ndate = \"2026-11-25\"\n";

const CHEAPER: &str = r#"
[[service.09.fee]]
id = "copy"
amount = { times = [5000, { field = "copy_count" }] }
law = "Nghị quyết của tỉnh mẫu"
"#;

const CLOSED: &str = r#"
[[service.09.case]]
code = "09.birth"
closed = { vi = "Tỉnh mẫu chưa nhận việc này", en = "The sample province does not take this yet" }

[service.12]
closed = { vi = "Tỉnh mẫu chưa nhận hộ chiếu", en = "The sample province takes no passports yet" }
"#;

/// Puts an overlay beside the database.
fn under(text: &'static str) -> impl FnOnce(&mut Settings) {
    move |settings| {
        let file = settings.db.with_file_name("thu.toml");
        std::fs::write(&file, format!("{HEAD}{text}")).unwrap();
        settings.overlay = Some(file);
    }
}

async fn birth(portal: &Portal, browser: &Browser) -> Value {
    let upload = uploaded(browser, &pdf(), "giấy chứng sinh.pdf").await;
    content(portal, &answers(), &papers(&upload))
}

#[tokio::test]
async fn fees_are_those_of_the_province() {
    let portal = Portal::start_with(under(CHEAPER)).await;
    let browser = portal.signed_in("plain").await;
    let content = birth(&portal, &browser).await;
    let answer = send_new(&portal, &browser, &content).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let dossier: Dossier = answer.read();
    assert_eq!(dossier.payments[0].total.0, 10_000);
}

#[tokio::test]
async fn the_form_has_a_version_of_its_own() {
    let (plain, portal) = (
        Portal::start().await,
        Portal::start_with(under(CHEAPER)).await,
    );
    let (old, new) = (sample::form_version(&plain), sample::form_version(&portal));
    assert!(FormVersion::is_valid(&new) && old != new);
    let told: Procedure = portal
        .browser()
        .get(&format!("/procedures/{BIRTH}"))
        .await
        .read();
    assert_eq!(told.form_version.as_str(), new);
    // What was filled in on the definition of the country is not judged by that of the province.
    let browser = portal.signed_in("plain").await;
    let mut content = content(&portal, &answers(), &json!([]));
    content["formVersion"] = old.into();
    let (id, _) = saved(&portal, &browser, &content).await;
    let problem = browser
        .unsafe_call(Method::POST, &format!("/drafts/{id}/check"))
        .send()
        .await
        .problem(ProblemKind::FormVersionChanged);
    assert_eq!(problem.current::<String>(), Some(new));
}

#[tokio::test]
async fn what_is_switched_off_says_why() {
    let portal = Portal::start_with(under(CLOSED)).await;
    let browser = portal.browser();
    let english = browser
        .call(Method::GET, &format!("/api/v1/procedures/{BIRTH}"))
        .header("accept-language", "en");
    let procedure: Procedure = english.send().await.read();
    let case = |code: &str| {
        let case = procedure.cases.iter().find(|case| case.case_code == *code);
        let case = case.unwrap();
        (
            case.open,
            case.closed_text.as_ref().map(ToString::to_string),
        )
    };
    let why = "The sample province does not take this yet".to_owned();
    assert_eq!(case("09.birth"), (false, Some(why)));
    assert_eq!(case("09.again"), (true, None));
    assert!(!procedure.summary.open, "it has no other case");

    let listed: Page<ProcedureSummary> = browser
        .get("/procedures?essential=true&limit=100")
        .await
        .read();
    let passports: Vec<&ProcedureSummary> = { listed.items.iter() }
        .filter(|one| one.essential_id == Some(12))
        .collect();
    assert!(!passports.is_empty());
    for one in passports {
        let text = one.closed_text.as_ref().map(ToString::to_string);
        assert_eq!(
            (one.open, text.as_deref()),
            (false, Some("Tỉnh mẫu chưa nhận hộ chiếu"))
        );
    }
}

#[tokio::test]
async fn nothing_is_begun_or_sent_that_is_switched_off() {
    let portal = Portal::start_with(under(CLOSED)).await;
    let browser = portal.signed_in("plain").await;
    let passport = portal.running.state.definitions.service("12").unwrap();
    let passport = passport.in_language(Language::Vi);
    for (procedure, case, version) in [
        (BIRTH, Some("09.birth"), sample::form_version(&portal)),
        (
            passport.cases[0].procedure.as_str(),
            None,
            passport.form_version.clone(),
        ),
    ] {
        let body = json!({ "procedureCode": procedure, "caseCode": case, "formVersion": version });
        browser
            .post("/drafts", body)
            .await
            .problem(ProblemKind::ProcedureClosed);
    }
    // Begun as another case; the answers lead to this one only later.
    let service = portal.running.state.definitions.service("09").unwrap();
    let again = service.in_language(Language::Vi).case("09.again").unwrap();
    let body =
        json!({ "procedureCode": again.procedure, "formVersion": sample::form_version(&portal) });
    let begun = browser.post("/drafts", body).await;
    let id = begun.json()["draftId"].as_str().unwrap().to_owned();
    let content = birth(&portal, &browser).await;
    let put = sample::save(&browser, &id, begun.header("etag"), &content).await;
    let checked = check(&browser, &id).await;
    assert!(!checked.errors.is_empty(), "the engine refuses it too");
    let shown = figures(&browser, &id).await;
    submit(
        &browser,
        "closed-case-is-not-sent",
        &submission(&id, put.header("etag"), &shown),
    )
    .await
    .problem(ProblemKind::ProcedureClosed);
}

/// An app whose definitions were built without the overlay.
fn with_app(settings: &mut Settings) {
    let dist = settings.db.with_file_name("dist");
    std::fs::create_dir_all(dist.join("services")).unwrap();
    std::fs::create_dir_all(dist.join("lists")).unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html>"),
        ("services/09.vi.json", "{}"),
        ("services/09.vi.json.br", "{}"),
        ("lists/banks.vi.json", "[]"),
    ] {
        std::fs::write(dist.join(name), text).unwrap();
    }
    settings.dist = Some(dist);
}

#[tokio::test]
async fn the_app_gets_the_definitions_of_the_province() {
    let portal = Portal::start_with(|settings| {
        with_app(settings);
        under(CLOSED)(settings);
    })
    .await;
    let browser = portal.browser();
    let get = async |path: &str| {
        let call = browser.call(Method::GET, path);
        call.header("accept-encoding", "br").send().await
    };
    let served = get("/services/09.vi.json").await;
    assert_eq!(served.header("cache-control"), "no-cache");
    let service =
        forms::definition::Service::read(&String::from_utf8(served.body).unwrap()).unwrap();
    let judged = portal.running.state.definitions.service("09").unwrap();
    assert_eq!(&service, judged.in_language(Language::Vi));
    let opening = get("/services/12.opening.vi.json").await.json();
    assert_eq!(opening["closed"], "Tỉnh mẫu chưa nhận hộ chiếu");
    assert_eq!(
        get("/lists/banks.vi.json").await.body,
        b"[]",
        "the rest is the app's own"
    );
    assert_eq!(get("/").await.body, b"<!doctype html>");
}

#[tokio::test]
async fn what_was_sent_keeps_its_definition() {
    let first = Portal::start().await;
    sample::sent(&first, &first.signed_in("plain").await).await;
    let version = sample::form_version(&first);
    let db = first.running.state.settings.db.clone();
    first.running.stop().await;
    let second = Portal::start_with(|settings| {
        under(CHEAPER)(settings);
        settings.db = db;
    })
    .await;
    assert_ne!(sample::form_version(&second), version);
    let browser = second.browser();
    let file = |version: &str, name: &str| {
        let path = format!("/services/{version}/{name}");
        let browser = &browser;
        async move { browser.call(Method::GET, &path).send().await }
    };
    for language in ["vi", "en"] {
        let kept = file(&version, &format!("09.{language}.json")).await;
        assert_eq!(kept.header("content-type"), "application/json");
        let kept = kept.json();
        assert_eq!(
            (&kept["form_version"], &kept["language"], &kept["id"]),
            (&json!(version), &json!(language), &json!("09"))
        );
    }
    for (version, name) in [
        ("1.0.0+0", "09.vi.json"),
        (&version, "09.fr.json"),
        (&version, "09"),
    ] {
        let none = file(version, name).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{version} {name}");
    }
}

/// Why the server does not start under a wrong overlay.
async fn start_under(text: &'static str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings {
        port: 0,
        db: folder.path().join("sandbox.sqlite"),
        root: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".."),
        ..Settings::default()
    };
    under(text)(&mut settings);
    let started = sandbox::start(settings).await;
    started
        .err()
        .map_or_else(|| "it starts".to_owned(), |error| error.to_string())
}

#[tokio::test]
async fn a_wrong_overlay_is_told_at_the_start() {
    let fee = "[[service.09.fee]]\nid = \"cpoy\"\namount = 1\n";
    let error = start_under(fee).await;
    assert!(
        error.contains("thu.toml:3") && error.contains("did you mean `copy`?"),
        "{error}"
    );
}

#[tokio::test]
async fn no_server_starts_with_money_that_is_none_or_an_overlay_that_changes_nothing() {
    const BOUNDS: &str = "write a whole number from 0 to 999999999999";
    for (text, told) in [
        (
            "[[service.09.fee]]\nid = \"copy\"\namount = -5\nlaw = \"x\"\n",
            BOUNDS,
        ),
        (
            "[[service.09.fee]]\nid = \"copy\"\namount = \"5000\"\nlaw = \"x\"\n",
            BOUNDS,
        ),
        (
            "[[service.09.fee]]\nid = \"copy\"\namount = 9223372036854775807\nlaw = \"x\"\n",
            BOUNDS,
        ),
        (
            "[[service.09.fee]]\nid = \"copy\"\namount = 5000\n",
            "add law = ",
        ),
        (
            "[[service.09.fee]]\nid = \"copy\"\nfrom = \"2027-01-01\"\nuntil = \"2026-01-01\"\nlaw = \"x\"\n",
            "never in force",
        ),
        ("service = 5\n", "write [service.NN]"),
    ] {
        let error = start_under(text).await;
        assert!(
            error.contains("thu.toml:") && error.contains(told),
            "{error}"
        );
    }
}

/// Service 01 is superseded; a province that still takes the request switches it on.
#[tokio::test]
async fn the_older_request_of_service_01_can_be_sent_where_it_is_switched_on() {
    let older = |settings: &mut Settings| {
        settings.overlay = Some(settings.root.join("overlays/phu-tho.toml"));
    };
    for (switched_on, portal) in [
        (false, Portal::start().await),
        (true, Portal::start_with(older).await),
    ] {
        let browser = portal.signed_in("plain").await;
        let service = portal.running.state.definitions.service("01").unwrap();
        let service = service.in_language(Language::Vi);
        let begun = json!({ "procedureCode": "1.012566", "caseCode": "01.old-number", "formVersion": service.form_version });
        let begun = browser.post("/drafts", begun).await;
        let id = begun.json()["draftId"].as_str().unwrap().to_owned();
        let mut content = content(&portal, &old_number(), &json!([]));
        content["procedureCode"] = "1.012566".into();
        content["caseCode"] = "01.old-number".into();
        content["formId"] = "motcua.01".into();
        content["formVersion"] = service.form_version.clone().into();
        let put = sample::save(&browser, &id, begun.header("etag"), &content).await;
        let shown = figures(&browser, &id).await;
        let body = submission(&id, put.header("etag"), &shown);
        let sent = submit(&browser, "older-filing-of-service-01", &body).await;
        if switched_on {
            assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.json());
        } else {
            sent.problem(ProblemKind::ValidationFailed);
        }
    }
}

fn old_number() -> Value {
    let residence = json!({ "country": "VN", "province": "01", "commune": "00004", "detail": "Số 1", "text": "Số 1, phường Ba Đình, Hà Nội", "vintage": "current" });
    let office = json!({ "code": "commune-police.00004", "name": "Công an phường Ba Đình", "list": "authorities", "version": "2026" });
    json!({
        "filing_for": "self", "req_confirm_cmnd9": true, "req_confirm_cancelled": false, "personal_id": "001192999901", "full_name": "Đào Thị Thử",
        "date_of_birth": "1992-04-18", "gender": "female", "residence": residence, "old_cmnd": "012345678", "phone": "0900000001",
        "receiving_authority": office, "delivery": "electronic", "declaration": true,
    })
}

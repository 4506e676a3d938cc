//! Operations 23 to 27: uploads by tus 1.0.0.

use openidconnect::reqwest::{Method, StatusCode};
use portal_api::{ProblemKind, RejectCode, Upload, UploadState};

use crate::browser::{Browser, Portal, Reply};
use crate::sample::{announce, metadata, pdf, send_bytes, uploaded};

const MOST: usize = 20 * 1024 * 1024;

/// Bytes, name, announced type, and what becomes of it.
type File<'a> = (&'a [u8], &'a str, &'a str, Result<&'a str, RejectCode>);

async fn read(browser: &Browser, id: &str) -> Upload {
    browser.get(&format!("/uploads/{id}")).await.read()
}

async fn head(browser: &Browser, id: &str) -> Reply {
    browser
        .unsafe_call(Method::HEAD, &format!("/uploads/{id}"))
        .header("tus-resumable", "1.0.0")
        .send()
        .await
}

/// Announces bytes under a name and type, and gives the id.
async fn announced(browser: &Browser, bytes: &[u8], name: &str, media_type: &str) -> String {
    let reply = announce(browser, bytes.len(), &metadata(bytes, name, media_type)).await;
    assert_eq!(reply.status, StatusCode::CREATED);
    reply.location().rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_goes_up_in_pieces_and_is_ready() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let bytes = pdf();
    let created = announce(
        &browser,
        bytes.len(),
        &metadata(&bytes, "giấy\u{ad}khai sinh.pdf", "application/pdf"),
    )
    .await;
    assert_eq!(
        (
            created.header("tus-resumable"),
            created.header("upload-offset")
        ),
        ("1.0.0", "0")
    );
    assert!(created.header("upload-expires").ends_with(" GMT"));
    let id = created.location().rsplit('/').next().unwrap().to_owned();
    let upload = read(&browser, &id).await;
    assert_eq!(
        (upload.state, upload.name.as_str()),
        (UploadState::Receiving, "giấykhai sinh.pdf")
    );

    let first = send_bytes(&browser, &id, 0, &bytes[..100]).await;
    assert_eq!(
        (first.status, first.header("upload-offset")),
        (StatusCode::NO_CONTENT, "100")
    );
    let at = head(&browser, &id).await;
    assert_eq!(
        (
            at.header("upload-offset"),
            at.header("upload-length").to_owned()
        ),
        ("100", bytes.len().to_string())
    );
    send_bytes(&browser, &id, 100, &bytes[100..]).await;
    let upload = read(&browser, &id).await;
    assert_eq!(
        (upload.state, upload.reject, upload.pages),
        (UploadState::Ready, None, Some(1))
    );
    assert_eq!(upload.offset, upload.length);
    assert_eq!(
        upload.sha256.unwrap().as_str(),
        sandbox::random::sha256(&bytes)
    );
}

#[tokio::test]
async fn a_wrong_offset_is_refused_with_the_right_one() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let bytes = pdf();
    let id = announced(&browser, &bytes, "a.pdf", "application/pdf").await;
    send_bytes(&browser, &id, 0, &bytes[..100]).await;
    let again = send_bytes(&browser, &id, 0, &bytes[..100]).await;
    assert_eq!(
        (again.status, again.header("upload-offset")),
        (StatusCode::CONFLICT, "100")
    );
    send_bytes(&browser, &id, 100, &[&bytes[100..], b"more"].concat())
        .await
        .problem(ProblemKind::PayloadTooLarge);
    assert_eq!(
        head(&browser, &id).await.header("upload-offset"),
        "100",
        "what was too long is not counted"
    );
    send_bytes(&browser, &id, 100, &bytes[100..]).await;
    assert_eq!(
        send_bytes(&browser, &id, bytes.len(), b"x").await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn the_whole_file_must_be_what_was_announced() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let bytes = pdf();
    let id = announced(&browser, &bytes, "a.pdf", "application/pdf").await;
    let mut changed = bytes.clone();
    changed[200] ^= 1;
    send_bytes(&browser, &id, 0, &changed).await;
    let upload = read(&browser, &id).await;
    assert_eq!(
        (upload.state, upload.reject.unwrap().code),
        (UploadState::Rejected, RejectCode::DigestMismatch)
    );
}

#[tokio::test]
async fn bytes_decide_what_a_file_is() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let locked = String::from_utf8(pdf())
        .unwrap()
        .replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 6 0 R");
    let files: [File<'_>; 6] = [
        (
            b"PK\x03\x04docx",
            "giay.pdf",
            "application/pdf",
            Err(RejectCode::TypeNotAllowed),
        ),
        (
            b"\0\0\0\x18ftypheic....",
            "anh.jpg",
            "image/jpeg",
            Err(RejectCode::TypeNotAllowed),
        ),
        (
            locked.as_bytes(),
            "khoa.pdf",
            "application/pdf",
            Err(RejectCode::Encrypted),
        ),
        (
            b"%PDF-1.4\ncut off",
            "hong.pdf",
            "application/pdf",
            Err(RejectCode::Unreadable),
        ),
        (
            b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE",
            "thu.pdf",
            "application/pdf",
            Err(RejectCode::Infected),
        ),
        (
            b"\x89PNG\r\n\x1a\n....IEND",
            "anh.jpg",
            "image/jpeg",
            Ok("image/png"),
        ),
    ];
    for (bytes, name, media_type, expected) in files {
        let id = announced(&browser, bytes, name, media_type).await;
        send_bytes(&browser, &id, 0, bytes).await;
        let upload = read(&browser, &id).await;
        let found = match upload.reject {
            None => Ok(upload.media_type.as_str()),
            Some(reject) => {
                assert!(!reject.detail.is_empty());
                Err(reject.code)
            }
        };
        assert_eq!(found, expected, "{name}");
    }
}

#[tokio::test]
async fn what_is_announced_is_held_to_the_limits() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let bytes = pdf();
    let too_large = announce(
        &browser,
        MOST + 1,
        &metadata(&bytes, "a.pdf", "application/pdf"),
    )
    .await;
    assert_eq!(
        too_large
            .problem(ProblemKind::PayloadTooLarge)
            .limits
            .unwrap()
            .upload_max_bytes,
        20 * 1024 * 1024
    );
    assert_eq!(
        announce(
            &browser,
            MOST,
            &metadata(&bytes, "a.pdf", "application/pdf")
        )
        .await
        .status,
        StatusCode::CREATED
    );
    let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let kind = announce(&browser, 10, &metadata(&bytes, "a.docx", docx)).await;
    assert!(
        kind.problem(ProblemKind::UnsupportedMediaType)
            .limits
            .is_some()
    );
    announce(&browser, 0, &metadata(&bytes, "a.pdf", "application/pdf"))
        .await
        .problem(ProblemKind::MalformedRequest);
    announce(&browser, 10, "filetype YXBwbGljYXRpb24vcGRm")
        .await
        .problem(ProblemKind::MalformedRequest);
    let bare = browser.unsafe_call(Method::POST, "/uploads").send().await;
    bare.problem(ProblemKind::PreconditionFailed);
    assert_eq!(bare.header("tus-version"), "1.0.0");
    let id = announced(&browser, &bytes, "a.pdf", "application/pdf").await;
    let patch = browser
        .unsafe_call(Method::PATCH, &format!("/uploads/{id}"))
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", "0");
    patch
        .body(bytes)
        .send()
        .await
        .problem(ProblemKind::UnsupportedMediaType);
    portal
        .browser()
        .get(&format!("/uploads/{id}"))
        .await
        .problem(ProblemKind::Unauthenticated);
    portal
        .signed_in("full")
        .await
        .get(&format!("/uploads/{id}"))
        .await
        .problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn twenty_mebibytes_pass() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let mut bytes = pdf();
    bytes.resize(MOST, b' ');
    let id = uploaded(&browser, &bytes, "lớn.pdf").await;
    assert_eq!(read(&browser, &id).await.state, UploadState::Ready);
}

#[tokio::test]
async fn a_removed_upload_is_gone_and_an_old_one_too() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let id = uploaded(&browser, &pdf(), "a.pdf").await;
    let folder = portal.running.state.settings.db.with_extension("uploads");
    assert!(folder.join(&id).exists());
    let remove = || {
        browser
            .unsafe_call(Method::DELETE, &format!("/uploads/{id}"))
            .header("tus-resumable", "1.0.0")
    };
    assert_eq!(remove().send().await.status, StatusCode::NO_CONTENT);
    assert!(!folder.join(&id).exists());
    remove().send().await.problem(ProblemKind::NotFound);

    let bytes = pdf();
    let half = announced(&browser, &bytes, "a.pdf", "application/pdf").await;
    send_bytes(&browser, &half, 0, &bytes[..10]).await;
    portal.running.state.clock.advance(86_400);
    let browser = portal.signed_in("plain").await;
    browser
        .get(&format!("/uploads/{half}"))
        .await
        .problem(ProblemKind::ContentGone);
    sandbox::uploads::clean(&portal.running.state)
        .await
        .unwrap();
    assert!(!folder.join(&half).exists());
}

#[tokio::test]
async fn a_check_that_a_stop_cut_off_is_done_at_the_next_start() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let id = uploaded(&browser, &pdf(), "a.pdf").await;
    let cut_off = sqlx::query("UPDATE upload SET state = 'verifying' WHERE id = ?");
    cut_off
        .bind(&id)
        .execute(&portal.running.state.db)
        .await
        .unwrap();
    let upload = read(&browser, &id).await;
    assert_eq!(
        (upload.state, upload.poll_after),
        (UploadState::Verifying, Some(1))
    );
    sandbox::uploads::clean(&portal.running.state)
        .await
        .unwrap();
    assert_eq!(read(&browser, &id).await.state, UploadState::Ready);
}

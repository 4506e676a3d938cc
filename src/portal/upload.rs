//! Uploads (tus 1.0.0; operations 23 to 27): a file in pieces, resumed where it was cut.

use super::Problem;
use super::request::Request;
use gloo::net::http::Method;
use portal_api::upload::{RejectCode, TUS_MEDIA_TYPE, TUS_VERSION, UploadState};
use wasm_bindgen::JsValue;

/// A piece may take so long, in milliseconds: 512 KB on a slow mobile network.
const PATIENCE: u32 = 120_000;
/// Bytes that are sent at once.
pub const PIECE: f64 = 512.0 * 1024.0;

/// A file before it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct FileHead {
    /// Its name, cleaned.
    pub name: String,
    /// Media type, by its bytes.
    pub media_type: &'static str,
    /// Size in bytes.
    pub size: f64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// The paper it is for.
    pub document: String,
    /// The draft it belongs to.
    pub draft: String,
}

/// How far the server is with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Bytes are missing.
    Receiving,
    /// It is being looked at: ask again after so many seconds.
    Checking(u32),
    /// It can be submitted.
    Ready,
    /// It cannot, for this reason.
    Rejected(Reason),
    /// It is no longer kept.
    Gone,
}

/// Why the server does not take a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It changed on the way.
    Changed,
    /// It holds malware.
    Infected,
    /// A kind that is not taken.
    Type,
    /// It cannot be read.
    Unreadable,
    /// It is protected by a password.
    Locked,
    /// Too many pages, or too large.
    TooLarge,
}

/// Announces a file; gives the id of its upload.
///
/// # Errors
/// See [`Problem`]; a file that is too large is [`Problem::TooLarge`], one of another kind [`Problem::NotTaken`].
pub async fn create(head: &FileHead) -> Result<String, Problem> {
    let answer = tus(Method::POST, "/uploads".to_owned())
        .header("Upload-Length", head.size.to_string())
        .header("Upload-Metadata", metadata(head))
        .send()
        .await?;
    let location = answer.header("Location").ok_or(Problem::Foreign)?;
    let id = location.rsplit('/').next().filter(|id| !id.is_empty());
    id.map(str::to_owned).ok_or(Problem::Foreign)
}

/// How many bytes of an upload are there.
///
/// # Errors
/// See [`Problem`].
pub async fn offset(id: &str) -> Result<f64, Problem> {
    let answer = tus(Method::HEAD, path(id)).send().await?;
    number(answer.header("Upload-Offset"))
}

/// Sends bytes from this offset on; gives how many are there then.
///
/// # Errors
/// See [`Problem`].
pub async fn send(id: &str, from: f64, bytes: JsValue) -> Result<f64, Problem> {
    let answer = tus(Method::PATCH, path(id))
        .header("Upload-Offset", from.to_string())
        .header("Content-Type", TUS_MEDIA_TYPE)
        .bytes(bytes)
        .patience(PATIENCE)
        .send()
        .await?;
    number(answer.header("Upload-Offset"))
}

/// Takes an upload back.
///
/// # Errors
/// See [`Problem`].
pub async fn remove(id: &str) -> Result<(), Problem> {
    tus(Method::DELETE, path(id)).send().await.map(drop)
}

/// What the server knows of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// Its size in bytes.
    pub size: f64,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: Option<String>,
}

/// How far the server is with it, and what it knows of it.
///
/// # Errors
/// See [`Problem`].
pub async fn progress(id: &str) -> Result<(Progress, About), Problem> {
    let upload: portal_api::Upload = Request::get(path(id)).send().await?.json().await?;
    let progress = match upload.state {
        UploadState::Receiving => Progress::Receiving,
        UploadState::Verifying | UploadState::Scanning | UploadState::Unrecognised => {
            Progress::Checking(upload.poll_after.unwrap_or(2).clamp(1, 30))
        }
        UploadState::Ready => Progress::Ready,
        UploadState::Expired => Progress::Gone,
        UploadState::Rejected => Progress::Rejected(
            upload
                .reject
                .map_or(Reason::Unreadable, |reject| reason(reject.code)),
        ),
    };
    #[allow(clippy::cast_precision_loss, reason = "files lie far below 2^52 bytes")]
    let size = upload.length as f64;
    let sha256 = upload.sha256.map(|sha256| sha256.to_string());
    Ok((progress, About { size, sha256 }))
}

fn reason(code: RejectCode) -> Reason {
    match code {
        RejectCode::DigestMismatch => Reason::Changed,
        RejectCode::Infected => Reason::Infected,
        RejectCode::TypeNotAllowed => Reason::Type,
        RejectCode::Encrypted => Reason::Locked,
        RejectCode::TooManyPages | RejectCode::TooLarge => Reason::TooLarge,
        RejectCode::Unreadable | RejectCode::Unrecognised => Reason::Unreadable,
    }
}

fn tus(method: Method, path: String) -> Request {
    Request::new(method, path).header("Tus-Resumable", TUS_VERSION)
}

fn path(id: &str) -> String {
    ["/uploads/", id].concat()
}

fn number(header: Option<String>) -> Result<f64, Problem> {
    header
        .and_then(|text| text.parse().ok())
        .ok_or(Problem::Foreign)
}

/// Names and values in base64 (tus, creation).
fn metadata(head: &FileHead) -> String {
    let pairs = [
        ("filename", head.name.as_str()),
        ("filetype", head.media_type),
        ("sha256", &head.sha256),
        ("documentCode", &head.document),
        ("draftId", &head.draft),
    ];
    let pairs = pairs.map(|(name, value)| [name, " ", &base64(value.as_bytes())].concat());
    pairs.join(",")
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let index = (bits >> (18 - 6 * place) & 63) as usize;
            let letter = LETTERS.get(index).copied().unwrap_or_default();
            out.push(if place <= chunk.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("giấy", "Z2nhuqV5"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }
}

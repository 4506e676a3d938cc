//! Answers that are files (contract 2.3): named, hashed, in ranges, never run nor sniffed by a browser.

use std::ops::Range;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::conventions::caching::insert;

/// A file.
pub struct FileContent {
    /// Name as the person knows it.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl FileContent {
    /// The answer to a request with these headers; one range is honoured.
    pub fn answer(self, request: &HeaderMap) -> Response {
        let digest = STANDARD.encode(Sha256::digest(&self.bytes));
        let total = self.bytes.len();
        let asked = request
            .get(header::RANGE)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| range(text, total));
        let mut response = match &asked {
            Some(range) => (
                StatusCode::PARTIAL_CONTENT,
                Body::from(self.bytes.get(range.clone()).unwrap_or_default().to_vec()),
            )
                .into_response(),
            None => Body::from(self.bytes).into_response(),
        };
        let headers = response.headers_mut();
        if let Some(range) = asked {
            insert(
                headers,
                header::CONTENT_RANGE,
                &format!(
                    "bytes {}-{}/{total}",
                    range.start,
                    range.end.saturating_sub(1)
                ),
            );
        }
        insert(headers, header::CONTENT_TYPE, &self.media_type);
        insert(
            headers,
            header::CONTENT_DISPOSITION,
            &disposition(&self.name),
        );
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        );
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("sandbox"),
        );
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        if let Ok(value) = HeaderValue::from_str(&format!("sha-256=:{digest}:")) {
            headers.insert("repr-digest", value);
        }
        response
    }
}

/// A plain name for old readers, the whole name after RFC 8187.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let whole: String = name
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("inline; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

/// `bytes=a-b`, `bytes=a-`, `bytes=-n`; none for anything else, which is then answered whole.
fn range(text: &str, total: usize) -> Option<Range<usize>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let range = match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), Ok(last)) => first..last.saturating_add(1).min(total),
        (Ok(first), Err(_)) if last.is_empty() => first..total,
        (Err(_), Ok(length)) if first.is_empty() => total.saturating_sub(length)..total,
        _ => return None,
    };
    (range.start < range.end).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_stay_inside() {
        assert_eq!(range("bytes=0-3", 10), Some(0..4));
        assert_eq!(range("bytes=8-99", 10), Some(8..10));
        assert_eq!(range("bytes=-4", 10), Some(6..10));
        assert_eq!(range("bytes=10-", 10), None);
        assert_eq!(range("bytes=0-1,3-4", 10), None);
    }

    #[test]
    fn names_keep_their_accents() {
        assert_eq!(
            disposition("Giấy.pdf"),
            "inline; filename=\"Gi_y.pdf\"; filename*=UTF-8''Gi%E1%BA%A5y.pdf"
        );
    }
}

//! The built app: files as they are (compressed beside them where the browser takes it), its page for the app's own paths.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// What the page may load and who may frame it. The app has no inline script and no inline style.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob: data:; object-src 'none'; \
    base-uri 'self'; frame-ancestors 'self'";

/// Serves a folder. Its `index.html` answers the app's own paths: whatever a browser opens as a page (codes of dossiers
/// have dots), and paths without a dot. A missing file stays missing, so that no one reads the page as JSON.
/// What stands in `over` is served in place of the same file of the folder.
pub fn files(dist: &Path, over: Option<&Path>) -> Router {
    let index: PathBuf = dist.join("index.html");
    let page = tower::service_fn(move |request: Request| {
        let page = ServeFile::new(&index)
            .precompressed_br()
            .precompressed_gzip();
        async move {
            if !opens_page(&request) {
                return Ok(StatusCode::NOT_FOUND.into_response());
            }
            page.oneshot(request).await.map(IntoResponse::into_response)
        }
    });
    let files = ServeDir::new(dist)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(page);
    let router = match over {
        None => Router::new().fallback_service(files),
        Some(over) => {
            let over = ServeDir::new(over).append_index_html_on_directories(false);
            Router::new().fallback_service(over.fallback(files))
        }
    };
    router.layer(middleware::from_fn(headers))
}

/// Files whose name holds their hash never change; all others are asked for again.
async fn headers(request: Request, next: Next) -> Response {
    let hashed = is_hashed(last_part(request.uri().path()));
    let mut response = next.run(request).await;
    let control = if hashed && response.status().is_success() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(control));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    if headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|media| media.as_bytes().starts_with(b"text/html"))
    {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        );
    }
    response
}

fn opens_page(request: &Request) -> bool {
    let accepts =
        |value: &HeaderValue| value.as_bytes().windows(9).any(|part| part == b"text/html");
    request.headers().get(header::ACCEPT).is_some_and(accepts)
        || !last_part(request.uri().path()).contains('.')
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// How many hex digits of the content's hash stand in names: `app-0123456789abcdef_bg.wasm`. They are sixteen, but Trunk
/// leaves zeros at the front out.
const DIGITS: std::ops::RangeInclusive<usize> = 12..=16;

fn is_hashed(name: &str) -> bool {
    name.split(|c: char| !c.is_ascii_hexdigit())
        .any(|part| DIGITS.contains(&part.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_hashed_names() {
        assert!(is_hashed("motcua-0123456789abcdef_bg.wasm"));
        assert!(
            is_hashed("motcua-fbb51a7ca2b26eb_bg.wasm"),
            "a zero in front is not written"
        );
        assert!(!is_hashed("index.html"));
        assert!(!is_hashed("09.vi.json"));
    }
}

//! Files of the site itself: texts, lists, definitions. Not the province's API.

use gloo::net::http::Request;

/// A file of the site could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetFault {
    /// No answer: offline, or the server is down.
    Unreachable,
    /// The server has no such file: the page is of another version.
    Gone,
}

/// The text of a file, by its path from the site's root (`text/vi.txt`). `fresh` goes past the browser's cache.
///
/// # Errors
/// See [`AssetFault`].
pub async fn text(path: &str, fresh: bool) -> Result<String, AssetFault> {
    let cache = if fresh {
        web_sys::RequestCache::Reload
    } else {
        web_sys::RequestCache::Default
    };
    let answer = Request::get(path)
        .cache(cache)
        .send()
        .await
        .map_err(|_| AssetFault::Unreachable)?;
    if !answer.ok() {
        return Err(AssetFault::Gone);
    }
    answer.text().await.map_err(|_| AssetFault::Unreachable)
}

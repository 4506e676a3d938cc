//! What the browser can tell about a file.

use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// A file could not be read or weighed on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// The file is gone, locked, or the permission was withdrawn.
    Unreadable,
    /// The browser has no cryptography here: the page is not served over HTTPS.
    NoCrypto,
}

/// All bytes of a file, or of a part of it.
///
/// # Errors
/// [`FileFault::Unreadable`].
pub async fn bytes(blob: &Blob) -> Result<Vec<u8>, FileFault> {
    let content = buffer(blob).await?;
    Ok(Uint8Array::new(&content).to_vec())
}

/// SHA-256 of a file, in 64 hexadecimal digits.
///
/// # Errors
/// See [`FileFault`].
pub async fn sha256(blob: &Blob) -> Result<String, FileFault> {
    let content = buffer(blob).await?;
    let crypto = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .ok_or(FileFault::NoCrypto)?;
    // Outside HTTPS `subtle` is undefined, whatever its type says.
    let subtle = crypto.subtle();
    if JsValue::from(&subtle).is_undefined() {
        return Err(FileFault::NoCrypto);
    }
    let promise = subtle
        .digest_with_str_and_buffer_source("SHA-256", &content)
        .map_err(|_| FileFault::NoCrypto)?;
    let hash = JsFuture::from(promise)
        .await
        .map_err(|_| FileFault::NoCrypto)?;
    Ok(hex(&Uint8Array::new(&hash).to_vec()))
}

/// Lets the person keep bytes as a file of this name, as a link with `download` would.
///
/// # Errors
/// [`FileFault::Unreadable`] where the browser makes no file of them.
pub fn offer(content: &[u8], media_type: &str, name: &str) -> Result<(), FileFault> {
    save(content, media_type, name).map_err(|_| FileFault::Unreadable)
}

fn save(content: &[u8], media_type: &str, name: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(content));
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the file after the click.
    Timeout::new(60_000, move || {
        let _gone = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

async fn buffer(blob: &Blob) -> Result<ArrayBuffer, FileFault> {
    let content = JsFuture::from(blob.array_buffer())
        .await
        .map_err(|_| FileFault::Unreadable)?;
    content.dyn_into().map_err(|_| FileFault::Unreadable)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_keeps_zeros() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }
}

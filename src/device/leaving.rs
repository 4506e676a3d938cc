//! The page may be about to go: hidden, closed, reloaded, or left for another address. There may be no later moment.

use gloo::events::EventListener;
use gloo::net::http::Request;
use js_sys::Reflect;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Most bytes of a body that a browser still sends for a page that is gone (Fetch standard: 64 KiB in all), less headers.
const MOST: usize = 60_000;

/// Calls back whenever the page may be about to go, as long as the current owner lives.
pub fn on_leaving(callback: impl Fn() + Clone + 'static) {
    let hidden = {
        let callback = callback.clone();
        EventListener::new(&document(), "visibilitychange", move |_| {
            if document().hidden() {
                callback();
            }
        })
    };
    let gone = EventListener::new(&window(), "pagehide", move |_| callback());
    let listeners = SendWrapper::new([hidden, gone]);
    on_cleanup(move || drop(listeners));
}

/// The same request, sent to its end even when the page goes meanwhile. A body that is too long for that goes as it is.
#[must_use]
pub fn outliving(request: Request, length: usize) -> Request {
    if length > MOST {
        return request;
    }
    let raw = web_sys::Request::from(request);
    let init = web_sys::RequestInit::new();
    // web-sys knows no setter for it. Where it cannot be set, the request goes as it is.
    let _set = Reflect::set(&init, &"keepalive".into(), &true.into());
    match web_sys::Request::new_with_request_and_init(&raw, &init) {
        Ok(kept) => kept.into(),
        Err(_) => raw.into(),
    }
}

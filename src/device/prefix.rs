//! The key with which a scanner that types can be set to begin.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Does nothing in browsers, and no keyboard layout or input method changes it.
const PREFIX: &str = "F9";

/// Calls back at that key, wherever the focus is, as long as the current owner lives.
pub fn on_prefix(callback: impl Fn() + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
        if key.as_deref() == Some(PREFIX) {
            event.prevent_default();
            callback();
        }
    });
    let listener = SendWrapper::new(listener);
    on_cleanup(move || drop(listener));
}

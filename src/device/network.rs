//! Whether the device believes that it has a network. Offline is a state, not an error.

use gloo::events::EventListener;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// True while the device believes that it has a network. Listens as long as the current owner lives.
#[must_use]
pub fn online() -> ReadSignal<bool> {
    let (online, set_online) = signal(says_online());
    let window = window();
    let listeners = ["online", "offline"].map(|event| {
        EventListener::new(&window, event, move |_| {
            // The page may be going away at the same moment.
            let _gone = set_online.try_set(says_online());
        })
    });
    let listeners = SendWrapper::new(listeners);
    on_cleanup(move || drop(listeners));
    online
}

/// Whether the device believes so now.
#[must_use]
pub fn says_online() -> bool {
    window().navigator().on_line()
}

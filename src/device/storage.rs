//! Small settings kept on the device. Never answers: those live encrypted in the draft's store.

use gloo::events::EventListener;
use js_sys::Reflect;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::collections::BTreeMap;
use web_sys::Storage;

/// Keeps short texts by name.
pub trait Settings {
    /// The text of this name, if it was kept.
    fn get(&self, name: &str) -> Option<String>;
    /// Keeps a text; false where the device does not let us.
    fn set(&self, name: &str, value: &str) -> bool;
    /// Forgets a text.
    fn remove(&self, name: &str);
}

thread_local! {
    /// What the browser did not take: it is there until the page is left.
    static REFUSED: MemorySettings = MemorySettings::default();
}

/// The browser's `localStorage`. Where it is blocked or full, texts live in memory only, and nothing breaks.
#[derive(Clone, Debug)]
pub struct LocalSettings(Option<Storage>);

impl LocalSettings {
    /// Opens the store.
    #[must_use]
    pub fn open() -> Self {
        Self(web_sys::window().and_then(|window| window.local_storage().ok().flatten()))
    }
}

impl LocalSettings {
    /// The store of this tab (`sessionStorage`): it outlives a reload and a visit to another site, not the tab.
    #[must_use]
    pub fn of_tab() -> Self {
        Self(web_sys::window().and_then(|window| window.session_storage().ok().flatten()))
    }
}

impl Settings for LocalSettings {
    fn get(&self, name: &str) -> Option<String> {
        let refused = REFUSED.with(|memory| memory.get(name));
        refused.or_else(|| self.0.as_ref()?.get_item(name).ok().flatten())
    }

    fn set(&self, name: &str, value: &str) -> bool {
        let is_kept = self
            .0
            .as_ref()
            .is_some_and(|store| store.set_item(name, value).is_ok());
        REFUSED.with(|memory| {
            if is_kept {
                memory.remove(name);
            } else {
                memory.set(name, value);
            }
        });
        is_kept
    }

    fn remove(&self, name: &str) {
        REFUSED.with(|memory| memory.remove(name));
        if let Some(store) = &self.0 {
            let _gone = store.remove_item(name);
        }
    }
}

/// Tells the other tabs of this browser something that has happened. Nothing stays in the store.
pub fn tell_other_tabs(what: &str) {
    let store = LocalSettings::open();
    store.set(what, "now");
    store.remove(what);
}

/// Calls back when another tab tells it, as long as the current owner lives.
pub fn on_told(what: &'static str, callback: impl Fn() + 'static) {
    let listener = EventListener::new(&window(), "storage", move |event| {
        let text = |name: &str| Reflect::get(event, &name.into()).ok()?.as_string();
        // Taken away again at once, which is told too.
        if text("key").as_deref() == Some(what) && text("newValue").is_some() {
            callback();
        }
    });
    let listener = SendWrapper::new(listener);
    on_cleanup(move || drop(listener));
}

/// Keeps texts as long as it lives: for kiosks, and for tests.
#[derive(Debug, Default)]
pub struct MemorySettings(RefCell<BTreeMap<String, String>>);

impl Settings for MemorySettings {
    fn get(&self, name: &str) -> Option<String> {
        self.0.borrow().get(name).cloned()
    }

    fn set(&self, name: &str, value: &str) -> bool {
        self.0
            .borrow_mut()
            .insert(name.to_owned(), value.to_owned());
        true
    }

    fn remove(&self, name: &str) {
        self.0.borrow_mut().remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_can_be_read_and_forgotten() {
        let settings = MemorySettings::default();
        assert!(settings.set("language", "en"));
        assert_eq!(settings.get("language").as_deref(), Some("en"));
        settings.remove("language");
        assert_eq!(settings.get("language"), None);
    }

    #[test]
    fn blocked_storage_breaks_nothing() {
        let blocked = LocalSettings(None);
        assert!(!blocked.set("language", "en"));
        blocked.remove("language");
        assert_eq!(blocked.get("language"), None);
    }
}

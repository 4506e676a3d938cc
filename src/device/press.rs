//! Whether a finger or button is down. What moves the page waits until it is up: a message that appears
//! between press and release would push the button away from under the finger.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use gloo::events::EventListener;
use leptos::prelude::{document, set_timeout};

thread_local! {
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
    static IS_DOWN: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Watches presses from now on; calling it again does nothing.
pub fn watch() {
    if IS_WATCHED.replace(true) {
        return;
    }
    for (event, is_down) in [
        ("pointerdown", true),
        ("pointerup", false),
        ("pointercancel", false),
    ] {
        let listener = EventListener::new(&document(), event, move |_| {
            IS_DOWN.set(is_down);
            if !is_down {
                set_timeout(run_waiting, Duration::ZERO);
            }
        });
        // As long as the page.
        listener.forget();
    }
}

/// Runs this soon: after the event that is being handled, and not while something is pressed.
pub fn when_released(run: impl FnOnce() + 'static) {
    WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(run)));
    if !IS_DOWN.get() {
        set_timeout(run_waiting, Duration::ZERO);
    }
}

fn run_waiting() {
    // Pressed again meanwhile: the next release runs it.
    if IS_DOWN.get() {
        return;
    }
    // Taken out first: what runs may add more.
    for run in WAITING.take() {
        run();
    }
}

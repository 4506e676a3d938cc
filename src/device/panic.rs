//! The last resort: a panic ends the app, so a plain panel says so and offers to reload. Nothing personal is logged.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// From now on a panic shows the panel `#broken` that `index.html` holds. It is plain HTML: after a
/// panic no signal runs any more.
pub fn show_panel_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        log(panic);
        super::page::remove_shell();
        if let Some(panel) = document()
            .get_element_by_id("broken")
            .and_then(|panel| panel.dyn_into::<HtmlElement>().ok())
        {
            panel.set_hidden(false);
            let _focused = panel.focus();
        }
    }));
}

/// The place in the code, never the message: it may hold an answer.
fn log(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic
        .location()
        .map_or_else(|| "?".to_owned(), ToString::to_string);
    web_sys::console::error_1(&format!("panic at {place}").into());
    #[cfg(debug_assertions)]
    web_sys::console::error_1(&panic.to_string().into());
}

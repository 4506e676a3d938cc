//! The page as a whole: its title, its language, where the focus is, what is spoken.

use std::cell::Cell;

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
};

thread_local! {
    /// Whether a page has come already.
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// The language that the start script chose, or that was set last: "vi".
#[must_use]
pub fn language() -> String {
    document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}

/// Sets the language of the page.
pub fn set_language(code: &str) {
    if let Some(root) = document().document_element() {
        // Fails only for a name that is no attribute's.
        let _set = root.set_attribute("lang", code);
    }
}

/// Gives a colour of the style sheet (`--brand`) another value; none brings its own back.
pub fn set_colour(name: &str, value: Option<&str>) {
    let root = document()
        .document_element()
        .and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(style) = root.map(|root| root.style()) {
        // Set through the object model, which a strict style policy allows.
        let _set = match value {
            Some(value) => style.set_property(name, value),
            None => style.remove_property(name).map(|_| ()),
        };
    }
}

/// Moves the focus to this element; nothing happens where it cannot have it.
pub fn focus(element: &HtmlElement) {
    let _focused = element.focus();
}

/// Whether the focus is on this element or inside it.
#[must_use]
pub fn has_focus(element: &Element) -> bool {
    element.contains(document().active_element().as_deref())
}

/// A page has come: its heading takes the focus and is read out. The first page of a visit leaves the
/// focus where the browser put it.
pub fn arrive(heading: &HtmlElement) {
    let is_first = ARRIVED.with(|arrived| !arrived.replace(true));
    if !is_first {
        scroll_to_top();
        focus(heading);
    }
}

/// Shows the label or legend of an answer and moves the focus to its control.
///
/// The name of the field comes to the top of the window: focusing alone would show the control at
/// the bottom edge, and the keyboard of a phone may cover what it is called.
pub fn focus_answer(pointer: &str) {
    let Some(target) = standing_for(pointer) else {
        return;
    };
    let is_group = target.tag_name().eq_ignore_ascii_case("fieldset");
    let name = if is_group {
        child(&target, "legend")
    } else {
        label_of(pointer)
    };
    scroll_to(name.as_ref().unwrap_or(&target));
    let control = if is_group {
        child(&target, "input, select, textarea, button")
    } else {
        None
    };
    if let Ok(control) = control.unwrap_or(target).dyn_into::<HtmlElement>() {
        focus(&control);
    }
}

/// Id of the button that shows an answer which is hidden.
#[must_use]
pub fn shows(pointer: &str) -> String {
    [pointer, ":show"].concat()
}

/// What stands for an answer: its control, else the button that shows it.
fn standing_for(pointer: &str) -> Option<Element> {
    let control = document().get_element_by_id(pointer);
    control.or_else(|| document().get_element_by_id(&shows(pointer)))
}

/// Where a link of this page that was pressed leads (`#here`), where nothing of that id is on the page.
#[must_use]
pub fn link_away(pressed: &Event) -> Option<String> {
    let target = pressed.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a").ok().flatten()?.get_attribute("href")?;
    let id = link.strip_prefix('#')?;
    let is_here = document().get_element_by_id(id).is_some();
    (!is_here).then(|| id.to_owned())
}

/// Whether the part that was folded or unfolded (`details`, event `toggle`) is open now.
#[must_use]
pub fn is_open(toggled: &Event) -> bool {
    let part = toggled
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    part.is_some_and(|part| part.has_attribute("open"))
}

/// Moves the focus to the element of this id once the page is drawn: after what had the focus was taken away.
pub fn focus_next(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id);
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            focus(&element);
        }
    });
}

/// The same where what had the focus is gone; who has moved on since is left where they are.
pub fn focus_where_lost(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let active = document().active_element();
        if active.is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body")) {
            focus_next(&id);
        }
    });
}

/// The same for the first of these answers that is still on the page; where none is, for the page's heading.
pub fn focus_next_answer(pointers: Vec<String>) {
    request_animation_frame(move || {
        let is_here = |pointer: &&String| standing_for(pointer).is_some();
        if let Some(pointer) = pointers.iter().find(is_here) {
            focus_answer(pointer);
        } else if let Some(heading) = document().query_selector("h1").ok().flatten()
            && let Ok(heading) = heading.dyn_into::<HtmlElement>()
        {
            focus(&heading);
        }
    });
}

/// Scrolls the nearest scrolling part just so far that this element is seen.
pub fn keep_in_sight(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Lets a screen reader say this after what it says now. The frame of the page holds the place (`#said`).
pub fn say(text: &str) {
    if let Some(place) = document().get_element_by_id("said") {
        place.set_text_content(Some(text));
    }
}

/// Takes away what stood there before the app.
pub fn remove_shell() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
}

/// Shows the panel that says that the app could not start.
pub fn show_start_failure() {
    for (id, hidden) in [("shell-waiting", true), ("shell-failed", false)] {
        if let Some(element) = document()
            .get_element_by_id(id)
            .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            element.set_hidden(hidden);
        }
    }
}

/// Loads the page anew.
pub fn reload() {
    let _asked = window().location().reload();
}

/// Leaves the app for another address.
pub fn leave_for(address: &str) {
    let _asked = window().location().set_href(address);
}

/// Why the sign-in from which the person has just come back failed, if it did: the `reason` of the address.
#[must_use]
pub fn sign_in_failure() -> Option<String> {
    let search = window().location().search().ok()?;
    let query = web_sys::UrlSearchParams::new_with_str(&search).ok()?;
    let failed = query.get("login").is_some_and(|login| login == "failed");
    failed.then(|| query.get("reason").unwrap_or_default())
}

/// The payment with which a gateway has sent the person back: the `paymentId` of the address.
#[must_use]
pub fn paid_with() -> Option<String> {
    let search = window().location().search().ok()?;
    let query = web_sys::UrlSearchParams::new_with_str(&search).ok()?;
    query.get("paymentId").filter(|id| !id.is_empty())
}

/// Opens the browser's print dialog.
pub fn print() {
    let _asked = window().print();
}

/// To the top of the page.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

fn scroll_to(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Instant);
    options.set_block(ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn child(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

/// The label of a control. Pointers hold no quotes; one that did would find no label and do no harm.
fn label_of(pointer: &str) -> Option<Element> {
    document()
        .query_selector(&format!("label[for=\"{pointer}\"]"))
        .ok()
        .flatten()
}

//! A page of the visit: one heading that takes the focus, its content, and the bar of actions.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::device;
use crate::text::{Text, t};

/// The heading of a page: the only `h1`. It takes the focus on arrival, so that it is read out, and
/// names the window: "Lỗi: Cha mẹ – Đăng ký khai sinh – Một cửa".
#[component]
pub fn PageHeading(
    /// The heading.
    #[prop(into)]
    title: String,
    /// What the page belongs to: the service's name. Default: nothing.
    #[prop(default = None, into)]
    caption: Option<String>,
    /// The page shows faults. Default: no.
    #[prop(optional, into)]
    faulty: Signal<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::H1>::new();
    let window_title = {
        let parts: Vec<String> = [Some(title.clone()), caption.clone()]
            .into_iter()
            .flatten()
            .collect();
        parts.join(" – ")
    };
    Effect::new(move |_| {
        let fault = if faulty.get() {
            format!("{}: ", t(Text::ErrorWord))
        } else {
            String::new()
        };
        device::page::set_title(&format!("{fault}{window_title} – {}", t(Text::ProductName)));
    });
    Effect::new(move |_| {
        if let Some(heading) = node.get() {
            device::page::arrive(&heading);
        }
    });
    view! {
        {caption.map(|caption| view! { <p class="caption">{caption}</p> })}
        <h1 tabindex="-1" node_ref=node>{title}</h1>
    }
}

/// A page with questions: heading, content, actions; Enter in a field goes on.
#[component]
pub fn StepPage(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The service's name.
    #[prop(into)]
    caption: String,
    /// Path of the page before; none on the first.
    #[prop(into)]
    back: Option<String>,
    /// The page shows faults.
    #[prop(into)]
    faulty: Signal<bool>,
    /// The person goes on.
    on_submit: Callback<()>,
    /// What stands in the bar: a submit button, "save and leave".
    actions: ViewFnOnce,
    /// Content.
    children: Children,
) -> impl IntoView {
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    // Enter that ends a composition does not go on.
    let hold = |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && event.is_composing() {
            event.prevent_default();
        }
    };
    view! {
        {back.map(|back| view! { <a class="back" href=back><Icon glyph=Glyph::Back /> {t(Text::Back)}</a> })}
        <PageHeading title=title caption=Some(caption) faulty=faulty />
        <form class="step" novalidate on:submit=submit on:keydown=hold>
            {children()}
            <BottomBar>{actions.run()}</BottomBar>
        </form>
    }
}

/// The actions of a page: at its end, and on phones at the bottom of the window.
#[component]
pub fn BottomBar(
    /// One first action, and at most one quiet one.
    children: Children,
) -> impl IntoView {
    view! { <div class="bar">{children()}</div> }
}

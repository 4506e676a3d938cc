//! Buttons, and links that look like them.

use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on this page.
    #[default]
    First,
    /// Another way on.
    Second,
    /// In passing: leave, change, hide.
    Quiet,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::First => "button first",
            Self::Second => "button second",
            Self::Quiet => "button quiet",
        }
    }
}

/// A button that does something here.
#[component]
pub fn Button(
    /// How much it asks for attention; default: the one thing to do.
    #[prop(optional)]
    kind: ButtonKind,
    /// It was pressed; not called while busy.
    on_press: Callback<()>,
    /// What it began is still going on. Default: no.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let press = move |_| {
        if !busy.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button type="button" class=kind.class() aria-disabled=move || busy.get().then_some("true") on:click=press>
            {children()}
        </button>
    }
}

/// The button that sends the form of a step page; Enter in a field does the same.
#[component]
pub fn SubmitButton(
    /// What it began is still going on. Default: no.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let hold = move |event: web_sys::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        }
    };
    view! {
        <button type="submit" class="button first" aria-disabled=move || busy.get().then_some("true") on:click=hold>
            {children()}
        </button>
    }
}

/// A link that leads to another page.
#[component]
pub fn ButtonLink(
    /// Where to.
    #[prop(into)]
    href: String,
    /// How much it asks for attention; default: the one thing to do.
    #[prop(optional)]
    kind: ButtonKind,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! { <a class=kind.class() href=href>{children()}</a> }
}

//! What stands around every page: the province's strip, the language, who is signed in, help.

use leptos::prelude::*;

use super::colour::readable_under_white;
use super::{Glyph, Icon};
use crate::device;
use crate::text::{LANGUAGES, Language, Text, language, say, t};

/// The province's own look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// Its name: "Tỉnh Mẫu"; empty: the product's.
    pub name: String,
    /// Its colour, `#rrggbb`; darkened until white letters on it are readable. None: the product's.
    pub colour: Option<String>,
    /// Path of its logo, if it has one.
    pub logo: Option<String>,
    /// Its hot-line, if it has one.
    pub phone: Option<String>,
}

/// A page of the main menu.
pub type MenuItem = (String, &'static str);

/// Header, main part, footer.
#[component]
pub fn PageFrame(
    /// The province's look.
    #[prop(into)]
    brand: Signal<Brand>,
    /// Path of the home page.
    home: String,
    /// Path of the page to sign in and out.
    account: String,
    /// Paths and names of the main pages.
    menu: Vec<MenuItem>,
    /// Name of the person who is signed in.
    #[prop(into)]
    person: Signal<Option<String>>,
    /// Another language was chosen.
    on_language: Callback<Language>,
    /// Where the current page stands.
    children: Children,
) -> impl IntoView {
    let name = move || {
        brand.with(|brand| {
            if brand.name.is_empty() {
                t(Text::ProductName).to_owned()
            } else {
                brand.name.clone()
            }
        })
    };
    let logo = move || {
        brand
            .with(|brand| brand.logo.clone())
            .map(|logo| view! { <img class="logo" src=logo alt="" /> })
    };
    let who = move || match person.get() {
        Some(name) => {
            let (fore, given) = name.rsplit_once(' ').unwrap_or(("", &name));
            view! {
                <span class="unseen">{t(Text::SignedIn)} ": "</span>
                <span class="fore">{fore.to_owned()}</span> " " <span>{given.to_owned()}</span>
            }
            .into_any()
        }
        None => view! { <span>{t(Text::SignIn)}</span> }.into_any(),
    };
    Effect::new(move |_| {
        let colour = brand.with(|brand| brand.colour.as_deref().and_then(readable_under_white));
        device::page::set_colour("--brand", colour.as_deref());
    });
    // Followed by hand: with `<base>` the link would lead to the home page.
    let skip = |event: web_sys::MouseEvent| {
        event.prevent_default();
        device::page::focus_answer("main");
    };
    let items = menu
        .into_iter()
        .map(|(href, name)| view! { <li><a href=href>{name}</a></li> })
        .collect_view();
    view! {
        <a class="skip" href="#main" on:click=skip>{t(Text::ToContent)}</a>
        <header>
            <div class="strip">
                <div class="strip-inner">
                    <a class="brand" href=home>{logo} <span>{name}</span></a>
                    <div class="strip-side">
                        <a class="who" href=account><Icon glyph=Glyph::Person /> {who}</a>
                        {language_switch(on_language)}
                    </div>
                </div>
            </div>
            <nav class="under-strip" aria-label=t(Text::MainMenu)><ul class="menu">{items}</ul></nav>
        </header>
        <main id="main" tabindex="-1">{children()}</main>
        <footer class="foot">
            {move || brand.with(|brand| brand.phone.clone()).map(|phone| view! { <p>{say::help_line(&phone)}</p> })}
        </footer>
        <p id="said" class="unseen" role="status"></p>
    }
}

/// A button for each other language, in its own words.
fn language_switch(on_language: Callback<Language>) -> impl IntoView {
    let others = LANGUAGES
        .iter()
        .copied()
        .filter(|other| *other != language());
    let buttons = others
        .map(|other| {
            view! {
                <button type="button" class="language" lang=other.code on:click=move |_| on_language.run(other)>
                    {other.name}
                </button>
            }
        })
        .collect_view();
    view! { <div class="languages" role="group" aria-label=t(Text::LanguageSwitch)>{buttons}</div> }
}

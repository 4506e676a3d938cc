//! The app as a whole: its start, what every page shares, the frame around the pages.

mod account;
mod ending;
mod typed;

use leptos::prelude::*;

use crate::device;
use crate::device::storage::{LocalSettings, Settings};
use crate::pages::Page;
use crate::route::{self, Route};
use crate::text::{self, Language, Text, t};
use crate::ui::{Brand, Notice, PageFrame, PageState, StatePanel, Tone};

pub use account::{Account, Stays, use_account};
pub use typed::{Typed, use_typed};

/// Name of the setting that keeps the language; the start script reads it too.
const LANGUAGE: &str = "language";

/// What every page shares and a change of language leaves as it is.
#[derive(Clone, Copy, Debug)]
pub struct Shared {
    /// The language of the page, which is drawn anew when it changes.
    pub language: ReadSignal<Language>,
    /// The province's look.
    pub brand: RwSignal<Brand>,
    /// Who is signed in.
    pub account: Account,
    /// Something that concerns every page, told above it.
    pub news: RwSignal<Option<String>>,
}

/// Brings the texts of the page's language, then mounts the app in place of the shell.
pub fn start() {
    device::panic::show_panel_on_panic();
    wasm_bindgen_futures::spawn_local(async {
        let language = Language::from_code(&device::page::language()).unwrap_or(Language::VI);
        if text::load(language).await.is_err() {
            device::page::show_start_failure();
            return;
        }
        device::page::remove_shell();
        leptos::mount::mount_to_body(App);
    });
}

/// The whole app.
#[component]
#[must_use]
pub fn App() -> impl IntoView {
    let (language, set_language) = signal(text::language());
    let shared = Shared {
        language,
        brand: RwSignal::default(),
        account: Account::begin(),
        news: RwSignal::default(),
    };
    provide_context(shared);
    provide_context(shared.account);
    provide_context(Typed::default());
    let switch = Callback::new(move |wanted: Language| {
        leptos::task::spawn_local(async move {
            if text::load(wanted).await.is_ok() {
                device::page::set_language(wanted.code);
                LocalSettings::open().set(LANGUAGE, wanted.code);
                shared.news.set(None);
                set_language.set(wanted);
            } else {
                shared.news.set(Some(t(Text::LanguageNotLoaded).to_owned()));
            }
        });
    });
    route::follow_address();
    view! { <Framed shared=shared switch=switch /> }
}

/// The frame with the page in it; drawn anew for another language.
#[component]
fn Framed(
    /// What every page shares.
    shared: Shared,
    /// Another language was chosen.
    switch: Callback<Language>,
) -> impl IntoView {
    let here = route::use_route();
    let account = shared.account;
    let typed = use_typed();
    Effect::new(move |_| {
        let here = here.get();
        account.is_on(&here);
        typed.is_on(&here);
    });
    let person = Signal::derive(move || account.person().map(|person| person.name));
    let online = device::network::online();
    let ending = ending::ending(account);
    if let Some(why) = device::page::sign_in_failure() {
        shared
            .news
            .set(Some(t(account::words_of_failure(&why)).to_owned()));
    }
    move || {
        shared.language.track();
        let menu = [
            (Route::Dossiers, Text::MyDossiers),
            (Route::Drafts, Text::MyDrafts),
            (Route::Papers, Text::MenuPapers),
            (Route::Tracking, Text::TrackDossier),
        ];
        let menu = menu
            .map(|(page, name)| (route::link(&page), t(name)))
            .to_vec();
        view! {
            <PageFrame
                brand=shared.brand
                home=route::link(&Route::Home)
                account=route::link(&Route::SignIn)
                menu=menu
                person=person
                on_language=switch
            >
                {move || shared.news.get().map(|news| view! {
                    <Notice tone=Tone::Warning spoken=true><p>{news}</p></Notice>
                })}
                {move || ending.get().map(|minutes| near_end(minutes, account))}
                {move || (!online.get()).then(offline)}
                <ErrorBoundary fallback=|_| broken()>
                    <Page route=here />
                </ErrorBoundary>
            </PageFrame>
        }
    }
}

/// What stands above every page before the session ends; going on puts the end off.
fn near_end(minutes: u32, account: Account) -> impl IntoView {
    let go_on = Callback::new(move |()| account.ask());
    view! { <StatePanel state=PageState::Ending(minutes) home="" on_retry=go_on /> }
}

/// What stands above every page while the device has no network.
fn offline() -> impl IntoView {
    view! { <StatePanel state=PageState::Offline home="" on_retry=Callback::new(|()| {}) /> }
}

/// What a page shows when a part of it could not be drawn.
fn broken() -> impl IntoView {
    let reload = Callback::new(|()| device::page::reload());
    view! { <StatePanel state=PageState::Broken home=route::link(&Route::Home) on_retry=reload /> }
}

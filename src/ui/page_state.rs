//! The states that every page has, drawn the same everywhere.

use leptos::prelude::*;

use super::{Button, ButtonLink, Glyph, Icon, Notice, Tone};
use crate::device;
use crate::text::{Text, say, t};

/// Why a page shows something else than its content, or beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    /// What it shows is not there yet.
    Loading,
    /// Known, and there is nothing.
    Empty,
    /// No network: the page goes on with what the device has.
    Offline,
    /// No network, and the page cannot be shown without.
    Unreached,
    /// Another page answered in place of the server: a hotspot's, a proxy's.
    Foreign,
    /// The session ends in so many minutes.
    Ending(u32),
    /// The session has ended.
    Ended,
    /// The person may not see it.
    NoRight,
    /// It does not exist, or no more.
    Gone,
    /// The server does not answer.
    Down,
    /// A newer version of the app is there.
    Old,
    /// A part of the page could not be drawn.
    Broken,
}

/// What to do about a state.
enum WayOn {
    Nothing,
    Reload,
    Home,
    Retry(Text),
}

impl PageState {
    fn parts(self) -> (Tone, Text, String, WayOn) {
        let text = |text: Text| t(text).to_owned();
        match self {
            Self::Loading => (
                Tone::Info,
                Text::StateLoading,
                String::new(),
                WayOn::Nothing,
            ),
            Self::Empty => (
                Tone::Info,
                Text::StateEmpty,
                text(Text::StateEmptyNext),
                WayOn::Nothing,
            ),
            Self::Offline => (
                Tone::Offline,
                Text::StateOffline,
                text(Text::StateOfflineNext),
                WayOn::Nothing,
            ),
            Self::Unreached => (
                Tone::Offline,
                Text::StateOffline,
                text(Text::StateUnreachedNext),
                WayOn::Retry(Text::Retry),
            ),
            Self::Foreign => (
                Tone::Warning,
                Text::StateDown,
                text(Text::ProblemForeign),
                WayOn::Retry(Text::Retry),
            ),
            Self::Ending(minutes) => (
                Tone::Warning,
                Text::StateEnding,
                say::state_ending_next(&minutes),
                WayOn::Retry(Text::Continue),
            ),
            Self::Ended => (
                Tone::Warning,
                Text::StateEnded,
                text(Text::StateEndedNext),
                WayOn::Retry(Text::SignIn),
            ),
            Self::NoRight => (
                Tone::Fault,
                Text::StateNoRight,
                text(Text::StateNoRightNext),
                WayOn::Home,
            ),
            Self::Gone => (
                Tone::Fault,
                Text::StateGone,
                text(Text::StateGoneNext),
                WayOn::Home,
            ),
            Self::Down => (
                Tone::Fault,
                Text::StateDown,
                text(Text::StateDownNext),
                WayOn::Retry(Text::Retry),
            ),
            Self::Broken => (
                Tone::Fault,
                Text::Broken,
                text(Text::BrokenNext),
                WayOn::Reload,
            ),
            Self::Old => (
                Tone::Warning,
                Text::StateOld,
                text(Text::StateOldNext),
                WayOn::Reload,
            ),
        }
    }
}

/// A state with its words and the way on.
#[component]
pub fn StatePanel(
    /// Which.
    state: PageState,
    /// Path of the home page.
    #[prop(into)]
    home: String,
    /// The person presses the way on: stay signed in, sign in, try again.
    on_retry: Callback<()>,
) -> impl IntoView {
    if state == PageState::Loading {
        return view! { <p class="waiting" role="status">{t(Text::StateLoading)}</p> }.into_any();
    }
    let (tone, title, next, way) = state.parts();
    let way = match way {
        WayOn::Nothing => ().into_any(),
        WayOn::Reload => {
            let reload = Callback::new(|()| device::page::reload());
            view! { <Button on_press=reload>{t(Text::Reload)}</Button> }.into_any()
        }
        WayOn::Home => view! { <ButtonLink href=home>{t(Text::ToHome)}</ButtonLink> }.into_any(),
        WayOn::Retry(words) => view! { <Button on_press=on_retry>{t(words)}</Button> }.into_any(),
    };
    view! { <Notice tone=tone title=t(title).to_owned() spoken=true><p>{next}</p> {way}</Notice> }
        .into_any()
}

/// How safe the answers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// On the server.
    Saved,
    /// On their way to the server.
    Saving,
    /// On the device only.
    NotSaved,
    /// In memory only: the browser keeps nothing.
    NotKept,
}

/// One line about how safe the answers are.
#[component]
pub fn SaveLine(
    /// How safe.
    #[prop(into)]
    state: Signal<SaveState>,
) -> impl IntoView {
    let parts = move || match state.get() {
        SaveState::Saved => (Glyph::Check, Text::StateSaved),
        SaveState::Saving => (Glyph::Clock, Text::StateSaving),
        SaveState::NotSaved => (Glyph::Warning, Text::StateNotSaved),
        SaveState::NotKept => (Glyph::Warning, Text::StateNotKept),
    };
    view! {
        <p class="save-line" role="status">
            {move || {
                let (glyph, text) = parts();
                view! { <Icon glyph=glyph /> {t(text)} }
            }}
        </p>
    }
}

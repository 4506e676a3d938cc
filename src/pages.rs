//! One file per page.

use leptos::prelude::*;

use crate::device;
use crate::route::{self, Route};
use crate::text::{Text, t};
use crate::ui::{PageHeading, PageState, StatePanel};

/// The page of the route.
#[component]
#[must_use]
pub fn Page(
    /// Where the person is.
    route: Memo<Route>,
) -> impl IntoView {
    move || {
        match route.get() {
        #[cfg(feature = "gallery")]
        Route::Gallery => view! { <crate::ui::gallery::Gallery /> }.into_any(),
        Route::Home => view! { <PageHeading title=t(Text::Home) /> }.into_any(),
        _ => view! {
            <PageHeading title=t(Text::StateGone) />
            <StatePanel state=PageState::Gone home=route::link(&Route::Home) on_retry=Callback::new(|()| device::page::reload()) />
        }
        .into_any(),
    }
    }
}

//! No page has this address.

use leptos::prelude::*;

use crate::route::{self, Route};
use crate::text::{Text, t};
use crate::ui::{ButtonLink, PageHeading};

/// Says so, and leads home.
#[component]
#[must_use]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageHeading title=t(Text::StateGone) />
        <p>{t(Text::StateGoneNext)}</p>
        <p class="way-on"><ButtonLink href=route::link(&Route::Home)>{t(Text::ToHome)}</ButtonLink></p>
    }
}

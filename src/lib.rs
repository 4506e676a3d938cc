//! The app: everything that needs a browser.

use leptos::prelude::*;

/// The whole page: mounted into `<body>` by `main`.
#[component]
#[must_use]
pub fn App() -> impl IntoView {
    view! { <h1>"Một cửa"</h1> }
}

//! The code of a dossier, large enough to be copied by hand, in its parts.

use leptos::prelude::*;

use crate::text::{Text, t};

/// The code, large.
#[component]
pub fn ReceiptCode(
    /// The code.
    #[prop(into)]
    code: String,
) -> impl IntoView {
    let parts = code
        .split_inclusive('-')
        .map(|part| view! { <span>{part.to_owned()}</span> })
        .collect_view();
    view! {
        <p class="receipt-code">
            <span class="receipt-label">{t(Text::CodeLabel)}</span>
            <strong>{parts}</strong>
        </p>
    }
}

//! The code of a dossier, large enough to be copied by hand.

use leptos::prelude::*;

use crate::text::{Text, t};

/// The code, large.
#[component]
pub fn ReceiptCode(
    /// The code.
    #[prop(into)]
    code: String,
) -> impl IntoView {
    view! {
        <p class="receipt-code">
            <span class="receipt-label">{t(Text::CodeLabel)}</span>
            <strong>{code}</strong>
        </p>
    }
}

//! The code of a dossier, large enough to be copied by hand, in its parts, and as a QR code.

use leptos::prelude::*;

use super::Qr;
use crate::text::{Text, t};

/// The code, large.
#[component]
pub fn ReceiptCode(
    /// The code.
    #[prop(into)]
    code: String,
) -> impl IntoView {
    let qr = code.clone();
    let mut parts = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find('-') {
        let after = rest.split_off(at + 1);
        parts.push(std::mem::replace(&mut rest, after));
    }
    parts.push(rest);
    let parts = parts
        .into_iter()
        .map(|part| view! { <span>{part}</span> })
        .collect_view();
    view! {
        <p class="receipt-code">
            <span class="receipt-label">{t(Text::CodeLabel)}</span>
            <strong>{parts}</strong>
            <Qr text=qr />
        </p>
    }
}

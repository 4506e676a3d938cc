//! A sentence that the person affirms: one checkbox with the sentence as its label.

use leptos::prelude::*;

use super::FieldFrame;
use crate::text::{Text, t};

/// A statement. Its label is the sentence.
#[component]
pub fn StatementField(
    /// The sentence, hint, fault.
    frame: FieldFrame,
    /// Whether it is affirmed.
    #[prop(into)]
    value: Signal<bool>,
    /// Affirmed or withdrawn.
    on_change: Callback<bool>,
) -> impl IntoView {
    let ties = frame.ties();
    let id = frame.pointer;
    let (hint_id, fault_id) = (format!("{id}:hint"), format!("{id}:fault"));
    let fault = frame.fault;
    view! {
        <div class="field" class:wrong=ties.invalid>
            {frame.hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {move || fault.get().map(|text| view! {
                <p class="fault" id=fault_id.clone()>
                    <span class="unseen">{t(Text::ErrorWord)} ": "</span>
                    {text}
                </p>
            })}
            <div class="option">
                <input
                    type="checkbox"
                    id=id.clone()
                    name=id.clone()
                    aria-describedby=ties.described_by
                    aria-invalid=ties.aria_invalid()
                    prop:checked=value
                    on:change=move |event| on_change.run(event_target_checked(&event))
                    on:blur=move |_| ties.on_leave.run(())
                />
                <label for=id>{frame.label}</label>
            </div>
        </div>
    }
}

//! A sentence that the person affirms: one checkbox with the sentence as its label.

use leptos::prelude::*;

use super::FieldFrame;
use super::frame::hint_and_fault;

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
    let around = hint_and_fault(&frame);
    let id = frame.pointer;
    view! {
        <div class="field" class:wrong=ties.invalid>
            {around}
            <div class="option">
                <input
                    type="checkbox"
                    id=id.clone()
                    name=id.clone()
                    aria-describedby=ties.described_by
                    aria-invalid=ties.aria_invalid()
                    prop:checked=value
                    on:change=move |event| on_change.run(event_target_checked(&event))
                    on:blur=move |_| ties.leave()
                />
                <label for=id>{frame.label}</label>
            </div>
        </div>
    }
}

//! How far the visit is: a bar and its words.

use leptos::prelude::*;

use crate::text::say;

/// "Step 2 of 5", with a bar.
#[component]
pub fn ProgressLine(
    /// The step where the person is, from 1.
    #[prop(into)]
    step: Signal<usize>,
    /// How many steps there are.
    #[prop(into)]
    total: Signal<usize>,
) -> impl IntoView {
    let words = move || say::step_of(&step.get(), &total.get());
    view! {
        <div class="progress">
            <p>{words}</p>
            <progress aria-label=words max=move || total.get().to_string() value=move || step.get().to_string()></progress>
        </div>
    }
}

//! Yes or no, as two radios: a checkbox could not tell "no" from "not answered".

use leptos::prelude::*;

use super::{Choice, ChoiceField, FieldFrame};
use crate::text::{Text, t};

/// Yes or no.
#[component]
pub fn YesNoField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The answer; none before it is given.
    #[prop(into)]
    value: Signal<Option<bool>>,
    /// The answer.
    on_change: Callback<bool>,
) -> impl IntoView {
    let chosen = Signal::derive(move || value.get().map(|answer| answer.to_string()));
    let change = Callback::new(move |value: String| on_change.run(value == "true"));
    view! { <ChoiceField frame=frame options=yes_or_no() value=chosen on_change=change /> }
}

/// The two options; their values are "true" and "false".
#[must_use]
pub fn yes_or_no() -> Vec<Choice> {
    vec![
        Choice::new("true", t(Text::Yes)),
        Choice::new("false", t(Text::No)),
    ]
}

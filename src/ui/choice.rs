//! One of a short list: radios as full-width rows.

use leptos::prelude::*;

use super::{FieldFrame, FieldSet, TextField};
use crate::text::{Text, t};

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is kept.
    pub value: String,
    /// What people read.
    pub label: String,
    /// Help under the option.
    pub hint: Option<String>,
}

impl Choice {
    /// An option without help.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }
}

/// The option beside which a text is written.
#[derive(Clone, Debug)]
pub struct Other {
    /// Value of that option.
    pub value: String,
    /// The text.
    pub text: Signal<String>,
    /// The text as it changes.
    pub on_text: Callback<String>,
}

/// One of a short list.
#[component]
pub fn ChoiceField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The options, in order.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// The value of the option that was chosen.
    on_change: Callback<String>,
    /// The option that takes a text, if any.
    #[prop(default = None, into)]
    other: Option<Other>,
) -> impl IntoView {
    let pointer = frame.pointer.clone();
    let ties = frame.inner_ties();
    let name = pointer.clone();
    let row = move |choice: Choice| {
        let Choice {
            value: own,
            label,
            hint,
        } = choice;
        let id = format!("{name}={own}");
        let hint_id = hint.as_ref().map(|_| format!("{id}:hint"));
        let is_chosen = {
            let own = own.clone();
            move || value.with(|value| value.as_ref() == Some(&own))
        };
        view! {
            <div class="option">
                <input
                    type="radio"
                    id=id.clone()
                    name=name.clone()
                    value=own.clone()
                    aria-describedby=hint_id.clone()
                    aria-invalid=ties.aria_invalid()
                    prop:checked=is_chosen
                    on:change=move |_| on_change.run(own.clone())
                />
                <label for=id>{label}</label>
                {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            </div>
        }
    };
    view! {
        <FieldSet frame=frame>
            <div class="options">
                <For each=move || options.get() key=|choice| (choice.value.clone(), choice.label.clone()) children=row />
            </div>
            {other.map(|other| other_text(&pointer, value, other))}
        </FieldSet>
    }
}

/// The text beside the option "other", while it is chosen.
pub(super) fn other_text(
    pointer: &str,
    value: Signal<Option<String>>,
    other: Other,
) -> impl IntoView + use<> {
    let id = format!("{pointer}:text");
    let is_other = Memo::new(move |_| value.with(|value| value.as_ref() == Some(&other.value)));
    move || {
        is_other.get().then(|| {
            let frame = FieldFrame::new(id.clone(), t(Text::OtherText));
            view! { <div class="nested"><TextField frame=frame value=other.text on_change=other.on_text /></div> }
        })
    }
}

//! One of a list that is short enough to look through: the browser's own select.

use leptos::prelude::*;

use super::choice::other_text;
use super::{Entries, Field, FieldFrame, Other};
use crate::text::{Text, t};

/// One of a list of some dozens at most.
#[component]
pub fn SelectField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The list; none while it is loading.
    #[prop(into)]
    entries: Signal<Option<Entries>>,
    /// Code of the chosen entry.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Code of the entry that was chosen; none when the choice was taken back.
    on_change: Callback<Option<String>>,
    /// The code that takes a text, if any.
    #[prop(default = None, into)]
    other: Option<Other>,
) -> impl IntoView {
    let ties = frame.ties();
    let id = frame.pointer.clone();
    let pointer = id.clone();
    let first = move || {
        t(if entries.with(Option::is_some) {
            Text::ChooseOne
        } else {
            Text::ListLoading
        })
    };
    let options = move || {
        let all: Vec<_> = entries
            .get()
            .iter()
            .flat_map(Entries::iter)
            .cloned()
            .collect();
        all.into_iter()
            .map(|entry| {
                let code = entry.code.clone();
                let selected = move || value.with(|value| value.as_ref() == Some(&code));
                view! { <option value=entry.code prop:selected=selected>{entry.name}</option> }
            })
            .collect_view()
    };
    view! {
        <Field frame=frame>
            <select
                class="box"
                id=id.clone()
                name=id
                aria-describedby=ties.described_by
                aria-invalid=ties.aria_invalid()
                on:change=move |event| on_change.run(Some(event_target_value(&event)).filter(|code| !code.is_empty()))
                on:blur=move |_| ties.leave()
            >
                <option value="" prop:selected=move || value.with(Option::is_none)>{first}</option>
                {options}
            </select>
            {other.map(|other| other_text(&pointer, value, other))}
        </Field>
    }
}

//! Numbers that are there already and hidden but for their end until the person asks for them.

use leptos::prelude::*;

use super::{Field, FieldFrame, InputBox, Keys, Writing};
use crate::device;
use crate::text::{Text, say, t};

/// So many letters at the end stay in sight.
const SEEN: usize = 3;

/// A number that is hidden until asked for, of any kind.
#[component]
pub fn MaskedField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The number.
    #[prop(into)]
    value: Signal<String>,
    /// The number, cleaned.
    on_change: Callback<String>,
) -> impl IntoView {
    let keys = Keys {
        capitals: Some("characters"),
        width: Some(20),
        ..Keys::default()
    };
    typed(frame, value, on_change, keys, Writing::LINE, true)
}

/// A field with one box that may be hidden.
pub(super) fn typed(
    frame: FieldFrame,
    value: Signal<String>,
    on_change: Callback<String>,
    keys: Keys,
    writing: Writing,
    is_masked: bool,
) -> impl IntoView {
    let ties = frame.ties();
    let id = frame.pointer.clone();
    // What was typed here is seen until it is left; what comes otherwise, from a source or a scanned card, is hidden.
    let typed = StoredValue::new(None::<String>);
    let on_change = Callback::new(move |text: String| {
        typed.set_value(Some(text.clone()));
        on_change.run(text);
    });
    let hidden = RwSignal::new(is_masked && value.with_untracked(|value| value.len() > SEEN));
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        let came = before.is_some_and(|before| before != now)
            && typed.with_value(|typed| typed.as_ref() != Some(&now));
        if is_masked && came && now.len() > SEEN {
            hidden.set(true);
        }
        now
    });
    let control = {
        let id = id.clone();
        move || {
            let (id, keys) = (id.clone(), keys.clone());
            view! { <InputBox id=id value=value on_change=on_change ties=ties keys=keys writing=writing /> }.into_any()
        }
    };
    view! { <Field frame=frame>{until_asked(id, value, hidden, control)}</Field> }
}

/// The control, or while it is `hidden` the value's end and the button that shows the rest.
fn until_asked(
    id: String,
    value: Signal<String>,
    hidden: RwSignal<bool>,
    control: impl Fn() -> AnyView + Send + 'static,
) -> impl IntoView {
    move || {
        if !hidden.get() {
            return control();
        }
        let (id, show_id) = (id.clone(), device::page::shows(&id));
        let reveal = move |_| {
            hidden.set(false);
            device::page::focus_next(&id);
        };
        let shown = value.with(|value| masked_id(value));
        let told = value.with(|value| say::id_masked(&end(value)));
        view! {
            <div class="masked">
                <span aria-hidden="true">{shown}</span>
                <span class="unseen">{told}</span>
                <button type="button" class="quiet" id=show_id on:click=reveal>{t(Text::IdShow)}</button>
            </div>
        }
        .into_any()
    }
}

/// A text in which numbers are `hidden` until the person asks for them, then its control. None: nothing in it is hidden.
pub fn hidden_text(
    frame: FieldFrame,
    hidden: Signal<Option<String>>,
    is_open: RwSignal<bool>,
    control: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let is_shut = Memo::new(move |_| !is_open.get() && hidden.with(Option::is_some));
    (move || {
        if !is_shut.get() {
            return control();
        }
        let id = frame.pointer.clone();
        let reveal = move |_| {
            is_open.set(true);
            device::page::focus_next(&id);
        };
        view! {
            <Field frame=frame.clone()>
                <div class="masked">
                    <span>{move || hidden.get()}</span>
                    <button type="button" class="quiet" on:click=reveal>{t(Text::IdShow)}</button>
                </div>
            </Field>
        }
        .into_any()
    })
    .into_any()
}

/// A value that is told: hidden but for its end where there is a `whole` one, until the person asks for it; `label` names
/// it. Empty: nothing was answered.
pub(super) fn revealed(
    value: Signal<String>,
    whole: Signal<Option<String>>,
    label: &str,
    on_show: Callback<()>,
) -> impl IntoView + use<> {
    let is_whole = RwSignal::new(false);
    let told = say::id_show_what(&label);
    move || match (value.get(), whole.get()) {
        (value, _) if value.is_empty() => {
            view! { <span class="quiet-text">{t(Text::NotAnswered)}</span> }.into_any()
        }
        (_, Some(whole)) if is_whole.get() => view! { <span>{whole}</span> }.into_any(),
        (value, Some(_)) => {
            let told = told.clone();
            view! {
                <span>{value}</span>
                <button type="button" class="quiet show-number" aria-label=told on:click=move |_| { is_whole.set(true); on_show.run(()); }>
                    {t(Text::IdShow)}
                </button>
            }
            .into_any()
        }
        (value, None) => view! { <span>{value}</span> }.into_any(),
    }
}

/// A number as it is shown before it is asked for: `••• ••• ••• 001`. In groups of three from its end, so that what is in
/// sight stays together; one letter over at the front belongs to the next group.
#[must_use]
pub fn masked_id(id: &str) -> String {
    let length = id.chars().count();
    let mut out = String::new();
    for (index, c) in id.chars().enumerate() {
        let left = length - index;
        let is_lone = index == 1 && left > SEEN;
        if index > 0 && left.is_multiple_of(SEEN) && !is_lone {
            out.push(' ');
        }
        out.push(if left > SEEN { '•' } else { c });
    }
    out
}

/// In groups of three, as numbers of persons are read.
pub(super) fn grouped(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for (index, c) in chars.enumerate() {
        if index > 0 && index % 3 == 0 {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

fn end(id: &str) -> String {
    id.chars()
        .skip(id.chars().count().saturating_sub(SEEN))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_three_letters_are_hidden_and_those_stand_together() {
        let table = [
            ("", ""),
            ("12", "12"),
            ("123", "123"),
            ("1234", "• 234"),
            ("12345", "•• 345"),
            ("123456", "••• 456"),
            ("C123456", "•••• 456"),
            ("C1234567", "•• ••• 567"),
            ("123456789", "••• ••• 789"),
            ("1234567890", "•••• ••• 890"),
            ("12345678901", "•• ••• ••• 901"),
            ("001099000001", "••• ••• ••• 001"),
            ("1900000000051", "•••• ••• ••• 051"),
            ("GD4011234567890", "••• ••• ••• ••• 890"),
        ];
        for (id, shown) in table {
            assert_eq!(masked_id(id), shown, "{id}");
        }
        assert_eq!(end("001099000001"), "001");
    }
}

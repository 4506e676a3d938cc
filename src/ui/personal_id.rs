//! The 12-digit personal id: grouped to be read, hidden but for the last three digits until asked for.

use leptos::prelude::*;

use super::{Field, FieldFrame, InputBox, Keys, Writing};
use crate::device;
use crate::text::{Text, say, t};

/// A personal id.
#[component]
pub fn PersonalIdField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The digits; or what was written instead.
    #[prop(into)]
    value: Signal<String>,
    /// The digits without spaces; or what was written instead.
    on_change: Callback<String>,
    /// A number that is there already is hidden until asked for. Default: no.
    #[prop(optional)]
    masked: bool,
) -> impl IntoView {
    let frame = frame.or_hint(t(Text::IdHint));
    let ties = frame.ties();
    let id = frame.pointer.clone();
    let hidden = RwSignal::new(masked && value.with_untracked(|value| value.len() > 3));
    let keys = Keys {
        mode: Some("numeric"),
        width: Some(20),
        ..Keys::default()
    };
    let control = move || {
        let id = id.clone();
        if hidden.get() {
            let reveal = move |_| {
                hidden.set(false);
                device::page::focus_next(&id);
            };
            let shown = value.with(|value| masked_id(value));
            let told = value.with(|value| say::id_masked(&last_three(value)));
            view! {
                <div class="masked">
                    <span aria-hidden="true">{shown}</span>
                    <span class="unseen">{told}</span>
                    <button type="button" class="quiet" on:click=reveal>{t(Text::IdShow)}</button>
                </div>
            }
            .into_any()
        } else {
            let writing = Writing {
                read: read_id,
                show: show_id,
            };
            view! { <InputBox id=id value=value on_change=on_change ties=ties keys=keys.clone() writing=writing /> }.into_any()
        }
    };
    view! { <Field frame=frame>{control}</Field> }
}

/// A personal id as it is shown before it is asked for: `••• ••• ••• 001`.
#[must_use]
pub fn masked_id(id: &str) -> String {
    let length = id.chars().count();
    let hidden = id
        .chars()
        .enumerate()
        .map(|(index, c)| if index + 3 < length { '•' } else { c });
    grouped(hidden)
}

fn last_three(id: &str) -> String {
    id.chars()
        .skip(id.chars().count().saturating_sub(3))
        .collect()
}

fn read_id(written: &str) -> String {
    let text = vietnam::text::clean(written);
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '-'))
        .collect();
    if bare.bytes().all(|byte| byte.is_ascii_digit()) {
        bare
    } else {
        text
    }
}

fn show_id(value: &str) -> String {
    if value.len() == 12 && value.bytes().all(|byte| byte.is_ascii_digit()) {
        grouped(value.chars())
    } else {
        value.to_owned()
    }
}

fn grouped(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for (index, c) in chars.enumerate() {
        if index > 0 && index % 3 == 0 {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouping_is_only_seen() {
        assert_eq!(show_id("001099000001"), "001 099 000 001");
        assert_eq!(read_id("001 099 000 001"), "001099000001");
        assert_eq!(read_id("00109900000s"), "00109900000s");
        assert_eq!(show_id("0010"), "0010");
    }

    #[test]
    fn all_but_three_digits_are_hidden() {
        assert_eq!(masked_id("001099000001"), "••• ••• ••• 001");
        assert_eq!(masked_id("12"), "12");
        assert_eq!(last_three("001099000001"), "001");
    }
}

//! Written answers: text, names, phone, e-mail, plates, codes.

use leptos::html;
use leptos::prelude::*;

use super::{Field, FieldFrame, InputBox, Keys, Writing};
use crate::text::{Text, t};

/// A line of text.
#[component]
pub fn TextField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// The text, cleaned of what cannot be seen.
    on_change: Callback<String>,
    /// Value of `autocomplete`, e.g. "street-address"; default: off.
    #[prop(default = None, into)]
    autocomplete: Option<String>,
) -> impl IntoView {
    let keys = Keys {
        autocomplete,
        ..Keys::default()
    };
    typed(frame, value, on_change, keys, Writing::LINE)
}

/// The whole name of a person in one field (decision 5), kept as it is written.
#[component]
pub fn PersonNameField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The name.
    #[prop(into)]
    value: Signal<String>,
    /// The name, with single spaces and composed letters.
    on_change: Callback<String>,
    /// Value of `autocomplete`; "name" for the person who fills in the form. Default: off.
    #[prop(default = None, into)]
    autocomplete: Option<String>,
) -> impl IntoView {
    let keys = Keys {
        autocomplete,
        capitals: Some("words"),
        ..Keys::default()
    };
    typed(frame, value, on_change, keys, Writing::LINE)
}

/// A phone number. Its value has no spaces; what is no number is kept as written.
#[component]
pub fn PhoneField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The number, e.g. "0912345678".
    #[prop(into)]
    value: Signal<String>,
    /// The number without spaces.
    on_change: Callback<String>,
    /// Value of `autocomplete`; default: off.
    #[prop(default = None, into)]
    autocomplete: Option<String>,
) -> impl IntoView {
    let keys = Keys {
        mode: Some("tel"),
        autocomplete,
        width: Some(20),
        ..Keys::default()
    };
    typed(
        frame.or_hint(t(Text::PhoneHint)),
        value,
        on_change,
        keys,
        Writing {
            read: read_phone,
            show: show_phone,
        },
    )
}

/// An e-mail address.
#[component]
pub fn EmailField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The address.
    #[prop(into)]
    value: Signal<String>,
    /// The address, without spaces around it.
    on_change: Callback<String>,
    /// Value of `autocomplete`; default: off.
    #[prop(default = None, into)]
    autocomplete: Option<String>,
) -> impl IntoView {
    let keys = Keys {
        mode: Some("email"),
        autocomplete,
        capitals: Some("off"),
        ..Keys::default()
    };
    typed(
        frame.or_hint(t(Text::EmailHint)),
        value,
        on_change,
        keys,
        Writing::LINE,
    )
}

/// A vehicle's plate, in capitals.
#[component]
pub fn PlateField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The plate.
    #[prop(into)]
    value: Signal<String>,
    /// The plate in capitals.
    on_change: Callback<String>,
) -> impl IntoView {
    let keys = Keys {
        capitals: Some("characters"),
        width: Some(20),
        ..Keys::default()
    };
    typed(
        frame,
        value,
        on_change,
        keys,
        Writing {
            read: read_capitals,
            show: str::to_owned,
        },
    )
}

/// A code of a known shape: numbers of decisions, licences, cards.
#[component]
pub fn CodeField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The code.
    #[prop(into)]
    value: Signal<String>,
    /// The code, cleaned.
    on_change: Callback<String>,
    /// Only digits: a keyboard of digits.
    #[prop(optional)]
    numeric: bool,
) -> impl IntoView {
    let mode = numeric.then_some("numeric");
    let keys = Keys {
        mode,
        capitals: Some("characters"),
        width: Some(20),
        ..Keys::default()
    };
    typed(frame, value, on_change, keys, Writing::LINE)
}

/// Text of several lines.
#[component]
pub fn TextArea(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The text, lines separated by `\n`.
    #[prop(into)]
    value: Signal<String>,
    /// The text, each line cleaned.
    on_change: Callback<String>,
) -> impl IntoView {
    let ties = frame.ties();
    let id = frame.pointer.clone();
    let node = NodeRef::<html::Textarea>::new();
    let composing = StoredValue::new(false);
    let report = move || {
        let Some(area) = node.get_untracked() else {
            return;
        };
        let read = read_lines(&area.value());
        if read != value.get_untracked() {
            on_change.run(read);
        }
    };
    Effect::new(move |_| {
        let value = value.get();
        let Some(area) = node.get() else { return };
        if !composing.get_value() && read_lines(&area.value()) != value {
            area.set_value(&value);
        }
    });
    view! {
        <Field frame=frame>
            <textarea
                class="box"
                rows="4"
                id=id.clone()
                name=id
                aria-describedby=ties.described_by
                aria-invalid=ties.aria_invalid()
                node_ref=node
                on:compositionstart=move |_| composing.set_value(true)
                on:compositionend=move |_| {
                    composing.set_value(false);
                    report();
                }
                on:input=move |_| {
                    if !composing.get_value() {
                        report();
                    }
                }
                on:blur=move |_| {
                    composing.set_value(false);
                    report();
                    ties.on_leave.run(());
                }
            ></textarea>
        </Field>
    }
}

/// A field with one box.
pub(super) fn typed(
    frame: FieldFrame,
    value: Signal<String>,
    on_change: Callback<String>,
    keys: Keys,
    writing: Writing,
) -> impl IntoView {
    let ties = frame.ties();
    let id = frame.pointer.clone();
    view! {
        <Field frame=frame>
            <InputBox id=id value=value on_change=on_change ties=ties keys=keys writing=writing />
        </Field>
    }
}

/// Drops the spaces, dots and hyphens between digits; anything else stays to be told.
fn read_phone(written: &str) -> String {
    let text = vietnam::text::clean(written);
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')'))
        .collect();
    let is_number = bare
        .strip_prefix('+')
        .unwrap_or(&bare)
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    if is_number { bare } else { text }
}

/// `0912345678` → `0912 345 678`; other numbers as they are.
fn show_phone(value: &str) -> String {
    match (value.len(), value.get(..4), value.get(4..7), value.get(7..)) {
        (10, Some(a), Some(b), Some(c)) if value.starts_with('0') => format!("{a} {b} {c}"),
        _ => value.to_owned(),
    }
}

fn read_capitals(written: &str) -> String {
    vietnam::text::clean(written).to_uppercase()
}

fn read_lines(written: &str) -> String {
    let lines: Vec<String> = written.lines().map(vietnam::text::clean).collect();
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_lose_grouping_and_nothing_else() {
        assert_eq!(read_phone(" 0912 345 678 "), "0912345678");
        assert_eq!(read_phone("+84 912-345-678"), "+84912345678");
        assert_eq!(read_phone("0900-abc-001"), "0900-abc-001");
        assert_eq!(show_phone("0912345678"), "0912 345 678");
        assert_eq!(show_phone("0900-abc-001"), "0900-abc-001");
    }

    #[test]
    fn lines_are_cleaned_one_by_one() {
        assert_eq!(read_lines("Tổ  3\u{200b}\n\n thôn 2 \n"), "Tổ 3\n\nthôn 2");
    }
}

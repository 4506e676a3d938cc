//! Written answers: text, names, phone, e-mail, plates, codes.

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
    /// Only digits are expected: their keyboard comes up. Default: no.
    #[prop(optional)]
    digits: bool,
) -> impl IntoView {
    let keys = Keys {
        mode: digits.then_some("numeric"),
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
    /// One that is there already is hidden until asked for. Default: no.
    #[prop(optional)]
    masked: bool,
    /// Value of `autocomplete`, e.g. "one-time-code"; default: off.
    #[prop(default = None, into)]
    autocomplete: Option<String>,
) -> impl IntoView {
    let mode = numeric.then_some("numeric");
    let keys = Keys {
        mode,
        autocomplete,
        capitals: Some("characters"),
        width: Some(20),
        ..Keys::default()
    };
    super::masked::typed(frame, value, on_change, keys, Writing::LINE, masked)
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
}

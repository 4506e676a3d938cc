//! Whole numbers and money. The value is text: what is no number is kept and told, never lost.

use leptos::prelude::*;

use super::text::typed;
use super::{FieldFrame, Keys, Writing};
use crate::text::{Text, t};

/// A whole number.
#[component]
pub fn NumberField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// Digits; or what was written instead.
    #[prop(into)]
    value: Signal<String>,
    /// Digits without grouping; or what was written instead.
    on_change: Callback<String>,
) -> impl IntoView {
    let keys = Keys {
        mode: Some("numeric"),
        width: Some(10),
        ..Keys::default()
    };
    typed(
        frame,
        value,
        on_change,
        keys,
        Writing {
            read: read_number,
            show: str::to_owned,
        },
    )
}

/// An amount in đồng, shown in groups of three.
#[component]
pub fn MoneyField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// Digits; or what was written instead.
    #[prop(into)]
    value: Signal<String>,
    /// Digits without grouping; or what was written instead.
    on_change: Callback<String>,
) -> impl IntoView {
    let keys = Keys {
        mode: Some("numeric"),
        width: Some(20),
        unit: Some(t(Text::MoneyUnit)),
        ..Keys::default()
    };
    typed(
        frame,
        value,
        on_change,
        keys,
        Writing {
            read: read_number,
            show: show_groups,
        },
    )
}

/// Digits, with separators dropped where all of them stand between groups of three; otherwise as written:
/// "12.5" is not 125.
fn read_number(written: &str) -> String {
    let text = vietnam::text::clean(written);
    let groups: Vec<&str> = text.split(['.', ',', ' ']).collect();
    let is_digits =
        |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => first.len() <= 3 && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    if grouped && groups.iter().all(is_digits) {
        groups.concat()
    } else {
        text
    }
}

/// `1234567` → `1.234.567`; what is no number stays.
fn show_groups(value: &str) -> String {
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.to_owned();
    }
    let mut shown = String::new();
    for (index, digit) in value.chars().enumerate() {
        if index > 0 && (value.len() - index).is_multiple_of(3) {
            shown.push('.');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, value: &str) {
        assert_eq!(read_number(written), value);
    }

    #[test]
    fn grouping_is_read_and_fractions_are_kept_to_be_told() {
        check("1.234.567", "1234567");
        check("1 234 567", "1234567");
        check("250,000", "250000");
        check("12.5", "12.5");
        check("3e1", "3e1");
        check("1..000", "1..000");
        check("", "");
        check("012", "012");
    }

    #[test]
    fn money_is_shown_in_groups() {
        assert_eq!(show_groups("1234567"), "1.234.567");
        assert_eq!(show_groups("100"), "100");
        assert_eq!(show_groups("12.5"), "12.5");
        assert_eq!(show_groups(""), "");
    }
}

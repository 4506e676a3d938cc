//! The 12-digit personal id: grouped to be read, hidden but for the last three digits until asked for.

use leptos::prelude::*;

use super::masked::{grouped, typed};
use super::{FieldFrame, Keys, Writing};
use crate::text::{Text, t};

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
    let keys = Keys {
        mode: Some("numeric"),
        width: Some(20),
        ..Keys::default()
    };
    let writing = Writing {
        read: read_id,
        show: show_id,
    };
    typed(
        frame.or_hint(t(Text::IdHint)),
        value,
        on_change,
        keys,
        writing,
        masked,
    )
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
}

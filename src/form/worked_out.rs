//! A text that is worked out and may be changed: the hidden numbers in it stay hidden until they are asked for.

use super::control::Slot;
use super::{field, words};
use crate::ui::{TextArea, hidden_text};
use forms::definition::Field;
use leptos::prelude::*;

/// The box of such a text. What the person writes stays in sight.
pub(super) fn area(
    slot: &Slot,
    asked: &Field,
    text: Signal<String>,
    on_text: Callback<String>,
) -> AnyView {
    let (filling, place, asked) = (slot.filling.clone(), slot.place.clone(), asked.clone());
    let is_open = RwSignal::new(false);
    let value = slot.value;
    let hidden = Memo::new(move |_| {
        let numbers = field::hidden_in(&filling, &place);
        value.with(|value| {
            let value = value.as_ref();
            words::whole(&asked, value, &numbers)?;
            Some(words::shown_with(&asked, value, &numbers))
        })
    });
    let on_change = Callback::new(move |written| {
        is_open.set(true);
        on_text.run(written);
    });
    let frame = slot.frame.clone();
    let area = move || {
        view! { <TextArea frame=frame.clone() value=text on_change=on_change /> }.into_any()
    };
    hidden_text(slot.frame.clone(), hidden.into(), is_open, area)
}

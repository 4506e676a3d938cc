//! What the digits of a number, or a card that was read, tell against an answer of the same person: told where it is
//! asked, and never in the way.

use super::Filling;
use super::places::odd_at;
use crate::ui::{Notice, Tone};
use forms::place::Place;
use leptos::prelude::*;

/// Under the control of an answer, or the row that tells it.
#[must_use]
pub fn odd(filling: &Filling, place: &Place) -> AnyView {
    let (filling, place) = (filling.clone(), place.clone());
    let said = Memo::new(move |_| odd_at(&filling, &place));
    (move || {
        let said = said.get()?;
        Some(view! { <Notice tone=Tone::Warning spoken=true><p>{said}</p></Notice> })
    })
    .into_any()
}

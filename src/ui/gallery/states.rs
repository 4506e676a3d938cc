//! Examples of the states that every page has.

use leptos::prelude::*;

use super::Table;
use crate::ui::{PageState, SaveLine, SaveState, StatePanel};

pub(super) const EXAMPLES: Table = &[
    ("state: loading", |_| panel(PageState::Loading)),
    ("state: empty", |_| panel(PageState::Empty)),
    ("state: offline", |_| panel(PageState::Offline)),
    ("state: unreached", |_| panel(PageState::Unreached)),
    ("state: foreign", |_| panel(PageState::Foreign)),
    ("state: ending", |_| panel(PageState::Ending(5))),
    ("state: ended", |_| panel(PageState::Ended)),
    ("state: no right", |_| panel(PageState::NoRight)),
    ("state: gone", |_| panel(PageState::Gone)),
    ("state: down", |_| panel(PageState::Down)),
    ("state: old", |_| panel(PageState::Old)),
    ("state: broken", |_| panel(PageState::Broken)),
    ("saving: how safe", |_| {
        let states = [
            SaveState::Saved,
            SaveState::Saving,
            SaveState::NotSaved,
            SaveState::NotKept,
        ];
        states
            .map(|state| view! { <SaveLine state=Signal::stored(state) /> })
            .collect_view()
            .into_any()
    }),
];

fn panel(state: PageState) -> AnyView {
    view! { <StatePanel state=state home="/" on_retry=Callback::new(|()| {}) /> }.into_any()
}

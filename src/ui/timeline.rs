//! What happened to a dossier and what comes next.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::text::{Text, t};

/// Whether an event lies behind or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventState {
    /// It happened.
    Done,
    /// The dossier is here.
    Now,
    /// It is expected.
    Ahead,
    /// The person has to do something.
    Failed,
}

impl EventState {
    fn parts(self) -> (&'static str, Glyph, Text) {
        match self {
            Self::Done => ("event done", Glyph::Check, Text::EventDone),
            Self::Now => ("event now", Glyph::Clock, Text::EventNow),
            Self::Ahead => ("event ahead", Glyph::Clock, Text::EventAhead),
            Self::Failed => ("event failed", Glyph::Warning, Text::EventFailed),
        }
    }
}

/// An event of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEvent {
    /// Behind or ahead.
    pub state: EventState,
    /// What.
    pub title: String,
    /// When, as it is read; none where it is not known.
    pub when: Option<String>,
    /// What else there is to know.
    pub note: Option<String>,
}

/// The events of a dossier, in order.
#[component]
pub fn Timeline(
    /// The events, oldest first.
    #[prop(into)]
    events: Signal<Vec<TimelineEvent>>,
) -> impl IntoView {
    let one = |event: TimelineEvent| {
        let (class, glyph, word) = event.state.parts();
        let current = (event.state == EventState::Now).then_some("step");
        view! {
            <li class=class aria-current=current>
                <p class="event-title">
                    <Icon glyph=glyph />
                    <span class="unseen">{t(word)} ": "</span>
                    {event.title}
                </p>
                {event.when.map(|when| view! { <p class="hint">{when}</p> })}
                {event.note.map(|note| view! { <p>{note}</p> })}
            </li>
        }
    };
    view! { <ol class="timeline">{move || events.get().into_iter().map(one).collect_view()}</ol> }
}

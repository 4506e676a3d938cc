//! Time of day, and a date with its time. The zone is Viet Nam's; the value has none.

use leptos::prelude::*;

use super::date::{date_boxes, part_box};
use super::{FieldFrame, FieldSet, Keys, Ties};
use crate::text::{Text, t};

/// A time of day.
#[component]
pub fn TimeField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// `HH:MM`, or as far as it is typed.
    #[prop(into)]
    value: Signal<String>,
    /// `HH:MM`, or as far as it is typed.
    on_change: Callback<String>,
) -> impl IntoView {
    let frame = frame.or_hint(t(Text::TimeHint));
    let boxes = time_boxes(&frame.pointer, value, on_change, frame.inner_ties());
    view! { <FieldSet frame=frame><div class="parts">{boxes}</div></FieldSet> }
}

/// A date with its time.
#[component]
pub fn DateTimeField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// `YYYY-MM-DDTHH:MM`, or as far as it is typed.
    #[prop(into)]
    value: Signal<String>,
    /// `YYYY-MM-DDTHH:MM`, or as far as it is typed.
    on_change: Callback<String>,
) -> impl IntoView {
    let halves = Memo::new(move |_| value.with(|value| split(value, 'T')));
    let date = Signal::derive(move || halves.with(|(date, _)| date.clone()));
    let time = Signal::derive(move || halves.with(|(_, time)| time.clone()));
    let set_date =
        Callback::new(move |date: String| on_change.run(join(&date, 'T', &time.get_untracked())));
    let set_time =
        Callback::new(move |time: String| on_change.run(join(&date.get_untracked(), 'T', &time)));
    let dates = date_boxes(&frame, date, set_date, false);
    let times = time_boxes(&frame.pointer, time, set_time, frame.inner_ties());
    view! { <FieldSet frame=frame>{dates} <div class="parts">{times}</div></FieldSet> }
}

fn time_boxes(
    pointer: &str,
    value: Signal<String>,
    on_change: Callback<String>,
    ties: Ties,
) -> impl IntoView + use<> {
    let parts = Memo::new(move |_| value.with(|value| split(value, ':')));
    let hour = Signal::derive(move || parts.with(|(hour, _)| hour.clone()));
    let minute = Signal::derive(move || parts.with(|(_, minute)| minute.clone()));
    let set_hour =
        Callback::new(move |hour: String| on_change.run(join(&hour, ':', &minute.get_untracked())));
    let set_minute = Callback::new(move |minute: String| {
        on_change.run(join(&hour.get_untracked(), ':', &minute));
    });
    let keys = || Keys {
        mode: Some("numeric"),
        width: Some(2),
        ..Keys::default()
    };
    view! {
        {part_box(format!("{pointer}:hour"), t(Text::Hour), hour, set_hour, ties, keys())}
        {part_box(format!("{pointer}:minute"), t(Text::Minute), minute, set_minute, ties, keys())}
    }
}

fn split(value: &str, at: char) -> (String, String) {
    let (first, second) = value.split_once(at).unwrap_or((value, ""));
    (first.to_owned(), second.to_owned())
}

/// Both halves, or nothing where nothing is written.
fn join(first: &str, between: char, second: &str) -> String {
    if first.is_empty() && second.is_empty() {
        String::new()
    } else {
        format!("{first}{between}{second}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_kept_as_typed() {
        for value in ["1960-03-05T08:30", "T08:", "1960-03T", ""] {
            let (date, time) = split(value, 'T');
            assert_eq!(join(&date, 'T', &time), value);
        }
    }
}

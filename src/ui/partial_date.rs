//! A date of which the day, or day and month, may not be known. Its value is `YYYY[-MM[-DD]]`.

use leptos::prelude::*;

use super::date::{DateParts, date_boxes, part_box};
use super::{FieldFrame, FieldSet, Keys};
use crate::text::{Text, t};

/// How much of a date the person knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    All,
    MonthAndYear,
    Year,
}

impl Known {
    /// What a value shows, when nothing was ticked.
    fn of(value: &str) -> Self {
        let parts = DateParts::of(value);
        match (
            parts.day.is_empty(),
            parts.month.is_empty(),
            parts.year.is_empty(),
        ) {
            (true, true, false) => Self::Year,
            (true, false, false) => Self::MonthAndYear,
            _ => Self::All,
        }
    }

    /// The value without what is not known.
    fn cut(self, value: &str) -> String {
        let mut parts = DateParts::of(value);
        if self != Self::All {
            parts.day.clear();
        }
        if self == Self::Year {
            parts.month.clear();
        }
        parts.value()
    }
}

/// A date that may be partly unknown: two checkboxes say so; unticking brings the box back.
#[component]
pub fn PartialDateField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// `YYYY[-MM[-DD]]`, or as far as it is typed.
    #[prop(into)]
    value: Signal<String>,
    /// `YYYY[-MM[-DD]]`, or as far as it is typed.
    on_change: Callback<String>,
    /// True for the birthday of the person who fills in the form.
    #[prop(optional)]
    own_birthday: bool,
) -> impl IntoView {
    let frame = frame.or_hint(t(Text::DateHint));
    let known = RwSignal::new(value.with_untracked(|value| Known::of(value)));
    // A full date that arrives later (a record, a card) opens the boxes it needs.
    Effect::new(move |_| {
        let arrived = value.with(|value| DateParts::of(value));
        if !arrived.day.is_empty() {
            known.set(Known::All);
        } else if !arrived.month.is_empty() && known.get_untracked() == Known::Year {
            known.set(Known::MonthAndYear);
        }
    });
    let know = move |knows: Known| {
        known.set(knows);
        let before = value.get_untracked();
        let cut = knows.cut(&before);
        if cut != before {
            on_change.run(cut);
        }
    };
    let pointer = frame.pointer.clone();
    let boxes = {
        let frame = frame.clone();
        move || match known.get() {
            Known::All => date_boxes(&frame, value, on_change, own_birthday).into_any(),
            knows => fewer_boxes(&frame, value, on_change, knows).into_any(),
        }
    };
    view! {
        <FieldSet frame=frame>
            {boxes}
            <Tick
                id=format!("{pointer}:no-day")
                label=t(Text::DayNotKnown)
                ticked=Signal::derive(move || known.get() == Known::MonthAndYear)
                on_tick=Callback::new(move |ticked| know(if ticked { Known::MonthAndYear } else { Known::All }))
            />
            <Tick
                id=format!("{pointer}:no-month")
                label=t(Text::DayAndMonthNotKnown)
                ticked=Signal::derive(move || known.get() == Known::Year)
                on_tick=Callback::new(move |ticked| know(if ticked { Known::Year } else { Known::All }))
            />
        </FieldSet>
    }
}

/// Boxes for month and year, or for the year alone.
fn fewer_boxes(
    frame: &FieldFrame,
    value: Signal<String>,
    on_change: Callback<String>,
    knows: Known,
) -> impl IntoView + use<> {
    use super::date::DatePart;
    let parts = Memo::new(move |_| value.with(|value| DateParts::of(value)));
    let ties = frame.inner_ties();
    let change = move |part| {
        Callback::new(move |text: String| {
            on_change.run(parts.get_untracked().with(part, &text).value());
        })
    };
    let keys = |width| Keys {
        mode: Some("numeric"),
        width: Some(width),
        ..Keys::default()
    };
    let month = (knows == Known::MonthAndYear).then(|| {
        let text = Signal::derive(move || parts.with(|parts| parts.month.clone()));
        part_box(
            format!("{}:month", frame.pointer),
            t(Text::Month),
            text,
            change(DatePart::Month),
            ties,
            keys(2),
        )
    });
    let year = Signal::derive(move || parts.with(|parts| parts.year.clone()));
    let year = part_box(
        format!("{}:year", frame.pointer),
        t(Text::Year),
        year,
        change(DatePart::Year),
        ties,
        keys(4),
    );
    view! { <div class="parts">{month} {year}</div> }
}

/// A checkbox inside the date's fieldset.
#[component]
fn Tick(
    /// Id and name.
    id: String,
    /// What it says.
    label: &'static str,
    /// Whether it is ticked.
    ticked: Signal<bool>,
    /// Ticked or unticked.
    on_tick: Callback<bool>,
) -> impl IntoView {
    view! {
        <div class="option slim">
            <input
                type="checkbox"
                id=id.clone()
                name=id.clone()
                prop:checked=ticked
                on:change=move |event| on_tick.run(event_target_checked(&event))
            />
            <label for=id>{label}</label>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_shows_what_is_known() {
        assert_eq!(Known::of("1960"), Known::Year);
        assert_eq!(Known::of("1960-03"), Known::MonthAndYear);
        assert_eq!(Known::of("1960-03-05"), Known::All);
        assert_eq!(Known::of(""), Known::All);
        assert_eq!(Known::of("--05"), Known::All);
    }

    #[test]
    fn what_is_not_known_leaves_the_value() {
        assert_eq!(Known::Year.cut("1960-03-05"), "1960");
        assert_eq!(Known::MonthAndYear.cut("1960-03-05"), "1960-03");
        assert_eq!(Known::All.cut("1960-03"), "1960-03");
    }
}

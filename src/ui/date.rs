//! A date in three boxes. Its value is always text, so that half a date, or a wrong one, is kept as typed.

use leptos::prelude::*;

use super::{FieldFrame, FieldSet, InputBox, Keys, Ties, Writing};
use crate::text::{Text, t};

/// What stands in the three boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// Day, two digits where it is a number.
    pub day: String,
    /// Month, two digits where it is a number.
    pub month: String,
    /// Year.
    pub year: String,
}

impl DateParts {
    /// The boxes of a value: `1960-03-05`, `1960-03`, `1960`, or half of one such as `1960--05`.
    #[must_use]
    pub fn of(value: &str) -> Self {
        let mut parts = value.splitn(3, '-').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        let (year, month, day) = (next(), next(), next());
        Self { day, month, year }
    }

    /// The value of the boxes. Empty boxes at the end are left out: `1960-03`, `1960`; none at all is no answer.
    #[must_use]
    pub fn value(&self) -> String {
        let full = format!("{}-{}-{}", self.year, self.month, self.day);
        full.trim_end_matches('-').to_owned()
    }

    /// A whole date that was pasted into one box; none if it is not one.
    #[must_use]
    pub fn pasted(text: &str) -> Option<Self> {
        let date = vietnam::CivilDate::read(text).ok()?;
        Some(Self {
            day: format!("{:02}", date.day()),
            month: format!("{:02}", date.month()),
            year: format!("{:04}", date.year()),
        })
    }

    /// The same with another text in one box; a whole date pasted there fills all three.
    #[must_use]
    pub fn with(mut self, part: DatePart, text: &str) -> Self {
        if text.len() >= 8
            && let Some(whole) = Self::pasted(text)
        {
            return whole;
        }
        // The hyphen separates the boxes in the value.
        let text = text.replace('-', ".");
        match part {
            DatePart::Day => self.day = text,
            DatePart::Month => self.month = text,
            DatePart::Year => self.year = text,
        }
        self
    }

    fn get(&self, part: DatePart) -> String {
        match part {
            DatePart::Day => self.day.clone(),
            DatePart::Month => self.month.clone(),
            DatePart::Year => self.year.clone(),
        }
    }
}

/// One of the three boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// Day of the month.
    Day,
    /// Month.
    Month,
    /// Year.
    Year,
}

/// A full date.
#[component]
pub fn DateField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// `YYYY-MM-DD`, or as far as it is typed.
    #[prop(into)]
    value: Signal<String>,
    /// `YYYY-MM-DD`, or as far as it is typed.
    on_change: Callback<String>,
    /// Whose birthday it is decides `autocomplete`: true for the person who fills in the form.
    #[prop(optional)]
    own_birthday: bool,
) -> impl IntoView {
    let frame = frame.or_hint(t(Text::DateHint));
    let boxes = date_boxes(&frame, value, on_change, own_birthday);
    view! { <FieldSet frame=frame>{boxes}</FieldSet> }
}

/// The three boxes, without frame.
pub(super) fn date_boxes(
    frame: &FieldFrame,
    value: Signal<String>,
    on_change: Callback<String>,
    own_birthday: bool,
) -> impl IntoView + use<> {
    let parts = Memo::new(move |_| value.with(|value| DateParts::of(value)));
    let ties = frame.inner_ties();
    let pointer = frame.pointer.clone();
    let part = move |part: DatePart, name: &str, label: Text, birthday: &str, width: u8| {
        let change = Callback::new(move |text: String| {
            on_change.run(parts.get_untracked().with(part, &text).value());
        });
        let autocomplete = own_birthday.then(|| birthday.to_owned());
        let keys = Keys {
            mode: Some("numeric"),
            autocomplete,
            width: Some(width),
            ..Keys::default()
        };
        let text = Signal::derive(move || parts.with(|parts| parts.get(part)));
        part_box(
            format!("{pointer}:{name}"),
            t(label),
            text,
            change,
            ties,
            keys,
        )
    };
    view! {
        <div class="parts">
            {part(DatePart::Day, "day", Text::Day, "bday-day", 2)}
            {part(DatePart::Month, "month", Text::Month, "bday-month", 2)}
            {part(DatePart::Year, "year", Text::Year, "bday-year", 4)}
        </div>
    }
}

/// A small box with its own label, of two or four digits.
pub(super) fn part_box(
    id: String,
    label: &'static str,
    value: Signal<String>,
    on_change: Callback<String>,
    ties: Ties,
    keys: Keys,
) -> impl IntoView {
    let writing = Writing {
        read: if keys.width == Some(2) {
            read_two
        } else {
            vietnam::text::clean
        },
        show: str::to_owned,
    };
    view! {
        <div class="part">
            <label for=id.clone()>{label}</label>
            <InputBox id=id value=value on_change=on_change ties=ties keys=keys writing=writing />
        </div>
    }
}

/// `5` → `05`; anything else as it is. The box itself shows the zero only once focus has left.
pub(super) fn read_two(written: &str) -> String {
    let text = vietnam::text::clean(written);
    match text.as_bytes() {
        [digit] if digit.is_ascii_digit() => format!("0{text}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(day: &str, month: &str, year: &str, value: &str) {
        let parts = DateParts {
            day: day.to_owned(),
            month: month.to_owned(),
            year: year.to_owned(),
        };
        assert_eq!(parts.value(), value);
        assert_eq!(DateParts::of(value), parts);
    }

    #[test]
    fn every_state_of_the_boxes_is_kept() {
        check("05", "03", "1960", "1960-03-05");
        check("", "03", "1960", "1960-03");
        check("", "", "1960", "1960");
        check("", "", "", "");
        check("31", "", "1990", "1990--31");
        check("05", "", "", "--05");
        check("3e1", "13", "60", "60-13-3e1");
    }

    #[test]
    fn a_hyphen_in_a_box_does_not_move_the_others() {
        let parts = DateParts::of("1960-03-05").with(DatePart::Month, "3-4");
        assert_eq!(DateParts::of(&parts.value()), parts);
    }

    #[test]
    fn a_pasted_date_fills_all_boxes() {
        let parts = DateParts::default().with(DatePart::Day, "31/01/1990");
        assert_eq!(parts.value(), "1990-01-31");
    }

    #[test]
    fn one_digit_is_read_as_two() {
        assert_eq!(read_two("5"), "05");
        assert_eq!(read_two("31"), "31");
        assert_eq!(read_two("s"), "s");
        assert_eq!(read_two(""), "");
    }
}

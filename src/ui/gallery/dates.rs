//! Examples of dates and times.

use leptos::prelude::*;

use super::{Table, live, named, wrong};
use crate::ui::{DateField, DateTimeField, PartialDateField, TimeField};

pub(super) const EXAMPLES: Table = &[
    ("date: empty", |frame| {
        let (value, on_change) = live(String::new());
        view! { <DateField frame=named(frame, "Ngày sinh") value=value on_change=on_change own_birthday=true /> }.into_any()
    }),
    ("date: filled", |frame| {
        let (value, on_change) = live("1960-03-05".to_owned());
        view! { <DateField frame=named(frame, "Ngày cấp") value=value on_change=on_change /> }
            .into_any()
    }),
    ("date: half of it", |frame| {
        let (value, on_change) = live("1990--31".to_owned());
        view! { <DateField frame=wrong(frame, "Ngày sinh", "Ngày sinh thiếu tháng.") value=value on_change=on_change /> }
            .into_any()
    }),
    ("partial date: empty", |frame| {
        let (value, on_change) = live(String::new());
        view! { <PartialDateField frame=named(frame, "Ngày sinh của mẹ") value=value on_change=on_change /> }.into_any()
    }),
    ("partial date: year alone", |frame| {
        let (value, on_change) = live("1960".to_owned());
        view! { <PartialDateField frame=named(frame, "Ngày sinh của cha") value=value on_change=on_change /> }.into_any()
    }),
    ("time: filled", |frame| {
        let (value, on_change) = live("08:30".to_owned());
        view! { <TimeField frame=named(frame, "Giờ sinh") value=value on_change=on_change /> }
            .into_any()
    }),
    ("date and time: filled", |frame| {
        let (value, on_change) = live("2026-12-01T08:30".to_owned());
        view! { <DateTimeField frame=named(frame, "Giờ hẹn") value=value on_change=on_change /> }
            .into_any()
    }),
];

//! The choice of a day and time at the office, where a definition asks for it and the portal offers times.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::random::uuid;
use crate::draft::{self, tab};
use crate::form::field::{Shown, counting, frame};
use crate::form::{Filling, value, words};
use crate::portal::appointment::{Slot, book, cancel, slots};
use crate::portal::{Problem, ProblemKind};
use crate::text::when::{clock, day};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Entries, Entry, FieldFrame, Notice, SelectField, Tone};
use forms::definition::{Appointment, Step};
use forms::kind::Kind;
use forms::needs::appointment;
use forms::place::Place;
use serde_json::json;
use vietnam::date::add_days;

/// How far ahead times are asked for, in days.
const AHEAD: i64 = 30;

/// Whether the answer at a place is chosen from the office's times; then the picker stands at the day, and the slot has
/// no control of its own.
#[must_use]
pub fn is_picked(filling: &Filling, place: &Place) -> bool {
    of(filling).is_some_and(|picked| {
        place.field == picked.date || picked.slot.as_ref() == Some(&place.field)
    })
}

/// The same for the slot, which stands in the picker of the day.
#[must_use]
pub fn stands_elsewhere(filling: &Filling, place: &Place) -> bool {
    of(filling).is_some_and(|picked| picked.slot.as_ref() == Some(&place.field))
}

fn of(filling: &Filling) -> Option<Appointment> {
    let service = filling.service();
    let (picked, _) = appointment(&service, filling)?;
    filling.limits().appointments.then(|| picked.clone())
}

/// The picker, at the field of the day.
pub fn picker(filling: &Filling, shown: Shown, place: &Place) -> AnyView {
    let Some(picked) = untrack(|| of(filling)) else {
        return ().into_any();
    };
    let (filling, place) = (filling.clone(), place.clone());
    (move || {
        if filling.appointment().with(Option::is_some) {
            booked(&filling, &picked)
        } else {
            free(&filling, shown, &place, &picked)
        }
    })
    .into_any()
}

/// What is booked, and the way to another time.
fn booked(filling: &Filling, picked: &Appointment) -> AnyView {
    let said = |field| {
        let place = Place::from(field);
        let service = filling.service();
        let found = service.field(&place.field).cloned();
        found.map(|field| words::shown(&field, counting(filling, &place).as_ref()))
    };
    let id = filling.appointment().get_untracked().unwrap_or_default();
    let line = [
        // A form without a place for the hours still has them in this tab.
        { picked.slot.clone().and_then(said) }.or_else(|| tab::hours(&id)),
        said(picked.date.clone()),
        said(picked.at.clone()),
    ];
    let line: Vec<String> = line.into_iter().flatten().collect();
    let (problem, set_problem) = signal(None::<Problem>);
    let other = {
        let (filling, picked) = (filling.clone(), picked.clone());
        Callback::new(move |()| {
            let (filling, picked) = (filling.clone(), picked.clone());
            spawn_local(async move {
                let id = filling.appointment().get_untracked().unwrap_or_default();
                match cancel(&id).await {
                    // A time that is gone already need not be given back.
                    Ok(()) | Err(Problem::NotFound) => note(&filling, &picked, None),
                    Err(why) => drop(set_problem.try_set(Some(why))),
                }
            });
        })
    };
    view! {
        <Notice tone=Tone::Done title=t(Text::AppointmentBooked).to_owned()>
            <p>{line.join(", ")}</p>
            <Button kind=ButtonKind::Quiet on_press=other>{t(Text::AppointmentOther)}</Button>
        </Notice>
        {move || problem.get().map(|why| told(&why))}
    }
    .into_any()
}

/// Where the office is chosen: a time that was booked at another is given back, and said to be gone.
pub fn let_go_with_office(filling: &Filling, step: &Step) -> AnyView {
    let picked = untrack(|| of(filling));
    let Some(picked) = picked.filter(|one| step.fields.iter().any(|field| field.id == one.at))
    else {
        return ().into_any();
    };
    let booked_at = StoredValue::new(untrack(|| office(filling, &picked)));
    let gone = RwSignal::new(false);
    let filling = filling.clone();
    Effect::new(move |_| {
        let office = office(&filling, &picked);
        let Some(id) = filling.appointment().get() else {
            // What is booked next is booked here.
            return booked_at.set_value(office);
        };
        if booked_at.get_value() != office {
            untrack(|| note(&filling, &picked, None));
            gone.set(true);
            // One that cannot be given back now ends by itself.
            spawn_local(async move { drop(cancel(&id).await) });
        }
    });
    (move || {
        gone.get().then(|| {
            view! { <Notice tone=Tone::Warning spoken=true><p>{t(Text::AppointmentGone)}</p></Notice> }
        })
    })
    .into_any()
}

/// Which office's times are asked for.
fn office(filling: &Filling, picked: &Appointment) -> Option<String> {
    let place = Place::from(picked.at.clone());
    value::code_of(counting(filling, &place).as_ref()).0
}

fn free(filling: &Filling, shown: Shown, place: &Place, picked: &Appointment) -> AnyView {
    let Some(office) = office(filling, picked) else {
        return view! { <p class="hint">{t(Text::AppointmentOfficeFirst)}</p> }.into_any();
    };
    let (found, set_found) = signal(None::<Result<Vec<Slot>, Problem>>);
    // Stays when the times are asked for anew because one was taken.
    let problem = RwSignal::new(None::<Problem>);
    let ask = {
        let filling = filling.clone();
        Callback::new(move |()| {
            set_found.set(None);
            let (filling, office) = (filling.clone(), office.clone());
            spawn_local(async move {
                let from = untrack(|| forms::answers::Reader::today(&filling));
                let (from, to) = (
                    add_days(from, 1).to_string(),
                    add_days(from, AHEAD).to_string(),
                );
                let procedure = untrack(|| filling.case()).map(|case| case.procedure);
                let said = slots(&office, &procedure.unwrap_or_default(), &from, &to).await;
                let _gone = set_found.try_set(Some(said));
            });
        })
    };
    ask.run(());
    let (filling, place, picked) = (filling.clone(), place.clone(), picked.clone());
    (move || match found.get() {
        None => {
            view! { <p role="status" class="waiting">{t(Text::AppointmentAsking)}</p> }.into_any()
        }
        Some(Err(why)) => view! {
            {told(&why)}
            <Button kind=ButtonKind::Second on_press=ask>{t(Text::Retry)}</Button>
        }
        .into_any(),
        Some(Ok(slots)) if slots.is_empty() => {
            view! { <Notice tone=Tone::Warning><p>{t(Text::AppointmentNone)}</p></Notice> }
                .into_any()
        }
        Some(Ok(slots)) => choice(&filling, shown, &place, &picked, slots, problem, ask),
    })
    .into_any()
}

/// A day, then a time of that day, then booking it.
fn choice(
    filling: &Filling,
    shown: Shown,
    place: &Place,
    picked: &Appointment,
    slots: Vec<Slot>,
    problem: RwSignal<Option<Problem>>,
    again: Callback<()>,
) -> AnyView {
    let slots = StoredValue::new(slots);
    let chosen_day = RwSignal::new(None::<String>);
    let chosen = RwSignal::new(None::<String>);
    let (busy, set_busy) = signal(false);
    let days = slots.with_value(|slots| {
        let mut days: Vec<String> = slots.iter().map(|slot| day(&slot.start)).collect();
        days.dedup();
        let entries = days.into_iter().map(|day| entry(day.clone(), day));
        entries.collect::<Entries>()
    });
    let times = Signal::derive(move || {
        let chosen = chosen_day.get()?;
        Some(slots.with_value(|slots| {
            let of_day = slots.iter().filter(|slot| day(&slot.start) == chosen);
            of_day
                .map(|slot| entry(slot.id.clone(), span(slot)))
                .collect::<Entries>()
        }))
    });
    let service = untrack(|| filling.service());
    let Some(field) = service.field(&place.field) else {
        return ().into_any();
    };
    let day_frame = frame(filling, shown, field, place);
    let time_frame = FieldFrame::new(
        [&day_frame.pointer, ":time"].concat(),
        t(Text::AppointmentTime),
    );
    let take_day = Callback::new(move |day| {
        chosen_day.set(day);
        chosen.set(None);
    });
    let take = {
        let (filling, picked) = (filling.clone(), picked.clone());
        Callback::new(move |()| {
            let slot = chosen.get_untracked().and_then(|id| {
                slots.with_value(|slots| slots.iter().find(|slot| slot.id == id).cloned())
            });
            let Some(slot) = slot else { return };
            set_busy.set(true);
            problem.set(None);
            let (filling, picked) = (filling.clone(), picked.clone());
            spawn_local(async move {
                let said = reserve(&filling, &slot).await;
                let _gone = set_busy.try_set(false);
                match said {
                    Ok(id) => note(&filling, &picked, Some((id, slot))),
                    Err(why) => {
                        let is_taken = matches!(why, Problem::Conflict(ProblemKind::SlotTaken, _));
                        let _gone = problem.try_set(Some(why));
                        if is_taken {
                            again.run(());
                        }
                    }
                }
            });
        })
    };
    view! {
        <SelectField frame=day_frame entries=Signal::stored(Some(days)) value=chosen_day on_change=take_day />
        {move || chosen_day.with(Option::is_some).then(|| view! {
            <SelectField
                frame=time_frame.clone()
                entries=times
                value=chosen
                on_change=Callback::new(move |time| chosen.set(time))
            />
        })}
        {move || chosen.with(Option::is_some).then(|| view! {
            <Button kind=ButtonKind::Second on_press=take busy=busy>{t(Text::AppointmentTake)}</Button>
        })}
        {move || problem.get().map(|why| told(&why))}
    }
    .into_any()
}

/// Books a slot for the draft, which is saved first: the portal must know it.
async fn reserve(filling: &Filling, slot: &Slot) -> Result<String, Problem> {
    draft::flush(filling).await?;
    let (draft, procedure) = filling
        .head()
        .with_untracked(|head| (head.id.clone(), head.procedure.clone()));
    let key = uuid().unwrap_or_default();
    let made = book(&slot.id, &procedure, &draft, &phone(filling), &key).await?;
    Ok(made.id)
}

/// The phone at which the person can be reached, as far as the form has one.
fn phone(filling: &Filling) -> String {
    let service = untrack(|| filling.service());
    let field = service
        .fields()
        .find(|field| matches!(field.kind, Kind::Phone { .. }) && !field.id.is_column());
    let given =
        field.and_then(|field| untrack(|| counting(filling, &Place::from(field.id.clone()))));
    let text = given.as_ref().and_then(|given| given.as_str());
    text.unwrap_or_default().to_owned()
}

/// Day and slot become answers; or they go, with the time that was given back.
fn note(filling: &Filling, picked: &Appointment, booked: Option<(String, Slot)>) {
    let (id, date, slot) = match booked {
        Some((id, slot)) => {
            let date = slot.start.get(..10).map(|date| json!(date));
            let name = span(&slot);
            if picked.slot.is_none() {
                tab::keep_hours(&id, &name);
            }
            let slot = json!({
                "code": slot.id, "name": name, "list": "appointment-slots", "version": "portal",
            });
            (Some(id), date, Some(slot))
        }
        None => (None, None, None),
    };
    filling.set_answer(&Place::from(picked.date.clone()), date);
    if let Some(field) = &picked.slot {
        filling.set_answer(&Place::from(field.clone()), slot);
    }
    filling.appointment().set(id);
    filling.touch_now();
}

fn told(why: &Problem) -> AnyView {
    let (tone, text) = match why {
        Problem::Conflict(ProblemKind::SlotTaken, _) => {
            (Tone::Warning, t(Text::AppointmentTaken).to_owned())
        }
        why => words::told(why),
    };
    view! { <Notice tone=tone spoken=true><p>{text}</p></Notice> }.into_any()
}

fn entry(code: String, name: String) -> Entry {
    Entry {
        code,
        name,
        also: Vec::new(),
    }
}

/// "08:00–08:30".
fn span(slot: &Slot) -> String {
    say::appointment_span(&clock(&slot.end), &clock(&slot.start))
}

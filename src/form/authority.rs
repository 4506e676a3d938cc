//! The control of an office: the commune, then where several offices take the case, which one.

use super::control::Slot;
use super::lists::{self, ListSignal};
use super::offices::{Offices, Question};
use super::{Filling, typed, value, words};
use crate::text::{Text, t};
use crate::ui::{Button, ButtonKind, Entries, Notice, SelectField, UnitChoice, UnitField};
use forms::case::choose;
use forms::figures::figures;
use forms::lists::unit::AUTHORITIES;
use leptos::prelude::*;
use serde_json::Value;

/// The office that receives the dossier: found by a commune, which the addresses suggest.
pub(super) fn control(
    slot: &Slot,
    communes: impl Fn(Signal<UnitChoice>) -> Signal<Option<Entries>>,
    entries: impl Fn(ListSignal) -> Signal<Option<Entries>>,
) -> AnyView {
    let chosen = {
        let value = slot.value;
        Memo::new(move |_| value.with(|value| value::unit_of(value.as_ref(), false)))
    };
    suggest(slot, chosen);
    let asked = {
        let filling = slot.filling.clone();
        Memo::new(move |_| {
            let commune = chosen.with(|unit| unit.commune.clone())?;
            Some(Question::of(&filling.case()?, &commune))
        })
    };
    let state = Memo::new(move |_| asked.with(|asked| Some(asked.as_ref()?.offices().get())));
    let offices = Memo::new(move |_| match state.get() {
        Some(Offices::Here(entries)) => Some(entries),
        _ => None,
    });
    // The usual office is taken as soon as it is known.
    {
        let slot = slot.clone();
        Effect::new(move |_| {
            let Some(list) = offices.get() else { return };
            let unit = chosen.get();
            let current = slot
                .value
                .with_untracked(|value| value::code_of(value.as_ref()).0);
            let is_known = current.is_some_and(|code| list.get(&code).is_some());
            if let Some(first) = list.iter().next().filter(|_| !is_known) {
                let usual = office(&first.code, &first.name, &unit);
                slot.filling.suggest(&slot.place, Some(usual));
            }
        });
    }
    let change = {
        let slot = slot.clone();
        Callback::new(move |unit: UnitChoice| slot.set(Some(of_unit(&unit))))
    };
    let choose_office = {
        let slot = slot.clone();
        Callback::new(move |code: Option<String>| {
            let entry = code
                .and_then(|code| offices.with_untracked(|list| list.as_ref()?.get(&code).cloned()));
            if let Some(entry) = entry {
                slot.set(Some(office(
                    &entry.code,
                    &entry.name,
                    &chosen.get_untracked(),
                )));
            }
        })
    };
    let code = {
        let value = slot.value;
        Memo::new(move |_| value.with(|value| value::code_of(value.as_ref()).0))
    };
    let name = {
        let value = slot.value;
        move || value.with(|value| Some(value.as_ref()?.get("name")?.as_str()?.to_owned()))
    };
    let several =
        Memo::new(move |_| offices.with(|list| list.as_ref().is_some_and(|list| list.len() > 1)));
    let frame = slot.frame.clone();
    let office_frame = frame.part("office", frame.label.clone());
    let provinces = entries(lists::provinces());
    let communes = communes(chosen.into());
    view! {
        <UnitField frame=frame provinces=provinces communes=communes value=chosen on_change=change />
        {move || if several.get() {
            view! { <SelectField frame=office_frame.clone() entries=offices value=code on_change=choose_office /> }.into_any()
        } else {
            name().map(|name| view! { <p class="office">{name}</p> }).into_any()
        }}
        {move || told(state.get(), asked)}
    }
    .into_any()
}

/// Suggests the expected commune, and follows it while the person has not chosen another: the address that it is taken
/// from may stand on the same page.
fn suggest(slot: &Slot, chosen: Memo<UnitChoice>) {
    let slot = slot.clone();
    Effect::new(move |before: Option<Option<UnitChoice>>| {
        let before = before.flatten();
        let unit = expected(&slot.filling)?;
        let current = chosen.get_untracked();
        let is_free =
            slot.value.with_untracked(Option::is_none) || before.as_ref() == Some(&current);
        if current != unit {
            if !is_free {
                return before;
            }
            slot.filling.suggest(&slot.place, Some(of_unit(&unit)));
        }
        Some(unit)
    });
}

/// What is told while the offices are not there.
fn told(state: Option<Offices>, asked: Memo<Option<Question>>) -> AnyView {
    match state {
        Some(Offices::Asked) => {
            view! { <p class="waiting" role="status">{t(Text::OfficesAsked)}</p> }.into_any()
        }
        Some(Offices::Out(problem)) => {
            let (tone, why) = words::told(&problem);
            let again = Callback::new(move |()| {
                if let Some(asked) = asked.get_untracked() {
                    asked.ask();
                }
            });
            view! {
                <Notice tone=tone title=t(Text::OfficesOut).to_owned() spoken=true>
                    <p>{why}</p>
                    <Button kind=ButtonKind::Second on_press=again>{t(Text::Retry)}</Button>
                </Notice>
            }
            .into_any()
        }
        Some(Offices::Here(_)) | None => ().into_any(),
    }
}

/// The commune that the definition expects, with its province, from the addresses so far.
pub(super) fn expected(filling: &Filling) -> Option<UnitChoice> {
    let service = filling.service();
    let case = choose(&service, filling).chosen()?;
    let authority = figures(&service, case, filling).authority;
    let address = value::address_of(authority.place.as_ref());
    address.unit.commune.as_ref()?;
    Some(address.unit)
}

/// A commune whose office is not known yet.
fn of_unit(unit: &UnitChoice) -> Value {
    let mut map = serde_json::Map::new();
    for (name, code) in [("province", &unit.province), ("commune", &unit.commune)] {
        if let Some(code) = code {
            map.insert(name.to_owned(), code.as_str().into());
        }
    }
    typed::with_typed(Value::Object(map), unit.typed.as_ref())
}

fn office(code: &str, name: &str, unit: &UnitChoice) -> Value {
    let mut value = value::of_code(code, name, AUTHORITIES, "");
    if let (Some(map), Value::Object(of)) = (value.as_object_mut(), of_unit(unit)) {
        map.extend(of);
    }
    value
}

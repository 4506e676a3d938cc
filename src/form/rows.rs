//! Controls that hold others: lists of groups, files, an office found by its commune.

use super::control::{Slot, control};
use super::field::{Shown, is_shown};
use super::lists::{self, ListSignal};
use super::uploads::{self, Target};
use super::{Filling, value};
use crate::ui::{
    Entries, FileField, FileTakes, GroupList, RowLimits as UiRowLimits, SelectField, UnitChoice,
    UnitField,
};
use forms::case::choose;
use forms::definition::Service;
use forms::figures::figures;
use forms::kind::{FileLimits, RowLimits};
use forms::lists::unit::AUTHORITIES;
use forms::place::{FieldId, Place, RowKey};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;
use web_sys::File;

/// Most files of an answer where the definition says nothing.
const FILES: usize = 10;
/// Most rows of a list where the definition says nothing.
const ROWS: usize = 50;

/// What pictures and files are taken.
#[must_use]
pub fn takes(filling: &Filling, most: usize, picture: bool) -> FileTakes {
    #[allow(
        clippy::cast_precision_loss,
        reason = "limits of files lie far below 2^52 bytes"
    )]
    let limit = filling.limits().file_bytes as f64;
    FileTakes {
        accept: if picture {
            "image/jpeg,image/png"
        } else {
            "image/jpeg,image/png,application/pdf"
        },
        camera: true,
        most,
        limit,
    }
}

/// The list of files for a target.
#[must_use]
pub fn files(
    filling: &Filling,
    frame: crate::ui::FieldFrame,
    target: &Target,
    takes: FileTakes,
) -> AnyView {
    let rows = {
        let (filling, target) = (filling.clone(), target.clone());
        Memo::new(move |_| filling.uploads().rows(&target))
    };
    let add = {
        let (filling, target) = (filling.clone(), target.clone());
        Callback::new(move |files: Vec<File>| uploads::add(&filling, &target, files))
    };
    let remove = {
        let filling = filling.clone();
        Callback::new(move |key: String| uploads::remove(&filling, &key))
    };
    let retry = {
        let filling = filling.clone();
        Callback::new(move |key: String| uploads::retry(&filling, &key))
    };
    view! { <FileField frame=frame files=rows takes=takes on_add=add on_remove=remove on_retry=retry /> }.into_any()
}

pub(super) fn file_control(slot: &Slot, limits: &FileLimits) -> AnyView {
    let takes = takes(&slot.filling, limits.most.unwrap_or(FILES), limits.picture);
    files(
        &slot.filling,
        slot.frame.clone(),
        &Target::Field(slot.place.clone()),
        takes,
    )
}

pub(super) fn row_control(slot: &Slot, shown: Shown, limits: &RowLimits) -> AnyView {
    let (filling, list) = (slot.filling.clone(), slot.place.field.clone());
    let signal = filling.rows_signal(&list);
    let rows = Memo::new(move |_| {
        signal.with(|rows| rows.iter().map(|key| key.0.clone()).collect::<Vec<_>>())
    });
    let row = {
        let (filling, list) = (filling.clone(), list.clone());
        Callback::new(move |key: String| columns(&filling, shown, &list, &RowKey(key)))
    };
    let add = {
        let (filling, list) = (filling.clone(), list.clone());
        Callback::new(move |()| filling.add_row(&list))
    };
    let remove = Callback::new(move |key: String| filling.remove_row(&list, &RowKey(key)));
    let limits = UiRowLimits {
        min: limits.min.unwrap_or_default(),
        max: limits.max.unwrap_or(ROWS),
    };
    let frame = slot.frame.clone();
    let name = frame.label.clone();
    view! {
        <GroupList frame=frame row_name=Signal::stored(name) rows=rows row=row limits=limits on_add=add on_remove=remove />
    }
    .into_any()
}

/// The cells of a row that are shown now.
fn columns(filling: &Filling, shown: Shown, list: &FieldId, row: &RowKey) -> AnyView {
    let service: Arc<Service> = untrack(|| filling.service());
    let places: Vec<Place> = service
        .columns(list)
        .map(|column| Place::in_row(column.id.clone(), row.clone()))
        .collect();
    let cells = places
        .into_iter()
        .map(|place| cell(filling.clone(), shown, place));
    cells.collect_view().into_any()
}

/// A control that comes and goes with its condition.
pub fn cell(filling: Filling, shown: Shown, place: Place) -> impl IntoView + use<> {
    let is_here = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| is_shown(&filling, &place))
    };
    move || is_here.get().then(|| control(&filling, shown, &place))
}

/// The office that receives the dossier: found by a commune, which the addresses suggest.
pub(super) fn authority_control(
    slot: &Slot,
    communes: impl Fn(Signal<UnitChoice>) -> Signal<Option<Entries>>,
    entries: impl Fn(ListSignal) -> Signal<Option<Entries>>,
) -> AnyView {
    let chosen = {
        let value = slot.value;
        Memo::new(move |_| value.with(|value| value::unit_of(value.as_ref(), false)))
    };
    let is_new = untrack(|| slot.value.with(Option::is_none));
    if is_new && let Some(unit) = untrack(|| expected(&slot.filling)) {
        slot.set(Some(of_unit(&unit)));
    }
    let offices = {
        let filling = slot.filling.clone();
        Memo::new(move |_| {
            let commune = chosen.with(|unit| unit.commune.clone())?;
            let case = filling.case()?;
            lists::offices_of(&case.procedure, &case.code, &commune).get()
        })
    };
    // The usual office is taken as soon as it is known.
    {
        let slot = slot.clone();
        Effect::new(move |_| {
            let Some(list) = offices.get() else { return };
            let unit = chosen.get();
            let current = slot
                .value
                .with_untracked(|value| value::code_of(value.as_ref()).0);
            let is_known = current.is_some_and(|code| list.entries.get(&code).is_some());
            if let Some(first) = list.entries.iter().next().filter(|_| !is_known) {
                slot.set(Some(office(&first.code, &first.name, &unit)));
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
            let entry = code.and_then(|code| {
                offices.with_untracked(|list| list.as_ref()?.entries.get(&code).cloned())
            });
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
    let several = Memo::new(move |_| {
        offices.with(|list| list.as_ref().is_some_and(|list| list.entries.len() > 1))
    });
    let frame = slot.frame.clone();
    let office_frame = frame.part("office", frame.label.clone());
    let all =
        Signal::derive(move || offices.with(|list| list.as_ref().map(|list| list.entries.clone())));
    let provinces = entries(lists::provinces());
    let communes = communes(chosen.into());
    view! {
        <UnitField frame=frame provinces=provinces communes=communes value=chosen on_change=change />
        {move || if several.get() {
            view! { <SelectField frame=office_frame.clone() entries=all value=code on_change=choose_office /> }.into_any()
        } else {
            name().map(|name| view! { <p class="office">{name}</p> }).into_any()
        }}
    }
    .into_any()
}

/// The commune that the definition expects, with its province, from the addresses so far.
fn expected(filling: &Filling) -> Option<UnitChoice> {
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
    Value::Object(map)
}

fn office(code: &str, name: &str, unit: &UnitChoice) -> Value {
    let mut value = value::of_code(code, name, AUTHORITIES, "");
    if let (Some(map), Value::Object(of)) = (value.as_object_mut(), of_unit(unit)) {
        map.extend(of);
    }
    value
}

//! Controls that hold others: lists of groups, files.

use super::control::{Slot, control};
use super::field::{Shown, is_shown};
use super::odd::odd;
use super::portrait::portrait_control;
use super::told;
use super::uploads::{self, Target};
use super::{Filling, basis_words};
use crate::pages::parts::conflict;
use crate::text::say;
use crate::ui::{
    Button, ButtonKind, FileField, FileRow, FileTakes, GroupList, RowLimits as UiRowLimits,
};
use forms::definition::Service;
use forms::kind::{FileLimits, Kind, RowLimits};
use forms::place::{FieldId, Place, RowKey};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::File;

/// Most files of an answer where the definition says nothing.
const FILES: usize = 10;
/// Endings of pictures' names.
const PICTURES: &str = ".jpg .jpeg .png";
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
    let ask = {
        let filling = filling.clone();
        let ask = Callback::new(move |key: String| {
            let id = filling.uploads().id(&key)?;
            untrack(|| basis_words::loses(&filling, &id))
        });
        matches!(target, Target::Paper(_)).then_some(ask)
    };
    view! { <FileField frame=frame files=rows takes=takes on_add=add on_remove=remove on_retry=retry on_ask=ask /> }.into_any()
}

/// Files that were sent for something else of this filling, each to be used here too. Only those whose name ends
/// as one of `endings` says, where any are given.
#[must_use]
pub fn again(filling: &Filling, target: &Target, endings: &'static str) -> AnyView {
    let (filling, target) = (filling.clone(), target.clone());
    let others = {
        let (filling, target) = (filling.clone(), target.clone());
        Memo::new(move |_| {
            let service = filling.service();
            // A portrait is no paper.
            let is_paper = |place: &Place| {
                let field = service.field(&place.field);
                field.is_some_and(|field| match &field.kind {
                    Kind::File(limits) => limits.portrait.is_none(),
                    _ => false,
                })
            };
            let mut others = filling.uploads().others(&target, is_paper);
            others.retain(|row| is_of(&row.name, endings));
            others
        })
    };
    let one = move |row: FileRow| {
        let (filling, target) = (filling.clone(), target.clone());
        let key = row.key.clone();
        let take = Callback::new(move |()| {
            uploads::also(&filling, &target, &key);
            let picker = match &target {
                Target::Paper(code) => code.clone(),
                Target::Field(place) => super::places::id(place),
            };
            crate::device::page::focus_next(&[picker.as_str(), ":file"].concat());
        });
        view! { <li><Button kind=ButtonKind::Second on_press=take>{say::again_take(&row.name)}</Button></li> }
    };
    view! {
        <ul class="again" hidden=move || others.with(Vec::is_empty)>
            <For each=move || others.get() key=|row| row.key.clone() children=one />
        </ul>
    }
    .into_any()
}

fn is_of(name: &str, endings: &str) -> bool {
    let name = name.to_lowercase();
    endings.is_empty() || endings.split(' ').any(|ending| name.ends_with(ending))
}

pub(super) fn file_control(slot: &Slot, limits: &FileLimits) -> AnyView {
    if let Some(portrait) = limits.portrait {
        return portrait_control(slot, limits, portrait);
    }
    let takes = takes(&slot.filling, limits.most.unwrap_or(FILES), limits.picture);
    let target = Target::Field(slot.place.clone());
    let endings = if limits.picture { PICTURES } else { "" };
    view! {
        {files(&slot.filling, slot.frame.clone(), &target, takes)}
        {again(&slot.filling, &target, endings)}
    }
    .into_any()
}

pub(super) fn row_control(slot: &Slot, shown: Shown, limits: &RowLimits) -> AnyView {
    let (filling, list) = (slot.filling.clone(), slot.place.field.clone());
    let signal = filling.rows_signal(&list);
    // What must be there is there to be filled in.
    let fewest = limits.min.unwrap_or_default();
    for _ in signal.with_untracked(Vec::len)..fewest {
        filling.add_row(&list);
    }
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
        min: fewest,
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

/// How a cell stands in its row.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Conflict,
    Told,
    Asked,
}

/// A control that comes and goes with its condition; two sources to choose from; a line where the answer is only told.
pub fn cell(filling: Filling, shown: Shown, place: Place) -> impl IntoView + use<> {
    let mode = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| {
            let is_open = || {
                filling.background().with(|known| {
                    let mut open = known.conflicts.iter();
                    open.any(|conflict| conflict.place == place)
                })
            };
            is_shown(&filling, &place).then(|| {
                if is_open() {
                    Mode::Conflict
                } else if told::is_told(&filling, &place) {
                    Mode::Told
                } else {
                    Mode::Asked
                }
            })
        })
    };
    move || {
        Some(match mode.get()? {
            Mode::Conflict => conflict(&filling, shown, &place),
            Mode::Asked => {
                view! { {control(&filling, shown, &place)} {odd(&filling, &place)} }.into_any()
            }
            Mode::Told => {
                let row = told::row(&filling, &place, None);
                view! { <dl class="told-rows">{row}</dl> {odd(&filling, &place)} }.into_any()
            }
        })
    }
}

//! A list of groups: members, children, vehicles. Add another, change, remove.

use leptos::prelude::*;

use super::{FieldFrame, FieldSet, Glyph, Icon};
use crate::device;
use crate::text::{Text, say, t};

/// How many rows there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowLimits {
    /// Fewest; those cannot be removed.
    pub min: usize,
    /// Most; then nothing can be added.
    pub max: usize,
}

/// A list of groups. Rows hang on their keys: removing one leaves the others as they are (decision 2).
#[component]
pub fn GroupList(
    /// Name, hint, fault of the list.
    frame: FieldFrame,
    /// What one row is called: "Thành viên".
    #[prop(into)]
    row_name: Signal<String>,
    /// Keys of the rows, in order.
    #[prop(into)]
    rows: Signal<Vec<String>>,
    /// The fields of the row with this key.
    row: Callback<String, AnyView>,
    /// How many there may be.
    limits: RowLimits,
    /// One more is wanted.
    on_add: Callback<()>,
    /// Key of the row to take out.
    on_remove: Callback<String>,
) -> impl IntoView {
    let count = Memo::new(move |_| rows.with(Vec::len));
    let is_full = Memo::new(move |_| count.get() >= limits.max);
    let list = frame.pointer.clone();
    let add_id = format!("{list}:add");
    let one = {
        let add_id = add_id.clone();
        move |key: String| {
            let place = {
                let key = key.clone();
                Memo::new(move |_| {
                    rows.with(|rows| rows.iter().position(|row| *row == key))
                        .unwrap_or_default()
                        + 1
                })
            };
            let title = Signal::derive(move || say::row_title(&place.get(), &row_name.get()));
            let (title_id, add_id, fields) = (
                format!("{list}:row:{key}"),
                add_id.clone(),
                row.run(key.clone()),
            );
            let remove = move |_| {
                on_remove.run(key.clone());
                // The button that had the focus is gone.
                device::page::focus_next(&add_id);
            };
            let named_by = title_id.clone();
            view! {
                <div class="group" role="group" aria-labelledby=named_by>
                    <div class="group-head">
                        <p class="group-title" id=title_id>{title}</p>
                        <button
                            type="button"
                            class="quiet"
                            hidden=move || count.get() <= limits.min
                            aria-label=move || say::remove_what(&title.get())
                            on:click=remove.clone()
                        >
                            {t(Text::Remove)}
                        </button>
                    </div>
                    {fields}
                </div>
            }
        }
    };
    view! {
        <FieldSet frame=frame>
            {move || (count.get() == 0).then(|| view! { <p class="hint">{t(Text::RowsNone)}</p> })}
            <For each=move || rows.get() key=String::clone children=one />
            {move || is_full.get().then(|| view! { <p class="hint">{say::rows_most(&limits.max)}</p> })}
            <button
                type="button"
                class="second"
                id=add_id
                hidden=is_full
                on:click=move |_| on_add.run(())
            >
                <Icon glyph=Glyph::Plus />
                {move || t(if count.get() == 0 { Text::Add } else { Text::AddAnother })}
            </button>
        </FieldSet>
    }
}

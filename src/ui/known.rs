//! What is known already: rows of label, value and where it comes from, in cards by person.

use leptos::html::Div;
use leptos::prelude::*;

use super::{Glyph, Icon, masked};
use crate::device::page;
use crate::text::{Text, say, t};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A source filled it.
    Known,
    /// The person changed what a source had filled.
    Changed,
    /// The person typed it.
    Typed,
}

impl Mark {
    fn parts(self) -> (&'static str, Glyph) {
        match self {
            Self::Known => ("mark known", Glyph::Check),
            Self::Changed => ("mark changed", Glyph::Pencil),
            Self::Typed => ("mark typed", Glyph::Person),
        }
    }
}

/// A card of rows about one person or thing.
#[component]
pub fn KnownCard(
    /// About whom: "Trẻ được khai sinh".
    #[prop(into)]
    title: String,
    /// Its rows, those of one thing among several under its title.
    parts: Vec<(Option<String>, Vec<AnyView>)>,
) -> impl IntoView {
    let part = |(title, rows): (Option<String>, Vec<AnyView>)| {
        view! { {title.map(|title| view! { <h3>{title}</h3> })} <dl>{rows}</dl> }
    };
    let parts = parts.into_iter().map(part).collect_view();
    view! {
        <section class="known-card">
            <h2>{title}</h2>
            {parts}
        </section>
    }
}

/// One row. Without `on_change` it cannot be changed here.
#[component]
pub fn KnownRow(
    /// Id of the answer, where links lead to this row. Default: none.
    #[prop(optional, into)]
    id: String,
    /// Name of the value.
    #[prop(into)]
    label: String,
    /// The value as it is read; empty: not given.
    #[prop(into)]
    value: Signal<String>,
    /// Where it comes from, and the words for it: "Dân cư · 25/11/2026".
    #[prop(into)]
    origin: Signal<Option<(Mark, String)>>,
    /// The value whole, where `value` hides all but its end: shown when asked for.
    #[prop(optional, into)]
    whole: Signal<Option<String>>,
    /// What a source said before the person changed it.
    #[prop(optional, into)]
    before: Signal<Option<String>>,
    /// Puts that back.
    #[prop(default = None, into)]
    on_put_back: Option<Callback<()>>,
    /// A fault that is to be mended.
    #[prop(optional, into)]
    fault: Signal<Option<String>>,
    /// What else is to be said about it, or can be done.
    #[prop(default = None, into)]
    below: Option<AnyView>,
    /// The person wants to change it.
    #[prop(default = None, into)]
    on_change: Option<Callback<()>>,
) -> impl IntoView {
    let told = say::change_what(&label);
    let row = NodeRef::<Div>::new();
    // A button that goes with what it did leaves the focus in its row.
    let stay = Callback::new(move |()| {
        if let Some(row) = row.get_untracked() {
            page::focus(&row);
        }
    });
    let shown = masked::revealed(value, whole, &label, stay);
    let former = {
        let told = say::put_back_what(&label);
        move || {
            let before = say::row_before(&before.get()?);
            let told = told.clone();
            let back = on_put_back.map(|on_put_back| {
                view! {
                    <button type="button" class="quiet" aria-label=told on:click=move |_| { on_put_back.run(()); stay.run(()); }>
                        {t(Text::PutBack)}
                    </button>
                }
            });
            Some(view! { <span class="row-before">{before} {back}</span> })
        }
    };
    let mark = move || {
        origin.get().map(|(mark, words)| {
            let (class, glyph) = mark.parts();
            view! { <span class=class><Icon glyph=glyph /> {words}</span> }
        })
    };
    let id = (!id.is_empty()).then_some(id);
    view! {
        <div class="known-row" id=id tabindex="-1" node_ref=row class:wrong=move || fault.with(Option::is_some)>
            <dt>{label}</dt>
            <dd class="known-value">
                {shown}
                {mark}
                {former}
                {move || fault.get().map(|text| view! { <span class="fault"><Icon glyph=Glyph::Stop />{text}</span> })}
                {below.map(|below| view! { <div class="row-below">{below}</div> })}
            </dd>
            {on_change.map(|on_change| view! {
                <dd class="known-change">
                    <button type="button" class="button quiet" aria-label=told on:click=move |_| on_change.run(())>
                        {t(Text::Change)}
                    </button>
                </dd>
            })}
        </div>
    }
}

//! The national store, which wants to know for which service a paper is needed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

use crate::draft::tab;
use crate::form::words;
use crate::portal::Problem;
use crate::portal::records::{self, Found};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Entries, Entry, FieldFrame, SelectField};
use forms::results::ResultKind;

/// The choice of a service that uses any of these kinds, and what it finds beside what is shown already. What was asked
/// before in this tab is asked again: the page comes anew with another language, and on the way back from a paper.
pub(super) fn national(kinds: &[ResultKind], found: RwSignal<Found>) -> impl IntoView + use<> {
    let services = services(kinds);
    let entries: Entries = { services.iter() }
        .map(|(slug, (name, _))| Entry::new(slug, name))
        .collect();
    let entries = Signal::stored(Some(entries));
    let kept = tab::papers_for().filter(|slug| services.contains_key(slug));
    let was_asked = kept.is_some();
    let chosen = RwSignal::new(kept);
    let (busy, set_busy) = signal(false);
    let (told, set_told) = signal(None::<Result<usize, Problem>>);
    // What is only asked again is not announced, unless it fails.
    let look = move |is_again: bool| {
        let procedures = chosen.with_untracked(|slug| {
            let slug = slug.as_ref()?;
            let (_, procedures) = services.get(slug)?;
            tab::keep_papers_for(slug);
            Some(procedures.clone())
        });
        let Some(procedures) = procedures else { return };
        set_busy.set(true);
        set_told.set(None);
        spawn_local(async move {
            let got = all(&procedures).await;
            if found.is_disposed() {
                return;
            }
            let count = got.map(|got| {
                let count = got.results.len();
                found.update(|shown| add(shown, got));
                count
            });
            set_told.set(Some(count).filter(|count| !is_again || count.is_err()));
            set_busy.set(false);
        });
    };
    if was_asked {
        look(true);
    }
    let ask = Callback::new(move |()| look(false));
    let choose = Callback::new(move |slug: Option<String>| {
        if slug.is_none() {
            tab::forget_papers_for();
        }
        chosen.set(slug);
    });
    let frame = FieldFrame::new("/papers-service", t(Text::MyPapersFor));
    view! {
        <details open=was_asked>
            <summary>{t(Text::MyPapersAsk)}</summary>
            <p class="hint">{t(Text::MyPapersNational)}</p>
            <SelectField frame=frame entries=entries value=chosen on_change=choose />
            <Button kind=ButtonKind::Second on_press=ask busy=busy>{t(Text::MyPapersAsk)}</Button>
            <p role="status">{move || told.get().map(|told| match told {
                Ok(count) => say::my_papers_asked(&count),
                Err(why) => words::problem(&why),
            })}</p>
        </details>
    }
}

/// Every service that uses any kind of result: its name and procedures by its slug.
fn services(kinds: &[ResultKind]) -> BTreeMap<String, (String, Vec<String>)> {
    let uses = kinds.iter().flat_map(|kind| &kind.services);
    uses.map(|one| (one.slug.clone(), (one.name.clone(), one.procedures.clone())))
        .collect()
}

/// What the stores give for these procedures, one after the other.
async fn all(procedures: &[String]) -> Result<Found, Problem> {
    let mut all = Found::default();
    for procedure in procedures {
        add(&mut all, records::all_results(Some(procedure)).await?);
    }
    Ok(all)
}

/// What is new is added; a store that answers now is not out any more.
fn add(shown: &mut Found, got: Found) {
    shown.out = got.out;
    for result in got.results {
        let id = &result.held.result_id;
        if !shown.results.iter().any(|one| one.held.result_id == *id) {
            shown.results.push(result);
        }
    }
}

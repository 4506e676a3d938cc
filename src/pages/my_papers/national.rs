//! The national store, which wants to know for which service a paper is needed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

use crate::form::words;
use crate::portal::Problem;
use crate::portal::records::{self, Found};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Entries, Entry, FieldFrame, SelectField};
use forms::results::ResultKind;

/// The choice of a service that uses any of these kinds, and what it finds beside what is shown already.
pub(super) fn national(kinds: &[ResultKind], found: RwSignal<Found>) -> impl IntoView + use<> {
    let services = services(kinds);
    let entries: Entries = { services.iter() }
        .map(|(slug, (name, _))| Entry::new(slug, name))
        .collect();
    let entries = Signal::stored(Some(entries));
    let chosen = RwSignal::new(None::<String>);
    let (busy, set_busy) = signal(false);
    let (told, set_told) = signal(None::<Result<usize, Problem>>);
    let ask = Callback::new(move |()| {
        let procedures = chosen.with_untracked(|slug| {
            let (_, procedures) = services.get(slug.as_ref()?)?;
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
            set_told.set(Some(count));
            set_busy.set(false);
        });
    });
    let frame = FieldFrame::new("/papers-service", t(Text::MyPapersFor));
    view! {
        <details>
            <summary>{t(Text::MyPapersAsk)}</summary>
            <p class="hint">{t(Text::MyPapersNational)}</p>
            <SelectField frame=frame entries=entries value=chosen on_change=Callback::new(move |slug| chosen.set(slug)) />
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

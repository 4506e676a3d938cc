//! The person's dossiers, the newest first.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::agreements::WaitingAgreements;
use super::dossier::state::name;
use super::sign_in::Personal;
use super::waiting::state;
use crate::portal::dossier::{self, Line};
use crate::route::{self, Route};
use crate::text::when::day;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Card, CardList, PageHeading, PageState};

/// The page of all dossiers.
#[component]
#[must_use]
pub fn Dossiers() -> impl IntoView {
    view! {
        <PageHeading title=t(Text::DossiersTitle) />
        <Personal><WaitingAgreements /> <List /> {to_papers()}</Personal>
    }
}

/// The way to the person's papers.
pub(super) fn to_papers() -> impl IntoView {
    view! { <p class="way-on"><a href=route::link(&Route::Papers)>{t(Text::MyPapers)}</a></p> }
}

/// Those that were fetched so far, and the way to more.
#[component]
fn List() -> impl IntoView {
    let lines = RwSignal::new(Vec::<Line>::new());
    let after = RwSignal::new(None::<String>);
    let asking = RwSignal::new(true);
    let failed = RwSignal::new(None::<PageState>);
    let more = Callback::new(move |()| {
        asking.set(true);
        failed.set(None);
        spawn_local(async move {
            let cursor = after.try_get_untracked().flatten();
            let got = dossier::list(cursor.as_deref()).await;
            if asking.is_disposed() {
                return;
            }
            match got {
                Ok((found, next)) => {
                    lines.update(|lines| lines.extend(found));
                    after.set(next);
                }
                Err(problem) => failed.set(Some(problem.into())),
            }
            asking.set(false);
        });
    });
    more.run(());
    let cards =
        Signal::derive(move || lines.with(|lines| lines.iter().map(card).collect::<Vec<_>>()));
    let rest = move || {
        match (asking.get(), failed.get()) {
        (true, _) => state(PageState::Loading, more),
        (false, Some(why)) => state(why, more),
        (false, None) if lines.with(Vec::is_empty) => state(PageState::Empty, more),
        (false, None) => after
            .with(Option::is_some)
            .then(|| view! { <p class="way-on"><Button kind=ButtonKind::Second on_press=more>{t(Text::ShowMore)}</Button></p> })
            .into_any(),
    }
    };
    view! {
        <CardList cards=cards />
        {rest}
    }
}

fn card(line: &Line) -> Card {
    let due = line.due_at.as_deref().map(day);
    let state = name(&line.state);
    let tag = match due {
        Some(due) if line.overdue => say::dossier_card_late(&due, &state),
        _ if line.waits => say::dossier_card_waits(&state),
        _ => state,
    };
    Card {
        href: Some(route::link(&Route::Dossier(line.code.clone()))),
        title: line.title.clone(),
        line: Some(say::dossier_card(&line.code, &day(&line.sent_at))),
        tag: Some(tag),
    }
}
